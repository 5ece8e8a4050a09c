import { formatDay } from '../../../design/words.ts'
import type { Cover, Heard } from '../clockwork/cover.ts'

/** Who covers on a day, in a line: the supervisor, whoever stands in, or the desk; and that it is a holiday (S-16). */
export const coverWords = ({ day, holiday, noon, close }: Cover): string => {
  const when = `${formatDay(day)}${holiday === null ? '' : `, ${holiday}`}`
  const atClose = heardWords(close) === heardWords(noon) ? '' : `; at the end of the day ${heardWords(close)}`
  return `${when}: ${heardWords(noon)}${atClose}`
}

const heardWords = ({ names, isStaffed }: Heard): string => {
  const who = names.join(' and ')
  if (who === '') return 'nobody'
  return isStaffed ? `${who} covers` : `nobody is on duty and no desk is staffed, so it goes to ${who}`
}
