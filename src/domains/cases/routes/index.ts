import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { lifeRoutes } from './life.ts'
import { openRoutes } from './open.ts'
import { overviewRoutes } from './overview.ts'
import { panelRoutes } from './panels.ts'

export const casesRoutes = (web: Web, services: Services): void => {
  openRoutes(web, services)
  overviewRoutes(web, services)
  panelRoutes(web, services)
  lifeRoutes(web, services)
}
