import * as Y from "yjs";
import { BlockId } from "../domain/output.ts";
import { MemberId, OrganisationId, randomId } from "../domain/ids.ts";
import type { OutputDocument, OutputImprint, OutputNode } from "../editor/output-document.ts";
import type { Compared } from "../editor/pairs/pair-rows.ts";
import {
  holdsText,
  isQuote,
  MARKS,
  markRule,
  mayHold,
  nodeRule,
  NODES,
  type NodeName,
  type NodeRule,
  withFingerprint,
} from "../editor/output-nodes.ts";
import { longestCommon } from "../longest-common.ts";
import { LOCAL } from "./entries.ts";
import { FlatEntries } from "./flat-entries.ts";
import {
  authorEntry,
  authorOf,
  publisherEntry,
  publisherOf,
  OUTPUT_META,
  pairEntry,
  pairOf,
  sectionEntry,
  sectionOf,
  WHOLE,
} from "./output-fields.ts";

/** Name of the root that the editor is bound to. */
export const CONTENT = "content";

/** Typed access to an output's document. Reads never throw, whatever a peer wrote. */
export class OutputRoom {
  readonly content: Y.XmlFragment;
  readonly meta: FlatEntries;

  constructor(doc: Y.Doc) {
    this.content = doc.getXmlFragment(CONTENT);
    this.meta = new FlatEntries(doc, "meta", OUTPUT_META);
  }

  /** Empty where nobody gave one. */
  title(): string {
    const title = this.meta.value(WHOLE, "title");
    return typeof title === "string" ? title : "";
  }

  /** At most 300 UTF-16 units; the gate refuses more. */
  setTitle(title: string): void {
    if (title !== this.title()) this.meta.set(WHOLE, { title });
  }

  /** Empty where nobody gave one. */
  subtitle(): string {
    const subtitle = this.meta.value(WHOLE, "subtitle");
    return typeof subtitle === "string" ? subtitle : "";
  }

  /** As long as a title may be. */
  setSubtitle(subtitle: string): void {
    if (subtitle !== this.subtitle()) this.meta.set(WHOLE, { subtitle });
  }

  /** What the partner's section was like when this one was last compared with it; null = never. */
  checked(section: string): number | null {
    const value = this.meta.value(sectionEntry(section), "checked");
    return typeof value === "number" ? value : null;
  }

  /** Notes that this section says the same as the partner's, of which the server gave this fingerprint. */
  setChecked(section: string, fingerprint: number): void {
    this.meta.set(sectionEntry(section), { checked: fingerprint });
  }

  /** What is known of each block of the leading document here. */
  compared(): Compared {
    const found: Compared = new Map();
    for (const [entry, fields] of this.meta.fields()) {
      const block = pairOf(entry);
      if (block === "") continue;
      const value = (name: string): unknown => fields.find((each) => each.name === name)?.value;
      const [checked, at] = [value("checked"), value("at")];
      found.set(block, {
        checked: typeof checked === "number" ? checked : null,
        at: typeof at === "string" ? at : null,
        isWithout: value("without") === true,
      });
    }
    return found;
  }

  /** Notes that this document says what a block of the leading one says, of which the server gave this fingerprint. */
  setCompared(block: string, fingerprint: number, at: string): void {
    this.meta.set(pairEntry(block), { checked: fingerprint, at });
  }

  /** Notes that this document does without a block of the leading one, or not any more. */
  setWithout(block: string, isWithout: boolean): void {
    this.meta.set(pairEntry(block), { without: isWithout });
  }

  /** Keys of the sections that are not printed, by the alphabet. */
  leftOut(): string[] {
    return leftOutIn(this.meta);
  }

  /** Leaves a section out of what is printed, or puts it back. */
  setLeftOut(section: string, isLeftOut: boolean): void {
    const was = this.meta.value(sectionEntry(section), "leftOut") === true;
    if (isLeftOut !== was) this.meta.set(sectionEntry(section), { leftOut: isLeftOut });
  }

