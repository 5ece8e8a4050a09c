import type { Source } from './rule.ts'

const codePage = 'https://www.gov.uk/government/publications/the-code-of-practice-for-victims-of-crime'
const app = 'https://www.college.police.uk/app/major-investigation-and-public-protection/domestic-abuse'

export const victimsCode = (right: string): Source => ({
  title: "Victims' Code, in force 1 April 2021",
  section: right,
  url: codePage,
})
export const earlierCode = (title: string): Source => ({
  title,
  section: 'What police must tell, and within how many working days',
  url: codePage,
})
export const collegeGuidance = (section: string): Source => ({
  title: 'College of Policing, authorised professional practice: domestic abuse',
  section,
  url: app,
})
export const conferenceGuidance = (section: string): Source => ({
  title: 'SafeLives guidance on the risk conference (MARAC)',
  section,
  url: 'https://safelives.org.uk/',
})
export const act = (title: string, section: string, path: string): Source => ({
  title,
  section,
  url: `https://www.legislation.gov.uk/${path}`,
})
/** Not law and not guidance: what the area asks of itself. */
export const localPolicy = (section: string): Source => ({
  title: 'Local policy of the area',
  section,
  url: app,
})

/** Rules that rest on guidance or local policy apply from the day this rulebook was checked. */
export const checked = { from: '2026-11-22', to: null }
