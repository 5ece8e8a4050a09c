/** What stands beside an act of sharing that the person agreed to and knows of. */
export const agreedToShare = {
  ...{ basis: 'public task', special: 'none', agreement: 'agreed', agreementOn: 'today', agreementHow: 'Said yes' },
  ...{ approverId: '', told: 'told', toldOn: 'today', toldHow: 'On the same call' },
}

/** Letting somebody see a case, as its page sends it for a person or a team of another agency. */
export const aLetIn = (granteeId: string, reason: string, more: Record<string, string> = {}) => ({
  ...{ granteeId, reason, ...agreedToShare },
  ...more,
})
