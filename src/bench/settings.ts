/** How much is seeded and asked. */
export type Size = { cases: number; workers: number; openEach: number }

/** The size of DESIGN 8, or a smaller one with as many open cases a worker as there are cases for. */
export const sizeOf = (cases: number): Size => {
  const workers = Math.min(2000, Math.max(10, Math.floor(cases / 50)))
  return { cases, workers, openEach: Math.min(25, Math.floor(cases / workers)) }
}

export const workersPerTeam = 10
export const workersPerAgency = 50
