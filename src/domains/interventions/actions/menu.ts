import type { Work } from '../../../platform/request.ts'
import { firstMenu } from '../model/first-menu.ts'
import { codeFor, type Item, type ItemChange, itemsStored, type Menu } from '../model/menu.ts'
import { insertMenu, type MenuRow, menuRows, newestMenu } from '../store/menu.ts'

/** The first version, which came with Waymark. */
const first: Menu = { number: 1, items: firstMenu, since: null }
const menuOf = ({ number, items, reason, setAt, byName, byAgency }: MenuRow): Menu => ({
  ...{ number, items: itemsStored(items) },
  since: { by: `${byName}, ${byAgency}`, at: setAt, reason },
})

/** Every version of the menu, the first first. */
export const menusOf = async ({ tx }: Pick<Work, 'tx'>): Promise<[Menu, ...Menu[]]> => [
  first,
  ...(await menuRows(tx)).map(menuOf),
]
export const menuNow = async ({ tx }: Pick<Work, 'tx'>): Promise<Menu> => {
  const newest = await newestMenu(tx)
  return newest ? menuOf(newest) : first
}

const save = async ({ tx, now, actor }: Work, { number }: Menu, items: readonly Item[], reason: string) =>
  insertMenu(tx, { number: number + 1, items: JSON.stringify(items), reason, setBy: actor.id, setAt: now })

/** A version with one item more; a code that ever stood for something stands for nothing else. */
export const addItem = async (work: Work, { item, reason }: ItemChange): Promise<void> => {
  const menus = await menusOf(work)
  const now = menus.at(-1) ?? menus[0]
  const taken = new Set(menus.flatMap(({ items }) => items.map(({ code }) => code)))
  await save(work, now, [...now.items, { ...item, code: codeFor(item.name, taken) }], reason)
}

/** A version in which one item says something else, or is gone. */
export const changeItem = async (work: Work, menu: Menu, code: string, change: ItemChange): Promise<void> => {
  const { item, reason, isRetired } = change
  const items = menu.items.flatMap((each) => (each.code !== code ? [each] : isRetired ? [] : [{ ...item, code }]))
  await save(work, menu, items, reason)
}
