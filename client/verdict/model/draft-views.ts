import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import { Unit, type UnitLabel } from "../../../schema/domain/unit.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";
import { slipIn } from "../../../schema/rooms/room-place.ts";
import { UNITS } from "../../../schema/protocol/http/rounds.ts";
import { PackedAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Anchor, Range, ResolvedAnchor, Revision } from "../../../schema/text/revision.ts";
import { mayBeJoint, typedIn, wordsRead, type Draft, type DraftReason, type LayerClosing } from "../../sync/draft.ts";
import { actOf } from "../../typed/typed-on.ts";
import { passageOfKey } from "../translation/passage-key.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

/** A draft as its author sees it: the words, and where they hung. */
export interface DraftView {
  id: string;
  /** Note or comment; empty for a bare tag. */
  words: string;
  /**
   * Of what could not be written where it hung, why that is so now. `deleted`: on a tag that was deleted before it came there; to try it again
   * restores the tag. `emptied`: what stood in its field was taken out, and that is not written. `blind`: who codes blind reads it after the
   * reveal, as words of a colleague's may be among it. `slip`: it was for a slip, and the silence was over.
   */
  why: DraftReason | LayerClosing | "deleted" | "emptied" | "blind" | "slip";
  late: boolean;
  /** Whether it can be tried here: what was typed of an answer, and words for an act, come back in their box alone, what was for a slip on its own page, and nothing is written into a layer whose round is over. */
  canRetry: boolean;
  /** Where what was typed and not sent is gone on with: a thread that it begins, or answers; null where it is neither, or not open. */
  goOn: GoOn | null;
  /**
   * The question where it is chosen between it and a colleague's words, or where what was typed of it is gone on with; null for what has
   * no such field, or none that is open.
   */
  choose: AnswerPlace | null;
  /** Code of the category, where it was a tag. */
  code: string | null;
  /** The question, where it was an answer. */
  question: string | null;
  /** The note that stands where its words would: sent, they replace it. */
  replaces: string;
  /** The defendant or victim that it proposes. */
  unit: UnitLabel | null;
  /** Coram's number of the paragraph, and the words of the verdict; null where they are not known here. */
  place: { paragraph: string; quote: string } | null;
  /** It hung on words that are not in the text any more. */
  isGone: boolean;
}

export type GoOn =
  | { kind: "begin"; audience: ForWhom; ranges: readonly Range[]; tag: TagView | null }
  | { kind: "reply"; audience: ForWhom; thread: ThreadId };

/** What a draft does not know by itself. */
export interface DraftContext {
  revision: Revision;
  resolve(anchor: Anchor): ResolvedAnchor | null;
  tag(id: string): TagView | null;
  thread(id: string): ThreadView | null;
  code(category: string): string | null;
  /** Whom what lies at a place is for, where this person may begin threads there. */
  audience(place: string): ForWhom | null;
  /** Why nothing can be written in a layer now; null for what is no layer, or is open. */
  closing(place: string): LayerClosing | null;
  /** Whether a place is open to be written in. */
  mayWrite(place: string): boolean;
  /** The question whose field asks for a choice between the draft and what stands there. */
  choice(draft: Draft): AnswerPlace | null;
  /** Names the question of an answer, `<question>/<subject>`. */
  question(answer: string): string | null;
  /** A value of such an answer in the reader's words. */
  value(answer: string, value: unknown): string | null;
}

