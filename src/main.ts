import { runCommand } from './commands/run.ts'

const { stdin, stdout, stderr, env, argv } = process
const now = () => new Date()

process.exitCode = await runCommand(argv.slice(2), { stdin, stdout, stderr, environment: env, now })
