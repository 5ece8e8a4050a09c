import { type Html, html } from '../platform/html.ts'

/** Our mark: three stones, one on the other, as walkers leave them to show the way. */
export const mark: Html = html`<svg class="wm-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
  <path d="M3.5 27.500c0-3.3 2.8-5.5 6.5-5.500h12.500c3.6 0 6 2.3 6 5.2 0 1.3-.9 1.8-2.3 1.800H5.800c-1.5 0-2.3-.4-2.3-1.500z"/>
  <path d="M7.5 18.300c0-2.6 2.1-4.3 5-4.300h7.300c2.8 0 4.7 1.8 4.7 4.1 0 1.1-.8 1.6-2 1.600H9.500c-1.3 0-2-.5-2-1.400z"/>
  <path d="M11.5 9.800c0-3.4 2.3-6.3 5-6.3 2.5 0 4.5 2.8 4.5 5.9 0 1.3-.6 2.2-1.9 2.200h-5.600c-1.3 0-2-.6-2-1.800z"/>
</svg>`
