import type { FastifyRequest } from 'fastify'
import { addressOf, dropDraft, idleHolder, keepDraft, keepIdleDraft } from './drafts.ts'
import { isFormKeyOf } from './form-keys.ts'
import type { WebOptions } from './web.ts'

/** Where a form is sent and where it stands, as they may be kept; undefined for a form of which nothing is kept. */
const placeOf = ({ drafts }: WebOptions, request: FastifyRequest): { address: string; page: string } | undefined => {
  const { formPage = '', formAddress } = request.sent
  const [address, page] = [
    addressOf(request.url === drafts.saving ? (formAddress ?? '') : request.url),
    addressOf(formPage),
  ]
  return address && page && drafts.isKept(address) ? { address, page } : undefined
}

/** What was sent and done is no draft any more; what has to be put right is one. */
export const settleDraft = async (options: WebOptions, request: FastifyRequest, formKey: string, status: number) => {
  const place = request.url === options.drafts.saving ? undefined : placeOf(options, request)
  if (!place) return
  const { fields, formVersion: version } = request.sent
  if (status < 400) await dropDraft(request.work, place.address)
  else if (status === 422)
    await keepDraft(request.work, options.drafts.key, { ...place, fields, formKey, version, saves: null })
}

/** The session ended by itself while somebody was typing: what they sent waits for them, and the answer tells nothing. */
export const keepInterrupted = async (options: WebOptions, token: string, now: Date, request: FastifyRequest) => {
  const place = placeOf(options, request)
  const practitionerId = place && (await idleHolder(options.db, token))
  const { formKey } = request.sent.content
  if (!place || !practitionerId || !isFormKeyOf(options.formKeySecret, practitionerId, formKey)) return
  const from = { token, practitionerId, formKey, now }
  await keepIdleDraft(options.db, options.drafts.key, from, { ...place, fields: request.sent.fields })
}
