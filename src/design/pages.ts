import type { PaginationOptions } from './components/pagination.ts'

/** How many rows one page of a list shows. */
export const rowsAPage = 25

/** The links to the pages of a list, or nothing when one page holds it all. */
export const pagesOf = (
  total: number,
  page: number,
  hrefOf: (page: number) => string,
): PaginationOptions | undefined => {
  const last = Math.ceil(total / rowsAPage)
  if (last < 2) return undefined
  const items = Array.from({ length: last }, (_, index) => ({
    number: index + 1,
    href: hrefOf(index + 1),
    current: index + 1 === page,
  }))
  return {
    items,
    ...(page > 1 && { previous: { href: hrefOf(page - 1) } }),
    ...(page < last && { next: { href: hrefOf(page + 1) } }),
  }
}

/** The rows of one page of a list that is there whole. */
export const rowsOf = <Row>(all: readonly Row[], page: number): Row[] =>
  all.slice((page - 1) * rowsAPage, page * rowsAPage)
