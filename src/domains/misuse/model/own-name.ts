const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .toSorted()
    .join(' ')

/** Whether what was searched for is the whole name of the person who searches, in whichever order it was typed. */
export const isOwnName = (own: string, sought: string): boolean => plain(sought) !== '' && plain(sought) === plain(own)
