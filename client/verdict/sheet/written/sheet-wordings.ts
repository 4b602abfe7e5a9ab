import { randomId } from "../../../../schema/domain/ids.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import { t } from "../../../i18n/t.ts";
import { continues, OpenWording, type WordingKeeper } from "../../../methodology/draft/words/open-wording.ts";
import type { EntryChange } from "../../../sync/batch.ts";
import { overlapDraft } from "../../../sync/overlaps.ts";
import type { TypedBoxes } from "../../../sync/pending-store.ts";
import type { VerdictRooms } from "../../model/rooms.ts";
import type { ShownVerdict } from "../../model/shown-verdict.ts";
import { type AnswerPlace, isEmptyWord } from "../../../../schema/domain/answer.ts";
import { parseAnswerEntry } from "../../../../schema/rooms/answer-keys.ts";
import { type Draft, figureIn, figureWords, type TypedPart, typedIn } from "../../../sync/draft.ts";
import type { HeldAs } from "../../../typed/held-draft.ts";
import { tellScreened, type TypedOn } from "../../../typed/typed-on.ts";
import type { TypedWords } from "../../../typed/typed-words.ts";
import { writerCard } from "../../cards/writer-card.ts";
import type { AnswerCommands } from "../answer-commands.ts";
import type { LayerAnswers } from "../layer-answers.ts";
import { questionOf } from "../question-of.ts";
import { fromFields, isTyped, refusedIn, refusedWords, storedWords } from "../typed-value.ts";
import {
  type Begun,
  begunAs,
  figureTyped,
  fromWords,
  overlapId,
  ownOf,
  toWords,
  wordsHeld,
  write,
  type WrittenPart,
} from "./written-words.ts";

/** What stands in the fields of each question while one writes, by the entry of its answer. It outlives the sheet, which is shut beside the text. */
export class SheetWordings {
  readonly all = new Map<string, OpenWording>();

  /** What stands in the fields of an answer and is not kept as one; null where it is, or nothing was typed. */
  refused(id: string, type: Question["type"]): string | null {
    return refusedWords(type, this.all.get(this.keyOf(id, "value")));
  }

  of(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const key = this.keyOf(id, part);
    const wording = this.all.get(key) ?? this.begin(id, part, type);
    this.all.set(key, wording);
    return wording;
  }

  /** Of which layer: what is typed into the fields of one is never another's. */
  get place(): string {
    return "";
  }

  /** How many wait for a choice between one's own words and a colleague's. */
  get waiting(): number {
    return [...this.all.values()].filter(({ theirs }) => theirs !== null).length;
  }

  protected isBegun(id: string): boolean {
    return this.all.has(this.keyOf(id, "value"));
  }

  protected keyOf(id: string, part: WrittenPart): string {
    return `${id}/${part}`;
  }

  protected begin(_id: string, _part: WrittenPart, _type: Question["type"]): OpenWording {
    return new OpenWording("");
  }
}

/**
 * Those of the layer that one works in. Words that met a colleague's are a draft until one of the two is chosen: the layer holds the
 * colleague's, and they would go with the page. So is what is not written yet, as it is typed: it stands in its fields again when those are
 * drawn anew, and words are written once the server has said that nobody wrote there since.
 */
export class LayerWordings extends SheetWordings implements TypedBoxes {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly typed: TypedWords;
  private readonly mayAnswer: () => boolean;
  /** Answers whose layer has closed, and as which draft their words are kept, until something else is typed there. */
  private readonly closed = new Map<string, string>();
  /** Of what stands in its fields from before this page: as which draft it is kept. */
  private readonly left = new Map<OpenWording, string>();
  /** Drafts of words that met a colleague's while the page is here: their field asks for a choice itself. */
  private readonly metHere = new Set<string>();
  private readonly begun = new Map<OpenWording, Begun>();

  constructor(shown: ShownVerdict, rooms: VerdictRooms, typed: TypedWords, mayAnswer: () => boolean) {
    super();
    this.typed = typed;
    this.mayAnswer = mayAnswer;
    this.shown = shown;
    this.rooms = rooms;
    rooms.store().boxes.add(this);
    rooms.store().callBy(({ entries }) => {
      const answer = entries.find(({ root }) => root === "answers");
      return answer ? questionOf(answer.id, shown.view, shown.language) : null;
    });
  }

