import type { Html } from '../../../platform/html.ts'
import { type EditPage, editPage } from './edit.ts'

export const newPage = ({ screen, shown }: Pick<EditPage, 'screen' | 'shown'>): Html => editPage({ screen, shown })
