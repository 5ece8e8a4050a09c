import type { FastifyRequest } from 'fastify'
import type { Drafts } from './design/draft.ts'
import { formKeyField, type Screen } from './design/form.ts'
import { draftSaving, isKept } from './domains/drafts/index.ts'
import { permissionsOf } from './domains/staff/index.ts'
import { addressOf, draftsOf } from './platform/drafts.ts'
import type { Work } from './platform/request.ts'
import { key, type Secret } from './platform/secrets.ts'
import type { Services } from './rules/services.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What each view is given: the frame around it, the key of its form, the moment. */
    screen: Screen
  }
}

type Item = {
  text: string
  href: string
  access: string
  /** Stands at the foot of the page for who works on cases, and at its head for who does not. */
  isRare?: true
}
/** The service navigation: an item shows only to those who may use it. */
export const navigation: Item[] = [
  { text: 'Work', href: '/boards', access: 'boards:read' },
  { text: 'Handovers', href: '/handovers', access: 'handovers:read' },
  { text: 'Referrals', href: '/referrals', access: 'referrals:read' },
  { text: 'Inbox', href: '/inbox', access: 'inbox:read' },
  { text: 'Inbox keys', href: '/inbox/keys', access: 'inbox-keys:write' },
  { text: 'Calls', href: '/attendance', access: 'attendance:write' },
  { text: 'Reported missing', href: '/missing-reports', access: 'missing-reports:read' },
  { text: 'Calls to go to', href: '/attendance/calls', access: 'attendance:read' },
  { text: 'Another safe way', href: '/safe-contact/other-ways', access: 'supervision:read' },
  { text: 'Sharing to decide', href: '/sharing', access: 'supervision:read' },
  { text: 'Access requests', href: '/access-requests', access: 'access-requests:read' },
  { text: 'Retention', href: '/retention', access: 'retention:read' },
  { text: 'Misuse', href: '/misuse', access: 'misuse:read' },
  { text: 'Desk for misuse', isRare: true, href: '/misuse/desk', access: 'staff:write' },
  { text: 'Rulebook', href: '/rulebook', access: 'rulebook:read' },
  { text: 'Log', href: '/audit', access: 'audit:read' },
  { text: 'Replay', isRare: true, href: '/replay', access: 'replay:read' },
  { text: 'Reports', isRare: true, href: '/reports', access: 'reports:read' },
  { text: 'Who may see what', isRare: true, href: '/access/roles', access: 'access:read' },
  { text: 'Staff', isRare: true, href: '/staff', access: 'staff:read' },
  { text: 'Local policy', isRare: true, href: '/local-policy', access: 'local-policy:read' },
  { text: 'Protected addresses', isRare: true, href: '/protected-addresses', access: 'protected-addresses:read' },
  { text: 'Helplines', isRare: true, href: '/helplines', access: 'helplines:read' },
  { text: 'Languages', isRare: true, href: '/languages', access: 'helplines:read' },
  { text: 'People you know', isRare: true, href: '/conflicts', access: 'boards:read' },
  { text: 'Calendar', isRare: true, href: '/feeds', access: 'feeds:read' },
]

/** When the worker has been silent for this long, every page says so (R12). */
const silence = 5 * 60_000

export const screenFor = async ({ isDemo, secret }: Services, request: FastifyRequest): Promise<Screen> => {
  const { work, formKey } = request
  const { actor, now } = work
  const may = permissionsOf(actor.role)
  const mine = navigation.filter(({ access }) => may.has(access))
  const isAtHead = ({ isRare }: Item) => !isRare || !may.has('cases:read')
  return {
    now,
    formKey,
    drafts: await draftsFor(secret, request),
    frame: {
      isDemo,
      ...(await workerSilence(work)),
      homeHref: '/boards/mine',
      navigation: mine.filter(isAtHead).map(({ text, href }) => ({ text, href, active: request.url.startsWith(href) })),
      footer: mine.filter((item) => !isAtHead(item)).map(({ text, href }) => ({ text, href })),
      ...(may.has('people:read') && {
        search: { action: '/people/search', name: 'name', fields: formKeyField(formKey) },
      }),
      signedIn: {
        name: actor.name,
        agency: actor.agencyName,
        href: '/sign-in/sessions',
        signOut: { action: '/sign-in/out', fields: formKeyField(formKey) },
      },
    },
  }
}

/** A page that answers a form shows what was just sent, so nothing that was kept is put over it. */
const draftsFor = async (secret: Secret, { work, method, url, sent }: FastifyRequest): Promise<Drafts> => {
  const isAnswer = method === 'POST'
  const page = addressOf(isAnswer ? (sent.formPage ?? '') : url)
  const kept = page && !isAnswer ? await draftsOf(work, key(secret, 'drafts'), page) : []
  return { page, url, kept, isKept, saving: draftSaving }
}

const workerSilence = async ({ tx, now }: Work): Promise<{ workerDown?: string }> => {
  const last = await tx.selectFrom('heartbeat').select('at').where('process', '=', 'worker').executeTakeFirst()
  if (last && now.getTime() - last.at.getTime() < silence) return {}
  if (!last) return { workerDown: 'The worker has not run yet.' }
  return { workerDown: `It was last seen ${Math.floor((now.getTime() - last.at.getTime()) / 60_000)} minutes ago.` }
}
