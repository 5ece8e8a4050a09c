import { z } from 'zod'
import { placeKinds } from './protected.ts'

/** A provider's own place, as it is sealed. */
export const placeStored = z.object({ kind: z.enum(placeKinds), text: z.string() })
export type PlaceStored = z.infer<typeof placeStored>
