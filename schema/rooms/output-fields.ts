import { z } from "zod";
import { ReadableKey } from "../domain/methodology/methodology.ts";
import { DEPTH_MAX, markRule, nodeRule, NODES } from "../editor/output-nodes.ts";
import { field, type FieldRule, TypedText } from "./field-rule.ts";
import type { FlatRule } from "./root-rule.ts";
import type { XmlRule } from "./xml-rule.ts";

export const OUTPUT_CONTENT: XmlRule = { root: NODES.doc, node: nodeRule, mark: markRule, depth: DEPTH_MAX };

/** Of the output as a whole. */
export const WHOLE = "output";

const OF_WHOLE: Readonly<Record<string, FieldRule>> = {
  title: field(
    TypedText.refine((text) => text.length <= 300),
    "writer",
  ),
};
const OF_SECTION: Readonly<Record<string, FieldRule>> = {
  /** The server's fingerprint of the partner's section when somebody last found that this one says the same. */
  checked: field(z.int().nonnegative().max(0xffffffff), "writer"),
  /** It is not printed. Its words stay: deleted, what a colleague wrote there meanwhile would fall to the section before. */
  leftOut: field(z.boolean(), "writer"),
};

/** Keys `output/title`, and `section.<key>/checked` and `leftOut`. */
export const OUTPUT_META: FlatRule = {
  split(key) {
    const at = key.lastIndexOf("/");
    const entry = key.slice(0, at);
    const name = key.slice(at + 1);
    if (at < 0 || !this.field(name)) return null;
    const isKnown = name in OF_WHOLE ? entry === WHOLE : ReadableKey.safeParse(sectionOf(entry)).success;
    return isKnown ? { entry, field: name } : null;
  },
  field: (name) =>
    Object.hasOwn(OF_WHOLE, name) ? OF_WHOLE[name] : Object.hasOwn(OF_SECTION, name) ? OF_SECTION[name] : undefined,
};

const SECTION = "section.";

/** The entry of a section. */
export function sectionEntry(section: string): string {
  return SECTION + section;
}

/** The section of an entry; "" where it is of none. */
export function sectionOf(entry: string): string {
  return entry.startsWith(SECTION) ? entry.slice(SECTION.length) : "";
}
