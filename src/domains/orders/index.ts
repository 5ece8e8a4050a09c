export { keepingAwayOn, touchingOn } from './actions.ts'
export { type Order, ordersOn, orderTypes, stateWords, type Touching } from './model.ts'
export { awayShown, touchingNoted, touchingShown } from './views/touching.ts'