export function draftView(draft: Draft, context: DraftContext): DraftView {
  const passage = rangesOf(draft, context);
  const ranges = passage ?? [];
  const first = ranges[0];
  // A space may be left between what stood around words that are gone.
  const words = quote(context.revision, ranges).trim();
  const category = draft.entries.map(({ fields }) => fields["category"]).find((value) => typeof value === "string");
  const tag = draft.entries.map(({ id }) => context.tag(id)).find((each) => each !== null);
  const question =
    draft.entries.flatMap(({ root, id }) => (root === "answers" ? (context.question(id) ?? []) : []))[0] ?? null;
  const isBlind = context.closing(draft.place) === "begun" && mayBeJoint(draft);
  return {
    id: draft.id,
    words: isBlind ? "" : wordsRead(draft, (answer, value) => context.value(answer, value) ?? value),
    why: isBlind
      ? "blind"
      : draft.entries.some(({ made, fields }) => !made && fields["deleted"] === null)
        ? "deleted"
        : reasonOf(draft, context),
    late: draft.late,
    canRetry:
      actOf(draft.place) === null &&
      slipIn(draft.place) === null &&
      typedIn(draft) === null &&
      mayOpenAgain(context.closing(draft.place)),
    goOn: draft.why === "typed" ? goOnOf(draft, ranges, context) : null,
    choose: question !== null && context.mayWrite(draft.place) ? context.choice(draft) : null,
    question,
    replaces: replacedBy(draft, context),
    unit: unitOf(draft),
    code: category ? context.code(category) : (tag?.code ?? null),
    place: first
      ? {
          paragraph: blockAt(context.revision.blocks, first.start)?.number ?? "",
          quote: words,
        }
      : null,
    isGone: passage !== null && words === "",
  };
}

/** A right may have come back that the page has not heard of yet; a round that is over does not. */
function mayOpenAgain(closing: LayerClosing | null): boolean {
  return closing === null || closing === "read-only";
}

/** What it was set aside for may be of a moment in which the page had not heard yet what had become of the place. */
function reasonOf(draft: Draft, context: DraftContext): DraftView["why"] {
  if (draft.why === "typed" && typedIn(draft)?.words === "") return "emptied";
  const { why, place } = draft;
  if (why !== "no-access" && why !== "read-only") return why;
  if (slipIn(place) !== null) return "slip";
  return context.closing(place) ?? (context.mayWrite(place) ? "read-only" : why);
}

function replacedBy({ entries }: Draft, context: DraftContext): string {
  for (const { id, made, fields } of entries) {
    const tag = made ? null : context.tag(id);
    const word = tag && TAG_WORDS.find((each) => each in fields);
    if (tag && word && tag[word] !== fields[word]) return tag[word];
  }
  return "";
}

function goOnOf({ entries, place }: Draft, ranges: readonly Range[], context: DraftContext): GoOn | null {
  const begun = entries.find(({ root, made }) => root === "threads" && made);
  if (begun) {
    const audience = context.audience(place);
    // What is said of an answer or of a disagreement is begun beside that.
    return audience && ranges.length > 0 && !("case" in begun.fields)
      ? { kind: "begin", audience, ranges, tag: context.tag(textOf(begun.fields["annotation"])) }
      : null;
  }
  const said = entries.find(({ root, made }) => root === "comments" && made);
  const thread = said && context.thread(textOf(said.fields["thread"]));
  return thread?.canReply && !thread.resolved ? { kind: "reply", audience: thread.audience, thread: thread.id } : null;
}

function unitOf({ entries }: Draft): UnitLabel | null {
  const entry = entries.find(({ root }) => root === UNITS);
  return entry ? (Unit.pick({ kind: true, label: true }).safeParse(entry.fields).data ?? null) : null;
}

/** Ranges in the revision shown, of the first entry that has a place or hangs on something that has; null where none has. */
function rangesOf({ entries, place }: Draft, context: DraftContext): readonly Range[] | null {
  const translated = passageOfKey(actOf(place) ?? "");
  if (translated) return context.resolve(translated)?.ranges ?? null;
  for (const { id, fields } of entries) {
    const passage = Object.keys(fields).find((name) => name.startsWith("ev/"));
    const anchor = PackedAnchor.safeParse(fields[passage ?? "anchor"]);
    const at = anchor.success ? context.resolve(anchor.data) : null;
    if (at) return at.ranges;
    const hung =
      context.tag(id) ??
      context.thread(id) ??
      context.tag(textOf(fields["annotation"])) ??
      context.thread(textOf(fields["thread"]));
    if (hung) return hung.ranges;
  }
  return null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
