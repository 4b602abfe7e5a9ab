import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import { OpenWording, type WordingKeeper } from "../../../methodology/draft/words/open-wording.ts";
import type { EntryChange } from "../../../sync/batch.ts";
import { overlapDraft } from "../../../sync/overlaps.ts";
import type { VerdictRooms } from "../../model/rooms.ts";
import type { ShownVerdict } from "../../model/shown-verdict.ts";
import { type AnswerPlace, AnswerValue } from "../../../../schema/domain/answer.ts";
import { parseAnswerEntry } from "../../../../schema/rooms/answer-keys.ts";
import type { Draft } from "../../../sync/draft.ts";
import { fromFields, isTyped, refusedWords, toFields, UNREADABLE } from "../typed-value.ts";

/** What of an answer is written in words or figures: the answer itself, or the note beside it. */
type WrittenPart = "value" | "note";

/** What stands in the fields of each question while one writes, by the entry of its answer. It outlives the sheet, which is shut beside the text. */
export class SheetWordings {
  private readonly all = new Map<string, OpenWording>();

  /** Of the answer itself, where its fields were ever there. */
  get(id: string): OpenWording | undefined {
    return this.all.get(this.keyOf(id, "value"));
  }

  of(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const key = this.keyOf(id, part);
    const wording = this.all.get(key) ?? this.begin(id, part, type);
    this.all.set(key, wording);
    return wording;
  }

  /** How many wait for a choice between one's own words and a colleague's. */
  get waiting(): number {
    return [...this.all.values()].filter(({ theirs }) => theirs !== null).length;
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
 * colleague's, and they would go with the page.
 */
export class LayerWordings extends SheetWordings {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  /** Drafts of words that met a colleague's while the page is here: their field asks for a choice itself. */
  private readonly metHere = new Set<string>();
  private readonly begun = new Map<
    OpenWording,
    { place: string; id: string; part: WrittenPart; type: Question["type"] }
  >();

  constructor(shown: ShownVerdict, rooms: VerdictRooms) {
    super();
    this.shown = shown;
    this.rooms = rooms;
  }

  /** Whether the field of these words is here, and asks. */
  asksFor(draft: string): boolean {
    return this.metHere.has(draft);
  }

  /** The question whose field asks for a choice between a draft and what stands there; null for any other draft. */
  choiceOf({ id, entries }: Draft): AnswerPlace | null {
    const [entry] = entries;
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
      if (!isClosed(place) || !wording.isDirty || wording.theirs !== null) continue;
      // What is refused is said beside its question as long as its layer is shown.
      if (isShown(place) && part === "value" && refusedWords(type, wording) !== null) continue;
      const value = fromWords(part, type, wording.mine);
      // What says no value is kept as it was typed, in words, to stand beside the note that there is.
      const fields =
        value === undefined ? { note: typedIn(wording.mine), was: "" } : { [part]: value, ...this.versionOf(part) };
      this.rooms.setAside(place, [{ root: "answers", id, made: false, fields }]);
      wording.drop();
    }
  }

  /** A draft that was sent again, or given up, is no second wording any more. */
  override of(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const wording = super.of(id, part, type);
    const draft = this.draftId(id, part);
    if (wording.theirs !== null && draft !== null && wording.isKept && !this.draft(draft)) wording.drop();
    return wording;
  }

  protected override keyOf(id: string, part: WrittenPart): string {
    return `${this.rooms.placeOf("layer") ?? ""} ${super.keyOf(id, part)}`;
  }

  protected override begin(id: string, part: WrittenPart, type: Question["type"]): OpenWording {
    const draft = this.draftId(id, part);
    const wording = new OpenWording("", draft === null ? null : this.keeperOf(draft, id, part, type));
    const before = draft === null ? undefined : this.draft(draft);
    const mine = before?.entries.map(({ fields }) => fields[part]).find((value) => value !== undefined);
    if (mine !== undefined) wording.meet(toWords(part, type, mine));
    const place = this.rooms.placeOf("layer");
    if (place !== null) this.begun.set(wording, { place, id, part, type });
    return wording;
  }

  private keeperOf(draft: string, id: string, part: WrittenPart, type: Question["type"]): WordingKeeper {
    const place = this.rooms.placeOf("layer") ?? "";
    return {
      keep: (mine) => {
        const value = fromWords(part, type, mine);
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
        this.rooms.store().drop(draft);
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
    return place === null ? null : `overlap ${place} ${id}/${part}`;
  }
}

function toWords(part: WrittenPart, type: Question["type"], value: unknown): string {
  if (part === "note" || !isTyped(type)) return typeof value === "string" ? value : "";
  return JSON.stringify(toFields(type, AnswerValue.nullable().catch(null).parse(value)));
}

/** What stands in the fields of a figure, as it was typed. */
function typedIn(words: string): string {
  return (JSON.parse(words || "[]") as string[]).filter((field) => field.trim() !== "").join(" ");
}

/** Undefined for what says no value, which stays in its fields. */
function fromWords(part: WrittenPart, type: Question["type"], words: string): unknown {
  if (part === "note" || !isTyped(type)) return words;
  const value = fromFields(type, JSON.parse(words || "[]") as string[]);
  return value === UNREADABLE ? undefined : value;
}
