import { WrongSettings } from '../platform/settings.ts'
import { CannotDo, type Io, say, WrongWords } from './io.ts'
import { commands, help } from './list.ts'

/** Finds the command that the first word names, runs it, and says what went wrong in words. */
export const runCommand = async ([name, ...words]: string[], io: Io): Promise<number> => {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    say(name === undefined ? io.stderr : io.stdout, help())
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    say(io.stderr, `There is no command "${name}".\n\n${help()}`)
    return 2
  }
  const use = `script/waymark ${name} ${command.words}`.trim()
  if (words.includes('--help') || words.includes('-h')) {
    say(io.stdout, `${use}\n  ${command.does}`)
    return 0
  }
  try {
    return await (await command.load()).run(words, io)
  } catch (error) {
    return explain(error, use, io)
  }
}

const explain = (error: unknown, use: string, { stderr }: Io): number => {
  if (error instanceof WrongWords || isWrongOption(error)) {
    say(stderr, `${error.message}\nHow to use it: ${use}`)
    return 2
  }
  if (error instanceof CannotDo || error instanceof WrongSettings) say(stderr, error.message)
  else
    say(stderr, `This went wrong, and it is not your mistake:\n${error instanceof Error ? error.stack : String(error)}`)
  return 1
}

const isWrongOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
