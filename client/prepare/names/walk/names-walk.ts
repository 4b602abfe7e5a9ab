import type { NameEntity, NameIdentifier, NameQuasi, NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { sameOf } from "../../../../schema/domain/names-progress.ts";

/** One thing to decide, while they are walked one by one. */
export type WalkItem =
  /** Is this a person at all, and who? */
  | { kind: "entity"; id: string }
  /** Is this place that person? Mentions are known by their start. */
  | { kind: "mention"; id: string; start: number }
  | { kind: "identifier"; id: string }
  | { kind: "quasi"; id: string };

/** The places of an item that are decided together with it, itself among them: the same number or words. */
export function sameAs(view: NamesView, item: WalkItem): readonly (NameIdentifier | NameQuasi)[] {
  const isIt = ({ id }: { id: string }): boolean => id === item.id;
  if (item.kind === "identifier") return sameOf(view.identifiers).find((same) => same.some(isIt)) ?? [];
  return item.kind === "quasi" ? (sameOf(view.quasi).find((same) => same.some(isIt)) ?? []) : [];
}

/**
 * What waits for a decision, in the order in which it is walked: each person with the unsure places of that person, by
 * their first place in the text; then numbers and the like; then what only a human can judge. A dismissed person's places
 * need no decision any more.
 */
export function walkOf(view: NamesView): WalkItem[] {
  const items: WalkItem[] = [];
  for (const entity of [...view.entities].sort((a, b) => firstOf(a) - firstOf(b))) {
    if (entity.state === "dismissed") continue;
    if (entity.state === "proposed") items.push({ kind: "entity", id: entity.id });
    for (const { start } of unsureOf(entity)) items.push({ kind: "mention", id: entity.id, start });
  }
  for (const same of sameOf(view.identifiers)) {
    const open = same.find(({ state }) => state === "proposed");
    if (open) items.push({ kind: "identifier", id: open.id });
  }
  for (const same of sameOf(view.quasi)) {
    const open = same.find(({ state }) => state === "open");
    if (open) items.push({ kind: "quasi", id: open.id });
  }
  return items;
}

/** Places of a person that nobody has looked at though they are not certain, in text order. */
export function unsureOf(entity: NameEntity): NameEntity["mentions"] {
  return byStart(entity.mentions.filter(({ sure, state }) => !sure && state === "open"));
}

/** Where an item is in the text; null if it is there no more. */
export function placeOf(view: NamesView, item: WalkItem): Range | null {
  const found =
    item.kind === "identifier"
      ? view.identifiers.find(({ id }) => id === item.id)
      : item.kind === "quasi"
        ? view.quasi.find(({ id }) => id === item.id)
        : mentionOf(view, item);
  return found ? { start: found.start, end: found.end } : null;
}

function mentionOf(view: NamesView, item: WalkItem & { kind: "entity" | "mention" }): Range | undefined {
  const mentions = view.entities.find(({ id }) => id === item.id)?.mentions ?? [];
  if (item.kind === "mention") return mentions.find(({ start }) => start === item.start);
  return byStart(mentions)[0];
}

/** Whether an item is decided for replacing, or for leaving; null while it waits, or is there no more. */
export function decisionOf(view: NamesView, item: WalkItem): boolean | null {
  const isIt = ({ id }: { id: string }): boolean => id === item.id;
  if (item.kind === "identifier") return DECIDED[view.identifiers.find(isIt)?.state ?? ""] ?? null;
  if (item.kind === "quasi") return DECIDED[view.quasi.find(isIt)?.state ?? ""] ?? null;
  const entity = view.entities.find(isIt);
  if (item.kind === "entity" || entity?.state === "dismissed") return DECIDED[entity?.state ?? ""] ?? null;
  return DECIDED[entity?.mentions.find(({ start }) => start === item.start)?.state ?? ""] ?? null;
}

const DECIDED: Readonly<Record<string, boolean>> = {
  confirmed: true,
  replace: true,
  yes: true,
  dismissed: false,
  keep: false,
  no: false,
};

export function isSameItem(a: WalkItem, b: WalkItem): boolean {
  return keyOf(a) === keyOf(b);
}

/**
 * The item to go to from `at`, which may have been decided since: the next or the previous one of those that wait, round
 * at the ends; null where none waits. `before` is the order in which `at` stood.
 */
export function stepFrom(
  before: readonly WalkItem[],
  now: readonly WalkItem[],
  at: WalkItem | null,
  by: 1 | -1,
): WalkItem | null {
  if (now.length === 0) return null;
  if (!at) return now[0] ?? null;
  const waiting = new Set(now.map(keyOf));
  const from = before.findIndex((item) => isSameItem(item, at));
  if (from < 0) return now[0] ?? null;
  for (let step = 1; step <= before.length; step++) {
    const item = before[(from + by * step + before.length * 2) % before.length];
    if (item && waiting.has(keyOf(item))) return item;
  }
  return now[0] ?? null;
}

/** Numbers of things and places, no words. */
export function keyOf(item: WalkItem): string {
  return item.kind === "mention" ? `mention ${item.id} ${item.start}` : `${item.kind} ${item.id}`;
}

function firstOf(entity: NameEntity): number {
  return Math.min(...entity.mentions.map(({ start }) => start));
}

function byStart<Item extends { start: number }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.start - b.start);
}
