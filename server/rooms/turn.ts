let turn: Promise<void> | null = null;

/** Resolves when all frames that have arrived were read, for all who ask in this turn of the event loop together. */
export function endOfTurn(): Promise<void> {
  turn ??= new Promise((resolve) =>
    setImmediate(() => {
      turn = null;
      resolve();
    }),
  );
  return turn;
}
