import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import type { Html } from '../../../platform/html.ts'
import { isBehind } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { agree, changeCircumstance, check, keep, notAsked, type Plan, part, pause, takeUp } from '../actions/plan.ts'
import { agreeForm, checkForm, circumstanceForm, keptForm, partingForm, pauseForm, takeUpForm } from '../model/forms.ts'
import { isUsed, mayBeChecked, type PlanState, principleCodes } from '../model/plan.ts'
import { agreePage } from '../views/agree.ts'
import { checkPage } from '../views/check.ts'
import { circumstancePage } from '../views/circumstance.ts'
import { keptPage } from '../views/kept.ts'
import { partingPage } from '../views/parting.ts'
import { pausePage } from '../views/pause.ts'
import { type OnPlan, whyLater } from '../views/plan-form.ts'
import { takeUpPage } from '../views/take-up.ts'
import { addressOf, aheadOf, mayWrite, onPlan, planMark } from './page.ts'

const dated = z.object({ nextReviewOn: z.string().optional(), later: z.string().optional() }).catch({})

type Form<Read> = {
  /** The last word of its address. */
  word: string
  /** The field that is named where a colleague was faster. */
  field: string
  page: (page: OnPlan) => Html
  from: (now: Date) => z.ZodType<Read>
  isOpen: (plan: Plan) => boolean
  filled?: (plan: Plan) => Record<string, string | undefined>
  /** It sets the day of the next look. */
  isDated?: true
  act: (services: Services, work: Work, plan: Plan, form: Read) => Promise<void>
}
const isIn =
  (...states: PlanState[]) =>
  ({ state }: Plan): boolean =>
    states.includes(state)

/** A step that a plan takes, as a page with one form. Whoever comes after a colleague is told, and may send it again (U9). */
const step = <Read>(
  web: Web,
  services: Services,
  { word, field, page, from, isOpen, filled, isDated, act }: Form<Read>,
): void => {
  const address = `/cases/:caseId/safety-plans/:planId/${word}`
  const shownOn = async (request: FastifyRequest) => {
    const found = await onPlan(services, request)
    return { ...found, ...(isDated && { ahead: await aheadOf(request.work, found.plan.caseId) }) }
  }
  web.get(address, mayWrite, async (request, reply) => {
    const found = await shownOn(request)
    if (!isOpen(found.plan)) throw new NotFound()
    const [first] = found.ahead ?? []
    const answers = { ...filled?.(found.plan), nextReviewOn: first?.on }
    return reply.page(page({ ...found, mark: planMark(found.plan), shown: { answers } }))
  })
  web.post(address, mayWrite, async (request, reply) => {
    const { body, work } = request
    const found = await shownOn(request)
    const { plan } = found
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(page({ ...found, mark: planMark(plan), shown }))
    if (!isOpen(plan))
      return again(
        wrongField(
          body,
          field,
          'A colleague has changed the plan meanwhile, and this no longer fits it. Nothing of this was saved',
        ),
      )
    const form = from(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, planMark(plan)))
      return again(
        wrongField(
          body,
          field,
          'A colleague has changed the plan meanwhile. Look at it in another window, then send this again',
        ),
      )
    const [first] = found.ahead ?? []
    const set = dated.parse(form.data)
    if (first && set.nextReviewOn && set.nextReviewOn > first.on && !set.later)
      return again(wrongField(body, 'later', whyLater(first, work.now)))
    await act(services, work, plan, form.data)
    return reply.see(addressOf(plan))
  })
}

export const stepRoutes = (web: Web, services: Services): void => {
  step(web, services, {
    ...{ word: 'circumstance', field: 'circumstance', page: circumstancePage, from: () => circumstanceForm },
    isOpen: (plan) => plan.circumstance !== 'child' && isUsed(plan),
    filled: ({ circumstance }) => ({ circumstance: circumstance ?? undefined }),
    act: changeCircumstance,
  })
  step(web, services, {
    ...{ word: 'check', field: principleCodes[0] ?? '', page: checkPage, from: () => checkForm, act: check },
    isOpen: (plan) => isIn('drafting', 'reviewing')(plan) && mayBeChecked(plan.items) && notAsked(plan).length === 0,
  })
  step(web, services, {
    ...{ word: 'agree', field: 'agreedOn', page: agreePage, from: agreeForm, isOpen: isIn('ready'), act: agree },
    isDated: true,
    filled: () => ({ agreedOn: 'today' }),
  })
  step(web, services, {
    ...{ word: 'kept', field: 'words', page: keptPage, from: keptForm, act: keep },
    isDated: true,
    isOpen: (plan) => isIn('active', 'reviewing')(plan) && isAsAgreed(plan),
  })
  step(web, services, {
    word: 'pause',
    field: 'words',
    page: pausePage,
    from: () => pauseForm,
    isOpen: isUsed,
    act: pause,
  })
  step(web, services, {
    ...{ word: 'parting', field: 'becomes', page: partingPage, from: () => partingForm, isOpen: isUsed, act: part },
  })
  step(web, services, {
    ...{ word: 'take-up', field: 'words', page: takeUpPage, from: () => takeUpForm, act: takeUp },
    isOpen: isIn('paused', 'archived'),
  })
}

/** Whether nothing has changed since the latest agreement. */
export const isAsAgreed = ({ items, steps }: Plan): boolean => {
  const agreed = steps.find(({ step }) => step === 'agreed')?.items ?? []
  return agreed.length === items.length && items.every(({ id }) => agreed.includes(id))
}
