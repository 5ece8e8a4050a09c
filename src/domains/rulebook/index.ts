import type { Work } from '../../platform/request.ts'
import type { Services } from '../../rules/services.ts'
import { isUnverified } from './model/index.ts'
import { checks } from './store.ts'

export { clockWords } from './model/clocks.ts'
export { bodyWords, hrefOf, versionHref } from './model/index.ts'

/** `<id> <version>` of each rule that no named person has checked though its source leaves doubt: mark its duties so (INV-60). */
export const unverifiedRules = async (
  { rules }: Pick<Services, 'rules'>,
  work: Pick<Work, 'tx'>,
): Promise<Set<string>> => {
  const checked = await checks(work)
  return new Set(rules.filter((rule) => isUnverified(rule, checked)).map(({ id, version }) => `${id} ${version}`))
}
