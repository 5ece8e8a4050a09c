export type { Terms } from './model/judge.ts'
export { printReplay } from './model/print.ts'
export { type Chronology, type Event, type FileError, mostBytes, readChronology, tooLarge } from './model/read.ts'
export { type Day0, type Replayed, type ReplayedDuty, replay, replayFile, type Unreadable } from './model/replay.ts'
