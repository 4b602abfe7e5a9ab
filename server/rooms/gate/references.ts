import type * as Y from "yjs";
import type { Actor } from "../../../schema/domain/can.ts";
import { CENTURY_MS } from "../../../schema/domain/near-date.ts";
import { AHEAD_MS, TIME_FIELDS } from "../../../schema/rooms/fields.ts";
import { checkAnswer } from "./answer-references.ts";
import { checkDraft } from "./draft-references.ts";
import { flatKey } from "../../../schema/rooms/root-rule.ts";
import type { Facts } from "./facts.ts";
import { GateRefusal } from "./refusal.ts";
import type { WrittenValue } from "./written-value.ts";

export interface ReferenceContext {
  doc: Y.Doc;
  facts: Facts;
  /** Milliseconds. */
  now: number;
  actor: Actor;
  /** Whether the update itself makes this entry. */
  makes(root: string, entry: string): boolean;
}

/**
 * What values refer to must be there: the revision and the words under an anchor, the category in the version that is
 * written beside it, the question of an answer, the thread of a comment; no time may lie more than a day ahead, and no
 * text may bring back what was erased. Throws GateRefusal, and NotLookedUp.
 */
export function checkReferences(values: readonly WrittenValue[], context: ReferenceContext): void {
  for (const written of values)
    if (isStamp(written) && typeof written.value === "number" && !context.facts.hasVersion(written.value))
      throw new GateRefusal("shape", "a version that is not there");
  for (const written of values) {
    if (holdsErased(written.value, context.facts)) throw new GateRefusal("erased", "what was erased from the verdict");
    const { versions } = written.of;
    checkReference(written, versions.length > 0 ? versions : undefined, context);
  }
  checkDraft(values, context);
}

function holdsErased(value: unknown, facts: Facts): boolean {
  if (typeof value === "string") return facts.isErased(value, "said");
  return typeof value === "object" && value !== null && Object.values(value).some((each) => holdsErased(each, facts));
}

/** Whether a field says by which version of the methodology its entry was written. */
export function isStamp({ root, field }: { root: string; field: string }): boolean {
  return field === "version" && (root === "annotations" || root === "answers");
}

function checkReference(written: WrittenValue, versions: number[] | undefined, context: ReferenceContext): void {
  const { root, entry, field, value } = written;
  const { doc, facts, now, makes } = context;
  if (root === "answers") {
    if (field.startsWith("ev/")) checkAnchor(value, facts);
    const isStamped = versions !== undefined || doc.getMap(root).has(flatKey(entry, "version"));
    if (field === "value" && value !== null && !isStamped)
      throw new GateRefusal("shape", "a value without its version");
    return checkAnswer(written, versions ?? "any", facts);
  }
  if (field === "anchor") return checkAnchor(value, facts);
  if (TIME_FIELDS.has(field)) {
    if (typeof value !== "string") return;
    const at = Date.parse(value);
    if (at > now + AHEAD_MS) throw new GateRefusal("shape", "a time to come");
    if (at < now - CENTURY_MS) throw new GateRefusal("shape", "a time of another century");
    return;
  }
  // A thread about a category may be about one that stands in the draft only.
  const namesCategory = (root === "annotations" && field === "category") || field === "suggestion";
  if (namesCategory && typeof value === "string") {
    // A category changed by itself may meet a colleague's newer version: then any version will do.
    const isKnown = facts.hasCategory(value, makes(root, entry) && versions ? versions : "any");
    if (!isKnown) throw new GateRefusal("shape", "a category that is not there");
  }
  if (root === "comments" && field === "thread" && typeof value === "string") {
    const isThere = makes("threads", value) || doc.getMap("threads")._map.get(value)?.deleted === false;
    // As with a gap: the thread may be offline work that has not arrived yet.
    if (!isThere) throw new GateRefusal("clock", "a thread that is not there");
  }
}

/** A packed anchor: `[revision, start, end, …]`. */
function checkAnchor(value: unknown, facts: Facts): void {
  if (!Array.isArray(value) || typeof value[0] !== "number") return;
  const length = facts.textLength(value[0]);
  if (length === null) throw new GateRefusal("shape", "anchor of a revision that is not there");
  const end: unknown = value.at(-1);
  if (typeof end === "number" && end > length) throw new GateRefusal("shape", "anchor beyond the text");
}
