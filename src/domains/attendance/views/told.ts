import { warningText } from '../../../design/components/warning-text.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Told, toldLines } from '../model.ts'

/** What stands where a call is about, in its shortest words; nothing where nothing is told. */
export const toldList = (told: readonly Told[]): Html =>
  html`${toldLines(told, (day) => formatDay(day)).map((text) => warningText({ text }))}`