  /** Whom its imprint names; null where nobody has chosen, and what people wrote says it. */
  imprint(): OutputImprint | null {
    const byOrganisations = this.meta.value(WHOLE, "byOrganisations") === true;
    const [named, unnamed]: [MemberId[], MemberId[]] = [[], []];
    const publishers: NonNullable<OutputImprint["publishers"]> = {};
    for (const [entry, fields] of this.meta.fields())
      for (const { name, value } of fields) {
        const member = MemberId.safeParse(authorOf(entry)).data;
        if (name === "unnamed" && member) (value === true ? unnamed : named).push(member);
        const organisation = OrganisationId.safeParse(publisherOf(entry)).data;
        if (name === "publishes" && organisation) publishers[organisation] = value === true;
      }
    const isSaid = byOrganisations || unnamed.length + named.length + Object.keys(publishers).length > 0;
    if (!isSaid) return null;
    return {
      byOrganisations,
      unnamed: unnamed.sort(),
      ...(named.length > 0 ? { named: named.sort() } : {}),
      ...(Object.keys(publishers).length > 0 ? { publishers } : {}),
    };
  }

  /** Names somebody who agrees to it in the imprint, or not. */
  setNamed(member: MemberId, isNamed: boolean): void {
    if (this.meta.value(authorEntry(member), "unnamed") !== !isNamed)
      this.meta.set(authorEntry(member), { unnamed: !isNamed });
  }

  /** Says that an organisation publishes it, or does not. */
  setPublishes(organisation: OrganisationId, publishes: boolean): void {
    if (this.meta.value(publisherEntry(organisation), "publishes") !== publishes)
      this.meta.set(publisherEntry(organisation), { publishes });
  }

  /** Names the organisations in the place of writers, or writers again. */
  setByOrganisations(byOrganisations: boolean): void {
    const was = this.meta.value(WHOLE, "byOrganisations") === true;
    if (byOrganisations !== was) this.meta.set(WHOLE, { byOrganisations });
  }

  /** Every fingerprint that it holds: of the partner's sections, of the leading document's blocks, and of translations that were approved. */
  fingerprints(): number[] {
    const found: number[] = [];
    this.#walkFingerprints((fingerprint) => {
      found.push(fingerprint);
      return fingerprint;
    });
    return found;
  }

  /** Puts other fingerprints in the place of all, as an erasure does that renews their key. */
  mapFingerprints(next: (fingerprint: number) => number): void {
    this.content.doc?.transact(() => this.#walkFingerprints(next), LOCAL);
  }

  #walkFingerprints(next: (fingerprint: number) => number): void {
    for (const [entry, fields] of this.meta.fields())
      for (const { name, value } of fields) {
        if (name !== "checked" || typeof value !== "number") continue;
        const renewed = next(value);
        if (renewed !== value) this.meta.set(entry, { checked: renewed });
      }
    for (const element of this.content.createTreeWalker((each) => each instanceof Y.XmlElement)) {
      if (!(element instanceof Y.XmlElement) || !isQuote(element.nodeName)) continue;
      const approved: unknown = element.getAttribute("approved");
      if (typeof approved !== "string") continue;
      const renewed = withFingerprint(approved, next);
      if (renewed !== approved) element.setAttribute("approved", renewed);
    }
  }

  /** The document as plain data. */
  document(): OutputDocument {
    return documentOf(nodesIn(this.content, NODES.doc), this);
  }

  /**
   * Makes the document say what `doc` says. Top-level blocks that are the same in both stay as they are, so that what others
   * write in them meanwhile is kept.
   */
  replace(doc: OutputDocument): void {
    this.content.doc?.transact(() => {
      replaceBlocks(this.content, doc.content);
      this.setSubtitle(doc.subtitle ?? "");
      const leftOut = new Set(doc.leftOut);
      for (const section of new Set([...this.leftOut(), ...leftOut])) this.setLeftOut(section, leftOut.has(section));
      const { unnamed = [], named = [], publishers = {} } = doc.imprint ?? {};
      for (const member of new Set([...(this.imprint()?.unnamed ?? []), ...named, ...unnamed]))
        this.setNamed(member, !unnamed.includes(member));
      for (const [organisation, publishes] of Object.entries(publishers))
        this.setPublishes(OrganisationId.parse(organisation), publishes === true);
      this.setByOrganisations(doc.imprint?.byOrganisations ?? false);
    }, LOCAL);
  }
}

