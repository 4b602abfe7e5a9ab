import type * as Y from "yjs";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { AnswersRoom, type Answer } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom, type Comment, type Thread } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom, type Annotation } from "../../../schema/rooms/layer-room.ts";
import { scopeOf, type RoomScope, type ScopeIdOf, type ScopeKind } from "../../../schema/rooms/room-scope.ts";
import { mentionsIn } from "../../../schema/rooms/mentions.ts";
import { TranslationsRoom, type PassageTranslation } from "../../../schema/rooms/translations-room.ts";
import type { RoomRow } from "../../store/room-store.ts";
import type {
  AnnotationRow,
  AnswerRow,
  CommentRow,
  RoomRows,
  SlipTagRow,
  ThreadRow,
  TranslationRow,
} from "../../store/rows.ts";
import { SlipRoom } from "../../../schema/rooms/slip-room.ts";
import { projectOutput } from "./output-projection.ts";
import { XML_CHANGES, type ChangedEntries } from "../gate/tripwire.ts";
import { TAG_WORDS, tagWords } from "../../../schema/rooms/tag-words.ts";

/** The member behind a Yjs client id of the room. */
export type MemberOf = (client: number) => MemberId | undefined;

/** How the rows of a room of a scope are made: of the entries named in `changed`, or of all. */
type Project<Kind extends ScopeKind> = (
  doc: Y.Doc,
  room: RoomRow,
  id: ScopeIdOf<Kind>,
  memberOf: MemberOf,
  changed: ChangedEntries | "all",
) => RoomRows;

const PROJECTIONS: { readonly [Kind in ScopeKind]: Project<Kind> } = {
  verdict(doc, room, _, memberOf, changed) {
    if (room.kind === "slip") return { ...noRows(), slipTags: marksIn(doc, room, changed) };
    const rows = toRows(room, memberOf, changed === "all" ? allIn(doc, room) : entriesIn(doc, room, changed));
    return room.kind === "discussion" ? { ...rows, ...mentionsOf(doc, changed) } : rows;
  },
  output(doc, { kind }, output, _, changed) {
    if (kind !== "output") return { ...noRows(), ...mentionsOf(doc, changed) };
    // Words of a text are in no row: most changes are of these, and the whole document is looked at for the others.
    const isInRows = changed === "all" || changed.has("meta") || changed.get("content")?.has(XML_CHANGES.nodes);
    return isInRows ? { ...noRows(), output: projectOutput(doc, output) } : noRows();
  },
  // Its versions are what is read of a methodology, and an accessor makes the root that it reads.
  methodology: (doc, { kind }, _, __, changed) =>
    kind === "discussion" ? { ...noRows(), ...mentionsOf(doc, changed) } : noRows(),
};

/** Rows of the entries named in `changed`. A pure function of the document and the bindings, so that a rebuild comes out equal. */
export function project(doc: Y.Doc, room: RoomRow, changed: ChangedEntries, memberOf: MemberOf): RoomRows {
  const scope = scopeOf(room);
  return scope ? projectIn(doc, room, scope, memberOf, changed) : noRows();
}

/** Rows of all entries: what `coram verify` compares and rebuilds. */
export function projectAll(doc: Y.Doc, room: RoomRow, clients: Iterable<readonly [number, MemberId]>): RoomRows {
  const members = new Map(clients);
  const scope = scopeOf(room);
  return scope ? projectIn(doc, room, scope, (client) => members.get(client), "all") : noRows();
}

function projectIn<Kind extends ScopeKind>(
  doc: Y.Doc,
  room: RoomRow,
  { kind, id }: RoomScope & { kind: Kind; id: ScopeIdOf<Kind> },
  memberOf: MemberOf,
  changed: ChangedEntries | "all",
): RoomRows {
  return PROJECTIONS[kind](doc, room, id, memberOf, changed);
}

