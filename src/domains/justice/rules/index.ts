import type { Rule } from '../../../rules/rule.ts'
import { aroundTheCase } from './around.ts'
import { bail } from './bail.ts'
import { court } from './court.ts'
import { investigation } from './investigation.ts'
import { leftUndone } from './left-undone.ts'

export const justiceRules: Rule[] = [...investigation, ...court, ...bail, ...leftUndone, ...aroundTheCase]
