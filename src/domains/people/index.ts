export { addParty, addPerson, relate } from './actions.ts'
