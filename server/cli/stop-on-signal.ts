/** Resolves when the process is told to stop: Ctrl-C, SIGTERM, a closed terminal. A second Ctrl-C ends it at once. */
export function stopOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
