export { type Letter, type Post, sendDigests } from './actions.ts'
