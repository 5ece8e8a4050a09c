import type { Rule } from './rules/rule.ts'

export const allRules: Rule[] = []
