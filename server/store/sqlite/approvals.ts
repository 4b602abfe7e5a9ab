import { z } from "zod";
import { CandidateId, MemberId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { OutputDocument } from "../../../schema/editor/output-document.ts";
import { CandidateState, ChangedSince } from "../../../schema/protocol/http/outputs.ts";
import type { ApprovalStore, Candidate, CandidateContent, Signature } from "../shapes/approvals.ts";
import { FollowUp } from "../../../schema/protocol/http/quotes.ts";
import { FrozenContent } from "../shapes/frozen-table.ts";
import { StoreError } from "../store-error.ts";
import { ChangeCounts } from "./file/change-counts.ts";
import { read, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { SqlitePart } from "./part.ts";
import { parseJson } from "./rows/json.ts";
import { createVersionWriter } from "./rows/version-rows.ts";

interface CandidateColumns {
  id: string;
  state: string;
  joint: number;
  house: number;
  key: Buffer;
  digest: string;
  altered_at: string | null;
  asked_by: string;
  asked_at: string;
  ended_by: string | null;
  ended_at: string | null;
  changed: string;
}

interface DocumentColumns {
  output: string;
  version: number;
  number: number;
  title: string;
  document: string;
}

interface SignatureColumns {
  member: string;
  organisation: string;
  at: string;
  wrote: number;
  named: number | null;
}

interface SourceColumns {
  output: string;
  block: string;
  number: number;
  source: string;
}

const placeOf = (output: string, block: string, number: number): string => `${output}/follow/${block}/${number}`;

const openingOf = (output: string, number: number): string => `${output}/opened/${number}`;

const Changed = z.array(ChangedSince);

/** What is frozen for signatures, the signatures, and why what is open may stay so. */
export class SqliteApprovals extends SqlitePart implements ApprovalStore {
  readonly #typedIn = this.db
    .prepare<[string], string>("SELECT member FROM output_writers WHERE output = ? ORDER BY member")
    .pluck();
  readonly #reasons = this.db.prepare<[string], { point: string; words: string; said_by: string; said_at: string }>(
    "SELECT point, words, said_by, said_at FROM point_reasons WHERE output = ?",
  );
  readonly #allReasons = this.db.prepare<[], { output: string; point: string; words: string }>(
    "SELECT output, point, words FROM point_reasons",
  );
  readonly #say = this.db.prepare(
    `INSERT INTO point_reasons (output, point, words, said_by, said_at) VALUES (:output, :point, :words, :by, :at)
     ON CONFLICT (output, point) DO UPDATE SET words = excluded.words, said_by = excluded.said_by, said_at = excluded.said_at`,
  );
  readonly #setWords = this.db.prepare("UPDATE point_reasons SET words = ? WHERE output = ? AND point = ?");
  readonly #unsay = this.db.prepare("DELETE FROM point_reasons WHERE output = ? AND point = ?");
  // In the order of the numbers: of each the last is taken.
  readonly #states = this.db.prepare<[string], FollowUp & { block: string }>(
    `SELECT block, state, date, source, sent, due, said_by AS by, said_at AS at FROM recommendation_states
      WHERE output = ? ORDER BY block, number`,
  );
  readonly #sources = this.db.prepare<[string], SourceColumns>(
    "SELECT output, block, number, source FROM recommendation_states WHERE output = ?",
  );
  readonly #allSources = this.db.prepare<[], SourceColumns>(
    "SELECT output, block, number, source FROM recommendation_states",
  );
  readonly #setSource = this.db.prepare(
    "UPDATE recommendation_states SET source = ? WHERE output = ? AND block = ? AND number = ?",
  );
  readonly #addState = this.db.prepare(
    `INSERT INTO recommendation_states (output, block, number, state, date, source, sent, due, said_by, said_at)
     SELECT :output, :block, coalesce(max(number), 0) + 1, :state, :date, :source, :sent, :due, :by, :at
       FROM recommendation_states WHERE output = :output AND block = :block`,
  );
  readonly #insert = this.db.prepare(
    `INSERT INTO candidates (id, state, joint, house, key, digest, asked_by, asked_at)
     VALUES (:id, 'asked', :joint, :house, :key, :digest, :askedBy, :askedAt)`,
  );
  readonly #insertDocument = this.db.prepare(
    "INSERT INTO candidate_documents (candidate, output, version) VALUES (?, ?, ?)",
  );
  readonly #newest = this.db.prepare<[string], CandidateColumns>(
    `SELECT candidates.* FROM candidates JOIN candidate_documents ON candidate_documents.candidate = candidates.id
      WHERE candidate_documents.output = ? ORDER BY candidates.state = 'asked' DESC, asked_at DESC LIMIT 1`,
  );
  readonly #byId = this.db.prepare<[string], CandidateColumns>("SELECT * FROM candidates WHERE id = ?");
  readonly #all = this.db.prepare<[], CandidateColumns>("SELECT * FROM candidates ORDER BY asked_at, id");
  readonly #documents = this.db.prepare<[string], DocumentColumns>(
    `SELECT candidate_documents.output, candidate_documents.version, outputs.number, output_versions.title,
            output_versions.document
       FROM candidate_documents JOIN outputs ON outputs.id = candidate_documents.output
       JOIN output_versions
         ON output_versions.output = candidate_documents.output AND output_versions.number = candidate_documents.version
      WHERE candidate = ? ORDER BY candidate_documents.output`,
  );
  readonly #tables = this.db.prepare<[string, number], { block: string; verdict: string; content: string }>(
    "SELECT block, verdict, content FROM frozen_tables WHERE output = ? AND version = ? ORDER BY block",
  );
  readonly #signatures = this.db.prepare<[string], SignatureColumns>(
    "SELECT member, organisation, at, wrote, named FROM signatures WHERE candidate = ? ORDER BY at, member",
  );
  readonly #named = this.db.prepare<[string], { named: number }>(
    "SELECT named FROM signatures WHERE member = ? AND named IS NOT NULL ORDER BY at DESC LIMIT 1",
  );
  readonly #sign = this.db.prepare(
    `INSERT INTO signatures (candidate, member, organisation, at, wrote, named)
     VALUES (:id, :member, :organisation, :at, :wrote, :named)`,
  );
  readonly #end = this.db.prepare(
    `UPDATE candidates SET state = :state, ended_by = :by, ended_at = :at, changed = :changed
      WHERE id = :id AND state = 'asked'`,
  );
  readonly #approveVersion = this.db.prepare(
    "UPDATE output_versions SET kind = 'approved' WHERE output = ? AND number = ?",
  );
  readonly #renew = this.db.prepare(
    "UPDATE candidates SET key = :key, digest = :digest, altered_at = coalesce(:alteredAt, altered_at) WHERE id = :id",
  );
  readonly #openings = this.db.prepare<[], { output: string; number: number; why: string }>(
    "SELECT output, number, why FROM output_statuses WHERE why != ''",
  );
  readonly #openingsOf = this.db.prepare<[string], { number: number; why: string }>(
    "SELECT number, why FROM output_statuses WHERE output = ? AND why != ''",
  );
  readonly #setOpening = this.db.prepare("UPDATE output_statuses SET why = ? WHERE output = ? AND number = ?");
  readonly #counts = ChangeCounts.of(this.db);
  readonly #written = createVersionWriter(this.db);

  readonly typedIn: ApprovalStore["typedIn"] = (output) =>
    read(this.db, () => this.#typedIn.all(output).map((member) => MemberId.parse(member)));

  readonly reasons: ApprovalStore["reasons"] = (output) =>
    read(
      this.db,
      () =>
        new Map(
          this.#reasons
            .all(output)
            .map(({ point, words, said_by, said_at }) => [point, { words, by: MemberId.parse(said_by), at: said_at }]),
        ),
    );

  readonly sayWhy: ApprovalStore["sayWhy"] = (output, points, words, { by, at }) =>
    write(this.db, () => {
      for (const point of points)
        if (words === "") this.#unsay.run(output, point);
        else this.#say.run({ output, point, words, by, at });
    });

  readonly newest: ApprovalStore["newest"] = keptRead(this.db, (output) => {
    const row = this.#newest.get(output);
    return row ? this.#toCandidate(row) : null;
  });

  readonly ask: ApprovalStore["ask"] = ({ documents, ...candidate }) =>
    write(this.db, () => {
      const { id, joint, house, key, digest, askedBy: by, askedAt: at } = candidate;
      this.#insert.run({ id, joint: Number(joint), house, key, digest, askedBy: by, askedAt: at });
      for (const { output, number, ...version } of documents) {
        const made = this.#written.freeze(output, { ...version, name: "", kind: "asked", by, at });
        this.#written.setStatus(output, { status: "asked", number, by, at, version: null });
        this.#insertDocument.run(id, output, made);
      }
    });

  readonly moment: ApprovalStore["moment"] = () => read(this.db, () => this.#counts.now());

  readonly signedByName: ApprovalStore["signedByName"] = async (member) => this.#named.get(member)?.named === 1;

  readonly sign: ApprovalStore["sign"] = (id, { wrote, named, ...signature }, { digest, moment, rests, approves }) =>
    write(this.db, () => {
      const row = this.#byId.get(id);
      if (row?.state !== "asked" || row.digest !== digest)
        throw new StoreError("conflict", "It is not asked for any more");
      if (!this.#counts.isSame(moment, rests)) throw new StoreError("conflict", "Something was written meanwhile");
      this.#sign.run({ id, ...signature, wrote: Number(wrote), named: named === null ? null : Number(named) });
      if (!approves) return;
      const { member: by, at } = signature;
      for (const { output, version, number } of this.#documents.all(id)) {
        this.#approveVersion.run(output, version);
        const of = OutputId.parse(output);
        this.#written.setStatus(of, { status: "approved", number, by, at, version });
      }
      this.#end.run({ id, state: "approved", by, at, changed: "[]" });
    });

  readonly end: ApprovalStore["end"] = (id, state, { by, at }, changed) =>
    write(this.db, () => {
      if (this.#end.run({ id, state, by, at, changed: JSON.stringify(changed) }).changes === 0)
        throw new StoreError("conflict", "It is not asked for any more");
      for (const { output, number } of this.#documents.all(id))
        this.#written.setStatus(OutputId.parse(output), { status: "draft", number, by, at, version: null });
    });

  readonly openAgain: ApprovalStore["openAgain"] = (documents, why, { by, at }) =>
    write(this.db, () => {
      for (const { output, number } of documents)
        this.#written.setStatus(output, { status: "draft", number, by, at, version: null, why });
    });

  readonly openings: ApprovalStore["openings"] = (output) =>
    read(this.db, () =>
      this.#openingsOf.all(output).map(({ number, why }) => ({ place: openingOf(output, number), text: why })),
    );

  readonly contents: ApprovalStore["contents"] = () =>
    read(this.db, () =>
      this.#all.all().map((row) => ({
        id: CandidateId.parse(row.id),
        key: row.key,
        digest: row.digest,
        house: row.house,
        documents: this.#documents.all(row.id).map((each) => this.#contentOf(each)),
      })),
    );

  readonly renew: ApprovalStore["renew"] = (id, { key, digest }, alteredAt) =>
    write(this.db, () => void this.#renew.run({ id, key, digest, alteredAt }));

  readonly followUps: ApprovalStore["followUps"] = (output) =>
    read(this.db, () => new Map(this.#states.all(output).map(({ block, ...said }) => [block, FollowUp.parse(said)])));

  readonly follow: ApprovalStore["follow"] = (output, block, said, { by, at }) =>
    write(this.db, () => void this.#addState.run({ output, block, ...said, by, at }));

  readonly sources: ApprovalStore["sources"] = (output) =>
    read(this.db, () =>
      this.#sources
        .all(output)
        .map(({ block, number, source }) => ({ place: placeOf(output, block, number), text: source })),
    );

  readonly rewriteWords: ApprovalStore["rewriteWords"] = (rewrite) =>
    write(this.db, () => {
      for (const { output, block, number, source } of this.#allSources.all()) {
        const next = rewrite(source, placeOf(output, block, number));
        if (next !== source) this.#setSource.run(next, output, block, number);
      }
      for (const { output, number, why } of this.#openings.all()) {
        const next = rewrite(why, openingOf(output, number));
        if (next !== why) this.#setOpening.run(next, output, number);
      }
      for (const { output, point, words } of this.#allReasons.all()) {
        const next = rewrite(words, `${output}/why/${point}`);
        if (next !== words) this.#setWords.run(next, output, point);
      }
    });

  #contentOf({ output, version, title, document }: DocumentColumns): CandidateContent["documents"][number] {
    return {
      output: OutputId.parse(output),
      title,
      document: parseJson(OutputDocument, document),
      tables: this.#tables.all(output, version).map(({ block, verdict, content }) => ({
        block: BlockId.parse(block),
        verdict: VerdictId.parse(verdict),
        content: parseJson(FrozenContent, content),
      })),
    };
  }

  #toCandidate(row: CandidateColumns): Candidate {
    return {
      id: CandidateId.parse(row.id),
      state: CandidateState.parse(row.state),
      joint: row.joint === 1,
      house: row.house,
      digest: row.digest,
      alteredAt: row.altered_at,
      askedBy: MemberId.parse(row.asked_by),
      askedAt: row.asked_at,
      endedBy: row.ended_by === null ? null : MemberId.parse(row.ended_by),
      endedAt: row.ended_at,
      changed: parseJson(Changed, row.changed),
      documents: this.#documents
        .all(row.id)
        .map(({ output, version }) => ({ output: OutputId.parse(output), version })),
      signatures: this.#signatures.all(row.id).map(({ member, organisation, at, wrote, named }): Signature => ({
        member: MemberId.parse(member),
        organisation: OrganisationId.parse(organisation),
        at,
        wrote: wrote === 1,
        named: named === null ? null : named === 1,
      })),
    };
  }
}
