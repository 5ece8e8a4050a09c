/** Settles when this process is asked to end: by Ctrl-C, by a supervisor, or by the terminal that closes. */
export const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
