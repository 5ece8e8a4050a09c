import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { choose, type Errors } from '../../entries/index.ts'
import { levelNames } from '../model/level.ts'
import type { LevelRow } from '../store/levels.ts'

type ProposalPage = { screen: Screen; top: CaseTop; proposal: LevelRow; errors?: Errors }

/** The second pair of eyes: agree, or say no; silence changes nothing. */
export const proposalPage = ({ screen, top, proposal, errors }: ProposalPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'risk', title: 'Do you agree to a lower level?', errors: errors?.list },
    trail: [{ text: 'Risk', href: `/cases/${top.caseId}/risk` }],
    content: html`${summaryList({
      rows: [
        { key: { text: 'For' }, value: { text: proposal.personName } },
        { key: { text: 'Proposed' }, value: { text: `${levelNames[proposal.level]}, by ${proposal.decidedByName}` } },
        { key: { text: 'Reasons' }, value: { text: proposal.reasons } },
        { key: { text: 'Their own view' }, value: { text: proposal.victimView ?? '' } },
      ],
    })}
      ${form(
        screen,
        html`${choose(
          'answer',
          'Do you agree?',
          [
            { value: 'agreed', text: 'I agree: the lower level counts from now' },
            { value: 'not agreed', text: 'I do not agree: the level stays high' },
          ],
          { answers: {}, errors },
        )}
          ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })
