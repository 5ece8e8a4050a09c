export { beat } from './clockwork/store.ts'
export { deriveComingUp, onDutyFor, tick } from './clockwork/tick.ts'
