import type { Screen } from '../../../design/form.ts'
import { relationshipMap, type Side } from '../../../design/pictures/relationship-map.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CasePerson, type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Home, Tie } from '../store.ts'
import { pictureLinks } from './parts.ts'

type Relationships = { screen: Screen; top: CaseTop; ties: Tie[]; homes: Home[] }

export const relationshipsPage = ({ screen, top, ties, homes }: Relationships): Html => {
  const shown = ties.filter(({ personId, otherId }) =>
    [personId, otherId].every((id) => top.people.some((person) => person.id === id)),
  )
  return caseLayout({
    title: 'Who is who',
    ...{ screen, top, part: 'pictures' },
    shape: 'board',
    content: html`${pictureLinks(top.caseId, 'relationships')}
    ${relationshipMap({
      id: 'who',
      people: top.people.map((person) => ({
        id: person.id,
        name: person.name,
        side: sideOf(person.role),
        role: roleOf(person),
      })),
      relationships: shown.map((tie) => ({
        from: tie.personId,
        to: tie.otherId,
        text: tie.kind,
        isHarm: isHarm(tie),
        hasEnded: tie.endedAt !== null || tie.untilOn !== null,
      })),
      households: homes,
    })}
    <p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/people">Add or change people and ties</a></p>`,
  })
}

const sideOf = (role: string): Side =>
  role === 'victim' || role === 'child' || role === 'perpetrator' ? role : 'other'

/** Whoever did harm is called by the stage of the proceedings; somebody else by why they are on the case. */
const roleOf = ({ role, stage, why }: CasePerson): string => {
  if (role === 'perpetrator') return stage
  return role === 'other' ? (why ?? 'other') : role
}

/** Harm has a direction, and each record has its own (S-05). */
const isHarm = ({ personRole, otherRole }: Tie): boolean =>
  [personRole, otherRole].includes('victim') && [personRole, otherRole].includes('perpetrator')
