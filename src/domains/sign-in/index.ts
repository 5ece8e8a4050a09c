export { makeLink } from './store.ts'
