import { defaultFramework } from '../../../local-policy/decision-framework.ts'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn } from '../../../platform/forms.ts'
import { differencesIn, isBehind, oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import type { Web } from '../../../platform/web.ts'
import { permissionsOf } from '../../staff/index.ts'
import { asTyped, type Frameworks, frameworkForm, frameworkLabels } from '../model/framework.ts'
import { addFramework, frameworkVersions } from '../store.ts'
import { frameworkPage } from '../views/decision-framework.ts'
import { setFrameworkPage } from '../views/set-framework.ts'

const reads = { config: { access: 'local-policy:read' } } as const
const writes = { config: { access: 'local-policy:write' } } as const

/** By which headings a decision about danger is written down: the area’s own (RM-02). */
export const frameworkRoutes = (web: Web): void => {
  web.get('/local-policy/decision-framework', reads, async ({ screen, work, actor }, reply) =>
    reply.page(
      frameworkPage({
        ...{ screen, frameworks: await frameworksIn(work) },
        maySet: permissionsOf(actor.role).has('local-policy:write'),
      }),
    ),
  )
  web.get('/local-policy/decision-framework/set', writes, async ({ screen, work }, reply) => {
    const { now, history } = await frameworksIn(work)
    const basedOn = String(history.length)
    return reply.page(setFrameworkPage({ screen, basedOn, shown: { answers: asTyped(now) } }))
  })
  web.post('/local-policy/decision-framework/set', writes, async ({ screen, work, body }, reply) => {
    await oneAtATime(work.tx, 'decision framework')
    const { now, history } = await frameworksIn(work)
    const mark = String(history.length)
    const form = frameworkForm.safeParse(body ?? {})
    if (!form.success) {
      const basedOn = answersIn(body).basedOn ?? mark
      return reply.code(422).page(setFrameworkPage({ screen, basedOn, shown: typedAgain(body, form.error) }))
    }
    if (isBehind(body, mark)) {
      const shown = wrongField(body, 'headings', 'Somebody else changed this while you wrote')
      const differences = differencesIn(frameworkLabels, asTyped(now), asTyped(form.data))
      return reply.code(422).page(setFrameworkPage({ screen, basedOn: mark, shown, differences }))
    }
    await addFramework(work, form.data)
    return reply.see('/local-policy/decision-framework')
  })
}

const frameworksIn = async ({ tx }: Work): Promise<Frameworks> => {
  const history = await frameworkVersions(tx)
  const since = history.at(-1) ?? null
  return { now: since ?? defaultFramework, since, history }
}
