import type { Rule } from '../../../rules/rule.ts'
import { assessment } from './assessment.ts'
import { reviews } from './reviews.ts'

export const riskRules: Rule[] = [...assessment, ...reviews]
