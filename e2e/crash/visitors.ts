import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { browser } from '../../src/bench/browser.ts'
import { newFormKey } from '../../src/platform/form-keys.ts'
import { key, type Secret } from '../../src/platform/secrets.ts'
import type { Practitioner } from '../../src/testing/people.ts'

/** What somebody was told is done, and by how many tries. */
export type Acknowledged = { what: string; location: string; tries: number }
export type CaseOpened = { mark: string; caseId: string; entries: string[] }
export type Log = { cases: CaseOpened[]; entries: Acknowledged[]; messages: Acknowledged[]; retried: number }

type Visiting = { address: string; secret: Secret; person: Practitioner; isOver: () => boolean; log: Log }

/**
 * Sends one form with one key until it is answered, as somebody does who presses the button again. On a slow machine each
 * try may be cut off for as long as the killing goes on; after it 400 tries must do.
 */
const insist = async (
  { address, secret, person, isOver, log }: Visiting,
  path: string,
  content: Record<string, string>,
): Promise<{ location: string; tries: number }> => {
  const form = { ...content, formKey: newFormKey(key(secret, 'form-keys'), person.id) }
  let inPeace = 0
  for (let tries = 1; ; tries++) {
    const visitor = browser(address)
    const answer = await visitor.ask({ token: person.token, path, form }).catch(() => undefined)
    visitor.close()
    if (answer?.status === 303 && !answer.location.startsWith('/sign-in')) return { location: answer.location, tries }
    if (answer && answer.status < 500)
      throw new Error(`${path} answered ${answer.status}: ${answer.body.slice(0, 4000)}`)
    log.retried += 1
    if (isOver()) inPeace += 1
    if (inPeace > 400) throw new Error(`${path} was never answered`)
    await pause(40)
  }
}

const kinds = [
  'justice.suspect-arrested',
  'justice.suspect-interviewed',
  'justice.suspect-released-under-investigation',
]

/** Opens cases and records what raises duties, one after the other, until it is over. */
export const workOn = async (visiting: Visiting, suspectOf: (caseId: string) => Promise<string>): Promise<void> => {
  const { isOver, log } = visiting
  while (!isOver()) {
    const mark = randomUUID()
    const opened = await insist(visiting, '/cases/new/open', newCase(mark))
    const caseId = opened.location.split('/').at(-1) ?? ''
    const one: CaseOpened = { mark, caseId, entries: [] }
    log.cases.push(one)
    const suspect = await suspectOf(caseId)
    for (const kind of kinds) {
      if (isOver()) break
      const what = `${kind} ${mark}`
      const said = { suspect, exact: 'as written', ...yesterday, body: 'police', what }
      const { location, tries } = await insist(visiting, `/cases/${caseId}/entries/new/${kind}`, said)
      one.entries.push(what)
      log.entries.push({ what, location, tries })
    }
  }
}

/** It happened and was known a day ago, so that clocks have passed when it is written down. */
const yesterday = { day: 'yesterday', time: '10:00', knownDay: 'yesterday', knownTime: '10:05' }

const newCase = (mark: string): Record<string, string> => {
  const [victim, suspect] = [`Fern ${mark.slice(0, 8)}`, `Thorn ${mark.slice(24)}`]
  return {
    ...{ victimName: victim, victimBornOn: '', perpetratorName: suspect, perpetratorBornOn: '' },
    ...{ checkedVictim: victim, victimKnown: 'none', checkedPerpetrator: suspect, perpetratorKnown: 'none' },
    ...{ relationship: 'former partner', concern: mark, source: 'A neighbour, by telephone' },
  }
}

/** Asks for a letter to be sent, again and again. */
export const writeLetters = async (
  visiting: Visiting,
  ways: readonly { caseId: string; routeId: string }[],
): Promise<void> => {
  for (let turn = 0; !visiting.isOver(); turn++) {
    const way = ways[turn % ways.length]
    if (!way) return
    const path = `/cases/${way.caseId}/messages/new`
    visiting.log.messages.push({ what: path, ...(await insist(visiting, path, { way: `letter ${way.routeId}` })) })
    await pause(120)
  }
}