/** A document of these blocks; its subtitle, what is left out of it, and whom it names, are said where anybody chose. */
export function documentOf(content: OutputNode[], room: OutputRoom): OutputDocument {
  const leftOut = room.leftOut();
  const imprint = room.imprint();
  const subtitle = room.subtitle();
  return {
    type: "doc",
    content,
    ...(subtitle ? { subtitle } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(imprint ? { imprint } : {}),
  };
}

/** Keys of the sections that the fields of an output leave out, by the alphabet. */
export function leftOutIn(meta: FlatEntries): string[] {
  return [...meta.fields()].flatMap(([entry, fields]) => {
    const section = sectionOf(entry);
    return section !== "" && fields.some(({ name, value }) => name === "leftOut" && value === true) ? [section] : [];
  });
}

/** New ids for all that has one: what a document made from a template or of another begins with. */
export function withNewIds<T extends OutputDocument | OutputNode>(node: T): T {
  const content = node.content?.map(withNewIds);
  const rule = nodeRule(node.type);
  const attrs =
    rule && "id" in rule.attributes ? { ...("attrs" in node ? node.attrs : {}), id: BlockId.parse(randomId()) } : null;
  if (rule && "was" in rule.attributes && attrs) Object.assign(attrs, { was: null });
  return { ...node, ...(attrs ? { attrs } : {}), ...(content ? { content } : {}) };
}

/** The words of a shared block, a line for each block in it: as they stand now, or of the items that `isThere` says. */
export function wordsOfXml(type: Y.XmlFragment | Y.XmlText, isThere = isHere): string {
  const rule = type instanceof Y.XmlElement ? nodeRule(type.nodeName) : NODES.doc;
  const isLine = type instanceof Y.XmlText || (rule && holdsText(rule));
  const parts: string[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    const { content } = item;
    if (!isThere(item)) continue;
    if (content instanceof Y.ContentString) parts.push(content.str);
    else if (content instanceof Y.ContentType && (isXml(content.type) || content.type instanceof Y.XmlText))
      parts.push(wordsOfXml(content.type, isThere));
  }
  return parts.join(isLine ? "" : "\n");
}

const isHere = ({ deleted }: Y.Item): boolean => !deleted;
const isXml = (type: unknown): type is Y.XmlFragment => type instanceof Y.XmlFragment;

/** A top-level block as plain data; null for what may not stand there. */
export function blockOf(child: Y.XmlElement | Y.XmlText | Y.XmlHook): OutputNode | null {
  const rule = child instanceof Y.XmlElement ? nodeRule(child.nodeName) : undefined;
  return child instanceof Y.XmlElement && rule && mayHold(NODES.doc, rule) ? nodeOf(child, rule) : null;
}

/** The nodes that stand in a shared node, those left out that may not. */
function nodesIn(parent: Y.XmlFragment, rule: NodeRule): OutputNode[] {
  const nodes: OutputNode[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      if (holdsText(rule)) for (const node of textsIn(child)) addText(nodes, node);
    } else if (child instanceof Y.XmlElement) {
      const inner = nodeRule(child.nodeName);
      if (inner && mayHold(rule, inner)) nodes.push(nodeOf(child, inner));
    }
  }
  return nodes;
}

