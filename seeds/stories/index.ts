import { bothWays } from './both-ways.ts'
import * as court from './court.ts'
import * as help from './help.ts'
import * as investigation from './investigation.ts'
import { lastQuarter } from './last-quarter.ts'
import { oneSuspect } from './one-suspect.ts'
import { rights } from './rights.ts'
import type { Story } from './shared.ts'
import { toTheDesk } from './to-the-desk.ts'
import { custodyFile } from './tray.ts'

const times = (count: number, story: Story): Story[] => Array.from({ length: count }, () => story)

/** What is told, and how often: about three hundred and forty cases. What is late lies beside what is due, met and still ahead. */
export const programme: readonly Story[] = [
  ...times(38, investigation.bail),
  ...times(6, investigation.bailEnding),
  ...times(4, investigation.justReleased),
  ...times(24, investigation.underInvestigation),
  ...times(6, investigation.bailBroken),
  ...times(14, investigation.lastNight),
  ...times(30, investigation.charged),
  ...times(3, court.releasedByCourt),
  ...times(5, court.stopped),
  ...times(10, court.prison),
  ...times(14, court.orderEnding),
  ...times(4, bothWays),
  ...times(4, oneSuspect),
  ...times(50, help.steady),
  ...times(2, rights),
  ...times(6, help.young),
  ...times(8, help.workPhoneOnly),
  ...times(4, help.contactChanged),
  ...times(8, help.closing),
  ...times(22, help.closed),
  ...times(6, help.handoverWaiting),
  ...times(3, help.levelWaits),
  ...times(9, help.fromLibrary),
  ...times(8, help.fromHousing),
  ...times(6, help.fromPolice),
  ...times(8, help.toHousing),
  ...times(8, help.toCouncil),
  ...times(6, help.toldLate),
  ...times(40, lastQuarter),
  custodyFile,
  toTheDesk,
]
