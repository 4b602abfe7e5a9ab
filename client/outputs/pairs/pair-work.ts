import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { House } from "../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { carriedPairs } from "../../../schema/editor/pairs/pair-carried.ts";
import { frameOf } from "../../../schema/editor/pairs/pair-frame.ts";
import { layOut, type PairLayout, type Placed } from "../../../schema/editor/pairs/pair-layout.ts";
import { numbersOf } from "../../../schema/editor/numbering.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { addresseeIn, deadlineIn, ledFactsOf, untranslatedFacts } from "../../../schema/editor/led-facts.ts";
import {
  pairBlock,
  pairRows,
  readPair,
  type Compared,
  type PairReading,
} from "../../../schema/editor/pairs/pair-rows.ts";
import { withNewIds } from "../../../schema/rooms/output-room.ts";
import { readHouse } from "../../api/account.ts";
import { readSections } from "../../api/outputs.ts";
import { serverClock } from "../../api/server-clock.ts";
import { pairBlockOf, withPlaces } from "../../writer/row-places.ts";
import { Pause } from "../pause.ts";
import { goOnIn } from "../quotes/part-element.ts";
import type { PairNote } from "./coram-pair-note.ts";
import type { PairSide } from "./pair-side.ts";
import { noteOf } from "./note-of.ts";
import { placing, type Where } from "./place-in.ts";
import { SeenBlocks } from "./seen-blocks.ts";
import { unsaidBlocks } from "./unsaid.ts";

const NOTHING: PairReading = { behind: [], missing: [], without: [], inPart: new Map(), typed: new Map() };
const LETTERS = { recommendation: "R", table: "T", figure: "F", section: "", paragraph: "", note: "" };

/** What is known of two documents beside each other, and what is done about it. */
export class PairWork implements ReactiveController {
  layout: PairLayout | null = null;
  /** Nothing before the server has said how the leading document is. */
  state: PairReading = NOTHING;
  private readonly host: ReactiveControllerHost;
  private readonly leading: PairSide;
  private readonly other: PairSide;
  /** Of the leading blocks, as the server said last; null before it has. */
  private fingerprints: Map<string, number> | null = null;
  private readonly seen = new SeenBlocks(() => this.leading.writing.editor?.view.state.doc.children ?? []);
  private house: House | null = null;
  private readonly pause = new Pause(() => void this.ask());

  constructor(host: ReactiveControllerHost, leading: PairSide, other: PairSide) {
    this.host = host;
    this.leading = leading;
    this.other = other;
    host.addController(this);
  }

  hostConnected(): void {
    void readHouse().then(
      ({ house }) => {
        this.house = house;
        this.host.requestUpdate();
      },
      () => undefined,
    );
  }

  hostDisconnected(): void {
    this.pause.close();
  }

  /** Something was written in either of them. */
  changed(): void {
    this.pause.wait();
    queueMicrotask(() => this.lay());
    this.host.requestUpdate();
  }

  /** Both documents have been compared, by what the server said of the leading one. */
  get isKnown(): boolean {
    return this.state !== NOTHING;
  }

  get canWrite(): boolean {
    const { model, view } = this.other.loading;
    return Boolean(model?.canWrite && view?.may.write);
  }

  get compared(): Compared {
    return this.other.loading.model?.room?.compared() ?? new Map();
  }

  /** Puts all blocks into their rows. */
  lay(): void {
    const [leading, other] = [this.leading.writing.editor, this.other.writing.editor];
    this.takeUp();
    // The one that comes first stands in rows of its own until the other is there: without rows its blocks would lie on each other.
    const [blocks, others] = [leading, other].map((editor) => editor?.view.state.doc.children ?? []);
    const rows = pairRows(blocks ?? [], others ?? [], pairBlockOf);
    const noted = other ? this.noted() : new Map<string, PairNote>();
    const isNoted = (at: number): boolean => noted.has(String(blocks?.[at]?.attrs["id"]));
    const layout = layOut(rows, isNoted, ({ isTextblock, content }) => isTextblock && content.size === 0);
    const wasText = JSON.stringify([this.layout, [...(this.layout?.notes ?? [])]]);
    this.layout = layout;
    for (const [editor, places] of [
      [leading, layout.leading],
      [other, layout.others],
    ] as const) {
      const tr = editor && withPlaces(editor.view.state, places);
      if (tr) editor.view.dispatch(tr);
    }
    if (JSON.stringify([layout, [...layout.notes]]) !== wasText) this.host.requestUpdate();
  }

