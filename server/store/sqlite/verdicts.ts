import { z } from "zod";
import {
  LayerId,
  MemberId,
  newId,
  OrganisationId,
  RoundId,
  VerdictChangeId,
  VerdictId,
} from "../../../schema/domain/ids.ts";
import {
  LayerKind,
  Round,
  Verdict,
  VERDICT_FIELDS,
  VerdictData,
  VerdictField,
  type VerdictDataChange,
} from "../../../schema/domain/verdict.ts";
import { Block, MapStep, type EditMap, type Revision, type RevisionText } from "../../../schema/text/revision.ts";
import { type LayerRow, type NewVerdict, type OwnerOffer, type VerdictStore } from "../verdict-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import { createNameWriter } from "./names.ts";
import { toRoomRow, type RoomColumns } from "./rows/room-row.ts";
import { createScanConfirmer } from "./scans.ts";
import { createStageWriter, isClearing } from "./stages.ts";
import { SqlitePart } from "./part.ts";

interface VerdictColumns {
  case_number: string;
  kept_until: string | null;
  created_at: string;
  invented: number;
  related: string;
  conflicts: string;
  courts_defendants: number | null;
  courts_victims: number | null;
  courts_copy: string;
}

const ChangeColumns = z
  .object({
    id: VerdictChangeId,
    field: VerdictField,
    before: z.string().nullable(),
    changed_by: MemberId,
    changed_at: z.string(),
  })
  .transform(({ before, changed_by: by, changed_at: at, ...row }): VerdictDataChange => ({
    ...row,
    by,
    at,
    before: before === null ? undefined : parseJson(z.unknown(), before),
  }));

const OfferColumns = z
  .object({ verdict: VerdictId, organisation: OrganisationId, offered_by: MemberId, offered_at: z.string() })
  .transform(({ offered_by: by, offered_at: at, ...row }): OwnerOffer => ({ ...row, by, at }));

interface MapColumns {
  from_revision: number;
  steps: string;
  undoes: number | null;
}

interface RevisionColumns {
  number: number;
  text: string | null;
  blocks: string | null;
}

const LayerColumns = z
  .object({
    id: LayerId,
    verdict: VerdictId,
    round: RoundId,
    round_number: z.int(),
    kind: LayerKind,
    owner: MemberId.nullable(),
    frozen_at: z.string().nullable(),
    unfinished: z.int(),
  })
  .transform(({ round_number, frozen_at, unfinished, ...row }): LayerRow => ({
    ...row,
    roundNumber: round_number,
    frozenAt: frozen_at,
    isUnfinished: unfinished === 1,
  }));

const Blocks = z.array(Block);
const Steps = z.array(MapStep);
const Ids = z.array(VerdictId);
const Layers = z.array(LayerColumns);
const Rounds = z.array(Round);
const Members = z.array(MemberId);

const MARK_READ = `INSERT INTO opened_verdicts (member, verdict, at, read) VALUES (?, ?, ?, 1)
  ON CONFLICT (member, verdict) DO UPDATE SET read = 1`;

