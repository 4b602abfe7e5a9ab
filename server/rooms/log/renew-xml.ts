import diff from "fast-diff";
import * as Y from "yjs";
import { markRule, type AttributeRule, type NodeRule } from "../../../schema/editor/output-nodes.ts";
import { field, type FieldRule, Letters } from "../../../schema/rooms/field-rule.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { NODE, putBetween } from "./put-between.ts";
import type { XmlRule } from "../../../schema/rooms/xml-rule.ts";

/**
 * What the words of a node, or of an attribute, become. `place`: `<id of the node>/<attribute, "text" or "href">`; `parted`: what was put
 * between letters that stood side by side.
 */
export type WordsChange = (words: string, rule: FieldRule, place: string, parted?: readonly Range[]) => string;

type TextChange = (words: string, rule: FieldRule, parted?: readonly Range[]) => string;

/** Runs `write` under an id of the member who used a client id of the old document. */
type WriteAs = (client: number, write: () => void) => void;

/** Letters of one writer with the same marks. */
interface Run {
  letters: string;
  marks: Record<string, unknown>;
  client: number;
}

/** A shared text of a node, or a node between two of them. */
type Part =
  | { text: Y.XmlText; client: number; runs: Run[]; parted: Range[] }
  | { element: Y.XmlElement; client: number };

const LETTERS: FieldRule = field(Letters, "writer");

/**
 * Writes a tree of XML into an empty one: each node, attribute and run of letters under an id of the member who wrote it. Words are
 * changed before they are written, so that the new document never held the old ones.
 */
export function copyXml(
  from: Y.XmlFragment,
  to: Y.XmlFragment,
  rules: { xml: XmlRule; rule: NodeRule },
  writeAs: WriteAs,
  change: WordsChange,
): void {
  const id = idOf(from);
  for (const part of changedParts(partsOf(from), (words, rule, parted) => change(words, rule, `${id}/text`, parted))) {
    if ("text" in part) copyText(part, to, writeAs, (words, rule) => change(words, rule, `${id}/href`));
    else copyElement(part, to, rules, writeAs, change);
  }
}

function copyElement(
  { element, client }: { element: Y.XmlElement; client: number },
  to: Y.XmlFragment,
  { xml }: { xml: XmlRule },
  writeAs: WriteAs,
  change: WordsChange,
): void {
  const rule = xml.node(element.nodeName);
  if (!rule) return;
  const copy = new Y.XmlElement(element.nodeName);
  writeAs(client, () => to.push([copy]));
  const attributes: Readonly<Record<string, AttributeRule>> = rule.attributes;
  const id = idOf(element);
  for (const [name, item] of element._map) {
    const { value: shape } = attributes[name] ?? {};
    const value: unknown = element.getAttribute(name);
    if (item.deleted || !shape || value === undefined) continue;
    const next = typeof value === "string" ? change(value, field(shape, "writer"), `${id}/${name}`) : value;
    writeAs(item.id.client, () => copy.setAttribute(name, next as string));
  }
  copyXml(element, copy, { xml, rule }, writeAs, change);
}

function copyText(
  { client, runs }: { client: number; runs: Run[] },
  to: Y.XmlFragment,
  writeAs: WriteAs,
  change: TextChange,
): void {
  const text = new Y.XmlText();
  writeAs(client, () => to.push([text]));
  for (const { letters, marks, client: writer } of runs)
    if (letters !== "") writeAs(writer, () => text.insert(text.length, letters, changedMarks(marks, change)));
}

/** Where a link leads may be somebody's name. */
function changedMarks(marks: Run["marks"], change: TextChange): Run["marks"] {
  const { link } = marks;
  const href: unknown = typeof link === "object" && link !== null && "href" in link ? link.href : null;
  const rule = markRule("link")?.["href"];
  if (typeof href !== "string" || !rule) return marks;
  return { ...marks, link: { href: change(href, field(rule.value, "writer")) } };
}

function idOf(node: Y.XmlFragment): string {
  const id: unknown = node instanceof Y.XmlElement ? node.getAttribute("id") : "";
  return typeof id === "string" ? id : "";
}

function partsOf(parent: Y.XmlFragment): Part[] {
  const parts: Part[] = [];
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    const { client } = item.id;
    if (type instanceof Y.XmlText) parts.push({ text: type, client, runs: runsOf(type), parted: putBetween(type) });
    else if (type instanceof Y.XmlElement) parts.push({ element: type, client });
  }
  return parts;
}

function runsOf(text: Y.XmlText): Run[] {
  const runs: Run[] = [];
  let marks: Record<string, unknown> = {};
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      const { [content.key]: _, ...others } = marks;
      marks = content.value === null ? others : { ...others, [content.key]: content.value };
    } else if (content instanceof Y.ContentString) {
      const last = runs.at(-1);
      if (last && last.client === item.id.client && last.marks === marks) last.letters += content.str;
      else runs.push({ letters: content.str, marks, client: item.id.client });
    }
  }
  return runs;
}

function partedOf(parts: readonly Part[]): Range[] {
  const parted: Range[] = [];
  let at = 0;
  for (const part of parts) {
    if (!("text" in part)) {
      at += NODE.length;
      continue;
    }
    parted.push(...part.parted.map(({ start, end }) => ({ start: at + start, end: at + end })));
    at += part.runs.reduce((sum, { letters }) => sum + letters.length, 0);
  }
  return parted;
}

/** The parts of a node with the words of its sentence changed; a name may begin in one text and end in another. */
function changedParts(parts: Part[], change: TextChange): Part[] {
  if (!parts.some((part) => "text" in part)) return parts;
  const before = parts
    .map((part) => ("text" in part ? part.runs.map(({ letters }) => letters).join("") : NODE))
    .join("");
  const after = change(before, LETTERS, partedOf(parts));
  if (after === before) return parts;
  const runs = parts.flatMap((part) => ("text" in part ? part.runs : []));
  const made = new Map<Run, string>(runs.map((run) => [run, ""]));
  // Where each letter of the sentence stands; null for a node, which stays whatever becomes of the words around it.
  const homes = parts.flatMap((part): (Run | null)[] =>
    "text" in part ? part.runs.flatMap((run) => Array<Run>(run.letters.length).fill(run)) : [null],
  );
  let at = 0;
  for (const [kind, words] of diff(before, after)) {
    if (kind === diff.INSERT) {
      const home = homes.slice(0, at + 1).findLast((run) => run !== null) ?? runs[0];
      const clean = words.replaceAll(NODE, "");
      if (home) made.set(home, (made.get(home) ?? "") + clean);
      continue;
    }
    for (let i = 0; i < words.length; i++, at++) {
      const home = homes[at];
      if (home && kind === diff.EQUAL) made.set(home, (made.get(home) ?? "") + (words[i] ?? ""));
    }
  }
  return parts.map((part) =>
    "text" in part ? { ...part, runs: part.runs.map((run) => ({ ...run, letters: made.get(run) ?? "" })) } : part,
  );
}
