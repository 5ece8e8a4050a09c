export { touchingOn } from './actions.ts'
export { type Order, ordersOn, orderTypes, stateWords, type Touching } from './model.ts'
export { touchingNoted } from './views/touching.ts'
