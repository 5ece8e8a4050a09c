import { readFileSync } from 'node:fs'
import { type Instrument, readInstrument } from '../model/instrument.ts'

const shipped = (file: string): Instrument => {
  const read = readInstrument(readFileSync(new URL(file, import.meta.url), 'utf8'))
  if ('problems' in read) throw new Error(`${file}: ${read.problems.join('; ')}`)
  return read.instrument
}

/** The instrument that comes with Waymark, in words of its own; the licensed ones an organisation loads itself (RULES 4.2). */
export const ownInstrument = shipped('./waymark-guide.json')
/** The questions about needs that come with Waymark (RM-15). */
export const ownNeeds = shipped('./waymark-needs.json')
