export { type Cover, coverOn } from './clockwork/cover.ts'
export { beat } from './clockwork/store.ts'
export { atNightDesk, deriveComingUp, onDutyFor, tick } from './clockwork/tick.ts'
export { coverWords } from './views/cover.ts'
