import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { corpus } from './corpus.ts'

// Writes the prepared files into the folder that is named, and a list of them: one after the other, in a process that ends.
const [folder = ''] = process.argv.slice(2)
const listed: { group: string; name: string; becomes: string; file: string }[] = []
for (const [group, files] of Object.entries(corpus))
  for (const { name, becomes, make } of files) {
    const file = String(listed.length)
    writeFileSync(path.join(folder, file), await make())
    listed.push({ group, name, becomes, file })
  }
writeFileSync(path.join(folder, 'list.json'), JSON.stringify(listed))
