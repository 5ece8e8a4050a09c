export { addParty, addPerson, peopleLike, placePerson, relate, sayAge } from './actions.ts'
export { isNameOf, mayBe, type Named, namesOneOf, quotes } from './model/names.ts'
export {
  type Aged,
  ageOn,
  type Found,
  isChildProtection,
  isUnder18,
  isVictimAndChild,
  isYoungReported,
  knownAge,
  optionalAge,
  relationshipKinds,
} from './model.ts'
export { foundList, foundRadios } from './views/found.ts'
