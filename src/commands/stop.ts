/** Settles when this process is asked to end: by Ctrl-C, by a supervisor, by the terminal that closes, or with its parent. */
export const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve())
    // Listening for a parent that goes away must not keep a process that is done.
    process.channel?.unref()
  })