  /** What was typed and is not written is kept by `typed`, what waits for a choice at each letter. */
  keepNow(): void {}

  screened(draft: Draft): void {
    const typed = typedIn(draft);
    for (const [wording, { place, id, part, type }] of this.begun) {
      const waits = draft.id === overlapId(place, id, part);
      if (waits) {
        wording.screened(toWords(part, type, draft.entries[0]?.fields[part]), null);
        tellScreened(draft.id);
      } else if (typed?.answer === id && draft.place === place && (typed.part === "note") === (part === "note")) {
        const fields = figureIn(draft)?.fields;
        wording.screened(fields ? JSON.stringify(fields) : typed.words, fields ? null : wordsHeld(typed.was));
      }
    }
  }

  close(): void {
    this.rooms.store().boxes.delete(this);
  }

  /** Whether the field of these words is here, and asks. */
  asksFor(draft: string): boolean {
    return this.metHere.has(draft);
  }

  /** With what was typed before this page was here, whose fields were not drawn yet. */
  override refused(id: string, type: Question["type"]): string | null {
    if (this.isBegun(id)) return super.refused(id, type);
    const left = this.leftIn(id, "value", type);
    return left && isTyped(type) ? refusedIn(type, JSON.parse(left.mine) as string[]) : null;
  }

  /**
   * The question whose field asks for a choice between a draft and what stands there, or has what is not written; null for any
   * other draft.
   */
  choiceOf(draft: Draft): AnswerPlace | null {
    const { id, entries, place } = draft;
    const [entry] = entries;
    const typed = typedIn(draft);
    if (typed) return place === this.rooms.placeOf("layer") ? parseAnswerEntry(typed.answer) : null;
    const isOfField =
      entry !== undefined && (["value", "note"] as const).some((part) => id === this.draftId(entry.id, part));
    return isOfField ? parseAnswerEntry(entry.id) : null;
  }

  /** Whether words that wait for a choice would go with the page. */
  get areAtRisk(): boolean {
    const { isOnDevice, isSettled } = this.rooms.store();
    return this.metHere.size > 0 && !(isOnDevice && isSettled);
  }

  /** Keeps as drafts what stands in fields, not written yet, of a layer that is not open to write in any more. */
  setAside(): void {
    this.keepWhere(
      (place) => !this.rooms.mayWrite(place),
      (place) => place === this.rooms.placeOf("layer"),
    );
  }

  /** The same of all layers: their verdict is not open any more, and nothing is said beside a question. */
  setAllAside(): void {
    this.keepWhere(
      () => true,
      () => false,
    );
  }

  private keepWhere(isClosed: (place: string) => boolean, isShown: (place: string) => boolean): void {
    for (const [wording, { place, id, part, type }] of this.begun) {
      // Of two that wait for a choice one's own is a draft.
      if (!isClosed(place) || wording.theirs !== null) continue;
      if (!wording.isDirty) {
        const own = ownOf(wording, part, type);
        for (const draft of begunAs(this.rooms.store().drafts, { place, id, part, type }, wording))
          if (own.own && !draft.own) this.rooms.store().setAside({ ...draft, ...own }, null);
        wording.close();
        continue;
      }
      // What is refused is said beside its question as long as its layer is shown.
      if (isShown(place) && part === "value" && refusedWords(type, wording) !== null) continue;
      const value = fromWords(part, type, wording.mine);
      const draft = randomId();
      // What says no value is kept as it was typed, in words, to stand beside the note that there is.
      const fields =
        value === undefined ? { note: figureTyped(wording.mine), was: "" } : { [part]: value, ...this.versionOf(part) };
      this.dropBegun({ place, id, part, type }, wording);
      this.rooms.setAside(place, [{ root: "answers", id, made: false, fields }], draft, ownOf(wording, part, type));
      wording.drop();
      this.closed.set(overlapId(place, id, part), draft);
    }
  }

