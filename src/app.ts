import { readFileSync } from 'node:fs'
import { assets } from './design/assets.ts'
import { formProblem } from './design/form-problem.ts'
import { notFound } from './design/not-found.ts'
import { problem } from './design/problem.ts'
import { vaultShut } from './design/vault-shut.ts'
import { accessRoutes } from './domains/access/routes.ts'
import { accessRequestRoutes } from './domains/access-requests/routes.ts'
import { attendanceRoutes } from './domains/attendance/routes.ts'
import { auditRoutes } from './domains/audit/routes.ts'
import { boardsRoutes } from './domains/boards/routes.ts'
import { bundleRoutes } from './domains/bundles/routes.ts'
import { casesRoutes } from './domains/cases/routes/index.ts'
import { conflictsRoutes } from './domains/conflicts/routes.ts'
import { counterAllegationRoutes } from './domains/counter-allegations/routes.ts'
import { draftSaving, isKept } from './domains/drafts/index.ts'
import { draftsRoutes } from './domains/drafts/routes.ts'
import { dutiesRoutes } from './domains/duties/routes.ts'
import { entriesRoutes } from './domains/entries/routes.ts'
import { exportRoutes } from './domains/exports/routes.ts'
import { feedbackRoutes } from './domains/feedback/routes.ts'
import { feedsRoutes } from './domains/feeds/routes.ts'
import { fileRoutes } from './domains/files/routes.ts'
import { handoversRoutes } from './domains/handovers/routes.ts'
import { helplinesRoutes } from './domains/helplines/routes.ts'
import { inboxRoutes } from './domains/inbox/routes.ts'
import { incidentsRoutes } from './domains/incidents/routes/index.ts'
import { informationRequestRoutes } from './domains/information-requests/routes.ts'
import { injuryRoutes } from './domains/injuries/routes.ts'
import { interventionRoutes } from './domains/interventions/routes/index.ts'
import { justiceRoutes } from './domains/justice/routes.ts'
import { languageRoutes } from './domains/languages/routes.ts'
import { localPolicyRoutes } from './domains/local-policy/routes/index.ts'
import { whyOf } from './domains/looks/index.ts'
import { looksRoutes } from './domains/looks/routes.ts'
import { managementPlanRoutes } from './domains/management-plans/routes.ts'
import { measureRoutes } from './domains/measures/routes/index.ts'
import { messageRoutes } from './domains/messages/routes.ts'
import { missingReportRoutes } from './domains/missing-reports/routes.ts'
import { misuseRoutes } from './domains/misuse/routes.ts'
import { notesRoutes } from './domains/notes/routes.ts'
import { ordersRoutes } from './domains/orders/routes.ts'
import { peopleRoutes } from './domains/people/routes/index.ts'
import { picturesRoutes } from './domains/pictures/routes.ts'
import { policeCardRoutes } from './domains/police-cards/routes.ts'
import { protectedAddressRoutes } from './domains/protected-addresses/routes.ts'
import { referralRoutes } from './domains/referrals/routes.ts'
import { releaseRoutes } from './domains/releases/routes.ts'
import { replayRoutes } from './domains/replay/routes.ts'
import { reportsRoutes } from './domains/reports/routes.ts'
import { retentionRoutes } from './domains/retention/routes.ts'
import { riskRoutes } from './domains/risk/routes.ts'
import { rulebookRoutes } from './domains/rulebook/routes.ts'
import { safeContactRoutes } from './domains/safe-contact/routes/index.ts'
import { safetyPlanRoutes } from './domains/safety-plans/routes/index.ts'
import { scimRoutes } from './domains/scim/routes/index.ts'
import { sharingRoutes } from './domains/sharing/routes.ts'
import { confirmAt, signInAt } from './domains/sign-in/index.ts'
import { signInRoutes } from './domains/sign-in/routes/index.ts'
import { permissionsOf } from './domains/staff/index.ts'
import { staffRoutes } from './domains/staff/routes/index.ts'
import { pageLeftOpen } from './platform/drafts.ts'
import type { Log, RequestLine } from './platform/log.ts'
import { key } from './platform/secrets.ts'
import { createWeb, type Web } from './platform/web.ts'
import type { Services } from './rules/services.ts'
import { screenFor } from './screen.ts'

