import type { Run } from './io.ts'

/** One command of script/waymark. It is loaded when it is called, so that a small one starts quickly. */
export type Command = { words: string; does: string; load: () => Promise<{ run: Run }> }

export const commands: Record<string, Command> = {
  start: {
    words: '',
    does: 'all of it on this machine: an embedded database with invented people, unless DATABASE_URL names another; app and worker',
    load: () => import('./start.ts'),
  },
  staff: {
    words: '',
    does: 'bring the database up to date and serve the web app for practitioners',
    load: () => import('./staff.ts'),
  },
  worker: {
    words: '',
    does: 'keep the clocks, and send the messages that wait for their safe time',
    load: () => import('./worker.ts'),
  },
  demo: {
    words: 'load | code NAME',
    does: 'load invented people into an empty database, or show the one-time code of one of them',
    load: () => import('./demo.ts'),
  },
  setup: {
    words: '[--agency NAME] [--kind KIND] [--name NAME] [--email ADDRESS]',
    does: 'make the first agency and its administrator; asks for what is not given',
    load: () => import('./setup.ts'),
  },
  replay: {
    words: 'FILE... [--json] [--day0 DATE | SLUG=DATE...]',
    does: 'say what would have been due, to whom and why, in a dated chronology',
    load: () => import('./replay.ts'),
  },
  deadline: {
    words: '',
    does: 'read lines of a London date or time and a number of working days; print the end of the last day',
    load: () => import('./deadline.ts'),
  },
  db: {
    words: 'migrate | reset [--yes-destroy NAME] | types | schema',
    does: 'bring the database up to date, empty it, or write down its shape',
    load: () => import('./db.ts'),
  },
  audit: {
    words: 'verify [--checkpoints FILE...]',
    does: 'look whether somebody changed the log, and say what',
    load: () => import('./audit.ts'),
  },
  backup: {
    words: 'FILE',
    does: 'copy the embedded database into one file while it runs',
    load: () => import('./backup.ts'),
  },
  keys: {
    words: 'serve | copy FOLDER | rotate | check [--forget-unused]',
    does: 'keep the keys of the vault in a process of their own, copy them, wrap them anew, or compare them with the database',
    load: () => import('./keys.ts'),
  },
  restore: {
    words: 'FILE',
    does: 'put such a copy back into a data folder that has no database',
    load: () => import('./restore.ts'),
  },
  misuse: {
    words: 'year [--seeds 1,2,3] [--as-here]',
    does: 'judge invented years of looks: how many who misuse are found, and how many others are asked',
    load: () => import('./misuse.ts'),
  },
  bench: {
    words: '[--cases N] [--data FOLDER] [--keep]',
    does: 'fill a database of its own, drive the app over HTTP, and print how fast it was',
    load: () => import('./bench.ts'),
  },
}

export const help = (): string => {
  const names = Object.entries(commands).map(([name, { words, does }]) => ({ use: `${name} ${words}`.trim(), does }))
  const width = Math.max(...names.map(({ use }) => use.length))
  const lines = names.map(({ use, does }) => `  ${use.padEnd(width)}  ${does}`)
  const settings = 'Settings are environment variables: docs/how-to/run-in-production.md has the table.'
  return ['How to use it: script/waymark COMMAND', '', ...lines, '', settings].join('\n')
}
