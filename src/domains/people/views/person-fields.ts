import { type Html, html } from '../../../platform/html.ts'
import { type Fields, optionsOf } from '../../cases/index.ts'
import { genders } from '../model.ts'

/** What may be known of a person; only the name is asked for. */
export const personFields = ({ line, ticks, chosen }: Fields): Html =>
  html`${line('name', 'Name', { hint: 'Or what is known, such as "man in blue jacket"' })}
    ${ticks('name-sure', 'How sure is the name', [{ value: 'nameIsBelieved', text: 'Believed, not checked' }])}
    ${line('called', 'Name they use, if another', { width: 20 })}
    ${line('bornOn', 'Date of birth', { width: 10, hint: 'Such as 30/4/1988, or leave it empty' })}
    ${line('ageAbout', 'Age, if the date is not known', { width: 5 })}
    ${chosen('gender', 'Gender, as they say it', optionsOf(genders), { hint: 'Not asked is an answer. Used to offer the right services and to count fairly; the team of this case sees it.' })}
    ${line('language', 'Language', { width: 20 })}
    ${line('communicationNeeds', 'What they need to understand and be understood', { hint: 'Such as an interpreter, sign language, large print, more time' })}
    ${line('school', 'School or college', { hint: 'Its name only, no address' })}`
