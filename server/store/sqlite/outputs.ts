import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId, OutputId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId, FigureScope, Output, OutputScope, OutputStatus } from "../../../schema/domain/output.ts";
import { Audience } from "../../../schema/domain/room.ts";
import { OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputVersionInfo, type OutputVersion } from "../../../schema/protocol/http/outputs.ts";
import { FrozenContent, rewriteTable } from "../shapes/frozen-table.ts";
import type { NewVersion, OutputRow, OutputStore } from "../output-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import {
  EVIDENCE,
  type EvidenceColumns,
  type FigureColumns,
  FIGURES,
  type RecommendationColumns,
  RECOMMENDATIONS,
  toEvidence,
  toFigure,
  toRecommendation,
} from "./rows/output-rows.ts";

interface OutputColumns {
  id: string;
  template: string;
  methodology_version: number;
  title: string;
  language: string;
  scope: string;
  status: string;
  status_by: string;
  status_at: string;
  number: number;
  created_by: string;
  created_at: string;
  partner: string | null;
  approved_version: number | null;
  changed_at: string | null;
  quotes: number;
  recommendations: number;
  named: string;
  counted_over: string;
}

interface VersionColumns {
  number: number;
  name: string;
  kind: string;
  made_by: string;
  made_at: string;
}

const SELECT = `SELECT outputs.*,
    (SELECT active_at FROM rooms WHERE rooms.output = outputs.id AND rooms.kind = 'output' AND rooms.gone = 0) AS changed_at,
    (SELECT count(*) FROM evidence WHERE evidence.output = outputs.id AND evidence.anchor IS NOT NULL) AS quotes,
    (SELECT count(*) FROM recommendations WHERE recommendations.output = outputs.id) AS recommendations,
    (SELECT json_group_array(verdict) FROM (
       SELECT verdict FROM output_verdicts WHERE output = outputs.id
       UNION SELECT verdict FROM evidence WHERE evidence.output = outputs.id AND verdict IS NOT NULL
       UNION SELECT each.value FROM figures, json_each(figures.scope, '$.verdicts') AS each WHERE figures.output = outputs.id
       ORDER BY 1)) AS named,
    (SELECT json_group_array(json(scope)) FROM (
       SELECT DISTINCT coalesce(figures.scope, '"output"') AS scope FROM figures
        WHERE figures.output = outputs.id AND (figures.subject IS NOT NULL OR figures.approved IS NOT NULL)
        ORDER BY 1)) AS counted_over
  FROM outputs`;
const INFO = "number, name, kind, made_by, made_at";