  /** What is said of leading blocks, each in its place. */
  get notes(): { place: Placed; note: PairNote }[] {
    const { doc } = this.leading.readings;
    const { layout } = this;
    const noted = this.noted();
    const children = this.leading.writing.editor?.view.state.doc.children ?? [];
    if (!doc || !layout) return [];
    return children.flatMap(({ attrs }, at) => {
      const place = layout.notes.get(at);
      const note = noted.get(String(attrs["id"]));
      return place && note ? [{ place, note }] : [];
    });
  }

  /** Numbers of the leading blocks, as its files print them. */
  get numbers(): { place: Placed; label: string }[] {
    const { doc } = this.leading.readings;
    const { layout } = this;
    if (!doc || !layout) return [];
    const numbers = numbersOf(doc, new Set(doc.leftOut), this.leading.loading.numbersParagraphs);
    return doc.content.flatMap((block, at) => {
      const number = numbers.get(block);
      const place = layout.leading[at];
      return number && place ? [{ place, label: LETTERS[number.kind] + number.label }] : [];
    });
  }

  /** How much is missing: of what is read from answers each row, caption and remark that was typed into it. */
  get missingCount(): number {
    return this.state.missing.reduce((sum, id) => sum + (this.state.typed.get(id)?.length ?? 1), 0);
  }

  /** Addressees and deadlines that stand in the other text in the leading language. */
  get untranslatedCount(): number {
    const [leading, other] = [this.leading.readings.doc, this.other.readings.doc];
    const led = leading ? ledFactsOf(leading, this.house?.addressees ?? {}) : [];
    return other ? untranslatedFacts(other, led, this.other.loading.view?.language ?? "en") : 0;
  }

  /** The next block behind this one or before it, round the end, that is behind or missing; null where there is none. */
  next(from: string | null, direction: "next" | "previous"): string | null {
    const open = new Set([...this.state.behind, ...this.state.missing]);
    const order = (this.leading.readings.doc?.content ?? []).map(idOf);
    if (direction === "previous") order.reverse();
    const at = from === null ? -1 : order.indexOf(from);
    return [...order.slice(at + 1), ...order.slice(0, at + 1)].find((id) => open.has(id)) ?? null;
  }

  /** The leading block that one is at, in either text or at what is said of it; null where one is at none. */
  get here(): string | null {
    const note = document.activeElement?.closest<HTMLElement>("coram-pair-note");
    if (note) return note.dataset["pair"] ?? null;
    const isLeading = this.leading.writing.editor?.view.hasFocus() ?? false;
    return isLeading ? this.at(this.leading) : this.writtenAt;
  }

  /** The leading block that one is saying. */
  private get writtenAt(): string | null {
    return this.other.writing.editor?.view.hasFocus() ? this.at(this.other) : null;
  }

  private at(side: PairSide): string | null {
    const $from = side.writing.editor?.view.state.selection.$from;
    const block = $from && ($from.depth > 0 ? $from.node(1) : $from.nodeAfter);
    if (!block) return null;
    const { ids, pairs } = pairBlockOf(block);
    const known = side === this.leading ? ids : pairs;
    const found = this.leading.readings.doc?.content.find((each) =>
      pairBlock(each).ids.some((id) => known.includes(id)),
    );
    return found ? idOf(found) : null;
  }

  /** The caret goes to what says a leading block. */
  focusOn(block: string, where: Where = "beginning"): void {
    const { editor } = this.other.writing;
    const at = this.placeOf(block);
    if (!editor) return;
    if (at !== null) editor.view.dispatch(placing(editor.view.state, at, where).scrollIntoView());
    editor.view.focus();
    if (at !== null && where === "on") goOnIn(editor.view.nodeDOM(at));
  }

