import type { Work } from '../../../platform/request.ts'
import { applyDirectory, endWord, setGroup, setWord } from '../store/meanings.ts'

/** What a word means, for everybody whom the directory has said it of, from now on. */
export const giveWord = async (work: Work, { word, role }: { word: string; role: string }): Promise<void> => {
  await setWord(work, word, role)
  await applyDirectory(work)
}
export const takeWord = async (work: Work, word: string): Promise<boolean> => {
  if (!(await endWord(work, word))) return false
  await applyDirectory(work)
  return true
}
export const giveGroup = async (
  work: Work,
  groupId: string,
  means: { teamId: string | null; role: string | null },
): Promise<boolean> => {
  if (!(await setGroup(work, groupId, means))) return false
  await applyDirectory(work)
  return true
}
