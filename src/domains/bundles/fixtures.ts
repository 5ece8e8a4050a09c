/** A bundle as the form asks for it; what goes in is said by whoever makes it. */
export const aBundle = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...{ to: 'outside', outsideKind: 'court', outsideName: 'Inventedham Family Court, the listing officer' },
  ...{ why: 'The hearing on the non-molestation order', ...change },
})
