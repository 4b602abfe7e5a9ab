import { Plugin, PluginKey } from "prosemirror-state";
import type { Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { AnnotationId } from "../../schema/domain/ids.ts";
import type { Offsets } from "../../schema/editor/offsets.ts";
import type { TagView } from "./text-views.ts";
import { edgesOf, layOutSpans, marksOf, isPainted, segmentsOf, toPieces } from "./segments.ts";
import type { Edge, Mark, Piece, Segment, Span } from "./segments.ts";
import { spoken } from "./spoken.ts";
import type { TextWords } from "./words.ts";

const key = new PluginKey<DecorationSet>("tags");

/** A piece and the blocks that it touches. */
interface PlacedPiece extends Piece {
  first: number;
  last: number;
}

/**
 * The highlights of a verdict. A change touches only the blocks in which a changed tag stands or stood, and those that
 * a span ties to them (a span keeps its slot for its whole length); the set is never built anew for the same text.
 */
export class TagLayer {
  readonly plugin: Plugin<DecorationSet>;
  private readonly words: () => TextWords;
  private offsets: Offsets;
  private tags = new Map<AnnotationId, TagView>();
  private active: ReadonlySet<AnnotationId> = new Set();
  /** Pieces by the blocks that they touch. */
  private pieces: PlacedPiece[][] = [];
  private ofTag = new Map<AnnotationId, PlacedPiece[]>();
  private painted: Decoration[][] = [];
  private set: DecorationSet = DecorationSet.empty;

  constructor(offsets: Offsets, words: () => TextWords) {
    this.offsets = offsets;
    this.words = words;
    this.plugin = new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, set) =>
          (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? DecorationSet.empty : set),
      },
      props: { decorations: (state) => key.getState(state) },
    });
  }

  /** Tags painted now, by id. */
  get all(): ReadonlyMap<AnnotationId, TagView> {
    return this.tags;
  }

  /** Forgets what was painted, for another text; `update` has then to be told every tag. */
  reset(offsets: Offsets): void {
    this.offsets = offsets;
    this.tags = new Map();
    this.pieces = [];
    this.ofTag = new Map();
    this.painted = [];
    this.set = DecorationSet.empty;
  }

  /** Everything painted in some state is painted again: the words have changed. */
  repaintAll(tr: Transaction): Transaction {
    return this.repaint(tr, new Set(this.pieces.keys()));
  }

  /** Paints some tags as they are in `byId` now; one that is not there is taken away. */
  updateTags(tr: Transaction, changed: Iterable<AnnotationId>, byId: ReadonlyMap<AnnotationId, TagView>): Transaction {
    const dirty = new Set<number>();
    for (const id of changed) {
      for (const piece of this.ofTag.get(id) ?? [])
        for (let block = piece.first; block <= piece.last; block++) {
          this.pieces[block] = (this.pieces[block] ?? []).filter((each) => each !== piece);
          dirty.add(block);
        }
      this.ofTag.delete(id);
      this.tags.delete(id);
      const tag = byId.get(id);
      // Ranges beyond the text are of a revision that is not shown yet.
      if (!tag || !isPainted(tag) || tag.ranges.some(({ end }) => end > this.offsets.length)) continue;
      const pieces = toPieces(tag).map((piece) => this.placed(piece));
      this.tags.set(id, tag);
      this.ofTag.set(id, pieces);
      for (const piece of pieces)
        for (let block = piece.first; block <= piece.last; block++) {
          (this.pieces[block] ??= []).push(piece);
          dirty.add(block);
        }
    }
    return dirty.size === 0 ? tr : this.repaint(tr, dirty);
  }

  /** Makes some tags the active ones: their passages take the stronger tint. */
  setActive(tr: Transaction, active: ReadonlySet<AnnotationId>): Transaction {
    const dirty = new Set<number>();
    for (const id of [...this.active, ...active])
      if (this.active.has(id) !== active.has(id))
        for (const { first, last } of this.ofTag.get(id) ?? [])
          for (let block = first; block <= last; block++) dirty.add(block);
    this.active = active;
    return dirty.size === 0 ? tr : this.repaint(tr, dirty);
  }

  /** Tags at an offset, the shortest passage first. */
  at(offset: number): AnnotationId[] {
    const range = { start: offset, end: offset + 1 };
    const here = [...(this.pieces[this.offsets.blockAt(offset)] ?? [])].filter(
      (piece) => piece.range.start <= offset && offset < piece.range.end,
    );
    return segmentsOf(layOutSpans(here), range, this.active)[0]?.ids ?? [];
  }

  private placed({ tag, range, goesOn }: Piece): PlacedPiece {
    const first = this.offsets.blockAt(range.start);
    const isWithin = range.end <= this.offsets.endOf(first) + 1;
    return { tag, range, goesOn, first, last: isWithin ? first : this.offsets.blockAt(range.end - 1) };
  }

  private repaint(tr: Transaction, dirty: Set<number>): Transaction {
    // Blocks that spans tie together are laid out together, or a span could change its slot on the way.
    for (const block of dirty)
      for (const { first, last } of this.pieces[block] ?? [])
        for (let other = first; other <= last; other++) dirty.add(other);
    const blocks = Int32Array.from(dirty).sort();
    const pieces: Piece[] = [];
    // In the order of the text, where they are almost sorted; each once, with its first block.
    for (const block of blocks)
      for (const piece of this.pieces[block] ?? []) if (piece.first === block) pieces.push(piece);
    const byBlock: Span[][] = [];
    for (const span of layOutSpans(pieces)) {
      const last = this.offsets.blockAt(span.end - 1);
      for (let block = this.offsets.blockAt(span.start); block <= last; block++) (byBlock[block] ??= []).push(span);
    }
    const removed: Decoration[] = [];
    const added: Decoration[] = [];
    for (const block of blocks) {
      for (const decoration of this.painted[block] ?? []) removed.push(decoration);
      const spans = byBlock[block];
      const next = spans ? this.decorate(block, spans) : [];
      this.painted[block] = next;
      for (const decoration of next) added.push(decoration);
    }
    this.set =
      this.set === DecorationSet.empty
        ? DecorationSet.create(tr.doc, added)
        : this.set.remove(removed).add(tr.doc, added);
    return tr.setMeta(key, this.set);
  }

  private decorate(block: number, spans: readonly Span[]): Decoration[] {
    const range = { start: this.offsets.startOf(block), end: this.offsets.endOf(block) };
    const shift = this.offsets.toPosition(range.start) - range.start;
    const out: Decoration[] = [];
    for (const segment of segmentsOf(spans, range, this.active))
      if (segment.start < segment.end)
        out.push(Decoration.inline(segment.start + shift, segment.end + shift, segmentAttributes(segment)));
    const words = this.words();
    const ends = byPlace(edgesOf(spans, range, "end"), ({ span, pieces, isWhole }) =>
      words.tagEnd(span.code, isWhole ? [] : authorsOf(pieces)),
    );
    for (const mark of marksOf(spans, range)) {
      out.push(markWidget(mark, mark.at + shift, ends.get(mark.at) ?? "", words));
      ends.delete(mark.at);
    }
    // Where one of several tags ends that are painted as one nothing is drawn, but said.
    for (const [at, text] of ends) out.push(spokenWidget(text, at + shift, -1, words));
    const starts = byPlace(edgesOf(spans, range, "start"), ({ span, pieces }) =>
      words.tagStart(`${pieces[0]?.tag.code ?? span.code} ${span.label}`, authorsOf(pieces)),
    );
    for (const [at, text] of starts) out.push(spokenWidget(text, at + shift, 1, words));
    return out;
  }
}

