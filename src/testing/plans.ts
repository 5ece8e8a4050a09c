import { fieldOf } from '../domains/safety-plans/model/forms.ts'
import { principleCodes } from '../domains/safety-plans/model/plan.ts'
import { promptsFor } from '../domains/safety-plans/model/templates.ts'
import type { testApp } from './app.ts'

type Send = (path: string, form: Record<string, string>) => Promise<string>
const lastOf = (address: string): string => address.split('/').at(-1) ?? ''

export const aThought = {
  ...{ heading: 'crisis', title: 'A word that means: call', standing: 'adopted', words: 'Says “pelican”' },
  ...{ keep: 'keep', warning: 'no', whoKnows: 'Her sister', agreedBy: 'She did', on: 'today' },
}
/** What somebody who does not see the plan offers to it. */
export const anOffer = (personId: string) => ({
  ...{ personId, title: 'A light at the back door', words: 'We fit it by day, in plain clothes' },
  careful: 'It can be seen from the lane',
})
export const takenUp = { outcome: 'adopted', heading: 'home', agreedBy: 'She did', on: 'today' }
/** What somebody agreed for a call of police. */
export const aCard = (personId: string) => ({
  ...{ personId, alone: 'Ask about the bittern on the pond', signal: 'yes', children: 'Two, asleep upstairs' },
  ...{ weapons: 'Kitchen knives', noBell: 'yes', notWho: 'yes', notDo: 'Use a siren', call: 'The adviser by day' },
  ...{ agreedOn: 'today', with: 'Alone, by telephone', endsOn: '1/6/2029', told: 'yes' },
})
export const allChecked = Object.fromEntries(principleCodes.map((code) => [code, 'yes']))
/** Whether a child is included in planning, and whether it is safe to tell them. */
export const aChildDecided = {
  ...{ included: 'yes', why: 'Knows the way to the neighbour', tell: 'on the day', tellWords: 'We visit Grandma' },
  ...{ tellWhy: 'Is four, and tells everybody everything', decidedBy: 'She did', with: 'The adviser', on: 'today' },
}
export const agreedNow = {
  ...{ agreedOn: 'today', with: 'Alone, by telephone', words: 'It is hers', copy: 'none', nextReviewOn: '1/6/2029' },
  later: 'She asked for it',
}

/** Where both go to one school, that part is gone through before a plan is checked. */
export const schoolGoneThrough = {
  ...Object.fromEntries(
    promptsFor('child')
      .filter(({ heading }) => heading === 'school')
      .map(({ code }) => [fieldOf(code), 'later']),
  ),
  ...{ agreedBy: 'She did', on: 'today' },
}

export const aPaper = {
  ...{ document: 'plan', edition: 'discreet', size: 'ordinary', language: 'en', written: 'en' },
  ...{ forWhom: 'Themselves', asked: 'yes' },
}

/** Plans of a case in each state that has a page of its own: agreed, being made, checked, paused; the last three of children. One more child has none yet. */
export const somePlans = async (
  everything: Awaited<ReturnType<typeof testApp>>['everything'],
  send: Send,
  { caseId, victimId }: { caseId: string; victimId: string },
) => {
  const start = async (personId: string, circumstance: string): Promise<string> => {
    const planId = lastOf(await send('safety-plans/new', { personId, circumstance, shows: 'no' }))
    await send(`safety-plans/${planId}/items/new`, aThought)
    return planId
  }
  const aChild = (name: string) => send('people/new', { name, role: 'child', ageAbout: '6', why: 'Lives there' })
  const ofAChild = async (name: string): Promise<string> => {
    await aChild(name)
    const found = everything.selectFrom('party as y').innerJoin('person as p', 'p.id', 'y.personId').select('p.id')
    const { id } = await found.where('y.caseId', '=', caseId).where('p.name', '=', name).executeTakeFirstOrThrow()
    return start(id, 'child')
  }
  const agreed = await start(victimId, 'staying')
  const shared = everything.selectFrom('sharedSetting').select('id').where('caseId', '=', caseId)
  if (await shared.where('kind', 'in', ['school', 'college or university']).executeTakeFirst())
    await send(`safety-plans/${agreed}/walk/school`, schoolGoneThrough)
  const children = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
  for (const { personId } of await children.where('role', '=', 'child').where('endedAt', 'is', null).execute())
    await send(`safety-plans/${agreed}/children/${personId}`, aChildDecided)
  await send(`safety-plans/${agreed}/check`, allChecked)
  await send(`safety-plans/${agreed}/agree`, agreedNow)
  const made = await ofAChild('Teasel Inventado')
  const checked = await ofAChild('Tansy Inventado')
  await send(`safety-plans/${checked}/check`, allChecked)
  const paused = await ofAChild('Thrift Inventado')
  await send(`safety-plans/${paused}/pause`, { words: 'Wants none for now' })
  await aChild('Yarrow Inventado')
  return { agreed, made, checked, paused }
}

/** Who may fetch a child from one setting. */
export const aCollectionList = (childId: string) => ({
  ...{
    childId,
    setting: 'The nursery by the mill pond',
    contact: 'The head',
    ifOther: 'Keep the child inside. Ring 999.',
  },
  ...{
    name1: 'Rowan Heron',
    relation1: 'Grandmother',
    question: 'What was the dog called',
    agreedBy: 'She did',
    on: 'today',
  },
})
export const aPage = { edition: 'plain', size: 'ordinary' }
export const aCopyGiven = { version: '1', to: 'The head', how: 'By hand', givenOn: 'today' }

/** How a child sees somebody. */
export const someVisits = (personId: string) => ({
  ...{ personId, place: 'The big library, by the front desk', away: 'yes', time: 'Sundays, ten to two' },
  ...{ handsOver: 'Her aunt to his sister', supervision: 'person', supervisedBy: 'His sister' },
  ...{ before: 'She is told on the day', during: 'The aunt waits next door', after: 'They go home by bus' },
  ...{
    late: 'After half an hour they leave',
    wrong: 'The aunt takes her home',
    notReturned: 'Ring 999, then the adviser',
  },
  ...{ checkIn: 'The adviser rings her mother in the evening', agreedBy: 'Her mother', on: 'today' },
  advice: 'Her solicitor: the order lets a third party arrange it',
})
/** That it is safe to involve somebody, decided with the person. */
export const aParty = (personId: string) => ({
  ...{
    personId,
    sort: 'employer',
    who: 'The tannery',
    decision: 'safe',
    why: 'Nobody there knows him',
    consent: 'agreed',
  },
  ...{ scope: 'That she needs Mondays free', method: 'Her manager, in person', decidedBy: 'She did', on: 'today' },
})
export const aQuestion = {
  ...{ asked: 'Her manager', askedOn: 'today', about: 'Whether she may start an hour later', answerBy: '1/6/2029' },
}

/** That it is safe to tell somebody of an order, as the person decided it (P3-06). */
export const aTelling = (personId: string) => ({
  ...{ personId, sort: 'neighbour', who: 'The couple at the bakery', decision: 'safe', why: 'They look out for her' },
  ...{ decidedBy: 'She did', with: 'The adviser', on: 'today', asks: 'Ring 999 if he comes' },
})
export const aTold = (orderId: string) => ({
  ...{ orderId, to: 'Both of them', on: 'today', how: 'In person, by her', calls: 'yes' },
  words: 'A court says that he must not come. Ring 999 if he does',
})
