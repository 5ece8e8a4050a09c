import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import type { Grade } from '../../../rules/entry.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { openForNews } from '../../cases/index.ts'
import { ownInstrument, ownNeeds } from '../instruments/index.ts'
import { countOf, type Talk } from '../model/answers.ts'
import { type Instrument, isAboutNeeds, readInstrument } from '../model/instrument.ts'
import type { LevelInput } from '../model/level.ts'
import { endInstrument, insertAssessment, insertInstrument, instrumentsLoaded } from '../store/instruments.ts'
import { setLevel } from './levels.ts'

/** What may be asked with: Waymark's own, and what the actor's agency has loaded. */
export const instrumentsFor = async ({ tx }: Work): Promise<Instrument[]> => [
  ownInstrument,
  ownNeeds,
  ...(await instrumentsLoaded(tx)).flatMap(({ body }) => {
    const read = readInstrument(JSON.stringify(body))
    return 'instrument' in read ? [read.instrument] : []
  }),
]
export const instrumentFor = async (work: Work, code: string, about: 'danger' | 'needs'): Promise<Instrument> => {
  const found = (await instrumentsFor(work)).find((each) => each.code === code)
  if (!found || isAboutNeeds(found) !== (about === 'needs')) throw new NotFound()
  return found
}

/** Keeps what was asked and answered, and the level that was decided on it, in one act. Gives the assessment's id. */
export const assess = async (
  services: Services,
  work: Work,
  caseId: string,
  {
    instrument,
    assessed,
    level,
    before,
  }: { instrument: Instrument; assessed: Talk; level: LevelInput; before: Grade | null },
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const { answers, asked, alone, interpreter } = assessed
  await insertAssessment(tx, {
    ...{
      id,
      caseId,
      personId: level.personId,
      agencyId: actor.agencyId,
      code: instrument.code,
      doneBy: actor.id,
      doneAt: now,
    },
    ...{
      questions: JSON.stringify(instrument),
      answers: JSON.stringify(answers),
      riskTo: JSON.stringify(level.riskTo),
    },
    ...{ asked, alone, interpreter, count: countOf(instrument, answers) },
  })
  await setLevel(services, work, caseId, before, level, id)
  return id
}

/** Keeps what somebody said that they need. No level is set by it, and no review is answered. */
export const askNeeds = async (
  services: Services,
  work: Work,
  caseId: string,
  { instrument, personId, talk }: { instrument: Instrument; personId: string; talk: Talk },
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const { answers, asked, alone, interpreter } = talk
  await openForNews(services, work, caseId, 'somebody was asked what they need')
  await insertAssessment(tx, {
    ...{ id, caseId, personId, agencyId: actor.agencyId, code: instrument.code, doneBy: actor.id, doneAt: now },
    ...{ questions: JSON.stringify(instrument), answers: JSON.stringify(answers), riskTo: '{}', count: null },
    ...{ asked, alone, interpreter },
  })
  await record(services, work, {
    ...{ caseId, type: 'risk.needs-asked', happened: atExactly(now), knownAt: now, body: bodyOf(actor.agencyKind) },
    ...{ toldBy: null, what: null, details: {} },
  })
  return id
}

/** Loads an instrument for the actor's own agency; an earlier edition of it ends, and what was asked with it stays. */
export const loadInstrument = async (work: Work, instrument: Instrument): Promise<void> => {
  const { tx, now, actor } = work
  const earlier = (await instrumentsLoaded(tx)).find(({ code }) => code === instrument.code)
  if (earlier) await endInstrument(tx, earlier.id, actor.id, now)
  await insertInstrument(tx, {
    ...{ agencyId: actor.agencyId, code: instrument.code, edition: instrument.edition, title: instrument.title },
    ...{ body: JSON.stringify(instrument), loadedBy: actor.id, loadedAt: now },
  })
}

export const stopUsing = async ({ tx, now, actor }: Work, id: string): Promise<void> => {
  if (!(await endInstrument(tx, id, actor.id, now))) throw new NotFound()
}
