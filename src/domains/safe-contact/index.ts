export { arrangeTellings, askForOtherWays } from './actions/arrange.ts'
export { type LeastNeeded, leastNeeded } from './actions/least.ts'
export { type Looked, lookAt, type SeenBy } from './actions/look.ts'
export { type ContactStrip, contactStripData, reveal } from './actions/strip.ts'
export { mayContact, nextWindow, refusalWords, refusedWithoutDetails, type Verdict } from './model/gate.ts'
export { type Sight, sightOf } from './model/sight.ts'
export {
  isToldOf,
  type ToldForm,
  type ToldOf,
  toldFields,
  toldForm,
  toldLine,
  toldOf,
} from './model/told-of-change.ts'
export { readWindows } from './model/typed-windows.ts'
export { nextOpening, type Opening, type Window, windowSchema } from './model/windows.ts'
export {
  type Channel,
  isRouteKind,
  isScope,
  kindWords,
  type RouteKind,
  scopes,
  windowLines,
  windowWords,
} from './model/words.ts'
export { contactsOf, type GateContact, placeOf, type Route, routeOf } from './store/contact.ts'
export { type Attempt, attemptsOf, type OtherWay, otherWaysOf, type Told, tellingsOf } from './store/log.ts'
export { toldQuestions } from './views/told-of-change.ts'
