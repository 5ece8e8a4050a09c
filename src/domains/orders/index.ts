export { type Order, ordersOn, orderTypes, stateWords } from './model.ts'