function marksIn(doc: Y.Doc, { id: room, slip, verdict }: RoomRow, changed: ChangedEntries | "all"): SlipTagRow[] {
  if (!slip || !verdict) throw new Error("a slip's room without slip or verdict");
  const marks = new SlipRoom(doc);
  const ids = changed === "all" ? null : [...(changed.get("annotations") ?? [])];
  const entries = ids === null ? marks.marks() : ids.map((id) => marks.mark(id)).filter((mark) => mark !== null);
  return entries.map((mark) => ({ ...mark, room, slip, verdict }));
}

/** Of all comments those that mention somebody; of changed ones all, since they may have mentioned somebody before. */
function mentionsOf(doc: Y.Doc, changed: ChangedEntries | "all"): Pick<RoomRows, "mentions"> {
  const ids = changed === "all" ? null : [...(changed.get("comments") ?? [])];
  if (ids?.length === 0) return {};
  const room = new DiscussionRoom(doc);
  const comments = ids === null ? room.comments() : ids.flatMap((id) => room.comment(id) ?? []);
  const rows = comments.map(({ id, body }) => ({ comment: id, members: mentionsIn(body).toSorted() }));
  const told = ids === null ? rows.filter(({ members }) => members.length > 0) : rows;
  return told.length > 0 ? { mentions: told.toSorted((a, b) => (a.comment < b.comment ? -1 : 1)) } : {};
}

function entriesIn(doc: Y.Doc, room: RoomRow, changed: ChangedEntries): RoomEntries {
  const layer = room.kind === "layer" ? new LayerRoom(doc) : null;
  const discussion = new DiscussionRoom(doc);
  const translations = new TranslationsRoom(doc);
  const pick = <T>(root: string, get: (id: string) => T | null): T[] =>
    [...(changed.get(root) ?? [])].map(get).filter((entry) => entry !== null);
  return {
    annotations: layer ? pick("annotations", (id) => layer.annotation(id)) : [],
    answers: answersIn(doc, room, changed.get("answers") ?? new Set()),
    threads: pick("threads", (id) => discussion.thread(id)),
    comments: pick("comments", (id) => discussion.comment(id)),
    translations: pick("translations", (id) => translations.translation(id)),
  };
}

function allIn(doc: Y.Doc, room: RoomRow): RoomEntries {
  const discussion = new DiscussionRoom(doc);
  return {
    annotations: room.kind === "layer" ? new LayerRoom(doc).annotations() : [],
    answers: answersIn(doc, room),
    threads: discussion.threads(),
    comments: discussion.comments(),
    translations: new TranslationsRoom(doc).translations(),
  };
}

/** Of all answers, or of the entries named. */
function answersIn(doc: Y.Doc, room: RoomRow, only?: ReadonlySet<string>): Answer[] {
  return room.kind === "layer" && only?.size !== 0 ? [...new AnswersRoom(doc).answers(only).values()] : [];
}

function noRows(): RoomRows {
  return { annotations: [], answers: [], threads: [], comments: [], translations: [] };
}

interface RoomEntries {
  annotations: Annotation[];
  answers: Answer[];
  threads: Thread[];
  comments: Comment[];
  translations: PassageTranslation[];
}

function toRows(room: RoomRow, memberOf: MemberOf, entries: RoomEntries): RoomRows {
  const rows = noRows();
  for (const annotation of entries.annotations) {
    const author = memberOf(annotation.creator);
    if (author && room.layer) rows.annotations.push(toAnnotationRow(annotation, room, author, memberOf));
  }
  for (const answer of entries.answers) {
    const row = toAnswerRow(answer, room, memberOf);
    if (row) rows.answers.push(row);
  }
  for (const thread of entries.threads) {
    const author = memberOf(thread.creator);
    if (author) rows.threads.push(toThreadRow(thread, room, author));
  }
  for (const comment of entries.comments) {
    const author = memberOf(comment.creator);
    if (author) rows.comments.push(toCommentRow(comment, room, author));
  }
  for (const translation of entries.translations) {
    const author = memberOf(translation.creator);
    if (author) rows.translations.push(toTranslationRow(translation, room, author, memberOf));
  }
  return rows;
}

