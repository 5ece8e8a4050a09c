import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '../platform/settings.ts'
import { londonDay } from '../rules/days.ts'
import { asvsPage } from './asvs.ts'
import { type Figures, figureIn, figures, goalsPage } from './goals.ts'
import { goals } from './goals-list.ts'
import { threatPage } from './threats.ts'

const write = (file: string, text: string) => writeFileSync(path.join(root, 'docs', file), text)

/** Runs the commands of these goals one after the other. Each figure is kept at once, so that a later failure loses none. */
const measure = (ids: string[], today: string): Figures => {
  const wanted = goals.filter((goal) => ids.includes(goal.id))
  const unknown = ids.filter((id) => !wanted.some((goal) => goal.id === id))
  if (unknown.length > 0) throw new Error(`There is no goal ${unknown.join(', ')}`)
  const seen: Figures = { ...figures() }
  for (const { id, command, notReached } of wanted) {
    console.log(`${id}: ${command}`)
    const { stdout, status } = spawnSync('bash', ['-c', command], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const figure = figureIn(stripVTControlCharacters(stdout), id)
    if (status !== 0) throw new Error(`${id}: the command ended with ${status} after ${figure ?? 'no figure'}`)
    if (!figure && !notReached) throw new Error(`${id}: the command printed no figure`)
    if (figure) seen[id] = { figure, on: today }
    write('figures.json', `${JSON.stringify(seen, null, 2)}\n`)
  }
  return seen
}

const seen = measure(process.argv.slice(2), londonDay(new Date()))
write('figures.json', `${JSON.stringify(seen, null, 2)}\n`)
write('goals.md', goalsPage(seen))
write('asvs.md', asvsPage())
write('threat-model.md', threatPage())