  /**
   * Its field has gone from under whoever types in it: its words are a draft from now on, which nobody but they write anywhere. They may lay it
   * into the field of the same question in a layer that is theirs alone.
   */
  private heldAs(wording: OpenWording, { place, id, part, type }: Begun): HeldAs {
    const met = overlapId(place, id, part);
    const draft = this.closed.get(met) ?? (wording.theirs === null ? randomId() : met);
    const own = ownOf(wording, part, type);
    return {
      id: draft,
      store: this.rooms.store(),
      why: () => this.rooms.whyClosed(place),
      isOver: () => !own.own && this.place !== place && this.mayAnswer(),
      keep: (words) => {
        this.dropBegun({ place, id, part, type }, wording);
        if (wording.waits) wording.drop();
        const isFigure = part === "value" && isTyped(type);
        const fields = isFigure ? { note: words, was: "" } : { [part]: words, ...this.versionOf(part) };
        this.rooms.setAside(place, [{ root: "answers", id, made: false, fields }], draft, own);
      },
      into: () => {
        const now = this.rooms.placeOf("layer");
        // What a colleague wrote goes into no answer of who codes alone.
        const isAlone = own.own && this.rooms.discussion("own")?.right === "write" && this.mayAnswer();
        if (now === null || now === place || !isAlone || (part === "value" && type !== "text")) return null;
        const put = (words: string): void => this.put({ place: now, id, part, type }, words, draft);
        return questionOf(id, this.shown.view, this.shown.language) === null
          ? null
          : { label: t(`sync.held-into-${part}`), put };
      },
    };
  }

  /** Into the field, as if it had been typed there before this page was here: over nothing that stands there. */
  private put({ place, id, part, type }: Begun, words: string, draft: string): void {
    const wording = this.of(id, part, type);
    const stored = this.rooms.layer?.answers.answers(new Set([id])).get(id);
    wording.resume(words, "");
    wording.take(part === "note" ? (stored?.note ?? "") : typeof stored?.value === "string" ? stored.value : "");
    this.typed.take(this.typedOn(place, id, part, type, ""), words, draft);
  }

  private dropBegun(of: Begun, wording: OpenWording): void {
    const store = this.rooms.store();
    for (const { id } of begunAs(store.drafts, of, wording)) store.drop(id, "replaced");
  }

  /** A draft that was sent again, or given up, is no second wording any more. */
  override of(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const wording = super.of(id, part, type);
    if (wording.isLeft && !this.draft(this.left.get(wording) ?? "")) wording.drop();
    const draft = this.draftId(id, part);
    if (wording.theirs !== null && draft !== null && wording.isKept && !this.draft(draft)) wording.drop();
    return wording;
  }

  override get place(): string {
    return this.rooms.placeOf("layer") ?? "";
  }

  protected override keyOf(id: string, part: WrittenPart): string {
    return `${this.place} ${super.keyOf(id, part)}`;
  }

  protected override begin(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const draft = this.draftId(id, part);
    const wording = new OpenWording("", draft === null ? null : this.keeperOf(draft, id, part, type));
    const before = draft === null ? undefined : this.draft(draft);
    const mine = before?.entries.map(({ fields }) => fields[part]).find((value) => value !== undefined);
    if (mine !== undefined) wording.meet(toWords(part, type, mine));
    const place = this.rooms.placeOf("layer");
    if (place !== null) this.begun.set(wording, { place, id, part, type });
    if (mine === undefined) this.goOn(wording, id, part, type);
    return wording;
  }

  /**
   * Lays what was typed before into its fields again. Where one may not write, a figure stands there and in the list, to be discarded, and
   * words in the list alone.
   */
  private goOn(wording: OpenWording, id: string, part: WrittenPart, type: Question["type"]): void {
    const left = this.leftIn(id, part, type);
    if (!left) return;
    const { on, mine, words, draft } = left;
    const mayWrite = this.rooms.mayWrite(on.place);
    if (on.part !== "figure" && !mayWrite) return;
    this.left.set(wording, draft);
    wording.resume(mine, wordsHeld(on.was));
    if (mayWrite) this.typed.take(on, words, draft);
  }

  private leftIn(id: string, part: WrittenPart, type: Question["type"]) {
    const place = this.rooms.placeOf("layer");
    const kept = place === null ? undefined : this.typed.kept(this.typedOn(place, id, part, type, ""));
    const typed = kept && typedIn(kept);
    if (place === null || !typed) return null;
    const { words, was } = typed;
    const mine = typed.part === "figure" ? JSON.stringify(figureIn(kept)?.fields) : words;
    return { on: this.typedOn(place, id, part, type, was), mine, words, draft: kept.id };
  }

  private typedOn(place: string, answer: string, part: WrittenPart, type: Question["type"], was: string) {
    const kept: TypedPart = part === "value" && isTyped(type) ? "figure" : part;
    return { kind: "answer", place, answer, part: kept, was } satisfies TypedOn;
  }

