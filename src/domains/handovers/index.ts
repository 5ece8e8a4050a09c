export { accept, decline, type Offer, offer, withdraw } from './actions.ts'
