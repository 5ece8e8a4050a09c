import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { connectionRoutes } from './connections.ts'
import { hoursRoutes } from './hours.ts'
import { peopleRoutes } from './people.ts'
import { singleSignOnRoutes } from './single-sign-on.ts'
import { teamRoutes } from './teams.ts'

export const staffRoutes = (web: Web, services: Services): void => {
  connectionRoutes(web, services)
  peopleRoutes(web, services)
  hoursRoutes(web)
  teamRoutes(web)
  singleSignOnRoutes(web, services)
}
