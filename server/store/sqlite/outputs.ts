import { z } from "zod";
import { MemberId, OutputId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import {
  BlockId,
  FigureScope,
  Output,
  OutputScope,
  OutputStatus,
  verdictsOfScope,
} from "../../../schema/domain/output.ts";
import { Audience } from "../../../schema/domain/room.ts";
import { OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputVersionInfo, type OutputVersion } from "../../../schema/protocol/http/parts/output-versions.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { FrozenContent, rewriteTable } from "../shapes/frozen-table.ts";
import type { OutputRow, OutputStore } from "../output-store.ts";
import { StoreError } from "../store-error.ts";
import { createOutputRemoval, createSignedQuery } from "./file/drop-output.ts";
import { read, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import {
  EVIDENCE,
  type QuoteColumns,
  type FigureColumns,
  FIGURES,
  type RecommendationColumns,
  RECOMMENDATIONS,
  toQuoteRow,
  toFigure,
  toRecommendation,
} from "./rows/output-rows.ts";
import { createVersionWriter } from "./rows/version-rows.ts";
import { SqlitePart } from "./part.ts";

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
  leader: string | null;
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
  took: string | null;
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
const INFO = "number, name, kind, made_by, made_at, took";

/** Outputs, their versions and commands, and reads of what their rooms hold. */
export class SqliteOutputs extends SqlitePart implements OutputStore {
  readonly #all = this.db.prepare<[], OutputColumns>(`${SELECT} ORDER BY outputs.created_at DESC, outputs.id`);
  readonly #byId = this.db.prepare<[string], OutputColumns>(`${SELECT} WHERE outputs.id = ?`);
  readonly #inLanguages = this.db.prepare<[string], OutputColumns>(
    `${SELECT} WHERE coalesce(outputs.leader, outputs.id) = (SELECT coalesce(leader, id) FROM outputs WHERE id = ?)
     ORDER BY outputs.leader IS NOT NULL, outputs.created_at, outputs.rowid`,
  );
  readonly #insert = this.db.prepare(
    `INSERT INTO outputs (id, template, methodology_version, title, language, scope, status, status_by, status_at, number,
       created_by, created_at, partner, leader)
     VALUES (:id, :template, :methodologyVersion, :title, :language, :scope, :status, :statusBy, :statusAt, :number,
       :createdBy, :createdAt, :partner, :leader)`,
  );
  readonly #pair = this.db.prepare("UPDATE outputs SET partner = ? WHERE id = ? AND partner IS NULL");
  readonly #languages = this.db
    .prepare<[string, string], string>("SELECT language FROM outputs WHERE id = ? OR leader = ?")
    .pluck();
  readonly #insertVerdict = this.db.prepare("INSERT INTO output_verdicts (output, verdict) VALUES (?, ?)");
  readonly #dropVerdicts = this.db.prepare("DELETE FROM output_verdicts WHERE output = ?");
  readonly #setScope = this.db.prepare(
    "UPDATE outputs SET scope = ?, number = number + 1 WHERE id = ? AND number = ? AND status IN ('draft', 'in-review')",
  );
  readonly #insertRoom = this.db.prepare(
    "INSERT INTO rooms (id, kind, audience, output, active_at) VALUES (?, ?, ?, ?, ?)",
  );
  readonly #roomsOf = this.db.prepare<[string], { id: string; audience: string | null }>(
    "SELECT id, audience FROM rooms WHERE output = ? AND gone = 0",
  );
  readonly #writersIn = this.db
    .prepare<[string], string>("SELECT DISTINCT member FROM room_clients WHERE room = ? ORDER BY member")
    .pluck();
  readonly #clientsIn = this.db.prepare<[string], { client: number; member: string }>(
    "SELECT client, member FROM room_clients WHERE room = ? ORDER BY client",
  );
  readonly #writtenAt = this.db.prepare<[string], string | null>("SELECT active_at FROM rooms WHERE id = ?").pluck();
  readonly #openedBy = this.db.prepare<[string], { output: string; at: string }>(
    "SELECT output, at FROM opened_outputs WHERE member = ?",
  );
  readonly #insertStatus = this.db.prepare(
    "INSERT INTO output_statuses (output, number, status, member, at, version) VALUES (?, ?, ?, ?, ?, ?)",
  );
  readonly #statuses = this.db.prepare<
    [string],
    { status: string; member: string; at: string; version: number | null; why: string }
  >("SELECT status, member, at, version, why FROM output_statuses WHERE output = ? ORDER BY number DESC");
  readonly #fallen = this.db.prepare<[string], { at: string; member: string }>(
    `SELECT candidates.ended_at AS at, signatures.member
       FROM candidate_documents JOIN candidates ON candidates.id = candidate_documents.candidate
       JOIN signatures ON signatures.candidate = candidates.id
      WHERE candidate_documents.output = ? AND candidates.state IN ('taken-back', 'voided')
      ORDER BY signatures.at, signatures.member`,
  );
  readonly #written = createVersionWriter(this.db);
  readonly #versions = this.db.prepare<[string], VersionColumns>(
    `SELECT ${INFO} FROM output_versions WHERE output = ? ORDER BY number DESC`,
  );
  readonly #version = this.db.prepare<[string, number], VersionColumns & { title: string; document: string }>(
    `SELECT ${INFO}, title, document FROM output_versions WHERE output = ? AND number = ?`,
  );
  readonly #setTaken = this.db.prepare(
    "UPDATE output_versions SET kind = :kind, took = :took WHERE output = :output AND number = :number AND kind IN ('taken', 'sitting')",
  );
  readonly #takenSince = this.db.prepare<
    [string],
    { output: string; number: number; made_by: string; made_at: string; took: string }
  >(
    `SELECT output, number, made_by, made_at, took FROM output_versions
      WHERE kind = 'taken' AND took IS NOT NULL AND made_at >= ? ORDER BY made_at DESC, number DESC`,
  );
  readonly #texts = this.db.prepare<
    [],
    { output: string; number: number; name: string; title: string; document: string }
  >("SELECT output, number, name, title, document FROM output_versions ORDER BY output, number");
  readonly #setTexts = this.db.prepare(
    "UPDATE output_versions SET name = :name, title = :title, document = :document WHERE output = :output AND number = :number",
  );
  readonly #tables = this.db.prepare<[string, number], { block: string; verdict: string; content: string }>(
    "SELECT block, verdict, content FROM frozen_tables WHERE output = ? AND version = ? ORDER BY block",
  );
  readonly #setTable = this.db.prepare(
    "UPDATE frozen_tables SET content = ? WHERE output = ? AND version = ? AND block = ? AND verdict = ?",
  );
  readonly #isSigned = createSignedQuery(this.db);
  readonly #remove = createOutputRemoval(this.db);
  readonly #evidence = this.#ofOutput<QuoteColumns>("evidence", EVIDENCE);
  readonly #evidenceOf = this.#ofOutput<QuoteColumns>("evidence", EVIDENCE, "verdict");
  readonly #figures = this.#ofOutput<FigureColumns>("figures", FIGURES);
  readonly #recommendations = this.#ofOutput<RecommendationColumns>("recommendations", RECOMMENDATIONS);

  readonly add: OutputStore["add"] = (output, rooms) =>
    write(this.db, () => {
      const { leader } = output;
      if (leader && this.#languages.all(leader, leader).includes(output.language))
        throw new StoreError("conflict", "It is there in this language");
      this.#insert.run({ ...output, scope: JSON.stringify(output.scope) });
      this.#nameVerdicts(output.id, output.scope);
      this.#insertRoom.run(rooms.content, "output", null, output.id, output.createdAt);
      for (const audience of Audience.options)
        this.#insertRoom.run(rooms[audience], "discussion", audience, output.id, null);
      this.#insertStatus.run(output.id, output.number, output.status, output.statusBy, output.statusAt, null);
      if (leader) this.#pair.run(output.id, leader);
    });

  readonly all: OutputStore["all"] = keptRead(this.db, () => this.#all.all().map(toOutputRow));

  readonly get: OutputStore["get"] = (id) => read(this.db, () => this.#get(id));

  readonly inLanguages: OutputStore["inLanguages"] = (id) =>
    read(this.db, () => this.#inLanguages.all(id).map(toOutputRow));

  readonly rooms: OutputStore["rooms"] = (id) =>
    read(this.db, () => {
      const rooms = new Map(this.#roomsOf.all(id).map(({ id: room, audience }) => [audience, RoomId.parse(room)]));
      const [content, internal, review] = [rooms.get(null), rooms.get("internal"), rooms.get("review")];
      if (!content || !internal || !review) throw new StoreError("not-found");
      return { content, internal, review };
    });

  readonly writersIn: OutputStore["writersIn"] = (room) =>
    read(this.db, () => this.#writersIn.all(room).map((member) => MemberId.parse(member)));

  readonly clientsIn: OutputStore["clientsIn"] = (room) =>
    read(this.db, () => this.#clientsIn.all(room).map(({ client, member }) => [client, MemberId.parse(member)]));

  readonly writtenAt: OutputStore["writtenAt"] = (room) => read(this.db, () => this.#writtenAt.get(room) ?? null);

  readonly openedBy: OutputStore["openedBy"] = (member) =>
    read(this.db, () => new Map(this.#openedBy.all(member).map(({ output, at }) => [OutputId.parse(output), at])));

  readonly setStatus: OutputStore["setStatus"] = (id, number, status, by, at, frozen) =>
    write(this.db, () => {
      const version = frozen ? this.#written.freeze(id, frozen) : null;
      this.#written.setStatus(id, { status, number, by, at, version });
      const row = this.#get(id);
      if (!row) throw new StoreError("not-found");
      return row;
    });

  readonly setScope: OutputStore["setScope"] = (outputs, scope) =>
    write(this.db, () => {
      for (const { id, number } of outputs) {
        if (this.#setScope.run(JSON.stringify(scope), id, number).changes === 0)
          throw new StoreError("conflict", "The output has moved on");
        this.#dropVerdicts.run(id);
        this.#nameVerdicts(id, scope);
      }
    });

  readonly isSigned: OutputStore["isSigned"] = (id) => read(this.db, () => this.#isSigned(id));

  readonly remove: OutputStore["remove"] = (id, number, at) => write(this.db, () => this.#remove(id, number, at));

  readonly history: OutputStore["history"] = (id) =>
    read(this.db, () => {
      const fallen = groupBy(this.#fallen.all(id), ({ at }) => at);
      return this.#statuses.all(id).map(({ status, member, at, version: made, why }) => {
        const fell = status === "draft" ? fallen.get(at) : undefined;
        return {
          status: OutputStatus.parse(status),
          member: MemberId.parse(member),
          at,
          version: made,
          why,
          ...(fell ? { fell: fell.map((each) => MemberId.parse(each.member)) } : {}),
        };
      });
    });

  readonly addVersion: OutputStore["addVersion"] = (id, made) => write(this.db, () => this.#written.add(id, made));

  readonly keepVersion: OutputStore["keepVersion"] = (id, version) =>
    write(this.db, () => this.#written.keep(id, version));

  readonly setTaken: OutputStore["setTaken"] = (output, number, took) =>
    write(this.db, () => {
      const kind = took ? "taken" : "sitting";
      this.#setTaken.run({ output, number, kind, took: took && JSON.stringify(took) });
    });

  readonly takenSince: OutputStore["takenSince"] = (since) =>
    read(this.db, () =>
      this.#takenSince.all(since).map(({ output, number: version, made_by, made_at: at, took }) => ({
        output: OutputId.parse(output),
        version,
        by: MemberId.parse(made_by),
        at,
        took: parseJson(TookRow, took),
      })),
    );

  readonly versions: OutputStore["versions"] = (id) => read(this.db, () => this.#versions.all(id).map(toInfo));

  readonly version: OutputStore["version"] = (id, number) =>
    read(this.db, (): OutputVersion | null => {
      const row = this.#version.get(id, number);
      return row ? { ...toInfo(row), title: row.title, document: parseJson(OutputDocument, row.document) } : null;
    });

  readonly frozenTables: OutputStore["frozenTables"] = (id, number) =>
    read(this.db, () =>
      this.#tables.all(id, number).map(({ block, verdict, content }) => ({
        block: BlockId.parse(block),
        verdict: VerdictId.parse(verdict),
        content: parseJson(FrozenContent, content),
      })),
    );

  readonly rewriteVersions: OutputStore["rewriteVersions"] = (rewrite, rewriteDocument) =>
    write(this.db, () => {
      for (const row of this.#texts.all()) {
        const id = `${row.output}/${row.number}`;
        const name = rewrite(row.name, `${id}/name`);
        const title = rewrite(row.title, `${id}/title`);
        const document = JSON.stringify(rewriteDocument(parseJson(OutputDocument, row.document), id));
        if (name !== row.name || title !== row.title || document !== row.document)
          this.#setTexts.run({ output: row.output, number: row.number, name, title, document });
        for (const table of this.#tables.all(row.output, row.number)) {
          const content = JSON.stringify(
            rewriteTable(parseJson(FrozenContent, table.content), (text) => rewrite(text, `${id}/${table.block}`)),
          );
          if (content !== table.content)
            this.#setTable.run(content, row.output, row.number, table.block, table.verdict);
        }
      }
    });

  readonly evidence: OutputStore["evidence"] = (ids) =>
    read(this.db, () => ids.flatMap((id) => this.#evidence.all(id).map(toQuoteRow)));

  readonly quotesOf: OutputStore["quotesOf"] = (verdict) =>
    read(this.db, () => this.#evidenceOf.all(verdict).map(toQuoteRow));

  readonly figures: OutputStore["figures"] = (ids) =>
    read(this.db, () => ids.flatMap((id) => this.#figures.all(id).map(toFigure)));

  readonly recommendations: OutputStore["recommendations"] = (ids) =>
    read(this.db, () => ids.flatMap((id) => this.#recommendations.all(id).map(toRecommendation)));

  #ofOutput<C>(table: string, columns: string, where = "output") {
    return this.db.prepare<[string], C>(`SELECT ${columns} FROM ${table} WHERE ${where} = ? ORDER BY output, position`);
  }

  #nameVerdicts(id: OutputId, scope: OutputScope): void {
    for (const verdict of new Set(verdictsOfScope(scope))) this.#insertVerdict.run(id, verdict);
  }

  #get(id: OutputId): OutputRow | null {
    const row = this.#byId.get(id);
    return row ? toOutputRow(row) : null;
  }
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
      leader: row.leader,
      approvedVersion: row.approved_version,
    }),
    changedAt: row.changed_at ?? row.created_at,
    quotes: row.quotes,
    recommendations: row.recommendations,
    named: parseJson(Named, row.named),
    countedOver: parseJson(CountedOver, row.counted_over).map((over) => (over === "output" ? scope : over)),
  };
}

const TookRow = z.object({ quotes: z.int(), words: z.int(), from: z.array(MemberId) });

function toInfo({ number, name, kind, made_by, made_at, took }: VersionColumns): OutputVersionInfo {
  const { quotes, words } = took === null ? {} : parseJson(TookRow, took);
  const gone = quotes === undefined || words === undefined ? {} : { took: { quotes, words } };
  return OutputVersionInfo.parse({ number, name, kind, by: made_by, at: made_at, ...gone });
}
