type Form = Record<string, string>

/** A referral as its page sends it: agreed, with one safe route and its hours. */
export const aNewReferral = (changes: Form & { personId: string; toAgencyId: string }): Form => ({
  service: 'A place in a refuge',
  reason: 'Has left and cannot go back. Two children are with them.',
  urgency: 'this week',
  personCalled: 'Ally',
  contactRoute: 'Mobile ending 0123',
  contactWindows: 'Mon to Fri 10:00 to 12:00',
  contactNever: 'Leave no message',
  ...{ basis: 'public task', special: 'none', agreement: 'agreed', agreementOn: 'today', agreementHow: 'Said yes' },
  ...{ approverId: '', told: 'told', toldOn: 'today', toldHow: 'On the same call' },
  ...changes,
})
