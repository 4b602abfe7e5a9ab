import type { AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import type { QuestionId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { isRidOfWords } from "../../../schema/text/token.ts";
import type { Answer, AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import type { RememberedWords } from "../../sync/pending-store.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { TagView } from "../../reader/text-views.ts";
import { writerCard } from "../cards/writer-card.ts";
import type { AnswerView, AnswerViews } from "./answer-view.ts";
import { evidenceViews } from "./evidence-views.ts";

/** The answers of the layer that one works in, as views; only those are made anew that can have changed. */
export class LayerAnswers implements RememberedWords {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly tagOf: (id: string) => TagView | null;
  private byId = new Map<string, AnswerView>();
  private list: AnswerViews | null = null;
  private readonly pending = new Set<string>();
  private readonly nameless = new Set<string>();
  /** Answers that rest on a tag, by its id. */
  private readonly restingOn = new Map<string, Set<string>>();
  /** What this person answered here last, while the page is open: another's answer in its place is said and not only shown. */
  private readonly given = new Map<string, AnswerValue>();
  /** All that this person answered here in words, of which one may stand there without what was erased. */
  private readonly said = new Map<string, Set<string>>();
  /** What a colleague, or this person on another device, had answered where this person's answer stands now. */
  private readonly over = new Map<string, { value: AnswerValue | null; author: () => MemberCard }>();
  /** Perhaps something is erased from answers in words that were given here. */
  private isCovered = false;
  private builtFrom: AnswersRoom | null = null;
  private stopFollowing = (): void => undefined;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, tagOf: (id: string) => TagView | null) {
    this.shown = shown;
    this.rooms = rooms;
    this.tagOf = tagOf;
  }

  /** Every answer of which something was ever written; the same object as long as none has changed. */
  get all(): AnswerViews {
    this.list ??= new Map(this.byId);
    return this.list;
  }

  get(question: QuestionId, subject: AnswerSubject): AnswerView | null {
    return this.byId.get(answerEntry(question, subject)) ?? null;
  }

  /** Makes the views of these answers anew, or all: where null, and where the layer is another. */
  rebuild(ids: ReadonlySet<string> | null): void {
    const room = this.rooms.layer?.answers ?? null;
    if (ids?.size === 0 && room === this.builtFrom) return;
    this.list = null;
    if (ids === null || room !== this.builtFrom) {
      if (room !== this.builtFrom) this.follow(room);
      this.builtFrom = room;
      for (const known of [this.byId, this.pending, this.nameless, this.restingOn]) known.clear();
      ids = null;
    }
    for (const [id, answer] of room?.answers(ids ?? undefined) ?? []) this.byId.set(id, this.toView(id, answer));
  }

  /** From here on what this person answered is compared with what comes; what a page before this one did not send, too. */
  private follow(room: AnswersRoom | null): void {
    this.stopFollowing();
    this.given.clear();
    this.over.clear();
    for (const [id, { value }] of room ? this.rooms.unsaved("layer", "answers") : [])
      if (value !== undefined && value !== null) this.given.set(id, value as AnswerValue);
    this.stopFollowing =
      room?.observe((keys, transaction) => {
        const came = room.overtaken(keys, transaction);
        for (const { id, value, writer } of came)
          if (!this.isRid(id, value)) this.over.set(id, { value, author: () => this.card(writer) });
        if (came.length > 0) this.rebuild(new Set(came.map(({ id }) => id)));
      }) ?? ((): void => undefined);
  }

  private card(client: number): MemberCard {
    return writerCard(this.shown, this.rooms, "layer", client);
  }

  /** These tags have changed; null = all. */
  tagsChanged(tags: ReadonlySet<string> | null): void {
    const resting = tags ? [...tags] : [...this.restingOn.keys()];
    this.rebuild(new Set(resting.flatMap((tag) => [...(this.restingOn.get(tag) ?? [])])));
  }

  /** What the names of writers that have just come can change; null = everything, where the layer is another. */
  unknownAuthors(): ReadonlySet<string> | null {
    return (this.rooms.layer?.answers ?? null) === this.builtFrom ? new Set(this.nameless) : null;
  }

  /** Makes those anew that have been acknowledged since. */
  settle(): void {
    const settled = [...this.pending].filter((id) => !this.rooms.isUnsaved("layer", "answers", id));
    for (const id of settled) this.pending.delete(id);
    if (settled.length > 0) this.rebuild(new Set(settled));
  }

  /** This person answers; null = they take it back, or have seen what another answered in its place. */
  gave(id: string, value: AnswerValue | null): void {
    if (value === null) this.given.delete(id);
    else this.given.set(id, value);
    if (typeof value === "string") this.said.set(id, (this.said.get(id) ?? new Set()).add(value));
  }

  /** Whether it is what an erasure has left of an answer of this person's: nobody gave it anew. */
  private isRid(id: string, value: AnswerValue | null): boolean {
    const said = [...(this.said.get(id) ?? [])];
    return typeof value === "string" && said.some((each) => isRidOfWords(each, value));
  }

  /** Before this person writes an answer, or takes one back: a colleague's that it replaces can be put back. */
  takesPlace(id: string, value: AnswerValue | null): void {
    const { value: before = null, author = null, mine = true } = this.byId.get(id) ?? {};
    if (before !== null && author && !mine) this.over.set(id, { value: before, author: () => author });
    if (JSON.stringify(this.over.get(id)?.value) === JSON.stringify(value)) this.over.delete(id);
  }

  /** Answers in words that another stands in the place of are not told until it is known what is left of them. */
  cover(): string[] {
    const words = [...this.given.values(), ...[...this.over.values()].map(({ value }) => value)];
    const said = words.filter((each) => typeof each === "string");
    this.isCovered = said.length > 0;
    this.rebuild(new Set([...this.given.keys(), ...this.over.keys()]));
    return said;
  }

  uncover(left: (words: string) => string): void {
    this.isCovered = false;
    for (const [id, value] of this.given) if (typeof value === "string") this.given.set(id, left(value));
    for (const [id, { value, author }] of this.over)
      if (typeof value === "string") this.over.set(id, { value: left(value), author });
    this.rebuild(new Set([...this.given.keys(), ...this.over.keys()]));
  }

  private toView(id: string, answer: Answer): AnswerView {
    const { shown, rooms } = this;
    const { question, subject, value, version, note, certainty, writers } = answer;
    const card = (part: string): MemberCard | null => {
      const client = writers[part];
      return client === undefined ? null : this.card(client);
    };
    const author = card("value");
    const pending = rooms.isUnsaved("layer", "answers", id);
    if (pending) this.pending.add(id);
    const isNameless = Object.keys(writers).some((part) => card(part) === shown.unknown);
    if (isNameless) this.nameless.add(id);
    else this.nameless.delete(id);
    for (const { id: tag, anchor } of answer.evidence)
      if (!anchor) this.restingOn.set(tag, (this.restingOn.get(tag) ?? new Set()).add(id));
    const given = this.given.get(id);
    // On another device too: but what is undone here is undone knowingly.
    const isElsewhere = author?.id !== shown.me || writers["value"] !== this.builtFrom?.client;
    const isOther = given !== undefined && isElsewhere && JSON.stringify(given) !== JSON.stringify(value);
    const isShown = (words: AnswerValue | null): boolean => !(this.isCovered && typeof words === "string");
    const isReplaced = isOther && isShown(given) && !this.isRid(id, value);
    const over = author?.id === shown.me ? this.over.get(id) : undefined;
    const isOver = over !== undefined && isShown(over.value) && JSON.stringify(over.value) !== JSON.stringify(value);
    return {
      id,
      question,
      subject,
      value,
      version,
      note,
      certainty,
      evidence: evidenceViews(shown, this.tagOf, answer.evidence, (each) => card(`ev/${each}`)),
      author,
      at: null,
      noteAuthor: note ? card("note") : null,
      mine: author?.id === shown.me,
      pending,
      replaced: isReplaced ? given : null,
      over: isOver ? { value: over.value, author: over.author() } : null,
    };
  }
}
