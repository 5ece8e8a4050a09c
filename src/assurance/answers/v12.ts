import type { Answer } from '../asvs.ts'

const document = 'docs/security.md'

/** V12, TLS: the proxy's, and the settings' of the database and of mail. */
export const v12: Record<string, Answer> = {
  'V12.1.1': { document, note: 'What it talks to: TLS is the proxy’s.' },
  'V12.1.2': { document, note: 'What it talks to: cipher suites.' },
  'V12.1.3': { notApplicable: 'No client certificate is read.' },
  'V12.2.1': { document, note: 'What it talks to. The app asks browsers for https for a year (V3.4.1).' },
  'V12.2.2': { document, note: 'What it talks to: a certificate that browsers trust.' },
  'V12.3.1': {
    document,
    note: 'What it talks to: database, mail, proxy. Mail without TLS leaves for this machine alone, which src/platform/mail.test.ts shows.',
  },
  'V12.3.2': {
    document,
    note: 'What it talks to: sslmode=verify-full. Node checks the certificates of providers, Notify and mail servers.',
  },
  'V12.3.3': { document, note: 'What it talks to: where proxy and app are on two machines.' },
  'V12.3.4': { document, note: 'What it talks to: certificates of your own, and sslrootcert.' },
}
