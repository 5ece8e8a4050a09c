export const rowsAPage = 25

/** The pages of a long list, as links; none when one page holds all. */
export const pagesOf = (total: number, current: number, hrefOf: (page: number) => string) => {
  const last = Math.ceil(total / rowsAPage)
  if (last <= 1) return undefined
  const near = [...new Set([1, current - 1, current, current + 1, last])].filter((page) => page >= 1 && page <= last)
  const items = near.flatMap((page, index) => {
    const item = { number: page, href: hrefOf(page), current: page === current }
    return index > 0 && page - (near[index - 1] ?? 0) > 1 ? [{ ellipsis: true }, item] : [item]
  })
  return {
    items,
    ...(current > 1 && { previous: { href: hrefOf(current - 1) } }),
    ...(current < last && { next: { href: hrefOf(current + 1) } }),
    landmarkLabel: 'Pages of this list',
  }
}
