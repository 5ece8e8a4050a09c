import type { Readable, Writable } from 'node:stream'

/** What a command gets besides its words: answers go to stdout, progress and trouble to stderr. */
export type Io = {
  stdin: Readable
  stdout: Writable
  stderr: Writable
  now: () => Date
  environment: NodeJS.ProcessEnv
}

/** A command answers with its exit code: 0 done, 1 it could not, 2 it was asked wrongly. */
export type Run = (args: string[], io: Io) => Promise<number>

/** Thrown by a command that cannot do what it was asked. Its message is all that the person sees. */
export class CannotDo extends Error {}

/** Thrown when the words after a command's name are wrong: the message, then how to use it. */
export class WrongWords extends Error {}

export const say = (stream: Writable, text: string): void => {
  stream.write(`${text}\n`)
}
