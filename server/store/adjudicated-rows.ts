import { isDeepStrictEqual } from "node:util";
import {
  rulingOf,
  type Disagreement,
  type DisagreementMembers,
  type DisputedQuestion,
} from "../../schema/domain/disagreement.ts";
import type { AnnotationId, DisagreementId, LayerId, MemberId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import type { StandingChange } from "../../schema/domain/standing-change.ts";
import type { AnnotationRow, AnswerRow, TimedAnswer } from "./rows.ts";
import { eachTagWord, tagWords, type TagWord } from "../../schema/rooms/tag-words.ts";

/** Where the rows of an adjudicated layer stand. */
export interface AdjudicatedPlace {
  verdict: VerdictId;
  layer: LayerId;
  room: RoomId;
}

/** Frozen layers of a round, its disagreements with the rulings, and what was changed since it was settled. */
export interface Adjudicated {
  disagreements: readonly Disagreement[];
  annotations: readonly AnnotationRow[];
  answers: readonly TimedAnswer[];
  /** Of the frozen layers. */
  owners: ReadonlyMap<LayerId, MemberId>;
  /** In their order. */
  changes: readonly StandingChange[];
}

type Tag = Pick<AnnotationRow, "category" | "version" | "anchor" | TagWord | "createdAt" | "author">;
type AnswerDisagreement = Disagreement & { members: Extract<DisagreementMembers, { of: "answers" }> };
type TagDisagreement = Disagreement & { members: Extract<DisagreementMembers, { of: "tags" }> };

/**
 * The adjudicated layer: what all coders agree on, of each disagreement that is ruled what stands, and what was added or withdrawn since. A
 * function of frozen layers, rulings and changes and of nothing else. Of a tag or an answer that a ruling lets stand, author and time are
 * the coder's whose it is; who ruled is said by the ruling, and is the author only of what the ruling itself wrote. `idOf`: the id of the n-th tag of a disagreement, from 0, always the same one. What proved an answer
 * points to the tags of this layer where there are some, else to the passage.
 */
export function adjudicatedRows(
  place: AdjudicatedPlace,
  { disagreements, annotations, answers, owners, changes }: Adjudicated,
  idOf: (of: DisagreementId, at: number) => AnnotationId,
): { annotations: AnnotationRow[]; answers: TimedAnswer[] } {
  const frozen = new Map(annotations.map((row) => [row.id, row]));
  const became = new Map<string, AnnotationId>();
  const tags: AnnotationRow[] = [];
  for (const one of disagreements) {
    if (!isOfTags(one)) continue;
    const entries = one.members.tags.flatMap(({ coder, annotation }) => {
      const row = frozen.get(annotation);
      return row ? [{ coder, row }] : [];
    });
    const { standing, placeOf } = standingTags(one, entries);
    for (const [at, tag] of standing.entries()) {
      const lastWriter = tag.author;
      tags.push({ ...tag, ...place, id: idOf(one.id, at), deleted: null, lastWriter });
    }
    if (standing.length > 0) for (const { row } of entries) became.set(row.id, idOf(one.id, placeOf(row.id)));
  }
  const evidenceOf = ({ evidence }: AnswerRow): AnswerRow["evidence"] =>
    evidence.flatMap(({ id, anchor }): AnswerRow["evidence"] => {
      const tag = became.get(id);
      if (tag) return [{ id: tag, anchor: null }];
      const passage = anchor ?? frozen.get(id as AnnotationId)?.anchor;
      return passage ? [{ id, anchor: passage }] : [];
    });
  const given = new Map(answers.map((row) => [answerKey(row, owners.get(row.layer)), row]));
  const answered = disagreements.flatMap((one) => {
    if (!isOfAnswers(one)) return [];
    const { members } = one;
    const answerOf = (coder: MemberId): TimedAnswer[] => [given.get(answerKey(members, coder)) ?? []].flat();
    const passageOf = ({ id, anchor }: EvidenceRow): AnnotationRow["anchor"] | null =>
      anchor ?? frozen.get(id as AnnotationId)?.anchor ?? null;
    return standingAnswer(place, one, answerOf, { evidenceOf, passageOf }) ?? [];
  });
  return withChanges(place, { annotations: tags, answers: answered }, disagreements, changes);
}

/** What was added, withdrawn or answered anew; where a disagreement was ruled on since, the ruling holds. */
function withChanges(
  place: AdjudicatedPlace,
  { annotations, answers }: { annotations: AnnotationRow[]; answers: TimedAnswer[] },
  cases: readonly Disagreement[],
  changes: readonly StandingChange[],
): { annotations: AnnotationRow[]; answers: TimedAnswer[] } {
  const rulings = new Map(cases.map(({ id, version }) => [id, version]));
  const tags = new Map(annotations.map((row) => [row.id, row]));
  const given = new Map<string, TimedAnswer>(answers.map((row) => [`${row.question}/${row.subject}`, row]));
  const gone = new Map<string, AnnotationRow["anchor"]>();
  for (const { act, after, by, at } of changes) {
    if (after && rulings.get(after.case) !== after.rulings) continue;
    switch (act.kind) {
      case "add-tag":
        tags.set(act.annotation, { ...place, ...addedTag(act, by, at) });
        break;
      case "sort-tag":
      case "keep-tag": {
        const tag = tags.get(act.annotation);
        const { category, version } = act;
        if (tag) tags.set(tag.id, { ...tag, category, version, lastWriter: by });
        break;
      }
      case "withdraw-tag":
        gone.set(act.annotation, act.anchor);
        tags.delete(act.annotation);
        break;
      case "answer":
        given.set(`${act.question}/${act.subject}`, { ...place, ...givenAnswer(act, by, at) });
        break;
      case "withdraw-answer":
        given.delete(`${act.question}/${act.subject}`);
        break;
      case "unsettle":
    }
  }
  // What proved an answer goes on proving it as a passage.
  const provenBy = ({ id, anchor }: AnswerRow["evidence"][number]): AnswerRow["evidence"][number] => ({
    id,
    anchor: anchor ?? (tags.has(id as AnnotationId) ? null : (gone.get(id) ?? null)),
  });
  return {
    annotations: [...tags.values()],
    answers: [...given.values()].map((row) => ({ ...row, evidence: row.evidence.map(provenBy) })),
  };
}

type ActOf<K extends StandingChange["act"]["kind"]> = Extract<StandingChange["act"], { kind: K }>;

function addedTag(
  { annotation: id, category, version, anchor }: ActOf<"add-tag">,
  by: MemberId,
  at: string,
): Omit<AnnotationRow, keyof AdjudicatedPlace> {
  return { id, category, version, anchor, ...tagWords({}), createdAt: at, deleted: null, author: by, lastWriter: by };
}

function givenAnswer(
  { question, subject, value, version, evidence }: ActOf<"answer">,
  by: MemberId,
  at: string,
): Omit<TimedAnswer, keyof AdjudicatedPlace> {
  const writers = { author: by, lastWriter: by };
  return { question, subject, value, version, note: "", certainty: "sure", ...writers, at, evidence };
}

const answerKey = ({ question, subject }: DisputedQuestion, coder: MemberId | undefined): string =>
  `${question}/${subject}/${coder}`;

const isOfTags = (one: Disagreement): one is TagDisagreement => one.members.of === "tags";
const isOfAnswers = (one: Disagreement): one is AnswerDisagreement => one.members.of === "answers";

interface Entry {
  coder: MemberId;
  row: AnnotationRow;
}

/** What stands of a disagreement of tags, and which of it a frozen tag became. */
function standingTags(
  one: TagDisagreement,
  entries: readonly Entry[],
): { standing: Tag[]; placeOf: (id: string) => number } {
  const none = { standing: [], placeOf: () => 0 };
  const ruling = rulingOf(one);
  if (one.kind === "agreed") {
    const tag = commonTag(entries.map(({ row }) => row));
    return tag ? { standing: [tag], placeOf: () => 0 } : none;
  }
  if (!ruling || ruling.outcome.kind === "none" || ruling.outcome.kind === "value") return none;
  const { outcome } = ruling;
  if (outcome.kind === "span") {
    const { category, version, anchor } = outcome;
    const { by: author, at: createdAt } = ruling;
    return { standing: [{ category, version, anchor, ...tagWords({}), createdAt, author }], placeOf: () => 0 };
  }
  // Two who say the same make one tag.
  const sames = new Map<string, AnnotationRow[]>();
  for (const { coder, row } of entries) {
    if (!outcome.coders.includes(coder)) continue;
    const same = JSON.stringify([row.category, row.anchor]);
    sames.set(same, [...(sames.get(same) ?? []), row]);
  }
  const kept = [...sames.values()];
  return {
    standing: kept.flatMap((rows) => commonTag(rows) ?? []),
    placeOf: (id) =>
      Math.max(
        0,
        kept.findIndex((rows) => rows.some((row) => row.id === id)),
      ),
  };
}

/** One tag of those that say the same: the first's, complete when the last of them was made. */
function commonTag(rows: readonly AnnotationRow[]): Tag | null {
  const [first] = rows;
  if (!first) return null;
  const { category, version, anchor, author } = first;
  const createdAt = rows.map((row) => row.createdAt).reduce((a, b) => (a > b ? a : b));
  const written = eachTagWord((word) => joined(rows.map((row) => row[word])));
  return { category, version, anchor, ...written, createdAt, author };
}

/** What coders wrote beside the same entry, each note once. */
function joined(notes: readonly string[]): string {
  return [...new Set(notes.map((note) => note.trim()))].filter(Boolean).join("\n\n").slice(0, 20_000);
}

type EvidenceRow = AnswerRow["evidence"][number];

/** How what proved a coder's answer is found in this layer, and in the text. */
interface Proof {
  evidenceOf: (answer: AnswerRow) => EvidenceRow[];
  passageOf: (evidence: EvidenceRow) => AnnotationRow["anchor"] | null;
}

/** The passages that a ruling named; what it took over from a coder points to where that stands now. */
function ruledProof(
  ruled: readonly EvidenceRow[],
  rows: readonly AnswerRow[],
  { evidenceOf, passageOf }: Proof,
): EvidenceRow[] {
  return ruled.flatMap((named) => {
    const same = rows.flatMap((row) => {
      const evidence = row.evidence.filter((each) => isDeepStrictEqual(passageOf(each), named.anchor));
      return evidenceOf({ ...row, evidence });
    });
    return same.length > 0 ? same : [named];
  });
}

function standingAnswer(
  place: AdjudicatedPlace,
  one: AnswerDisagreement,
  answerOf: (coder: MemberId) => TimedAnswer[],
  { evidenceOf, passageOf }: Proof,
): TimedAnswer | null {
  const { question, subject, coders } = one.members;
  const ruling = rulingOf(one);
  const common = { ...place, question, subject };
  if (one.kind !== "agreed" && ruling?.outcome.kind === "value") {
    const { value, version } = ruling.outcome;
    const by = { author: ruling.by, lastWriter: ruling.by, at: ruling.at };
    return { ...common, value, version, note: "", certainty: "sure", evidence: ruling.outcome.evidence ?? [], ...by };
  }
  const wanted = one.kind === "agreed" ? coders : ruling?.outcome.kind === "entries" ? ruling.outcome.coders : [];
  const rows = coders.filter((coder) => wanted.includes(coder)).flatMap(answerOf);
  const [first] = rows;
  if (!first) return null;
  const { author, at } = first;
  const ruled = ruling?.outcome.kind === "entries" ? ruling.outcome.evidence : undefined;
  const proof = ruled ? ruledProof(ruled, rows, { evidenceOf, passageOf }) : rows.flatMap(evidenceOf);
  const evidence = new Map(proof.map((each) => [each.id, each]));
  return {
    ...common,
    value: first.value,
    version: first.version,
    note: joined(rows.map(({ note }) => note)),
    certainty: rows.some(({ certainty }) => certainty === "unsure") ? "unsure" : "sure",
    evidence: [...evidence.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    author,
    lastWriter: author,
    at,
  };
}
