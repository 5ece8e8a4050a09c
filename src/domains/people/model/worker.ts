import { z } from 'zod'
import { optionalText } from '../../../platform/fields.ts'

/** Who works with a person reported: a colleague, somebody of elsewhere in words, or nobody (INV-05). */
export const workerForm = z
  .object({
    where: z.enum(['here', 'elsewhere', 'nobody'], 'Select who it is'),
    practitionerId: z.union([z.uuid(), z.literal('')]).default(''),
    outside: optionalText(200),
  })
  .transform(({ where, practitionerId, outside }, context) => {
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (where === 'nobody') return { practitionerId: null, outside: 'Nobody' }
    if (where === 'here' && practitionerId) return { practitionerId, outside: null }
    if (where === 'elsewhere' && outside) return { practitionerId: null, outside }
    if (where === 'here') ask('practitionerId', 'Select the colleague')
    else ask('outside', 'Enter their name and agency')
    return z.NEVER
  })
export type WorkerForm = z.infer<typeof workerForm>
