import { adversaries } from './adversaries/index.ts'
import { asLine, type Cited } from './cited.ts'

/** One thing that an adversary gets, or does not get, and the test that shows it; without one, why none can. */
export type Line = { says: string; tests: readonly Cited[] } | { says: string; untested: string }
export type Adversary = {
  who: string
  /** What they have in hand, and what they want. */
  has: string
  wants: string
  /** What is surrendered to them: said plainly, as SecureDrop's threat model does. */
  gains: readonly Line[]
  /** What is kept from them. */
  kept: readonly Line[]
}

const line = (each: Line): string =>
  'tests' in each
    ? `- ${each.says}\n${each.tests.map((test) => `  - ${asLine(test)}`).join('\n')}`
    : `- ${each.says} *${each.untested}*`

const section = ({ who, has, wants, gains, kept }: Adversary): string =>
  [
    `## ${who}`,
    '',
    `**Has:** ${has}`,
    `**Wants:** ${wants}`,
    '',
    '### What they get',
    '',
    ...gains.map(line),
    '',
    '### What is kept from them',
    '',
    ...kept.map(line),
    '',
  ].join('\n')

/** docs/threat-model.md, whole. */
export const threatPage = (): string =>
  [
    '# Threat model',
    '',
    'Nine adversaries: what each has, what is surrendered to them, and what is kept. Each line names the test that shows it, or says why none can.',
    'Written by `npm run assurance` from [src/assurance/adversaries](../src/assurance/adversaries): do not edit it by hand.',
    '',
    'What no software of ours can promise: a device that is watched or recorded, a screen that is photographed, somebody in the room, what a network or',
    'an employer’s proxy keeps of the addresses visited, what is left in the memory or on the disk of the device, and a person who tells what they may see.',
    '',
    ...adversaries.map(section),
  ].join('\n')
