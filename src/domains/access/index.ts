export { tellOfEmergencies } from './actions/letters.ts'
export { mayUseEmergency, opensInEmergency } from './model/emergency.ts'
export { type Level, levelFor, opens, partWords, type SeenInPart, type Sights, sightsOf } from './model/matrix.ts'
