import * as Y from "yjs";
import type { Actor } from "../../../schema/domain/can.ts";
import { VerdictId } from "../../../schema/domain/ids.ts";
import type { Facts } from "./facts.ts";
import { GateRefusal } from "./refusal.ts";
import type { WrittenValue } from "./written-value.ts";

interface DraftContext {
  doc: Y.Doc;
  facts: Facts;
  actor: Actor;
}

/** What versions, tags and answers know a thing of a draft by. */
const DRAFT_KEYS: Readonly<Record<string, string>> = {
  categories: "category",
  questions: "question",
  groups: "group",
  outputs: "output",
};
const EXAMPLE: ReadonlySet<string> = new Set(["exampleVerdict", "exampleAnchor"]);

/**
 * In a methodology's draft a key is given once, as a second thing under it would take the place of the first; and nobody makes an
 * example of words that they may not quote, nor of a verdict that is coded blind: whoever codes it reads the draft too. Throws
 * GateRefusal, and NotLookedUp.
 */
export function checkDraft(values: readonly WrittenValue[], context: DraftContext): void {
  checkKeys(values, context.doc);
  checkExamples(values, context);
}

function checkKeys(values: readonly WrittenValue[], doc: Y.Doc): void {
  // Each root is read once, however many keys an update gives.
  const holders = new Map<string, Map<unknown, string>>();
  for (const { root, entry, field, value } of values) {
    if (DRAFT_KEYS[root] !== field) continue;
    let holderOf = holders.get(root);
    if (!holderOf) holders.set(root, (holderOf = holdersIn(doc, root, field)));
    if ((holderOf.get(value) ?? entry) !== entry) throw new GateRefusal("shape", "a key that is taken");
    holderOf.set(value, entry);
  }
}

/** Which entry of a root has each value of a field. */
function holdersIn(doc: Y.Doc, root: string, field: string): Map<unknown, string> {
  const found = new Map<unknown, string>();
  for (const [id, entry] of doc.getMap(root).entries()) if (entry instanceof Y.Map) found.set(entry.get(field), id);
  return found;
}

/** The passage that a category's example is, as it would stand after an update. */
interface Passage {
  verdict: unknown;
  anchor: unknown;
}

function checkExamples(values: readonly WrittenValue[], { doc, facts, actor }: DraftContext): void {
  const changed = new Map<string, Passage>();
  for (const { root, entry, field, value } of values) {
    if (root !== "categories" || !EXAMPLE.has(field)) continue;
    const passage = changed.get(entry) ?? passageOf(doc.getMap(root).get(entry));
    changed.set(entry, field === "exampleVerdict" ? { ...passage, verdict: value } : { ...passage, anchor: value });
  }
  if (changed.size === 0) return;
  const standing = new Set([...doc.getMap("categories").values()].map((entry) => keyOf(passageOf(entry))));
  for (const passage of changed.values()) {
    const verdict = VerdictId.safeParse(passage.verdict);
    // A part of a category that is split begins with its example, whoever splits it.
    if (!verdict.success || standing.has(keyOf(passage))) continue;
    if (!facts.mayQuote(actor, verdict.data))
      throw new GateRefusal("right", "an example of a verdict that is not theirs to quote");
    if (facts.isHidden(verdict.data)) throw new GateRefusal("right", "an example of a verdict that is coded blind");
  }
}

function passageOf(entry: unknown): Passage {
  if (!(entry instanceof Y.Map)) return { verdict: null, anchor: null };
  return { verdict: entry.get("exampleVerdict"), anchor: entry.get("exampleAnchor") };
}

function keyOf({ verdict, anchor }: Passage): string {
  return JSON.stringify([verdict ?? null, anchor ?? null]);
}
