import type { Database } from "better-sqlite3";
import { z } from "zod";
import { LayerId, MemberId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import { LayerKind, Round, Verdict, VerdictData } from "../../../schema/domain/verdict.ts";
import { Block, MapStep, type EditMap, type Revision, type RevisionText } from "../../../schema/text/revision.ts";
import { type LayerRow, type NewVerdict, type VerdictStore } from "../verdict-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { createNameWriter } from "./names.ts";
import { toRoomRow, type RoomColumns } from "./rows/room-row.ts";
import { createScanConfirmer } from "./scans.ts";
import { createStageWriter, isClearing } from "./stages.ts";

interface VerdictColumns {
  case_number: string;
  kept_until: string | null;
  created_at: string;
  invented: number;
  related: string;
  conflicts: string;
}

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
  })
  .transform(({ round_number, frozen_at, ...row }): LayerRow => ({
    ...row,
    roundNumber: round_number,
    frozenAt: frozen_at,
  }));

const Blocks = z.array(Block);
const Steps = z.array(MapStep);
const Ids = z.array(VerdictId);
const Members = z.array(MemberId);

/** Verdicts with their revisions, edit maps, rounds, layers, and the rooms that hang on them. */
export function createVerdictStore(db: Database): VerdictStore {
  const insert = db.prepare(
    `INSERT INTO verdicts (id, owner, stage, revision, pages, created_at, country, court, case_number, date, instance, form,
       language, script, invented, kept_until, related, conflicts)
     VALUES (:id, :owner, :stage, :revision, :pages, :createdAt, :country, :court, :caseNumber, :date, :instance, :form,
       :language, :script, :invented, :keptUntil, :related, :conflicts)`,
  );
  const update = db.prepare(
    `UPDATE verdicts SET country = :country, court = :court, case_number = :caseNumber, date = :date, instance = :instance,
       form = :form, language = :language, script = :script, invented = :invented, kept_until = :keptUntil,
       related = :related, conflicts = :conflicts
     WHERE id = :id`,
  );
  const updateNewest = db.prepare("UPDATE verdicts SET revision = ? WHERE id = ? AND revision = ?");
  const byId = db.prepare<[string], VerdictColumns>("SELECT * FROM verdicts WHERE id = ?");
  const all = db.prepare<[], VerdictColumns>("SELECT * FROM verdicts ORDER BY created_at, id");
  const insertRevision = db.prepare(
    `INSERT INTO revisions (verdict, number, text, blocks, numbers, made_by, made_at, how)
     VALUES (:verdict, :number, :text, :blocks, :numbers, :by, :at, :how)`,
  );
  const revisionOf = db.prepare<[string, number], RevisionColumns>(
    "SELECT number, text, blocks FROM revisions WHERE verdict = ? AND number = ?",
  );
  const newestOf = db.prepare<[string], RevisionColumns>(
    "SELECT number, text, blocks FROM revisions WHERE verdict = ? ORDER BY number DESC LIMIT 1",
  );
  const numbersOf = db.prepare<[string], { numbers: string }>("SELECT numbers FROM revisions WHERE verdict = ?");
  const insertMap = db.prepare("INSERT INTO edit_maps (verdict, from_revision, steps, undoes) VALUES (?, ?, ?, ?)");
  const mapsFrom = db.prepare<[string, number], MapColumns>(
    "SELECT from_revision, steps, undoes FROM edit_maps WHERE verdict = ? AND from_revision >= ? ORDER BY from_revision",
  );
  const insertRound = db.prepare(
    "INSERT INTO rounds (id, verdict, number, mode) VALUES (:id, :verdict, :number, :mode)",
  );
  const roundsOf = db.prepare<[string]>(
    "SELECT id, verdict, number, mode FROM rounds WHERE verdict = ? ORDER BY number",
  );
  const insertLayer = db.prepare(
    "INSERT INTO layers (id, verdict, round, owner, frozen_at) VALUES (?, ?, ?, NULL, NULL)",
  );
  const layersOf = db.prepare<[string]>(
    `SELECT layers.id, layers.verdict, layers.round, rounds.number AS round_number, layers.kind, layers.owner,
       layers.frozen_at
     FROM layers JOIN rounds ON rounds.id = layers.round
     WHERE layers.verdict = ? ORDER BY rounds.number, layers.owner, layers.id`,
  );
  const insertRoom = db.prepare(
    "INSERT INTO rooms (id, kind, verdict, audience, layer) VALUES (:id, :kind, :verdict, :audience, :layer)",
  );
  const roomsOf = db.prepare<[string], RoomColumns>(
    "SELECT * FROM rooms WHERE verdict = ? AND gone = 0 ORDER BY kind, audience, id",
  );

  const names = createNameWriter(db);
  const confirmScan = createScanConfirmer(db);
  const stages = createStageWriter(db);

  function present(id: VerdictId): Verdict {
    const row = byId.get(id);
    if (!row) throw new StoreError("not-found");
    return toVerdict(row);
  }

  function add({ verdict, text, by, round, layer, rooms, scan }: NewVerdict): void {
    insert.run({ ...verdict, ...toColumns(verdict), revision: 1 });
    const at = verdict.createdAt;
    insertRevision.run({ verdict: verdict.id, number: 1, ...toRevisionColumns(text), by, at, how: null });
    insertRound.run({ id: round, verdict: verdict.id, number: 1, mode: "open" });
    insertLayer.run(layer, verdict.id, round);
    const discussion = { kind: "discussion", verdict: verdict.id, layer: null };
    insertRoom.run({ id: rooms.layer, kind: "layer", verdict: verdict.id, audience: null, layer });
    insertRoom.run({ id: rooms.internal, ...discussion, audience: "internal" });
    insertRoom.run({ id: rooms.review, ...discussion, audience: "review" });
    if (scan) confirmScan(scan, verdict.id);
  }

  return {
    add: (verdict) => write(db, () => add(verdict)),
    all: () => read(db, () => all.all().map(toVerdict)),
    get: (id) =>
      read(db, () => {
        const row = byId.get(id);
        return row ? toVerdict(row) : null;
      }),
    change: (id, data) =>
      write(db, () => {
        const verdict = present(id);
        const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
        const changed = VerdictData.parse({ ...verdict, ...given });
        update.run({ id, ...toColumns(changed) });
        return { ...verdict, ...changed };
      }),
    setStage: async (id, stage) => {
      const { before, after } = await write(db, () => {
        const verdict = present(id);
        stages.set(verdict, stage);
        return { before: verdict.stage, after: { ...verdict, stage } };
      });
      if (isClearing(before, stage)) truncateLog(db);
      return after;
    },
    revision: (id, number) =>
      read(db, () => {
        const row = number === undefined ? newestOf.get(id) : revisionOf.get(id, number);
        return row ? toRevision(row) : null;
      }),
    usedNumbers: (id) =>
      read(db, () => [...new Set(numbersOf.all(id).flatMap(({ numbers }) => parseJson(Numbers, numbers)))]),
    maps: (id, from = 1) => read(db, () => mapsFrom.all(id, from).map(toEditMap)),
    addRevision: async (id, base, next, map, by, at, earlierText, also = {}) => {
      if (next.number !== base + 1 || map.from !== base)
        throw new StoreError("conflict", "The revision does not follow its base");
      const isGone = await write(db, () => {
        const { stage } = present(id);
        if (updateNewest.run(next.number, id, base).changes === 0) throw new StoreError("conflict");
        insertRevision.run({
          verdict: id,
          number: next.number,
          ...toRevisionColumns(next),
          by,
          at,
          how: also.how ?? null,
        });
        insertMap.run(id, base, JSON.stringify(Steps.parse(map.steps)), map.undoes ?? null);
        names.withRevision(id, also);
        const goes = earlierText === "goes" || (earlierText !== "stays" && stage !== "in-preparation");
        if (goes) stages.dropWords(id, next.number);
        return goes;
      });
      if (isGone) truncateLog(db);
    },
    dropEarlierTexts: async (id) => {
      await write(db, () => stages.dropWords(id, present(id).revision));
      truncateLog(db);
    },
    currentRound: (id) =>
      read(db, () => {
        const newest = roundsOf.all(id).at(-1);
        if (!newest) throw new StoreError("not-found");
        return Round.parse(newest);
      }),
    rounds: (id) => read(db, () => roundsOf.all(id).map((row) => Round.parse(row))),
    layers: (id) => read(db, () => layersOf.all(id).map((row) => LayerColumns.parse(row))),
    rooms: (id) => read(db, () => roomsOf.all(id).map(toRoomRow)),
  };
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