/** Outputs, their versions and commands, and reads of what their rooms hold. */
export function createOutputStore(db: Database): OutputStore {
  const all = db.prepare<[], OutputColumns>(`${SELECT} ORDER BY outputs.created_at DESC, outputs.id`);
  const byId = db.prepare<[string], OutputColumns>(`${SELECT} WHERE outputs.id = ?`);
  const insert = db.prepare(
    `INSERT INTO outputs (id, template, methodology_version, title, language, scope, status, status_by, status_at, number,
       created_by, created_at, partner)
     VALUES (:id, :template, :methodologyVersion, :title, :language, :scope, :status, :statusBy, :statusAt, :number,
       :createdBy, :createdAt, :partner)`,
  );
  const pair = db.prepare("UPDATE outputs SET partner = ? WHERE id = ? AND partner IS NULL");
  const insertVerdict = db.prepare("INSERT INTO output_verdicts (output, verdict) VALUES (?, ?)");
  const insertRoom = db.prepare("INSERT INTO rooms (id, kind, audience, output, active_at) VALUES (?, ?, ?, ?, ?)");
  const roomsOf = db.prepare<[string], { id: string; audience: string | null }>(
    "SELECT id, audience FROM rooms WHERE output = ? AND gone = 0",
  );
  const writersIn = db
    .prepare<[string], string>("SELECT DISTINCT member FROM room_clients WHERE room = ? ORDER BY member")
    .pluck();
  const seqOf = db
    .prepare<[string], number>("SELECT seq FROM rooms WHERE output = ? AND kind = 'output' AND gone = 0")
    .pluck();
  const setStatus = db.prepare(
    `UPDATE outputs SET status = :status, status_by = :by, status_at = :at, number = number + 1, approved_version = :version
     WHERE id = :id AND number = :number`,
  );
  const insertStatus = db.prepare(
    "INSERT INTO output_statuses (output, number, status, member, at, version) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const statuses = db.prepare<[string], { status: string; member: string; at: string; version: number | null }>(
    "SELECT status, member, at, version FROM output_statuses WHERE output = ? ORDER BY number DESC",
  );
  const lastVersion = db
    .prepare<[string], number>("SELECT coalesce(max(number), 0) FROM output_versions WHERE output = ?")
    .pluck();
  const insertVersion = db.prepare(
    `INSERT INTO output_versions (output, number, name, kind, made_by, made_at, title, document)
     VALUES (:output, :number, :name, :kind, :by, :at, :title, :document)`,
  );
  const versions = db.prepare<[string], VersionColumns>(
    `SELECT ${INFO} FROM output_versions WHERE output = ? ORDER BY number DESC`,
  );
  const version = db.prepare<[string, number], VersionColumns & { title: string; document: string }>(
    `SELECT ${INFO}, title, document FROM output_versions WHERE output = ? AND number = ?`,
  );
  const texts = db.prepare<[], { output: string; number: number; name: string; title: string; document: string }>(
    "SELECT output, number, name, title, document FROM output_versions ORDER BY output, number",
  );
  const setTexts = db.prepare(
    "UPDATE output_versions SET name = :name, title = :title, document = :document WHERE output = :output AND number = :number",
  );
  const insertTable = db.prepare(
    "INSERT INTO frozen_tables (output, version, block, verdict, content) VALUES (?, ?, ?, ?, ?)",
  );
  const tables = db.prepare<[string, number], { block: string; verdict: string; content: string }>(
    "SELECT block, verdict, content FROM frozen_tables WHERE output = ? AND version = ? ORDER BY block",
  );
  const setTable = db.prepare("UPDATE frozen_tables SET content = ? WHERE output = ? AND version = ? AND block = ?");
  const ofOutput = <C>(table: string, columns: string, where = "output") =>
    db.prepare<[string], C>(`SELECT ${columns} FROM ${table} WHERE ${where} = ? ORDER BY output, position`);
  const evidence = ofOutput<EvidenceColumns>("evidence", EVIDENCE);
  const evidenceOf = ofOutput<EvidenceColumns>("evidence", EVIDENCE, "verdict");
  const figures = ofOutput<FigureColumns>("figures", FIGURES);
  const recommendations = ofOutput<RecommendationColumns>("recommendations", RECOMMENDATIONS);

  const get = (id: OutputId): OutputRow | null => {
    const row = byId.get(id);
    return row ? toOutputRow(row) : null;
  };

  function addVersion(id: OutputId, { name, kind, by, at, title, document }: NewVersion): number {
    const number = (lastVersion.get(id) ?? 0) + 1;
    insertVersion.run({ output: id, number, name, kind, by, at, title, document: JSON.stringify(document) });
    return number;
  }

  return {
    add: (output, rooms) =>
      write(db, () => {
        insert.run({ ...output, scope: JSON.stringify(output.scope) });
        if (output.scope.kind === "verdicts")
          for (const verdict of new Set(output.scope.verdicts)) insertVerdict.run(output.id, verdict);
        insertRoom.run(rooms.content, "output", null, output.id, output.createdAt);
        for (const audience of Audience.options)
          insertRoom.run(rooms[audience], "discussion", audience, output.id, null);
        insertStatus.run(output.id, output.number, output.status, output.statusBy, output.statusAt, null);
        if (output.partner && pair.run(output.id, output.partner).changes === 0)
          throw new StoreError("conflict", "It has a partner");
      }),
    all: () => read(db, () => all.all().map(toOutputRow)),
    get: (id) => read(db, () => get(id)),
    rooms: (id) =>
      read(db, () => {
        const rooms = new Map(roomsOf.all(id).map(({ id: room, audience }) => [audience, RoomId.parse(room)]));
        const [content, internal, review] = [rooms.get(null), rooms.get("internal"), rooms.get("review")];
        if (!content || !internal || !review) throw new StoreError("not-found");
        return { content, internal, review };
      }),
    writersIn: (room) => read(db, () => writersIn.all(room).map((member) => MemberId.parse(member))),
    setStatus: (id, number, status, by, at, frozen) =>
      write(db, () => {
        if (frozen && seqOf.get(id) !== frozen.seq) throw new StoreError("conflict", "The room has moved on");
        const made = frozen ? addVersion(id, frozen) : null;
        for (const { block, verdict, content } of frozen?.tables ?? [])
          insertTable.run(id, made, block, verdict, JSON.stringify(content));
        if (setStatus.run({ id, number, status, by, at, version: made }).changes === 0) {
          if (!get(id)) throw new StoreError("not-found");
          throw new StoreError("conflict", "The output has moved on");
        }
        insertStatus.run(id, number + 1, status, by, at, made);
        const row = get(id);
        if (!row) throw new StoreError("not-found");
        return row;
      }),
    history: (id) =>
      read(db, () =>
        statuses.all(id).map(({ status, member, at, version: made }) => ({
          status: OutputStatus.parse(status),
          member: MemberId.parse(member),
          at,
          version: made,
        })),
      ),
    addVersion: (id, made) => write(db, () => addVersion(id, made)),
    versions: (id) => read(db, () => versions.all(id).map(toInfo)),
    version: (id, number) =>
      read(db, (): OutputVersion | null => {
        const row = version.get(id, number);
        return row ? { ...toInfo(row), title: row.title, document: parseJson(OutputDocument, row.document) } : null;
      }),
    frozenTables: (id, number) =>
      read(db, () =>
        tables.all(id, number).map(({ block, verdict, content }) => ({
          block: BlockId.parse(block),
          verdict: VerdictId.parse(verdict),
          content: parseJson(FrozenContent, content),
        })),
      ),
    rewriteVersions: (rewrite, rewriteDocument) =>
      write(db, () => {
        for (const row of texts.all()) {
          const id = `${row.output}/${row.number}`;
          const name = rewrite(row.name, `${id}/name`);
          const title = rewrite(row.title, `${id}/title`);
          const document = JSON.stringify(rewriteDocument(parseJson(OutputDocument, row.document), id));
          if (name !== row.name || title !== row.title || document !== row.document)
            setTexts.run({ output: row.output, number: row.number, name, title, document });
          for (const table of tables.all(row.output, row.number)) {
            const content = JSON.stringify(
              rewriteTable(parseJson(FrozenContent, table.content), (text) => rewrite(text, `${id}/${table.block}`)),
            );
            if (content !== table.content) setTable.run(content, row.output, row.number, table.block);
          }
        }
      }),
    evidence: (ids) => read(db, () => ids.flatMap((id) => evidence.all(id).map(toEvidence))),
    evidenceOf: (verdict) => read(db, () => evidenceOf.all(verdict).map(toEvidence)),
    figures: (ids) => read(db, () => ids.flatMap((id) => figures.all(id).map(toFigure))),
    recommendations: (ids) => read(db, () => ids.flatMap((id) => recommendations.all(id).map(toRecommendation))),
  };
}

const Named = z.array(VerdictId);
const CountedOver = z.array(FigureScope);

function toOutputRow(row: OutputColumns): OutputRow {
  const scope = parseJson(OutputScope, row.scope);
  return {
    ...Output.parse({
      id: OutputId.parse(row.id),
      template: row.template,
      methodologyVersion: row.methodology_version,
      title: row.title,
      language: row.language,
      scope,
      status: row.status,
      statusBy: row.status_by,
      statusAt: row.status_at,
      number: row.number,
      createdBy: row.created_by,
      createdAt: row.created_at,
      partner: row.partner,
      approvedVersion: row.approved_version,
    }),
    changedAt: row.changed_at ?? row.created_at,
    quotes: row.quotes,
    recommendations: row.recommendations,
    named: parseJson(Named, row.named),
    countedOver: parseJson(CountedOver, row.counted_over).map((over) => (over === "output" ? scope : over)),
  };
}

function toInfo({ number, name, kind, made_by, made_at }: VersionColumns): OutputVersionInfo {
  return OutputVersionInfo.parse({ number, name, kind, by: made_by, at: made_at });
}
