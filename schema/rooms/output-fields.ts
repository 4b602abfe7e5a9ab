import { z } from "zod";
import { MemberId, OrganisationId } from "../domain/ids.ts";
import { BlockId } from "../domain/output.ts";
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
  /** Below the title, on the cover. */
  subtitle: field(
    TypedText.refine((text) => text.length <= 300),
    "writer",
  ),
  /** Its imprint names no writer: the organisations say it. */
  byOrganisations: field(z.boolean(), "writer"),
};
const OF_SECTION: Readonly<Record<string, FieldRule>> = {
  /** The server's fingerprint of the partner's section when somebody last found that this one says the same. */
  checked: field(z.int().nonnegative().max(0xffffffff), "writer"),
  /** It is not printed. Its words stay: deleted, what a colleague wrote there meanwhile would fall to the section before. */
  leftOut: field(z.boolean(), "writer"),
};

const OF_PAIR: Readonly<Record<string, FieldRule>> = {
  /** The server's fingerprint of the leading block when this document last was found to say the same. */
  checked: field(z.int().nonnegative().max(0xffffffff), "writer"),
  /** When that was. */
  at: field(z.iso.datetime(), "writer"),
  /** The leading block is not to be said in this document. */
  without: field(z.boolean(), "writer"),
};

const OF_AUTHOR: Readonly<Record<string, FieldRule>> = {
  /** Its imprint does not name this writer, who agrees to being named; false: it does, whatever they wrote. */
  unnamed: field(z.boolean(), "writer"),
};

const OF_PUBLISHER: Readonly<Record<string, FieldRule>> = {
  /** This organisation publishes it, or does not, whatever its people wrote. */
  publishes: field(z.boolean(), "writer"),
};

/** Keys `output/title`, `subtitle`, `byOrganisations`, `author.<member>/unnamed`, `publisher.<organisation>/publishes`, `section.<key>/checked` and `leftOut`, and `pair.<leading block>/checked`, `at` and `without`. */
export const OUTPUT_META: FlatRule = {
  split(key) {
    const at = key.lastIndexOf("/");
    const entry = key.slice(0, at);
    const name = key.slice(at + 1);
    if (at < 0) return null;
    const [of, rule] = entryOf(entry);
    return of !== null && Object.hasOwn(rule, name) ? { entry, field: name } : null;
  },
  field: (name) =>
    [OF_WHOLE, OF_SECTION, OF_PAIR, OF_AUTHOR, OF_PUBLISHER].find((fields) => Object.hasOwn(fields, name))?.[name],
};

/** What an entry is of and its fields; null of nothing. */
function entryOf(entry: string): [string | null, Readonly<Record<string, FieldRule>>] {
  if (entry === WHOLE) return [entry, OF_WHOLE];
  if (entry.startsWith(PAIR)) return [BlockId.safeParse(entry.slice(PAIR.length)).data ?? null, OF_PAIR];
  if (entry.startsWith(AUTHOR)) return [MemberId.safeParse(authorOf(entry)).data ?? null, OF_AUTHOR];
  if (entry.startsWith(PUBLISHER)) return [OrganisationId.safeParse(publisherOf(entry)).data ?? null, OF_PUBLISHER];
  return [ReadableKey.safeParse(sectionOf(entry)).data ?? null, OF_SECTION];
}

const PAIR = "pair.";

/** The entry of a block of the leading document. */
export function pairEntry(block: string): string {
  return PAIR + block;
}

/** The leading block of an entry; "" where it is of none. */
export function pairOf(entry: string): string {
  return entry.startsWith(PAIR) ? entry.slice(PAIR.length) : "";
}

const SECTION = "section.";

/** The entry of a section. */
export function sectionEntry(section: string): string {
  return SECTION + section;
}

/** The section of an entry; "" where it is of none. */
export function sectionOf(entry: string): string {
  return entry.startsWith(SECTION) ? entry.slice(SECTION.length) : "";
}

const AUTHOR = "author.";

/** The entry of who may be named as a writer. */
export function authorEntry(member: MemberId): string {
  return AUTHOR + member;
}

/** The member of an entry; "" where it is of none. */
export function authorOf(entry: string): string {
  return entry.startsWith(AUTHOR) ? entry.slice(AUTHOR.length) : "";
}

const PUBLISHER = "publisher.";

/** The entry of an organisation that may publish it. */
export function publisherEntry(organisation: OrganisationId): string {
  return PUBLISHER + organisation;
}

/** The organisation of an entry; "" where it is of none. */
export function publisherOf(entry: string): string {
  return entry.startsWith(PUBLISHER) ? entry.slice(PUBLISHER.length) : "";
}
