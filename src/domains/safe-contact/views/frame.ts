import type { Screen } from '../../../design/form.ts'
import type { Html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Looked } from '../actions/look.ts'

export type Page = { screen: Screen; top: CaseTop }
type Content = {
  title: string
  /** As layout's: what the browser remembers, without a name. */
  tab?: string
  content: Html
  errors?: { list: { text: string; href: string }[] } | undefined
  isThought?: boolean
  isFirst?: boolean
}

/** Each page of safe contact: part of the case, one step below its first page. */
export const safeContactPage = (
  { screen, top }: Page,
  { title, tab, content, errors, isThought, isFirst }: Content,
): Html =>
  caseLayout({
    ...{ screen, top, part: 'safe-contact', title, content, errors: errors?.list },
    ...(tab && { tab }),
    ...(isThought && { shape: 'thought' as const }),
    trail: isFirst ? [] : [{ text: 'Safe contact', href: `/cases/${top.caseId}/safe-contact` }],
  })

/** Addresses name the person where the case has more than one who is harmed. */
export const placeOf = ({ whose, others }: Looked, page = ''): string =>
  `/cases/${whose.caseId}/safe-contact${page}${others.length > 0 ? `?person=${whose.personId}` : ''}`