/** Every domain: the name of its folder, which is also its place in the address. */
export const domains = {
  drafts: draftsRoutes,
  inbox: inboxRoutes,
  cases: casesRoutes,
  people: peopleRoutes,
  conflicts: conflictsRoutes,
  'counter-allegations': counterAllegationRoutes,
  handovers: handoversRoutes,
  notes: notesRoutes,
  misuse: misuseRoutes,
  'safe-contact': safeContactRoutes,
  messages: messageRoutes,
  referrals: referralRoutes,
  sharing: sharingRoutes,
  'access-requests': accessRequestRoutes,
  'information-requests': informationRequestRoutes,
  'safety-plans': safetyPlanRoutes,
  'police-cards': policeCardRoutes,
  retention: retentionRoutes,
  access: accessRoutes,
  looks: looksRoutes,
  audit: auditRoutes,
  attendance: attendanceRoutes,
  'missing-reports': missingReportRoutes,
  boards: boardsRoutes,
  feeds: feedsRoutes,
  pictures: picturesRoutes,
  duties: dutiesRoutes,
  risk: riskRoutes,
  injuries: injuryRoutes,
  interventions: interventionRoutes,
  measures: measureRoutes,
  'management-plans': managementPlanRoutes,
  bundles: bundleRoutes,
  releases: releaseRoutes,
  'protected-addresses': protectedAddressRoutes,
  exports: exportRoutes,
  orders: ordersRoutes,
  justice: justiceRoutes,
  incidents: incidentsRoutes,
  files: fileRoutes,
  entries: entriesRoutes,
  'sign-in': signInRoutes,
  rulebook: rulebookRoutes,
  replay: replayRoutes,
  reports: reportsRoutes,
  feedback: feedbackRoutes,
  helplines: helplinesRoutes,
  languages: languageRoutes,
  'local-policy': localPolicyRoutes,
  scim: scimRoutes,
  staff: staffRoutes,
}

type Answered = (line: RequestLine) => void

export const createApp = async (services: Services, log: Log, answered?: Answered): Promise<Web> => {
  const web = await createWeb({
    db: services.db,
    now: services.now,
    formKeySecret: key(services.secret, 'form-keys'),
    secret: services.secret,
    permissionsOf,
    pages: { notFound, problem, vaultShut, formProblem },
    assets: served,
    logger: log,
    answered: (line) => {
      log.info(line, 'answered')
      answered?.(line)
    },
    isHttps: services.address.startsWith('https:'),
    absentAfter: services.door?.absentAfter ?? 0,
    trustedProxies: services.door?.trustedProxies ?? [],
    drafts: { key: key(services.secret, 'drafts'), isKept, saving: draftSaving },
    prepare: async (request) => {
      request.screen = await screenFor(services, request)
    },
    whyOf,
    signInAt: (token, page) => signInAt(services, token, page),
    confirmAt: (request, page) => confirmAt(services, request, page),
  })
  web.get('/', { config: { access: 'signed-in' } }, async ({ work }, reply) =>
    reply.see((await pageLeftOpen(work)) ?? '/boards/mine'),
  )
  for (const [folder, routes] of Object.entries(domains)) {
    await web.register(async (scope) => {
      scope.addHook('onRoute', ({ url }) => {
        if (!new RegExp(`^(/cases/:caseId)?/${folder}(/|$)`).test(url))
          throw new Error(`${url} is not an address of ${folder}`)
      })
      routes(scope, services)
    })
  }
  return web
}

const served = assets.map(({ name, type, file }) => ({ name, type, body: readFileSync(file) }))
