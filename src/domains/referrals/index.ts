export { chaseReferrals } from './actions.ts'
