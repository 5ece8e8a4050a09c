import type { Work } from '../../platform/request.ts'
import type { Rule } from '../../rules/rule.ts'
import type { CheckForm } from './model/index.ts'
import { addCheck } from './store.ts'

/** A named person says that they have read the document and that the rule says what it says (INV-60). */
export const recordCheck = (work: Work, rule: Rule, form: CheckForm): Promise<void> => addCheck(work, rule, form)
