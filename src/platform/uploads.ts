import { z } from 'zod'

/** The most that a file may hold, in bytes and as a page says it. */
export const mostBytes = 8_000_000
export const mostInWords = '8 MB'

/** Stands in a form for a file that was larger: the rest of what was typed is there, so the page can be shown again. */
export const tooLarge: unique symbol = Symbol('too large')

/** A file as the browser sends it, or none; one that is too large is a mistake that the person can put right. */
export const upload = z
  .unknown()
  .transform((given, context): Uint8Array | undefined => {
    if (given === tooLarge) {
      const message = `The file is larger than ${mostInWords}. Nothing was taken. Choose a smaller one, or send it in parts`
      context.addIssue({ code: 'custom', message })
    }
    return given instanceof Uint8Array ? given : undefined
  })
  .optional()
