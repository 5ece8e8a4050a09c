import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { hoursRoutes } from './hours.ts'
import { peopleRoutes } from './people.ts'
import { teamRoutes } from './teams.ts'

export const staffRoutes = (web: Web, services: Services): void => {
  peopleRoutes(web, services)
  hoursRoutes(web)
  teamRoutes(web)
}
