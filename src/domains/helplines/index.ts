export { helplinesNow, numbersAtTheDoor } from './actions.ts'
export { emergency, type Helpline, mayBePrinted, type Numbers } from './model.ts'
export { helplineBlock, helplinesToHand, numbersOnly } from './views/block.ts'
