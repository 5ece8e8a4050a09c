import { access, chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Secret } from '../secrets.ts'
import { codeOf, draftPrefix, syncFolder, writeDurably } from './durable.ts'
import { isKeyName, type KeyKeeper, KeysOutOfReach, type Names } from './keeper.ts'
import {
  beginRotation,
  isCurrent,
  saveWrapping,
  unwrap,
  type Wrapping,
  wrap,
  wrappingIn,
  wrappingOrNew,
} from './wrapping.ts'

// A key is one file, and so is that it was forgotten: an empty one, in a folder of its own.
const held = (folder: string, name: string) => path.join(folder, 'held', checked(name))
const gone = (folder: string, name: string) => path.join(folder, 'forgotten', checked(name))
const checked = (name: string): string => {
  if (!isKeyName(name)) throw new Error('The name of a key is an id')
  return name
}

/** Keys in a folder that only its owner may enter, each in a file of its own, sealed by the secret. It remembers nothing. */
export const folderKeeper = (folder: string, secret: Secret): KeyKeeper => {
  const find: KeyKeeper['find'] = async (name) => {
    const file = held(folder, name)
    // A rotation may replace file and wrapping key between two looks: then it is looked at once more.
    for (let tries = 0; ; tries++) {
      const wrapping = await wrappingIn(folder)
      if (await isThere(gone(folder, name))) return 'forgotten'
      const wrapped = await readIfThere(file)
      if (!wrapped) return (await isThere(gone(folder, name))) ? 'forgotten' : 'never kept'
      try {
        return unwrap(secret, wrapping, name, wrapped)
      } catch (error) {
        if (!(error instanceof KeysOutOfReach) || tries === 2) throw error
      }
    }
  }
  return {
    begin: async (mustExist) => {
      if (mustExist) await wrappingIn(folder)
      await makeFolders(folder)
      const { id } = await wrappingOrNew(folder)
      await dropForgotten(folder)
      return id
    },
    keep: async (name, plain) => {
      const wrapping = await wrappingIn(folder)
      if (await isThere(gone(folder, name))) throw new Error('A key of this name was forgotten')
      const file = held(folder, name)
      const isFirst = await writeDurably(file, wrap(secret, wrapping, name, plain), { replaces: false })
      if (!isFirst) {
        const other = await find(name)
        if (typeof other === 'string') throw new KeysOutOfReach('A key went while it was read')
        return other
      }
      // A rotation may have ended in between, and with it the wrapping key that was used.
      for (let used = wrapping; ; ) {
        const now = await wrappingIn(folder)
        if (now.current === used.current) return plain
        await writeDurably(file, wrap(secret, now, name, plain), { replaces: true })
        used = now
      }
    },
    find,
    forget: async (name) => {
      await wrappingIn(folder)
      await writeDurably(gone(folder, name), '', { replaces: false })
      await rm(held(folder, name), { force: true })
      await syncFolder(path.join(folder, 'held'))
    },
    names: () => namesIn(folder),
    keptAt: async (name) => {
      const about = await stat(held(folder, name)).catch(nothingIfMissing)
      return about?.mtime ?? null
    },
  }
}

const makeFolders = async (folder: string): Promise<void> => {
  for (const each of partsOf(folder)) {
    await mkdir(each, { recursive: true, mode: 0o700 })
    await chmod(each, 0o700)
  }
}
const partsOf = (folder: string) => [folder, path.join(folder, 'held'), path.join(folder, 'forgotten')]

/** A process that was killed between the two steps of forgetting leaves a key that nobody is given; it goes here. */
const dropForgotten = async (folder: string): Promise<void> => {
  for (const name of await namesOf(folder, 'forgotten')) await rm(held(folder, name), { force: true })
  await syncFolder(path.join(folder, 'held'))
}

export const namesIn = async (folder: string): Promise<Names> => {
  await wrappingIn(folder)
  const [inHeld, forgotten] = await Promise.all([namesOf(folder, 'held'), namesOf(folder, 'forgotten')])
  const isGone = new Set(forgotten)
  return { held: inHeld.filter((each) => !isGone.has(each)), forgotten }
}
const namesOf = async (folder: string, part: 'held' | 'forgotten'): Promise<string[]> =>
  (await readdir(path.join(folder, part))).filter(isKeyName).sort()

