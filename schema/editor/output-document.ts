import { z } from "zod";
import { MemberId, OrganisationId } from "../domain/ids.ts";
import { ReadableKey } from "../domain/methodology/methodology.ts";
import { DEPTH_MAX, markRule, mayHold, nodeRule, NODES, type AttributeRule, type NodeName } from "./output-nodes.ts";

/**
 * A node of an output as plain data, in ProseMirror's JSON form: what versions store and documents are written from. Attributes
 * are complete: what is missing in the room stands here as what it means.
 */
export interface OutputNode {
  type: NodeName;
  attrs?: Record<string, unknown> | undefined;
  content?: OutputNode[] | undefined;
  /** Of `text`. */
  text?: string | undefined;
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined;
}

export interface OutputDocument {
  type: "doc";
  content: OutputNode[];
  /** Below its title; missing where there is none. */
  subtitle?: string | undefined;
  /** Keys of sections that are not printed; missing where there are none. */
  leftOut?: string[] | undefined;
  /** Missing where nobody has chosen: what people wrote says it. */
  imprint?: OutputImprint | undefined;
}

/** Whom a document names as its writers, of those who agree to it, and which organisations publish it. */
export const OutputImprint = z.object({
  /** Nobody: the organisations say it. */
  byOrganisations: z.boolean(),
  unnamed: z.array(MemberId),
  /** Who is to be named whatever they wrote. */
  named: z.array(MemberId).optional(),
  /** Organisations that publish it, or do not, whatever their people wrote. */
  publishers: z.partialRecord(OrganisationId, z.boolean()).optional(),
});
export type OutputImprint = z.infer<typeof OutputImprint>;

const Node: z.ZodType<OutputNode> = z.lazy(() =>
  z.object({
    type: z.enum(Object.keys(NODES) as [NodeName, ...NodeName[]]),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(Node).optional(),
    text: z.string().optional(),
    marks: z
      .array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() }))
      .max(10)
      .optional(),
  }),
);

/** A whole document; every node, attribute and mark is one of the table's, each where it may stand. */
export const OutputDocument: z.ZodType<OutputDocument> = z
  .object({
    type: z.literal("doc"),
    content: z.array(Node),
    subtitle: z.string().max(300).optional(),
    leftOut: z.array(ReadableKey).optional(),
    imprint: OutputImprint.optional(),
  })
  .superRefine((doc, context) => {
    const wrong = faultIn(doc, 0);
    if (wrong) context.addIssue({ code: "custom", message: wrong });
  });

/** What is wrong in a node, for a log; null where nothing is. */
function faultIn(node: OutputNode | OutputDocument, depth: number): string | null {
  const rule = nodeRule(node.type);
  if (!rule) return "an unknown node";
  if (depth > DEPTH_MAX) return "nodes too deep within each other";
  const marks = "marks" in node ? (node.marks ?? []) : [];
  const attrs = "attrs" in node ? (node.attrs ?? {}) : {};
  if (!fits(rule.attributes, attrs)) return `an attribute of ${node.type}`;
  if (node.type === "text" && !("text" in node && node.text)) return "a text without words";
  for (const mark of marks) {
    const known = markRule(mark.type);
    if (!known || !fits(known, mark.attrs ?? {})) return "a mark";
  }
  for (const child of node.content ?? []) {
    const inner = nodeRule(child.type);
    if (!inner || !mayHold(rule, inner)) return `${child.type} in ${node.type}`;
    const wrong = faultIn(child, depth + 1);
    if (wrong) return wrong;
  }
  return null;
}

function fits(rules: Readonly<Record<string, AttributeRule>>, values: Record<string, unknown>): boolean {
  return Object.entries(values).every(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    return rule !== undefined && (value === rule.missing || rule.value.safeParse(value).success);
  });
}

/** Every node below a document or a node, in reading order, with the ones that it stands in, outermost first. */
export function* nodesOf(
  root: OutputDocument | OutputNode,
  above: readonly OutputNode[] = [],
): Iterable<{ node: OutputNode; above: readonly OutputNode[] }> {
  for (const node of root.content ?? []) {
    yield { node, above };
    if (node.content) yield* nodesOf(node, [...above, node]);
  }
}

/** The words of a node: text alone, a line for each block. Quotes and figures have none of their own. */
export function textOf(node: OutputNode | OutputDocument): string {
  if ("text" in node && node.text !== undefined) return node.text;
  const rule = nodeRule(node.type);
  const parts = (node.content ?? []).map(textOf);
  return parts.join(rule && (rule.holds === "inline" || rule.holds === "plain") ? "" : "\n");
}

/** A part of a document: what stands from a section's heading up to the next; `section` null before the first. */
export interface Section {
  section: string | null;
  /** Top-level blocks, the heading first. */
  blocks: OutputNode[];
}

/** The sections in the order of the document. A section that is named twice goes on where it is named again. */
export function sectionsOf(doc: OutputDocument): Section[] {
  const sections: Section[] = [{ section: null, blocks: [] }];
  for (const block of doc.content) {
    const section = block.type === "heading" ? block.attrs?.["section"] : null;
    if (typeof section === "string" && section !== sections.at(-1)?.section) sections.push({ section, blocks: [] });
    sections.at(-1)?.blocks.push(block);
  }
  return sections[0]?.blocks.length === 0 ? sections.slice(1) : sections;
}

/** What of a document is printed: the sections that are not left out. The very same where all are. */
export function printedOf(doc: OutputDocument): OutputDocument {
  const leftOut = new Set(doc.leftOut);
  if (leftOut.size === 0) return doc;
  const printed = sectionsOf(doc).filter(({ section }) => section === null || !leftOut.has(section));
  const { subtitle } = doc;
  return { type: "doc", content: printed.flatMap(({ blocks }) => blocks), ...(subtitle ? { subtitle } : {}) };
}
