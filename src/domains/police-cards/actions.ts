import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayText } from '../../platform/times.ts'
import { openEach, sealFor } from '../../platform/vault.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { dutyKey } from '../../rules/duty.ts'
import { atExactly, type NewEntry, type Recorded, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { protectedIn } from '../files/index.ts'
import { type CardContent, type CardForm, cardSchema, contentOf, textOf } from './model.ts'
import { lookAgain } from './rules.ts'
import { type CardRow, endCard, insertCard, openCard, standingCards } from './store.ts'

/** `says` is null where the key of the person was erased, and with it every word. */
export type Card = Omit<CardRow, 'content'> & { says: CardContent | null }

const placeOf = (id: string) => ({ table: 'vault.police_card', column: 'content', row: id })
export const openCards = async (services: Services, { tx }: Work, rows: readonly CardRow[]): Promise<Card[]> => {
  const says = new Map<string, CardContent>()
  for (const [personId, own] of Map.groupBy(rows, (row) => row.personId)) {
    const sealed = own.map(({ id, content }) => ({ ...placeOf(id), sealed: content }))
    for (const [index, text] of (await openEach(services, tx, personId, sealed)).entries()) {
      const row = own[index]
      if (row && text) says.set(row.id, cardSchema.parse(JSON.parse(text)))
    }
  }
  return rows.map(({ content: _, ...row }) => ({ ...row, says: says.get(row.id) ?? null }))
}

/** What police who attend are to know today, as far as it is shown to whoever reads. */
export const cardsToday = async (services: Services, work: Work, caseId: string): Promise<Card[]> =>
  openCards(services, work, await standingCards(work.tx, caseId, dayText(work.now)))

const say = (services: Services, work: Work, entry: Pick<NewEntry, 'caseId' | 'type' | 'details'>): Promise<Recorded> =>
  record(services, work, {
    ...{ ...entry, happened: atExactly(work.now), knownAt: work.now, body: bodyOf(work.actor.agencyKind) },
    ...{ toldBy: null, what: null },
  })

/** Stands for the card before it. The day to look at it again is an entry that police do not see, and its duty says nothing of a card. */
export const agreeCard = async (services: Services, work: Work, caseId: string, form: CardForm): Promise<void> => {
  const { tx, now, actor } = work
  const { personId, agreedOn, endsOn } = form
  const before = await openCard(tx, caseId, personId)
  const id = randomUUID()
  const content = await sealFor(services, work, { ...placeOf(id), personId }, JSON.stringify(contentOf(form)))
  await say(services, work, { caseId, type: 'police-cards.agreed', details: {} })
  const details = { endsOn, ...(before && { tells: [dutyKey(before.factId, lookAgain)] }) }
  const { factId } = await say(services, work, { caseId, type: 'safety-plans.look-again-set', details })
  await insertCard(tx, {
    ...{ id, caseId, personId, factId, content, agreedOn, endsOn },
    ...{ agencyId: actor.agencyId, writtenBy: actor.id, writtenAt: now },
  })
}

/** At once, and for no reason that anybody has to give. */
export const withdrawCard = async (services: Services, work: Work, { id, caseId, factId }: CardRow): Promise<void> => {
  if (!(await endCard(work.tx, id, work.now))) return
  await say(services, work, { caseId, type: 'police-cards.ended', details: {} })
  const tells = [dutyKey(factId, lookAgain)]
  await say(services, work, { caseId, type: 'safety-plans.look-again-ended', details: { tells } })
}

/** The sorts of protected things of this case that a card would show at a door. */
export const protectedOn = (services: Services, work: Work, caseId: string, form: CardForm) =>
  protectedIn(services, work.tx, caseId, { text: textOf(form) })
