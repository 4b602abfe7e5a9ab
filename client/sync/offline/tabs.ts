import { randomId } from "../../../schema/domain/ids.ts";

/** This tab among those of the browser. */
export const TAB = randomId();
const lockOf = (tab: string): string => `coram-tab-${tab}`;

let isAnnounced = false;

/** Says for as long as this page lives that it lives: others leave its unsent work to it. */
export function announceTab(): void {
  if (isAnnounced) return;
  isAnnounced = true;
  // A tab that crashes lets go of its lock.
  void globalThis.navigator?.locks?.request(lockOf(TAB), () => new Promise(() => undefined));
}

/** Tabs that live now. Without locks only this one is known: work is then sent twice rather than not at all. */
export async function livingTabs(): Promise<(tab: string) => boolean> {
  const held = (await globalThis.navigator?.locks?.query())?.held ?? [];
  const names = new Set(held.map(({ name }) => name));
  return (tab) => tab === TAB || names.has(lockOf(tab));
}
