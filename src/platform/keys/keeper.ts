/** What a keeper says of a name: the key itself; that it was erased for good; or that nothing of that name ever came here. */
export type Found = Buffer | 'forgotten' | 'never kept'

/** Keeps keys apart from the database. A name is an id that says nothing of anybody; a name that was forgotten never comes back. */
export type KeyKeeper = {
  /** Says which keeper it is: a database belongs to one. Makes the place where there is none, unless there must be one. */
  begin: (mustExist: boolean) => Promise<string>
  /** Settles when the key would outlast a crash. The first key of a name stays; what is held for it is given back. */
  keep: (name: string, key: Buffer) => Promise<Buffer>
  find: (name: string) => Promise<Found>
  /** Settles when the key is gone and that it is gone would outlast a crash. May be asked again. */
  forget: (name: string) => Promise<void>
  names: () => Promise<Names>
  /** When a key that is held came here; null where it is not held. */
  keptAt: (name: string) => Promise<Date | null>
}
export type Names = { held: string[]; forgotten: string[] }

/** Thrown where what keeps the keys does not answer, or is not the one that this database belongs to. Nobody's mistake who asks. */
export class KeysOutOfReach extends Error {}

const shape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A name becomes the name of a file: anything but an id is refused before it does. */
export const isKeyName = (name: string): boolean => shape.test(name)
