import { subNavigation } from '../../../design/sub-navigation.ts'
import type { Html } from '../../../platform/html.ts'

const pictures = [
  { word: 'timeline', text: 'Over time' },
  { word: 'relationships', text: 'Who is who' },
]

export const pictureLinks = (caseId: string, current: string): Html =>
  subNavigation({
    label: 'Pictures',
    items: pictures.map(({ word, text }) => ({
      text,
      href: `/cases/${caseId}/pictures/${word}`,
      current: word === current,
    })),
  })
