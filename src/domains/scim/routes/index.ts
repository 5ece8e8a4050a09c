import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { apiRoutes } from './api.ts'
import { screenRoutes } from './screens.ts'

export const scimRoutes = (web: Web, services: Services): void => {
  screenRoutes(web, services)
  apiRoutes(web, services)
}
