import type { Answer } from '../asvs.ts'

const noGraph = { notApplicable: 'No GraphQL.' }
const noSocket = { notApplicable: 'No WebSocket.' }
const headers = 'src/platform/headers.test.ts'

/** V4, HTTP and services. */
export const v04: Record<string, Answer> = {
  'V4.1.1': {
    tests: [
      [
        headers,
        'every answer says what kind of text it is, in which characters, and that nobody may guess (ASVS 3.4.4, 4.1.1)',
      ],
    ],
  },
  'V4.1.2': { document: 'docs/security.md', note: 'What it talks to: the proxy redirects pages only.' },
  'V4.1.3': {
    tests: [
      [
        'src/domains/sign-in/limit.test.ts',
        'without a trusted proxy nobody’s word on an address is taken: a forged one is no way past, and shuts nobody else out',
      ],
      [
        'src/domains/sign-in/limit.test.ts',
        'behind a proxy that the settings name, its word counts, and what the caller wrote before it does not',
      ],
      [
        'src/platform/settings.test.ts',
        'a proxy is believed only when it is named, and a network of everybody is no proxy',
      ],
      [
        'src/platform/metrics.test.ts',
        'only this machine reads the metrics, or who has the token; a proxy here does not make a stranger local',
      ],
    ],
  },
  'V4.2.1': {
    note: 'For the app; the proxy is whoever runs it’s choice.',
    tests: [[headers, 'a request whose end could be read in two ways is refused whole (ASVS 4.2.1)']],
  },
  'V4.3.1': noGraph,
  'V4.3.2': noGraph,
  'V4.4.1': noSocket,
  'V4.4.2': noSocket,
  'V4.4.3': noSocket,
  'V4.4.4': noSocket,
}
