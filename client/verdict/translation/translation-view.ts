import type { TranslationId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";

/** The translation of a passage as cards show it. Offsets are of the revision shown. */
export interface TranslationView {
  id: TranslationId;
  /** The room that holds it. */
  from: Audience | "layer";
  language: UiLanguage;
  text: string;
  ranges: Range[];
  /** What became of the words since it was last written; `removed`: none is left. */
  state: ResolvedAnchor["state"];
  author: MemberCard;
  /** Another member who last changed it, or null. */
  changedBy: MemberCard | null;
  createdAt: string;
  canChange: boolean;
  pending: boolean;
}

/** A translation that is being written: a new one, or another wording of one. */
export interface Translating {
  /** Under which its words are kept, however the text is corrected meanwhile. */
  key: string;
  /** The passage as it was chosen: what a new one is sent with, whatever has become of the text. */
  anchor: Anchor;
  /** Of the text that is shown; without words where these are gone. */
  ranges: readonly Range[];
  id: TranslationId | null;
  language: UiLanguage;
  /** What there is to write anew, as it stands now. */
  text: string;
  /** What became of the words since they were chosen. */
  state: ResolvedAnchor["state"];
}

/** What is being written, as it stands now: of what is gone meanwhile, or written otherwise, nothing is left to be sent by itself. */
export function asItStands(
  translating: Translating,
  all: readonly TranslationView[],
  state: ResolvedAnchor["state"],
): Translating {
  const { id } = translating;
  const text = id === null ? translating.text : (all.find((each) => each.id === id)?.text ?? "");
  return text === translating.text && state === translating.state ? translating : { ...translating, text, state };
}

/** Whether a translation is of exactly these words. */
export function isOf({ ranges }: Pick<TranslationView, "ranges">, of: readonly Range[]): boolean {
  return (
    ranges.length === of.length && ranges.every(({ start, end }, i) => start === of[i]?.start && end === of[i]?.end)
  );
}
