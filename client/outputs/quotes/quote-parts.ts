import type { AnnotationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { OutputTray, PartState, QuoteState, ShutOut, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { readPartsNow, readTray } from "../../api/quotes.ts";
import { withWordsCovered } from "../../reader/erased/covered-words.ts";
import { ProblemError } from "../../api/http.ts";
import type { KeptParts } from "../../sync/offline/records.ts";

/** Rests between what happens and asking the server: what comes together is asked for once. */
const REST_MS = 250;

type Wanted = "parts" | "tray";

/**
 * What a document's quotes, figures and tables are now, and what it can draw on, as the server said last: held in memory, so that the
 * words stay on the screen while the server is out of reach. Words are never written into the document.
 */
export class QuoteParts {
  readonly output: OutputId;
  tray: OutputTray | null = null;
  /** Why the last asking failed; null where it did not. */
  problem: unknown = null;
  private states = new Map<string, PartState>();
  /** What the server said last, with when. */
  answer: KeptParts | null = null;
  /** Guests who cannot read the document, and why, as the server said last; null where there are none. */
  shutOut: ShutOut | null = null;
  /** Verdicts of which a writer has read that they shut guests out, and goes on. */
  private readonly goneOn = new Set<string>();
  private readonly watchers = new Map<string, Set<() => void>>();
  private readonly onChange: () => void;
  private readonly hasTray: boolean;
  private readonly ended = new AbortController();
  private readonly wanted = new Set<Wanted>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isAsking = false;
  /** Verdicts that words are being erased from: nothing of theirs is read here until it was asked for anew. */
  private readonly erased = new Set<VerdictId>();
  /** Something was drawn that the server can only know once it is saved. */
  private isAhead = false;

  private readonly copy: () => Promise<KeptParts | null>;
  /** Since when what is shown is known, where it is a copy. */
  private copiedAt: string | null = null;

  /**
   * `onChange` is called when anything that is known has changed; `copy` gives what was kept while the server is out of reach. Without
   * a tray only what stands in the document is asked for.
   */
  constructor(output: OutputId, onChange: () => void, copy: () => Promise<KeptParts | null>, hasTray = true) {
    this.output = output;
    this.onChange = onChange;
    this.copy = copy;
    this.hasTray = hasTray;
    this.want("parts", "tray");
  }

  /** What a block is now; null while it is not known. */
  state(block: string): PartState | null {
    return this.states.get(block) ?? null;
  }

  /** When what is shown was last known, ISO 8601, while the server is out of reach; null while it is not. */
  get knownAt(): string | null {
    return isOffline(this.problem) ? (this.answer?.at ?? this.copiedAt) : null;
  }

  get all(): Iterable<PartState> {
    return this.states.values();
  }

  /** Quotes and figures that are not what their writer approved; the same list until the server says otherwise. */
  changed: readonly PartState[] = [];
  /** Blocks that say what is not in the record any more; the same list until the server says otherwise. */
  gone: readonly string[] = [];

  /** Whom a verdict shuts out, where this block is the first that names it and nobody here has chosen to go on; null otherwise. */
  shutOutBy(block: string): { guests: readonly string[]; source: ShutOut["verdicts"][number] } | null {
    const { shutOut } = this;
    const part = this.states.get(block);
    if (!shutOut || !part || !("source" in part)) return null;
    const source = shutOut.verdicts.find(({ verdict }) => verdict === part.source?.verdict);
    const first = [...this.states.values()].find(
      (each) => "source" in each && each.source?.verdict === source?.verdict,
    );
    return source && first === part && !this.goneOn.has(source.verdict) ? { guests: shutOut.guests, source } : null;
  }

  /** Nothing more is said beside the quotes of a verdict about guests whom it shuts out. */
  goOn(verdict: VerdictId): void {
    this.goneOn.add(verdict);
    this.redraw();
  }

  /** A quote that was put in a moment ago, in the words that the tray shows; null where the tray does not know it. */
  provisional(block: string, quote: QuoteAttributes): QuoteState | null {
    const { tray } = this;
    if (!tray || !quote.verdict || !quote.anchor) return null;
    const source = tray.sources.find(({ verdict }) => verdict === quote.verdict) ?? null;
    const anchor = toAnchorText(quote.anchor);
    const isIt = (each: { anchor: TrayPassage["anchor"]; annotation: AnnotationId | null }): boolean =>
      quote.annotation === null ? toAnchorText(each.anchor) === anchor : each.annotation === quote.annotation;
    const passage = tray.passages.find((each) => each.verdict === quote.verdict && isIt(each));
    const proof =
      passage ??
      tray.answers
        .filter(({ verdict }) => verdict === quote.verdict)
        .flatMap((of) => of.evidence)
        .find(isIt);
    if (!proof) return null;
    const { words, lang, citation, at, approval } = proof;
    return {
      kind: "quote",
      block: block as QuoteState["block"],
      source,
      words,
      lang,
      citation,
      at,
      annotation: quote.annotation,
      category: passage?.category ?? null,
      translation: null,
      flags: [],
      approval,
      before: null,
      now: null,
    };
  }

  /** Languages that a quote's words are translated into; null where that is not known. */
  translationsOf({ verdict, annotation }: QuoteAttributes): TrayPassage["translations"] | null {
    const passage = this.tray?.passages.find((each) => each.verdict === verdict && each.annotation === annotation);
    return passage?.translations ?? null;
  }

  /** Calls back whenever a block's state changes, until what is returned is called. */
  watch(block: string, call: () => void): () => void {
    const calls = this.watchers.get(block) ?? new Set();
    this.watchers.set(block, calls);
    calls.add(call);
    return () => {
      calls.delete(call);
      if (calls.size === 0) this.watchers.delete(block);
    };
  }

  /** A quote, figure or table was put in or changed: the server is asked once that is saved. */
  touch(): void {
    this.isAhead = true;
  }

  /** What is known of a block is not true any more. */
  forget(block: string): void {
    this.states.delete(block);
    this.touch();
  }

  /** Calls back all who watch, or who watch these blocks. */
  redraw(blocks: Iterable<string> = this.watchers.keys()): void {
    for (const block of blocks) for (const call of this.watchers.get(block) ?? []) call();
  }

  /** To be called when the page's state of saving changes. */
  settle(isSaved: boolean): void {
    if (!this.isAhead || !isSaved) return;
    this.isAhead = false;
    this.want("parts");
  }

  /** What an event of the server makes old. */
  hear(event: ServerEvent): void {
    switch (event.type) {
      case "hello":
      case "methodology":
        return this.want("parts", "tray");
      case "output":
        if (event.output === this.output) this.want("parts", "tray");
        return;
      case "verdict":
      case "revision":
      case "counts":
      case "cases":
        if (!this.isSource(event.verdict)) return;
        if (event.type === "revision" && event.erases !== undefined) this.cover(event.verdict);
        return this.want("parts", "tray");
      case "workshop":
      case "ballot":
      case "decided":
        if (this.isOfWorkshop) this.want("parts");
        return;
      default:
    }
  }

  /** Whether it says what happened in a workshop. */
  private get isOfWorkshop(): boolean {
    return [...this.states.values()].some(({ kind }) => kind === "record") || Boolean(this.answer?.unrecorded);
  }

  /** Asks again. */
  refresh(): void {
    this.want("parts", "tray");
  }

  close(): void {
    this.ended.abort();
    if (this.timer) clearTimeout(this.timer);
    this.watchers.clear();
  }

  /** Whether the document draws on a verdict, or quotes it; a verdict that came in may be one of its sources, too. */
  private isSource(verdict: VerdictId): boolean {
    if (!this.tray) return true;
    const isKnown = this.tray.sources.some((each) => each.verdict === verdict);
    return isKnown || [...this.states.values()].some((part) => "source" in part && part.source?.verdict === verdict);
  }

  /** However long the answer takes: letters of a quote give way to dots, and what can be drawn on is not listed. */
  private cover(verdict: VerdictId): void {
    this.erased.add(verdict);
    this.tray = null;
    if (this.answer) this.answer = this.readable(this.answer);
    this.take(this.readable({ parts: [...this.states.values()] }).parts);
    this.redrawUnknown();
    this.onChange();
  }

  private readable<Read extends { parts: PartState[] }>(read: Read): Read {
    return this.erased.size === 0 ? read : { ...read, parts: read.parts.map((part) => this.coveredIn(part)) };
  }

  private coveredIn(part: PartState): PartState {
    const { erased } = this;
    if (part.kind === "comparison") {
      const rows = (of: typeof part.rows): typeof part.rows =>
        of.map((row) => (erased.has(row.verdict) ? withWordsCovered(row) : row));
      return { ...part, rows: rows(part.rows), now: part.now && rows(part.now) };
    }
    return "source" in part && part.source && erased.has(part.source.verdict) ? withWordsCovered(part) : part;
  }

  private want(...wanted: Wanted[]): void {
    if (this.ended.signal.aborted) return;
    for (const each of wanted) if (each !== "tray" || this.hasTray) this.wanted.add(each);
    if (this.timer || this.isAsking) return;
    this.timer = setTimeout(() => void this.ask(), this.tray || this.states.size > 0 ? REST_MS : 0);
  }

  private async ask(): Promise<void> {
    const { signal } = this.ended;
    this.timer = null;
    this.isAsking = true;
    const wanted = new Set(this.wanted);
    this.wanted.clear();
    const erased = [...this.erased];
    try {
      const [parts, tray] = await Promise.all([
        wanted.has("parts") ? readPartsNow(this.output, signal) : null,
        wanted.has("tray") ? readTray(this.output, signal) : null,
      ]);
      this.problem = null;
      if (parts) for (const verdict of erased) this.erased.delete(verdict);
      if (tray && this.erased.size === 0) this.tray = tray;
      if (parts) {
        this.answer = this.readable(parts);
        this.take(this.answer.parts);
        this.takeShutOut(parts.shutOut ?? null);
      }
      if (tray) this.redrawUnknown();
      this.onChange();
    } catch (error) {
      if (signal.aborted) return;
      this.problem = error;
      // The hello of the next connection asks again.
      if (!isOffline(error)) this.take([]);
      else if (!this.answer) await this.takeCopy();
      this.onChange();
    } finally {
      this.isAsking = false;
      if (this.wanted.size > 0) this.want();
    }
  }

  /** Blocks of which the server knows nothing yet show what the tray says. */
  private redrawUnknown(): void {
    this.redraw([...this.watchers.keys()].filter((block) => !this.states.has(block)));
  }

  private async takeCopy(): Promise<void> {
    const kept = await this.copy();
    if (!kept || this.ended.signal.aborted) return;
    this.copiedAt = kept.at;
    this.take(this.readable(kept).parts);
  }

  private takeShutOut(shutOut: ShutOut | null): void {
    const isSame = JSON.stringify(shutOut) === JSON.stringify(this.shutOut);
    this.shutOut = shutOut;
    // Which block says it depends on those before it.
    if (shutOut || !isSame) this.redraw();
  }

  private take(parts: readonly PartState[]): void {
    const before = this.states;
    this.states = new Map(parts.map((part) => [part.block as string, part]));
    this.changed = parts.filter((part) => "flags" in part && part.flags.length > 0);
    this.gone = parts.flatMap((part) => (part.kind === "record" && part.isGone ? [part.block] : []));
    for (const [block, calls] of this.watchers) {
      if (JSON.stringify(before.get(block)) === JSON.stringify(this.states.get(block))) continue;
      for (const call of calls) call();
    }
  }
}

function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "offline";
}
