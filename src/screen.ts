import type { FastifyRequest } from 'fastify'
import { formKeyField, type Screen } from './design/form.ts'
import { permissionsOf } from './domains/staff/index.ts'
import type { Work } from './platform/request.ts'
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
  { text: 'Another safe way', href: '/safe-contact/other-ways', access: 'supervision:read' },
  { text: 'Rulebook', href: '/rulebook', access: 'rulebook:read' },
  { text: 'Replay', isRare: true, href: '/replay', access: 'replay:read' },
  { text: 'Reports', isRare: true, href: '/reports', access: 'reports:read' },
  { text: 'Staff', isRare: true, href: '/staff', access: 'staff:read' },
  { text: 'Local policy', isRare: true, href: '/local-policy', access: 'local-policy:read' },
  { text: 'Helplines', isRare: true, href: '/helplines', access: 'helplines:read' },
  { text: 'Calendar', isRare: true, href: '/feeds', access: 'feeds:read' },
]

/** When the worker has been silent for this long, every page says so (R12). */
const silence = 5 * 60_000

export const screenFor = async ({ isDemo }: Services, request: FastifyRequest): Promise<Screen> => {
  const { work, formKey } = request
  const { actor, now } = work
  const may = permissionsOf(actor.role)
  const mine = navigation.filter(({ access }) => may.has(access))
  const isAtHead = ({ isRare }: Item) => !isRare || !may.has('cases:read')
  return {
    now,
    formKey,
    frame: {
      isDemo,
      ...(await workerSilence(work)),
      homeHref: '/boards/mine',
      navigation: mine.filter(isAtHead).map(({ text, href }) => ({ text, href, active: request.url.startsWith(href) })),
      footer: mine.filter((item) => !isAtHead(item)).map(({ text, href }) => ({ text, href })),
      search: { action: '/people/search', name: 'name' },
      signedIn: {
        name: actor.name,
        agency: actor.agencyName,
        signOut: { action: '/sign-in/out', fields: formKeyField(formKey) },
      },
    },
  }
}

const workerSilence = async ({ tx, now }: Work): Promise<{ workerDown?: string }> => {
  const last = await tx.selectFrom('heartbeat').select('at').where('process', '=', 'worker').executeTakeFirst()
  if (last && now.getTime() - last.at.getTime() < silence) return {}
  if (!last) return { workerDown: 'The worker has not run yet.' }
  return { workerDown: `It was last seen ${Math.floor((now.getTime() - last.at.getTime()) / 60_000)} minutes ago.` }
}
