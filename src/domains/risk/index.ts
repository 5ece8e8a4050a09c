export { currentLevel } from './model.ts'
export { type LevelRow, levelsOf, waitingFor as proposalsWaitingFor } from './store.ts'
