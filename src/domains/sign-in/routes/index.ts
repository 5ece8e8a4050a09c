import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { confirmRoutes } from './confirm.ts'
import { doorRoutes } from './door.ts'
import { joinRoutes } from './join.ts'
import { organisationRoutes } from './organisation.ts'
import { passkeysRoutes } from './passkeys.ts'
import { passwordRoutes } from './password.ts'
import { recoveryRoutes } from './recovery.ts'
import { sessionsRoutes } from './sessions.ts'

export const signInRoutes = (web: Web, services: Services): void => {
  doorRoutes(web, services)
  joinRoutes(web, services)
  sessionsRoutes(web, services)
  passkeysRoutes(web, services)
  recoveryRoutes(web, services)
  passwordRoutes(web, services)
  confirmRoutes(web, services)
  organisationRoutes(web, services)
}
