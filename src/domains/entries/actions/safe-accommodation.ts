import type { Work } from '../../../platform/request.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { firstHeld } from '../../files/index.ts'
import { placesIn } from '../../safety-plans/index.ts'

/** As the form shows what is wrong with one field. */
const wrongIn = (field: string, text: string) => ({
  list: [{ text, href: `#${field}` }],
  byField: { [field]: { text } },
})

/**
 * Where safe accommodation is, stands nowhere in what others read: neither a place that is known to be one, nor what reads
 * like a place (INV-06): what is wrong, at the first field that says so.
 */
export const placeSaid = async (
  services: Services,
  { tx }: Work,
  { caseId, type }: { caseId: string; type: EntryType },
  answers: Readonly<Record<string, string | undefined>>,
): Promise<ReturnType<typeof wrongIn> | undefined> => {
  if (type !== 'incidents.moved-to-refuge') return undefined
  const { what, toldBy, providerReference } = answers
  const texts = { what, toldBy, providerReference }
  for (const [field, text] of Object.entries(texts)) {
    const [place] = text ? placesIn(text) : []
    if (place)
      return wrongIn(
        field,
        `This reads like ${place}. Where safe accommodation is, is never written here: give the provider’s own reference`,
      )
  }
  if (providerReference && !isReference(providerReference))
    return wrongIn(
      'providerReference',
      'Enter the provider’s own reference: up to 40 letters, figures and dashes, with a figure in it, like SA-0142',
    )
  const held = await firstHeld(services, tx, caseId, texts)
  return held && wrongIn(held.field, held.problem)
}
const isReference = (text: string): boolean => /^(?=.*\d)[a-z0-9][a-z0-9/-]{0,39}$/i.test(text.trim())
