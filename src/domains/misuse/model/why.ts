import { londonDay } from '../../../rules/days.ts'
import type { Kind } from './kinds.ts'
import { limits } from './limits.ts'

/** A look as an alert keeps it. */
export type KeptLook = {
  at: Date
  kind: string
  purpose: string
  ties: readonly string[]
  surnameShare: number | null
  isOffDuty: boolean
}

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`

const spanOf = (looks: readonly KeptLook[]): string => {
  const times = looks.map(({ at }) => at.getTime())
  const days = Math.round((Math.max(...times) - Math.min(...times)) / 86_400_000)
  if (days < 2) return days === 0 ? 'within a day' : 'in 2 days'
  return days < 14 ? `in ${days} days` : `in ${Math.round(days / 7)} weeks`
}

const shared: Record<string, string> = {
  address: 'an address',
  phone: 'a phone number or e-mail address',
  connection: 'a person whom they named as somebody close',
}

const about: Record<Kind, (looks: readonly KeptLook[], often: string) => string> = {
  'repeated looks': (_, often) => `Looked ${often} at a case that they have no part in`,
  'same name': (looks, often) => {
    const isRare = looks.some(({ surnameShare }) => surnameShare !== null && surnameShare <= limits.rareSurnamePer10000)
    const name = isRare ? 'the same surname, which few people have' : 'the same surname'
    return `Looked ${often} at a case that they have no part in; somebody there has ${name}`
  },
  'same address': (looks, often) => {
    const what = [...new Set(looks.flatMap(({ ties }) => ties.map((tie) => shared[tie]).filter(Boolean)))]
    return `Looked ${often} at a case that they have no part in; they share ${what.join(' and ')} with it`
  },
  neighbour: (_, often) => `Looked ${often} at a case that they have no part in; somebody there lives near them`,
  colleague: (_, often) =>
    `Looked ${often} at a case that they have no part in; somebody there has the same employer or is of the same team`,
  'refused tries': (_, often) => `Tried ${often} to open what is closed to them`,
  browsing: (_, often) =>
    `Opened cases without a part in them ${often}: more than others of this role do, or far more than they did before`,
  'many copies': (_, often) => `Exported or printed ${often}: more than they did before`,
  'odd hours': (_, often) => `Looked at cases without a part in them ${often}, outside their hours`,
  'own name': (_, often) => `Searched for their own name ${often}`,
  'one case, many people': (_, often) => `Looked ${often} at a case to which many come who have no part in it`,
}

/** In one sentence what was seen, named by its data (INV-31). Why somebody looked it cannot know. */
export const whyOf = (kind: Kind, looks: readonly KeptLook[]): string => {
  if (looks.length === 0) return 'No look is kept with this question.'
  const days = new Set(looks.map(({ at }) => londonDay(at))).size
  const span = spanOf(looks)
  const often =
    span === 'within a day'
      ? `${count(looks.length, 'time')} on one day`
      : `${count(looks.length, 'time')} on ${count(days, 'day')} ${span}`
  return `${about[kind](looks, looks.length === 1 ? 'once' : often)}.`
}

const purposeNames: Record<string, string> = {
  none: 'None',
  stated: 'A reason of their own',
  team: 'Through the team',
  emergency: 'Emergency access',
}
/** What carried a look, in words; another part of the product gave it any other name. */
export const purposeWords = (purpose: string): string =>
  purposeNames[purpose] ?? `${purpose.slice(0, 1).toUpperCase()}${purpose.slice(1)}`

const kindNames: Record<string, string> = {
  ...{ consult: 'Opened a page', search: 'Searched', export: 'Exported', print: 'Printed', fail: 'Was refused' },
}
export const lookWords = (kind: string): string => kindNames[kind] ?? kind
