import type { OutputId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { parseRecordOf } from "../../schema/domain/workshop/record.ts";
import { nodesOf, sectionsOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { isBlank, PLAIN } from "../../schema/editor/numbering.ts";
import { withNewIds } from "../../schema/rooms/output-room.ts";
import { makeNode } from "../outputs/from-template.ts";
import type { Store } from "../store/store.ts";
import { line, linesOf } from "./minutes-document.ts";
import { MINUTES_TEMPLATE, type MinutesSection } from "./minutes-template.ts";
import { readBook, type WorkshopBook } from "./workshop-book.ts";

/** A record of the workshop that stands nowhere in its minutes, and the section that it belongs in. */
export interface Unrecorded {
  section: MinutesSection;
  /** Attributes of the node that says it. */
  attrs: Readonly<Record<string, unknown>>;
}

const SECTIONS = MINUTES_TEMPLATE.sections.map(({ id }) => id as MinutesSection);

/** The rows that a document is the minutes of, in whichever language; null of any other document. */
export async function bookOf(
  store: Store,
  { id, leader }: { id: OutputId; leader: OutputId | null },
): Promise<WorkshopBook | null> {
  const workshop = await store.workshops.ofMinutes(leader ?? id);
  return workshop && readBook(store, workshop);
}

/**
 * What happened and stands nowhere in the minutes, in the order in which they would say it. Without breaks, and without what belongs in a
 * section that is left out.
 */
export function unrecordedIn(book: WorkshopBook, document: OutputDocument): Unrecorded[] {
  const there = new Set(recordsIn(document.content));
  const leftOut = new Set(document.leftOut);
  const breaks = new Set(book.workshop.steps.flatMap(({ id, kind }) => (kind === "break" ? [`step:${id}`] : [])));
  const lines = linesOf(book);
  return SECTIONS.filter((section) => !leftOut.has(section)).flatMap((section) =>
    nodesIn(lines[section])
      .filter(({ attrs }) => !there.has(String(attrs?.["of"])) && !breaks.has(String(attrs?.["of"])))
      .map(({ attrs = {} }) => ({ section, attrs })),
  );
}

/** The document with these records in it, each after what happened before it and what people wrote of that. All other blocks stay as they are. */
export function withRecords(
  book: WorkshopBook,
  document: OutputDocument,
  wanted: ReadonlySet<string>,
  language: UiLanguage,
): OutputDocument {
  const content = [...document.content];
  const lines = linesOf(book);
  for (const { id, title } of MINUTES_TEMPLATE.sections) {
    const made = lines[id as MinutesSection].map((node) => ({ node, made: onlyThese(node, wanted) }));
    if (made.every((each) => each.made === null)) continue;
    const section = sectionsOf({ type: "doc", content }).find((each) => each.section === id);
    const heading = makeNode("heading", { level: 1, section: id }, [{ type: "text", text: localise(title, language) }]);
    const own = section?.blocks ?? [withNewIds(heading)];
    const [first] = section?.blocks ?? [];
    const at = first ? content.indexOf(first) : placeOf(id, content);
    content.splice(at, section?.blocks.length ?? 0, ...withLines(own, made));
  }
  return { ...document, content };
}

/** Where a section that is missing begins: before the first of those that the template has behind it. */
function placeOf(section: string, content: readonly OutputNode[]): number {
  const behind = new Set<string | null>(SECTIONS.slice(SECTIONS.findIndex((each) => each === section) + 1));
  const next = sectionsOf({ type: "doc", content: [...content] }).find((each) => behind.has(each.section));
  const [first] = next?.blocks ?? [];
  return first ? content.indexOf(first) : content.length;
}

/** A section's blocks with lines among them. */
function withLines(
  own: readonly OutputNode[],
  lines: readonly { node: OutputNode; made: OutputNode | null }[],
): OutputNode[] {
  const blocks = [...own];
  // After the heading.
  let at = 1;
  for (const { node, made } of lines) {
    const said = new Set(recordsIn([node]));
    const last = blocks.findLastIndex((each) => recordsIn([each]).some((of) => said.has(of)));
    if (last >= 0) at = endOfSaid(blocks, last);
    if (!made) continue;
    blocks.splice(at, 0, withNewIds(made));
    at++;
  }
  return blocks;
}

/** Where that ends which was written of a record: before the next record, and before the lines that wait to be written in. */
function endOfSaid(blocks: readonly OutputNode[], record: number): number {
  const next = blocks.findIndex((each, i) => i > record && recordsIn([each]).length > 0);
  let end = next < 0 ? blocks.length : next;
  while (end > record + 1 && isEmptyLine(blocks[end - 1])) end--;
  return end;
}

function isEmptyLine(block: OutputNode | undefined): boolean {
  return block?.type === "paragraph" && isBlank(block, PLAIN);
}

/** Of a line, or of a list of them, what holds one of these records; null where nothing does. */
function onlyThese(node: OutputNode, wanted: ReadonlySet<string>): OutputNode | null {
  if (node.type === "bulletList") {
    const items = (node.content ?? []).filter((item) => recordsIn([item]).some((of) => wanted.has(of)));
    return items.length === 0 ? null : { ...node, content: items };
  }
  const records = nodesIn([node]).filter(({ attrs }) => wanted.has(String(attrs?.["of"])));
  return records.length === 0 ? null : line(...records);
}

function nodesIn(blocks: readonly OutputNode[]): OutputNode[] {
  const root: OutputDocument = { type: "doc", content: [...blocks] };
  return [...nodesOf(root)].flatMap(({ node }) => (node.type === "record" ? [node] : []));
}

/** The records that stand in blocks, as they are named there. */
export function recordsIn(blocks: readonly OutputNode[]): string[] {
  return nodesIn(blocks).flatMap(({ attrs }) => (parseRecordOf(attrs?.["of"]) ? [String(attrs?.["of"])] : []));
}

/** The block of the top level that says a record, by its id. */
export function blockSaying(document: OutputDocument, of: string): BlockId | null {
  const block = document.content.find((each) => recordsIn([each]).includes(of));
  return BlockId.safeParse(block?.attrs?.["id"]).data ?? null;
}
