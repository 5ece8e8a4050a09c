import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'

/** The harmless text by which every scanner for viruses is tried out. In two halves, so that no scanner stops at this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A folder of signatures for ClamAV that knows this one: the real ones weigh hundreds of megabytes. */
export const someSignatures = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-signatures-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const sought = Buffer.from(['EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE'].join('')).toString('hex')
  writeFileSync(path.join(folder, 'tried.ndb'), `Waymark.Tried:0:*:${sought}\n`)
  return folder
}
