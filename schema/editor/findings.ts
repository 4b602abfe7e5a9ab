import type { BlockId } from "../domain/output.ts";
import { nodesOf, type OutputNode } from "./output-document.ts";
import { EVIDENCE_NODES } from "./output-nodes.ts";
import { isBlank, PLAIN } from "./numbering.ts";

const CITES: ReadonlySet<string> = new Set(EVIDENCE_NODES);
const LISTS: ReadonlySet<string> = new Set(["bulletList", "orderedList"]);

/** Whether a block is, or holds, a quote, a figure or a table of a verdict. */
export function cites(block: OutputNode): boolean {
  return CITES.has(block.type) || [...nodesOf(block)].some(({ node }) => CITES.has(node.type));
}

/**
 * The findings of a section, each with all that belongs to it, the first block of it first: a list is one with the sentence that
 * introduces it, as is whatever stands behind a colon, and quotes right below are what it rests on. Headings, tables of people's own
 * and room to write in are none.
 */
export function findingsOf(section: readonly OutputNode[]): OutputNode[][] {
  const blocks = section.filter((block) => block.type !== "paragraph" || !isBlank(block, PLAIN));
  const found: OutputNode[][] = [];
  for (const [i, block] of blocks.entries()) {
    const before = blocks[i - 1];
    const last = found.at(-1);
    const goesOn = before !== undefined && last?.at(-1) === before && belongsTo(before, block);
    if (goesOn) last?.push(block);
    else if (isFinding(block)) found.push([block]);
  }
  return found;
}

function belongsTo(before: OutputNode, block: OutputNode): boolean {
  if (block.type === "heading") return false;
  if (introduces(before)) return true;
  return block.type === "evidence" && (isProse(before) || before.type === "evidence");
}

/** Whether a sentence ends with the colon that what it says stands behind. */
function introduces({ type, content = [] }: OutputNode): boolean {
  const said = content.map(({ text }) => text ?? "").join("");
  return type === "paragraph" && said.trimEnd().endsWith(":");
}

function isProse({ type }: OutputNode): boolean {
  return type === "paragraph" || type === "recommendation" || LISTS.has(type);
}

function isFinding(block: OutputNode): boolean {
  return CITES.has(block.type) || (isProse(block) && (block.type === "recommendation" || isWritten(block)));
}

/** Whether a block holds more than room to write in. */
function isWritten(block: OutputNode): boolean {
  if (block.type === "paragraph") return !isBlank(block, PLAIN);
  return CITES.has(block.type) || (block.content ?? []).some(isWritten);
}

/** Where a finding begins: of a list its first paragraph. */
export function beginsAt(block: OutputNode): BlockId | null {
  const first = block.type === "paragraph" ? null : [...nodesOf(block)].find(({ node }) => node.type === "paragraph");
  return idOf(first?.node ?? block);
}

/** The block's id; null where a peer gave none. */
export function idOf(node: OutputNode): BlockId | null {
  const id = node.attrs?.["id"];
  return typeof id === "string" ? (id as BlockId) : null;
}
