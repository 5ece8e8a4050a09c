export { helplinesNow, numbersAtTheDoor } from './actions.ts'
export type { Helpline, Numbers } from './model.ts'
export { helplineBlock, helplinesToHand, numbersOnly } from './views/block.ts'