function nodeOf(element: Y.XmlElement, rule: NodeRule): OutputNode {
  const values = element.getAttributes() as Record<string, unknown>;
  const attrs = Object.entries(rule.attributes).map(([name, { value, missing }]) => {
    const parsed = values[name] === undefined ? null : value.safeParse(values[name]);
    return [name, parsed?.success ? parsed.data : missing];
  });
  const content = nodesIn(element, rule);
  return {
    type: element.nodeName as NodeName,
    ...(attrs.length > 0 ? { attrs: Object.fromEntries(attrs) as Record<string, unknown> } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function* textsIn(text: Y.XmlText): Iterable<OutputNode> {
  for (const { insert, attributes = {} } of text.toDelta() as Delta[]) {
    if (typeof insert !== "string" || insert === "") continue;
    const marks = Object.keys(MARKS).flatMap((type) => {
      const rules = markRule(type);
      const value = attributes[type];
      if (!rules || typeof value !== "object" || value === null) return [];
      const names = Object.keys(rules);
      const attrs = Object.fromEntries(
        names.map((name) => [name, (value as Record<string, unknown>)[name] ?? rules[name]?.missing]),
      );
      return [names.length > 0 ? { type, attrs } : { type }];
    });
    yield { type: "text", text: insert, ...(marks.length > 0 ? { marks } : {}) };
  }
}

interface Delta {
  insert?: unknown;
  attributes?: Record<string, unknown>;
}

function addText(nodes: OutputNode[], node: OutputNode): void {
  const last = nodes.at(-1);
  if (last?.type === "text" && JSON.stringify(last.marks) === JSON.stringify(node.marks))
    nodes[nodes.length - 1] = { ...last, text: (last.text ?? "") + (node.text ?? "") };
  else nodes.push(node);
}

function replaceBlocks(fragment: Y.XmlFragment, wanted: readonly OutputNode[]): void {
  const present = nodesIn(fragment, NODES.doc).map((node) => JSON.stringify(node));
  // What stands where it may not is not in `present`, and the two would count differently.
  const isRegular = present.length === fragment.length;
  const asked = wanted.map((node) => JSON.stringify(node));
  const kept = isRegular ? commonRuns(present, asked) : [];
  let from = fragment.length;
  let to = asked.length;
  for (const [a, b] of kept.reverse()) {
    splice(fragment, a + 1, from - a - 1, wanted.slice(b + 1, to));
    from = a;
    to = b;
  }
  splice(fragment, 0, from, wanted.slice(0, to));
}

function splice(fragment: Y.XmlFragment, at: number, count: number, nodes: readonly OutputNode[]): void {
  if (count > 0) fragment.delete(at, count);
  if (nodes.length > 0) fragment.insert(at, toXml(nodes));
}

/** Comparisons that a replacement is worth; of longer stretches that differ all blocks are new. */
const COMPARISONS_MAX = 4_000_000;

/** Pairs of indices of blocks that are the same in both, in order: where they begin and end alike, and what is common between. */
function commonRuns(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const between = a.length * b.length <= COMPARISONS_MAX ? longestCommon(a, b) : [];
  return [
    ...Array.from({ length: head }, (_, i) => [i, i] as const),
    ...between.map(([i, j]) => [head + i, head + j] as const),
    ...Array.from({ length: tail }, (_, i) => [before.length - tail + i, after.length - tail + i] as const),
  ];
}

/** Shared nodes of plain ones; neighbouring texts stand in one shared text, as the editor writes them. */
function toXml(nodes: readonly OutputNode[]): (Y.XmlElement | Y.XmlText)[] {
  const made: (Y.XmlElement | Y.XmlText)[] = [];
  let run: Delta[] = [];
  const close = (): void => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run);
    made.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (node.type === "text") {
      const attributes = Object.fromEntries((node.marks ?? []).map(({ type, attrs = {} }) => [type, attrs]));
      run.push({ insert: node.text ?? "", attributes });
      continue;
    }
    close();
    const element = new Y.XmlElement(node.type);
    for (const [name, value] of Object.entries(node.attrs ?? {}))
      // Numbers too, as the editor writes them; the type of an attribute says strings.
      if (value !== null && value !== undefined) element.setAttribute(name, value as string);
    if (node.content) element.insert(0, toXml(node.content));
    made.push(element);
  }
  close();
  return made;
}
