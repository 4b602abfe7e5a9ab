import { likenessOf, type NamesView, type NameThing } from "../protocol/http/pseudonyms.ts";

/** The same number or words wherever they stand, as one thing to decide, in text order. */
export function sameOf<Item extends NameThing & { start: number }>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of [...items].sort((a, b) => a.start - b.start)) {
    const key = likenessOf(item);
    const same = groups.get(key);
    if (same) same.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** How far the work is: what has been decided of all there is to decide. */
export function namesProgress(view: Pick<NamesView, "entities" | "identifiers" | "quasi">): {
  decided: number;
  all: number;
} {
  let all = 0;
  let decided = 0;
  const add = (isDecided: boolean): void => {
    all++;
    if (isDecided) decided++;
  };
  for (const entity of view.entities) {
    add(entity.state !== "proposed");
    if (entity.state === "dismissed") continue;
    for (const { sure, state } of entity.mentions) if (!sure) add(state !== "open");
  }
  for (const same of sameOf(view.identifiers)) add(same.every(({ state }) => state !== "proposed"));
  for (const same of sameOf(view.quasi)) add(same.every(({ state }) => state !== "open"));
  return { decided, all };
}