// A document knows who last wrote each field, not in which order across fields. The row names the first of these whose
// present value is not the author's: what a colleague would be asked about first.
const FIELDS_BY_WEIGHT = ["deleted", "category", "body", "anchor", ...TAG_WORDS, "version"];

function lastWriterOf(
  { writers, deleted }: Pick<Annotation, "writers" | "deleted">,
  author: MemberId,
  memberOf: MemberOf,
): MemberId {
  // Of what was removed it is asked who did that, its author too.
  const remover = deleted === null ? undefined : writers["deleted"];
  const by = remover === undefined ? undefined : memberOf(remover);
  if (by) return by;
  for (const field of FIELDS_BY_WEIGHT) {
    const client = writers[field];
    const member = client === undefined ? undefined : memberOf(client);
    if (member && member !== author) return member;
  }
  return author;
}

function toAnnotationRow(annotation: Annotation, room: RoomRow, author: MemberId, memberOf: MemberOf): AnnotationRow {
  const { id, category, version, anchor, createdAt, deleted } = annotation;
  const { verdict, layer } = room;
  if (!verdict || !layer) throw new Error("a layer's room without verdict or layer");
  const lastWriter = lastWriterOf(annotation, author, memberOf);
  return {
    id,
    room: room.id,
    layer,
    verdict,
    category,
    version,
    anchor,
    ...tagWords(annotation),
    createdAt,
    deleted,
    author,
    lastWriter,
  };
}

// As with annotations: what a colleague would be asked about first.
const PARTS_BY_WEIGHT = ["value", "note", "certainty", "version"];

function toAnswerRow(answer: Answer, room: RoomRow, memberOf: MemberOf): AnswerRow | null {
  const { writers, ...parts } = answer;
  const names = [...PARTS_BY_WEIGHT, ...Object.keys(writers).filter((name) => name.startsWith("ev/"))];
  const members = names.flatMap((name) => {
    const client = writers[name];
    return (client !== undefined && memberOf(client)) || [];
  });
  const [author] = members;
  if (!author || !room.verdict || !room.layer) return null;
  const lastWriter = members.find((member) => member !== author) ?? author;
  return { ...parts, room: room.id, layer: room.layer, verdict: room.verdict, author, lastWriter };
}

function toThreadRow(thread: Thread, room: RoomRow, author: MemberId): ThreadRow {
  const { id, anchor, annotation, suggestion, applied, createdAt, resolved, deleted } = thread;
  if (!room.verdict) throw new Error("a discussion without a verdict");
  const place = { room: room.id, verdict: room.verdict, audience: room.audience, layer: room.layer };
  return {
    id,
    ...place,
    anchor,
    annotation,
    suggestion,
    applied,
    createdAt,
    resolved,
    deleted,
    author,
  };
}

function toCommentRow(comment: Comment, room: RoomRow, author: MemberId): CommentRow {
  const { id, thread, body, createdAt, editedAt, deleted } = comment;
  if (!room.verdict) throw new Error("a discussion without a verdict");
  return { id, room: room.id, verdict: room.verdict, thread, body, createdAt, editedAt, deleted, author };
}

function toTranslationRow(
  translation: PassageTranslation,
  room: RoomRow,
  author: MemberId,
  memberOf: MemberOf,
): TranslationRow {
  const { id, anchor, language, body, createdAt, deleted } = translation;
  if (!room.verdict) throw new Error("a translation without a verdict");
  const place = { room: room.id, verdict: room.verdict, audience: room.audience, layer: room.layer };
  const lastWriter = lastWriterOf(translation, author, memberOf);
  return { id, ...place, anchor, language, body, createdAt, deleted, author, lastWriter };
}
