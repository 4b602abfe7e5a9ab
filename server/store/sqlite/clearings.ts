import { Checklist, PassReason } from "../../../schema/domain/clearing.ts";
import { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { Stage, STAGES } from "../../../schema/domain/verdict.ts";
import { Clearing } from "../../../schema/protocol/http/clearing.ts";
import { ParagraphRanges, rangesOf, within } from "../../../schema/text/paragraph-ranges.ts";
import type { ClearingStore, Signature } from "../clearing-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import { createNumbersOf, createStageWriter } from "./stages.ts";
import { createCleaning } from "./file/cleaning.ts";
import { SqlitePart } from "./part.ts";

interface ClearingColumns {
  checklist: string;
  revision: number;
  state: string;
  newest: number;
}

const REMOVED = "SELECT id FROM removed_translations WHERE verdict = ? AND id NOT IN (SELECT value FROM json_each(?))";

/** Signatures under checklists; see ClearingStore. */
export class SqliteClearings extends SqlitePart implements ClearingStore {
  readonly #stages = createStageWriter(this.db);
  readonly #cleaning = createCleaning(this.db);
  readonly #verdictOf = this.db.prepare<[string], { stage: string; revision: number }>(
    "SELECT stage, revision FROM verdicts WHERE id = ?",
  );
  readonly #namesOf = this.db.prepare<[string], number>("SELECT number FROM names WHERE verdict = ?").pluck();
  readonly #waitingOf = this.db.prepare<[string, string, number], { id: string; member: string }>(
    "SELECT id, member FROM clearings WHERE verdict = ? AND stage = ? AND revision = ? AND state = 'waiting'",
  );
  readonly #insert = this.db.prepare(
    `INSERT INTO clearings (id, verdict, stage, revision, member, at, state, checklist)
     VALUES (:id, :verdict, :stage, :revision, :member, :at, :state, :checklist)`,
  );
  readonly #setState = this.db.prepare("UPDATE clearings SET state = ? WHERE id = ?");
  readonly #all = this.db.prepare<[string], ClearingColumns>(
    `SELECT clearings.*, verdicts.revision AS newest FROM clearings JOIN verdicts ON verdicts.id = clearings.verdict
     WHERE verdict = ? ORDER BY at DESC, clearings.rowid DESC`,
  );
  readonly #forNetwork = this.db.prepare<[], { verdict: string; member: string; at: string }>(
    `SELECT verdict, member, MAX(at) AS at FROM clearings WHERE stage = 'cleared' AND state = 'done'
     GROUP BY verdict, member ORDER BY at`,
  );
  readonly #second = this.db.prepare<[string], number>("SELECT 1 FROM second_readers WHERE verdict = ?").pluck();
  readonly #addSecond = this.db.prepare(
    "INSERT INTO second_readers (verdict) VALUES (?) ON CONFLICT (verdict) DO NOTHING",
  );
  readonly #removeSecond = this.db.prepare("DELETE FROM second_readers WHERE verdict = ?");
  readonly #seen = this.db
    .prepare<[string, string], string>("SELECT seen FROM clearing_reading WHERE verdict = ? AND member = ?")
    .pluck();
  readonly #see = this.db.prepare(
    `INSERT INTO clearing_reading (verdict, member, seen) VALUES (?, ?, ?)
     ON CONFLICT (verdict, member) DO UPDATE SET seen = excluded.seen`,
  );
  readonly #numbersOf = createNumbersOf(this.db);
  readonly #reasons = this.db.prepare<[string, string], { finding: number; reason: string }>(
    "SELECT finding, reason FROM clearing_reasons WHERE verdict = ? AND member = ?",
  );
  readonly #giveReason = this.db.prepare(
    `INSERT INTO clearing_reasons (verdict, member, finding, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (verdict, member, finding) DO UPDATE SET reason = excluded.reason`,
  );
  readonly #takeReason = this.db.prepare(
    "DELETE FROM clearing_reasons WHERE verdict = ? AND member = ? AND finding = ?",
  );
  readonly #dropReasons = this.db.prepare("DELETE FROM clearing_reasons WHERE verdict = ? AND member = ?");
  readonly #dropParagraphs = this.db.prepare(`DELETE FROM removed_paragraphs WHERE removed IN (${REMOVED})`);
  readonly #dropRemoved = this.db.prepare(`DELETE FROM removed_translations WHERE id IN (${REMOVED})`);

  readonly sign: ClearingStore["sign"] = async (signature) => {
    const isDone = await write(this.db, () => this.#keep(signature));
    if (isDone) truncateLog(this.db);
    return isDone;
  };

  readonly of: ClearingStore["of"] = keptRead(this.db, (verdict) => this.#all.all(verdict).map(toClearing));

  readonly forNetwork: ClearingStore["forNetwork"] = () =>
    read(this.db, () => {
      const cleared = new Map<VerdictId, { at: string; signers: MemberId[] }>();
      for (const { verdict, member, at } of this.#forNetwork.all()) {
        const id = VerdictId.parse(verdict);
        const signers = [...(cleared.get(id)?.signers ?? []), MemberId.parse(member)];
        cleared.set(id, { at, signers });
      }
      return cleared;
    });

  readonly work: ClearingStore["work"] = (verdict, member) =>
    read(this.db, () => ({
      seen: this.#seenBy(verdict, member),
      reasons: new Map(
        this.#reasons.all(verdict, member).map(({ finding, reason }) => [finding, PassReason.parse(reason)]),
      ),
    }));

  readonly see: ClearingStore["see"] = ({ verdict, member, stage }, seen, revision) =>
    write(this.db, () => {
      const now = this.#mustBeThere(verdict);
      if (now.stage !== stage || (revision !== undefined && revision !== now.revision)) return;
      const numbers = this.#numbersOf.all(verdict);
      const before = this.#seenBy(verdict, member);
      const all = rangesOf([...within(before, numbers), ...within(seen, numbers)]);
      if (all !== before) this.#see.run(verdict, member, all);
    });

  readonly giveReasons: ClearingStore["giveReasons"] = ({ verdict, member, stage }, reasons) =>
    write(this.db, () => {
      if (this.#stageOf(verdict) !== stage) return;
      if (this.#hasSigned(verdict, member)) {
        const signed = new Map(this.#reasons.all(verdict, member).map((row) => [row.finding, row.reason]));
        if ([...reasons].some(([finding, reason]) => (signed.get(finding) ?? null) !== reason))
          throw new StoreError("conflict");
        return;
      }
      for (const [finding, reason] of reasons)
        if (reason) this.#giveReason.run(verdict, member, finding, reason);
        else this.#takeReason.run(verdict, member, finding);
    });

  readonly needsSecond: ClearingStore["needsSecond"] = (verdict) =>
    read(this.db, () => this.#second.get(verdict) === 1);

  readonly setNeedsSecond: ClearingStore["setNeedsSecond"] = (verdict, isNeeded) =>
    write(this.db, () => void (isNeeded ? this.#addSecond.run(verdict) : this.#removeSecond.run(verdict)));

  #mustBeThere(verdict: VerdictId): { stage: string; revision: number } {
    const row = this.#verdictOf.get(verdict);
    if (!row) throw new StoreError("not-found");
    return row;
  }

  #stageOf(verdict: VerdictId): string {
    return this.#mustBeThere(verdict).stage;
  }

  /** Whether a signature of theirs under the text as it is waits for another reader: what they gave is what is shown to that one. */
  #hasSigned(verdict: VerdictId, member: MemberId): boolean {
    const { stage, revision } = this.#mustBeThere(verdict);
    const next = STAGES[STAGES.indexOf(Stage.parse(stage)) + 1];
    return next !== undefined && this.#waitingOf.all(verdict, next, revision).some((each) => each.member === member);
  }

  #seenBy(verdict: VerdictId, member: MemberId): ParagraphRanges {
    return ParagraphRanges.parse(this.#seen.get(verdict, member) ?? "");
  }

  /** Whether the verdict is at the stage now. */
  #keep({ from, names, needsSecond, checklist, keepsRemoved, reasons, ...signature }: Signature): boolean {
    const { verdict: id, stage, revision, member } = signature;
    const verdict = this.#verdictOf.get(id);
    if (!verdict) throw new StoreError("not-found");
    if (verdict.stage !== from || verdict.revision !== revision || (this.#namesOf.get(id) ?? null) !== names)
      throw new StoreError("conflict");
    const waiting = this.#waitingOf.all(id, stage, revision);
    const others = waiting.filter((each) => each.member !== member);
    const isDone = !needsSecond || others.length > 0;
    for (const own of waiting.filter((each) => each.member === member)) this.#setState.run("withdrawn", own.id);
    if (isDone) for (const other of others) this.#setState.run("done", other.id);
    const state = isDone ? "done" : "waiting";
    this.#insert.run({ ...signature, state, checklist: JSON.stringify(Checklist.parse(checklist)) });
    if (!isDone) {
      if (reasons !== null) this.#dropReasons.run(id, member);
      for (const [finding, reason] of reasons ?? []) this.#giveReason.run(id, member, finding, reason);
      return false;
    }
    this.#stages.set({ id, stage: Stage.parse(verdict.stage), revision }, stage);
    const kept = JSON.stringify(keepsRemoved);
    this.#dropParagraphs.run(id, kept);
    if (this.#dropRemoved.run(id, kept).changes > 0) this.#cleaning.oweCleaning();
    return true;
  }
}

function toClearing({ newest, checklist, state, ...row }: ClearingColumns): Clearing {
  return Clearing.parse({
    ...row,
    state: state === "waiting" && row.revision < newest ? "withdrawn" : state,
    checklist: parseJson(Checklist, checklist),
  });
}
