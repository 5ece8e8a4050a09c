export { addParty, addPerson, peopleLike, placePerson, relate } from './actions.ts'
export {
  type Aged,
  ageOn,
  type Found,
  isChildProtection,
  isUnder18,
  isVictimAndChild,
  knownAge,
  optionalAge,
  relationshipKinds,
} from './model.ts'
export { foundList, foundRadios } from './views/found.ts'
