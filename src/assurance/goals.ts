import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { root } from '../platform/settings.ts'
import { goals } from './goals-list.ts'

/** A goal of the field's brief for safety (SAFETY 8), and the command whose output carries its figure. */
export type Goal = { id: string; says: string; command: string; notReached?: string }

const figuresFile = path.join(root, 'docs/figures.json')
const kept = z.record(z.string(), z.object({ figure: z.string(), on: z.iso.date() }))
export type Figures = z.infer<typeof kept>

/** The figures as they were last seen, each with the day. */
export const figures = (): Figures => kept.parse(JSON.parse(readFileSync(figuresFile, 'utf8')))

/** What a command printed after `figure S6:`, as tests and commands do; several parts in the order in which they came. */
export const figureIn = (output: string, id: string): string | undefined => {
  const parts = [...output.matchAll(new RegExp(`^\\s*(?:ℹ |# )?figure ${id}: (.+)$`, 'gm'))].map(([, part = '']) =>
    part.trim(),
  )
  return parts.length > 0 ? parts.join('; ') : undefined
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = ({ id, says, command, notReached }: Goal, { [id]: seen }: Figures): string => {
  const figure = seen ? `${seen.figure} (${seen.on})` : 'not measured'
  return `| ${id} | ${says} | ${cell(figure)}${notReached ? `. **Not reached:** ${notReached}` : ''} | \`${command}\` |`
}

/** docs/goals.md, whole. */
export const goalsPage = (seen: Figures): string =>
  [
    '# Nobody sees what they should not: the goals, and where they stand',
    '',
    'Written by `npm run assurance`; `npm run assurance -- S5 S6` runs the commands of those goals first and keeps what they print after `figure`.',
    'A figure is as good as its date.',
    '',
    '| Goal | What it asks | Figure | Command |',
    '| --- | --- | --- | --- |',
    ...goals.map((goal) => row(goal, seen)),
    '',
  ].join('\n')
