import { drawn, photographed } from './pictures.ts'

// Writes the picture that is named to standard output, in a process that ends.
const pictures: Record<string, () => Promise<Buffer>> = {
  photograph: () => photographed().jpeg().toBuffer(),
  'photograph that names its place': () =>
    photographed()
      .jpeg()
      .withExif({
        IFD0: { Make: 'Hiddencam', Artist: 'Somebody Inventado' },
        IFD2: { DateTimeOriginal: '2026:11:29 21:04:05' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 28/1 0/1' },
      })
      .toBuffer(),
  'letter with an address': () =>
    drawn(['Dear tenant, your home at', '4 Hollow Row, Inventedham', 'ZZ97 7ZZ is ready.'], { size: 34 })
      .jpeg()
      .toBuffer(),
}
const [name = ''] = process.argv.slice(2)
const made = await pictures[name]?.()
if (!made) throw new Error(`There is no picture called ${name}`)
process.stdout.write(made)
