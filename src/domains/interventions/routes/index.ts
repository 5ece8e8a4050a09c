import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseRoutes } from './case.ts'
import { complexRoutes } from './complex.ts'
import { decisionRoutes } from './decisions.ts'
import { menuRoutes } from './menu.ts'
import { stepRoutes } from './steps.ts'
import { summaryRoutes } from './summary.ts'

export const interventionRoutes = (web: Web, services: Services): void => {
  menuRoutes(web)
  caseRoutes(web, services)
  complexRoutes(web, services)
  decisionRoutes(web, services)
  summaryRoutes(web, services)
  stepRoutes(web, services)
}