  /** Makes what the leading block needs no words for, where it belongs, and puts the caret there. */
  begin(block: string): void {
    const { editor } = this.other.writing;
    const { doc } = this.leading.readings;
    const language = this.other.loading.view?.language;
    const of = doc?.content.find((each) => idOf(each) === block);
    if (!editor || !doc || !of || !language || !this.canWrite) return;
    if (this.placeOf(block) === null) this.insert(of, language);
    this.markRight(block);
    this.focusOn(block, "on");
    // What was said of it goes at once: one writes there.
    this.changed();
  }

  /** What was written above says a missing leading block. */
  say(block: string): void {
    const { editor } = this.other.writing;
    const said = this.unsaid().get(block);
    if (!editor || !said || !this.canWrite) return;
    const { doc, tr } = editor.view.state;
    doc.forEach((node, pos) => {
      if (node === said) tr.setNodeAttribute(pos, "pair", block);
    });
    editor.view.dispatch(tr);
    this.markRight(block);
  }

  /** Who begins a paragraph below one that is said begins the one that is missing there. */
  private takeUp(): void {
    const { editor } = this.other.writing;
    if (!editor?.view.hasFocus() || !this.canWrite) return;
    const { selection } = editor.view.state;
    const here = selection.$from.depth === 1 && selection.empty ? selection.$from.parent : null;
    if (here?.content.size !== 0) return;
    for (const [block, said] of this.unsaid()) if (said === here) this.say(block);
  }

  /** What may say which missing leading block, by the id of that one. */
  private unsaid(): Map<string, Node> {
    const [leading, other] = [this.leading.writing.editor, this.other.writing.editor];
    if (!leading || !other) return new Map();
    const rows = pairRows(leading.view.state.doc.children, other.view.state.doc.children, pairBlockOf);
    const missing = new Set(this.state.missing);
    const found = unsaidBlocks(
      rows,
      pairBlockOf,
      (of, block) => of.type === block.type && missing.has(String(of.attrs["id"])),
    );
    return new Map([...found].map(([of, block]) => [String(of.attrs["id"]), block]));
  }

  markRight(block: string): void {
    if (!this.canWrite) return;
    this.seen.mark(block);
    this.compare(block);
    this.changed();
    this.read();
  }

  /** With what the server said last. */
  private compare(block: string): void {
    const now = this.fingerprints?.get(block);
    if (now !== undefined) this.other.loading.model?.room?.setCompared(block, now, serverClock.stamp());
  }

  setWithout(block: string, isWithout: boolean): void {
    if (this.canWrite) this.other.loading.model?.room?.setWithout(block, isWithout);
    this.changed();
    this.read();
  }

  /** Pairs blocks by their order, of a document of before they knew what they say. */
  carry(): void {
    const { editor } = this.other.writing;
    const [leading, other] = [this.leading.readings.doc, this.other.readings.doc];
    const room = this.other.loading.model?.room;
    if (!editor || !leading || !other || !room || !this.canWrite) return;
    const pairs = carriedPairs(leading, other);
    const { doc, tr } = editor.view.state;
    doc.forEach((_, pos, at) => {
      const id = pairs.get(at);
      if (id) tr.setNodeAttribute(pos, "pair", id);
    });
    editor.view.dispatch(tr);
    const at = serverClock.stamp();
    for (const id of pairs.values()) {
      const fingerprint = this.fingerprints?.get(id);
      if (fingerprint !== undefined) room.setCompared(id, fingerprint, at);
    }
    this.changed();
  }

