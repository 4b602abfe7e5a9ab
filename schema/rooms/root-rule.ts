import type { FieldRule } from "./field-rule.ts";
import type { XmlRule } from "./xml-rule.ts";

/**
 * What a root of a room's document holds. A tree of XML, or, of either other kind, entries with fields:
 * - entries: a Y.Map of random id → Y.Map of fields. An entry is made once, by one member.
 * - flat: a Y.Map of `<entry>/<field>` → value. The key says which entry is meant, so that two people who write of the same
 *   thing at once write one entry; nobody makes it.
 */
export type RootRule =
  /** `most`: how many there may be, where that is fewer than elsewhere. */
  { entries: Readonly<Record<string, FieldRule>>; most?: number } | { flat: FlatRule } | { xml: XmlRule };

export interface FlatRule {
  /** Entry and field of a key, or null where it is no key of this root. */
  split(key: string): { entry: string; field: string } | null;
  /** The rule of a field that `split` gives. */
  field(field: string): FieldRule | undefined;
}

/** Roots that a room kind may hold, by name. */
export type RoomRules = Readonly<Record<string, RootRule>>;

/** The rule of a root, or null where the room has no such root. */
export function rootRule(rules: RoomRules, root: string): RootRule | null {
  return (Object.hasOwn(rules, root) && rules[root]) || null;
}

/** How the keys of a root are read, or null where it holds entries of their own, or is none. */
export function flatRule(rules: RoomRules, root: string): FlatRule | null {
  const rule = rootRule(rules, root);
  return rule && "flat" in rule ? rule.flat : null;
}

/** The rule of a root that is XML, or null where it is none. */
export function xmlRule(rules: RoomRules, root: string): XmlRule | null {
  const rule = rootRule(rules, root);
  return rule && "xml" in rule ? rule.xml : null;
}

/** The rule of a field of an entry in a root, or null where there is none. */
export function fieldRule(rules: RoomRules, root: string, field: string): FieldRule | null {
  const rule = rootRule(rules, root);
  if (!rule || "xml" in rule) return null;
  if ("flat" in rule) return rule.flat.field(field) ?? null;
  return (Object.hasOwn(rule.entries, field) && rule.entries[field]) || null;
}

/** The key under which a field stands in a flat root. */
export function flatKey(entry: string, field: string): string {
  return `${entry}/${field}`;
}