/** Wraps every key anew and gives up the wrapping key of before. It may be cut off at any point, and is then run again. */
export const rotate = async (folder: string, secret: Secret, now: Date): Promise<{ wrapped: number }> => {
  const wrapping = await beginRotation(folder)
  const wrapped = await wrapAll(folder, secret, wrapping)
  await sweepDrafts(folder, now)
  return { wrapped }
}

/** Somebody may keep a key under the old wrapping while the folder is read: so it is read until a whole look finds none. */
const wrapAll = async (folder: string, secret: Secret, wrapping: Wrapping): Promise<number> => {
  let all = 0
  for (let left = 1; left > 0; all += left) {
    left = 0
    for (const name of await namesOf(folder, 'held')) {
      const content = await readIfThere(held(folder, name))
      if (!content || isCurrent(secret, wrapping, content)) continue
      const again = wrap(secret, wrapping, name, unwrap(secret, wrapping, name, content))
      await writeDurably(held(folder, name), again, { replaces: true })
      left += 1
    }
  }
  // What was forgotten meanwhile stays so.
  await dropForgotten(folder)
  await saveWrapping(folder, { ...wrapping, retiring: [] })
  return all
}

/** What a process that was killed had begun to write. */
const sweepDrafts = async (folder: string, now: Date): Promise<void> => {
  for (const each of partsOf(folder))
    for (const name of (await readdir(each)).filter((name) => name.startsWith(draftPrefix))) {
      const about = await stat(path.join(each, name)).catch(nothingIfMissing)
      if (about && about.mtimeMs < now.getTime() - 3_600_000) await rm(path.join(each, name), { force: true })
    }
}

export type Copied = { written: number; removed: number; onlyThere: number }
/**
 * Makes `to` a copy of the keys as they are now: what was forgotten goes from the copy too. What the copy alone holds
 * stays there, wrapped as the rest: a copy is there for the day on which keys were lost here.
 */
export const copyKeys = async (from: string, to: string, secret: Secret): Promise<Copied> => {
  const own = await wrappingIn(from)
  if (own.retiring.length > 0) throw new KeysOutOfReach('A rotation was cut off: run keys rotate first')
  await makeFolders(to)
  const theirs = await wrappingIn(to).catch((error: unknown) => {
    if (error instanceof KeysOutOfReach && codeOf(error.cause) === 'ENOENT') return own
    throw error
  })
  if (theirs.id !== own.id) throw new KeysOutOfReach('The folder to copy to holds keys of another installation')
  const retiring = [theirs.current, ...theirs.retiring].filter((each) => each !== own.current)
  const wrapping = { ...own, retiring }
  await saveWrapping(to, wrapping)
  const here = await namesIn(from)
  for (const name of here.forgotten) await writeDurably(gone(to, name), '', { replaces: false })
  const before = new Set(await namesOf(to, 'held'))
  let written = 0
  for (const name of here.held) {
    const [content, copied] = [await readIfThere(held(from, name)), await readIfThere(held(to, name))]
    if (!content || copied?.equals(content)) continue
    await writeDurably(held(to, name), content, { replaces: true })
    written += 1
  }
  await wrapAll(to, secret, wrapping)
  const after = await namesOf(to, 'held')
  const known = new Set(here.held)
  const left = new Set(after)
  return {
    ...{ written, removed: [...before].filter((name) => !left.has(name)).length },
    onlyThere: after.filter((name) => !known.has(name)).length,
  }
}

const readIfThere = (file: string): Promise<Buffer | undefined> => readFile(file).catch(nothingIfMissing)
const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    (error: unknown) => nothingIfMissing(error) ?? false,
  )
const nothingIfMissing = (error: unknown): undefined => {
  if (codeOf(error) !== 'ENOENT') throw new KeysOutOfReach('The keys could not be read', { cause: error })
  return undefined
}
