import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const leaving: Cited = [
  'src/platform/headers.test.ts',
  'a file leaves as a file, under a name that names nobody (ASVS 3.2.1, 5.4.1, 5.4.2)',
]
const file = 'src/domains/inbox/model/file.test.ts'

/** V5, files. */
export const v05: Record<string, Answer> = {
  'V5.1.1': { document: 'docs/security.md', note: 'What comes in: files.' },
  'V5.2.1': {
    tests: [
      [
        'src/platform/uploads.test.ts',
        'a form with a file says that it is too large, how large it may be, and keeps what was typed',
      ],
      ['src/platform/uploads.test.ts', 'each form with a file is one of those above: a new one has to say it as well'],
      [file, '50,000 rows are read, one more is refused'],
    ],
  },
  'V5.2.2': {
    note: 'The name and its ending decide nothing: what a file is, is read from its bytes.',
    tests: [
      [file, 'what is no text is said to be none: a workbook, a picture, nothing'],
      [file, '10,000 files of any bytes: each is text or is said to be none'],
      [
        'src/domains/replay/read.test.ts',
        'our reading of JSON takes what the language takes and refuses what it refuses',
      ],
    ],
  },
  'V5.2.3': { notApplicable: 'No archive is opened: one is refused as no text.' },
  'V5.3.1': {
    notApplicable: 'No uploaded file is kept, and no folder is served: the few assets are read at the start.',
  },
  'V5.3.2': { notApplicable: 'No path of the disk is made from anything that came in.' },
  'V5.4.1': { tests: [leaving] },
  'V5.4.2': {
    tests: [
      leaving,
      [
        'src/domains/cases/routes/routes.test.ts',
        'a file of a case needs a reason, names who took it, holds no sealed thing and no name in its own name (INV-50)',
      ],
    ],
  },
  'V5.4.3': {
    notApplicable:
      'No file that somebody brought is ever served again: its rows are shown as words, and the file is wiped.',
  },
}
