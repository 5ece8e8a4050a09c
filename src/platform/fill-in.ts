import { asText, type Html, trusted, withEntities } from './html.ts'

/** What stands in a form, by the names of its fields: a text, or several where a name comes more than once. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

const own = '((?:[^<>"]|"[^"]*")*)'
const controls = new RegExp(`<(input)\\b${own}>|<(textarea|select)\\b${own}>([\\s\\S]*?)</(?:textarea|select)>`, 'g')
const options = new RegExp(`<option\\b${own}>([^<]*)`, 'g')

/**
 * A form's own markup with what was typed put back in. Our markup is written by `html` and `attributes` alone, so a value
 * stands between double quotes and holds neither a quote nor an angle bracket; passwords and files are never filled in.
 */
export const fillIn = (content: Html, fields: Fields): Html => {
  const seen = new Map<string, number>()
  /** The value for the next field of that name; undefined where the draft knows no such field. */
  const nextOf = (name: string): string | undefined => {
    const all = [fields[name] ?? []].flat()
    const turn = seen.get(name) ?? 0
    seen.set(name, turn + 1)
    return all[turn]
  }
  const isChosen = (name: string, value: string): boolean => [fields[name] ?? []].flat().includes(value)
  return trusted(
    asText(content).replace(
      controls,
      (whole, input?: string, inputOwn = '', other?: string, otherOwn = '', inside = '') => {
        const name = attributeOf(input ? inputOwn : otherOwn, 'name')
        if (name === undefined) return whole
        if (input) return inputWith(inputOwn, name, nextOf, isChosen)
        return other === 'select'
          ? selectWith(otherOwn, inside, nextOf(name))
          : textareaWith(otherOwn, inside, nextOf(name))
      },
    ),
  )
}

const inputWith = (
  own: string,
  name: string,
  nextOf: (name: string) => string | undefined,
  isChosen: (name: string, value: string) => boolean,
): string => {
  const type = attributeOf(own, 'type') ?? 'text'
  if (type === 'password' || type === 'file') return `<input${own}>`
  if (type === 'radio' || type === 'checkbox') {
    const others = without(own, 'checked')
    return `<input${others}${isChosen(name, attributeOf(own, 'value') ?? 'on') ? ' checked' : ''}>`
  }
  const value = nextOf(name)
  return value === undefined ? `<input${own}>` : `<input${without(own, 'value')} value="${withEntities(value)}">`
}

// A browser drops the first line break of a textarea: one that was typed needs another before it.
const textareaWith = (own: string, inside: string, value: string | undefined): string => {
  const text = value === undefined ? inside : `${/^[\r\n]/.test(value) ? '\n' : ''}${withEntities(value)}`
  return `<textarea${own}>${text}</textarea>`
}

const selectWith = (own: string, inside: string, value: string | undefined): string => {
  if (value === undefined) return `<select${own}>${inside}</select>`
  const filled = inside.replace(options, (_, optionOwn: string, text: string) => {
    const isIt = (attributeOf(optionOwn, 'value') ?? withoutEntities(text).trim()) === value
    return `<option${without(optionOwn, 'selected')}${isIt ? ' selected' : ''}>${text}`
  })
  return `<select${own}>${filled}</select>`
}

const attributeOf = (own: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(own)?.[1]
  return found === undefined ? undefined : withoutEntities(found)
}

const without = (own: string, name: string): string => own.replace(new RegExp(`\\s${name}(="[^"]*")?(?=\\s|$)`), '')

const characters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const withoutEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? entity)
