export { climb as climbAttendance } from './store.ts'
