import { can, type Actor } from "../../schema/domain/can.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { Wording } from "../../schema/domain/workshop/ballot.ts";
import { DraftRoom, type DraftCategory } from "../../schema/rooms/draft/draft-room.ts";
import type * as Y from "yjs";
import type { FreezeCommand } from "../../schema/protocol/http/methodology.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { affectedTags } from "./affected-tags.ts";

/** What another meaning of a category would put up for review, and how many verdicts that are coded blind now are left out of it. */
export async function redefinedTags(
  store: Store,
  actor: Actor,
  inForce: MethodologyVersion,
  category: CategoryId,
): Promise<{ tags: number; verdicts: number; leftOut: number }> {
  const blind = new Set<string>();
  for (const verdict of await store.verdicts.all())
    if (can(actor, "verdict.read", verdict) && (await store.verdicts.rounds(verdict.id)).at(-1)?.mode === "blind")
      blind.add(verdict.id);
  const map = { from: inForce.number, fates: { [category]: { kind: "redefined" as const } } };
  const [found] = await affectedTags(store, actor, inForce, map, inForce.content, ({ id }) => !blind.has(id));
  return { tags: found?.tags ?? 0, verdicts: found?.verdicts ?? 0, leftOut: blind.size };
}

/** How the draft words a part of a category in a language; null where it does not have the category. Lists have a case a line. */
export function draftWording(doc: Y.Doc, asked: Pick<Wording, "category" | "language" | "part">): string | null {
  const found = findCategory(doc, asked.category);
  return found && textOf(found, asked);
}

/** Words a part of a category otherwise; refuses with wording-moved where the draft does not say what it said before. */
export function reword(doc: Y.Doc, wording: Wording): void {
  const found = findCategory(doc, wording.category);
  if (!found || textOf(found, wording) !== wording.before.trim()) throw new Refusal("wording-moved");
  new DraftRoom(doc).roots.categories.set(found.entry, { [`${wording.part}:${wording.language}`]: wording.after });
}

function findCategory(doc: Y.Doc, category: CategoryId): DraftCategory | null {
  return new DraftRoom(doc).categories().find(({ id, deleted }) => id === category && deleted === null) ?? null;
}

function textOf(found: DraftCategory, { part, language }: Pick<Wording, "language" | "part">): string {
  const said = part === "include" || part === "exclude" ? found[part][language]?.join("\n") : found[part][language];
  return (said ?? "").trim();
}

/** What workshops decided of categories since a version: redefined where one of the decisions said so. */
export async function decidedMeanings(
  { decisions }: Pick<Store, "decisions">,
  { number }: Pick<MethodologyVersion, "number">,
): Promise<NonNullable<FreezeCommand["changed"]>> {
  const decided: NonNullable<FreezeCommand["changed"]> = {};
  for (const { category, effect } of await decisions.wordings(number))
    if (effect === "redefined" || decided[category] === undefined)
      decided[category] = effect === "redefined" ? "redefined" : "same";
  return decided;
}
