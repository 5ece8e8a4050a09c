import { z } from 'zod'
import { answersIn, formErrors, type Shown } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { numbersAtTheDoor } from '../../helplines/index.ts'
import { askForPasskey, signInWithPasskey } from '../actions/passkeys.ts'
import { type SignedIn, signIn } from '../actions/sign-in.ts'
import { goesTo, wayBackIn } from '../actions/ways.ts'
import { passkeyUse, type SignInForm, signInForm } from '../model.ts'
import { auditSignIn } from '../store/sessions.ts'
import { indexPage } from '../views/index.ts'
import { askerOf, closed, doorTries, forAnyone, letIn, said, showsNothing, tooMany } from './at-the-door.ts'

// One answer for all: what is wrong, and whether the address is locked or known at all, is nobody's business.
const wrong =
  'The e-mail address, the password or the code is not right, or there were too many tries. Check all three. After five tries wait 15 minutes, or ask an administrator for a recovery link'
const wrongPasskey =
  'This passkey did not let you in. Try again, or use your password and code. If it goes on, ask an administrator for a recovery link'

const backForm = z.object({ back: z.string().max(4000).optional().catch(undefined) }).catch({})
const passkeyForm = z.object({ response: passkeyUse })

type Door = Shown<SignInForm> & { back?: string | undefined }
/** Nobody is known here yet: numbers are read by the door's own way in, and say nothing of what they are for. */
const doorPage = async (services: Services, { back, ...shown }: Door = {}) => {
  const way = wayBackIn(services, back)
  return indexPage({
    ...{ isDemo: services.isDemo, numbers: await numbersAtTheDoor(services.signInDb), ...shown },
    ...(way && back && { back, why: way.why }),
  })
}

export const doorRoutes = (web: Web, services: Services): void => {
  const { now } = services
  const { tries, questions } = doorTries(services)
  const problem = (text: string) => ({ list: [{ text, href: '#email' }], byField: {} })

  web.get('/sign-in', showsNothing, async (request, reply) =>
    reply.page(await doorPage(services, backForm.parse(request.query))),
  )

  web.post('/sign-in', forAnyone, async (request, reply) => {
    const { back } = backForm.parse(request.body ?? {})
    const shown = { answers: { email: answersIn(request.body).email }, back }
    const form = signInForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(await doorPage(services, { ...shown, errors: formErrors(form.error) }))
    const until = await tries.begin(request.ip, now())
    if (until) {
      await auditSignIn(services, 'fail', undefined, request.id)
      const page = await doorPage(services, { ...shown, errors: problem(tooMany(until)) })
      return closed(reply, until, now()).page(page)
    }
    const result = await signIn(services, form.data, askerOf(services, request, reply))
    if ('problem' in result) {
      const errors = { ...problem(wrong), byField: { email: { text: wrong } } }
      return reply.code(422).page(await doorPage(services, { ...shown, errors }))
    }
    await tries.wentWell(request.ip)
    await letIn(services, request, reply, result)
    return reply.see(nextOf(services, result, back))
  })

  web.post('/sign-in/passkey/options', forAnyone, async (request, reply) => {
    const until = await questions.begin(request.ip, now())
    if (until) return said(closed(reply, until, now()), {})
    return said(reply, await askForPasskey(services, null))
  })

  web.post('/sign-in/passkey', forAnyone, async (request, reply) => {
    const { back } = backForm.parse(request.body ?? {})
    const until = await tries.begin(request.ip, now())
    if (until) {
      await auditSignIn(services, 'fail', undefined, request.id)
      return closed(reply, until, now()).page(await doorPage(services, { back, errors: problem(tooMany(until)) }))
    }
    const form = passkeyForm.safeParse(request.body ?? {})
    const result = form.success
      ? await signInWithPasskey(services, form.data.response, askerOf(services, request, reply))
      : ({ problem: 'not signed in' } as const)
    if ('problem' in result)
      return reply.code(422).page(await doorPage(services, { back, errors: problem(wrongPasskey) }))
    await tries.wentWell(request.ip)
    await letIn(services, request, reply, result)
    return reply.see(nextOf(services, result, back))
  })
}

/** Back to where they were; who had to use a recovery code sees how many are left. */
const nextOf = (
  services: Services,
  result: Exclude<SignedIn, { problem: string }>,
  back: string | undefined,
): string => {
  const page = goesTo(services, back, result.practitionerId)
  return page === '/' && result.codesLeft !== undefined ? '/sign-in/recovery-codes' : page
}
