import type { Read } from './app.ts'

export type Field = {
  name: string
  /** `fixed` is hidden: only somebody who tampers with the page sends anything else. */
  kind: 'words' | 'choice' | 'ticks' | 'fixed' | 'file' | 'secret'
  /** What may be chosen, or what stands there. */
  values: string[]
}
export type Form = { action: string; fields: Field[] }

const kinds: Record<string, Field['kind']> = {
  radio: 'choice',
  checkbox: 'ticks',
  hidden: 'fixed',
  file: 'file',
  password: 'secret',
}

/** The forms on a page that send something. Signing out stands on every page and is left out. */
export const formsOn = ({ $ }: Read, url: string): Form[] =>
  $('form[method="post"]')
    .get()
    .map((form) => {
      const fields = new Map<string, Field>()
      for (const element of $(form).find('input[name], select[name], textarea[name]').get()) {
        const name = String($(element).attr('name'))
        const isSelect = $(element).is('select')
        const kind = isSelect ? 'choice' : (kinds[$(element).attr('type') ?? ''] ?? 'words')
        const options = isSelect ? $(element).find('option').get() : [element]
        const values = options.map((each) => String($(each).val() ?? ''))
        fields.set(name, { name, kind, values: [...(fields.get(name)?.values ?? []), ...values] })
      }
      fields.delete('formKey')
      return { action: $(form).attr('action') ?? url, fields: [...fields.values()] }
    })
    .filter(({ action }) => action !== '/sign-in/out')
