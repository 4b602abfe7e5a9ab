import { nodesOf, printedOf, sectionsOf, type OutputDocument, type OutputNode } from "../output-document.ts";
import { isBlank, PLAIN, saysInFields } from "../numbering.ts";
import { WIRED_BLOCKS } from "../output-nodes.ts";
import { CAPTION } from "../wired-rows.ts";

/** Ids that an attribute holds with blanks between them. */
export function idsIn(value: unknown): string[] {
  return typeof value === "string" && value !== "" ? value.split(" ") : [];
}

/** Blocks of two documents that stand beside each other. */
export interface PairRow<T> {
  /** Of the leading document; null above its first. */
  leading: T | null;
  /** Of the other: those that say what the leading one says, and below each what says nothing of the leading document. */
  others: T[];
}

/** What a block of the top level is known by. */
export interface PairBlock {
  /** Its id and those of blocks within it and joined into them. */
  ids: readonly string[];
  /** Of the leading document's blocks that it, or a block within it, says. */
  pairs: readonly string[];
  /** The template's section that begins here. */
  section: string | null;
}

/**
 * Rows of a leading document and of one that says the same in another language. Each block of both stands in one row, in the order
 * of its document: a block stands beside the one that it says; one that says none, or was moved before one that stands above it,
 * is in the row above.
 */
export function pairRows<T>(leading: readonly T[], others: readonly T[], read: (block: T) => PairBlock): PairRow<T>[] {
  const places = new Places(leading.map(read));
  const wanted = others.map((block) => places.of(read(block)));
  const kept = inOrder(wanted);
  const rows: PairRow<T>[] = [
    { leading: null, others: [] },
    ...leading.map((block) => ({ leading: block, others: [] })),
  ];
  let row = 0;
  others.forEach((block, i) => {
    const place = wanted[i];
    if (place !== null && place !== undefined && kept.has(i)) row = place + 1;
    rows[row]?.others.push(block);
  });
  return rows[0]?.others.length === 0 ? rows.slice(1) : rows;
}

/** Where in the leading document what another says is found. */
class Places {
  readonly #own = new Map<string, number>();
  readonly #sections = new Map<string, number>();

