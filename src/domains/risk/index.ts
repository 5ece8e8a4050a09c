export { currentLevel } from './model/level.ts'
export { type LevelRow, levelsOf, waitingFor as proposalsWaitingFor } from './store/levels.ts'
