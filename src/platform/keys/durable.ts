import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** What is written so begins like this until it is whole; a process that was killed may leave one behind. */
export const draftPrefix = '.draft-'

/** Puts a file in its place whole and for good, or not at all. Without `replaces` the first who writes wins: false for the others. */
export const writeDurably = async (
  file: string,
  content: string | Uint8Array,
  { replaces }: { replaces: boolean },
): Promise<boolean> => {
  const folder = path.dirname(file)
  const draft = path.join(folder, `${draftPrefix}${randomBytes(8).toString('hex')}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    if (replaces) await rename(draft, file)
    else await link(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
    await syncFolder(folder)
  }
}

/** Until its folder is on the disk, a new name or a name taken away is not. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
