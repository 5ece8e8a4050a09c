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
import { partWords, type SeenInPart } from '../../access/index.ts'
import type { CasePerson, CaseTop } from '../actions/top.ts'
import type { CasePage, CasePart } from '../model/case-pages.ts'

export type CaseLayout = Omit<Layout, 'frame' | 'breadcrumbs' | 'top'> & {
  screen: Screen
  top: CaseTop
  /** Which part of the case this is. */
  part: CasePart
  /** What stands between the case and this page in the trail. */
  trail?: readonly { text: string; href: string }[] | undefined
}

/** Every page of a case: whose it is, how to reach them safely, its parts, and then the page. */
export const caseLayout = ({ screen, top, part, trail = [], content, ...page }: CaseLayout): Html =>
  layout({
    ...page,
    content: html`${notAll(top, part)}${content}`,
    frame: screen.frame,
    breadcrumbs: [
      { text: 'My cases', href: '/boards/mine' },
      { text: top.reference, href: `/cases/${top.caseId}` },
      ...trail,
      ...(part === '' && trail.length === 0 ? [] : [{ text: page.title }]),
    ],
    top: html`${identity(top, screen.now)}${contact(top, screen)}${parts(top, part)}`,
  })

const objectsOf: Partial<Record<CasePart, SeenInPart>> = {
  ...{
    risk: 'risk',
    interventions: 'risk',
    measures: 'risk',
    incidents: 'incidents',
    files: 'incidents',
    injuries: 'incidents',
    justice: 'orders',
    orders: 'orders',
    duties: 'duties',
    feedback: 'duties',
  },
}
const showsAllSorts: readonly CasePart[] = ['', 'entries', 'pictures', 'handovers']

/** Nobody takes what is not shown to them for what did not happen (MODEL 13). */
const notAll = ({ sights, owners }: CaseTop, part: CasePart): Html | undefined => {
  const own = objectsOf[part]
  const isHere = (object: SeenInPart) => own === object || showsAllSorts.includes(part)
  const partial = sights.partial.filter(isHere)
  const held = sights.existing.filter((object) => isHere(object) && sights.held.includes(object))
  if (partial.length + held.length === 0) return undefined
  const [lead] = owners
  return insetText({
    text: html`${partial.length > 0 && `Of ${listed(partial)}, you are shown what your agency wrote and what was shared with you. There may be more.`}
      ${held.length > 0 && `On record here, and not shown to your role: ${listed(held)}.`}
      ${lead && `If you need it, ask ${lead.name}, ${lead.agency}.`}`,
  })
}
/** What an empty list says: that there is none, or that none is shown to whoever looks. */
export const nothingOf = ({ sights }: CaseTop, object: SeenInPart, words: string): string =>
  sights.partial.includes(object) || sights.existing.includes(object) ? 'Nothing is shown to you.' : words

const inWords = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const listed = (objects: readonly SeenInPart[]): string => inWords.format(objects.map(partWords))

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

/** The parts of the case, and under them those that belong to the part that is open. */
const parts = ({ caseId, pages, openDuties }: CaseTop, part: CasePart): Html => {
  const here = pages.find((page) => page.part === part)
  const together = pages.filter(({ lead }) => lead === here?.lead)
  const link = ({ part: own, text }: CasePage) => ({ text, href: own ? `/cases/${caseId}/${own}` : `/cases/${caseId}` })
  return html`${subNavigation({
    label: 'This case',
    items: pages
      .filter((page) => page.lead === page.part)
      .map((page) => ({
        ...link(page),
        current: page.part === part || (page.part === here?.lead && 'within'),
        waiting: page.part === 'duties' && openDuties > 0 ? { count: openDuties, of: 'open duties' } : undefined,
      })),
  })}${
    together.length > 1 &&
    subNavigation({
      label: together.find((page) => page.lead === page.part)?.text ?? '',
      items: together.map((page) => ({ ...link(page), current: page.part === part })),
    })
  }`
}
