import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { contactStrip } from '../../../design/contact-strip.ts'
import { form, type Screen } from '../../../design/form.ts'
import { identityBar } from '../../../design/identity-bar.ts'
import { type Layout, layout } from '../../../design/layout.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { riskTag, stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CasePerson, CaseTop } from '../actions/top.ts'
import type { CasePart } from '../model/case-pages.ts'

export type CaseLayout = Omit<Layout, 'frame' | 'breadcrumbs' | 'top'> & {
  screen: Screen
  top: CaseTop
  /** Which part of the case this is. */
  part: CasePart
  /** What stands between the case and this page in the trail. */
  trail?: readonly { text: string; href: string }[] | undefined
}

/** Every page of a case: whose it is, how to reach them safely, its parts, and then the page. */
export const caseLayout = ({ screen, top, part, trail = [], ...page }: CaseLayout): Html =>
  layout({
    ...page,
    frame: screen.frame,
    breadcrumbs: [
      { text: 'My cases', href: '/boards/mine' },
      { text: top.reference, href: `/cases/${top.caseId}` },
      ...trail,
      ...(part === '' && trail.length === 0 ? [] : [{ text: page.title }]),
    ],
    top: html`${identity(top, screen.now)}${contact(top, screen)}${parts(top, part)}`,
  })

const contact = ({ contact: strip }: CaseTop, screen: Screen): Html | undefined =>
  strip === null
    ? undefined
    : contactStrip({
        ...{
          rule: strip.rule,
          now: screen.now,
          changed: strip.changed,
          href: strip.href,
          recordHref: strip.recordHref,
        },
        acknowledge: strip.readAction
          ? form(screen, button({ text: 'I have read this', classes: 'govuk-button--secondary' }), {
              action: strip.readAction,
            })
          : undefined,
      })

const identity = (top: CaseTop, now: Date): Html => {
  const victims = top.people.filter(({ role }) => role === 'victim')
  const reported = top.people.filter(({ role }) => role === 'perpetrator')
  return identityBar({
    name: victims.length > 0 ? victims.map(nameOf).join(' and ') : 'Name not known',
    tags: [riskTag(top.level), ...stateTags(top)],
    facts: [
      { label: 'Case', value: top.reference },
      ...victims.map((person) => ({ label: 'Born', value: bornOf(person) })),
      ...reported.map((person) => ({ label: capital(person.stage), value: nameOf(person) })),
      { label: 'Opened', value: formatDay(top.openedAt, now) },
    ],
  })
}

/** The name that the person uses, then the one on paper; a believed name says so. */
const nameOf = ({ name, called, isBelieved }: CasePerson): string =>
  `${called ? `${called} (${name})` : name}${isBelieved ? ', believed' : ''}`

const bornOf = ({ bornOn, ageAbout }: CasePerson): string => {
  if (bornOn) return formatDay(bornOn)
  return ageAbout === null ? 'Not known' : `Not known, about ${ageAbout}`
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const stateTags = ({ state, closedAs }: CaseTop): Html[] => {
  if (state === 'closed') return [stateTag('stopped', `Closed: ${closedAs}`)]
  return state === 'closing' ? [stateTag('waiting', 'Closing proposed')] : []
}

/** Said above a form that records something new: on a closed case it is the first word of a new episode. */
export const opensAgain = ({ state }: CaseTop): Html | undefined =>
  state === 'closed'
    ? insetText({
        text: 'This case is closed. Saving this opens it again, for those who led it if they still can see it.',
      })
    : undefined

const parts = ({ caseId, pages, openDuties }: CaseTop, part: CasePart): Html =>
  subNavigation({
    label: 'This case',
    items: pages.map((page) => ({
      text: page.text,
      href: page.part ? `/cases/${caseId}/${page.part}` : `/cases/${caseId}`,
      current: page.part === part,
      waiting: isDuties(page.part) && openDuties > 0 ? { count: openDuties, of: 'open duties' } : undefined,
    })),
  })

const isDuties = (part: string): boolean => part === 'duties'
