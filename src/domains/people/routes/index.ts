import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { connectionRoutes } from './connections.ts'
import { countingRoutes } from './counting.ts'
import { historyRoutes } from './history.ts'
import { peopleRoutesOfCase } from './people.ts'
import { searchRoutes } from './search.ts'

export const peopleRoutes = (web: Web, services: Services): void => {
  searchRoutes(web, services)
  peopleRoutesOfCase(web, services)
  historyRoutes(web, services)
  connectionRoutes(web, services)
  countingRoutes(web, services)
}
