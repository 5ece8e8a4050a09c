import { type Answer, type Asked, type Browser, formKeyIn } from './browser.ts'

/** One kind of work of DESIGN 8: what is asked for each turn, what a right answer is, and the aim for p95 at 10 at once. */
export type Job = {
  name: string
  aim: number
  /** What it sends makes something new. */
  makes?: true
  /** What must be fetched before the clock starts, such as the key of a form. */
  prepare: (token: string, turn: number, see: See) => Promise<Asked>
  isRight: (answer: Answer) => boolean
}
export type See = (asked: Asked) => Promise<{ status: number; body: string }>

const hasBoard = ({ status, body }: Answer): boolean => status === 200 && body.includes('wm-board__table')
const page = (name: string, path: string, aim: number): Job => ({
  ...{ name, aim },
  prepare: async (token) => ({ token, path }),
  isRight: hasBoard,
})

export const jobs: Job[] = [
  {
    name: 'create a case',
    aim: 25,
    makes: true,
    prepare: async (token, turn, see) => {
      const formKey = formKeyIn((await see({ token, path: '/cases/new' })).body)
      return { token, path: '/cases/new/open', form: { ...newCase(turn), formKey } }
    },
    isRight: ({ status, location }) => status === 303 && location.startsWith('/cases/'),
  },
  page('my open cases', '/boards/cases', 20),
  page('my due work', '/boards/mine', 20),
  page('team’s open cases', '/boards/team-cases', 50),
  // One of 128 names that 2 million people share, so it is as common as a name can be.
  {
    name: 'find a person',
    aim: 100,
    prepare: async (token, _turn, see) => {
      const formKey = formKeyIn((await see({ token, path: '/people/search' })).body)
      return { token, path: '/people/search', form: { name: 'Fern Inventado', formKey } }
    },
    isRight: hasBoard,
  },
]

/** As the form sends it after its search showed whom these names are like: none of them. */
export const newCase = (turn: number): Record<string, string> => ({
  victimName: `Fern Inventado ${turn}`,
  checkedVictim: `Fern Inventado ${turn}`,
  victimKnown: 'none',
  perpetratorName: `Thorn Imaginario ${turn}`,
  checkedPerpetrator: `Thorn Imaginario ${turn}`,
  perpetratorKnown: 'none',
  relationship: 'former partner',
  concern: 'Shouting was heard through the wall, and then a door was broken.',
  source: 'A neighbour, by telephone',
})

/** What is asked in each of so many turns, by one worker after the other. */
export const turnsOf = async (job: Job, tokens: readonly string[], count: number, see: See): Promise<Asked[]> => {
  const asked: Asked[] = []
  for (let turn = 0; turn < count; turn++) asked.push(await job.prepare(tokens[turn % tokens.length] ?? '', turn, see))
  return asked
}

/** Asks, and stops the bench when the answer is not a right one: a fast wrong answer is not a figure. */
export const asking =
  ({ ask }: Browser, job: Job, asked: Asked) =>
  async (): Promise<void> => {
    const answer = await ask(asked)
    if (!job.isRight(answer)) throw new Error(`${job.name}: ${asked.path} answered ${answer.status}, not as it should`)
  }
