import type { Answer } from '../asvs.ts'

const none = { notApplicable: 'No WebRTC: Waymark carries no voice and no pictures.' }

/** V17, WebRTC. */
export const v17: Record<string, Answer> = {
  'V17.1.1': none,
  'V17.2.1': none,
  'V17.2.2': none,
  'V17.2.3': none,
  'V17.2.4': none,
  'V17.3.1': none,
  'V17.3.2': none,
}