  /**
   * Writes words that were typed before this page was here, as their field would have a moment later: once the server has said what stands
   * there, and that is what they were typed over. What another stands in place of is chosen in its field.
   */
  writeLeft(answers: LayerAnswers, commands: AnswerCommands): void {
    const place = this.rooms.placeOf("layer");
    if (place === null || !this.rooms.mayWrite(place) || !this.rooms.isUpToDate(place)) return;
    const store = this.rooms.store();
    for (const draft of store.drafts.filter((each) => each.why === "typed" && each.place === place)) {
      const typed = typedIn(draft);
      const at = typed && parseAnswerEntry(typed.answer);
      if (!typed || !at || typed.part === "figure" || store.isInOtherTab(draft)) continue;
      const { part, was } = typed;
      const on = { kind: "answer", place, answer: typed.answer, part, was } satisfies TypedOn;
      const begun = this.all.get(this.keyOf(typed.answer, part));
      if (begun && !begun.isLeft) continue;
      const answer = answers.get(at.question, at.subject);
      const stored = part === "note" ? (answer?.note ?? "") : storedWords(answer);
      if (continues(stored, typed.words, wordsHeld(was))) {
        this.typed.take(on, null);
        continue;
      }
      // That the verdict does not say it, is an answer too.
      if ((stored || this.emptyWordIn(typed.answer, part)).trim() !== was.trim()) continue;
      if (write(commands, at, part, typed.words)) this.typed.take(on, null);
    }
  }

  /** The word of every question that is the answer in the layer, where it is one; else "". */
  private emptyWordIn(answer: string, part: TypedPart): string {
    const value = part === "value" ? this.rooms.layer?.answers.entries.value(answer, "value") : null;
    return typeof value === "string" && isEmptyWord(value) ? value : "";
  }

  /** `mine`: what stands in the fields and is not written. */
  private noteTyped(on: ReturnType<LayerWordings["typedOn"]>, type: Question["type"], mine: string | null): void {
    if (on.part !== "figure" || !isTyped(type))
      return this.typed.take({ ...on, was: on.was || this.emptyWordIn(on.answer, on.part) }, mine);
    const fields = JSON.parse(mine || "[]") as string[];
    const words = fromFields(type, fields) === null ? "" : figureWords(fields);
    this.typed.take({ ...on, was: on.was || "[]" }, words);
  }

  private keeperOf(draft: string, id: string, part: WrittenPart, type: Question["type"]): WordingKeeper {
    const place = this.rooms.placeOf("layer") ?? "";
    const note = (mine: string | null, was: string): void => {
      this.closed.delete(draft);
      this.noteTyped(this.typedOn(place, id, part, type, was), type, mine);
    };
    return {
      note,
      goOn: (wording) => this.heldAs(wording, { place, id, part, type }),
      isHere: () => place === "" || this.rooms.isHere(place),
      isOwn: () => {
        const [answer] = this.rooms.layer?.answers.answers(new Set([id])) ?? [];
        const client = answer?.[1].writers[part];
        return client !== undefined && writerCard(this.shown, this.rooms, "layer", client).id === this.shown.me;
      },
      keep: (mine) => {
        const value = fromWords(part, type, mine);
        note(value === undefined ? mine : null, "");
        if (value === undefined) return;
        const known = this.draft(draft)?.entries[0]?.fields[part];
        if (known !== undefined && JSON.stringify(known) === JSON.stringify(value)) return;
        this.metHere.add(draft);
        const change: EntryChange = {
          root: "answers",
          id,
          made: false,
          fields: { [part]: value, ...this.versionOf(part) },
        };
        this.rooms.store().setAside({ ...overlapDraft(place, change), id: draft }, null);
      },
      letGo: () => {
        this.metHere.delete(draft);
        this.rooms.store().drop(draft, "let-go");
      },
    };
  }

  /** Of the methodology, which a value is of, and a note is not. */
  private versionOf(part: WrittenPart): { version?: number } {
    return part === "value" ? { version: this.shown.view.methodology?.number ?? 1 } : {};
  }

  private draft(id: string) {
    return this.rooms.store().drafts.find((draft) => draft.id === id);
  }

  /** Null where no layer is open. */
  private draftId(id: string, part: WrittenPart): string | null {
    const place = this.rooms.placeOf("layer");
    return place === null ? null : overlapId(place, id, part);
  }
}
