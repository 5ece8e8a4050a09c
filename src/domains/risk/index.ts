export { waitingFor as proposalsWaitingFor } from './store.ts'
