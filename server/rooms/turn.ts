/**
 * Work that takes longer is the last in its turn of the event loop. Not less: the first change of a process takes ten, and what
 * arrives together is to be one commit.
 */
export const LONG_MS = 20;

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
