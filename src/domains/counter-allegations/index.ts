export { isBothWays } from './actions.ts'
export { opinionsWaitingFor } from './store.ts'
