export { type Card, cardsToday } from './actions.ts'
export { cardShown } from './views/card.ts'
