import { caseIn } from '../../platform/drafts.ts'

/** Where a page saves what is being typed in it. */
export const draftSaving = '/drafts/save'

/** What a draft of each domain is called where its form has no name of its own below; a domain without one keeps none. */
const ofDomain: Record<string, string> = {
  ...{ boards: 'A choice of work', cases: 'About a case', 'counter-allegations': 'Harm reported both ways' },
  ...{ duties: 'A duty', entries: 'What happened', feedback: 'How they were treated', handovers: 'A handover' },
  ...{
    helplines: 'A helpline',
    languages: 'Who read a language',
    inbox: 'The inbox',
    incidents: 'An incident',
    justice: 'Justice',
    messages: 'A message',
  },
  ...{ 'local-policy': 'Local policy', notes: 'A note', orders: 'An order', people: 'People', referrals: 'A referral' },
  ...{ replay: 'A replay', reports: 'A report', risk: 'Risk', rulebook: 'The rulebook', staff: 'Staff' },
  ...{ 'safe-contact': 'Reaching them safely', 'access-requests': 'A request to see records' },
  ...{
    retention: 'How long records stay',
    sharing: 'Sharing a record',
    'information-requests': 'A request for information',
    'safety-plans': 'A safety plan',
    'police-cards': 'What they agreed for a call',
    interventions: 'An intervention',
    measures: 'A measure that protects',
    'missing-reports': 'A report of somebody missing',
    'management-plans': 'A plan for managing the person reported',
    injuries: 'An injury or its effect',
    conflicts: 'A conflict',
    files: 'A file',
    releases: 'A release outside',
    'protected-addresses': 'A protected place',
    bundles: 'A bundle for court',
    exports: 'A list to take out',
    access: 'Why you look',
  },
  ...{ audit: 'A question to the log', looks: 'A question about a look', misuse: 'A check of looks' },
}

const named: readonly [pattern: RegExp, name: string][] = [
  [/^\/cases\/new$/, 'Looking for a person, to open a case'],
  [/^\/cases\/new\/open$/, 'Opening a case'],
  [/\/cases\/:id\/account$/, 'The account agreed with them'],
  [/\/cases\/:id\/barriers$/, 'What may stand in the way'],
  [/\/cases\/:id\/close$/, 'Closing the case'],
  [/\/cases\/:id\/close\/say$/, 'What the plan lead says of closing'],
  [/\/cases\/:id\/shared-places$/, 'A place that both go to'],
  [/\/entries\/:id\/correct$/, 'Putting an entry right'],
  [/\/entries\/new\//, 'What happened'],
  [/\/incidents\/children\//, 'About a child'],
  [/\/incidents\/new$/, 'An incident'],
  [/\/incidents\/trigger$/, 'Something has changed'],
  [/\/justice\/breach$/, 'What was done about a breach'],
  [/\/notes\/new$/, 'A note'],
  [/\/people\/:id\/edit$/, 'What is known of a person'],
  [/\/referrals\/new$/, 'A new referral'],
  [/\/risk\/needs\//, 'What somebody needs'],
  [/\/risk\/(new$|assess\/)/, 'A risk assessment'],
  [/\/handovers\/new$/, 'A handover'],
  [/\/safe-contact\/rule$/, 'How to reach them safely'],
  [/\/safe-contact\/call/, 'A call'],
]

const folderOf = (address: string): string | undefined => {
  const [path = ''] = address.split('?')
  const words = path.split('/').filter(Boolean)
  const within = caseIn(address) ? words[2] : words[0]
  return caseIn(address) && !isFolder(within) ? 'cases' : within
}
const isFolder = (word: string | undefined): boolean => word !== undefined && Object.hasOwn(ofDomain, word)

// A telephone number or an address of somebody in danger stands in the vault under their own key, and nowhere else.
const neverKept =
  /\/safe-contact\/routes(\/|$)|^\/people\/search|^\/inbox\/keys|^\/staff\/connections|^\/staff\/[^/]+\/link/

/** Whether anything of a form at this address is kept before it is sent: nothing of signing in, keys and protected ways. */
export const isKept = (address: string): boolean => isFolder(folderOf(address)) && !neverKept.test(address)

/** What the form is called in the list of one's drafts: never by anything that was typed in it. */
export const nameOf = (address: string): string => {
  const pattern = (address.split('?')[0] ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
  const name = named.find(([each]) => each.test(pattern))?.[1] ?? ofDomain[folderOf(address) ?? '']
  if (name === undefined) throw new Error(`No draft is kept at ${pattern}`)
  return name
}
