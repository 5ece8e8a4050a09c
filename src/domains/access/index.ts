export { tellOfEmergencies } from './actions/letters.ts'
export { mayUseEmergency, opensInEmergency } from './model/emergency.ts'
export { type Level, levelFor, opens } from './model/matrix.ts'
