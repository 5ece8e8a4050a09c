/** A release as the form asks for it; whom it goes to and who approves it are said by whoever asks. */
export const aRelease = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...{ to: 'outside', outsideKind: 'housing', outsideName: 'Inventedham Homes, the allocations manager' },
  ...{ why: 'To book the removal', basis: 'public task', special: 'none', agreement: 'agreed', sentHow: 'by hand' },
  ...{ when: 'after approval', ...change },
})
/** All that the second person ticks, and their word. */
export const anApproval: Record<string, string> = {
  ...{ 'check-read': 'yes', 'check-needed': 'yes', 'check-clues': 'yes', 'check-recipient': 'yes' },
  answer: 'approve',
}
/** What is asked besides of a bundle, which knows for whom it is and what for. */
export const aBundleRelease = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...{ basis: 'public task', special: 'none', agreement: 'agreed', sentHow: 'secure e-mail', ...change },
})