/** Verdicts with their revisions, edit maps, rounds, layers, and the rooms that hang on them. */
export class SqliteVerdicts extends SqlitePart implements VerdictStore {
  readonly #openedBy = this.db.prepare<[string], { verdict: string; at: string }>(
    "SELECT verdict, at FROM opened_verdicts WHERE member = ?",
  );
  readonly #readBy = this.db.prepare<string>("SELECT verdict FROM opened_verdicts WHERE member = ? AND read").pluck();
  readonly #markRead = this.db.prepare<[string, string, string]>(MARK_READ);
  readonly #insert = this.db.prepare(
    `INSERT INTO verdicts (id, owner, stage, revision, pages, created_at, country, court, case_number, date, instance, form,
       language, script, invented, kept_until, related, conflicts, courts_defendants, courts_victims, courts_copy)
     VALUES (:id, :owner, :stage, :revision, :pages, :createdAt, :country, :court, :caseNumber, :date, :instance, :form,
       :language, :script, :invented, :keptUntil, :related, :conflicts, :courtsDefendants, :courtsVictims, :courtsCopy)`,
  );
  readonly #update = this.db.prepare(
    `UPDATE verdicts SET country = :country, court = :court, case_number = :caseNumber, date = :date, instance = :instance,
       form = :form, language = :language, script = :script, invented = :invented, kept_until = :keptUntil,
       related = :related, conflicts = :conflicts, courts_defendants = :courtsDefendants,
       courts_victims = :courtsVictims, courts_copy = :courtsCopy
     WHERE id = :id`,
  );
  readonly #insertChange = this.db.prepare(
    `INSERT INTO verdict_changes (id, verdict, field, before, changed_by, changed_at)
     VALUES (:id, :verdict, :field, :before, :by, :at)`,
  );
  readonly #changesOf = this.db.prepare<[string]>(
    "SELECT id, field, before, changed_by, changed_at FROM verdict_changes WHERE verdict = ? ORDER BY rowid DESC",
  );
  readonly #putOffer = this.db.prepare(
    `INSERT INTO owner_offers (verdict, organisation, offered_by, offered_at) VALUES (:verdict, :organisation, :by, :at)
     ON CONFLICT (verdict) DO UPDATE
       SET organisation = excluded.organisation, offered_by = excluded.offered_by, offered_at = excluded.offered_at`,
  );
  readonly #allOffers = this.db.prepare("SELECT * FROM owner_offers ORDER BY offered_at, verdict");
  readonly #dropOffer = this.db.prepare("DELETE FROM owner_offers WHERE verdict = ?");
  readonly #takeOffer = this.db.prepare("DELETE FROM owner_offers WHERE verdict = ? AND organisation = ?");
  readonly #setOwner = this.db.prepare("UPDATE verdicts SET owner = ? WHERE id = ?");
  readonly #updateNewest = this.db.prepare("UPDATE verdicts SET revision = ? WHERE id = ? AND revision = ?");
  readonly #byId = this.db.prepare<[string], VerdictColumns & { revision: number }>(
    "SELECT * FROM verdicts WHERE id = ?",
  );
  readonly #all = this.db.prepare<[], VerdictColumns>("SELECT * FROM verdicts ORDER BY created_at, id");
  readonly #insertRevision = this.db.prepare(
    `INSERT INTO revisions (verdict, number, text, blocks, numbers, made_by, made_at, how)
     VALUES (:verdict, :number, :text, :blocks, :numbers, :by, :at, :how)`,
  );
  readonly #revisionOf = this.db.prepare<[string, number], RevisionColumns>(
    "SELECT number, text, blocks FROM revisions WHERE verdict = ? AND number = ?",
  );
  readonly #newestOf = this.db.prepare<[string], RevisionColumns>(
    "SELECT number, text, blocks FROM revisions WHERE verdict = ? ORDER BY number DESC LIMIT 1",
  );
  readonly #numbersOf = this.db.prepare<[string], { numbers: string }>(
    "SELECT numbers FROM revisions WHERE verdict = ?",
  );
  readonly #newestNumbersOf = this.db.prepare<[string], { numbers: string }>(
    "SELECT numbers FROM revisions WHERE verdict = ? ORDER BY number DESC LIMIT 1",
  );
  readonly #insertMap = this.db.prepare(
    "INSERT INTO edit_maps (verdict, from_revision, steps, undoes) VALUES (?, ?, ?, ?)",
  );
  readonly #mapsFrom = this.db.prepare<[string, number], MapColumns>(
    "SELECT from_revision, steps, undoes FROM edit_maps WHERE verdict = ? AND from_revision >= ? ORDER BY from_revision",
  );
  readonly #insertRound = this.db.prepare(
    "INSERT INTO rounds (id, verdict, number, mode) VALUES (:id, :verdict, :number, :mode)",
  );
  readonly #roundsOf = this.db.prepare<[string]>(
    "SELECT id, verdict, number, mode FROM rounds WHERE verdict = ? ORDER BY number",
  );
  readonly #insertLayer = this.db.prepare(
    "INSERT INTO layers (id, verdict, round, owner, frozen_at) VALUES (?, ?, ?, NULL, NULL)",
  );
  readonly #layersOf = this.db.prepare<[string]>(
    `SELECT layers.id, layers.verdict, layers.round, rounds.number AS round_number, layers.kind, layers.owner,
       layers.frozen_at, layers.unfinished
     FROM layers JOIN rounds ON rounds.id = layers.round
     WHERE layers.verdict = ? ORDER BY rounds.number, layers.owner, layers.id`,
  );
  readonly #insertRoom = this.db.prepare(
    "INSERT INTO rooms (id, kind, verdict, audience, layer) VALUES (:id, :kind, :verdict, :audience, :layer)",
  );
  readonly #roomsOf = this.db.prepare<[string], RoomColumns>(
    "SELECT * FROM rooms WHERE verdict = ? AND gone = 0 ORDER BY kind, audience, id",
  );
  readonly #names = createNameWriter(this.db);
  readonly #confirmScan = createScanConfirmer(this.db);
  readonly #stages = createStageWriter(this.db);

  readonly add: VerdictStore["add"] = (verdict) => write(this.db, () => this.#add(verdict));

  readonly all: VerdictStore["all"] = () => read(this.db, () => this.#all.all().map(toVerdict));

  readonly openedBy: VerdictStore["openedBy"] = (member) =>
    read(this.db, () => new Map(this.#openedBy.all(member).map(({ verdict, at }) => [VerdictId.parse(verdict), at])));

  readonly readBy: VerdictStore["readBy"] = (member) =>
    read(this.db, () => new Set(Ids.parse(this.#readBy.all(member))));

  readonly markRead: VerdictStore["markRead"] = (...mark) => write(this.db, () => void this.#markRead.run(...mark));

  readonly get: VerdictStore["get"] = (id) =>
    read(this.db, () => {
      const row = this.#byId.get(id);
      return row ? toVerdict(row) : null;
    });

  readonly change: VerdictStore["change"] = (id, data, by, at) =>
    write(this.db, () => {
      const verdict = this.#present(id);
      const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
      const changed = VerdictData.parse({ ...verdict, ...given });
      this.#update.run({ id, ...toColumns(changed) });
      for (const field of VERDICT_FIELDS)
        if (JSON.stringify(changed[field]) !== JSON.stringify(verdict[field]))
          this.#keep(id, field, verdict[field], by, at);
      return { ...verdict, ...changed };
    });

  readonly changes: VerdictStore["changes"] = (id) =>
    read(this.db, () => this.#changesOf.all(id).map((row) => ChangeColumns.parse(row)));

  readonly offer: VerdictStore["offer"] = (offer) =>
    write(this.db, () => {
      this.#present(offer.verdict);
      this.#putOffer.run(offer);
    });

  readonly offers: VerdictStore["offers"] = () =>
    read(this.db, () => this.#allOffers.all().map((row) => OfferColumns.parse(row)));

  readonly endOffer: VerdictStore["endOffer"] = (id) =>
    write(this.db, () => {
      this.#dropOffer.run(id);
    });

  readonly takeOver: VerdictStore["takeOver"] = (id, organisation, by, at) =>
    write(this.db, () => {
      const verdict = this.#present(id);
      if (this.#takeOffer.run(id, organisation).changes === 0) throw new StoreError("conflict", "It is not offered");
      this.#keep(id, "owner", verdict.owner, by, at);
      this.#setOwner.run(organisation, id);
      return { ...verdict, owner: organisation };
    });

  readonly setStage: VerdictStore["setStage"] = async (id, stage) => {
    const { before, after } = await write(this.db, () => {
      const verdict = this.#present(id);
      this.#stages.set(verdict, stage);
      return { before: verdict.stage, after: { ...verdict, stage } };
    });
    if (isClearing(before, stage)) truncateLog(this.db);
    return after;
  };

  readonly revision: VerdictStore["revision"] = (id, number) =>
    read(this.db, () => {
      const row = number === undefined ? this.#newestOf.get(id) : this.#revisionOf.get(id, number);
      return row ? toRevision(row) : null;
    });

  readonly usedNumbers: VerdictStore["usedNumbers"] = (id) =>
    read(this.db, () => [...new Set(this.#numbersOf.all(id).flatMap(({ numbers }) => parseJson(Numbers, numbers)))]);

  readonly paragraphs: VerdictStore["paragraphs"] = keptRead(this.db, (id) => {
    const row = this.#newestNumbersOf.get(id);
    return row ? parseJson(Numbers, row.numbers) : [];
  });

  readonly maps: VerdictStore["maps"] = (id, from = 1) =>
    read(this.db, () => {
      const maps = this.#mapsFrom.all(id, from).map(toEditMap);
      // Of a damaged database: what stands in the text could only be shown as though there were nothing.
      const newest = this.#byId.get(id)?.revision ?? from;
      if (maps.length !== Math.max(0, newest - from)) throw new Error("an edit map is missing");
      return maps;
    });

  readonly addRevision: VerdictStore["addRevision"] = async (id, base, next, map, by, at, earlierText, also = {}) => {
    if (next.number !== base + 1 || map.from !== base) throw new StoreError("conflict");
    const isGone = await write(this.db, () => {
      const { stage } = this.#present(id);
      if (this.#updateNewest.run(next.number, id, base).changes === 0) throw new StoreError("conflict");
      this.#insertRevision.run({
        verdict: id,
        number: next.number,
        ...toRevisionColumns(next),
        by,
        at,
        how: also.how ?? null,
      });
      this.#insertMap.run(id, base, JSON.stringify(Steps.parse(map.steps)), map.undoes ?? null);
      this.#names.withRevision(id, also);
      if (also.changed) this.#stages.unsee(id, also.changed);
      const goes = earlierText === "goes" || (earlierText !== "stays" && stage !== "in-preparation");
      if (goes) this.#stages.dropWords(id, next.number);
      return goes;
    });
    if (isGone) truncateLog(this.db);
  };

  readonly dropEarlierTexts: VerdictStore["dropEarlierTexts"] = async (id) => {
    await write(this.db, () => this.#stages.dropWords(id, this.#present(id).revision));
    truncateLog(this.db);
  };

  readonly currentRound: VerdictStore["currentRound"] = (id) =>
    read(this.db, () => {
      const newest = this.#roundsOf.all(id).at(-1);
      if (!newest) throw new StoreError("not-found");
      return Round.parse(newest);
    });

  readonly rounds: VerdictStore["rounds"] = keptRead(this.db, (id) => Rounds.parse(this.#roundsOf.all(id)));

  readonly layers: VerdictStore["layers"] = keptRead(this.db, (id) => Layers.parse(this.#layersOf.all(id)));

  readonly rooms: VerdictStore["rooms"] = keptRead(this.db, (id) => this.#roomsOf.all(id).map(toRoomRow));

  #present(id: VerdictId): Verdict {
    const row = this.#byId.get(id);
    if (!row) throw new StoreError("not-found");
    return toVerdict(row);
  }

  #keep(verdict: VerdictId, field: VerdictField, before: unknown, by: MemberId, at: string): void {
    this.#insertChange.run({
      id: newId(VerdictChangeId),
      verdict,
      field: VerdictField.parse(field),
      before: JSON.stringify(before),
      by,
      at,
    });
  }

  #add({ verdict, text, by, round, layer, rooms, scan }: NewVerdict): void {
    this.#insert.run({ ...verdict, ...toColumns(verdict), revision: 1 });
    const at = verdict.createdAt;
    this.#insertRevision.run({ verdict: verdict.id, number: 1, ...toRevisionColumns(text), by, at, how: null });
    this.#insertRound.run({ id: round, verdict: verdict.id, number: 1, mode: "open" });
    this.#insertLayer.run(layer, verdict.id, round);
    const discussion = { kind: "discussion", verdict: verdict.id, layer: null };
    this.#insertRoom.run({ id: rooms.layer, kind: "layer", verdict: verdict.id, audience: null, layer });
    this.#insertRoom.run({ id: rooms.internal, ...discussion, audience: "internal" });
    this.#insertRoom.run({ id: rooms.review, ...discussion, audience: "review" });
    if (scan) this.#confirmScan(scan, verdict.id);
  }
}

function toColumns(data: VerdictData): Record<string, string | number | null> {
  return {
    country: data.country,
    court: data.court,
    caseNumber: data.caseNumber,
    date: data.date,
    instance: data.instance,
    form: data.form,
    language: data.language,
    script: data.script,
    keptUntil: data.keptUntil,
    invented: data.invented ? 1 : 0,
    related: JSON.stringify(data.related),
    conflicts: JSON.stringify(data.conflicts),
    courtsDefendants: data.courtsNumbers.defendants,
    courtsVictims: data.courtsNumbers.victims,
    courtsCopy: data.courtsCopy,
  };
}

function toVerdict(row: VerdictColumns): Verdict {
  return Verdict.parse({
    ...row,
    caseNumber: row.case_number,
    keptUntil: row.kept_until,
    createdAt: row.created_at,
    invented: row.invented === 1,
    related: parseJson(Ids, row.related),
    conflicts: parseJson(Members, row.conflicts),
    courtsNumbers: { defendants: row.courts_defendants, victims: row.courts_victims },
    courtsCopy: row.courts_copy,
  });
}

const Numbers = z.array(z.string());

function toRevisionColumns({ text, blocks }: RevisionText): { text: string; blocks: string; numbers: string } {
  const numbers = blocks.flatMap(({ number }) => number ?? []);
  return { text, blocks: JSON.stringify(blocks), numbers: JSON.stringify(numbers) };
}

function toRevision({ number, text, blocks }: RevisionColumns): Revision | null {
  return text === null || blocks === null ? null : { number, text, blocks: parseJson(Blocks, blocks) };
}

function toEditMap({ from_revision: from, steps, undoes }: MapColumns): EditMap {
  const map = { from, steps: parseJson(Steps, steps) };
  return undoes === null ? map : { ...map, undoes };
}
