import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const leaving: Cited = [
  'src/platform/headers.test.ts',
  'a file leaves as a file, under a name that names nobody (ASVS 3.2.1, 5.4.1, 5.4.2)',
]
const file = 'src/domains/inbox/model/file.test.ts'
const files = 'src/domains/files/routes.test.ts'
const run = 'src/platform/untrusted/run.test.ts'
const corpus: Cited = [
  'src/domains/files/corpus.test.ts',
  '…: nothing hidden is in a copy, and each becomes what it should (S14)',
]
const notTaken: Cited = [
  files,
  'a virus, a bomb, two files in one and what is no picture are not taken, and the page says what to do (S14)',
]
const sealedAndCopied: Cited = [
  files,
  'a photograph is sealed as it came, checked, and seen as a copy without place or camera (CC-09, INV-08, S-14)',
]

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
      notTaken,
      [
        'src/domains/replay/read.test.ts',
        'our reading of JSON takes what the language takes and refuses what it refuses',
      ],
    ],
  },
  'V5.2.3': {
    note: 'No archive is opened, and one inside another file stops it. What a PDF or picture unpacks to is bounded by pages, dots, time and memory.',
    tests: [corpus, [run, 'one that takes too long, takes too much room or says too much is ended']],
  },
  'V5.3.1': {
    note: 'Files of a case stand sealed in the database, and what leaves is a copy made anew. No folder is served.',
    tests: [
      [
        files,
        'the app’s own role reads no original and no shut copy, and the name of the file is kept nowhere (INV-07, INV-08)',
      ],
      [run, 'it writes to no file, and in a room that it is given no large one'],
    ],
  },
  'V5.3.2': { notApplicable: 'No path of the disk is made from anything that came in.' },
  'V5.4.1': { tests: [leaving, sealedAndCopied] },
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
    note: 'No file is served as it came. Each is searched by ClamAV first, and stays sealed where that is down.',
    tests: [
      notTaken,
      [
        files,
        'where the search for viruses is down a file stays sealed, the page says which check, and it is tried again (S14)',
      ],
    ],
  },
}
