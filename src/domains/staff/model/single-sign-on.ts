import { z } from 'zod'
import { text, tick } from '../../../platform/fields.ts'

export type SingleSignOn = {
  issuer: string
  clientId: string
  secretCipher: Buffer
  domains: string[]
  externalClaim: string | null
  strongValues: string[]
  isOn: boolean
  isOnly: boolean
  breakGlassId: string | null
  changedAt: Date
  changedBy: string
}

const listed = (say: string, pattern: RegExp, most: number) =>
  z
    .string()
    .optional()
    .transform((typed) => [...new Set((typed ?? '').split(/[\s,;]+/).filter(Boolean))])
    .refine((all) => all.length <= most && all.every((each) => pattern.test(each)), say)

// With one of these in place of a tenant, Entra would let in whoever has an account anywhere.
const anyTenant = /\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i

export const singleSignOnForm = z
  .object({
    issuer: text('Enter the issuer', 500)
      .pipe(z.url({ protocol: /^https?$/, message: 'Enter an address like https://login.agency.example' }))
      .refine(
        (issuer) => !anyTenant.test(issuer),
        'Enter the issuer of your own tenant, with its id in place of the general word',
      )
      .refine((issuer) => !/[?#]/.test(issuer), 'An issuer has no ? and no #'),
    clientId: text('Enter the client ID', 200),
    clientSecret: z
      .string()
      .trim()
      .max(1000, 'Write 1,000 characters or fewer')
      .optional()
      .transform((typed) => typed || undefined),
    domains: listed(
      'Write e-mail domains like agency.example, with spaces between',
      /^([a-z0-9-]+\.)+[a-z]{2,}$/i,
      50,
    ).transform((all) => all.map((each) => each.toLowerCase())),
    strongValues: listed('Write the values with spaces between', /^[\w:./-]{1,200}$/, 20),
    externalClaim: z
      .string()
      .trim()
      .regex(/^[\w:./-]{0,100}$/, 'Write the name of a claim, like oid')
      .optional()
      .transform((typed) => typed || null),
    isOn: tick,
    isOnly: tick,
    breakGlassId: z
      .string()
      .optional()
      .transform((id) => id || null)
      .pipe(z.uuid('Select an administrator').nullable()),
  })
  .refine(({ isOnly, breakGlassId }) => !isOnly || breakGlassId !== null, {
    path: ['breakGlassId'],
    message: 'Select who still gets in with a password when the provider fails',
  })
export type SingleSignOnForm = z.infer<typeof singleSignOnForm>

/** What the form shows of what is kept: never the secret. */
export const answersFrom = (kept: SingleSignOn): Record<string, string | undefined> => ({
  ...{ issuer: kept.issuer, clientId: kept.clientId, domains: kept.domains.join(' ') },
  ...{ strongValues: kept.strongValues.join(' '), externalClaim: kept.externalClaim ?? undefined },
  ...{ isOn: kept.isOn ? 'yes' : undefined, isOnly: kept.isOnly ? 'yes' : undefined },
  breakGlassId: kept.breakGlassId ?? undefined,
})
