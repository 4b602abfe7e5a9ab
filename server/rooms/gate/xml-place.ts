import * as Y from "yjs";
import { holdsText, mayHold, type NodeRule } from "../../../schema/editor/output-nodes.ts";
import { type RoomRules, xmlRule } from "../../../schema/rooms/root-rule.ts";
import type { XmlRule } from "../../../schema/rooms/xml-rule.ts";
import type { StructContent } from "./decode-update.ts";

/** What an item of XML stands in: a node, or a shared text within one. */
export interface XmlHolder {
  root: string;
  xml: XmlRule;
  /** Of the node, or of the one that the shared text stands in. */
  rule: NodeRule;
  isText: boolean;
  depth: number;
  /** Whether it stands in a recommendation, whose words are rows. */
  isInRow: boolean;
}

/** Where an item of XML stands: among the children of a holder, or as an attribute of it. */
export interface XmlPlace {
  holder: XmlHolder;
  attribute: string | null;
}

/** Nodes of which all words are projected. */
const IN_ROWS: ReadonlySet<string> = new Set(["recommendation"]);

/** The holder that a root is, or null where it is not XML. */
export function rootHolder(rules: RoomRules, root: string): XmlHolder | null {
  const xml = xmlRule(rules, root);
  return xml && { root, xml, rule: xml.root, isText: false, depth: 0, isInRow: false };
}

/** The holder that a new node or text in a holder is; null where it may not stand there. */
export function innerHolder(holder: XmlHolder, content: StructContent): XmlHolder | null {
  if (holder.isText || holder.depth >= holder.xml.depth) return null;
  if (content.type === "text") return holdsText(holder.rule) ? { ...holder, isText: true } : null;
  const rule = content.type === "element" ? holder.xml.node(content.name) : null;
  if (!rule || content.type !== "element" || !mayHold(holder.rule, rule)) return null;
  const isInRow = holder.isInRow || IN_ROWS.has(content.name);
  return { ...holder, rule, depth: holder.depth + 1, isInRow };
}

/** Where an item that is in the document stands, or null where that is no XML of the rules. */
export function xmlPlaceOf(doc: Y.Doc, rules: RoomRules, item: Y.Item): XmlPlace | null {
  const { parent } = item;
  const holder = parent instanceof Y.AbstractType ? holderOf(doc, rules, parent) : null;
  return holder && { holder, attribute: item.parentSub };
}

/** The holder that a shared type of the document is. */
export function holderOf(doc: Y.Doc, rules: RoomRules, type: Y.AbstractType<unknown>): XmlHolder | null {
  if (type._item === null) {
    for (const root of Object.keys(rules)) if (doc.share.get(root) === type) return rootHolder(rules, root);
    return null;
  }
  const outer = xmlPlaceOf(doc, rules, type._item);
  if (!outer || outer.attribute !== null) return null;
  if (type instanceof Y.XmlText) return innerHolder(outer.holder, { type: "text" });
  return type instanceof Y.XmlElement ? innerHolder(outer.holder, { type: "element", name: type.nodeName }) : null;
}
