import { setImmediate as nextTurn } from "node:timers/promises";

/** Longer at a stretch nobody waits for what others ask. Milliseconds. */
const TURN_MS = 20;

/** Does one after the other; what else the server is asked comes in between. Gives what each made. */
export async function inTurns<T>(works: Iterable<() => T | Promise<T>>): Promise<T[]> {
  const made: T[] = [];
  let began = performance.now();
  for (const work of works) {
    made.push(await work());
    if (performance.now() - began < TURN_MS) continue;
    await nextTurn();
    began = performance.now();
  }
  return made;
}
