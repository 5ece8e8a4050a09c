import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { callRoutes } from './call.ts'
import { ruleRoutes } from './rule.ts'
import { watchRoutes } from './watch.ts'
import { wayRoutes } from './way.ts'

export const safeContactRoutes = (web: Web, services: Services): void => {
  ruleRoutes(web, services)
  wayRoutes(web, services)
  callRoutes(web, services)
  watchRoutes(web, services)
}
