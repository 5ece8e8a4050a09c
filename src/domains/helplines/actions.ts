import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { type CheckForm, type Helpline, inOrder, type LineForm, type Numbers, type Version } from './model.ts'
import { addCheck, addVersion, latestVersions, numbersIn, versionsOf } from './store.ts'

/** What is shown wherever somebody may need to ring. */
export const helplinesNow = async (tx: Tx): Promise<Helpline[]> =>
  inOrder((await latestVersions(tx)).filter(({ isEnded }) => !isEnded))

/** The same where nobody has signed in yet. */
export const numbersAtTheDoor = async (db: Db): Promise<Numbers[]> => inOrder(await numbersIn(db))

export const addLine = async (work: Work, form: LineForm): Promise<string> => {
  const line = randomUUID()
  await addVersion(work, line, { ...form, isEnded: false })
  return line
}

/** The version that holds, and all before it. */
export const lineOf = async ({ tx }: Pick<Work, 'tx'>, line: string): Promise<{ now: Version; all: Version[] }> => {
  const all = await versionsOf(tx, line)
  const [now] = all
  if (!now) throw new NotFound()
  return { now, all }
}

/** A new version is unverified, whatever was verified before; a line that had ended is shown again. */
export const changeLine = async (work: Work, line: string, form: LineForm): Promise<void> => {
  await lineOf(work, line)
  await addVersion(work, line, { ...form, isEnded: false })
}

export const endLine = async (work: Work, line: string, reason: string): Promise<void> => {
  const { now } = await lineOf(work, line)
  if (now.isEnded) throw new NotFound()
  const { place, name, number, about } = now
  await addVersion(work, line, { place: placeIn(place), name, number, about, reason, isEnded: true })
}
const placeIn = (place: string): LineForm['place'] =>
  place === 'England' || place === 'Wales' ? place : 'England and Wales'

export const verifyLine = async (work: Work, line: string, form: CheckForm): Promise<void> => {
  const { now } = await lineOf(work, line)
  if (now.isEnded) throw new NotFound()
  await addCheck(work, now.id, form)
}
