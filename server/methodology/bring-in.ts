import type * as Y from "yjs";
import { contentProblems, type ContentProblem } from "../../schema/domain/methodology/content-problems.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../schema/rooms/draft/draft-seed.ts";
import { snapshotDraft, type DraftSnapshot } from "../../schema/rooms/draft/draft-snapshot.ts";
import { DRAFT_FIELDS } from "../../schema/rooms/draft/draft-fields.ts";
import { LIMITS } from "../../schema/rooms/fields.ts";
import { isShown } from "../../schema/rooms/draft/draft-tree.ts";
import type { DraftHere, FileRead } from "./files/draft-here.ts";
import { withAllOf, withNewer } from "./files/with-missing.ts";
import { readDraft } from "./frozen-draft.ts";

/** What a file is held against: the draft, and what stands for it. */
export function draftHere(doc: Y.Doc): DraftHere & { seen: string } {
  const { content, seen } = readDraft(doc);
  const shown = new Set<CategoryId>(content.categories.map(({ id }) => id));
  const hidden = new DraftRoom(doc).categories().filter((each) => !shown.has(each.id) || !isShown(each));
  return { content, seen, hidden: hidden.map(({ id, code }) => ({ id, code })) };
}

/** What a draft would read as, and what would be wrong with it that is not wrong with it now. */
export function brought(
  { content, made }: Pick<FileRead, "content" | "made">,
  before: MethodologyContent,
  missing: "keep" | "leave-out",
): { after: MethodologyContent; newProblems: ContentProblem[] } {
  // What came after the file was made is nothing that its writer took out.
  const without = made ? withNewer(content, before, made) : content;
  const after = missing === "keep" ? withAllOf(content, before) : without;
  const known = new Set(contentProblems(before).map((problem) => JSON.stringify(problem)));
  return { after, newProblems: contentProblems(after).filter((problem) => !known.has(JSON.stringify(problem))) };
}

/** Whether a draft may hold so much, as far as that is seen without what was deleted from it. */
export function isDraftSized({ categories, groups, questions, outputs }: MethodologyContent): boolean {
  const choices = questions.reduce((sum, { choices: own = [] }) => sum + own.length, 0);
  const sections = outputs.reduce((sum, { sections: own }) => sum + own.length, 0);
  const counts = [categories.length, groups.length, questions.length, choices, outputs.length, sections];
  return Math.max(...counts) <= LIMITS.draftEntriesPerRoot;
}

/** Whether a draft holds more than its writers may make it hold: what was deleted stays in it. */
export function isFull(doc: Y.Doc): boolean {
  return Object.keys(DRAFT_FIELDS).some((root) => doc.getMap(root).size > LIMITS.draftEntriesPerRoot);
}

/**
 * Writes what a file or an earlier version made of a draft into it. Returns the draft as it was. `now`: ISO 8601 UTC; `keepFates`: what was
 * merged, split or retired in it stays that.
 */
export function bringIn(
  doc: Y.Doc,
  after: MethodologyContent,
  inForce: MethodologyContent,
  { now, keepFates }: { now: string; keepFates: boolean },
): DraftSnapshot {
  const room = new DraftRoom(doc);
  const before = snapshotDraft(room);
  seedDraft(room, after, now, inForce.categories, { keepFates });
  return before;
}
