import type { AttributeRule, NodeRule } from "../editor/output-nodes.ts";

/**
 * A root that is a tree of XML (Y.XmlFragment) as an editor writes it: nodes with attributes, and shared texts with marks in the
 * nodes that hold text. Whoever may write in the room may change all of it.
 */
export interface XmlRule {
  /** The root itself, as far as it holds nodes. */
  root: NodeRule;
  /** The rule of a node by its name, or null where there is none. */
  node(name: string): NodeRule | null;
  /** The rules of a mark's attributes, or null where there is no such mark. */
  mark(name: string): Readonly<Record<string, AttributeRule>> | null;
  /** How deep nodes may stand in each other. */
  depth: number;
}