  private insert(of: OutputNode, language: UiLanguage): void {
    const { editor } = this.other.writing;
    if (!editor) return;
    const parts = this.leading.writing.quotes?.parts;
    const frame = frameOf(of, language, ({ attrs }) => {
      const part = parts?.state(String(attrs?.["id"]));
      return part?.kind === "quote" ? part.lang : null;
    });
    // What leads is read where it leads; a copy stands for who reads this document alone.
    const facts = of.type === "recommendation" ? this.factsOf(of) : {};
    const node = outputSchema.nodeFromJSON(withNewIds({ ...frame, attrs: { ...frame.attrs, ...facts } }));
    const { doc, tr } = editor.view.state;
    // Behind all that stands in the rows above.
    const blocks = this.leading.writing.editor?.view.state.doc.children ?? [];
    let above = 0;
    for (const row of pairRows(blocks, doc.children, pairBlockOf)) {
      if (row.leading?.attrs["id"] === of.attrs?.["id"]) break;
      above += row.others.length;
    }
    const pos = doc.children.slice(0, above).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    tr.insert(pos, node);
    editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView());
  }

  /** Where the block stands that says a leading one; null where none does. */
  private placeOf(block: string): number | null {
    const leading = this.leading.readings.doc?.content.find((each) => idOf(each) === block);
    const ids = leading ? pairBlock(leading).ids : [block];
    let found: number | null = null;
    this.other.writing.editor?.view.state.doc.forEach((node, pos) => {
      if (found === null && pairBlockOf(node).pairs.some((id) => ids.includes(id))) found = pos;
    });
    return found;
  }

  /** What is to be said of which leading block. */
  private noted(): Map<string, PairNote> {
    const { doc } = this.leading.readings;
    const found = new Map<string, PairNote>();
    if (!doc) return found;
    const { compared } = this;
    const { behind, missing, without, inPart, typed: lacking } = this.state;
    const written = this.canWrite ? this.writtenAt : null;
    const others = this.other.writing.editor?.view.state.doc.children ?? [];
    const saying = new Set(others.flatMap((block) => pairBlockOf(block).pairs));
    const unsaid = this.unsaid();
    const language = this.leading.loading.view?.language ?? "en";
    for (const block of doc.content) {
      const id = idOf(block);
      const known = compared.get(id);
      const said = pairBlock(block).ids.some((each) => saying.has(each));
      const lacks = (said && inPart.get(id)) || null;
      const kind = behind.includes(id)
        ? "behind"
        : missing.includes(id) && !(said && id === written)
          ? "missing"
          : // What its section leaves out says so itself.
            without.includes(id) && known?.isWithout
            ? "without"
            : null;
      const readFrom = said && block.type === "recommendation" ? this.readFrom(block) : "";
      if (kind || readFrom) {
        const isAbove = kind === "missing" && (unsaid.get(id)?.content.size ?? 0) > 0;
        const typed = (kind === "missing" && lacking.get(id)) || [];
        found.set(id, { ...noteOf(block, language), kind, lacks, typed, isAbove, at: known?.at ?? null, readFrom });
      }
    }
    return found;
  }

  private readFrom(block: OutputNode): string {
    return Object.values(this.factsOf(block)).filter(Boolean).join(" · ");
  }

  /** To whom a recommendation is, as the house calls them in the other language, and by which date; what is typed there is not read from here. */
  private factsOf(block: OutputNode): { addressee: string; deadline: string } {
    const [facts] = ledFactsOf({ type: "doc", content: [block] }, this.house?.addressees ?? {});
    if (!facts) return { addressee: "", deadline: "" };
    const language = this.other.loading.view?.language ?? "en";
    const read = [addresseeIn(facts, "", language), deadlineIn(facts.deadline, "", language)];
    const [addressee = "", deadline = ""] = read.map(({ words, isTyped }) => (isTyped ? "" : words));
    return { addressee, deadline };
  }

  /** How far the other is behind, by what the server and both documents say. */
  private read(): void {
    const [leading, other] = [this.leading.readings.doc, this.other.readings.doc];
    if (leading && other && this.fingerprints) this.state = readPair(leading, other, this.compared, this.fingerprints);
    this.lay();
    this.host.requestUpdate();
  }

  private async ask(): Promise<void> {
    const { view } = this.leading.loading;
    if (!view) return;
    try {
      const { blocks } = await readSections(view.id);
      this.fingerprints = new Map(blocks.map(({ block, fingerprint }) => [block, fingerprint]));
      for (const block of this.seen.take())
        if (this.compared.get(block)?.checked !== this.fingerprints.get(block)) this.compare(block);
    } catch {
      // Out of reach: what was known stands.
    }
    this.read();
  }
}

function idOf({ attrs }: OutputNode): string {
  return String(attrs?.["id"]);
}