  constructor(leading: readonly PairBlock[]) {
    leading.forEach(({ ids, section }, place) => {
      for (const id of ids) if (!this.#own.has(id)) this.#own.set(id, place);
      if (section !== null && !this.#sections.has(section)) this.#sections.set(section, place);
    });
  }

  /** All places of what a block says, each once: what is within it says what is within the same one. */
  all({ pairs, section }: PairBlock): number[] {
    const found = [...new Set(pairs.flatMap((id) => this.#own.get(id) ?? []))];
    // Sections have their keys; documents that were made before there were pairs have nothing else.
    const own = section === null ? undefined : this.#sections.get(section);
    return found.length === 0 && own !== undefined ? [own] : found;
  }

  /** The first of them; null of none. */
  of(block: PairBlock): number | null {
    const all = this.all(block);
    return all.length > 0 ? Math.min(...all) : null;
  }
}

/** Indices of a longest run of places that do not go back. */
function inOrder(places: readonly (number | null)[]): Set<number> {
  interface Run {
    at: number;
    place: number;
    rest: Run | null;
  }
  // The longest run by the smallest end of a run of each length.
  const ends: Run[] = [];
  places.forEach((place, at) => {
    if (place === null) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.place ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    ends[low] = { at, place, rest: ends[low - 1] ?? null };
  });
  const kept = new Set<number>();
  for (let run = ends.at(-1) ?? null; run; run = run.rest) kept.add(run.at);
  return kept;
}

/** How a block of a document as plain data is read. */
export function pairBlock(block: OutputNode): PairBlock {
  const all = [block, ...[...nodesOf(block)].map(({ node }) => node)].map(({ attrs }) => attrs ?? {});
  const section: unknown = block.type === "heading" ? block.attrs?.["section"] : null;
  return {
    ids: all.flatMap(({ id, was }) => [...idsIn(id), ...idsIn(was)]),
    pairs: all.flatMap(({ pair }) => idsIn(pair)),
    section: typeof section === "string" ? section : null,
  };
}

/** What a document knows of the blocks of the leading one, by their ids. */
export type Compared = Map<
  string,
  {
    /** The server's fingerprint of the leading block when this document was last found to say the same. */
    checked: number | null;
    /** When that was. */
    at: string | null;
    /** It is not to be said in this document. */
    isWithout: boolean;
  }
>;

/** How far a document is behind the leading one. */
export interface PairState {
  /** Leading blocks that changed since what says them was made or found to be still right, in their order. */
  behind: string[];
  /** Leading blocks that nothing with words says yet, or only a part of their cells, points, rows, fields or own footnotes, and that are to be said. */
  missing: string[];
  /**
   * Leading blocks that would be missing, were it not chosen that they are only in the leading document. Where some of a block's words
   * stand, those are printed: it is then missing whatever was chosen, unless all that it lacks are footnotes.
   */
  without: string[];
}

/**
 * How far a document is behind the leading one. `fingerprints`: the server's, of the leading document's blocks as they are now, by
 * their ids; of a block that is not in it nothing is said.
 */
export function behindOf(
  leading: OutputDocument,
  other: OutputDocument,
  compared: Compared,
  fingerprints: ReadonlyMap<string, number>,
): PairState {
  const said = sayingOf(leading, other);
  const state: PairState = { behind: [], missing: [], without: [] };
  leading.content.forEach((block, place) => {
    const id: unknown = block.attrs?.["id"];
    if (typeof id !== "string" || !saysAnything(block)) return;
    const known = compared.get(id);
    const saying = said.get(place) ?? [];
    const isUnsaid = !isSaid(block, saying);
    const isInPart = isUnsaid && saying.some(saysAnything);
    const isWithout = known?.isWithout === true && !isInPart;
    if (isUnsaid || lacksNotes(block, saying)) state[isWithout ? "without" : "missing"].push(id);
    // What is said without its footnotes is compared all the same.
    if (isUnsaid || state.missing.at(-1) === id) return;
    const now = fingerprints.get(id);
    if (typeof known?.checked === "number" && now !== undefined && known.checked !== now) state.behind.push(id);
  });
  return state;
}

/** How far what is printed of a document is behind what is printed of the leading one, and what it lacks of blocks that it says in part. */
export interface PairReading extends PairState {
  inPart: ReadonlyMap<string, InPart>;
  typed: ReadonlyMap<string, readonly UnsaidTyped[]>;
}

/**
 * The one count of a pair. What the leading document leaves out is not wanted; what only the other leaves out, by its section, is chosen to
 * be only in the leading one. As `behindOf` otherwise.
 */
export function readPair(
  leading: OutputDocument,
  other: OutputDocument,
  compared: Compared,
  fingerprints: ReadonlyMap<string, number>,
): PairReading {
  const [led, printed] = [printedOf(leading), printedOf(other)];
  const { behind, missing, without } = behindOf(led, printed, compared, fingerprints);
  const out = new Set<string | null>(other.leftOut);
  const chosen = sectionsOf(led).flatMap(({ section, blocks }) => (out.has(section) ? blocks : []));
  const leftOut = new Set(chosen.map(({ attrs }) => attrs?.["id"]));
  return {
    behind,
    missing: missing.filter((id) => !leftOut.has(id)),
    without: [...without, ...missing.filter((id) => leftOut.has(id))],
    inPart: saidInPart(led, printed),
    typed: unsaidTyped(led, printed),
  };
}

/** What of a leading block is said, and what is not: cells, points or rows, fields of a recommendation, or footnotes alone. */
export type InPart = "words" | "fields" | "notes";

/** Leading blocks of which a part is said, by their ids. */
export function saidInPart(leading: OutputDocument, other: OutputDocument): Map<string, InPart> {
  const said = sayingOf(leading, other);
  return new Map(
    leading.content.flatMap((block, place): [string, InPart][] => {
      const saying = said.get(place) ?? [];
      if (!saying.some(saysAnything)) return [];
      const id = String(block.attrs?.["id"]);
      if (!isSaid(block, saying)) return [[id, lacksFields(block, saying) ? "fields" : "words"]];
      return lacksNotes(block, saying) ? [[id, "notes"]] : [];
    }),
  );
}

/** What a leading block is called that is missing as a whole, where it is no paragraph. */
export type MissingKind = "table" | "list" | "chart" | "quote";

const MISSING_KINDS: Partial<Record<OutputNode["type"], MissingKind>> = {
  table: "table",
  timeline: "table",
  actors: "table",
  comparison: "table",
  bulletList: "list",
  orderedList: "list",
  chart: "chart",
  evidence: "quote",
};

/** By its type, as files number it: what is read from answers in rows is a table. Null of a paragraph. */
export function missingKind(type: OutputNode["type"]): MissingKind | null {
  return MISSING_KINDS[type] ?? null;
}

/** What may be typed into a block that is read from answers: a row of its own, what stands above it, a remark beside a cell. */
export type TypedKind = "row" | "caption" | "remark";

/** What is typed into a leading block and waits for its words, by the id that it has there. */
export interface UnsaidTyped {
  kind: TypedKind;
  id: string;
}

/** What of it waits in blocks of which the rest is said, by the ids of the leading ones. */
export function unsaidTyped(leading: OutputDocument, other: OutputDocument): Map<string, UnsaidTyped[]> {
  const said = sayingOf(leading, other);
  return new Map(
    leading.content.flatMap((block, place): [string, UnsaidTyped[]][] => {
      const saying = said.get(place) ?? [];
      const unsaid = saying.some(saysAnything) ? typedUnsaid(block, saying) : [];
      return unsaid.length > 0 ? [[String(block.attrs?.["id"]), unsaid]] : [];
    }),
  );
}

/** The blocks that say each leading one, by its place. */
function sayingOf(leading: OutputDocument, other: OutputDocument): Map<number, OutputNode[]> {
  const places = new Places(leading.content.map(pairBlock));
  const said = new Map<number, OutputNode[]>();
  for (const block of other.content)
    for (const place of places.all(pairBlock(block))) said.set(place, [...(said.get(place) ?? []), block]);
  return said;
}

/** Whether a leading block has more footnotes of its own with words than what says it. */
function lacksNotes(leading: OutputNode, others: readonly OutputNode[]): boolean {
  return others.reduce((count, each) => count + notesIn(each), 0) < notesIn(leading);
}

function notesIn(block: OutputNode): number {
  return [...nodesOf(block)].filter(({ node }) => node.type === "footnote" && saysAnything(node)).length;
}

/**
 * Whether blocks say what a leading one says: of a table or a list not where a cell or a point waits for words that the leading one
 * has. Who says two points in one takes the empty one away.
 */
function isSaid(leading: OutputNode, others: readonly OutputNode[]): boolean {
  if (!others.some(saysAnything) || lacksFields(leading, others)) return false;
  if (typedUnsaid(leading, others).length > 0) return false;
  // Of a recommendation the fields may stand before its words.
  if (!others.some(hasWords) && hasWords(leading)) return false;
  const texts = others.flatMap(textsIn);
  const filled = texts.filter(saysAnything).length;
  return filled === texts.length || filled >= textsIn(leading).filter(saysAnything).length;
}

/** Whether a leading recommendation says what to do, or how it is seen that it was done, and those that say it do not. */
function lacksFields(leading: OutputNode, others: readonly OutputNode[]): boolean {
  if (leading.type !== "recommendation") return false;
  const of = others.filter(({ type }) => type === "recommendation");
  const has = ({ attrs }: OutputNode, field: string): boolean => isTyped(attrs?.[field]);
  return (
    of.length > 0 && ["verb", "indicator"].some((field) => has(leading, field) && !of.some((each) => has(each, field)))
  );
}

/**
 * Rows, captions and remarks that were typed into a leading block that is read from answers and wait for their words: what is read is
 * said by itself. As of cells, who says two rows in one takes the empty one away.
 */
function typedUnsaid(leading: OutputNode, others: readonly OutputNode[]): UnsaidTyped[] {
  const own = typedIn(others.filter(({ type }) => type === leading.type));
  const found = [...typedIn([leading])].flatMap(([place, texts]) => {
    const there = own.get(place) ?? [];
    const said = new Set(there.filter(({ isFilled }) => isFilled).flatMap(({ pairs }) => pairs));
    const wanted = texts.filter(({ isFilled }) => isFilled);
    const filled = there.filter(({ isFilled }) => isFilled).length;
    const lacking = Math.max(0, Math.min(wanted.length, Math.max(there.length, 1)) - filled);
    // Those first that nothing says by name.
    const order = [...wanted.filter(({ id }) => !said.has(id)), ...wanted.filter(({ id }) => said.has(id))];
    return order.slice(0, lacking).map(({ kind, id }) => ({ kind, id }));
  });
  // Of a person's row who it is, and what of them, may both wait.
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

interface TypedText extends UnsaidTyped {
  pairs: readonly string[];
  isFilled: boolean;
}

/** Texts that were typed into blocks that are read from answers, by the cell and the field that they are of. */
function typedIn(blocks: readonly OutputNode[]): Map<string, TypedText[]> {
  const found = new Map<string, TypedText[]>();
  for (const entry of blocks.flatMap(({ content = [] }) => content)) {
    if (entry.type !== "entry" || entry.attrs?.["hides"] === true) continue;
    const { id, pair, who, role } = entry.attrs ?? {};
    const cell = typeof entry.attrs?.["cell"] === "string" ? entry.attrs["cell"] : "";
    const kind = cell === "" ? "row" : cell === CAPTION ? "caption" : "remark";
    const hasWords = { words: !isBlank(entry, PLAIN), who: isTyped(who), role: isTyped(role) };
    for (const [field, isFilled] of Object.entries(hasWords)) {
      const place = `${cell} ${field}`;
      const text = { kind, id: String(id), pairs: idsIn(pair), isFilled } as const;
      found.set(place, [...(found.get(place) ?? []), text]);
    }
  }
  return found;
}

function isTyped(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** Paragraphs of cells and points, or the block itself. */
function textsIn(block: OutputNode): OutputNode[] {
  const within = [...nodesOf(block)].map(({ node }) => node).filter(({ type }) => type === "paragraph");
  return within.length > 0 ? within : [block];
}

/** Whether a block has words, also in its fields, or shows something that needs none. */
export function saysAnything(block: OutputNode): boolean {
  return hasWords(block) || saysInFields(block, PLAIN);
}

function hasWords(block: OutputNode): boolean {
  if (WORDLESS.has(block.type)) return true;
  const inner = [block, ...[...nodesOf(block)].map(({ node }) => node)];
  return inner.some(
    (node) =>
      WORDLESS.has(node.type) || (node.type === "text" && !isBlank({ type: "paragraph", content: [node] }, PLAIN)),
  );
}

const WORDLESS: ReadonlySet<string> = new Set(["evidence", ...WIRED_BLOCKS]);

/** Whether a document says of any block what it says: else it was made before there were pairs, and is compared by sections. */
export function hasPairs(doc: OutputDocument): boolean {
  return doc.content.some((block) => pairBlock(block).pairs.length > 0);
}