function segmentAttributes({ ids, tint, lines, changed }: Segment): Record<string, string> {
  const classes = ["vt-hl"];
  for (const [slot, line] of lines.entries())
    if (line) classes.push(`vt-u${slot}${line.hue}`, ...(line.pending ? [`vt-p${slot}`] : []));
  if (tint?.active) classes.push("vt-on");
  if (changed) classes.push("vt-changed");
  return { class: classes.join(" "), "data-ids": ids.join(" "), ...(tint ? { "data-cat": tint.hue } : {}) };
}

// Marks are drawn by CSS from attributes: no letter of them is in the text, so none is copied or found.
function markWidget(mark: Mark, position: number, end: string, words: TextWords): Decoration {
  const codes = mark.spans.map((span) => ({
    code: span.code + (span.pieces.every((piece) => piece.goesOn) ? "…" : ""),
    hue: span.hue,
    ids: span.pieces.map((piece) => piece.tag.id).join(" "),
    changed: span.changed,
    // Hovered, the mark says what is to be sorted; to others the start of the passage says it.
    title: span.isUnsorted ? `${span.pieces[0]?.tag.code ?? ""} ${span.label}` : "",
  }));
  const more = mark.more.flatMap((span) => span.pieces.map((piece) => piece.tag.id)).join(" ");
  const drawn = codes.map(({ code, hue, ids, changed, title }) => `${code}/${hue}/${ids}/${changed}/${title}`).join();
  return Decoration.widget(
    position,
    () => {
      const root = copyOf(END);
      root.append(spoken(end, "tag", words));
      for (const code of codes) root.append(codeMark(code));
      if (mark.more.length > 0) root.append(codeMark({ code: `+${mark.more.length}`, ids: more }));
      return root;
    },
    { ...AS_DRAWN, side: -1, key: `end ${words.lang} ${end} ${drawn} ${mark.more.length} ${more}` },
  );
}

function codeMark({
  code,
  ids,
  hue = "",
  changed = false,
  title = "",
}: {
  code: string;
  ids: string;
  hue?: string;
  changed?: boolean;
  title?: string;
}): HTMLElement {
  const mark = copyOf(changed ? CHANGED_CODE : CODE);
  mark.setAttribute("data-code", code);
  mark.setAttribute("data-ids", ids);
  if (hue) mark.setAttribute("data-cat", hue);
  if (title) mark.setAttribute("title", title);
  return mark;
}

function spokenWidget(text: string, position: number, side: 1 | -1, words: TextWords): Decoration {
  return Decoration.widget(position, () => spoken(text, "tag", words), {
    ...AS_DRAWN,
    side,
    key: `said ${words.lang} ${text}`,
  });
}

/** What is said at each place, in one. */
function byPlace(edges: readonly Edge[], say: (edge: Edge) => string): Map<number, string> {
  const places = new Map<number, string>();
  for (const edge of edges) {
    const there = places.get(edge.at);
    places.set(edge.at, there === undefined ? say(edge) : `${there} ${say(edge)}`);
  }
  return places;
}

function authorsOf(pieces: readonly Piece[]): string[] {
  const names = pieces.map(({ tag }) => tag.author.name);
  return names.length > 1 ? [...new Set(names)] : names;
}

/*
 * Thousands of widgets are drawn before a text is shown: each is a copy of one that is ready, with what the view would else set
 * on every one (`raw`).
 */
const AS_DRAWN = { raw: true, ignoreSelection: true };
const END = ready("span", { class: "vt-end ProseMirror-widget", contenteditable: "false" });
const CODE = ready("b", { class: "vt-code", "aria-hidden": "true" });
const CHANGED_CODE = ready("b", { class: "vt-code vt-code-changed", "aria-hidden": "true" });

function ready(name: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

function copyOf(element: HTMLElement): HTMLElement {
  return element.cloneNode() as HTMLElement;
}
