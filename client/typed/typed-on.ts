import type { AnnotationId, CommentId, ThreadId } from "../../schema/domain/ids.ts";
import { actName, readPlace } from "../../schema/rooms/room-place.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";
import type { ForWhom } from "./for-whom.ts";
import { ofMember } from "./of-member.ts";
import type { TypedPart } from "../sync/draft.ts";
import type { EntryChange } from "../sync/batch.ts";
import { TAG_WORDS, type TagWord } from "../../schema/rooms/tag-words.ts";

/**
 * What words belong to that are being typed: a reply to a thread, another wording of a comment, the note of a tag, the first words of a
 * thread on what its `fields` say, the fields of an answer or of its note that are not written yet, or an act that the server is asked for (the reason of a
 * ruling).
 */
export type TypedOn =
  | {
      kind: "begin";
      audience: ForWhom;
      key: string;
      fields: Record<string, unknown>;
      /** Its box stays where the place closes, and says so. */
      stays?: true;
    }
  | { kind: "reply"; audience: ForWhom; thread: ThreadId }
  /** `was`, here and below: what stood in the field when it was begun. */
  | { kind: "edit"; audience: ForWhom; comment: CommentId; was?: string }
  /** `isFirst`: nothing stood there as it was begun, so that no words of a colleague's are among it. */
  | { kind: "note"; tag: AnnotationId; word: TagWord; isFirst?: boolean; was?: string }
  /** What the layer held. */
  | { kind: "answer"; place: string; answer: string; part: TypedPart; was: string }
  | { kind: "act"; key: string; was?: string };

/** Words begun and not sent, by the key of their box, while the page lives: a card that scrolls away must not lose them. */
export const unsentWords = ofMember(new Map<string, string>());

type Screened = (key: string, replaced: ReadonlyMap<unknown, unknown>) => void;
const screenings = new Set<Screened>();

/**
 * Calls back, with the key of a box, when what is erased was replaced in the words that it holds, until the answer is called. `replaced`: what its
 * words are about, as it was and as it is, where that was erased too.
 */
export function onScreened(listener: Screened): () => void {
  screenings.add(listener);
  return () => screenings.delete(listener);
}

/** What is erased was replaced in the words of the box with this key. */
export function tellScreened(key: string, replaced: ReadonlyMap<unknown, unknown> = new Map()): void {
  for (const listener of screenings) listener(key, replaced);
}

/** Its name, which is the key of its box; one person types one of each at a time. */
export function typedKey(on: TypedOn): string {
  if (on.kind === "begin" || on.kind === "act") return on.key;
  if (on.kind === "note") return `${on.word} ${on.tag}`;
  if (on.kind === "answer") return `${on.part} ${on.place} ${on.answer}`;
  return on.kind === "reply" ? `reply ${on.thread}` : `edit ${on.comment}`;
}

/** The key of the box for first words on a disagreement. */
export function disagreementKey(of: string): string {
  return `case ${of}`;
}

/** The key of the box of a reply, of another wording of a comment or of a tag's note, by what it was kept as; null for anything else. */
export function answeredKey({ root, id, made, fields }: EntryChange): string | null {
  if (root === "comments" && !made) return `edit ${id}`;
  if (root === "comments") return typeof fields["thread"] === "string" ? `reply ${fields["thread"]}` : null;
  const word = root === "annotations" && !made ? TAG_WORDS.find((each) => each in fields) : undefined;
  return word ? `${word} ${id}` : null;
}

/**
 * Where drafts of words for an act lie, by what they are of, so that the server is asked of the right thing what was erased from it.
 */
export function actPlace(kind: ScopeKind, key: string): string {
  return actName(kind, key);
}

/** The key of the box whose words lie there; null for a place among rooms. */
export function actOf(name: string): string | null {
  const place = readPlace(name);
  return place?.kind === "act" ? place.key : null;
}
