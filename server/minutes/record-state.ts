import { WorkshopId, type VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { type BlockId, parseJson } from "../../schema/domain/output.ts";
import { parseRecordOf, RecordFacts, type RecordSubject } from "../../schema/domain/workshop/record.ts";
import type { RecordState, UnrecordedState } from "../../schema/protocol/http/parts/record-state.ts";
import type { SourceRef } from "../../schema/protocol/http/parts/source-ref.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { VerdictSources } from "../quotes/verdict-source.ts";
import { readFacts, type RecordReading } from "./read-facts.ts";
import {
  type Saying,
  sayCalibration,
  sayDecision,
  sayHeld,
  sayNamed,
  sayParked,
  sayPassage,
  sayPresent,
  sayStep,
} from "./say-record.ts";
import { sayVote } from "./say-vote.ts";
import { type Piece, Sentences } from "./sentence.ts";
import type { Unrecorded } from "./unrecorded.ts";
import { readBook, type WorkshopBook } from "./workshop-book.ts";

/** What a record says, and of what. */
type Found = Pick<RecordState, "facts" | "pieces" | "source">;

/** Records of one document for one reader: the rows of each workshop are read once. */
export class WorkshopRecords {
  readonly #reading: RecordReading;
  readonly #sources: VerdictSources;
  readonly #sentences: Sentences;
  readonly #isFrozen: boolean;
  readonly #isGuest: boolean;
  readonly #books = new Map<WorkshopId, Promise<WorkshopBook | null>>();

  constructor(
    reading: RecordReading,
    sources: VerdictSources,
    of: { language: UiLanguage; isFrozen: boolean; isGuest: boolean },
  ) {
    this.#reading = reading;
    this.#sources = sources;
    this.#sentences = new Sentences(of.language);
    this.#isFrozen = of.isFrozen;
    this.#isGuest = of.isGuest;
  }

  /** What a node says now; in a frozen document what may have changed since is what was frozen. */
  async state(block: BlockId, attrs: Readonly<Record<string, unknown>>): Promise<RecordState> {
    const found = await this.#found(attrs);
    const gone = {
      pieces: this.#sentences.fill(this.#sentences.words.gone),
      source: null,
      facts: null,
      ...(this.#isFrozen ? {} : { isGone: true as const }),
    };
    return { kind: "record", block, ...(found ?? gone), flags: [] };
  }

  /** What a record would say that stands nowhere in the document; null where it is not there. */
  async unrecorded({ section, attrs }: Unrecorded): Promise<UnrecordedState | null> {
    const found = await this.#found(attrs);
    return found && { of: String(attrs["of"]), section, pieces: found.pieces };
  }

  async #found(attrs: Unrecorded["attrs"]): Promise<Found | null> {
    const subject = parseRecordOf(attrs["of"]);
    const workshop = WorkshopId.safeParse(attrs["workshop"]).data;
    const book = subject && workshop ? await this.#book(workshop) : null;
    return subject && book ? this.#said(subject, book, attrs["approved"]) : null;
  }

  #book(id: WorkshopId): Promise<WorkshopBook | null> {
    const book = this.#books.get(id) ?? readBook(this.#reading.store, id);
    this.#books.set(id, book);
    return book;
  }

  async #said(subject: RecordSubject, book: WorkshopBook, approved: unknown): Promise<Found | null> {
    const frozen = this.#isFrozen && typeof approved === "string" ? parseJson(RecordFacts, approved) : null;
    const facts = frozen ? withoutTakenBack(frozen, book) : await readFacts(this.#reading, book, subject);
    const saying = { book, sentences: this.#sentences, isGuest: this.#isGuest };
    const passage = passageOf(subject, book);
    const place = passage && (await this.#place(passage.verdict, passage.anchor));
    const pieces = say(subject, saying, facts, place?.words ?? null);
    return pieces && { pieces, source: place?.source ?? null, facts };
  }

  /** Where a passage stands, with the number of its verdict; null where the reader may not read it, or codes it blind. */
  async #place(verdict: VerdictId, anchor: Anchor): Promise<{ words: string; source: SourceRef } | null> {
    const source = await this.#sources.of(verdict);
    if (!source || (await source.hidden()) === "blind") return null;
    const { revision, maps } = await source.text();
    if (anchor.revision > revision.number) return null;
    const { ranges } = resolveAnchor(anchor, maps, revision.number);
    const cited = ranges.length > 0 ? formatCitation(citation(revision, ranges), this.#sentences.language) : "";
    return { words: [source.ref.caseNumber, cited].filter(Boolean).join(", "), source: source.ref };
  }
}

/** The passage that a record counts, decides on or asks about. */
function passageOf({ kind, id }: RecordSubject, book: WorkshopBook): { verdict: VerdictId; anchor: Anchor } | null {
  if (kind === "passage")
    return book.workshop.steps.flatMap(({ passages }) => passages).find((each) => each.id === id) ?? null;
  if (kind === "parked") return book.parked.find((each) => each.id === id)?.passage ?? null;
  const decision = kind === "decision" ? book.decisions.find((each) => each.id === id) : undefined;
  return decision?.kind === "passage" ? decision : null;
}

/** Null where there is no such row any more. */
function say(
  { kind, id }: RecordSubject,
  saying: Saying,
  facts: RecordFacts | null,
  place: string | null,
): Piece[] | null {
  const { book, sentences } = saying;
  switch (kind) {
    case "held":
      return sayHeld(saying);
    case "present":
      return facts?.kind === kind ? sayPresent(saying, facts) : null;
    case "named":
      return facts?.kind === kind ? sayNamed(saying, facts) : null;
    case "step": {
      const step = book.workshop.steps.find((each) => each.id === id);
      return step && facts?.kind === kind ? sayStep(saying, step, facts) : null;
    }
    case "passage":
      return facts?.kind === kind ? sayPassage(saying, id, facts, place) : null;
    case "calibration":
      return facts?.kind === kind ? sayCalibration(saying, facts) : sentences.fill(sentences.words.noCalibration);
    case "vote": {
      const ballot = book.ballots.find((each) => each.id === id);
      return ballot && facts?.kind === kind ? sayVote(saying, ballot, facts) : null;
    }
    case "decision": {
      const decision = book.decisions.find((each) => each.id === id);
      return decision && facts?.kind === kind ? sayDecision(saying, decision, facts, place) : null;
    }
    case "parked": {
      const parked = book.parked.find((each) => each.id === id);
      return parked && facts?.kind === kind ? sayParked(saying, parked, facts, place) : null;
    }
  }
}

/** Who agreed to be named and takes it back is named no more, in an approved document either; once attendance is gone nobody can. */
function withoutTakenBack(facts: RecordFacts, { attendance, named }: WorkshopBook): RecordFacts {
  if (facts.kind !== "named" || attendance.length === 0) return facts;
  return { ...facts, members: facts.members.filter((member) => named.has(member)) };
}
