import { summaryList } from '../../../design/components/summary-list.ts'
import { formatDay } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import type { Card } from '../actions.ts'
import type { CardContent } from '../model.ts'

/** What whoever stands at the door reads. */
export const cardShown = ({ says, person, agreedOn, endsOn, by, agency }: Card, now: Date): Html =>
  summaryList({
    card: { title: { text: `If police attend: ${person}` } },
    rows: [
      ...(says === null ? [row('What was agreed', 'Erased')] : rowsOf(says)),
      row(
        'Agreed',
        `${formatDay(agreedOn, now)}, with ${by}, ${agency}. Shown until ${formatDay(endsOn, now)}, or until they say no. Keep it from everybody else`,
      ),
    ],
  })

const row = (key: string, text: string | null | false) =>
  typeof text === 'string' && text !== '' && { key: { text: key }, value: { text } }
const rowsOf = ({ alone, signal, children, weapons, noBell, notWho, notDo, call }: CardContent) => [
  row('Speak to them alone', alone),
  row(
    'Word or sign',
    signal && 'They may use one that asks for help without saying so. Take any odd word or sign for it',
  ),
  row('Children', children),
  row('Weapons', weapons),
  row(
    'Do not',
    [noBell && 'Ring the bell or knock at the front', notWho && 'Say who called or told you', notDo]
      .filter((each) => typeof each === 'string')
      .join('. '),
  ),
  row('Afterwards call', call),
]
