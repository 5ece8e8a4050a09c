import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Held, ToldOfCall } from '../actions.ts'
import type { Told } from '../model.ts'
import type { Call, Caller } from '../store.ts'
import { nearest } from './index.ts'
import { toldList } from './told.ts'

type Page = {
  screen: Screen
  call: Call
  of: ToldOfCall
  callers: readonly Caller[]
  /** The units of whom the nearest may still be sent; none where that is not for whoever reads. */
  teams: readonly { id: string; name: string }[]
}

/** The sheet of one call: who goes, what stands there, and, for the control room, whose device it is. */
export const callPage = ({ screen, call, of, callers, teams }: Page): Html =>
  layout({
    title: titleOf(call),
    tab: 'A call',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Calls', href: '/attendance/calls' }, { text: 'A call' }],
    content: html`${call.fromDevice && html`<p class="govuk-body">${stateTag('late', 'A device calls: first')}</p>`}
      ${toldList(of.told)}
      ${of.isShut && warningText({ text: 'What is written of it cannot be opened now. Go all the same' })}
      ${callers.map((caller) => callerOf(caller, of.numbersOf.get(caller.measureId)))}
      ${of.told.flatMap((told) => (told.kind === 'sanctuary' ? [roomOf(told)] : []))}
      ${of.told.length === 0 && html`<p class="govuk-body">Nothing is written down here for whoever goes.</p>`}
      <h2 class="govuk-heading-m">Who goes</h2>
      ${summaryList({
        rows: [
          { key: { text: 'Asked' }, value: { text: formatWhen(call.askedAt, screen.now) } },
          { key: { text: 'Unit' }, value: { text: call.unit ?? 'A neighbouring force' } },
          ...(call.sentAt
            ? [
                {
                  key: { text: 'Takes command' },
                  value: { text: call.command ?? 'A supervisor of a neighbouring force' },
                },
                { key: { text: 'Telephone' }, value: { text: call.phone ?? 'Not known here: ring the desk on duty' } },
              ]
            : []),
          ...(call.readAs === 'control room' && callers.length === 0 ? numbersOf(of.told) : []),
        ],
      })}
      ${call.readAs !== 'control room' && html`<p class="govuk-body">Where it is, the control room says: no address is kept with a call.</p>`}
      ${teams.length > 0 && nearest(screen, teams, {}, call.id)}`,
  })

const titleOf = ({ readAs, unit, sentAt }: Call): string => {
  if (readAs === 'unit') return 'Your unit goes to a call'
  if (readAs === 'command') return 'You take command of a call'
  return sentAt ? `${unit} goes` : `Send ${unit ?? 'a neighbouring force'}`
}

const unwritten = 'Not written down'
const roomOf = ({ inside: { whoIn, locks } }: Extract<Told, { kind: 'sanctuary' }>): Html =>
  html`<h2 class="govuk-heading-m">The room</h2>
    ${summaryList({
      rows: [
        { key: { text: 'Who may be in it' }, value: { text: whoIn ?? unwritten } },
        { key: { text: 'How it locks from inside' }, value: { text: locks ?? unwritten } },
      ],
    })}`

const numbersOf = (told: readonly Told[]) => {
  const numbers = told.flatMap((each) => (each.kind === 'device' ? each.inside.numbers : []))
  return numbers.length > 0
    ? [{ key: { text: 'A device here calls from' }, value: { text: [...new Set(numbers)].join(', ') } }]
    : []
}

const callerOf = (caller: Caller, held: Held | undefined): Html => {
  const { name, called, bornOn, language, communicationNeeds, device, lead, phone } = caller
  const row = (key: string, value: string | null | undefined) =>
    value ? [{ key: { text: key }, value: { text: value } }] : []
  return html`<h2 class="govuk-heading-m">Whose device it is</h2>
    ${held?.isFaulty && warningText({ text: 'It was written down as faulty. Treat the call as theirs' })}
    ${summaryList({
      rows: [
        ...row('Name', name),
        ...row('Called', called),
        ...row('Born', bornOn && formatDay(bornOn)),
        ...row('Language', language),
        ...row('How to speak with them', communicationNeeds),
        ...row('Device', device),
        ...row('Calls from', held?.numbers.join(', ')),
        ...row('Go first to', held?.goFirst ?? 'Where the device shows it is: no place is written down'),
        ...row('Ring', lead ?? 'Nobody is named: ring the desk on duty'),
        ...row('Telephone', phone ?? 'Not known here: ring the desk on duty'),
      ],
    })}
    <p class="govuk-body">The unit reads none of this. Tell them what they need at that door, and no more.</p>`
}
