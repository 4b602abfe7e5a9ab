import { isDeepStrictEqual } from "node:util";
import type { Database } from "better-sqlite3";
import { z } from "zod";
import {
  type Disagreement,
  DisagreementKind,
  DisagreementMembers,
  Concession,
  Outcome,
  type Ruling,
} from "../../../schema/domain/disagreement.ts";
import {
  AnnotationId,
  DisagreementId,
  LayerId,
  MemberId,
  newId,
  RoomId,
  RoundId,
  VerdictId,
} from "../../../schema/domain/ids.ts";
import { adjudicatedRows, type AdjudicatedPlace } from "../adjudicated-rows.ts";
import type { DisagreementStore, NewRuling } from "../disagreement-store.ts";
import { StandingAct, StandingChange } from "../../../schema/domain/standing-change.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { type AnswerRow, type RoomRows, type TimedAnswer } from "../rows.ts";
import { StoreError } from "../store-error.ts";
import { ANSWER_COLUMNS, type AnswerColumns, createAnswerTimes, toTimedAnswer } from "./rows/answer-rows.ts";
import { read, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import {
  ANNOTATION_COLUMNS,
  type AnnotationColumns,
  SqliteProjectedRows,
  toAnnotationRow,
} from "./rows/projected-rows.ts";
import { type ChangeColumns, type RulingColumns, StoredAct, toChange, toRuling } from "./rows/ruling-rows.ts";
import { SqlitePart } from "./part.ts";

interface ConcessionColumns {
  case_id: string;
  member: string;
  at: string;
}
interface DisagreementColumns {
  id: string;
  round: string;
  kind: string;
  version: number;
  members: string;
  results: string;
}
const Results = z.array(AnnotationId);
const Place = z.object({ verdict: VerdictId, layer: LayerId, room: RoomId });
const Counts = z.array(z.object({ verdict: VerdictId, round: RoundId, cases: z.int(), open: z.int() }));
const Owners = z.array(z.object({ id: LayerId, owner: MemberId }));

/** Disagreements, rulings, and the adjudicated layer that follows from them. */
export class SqliteDisagreements extends SqlitePart implements DisagreementStore {
  readonly #layerOf = this.db
    .prepare<[string], string>("SELECT id FROM layers WHERE round = ? AND kind = 'adjudicated'")
    .pluck();
  readonly #insertLayer = this.db.prepare(
    "INSERT INTO layers (id, verdict, round, owner, frozen_at, kind) VALUES (?, ?, ?, NULL, ?, 'adjudicated')",
  );
  readonly #insertRoom = this.db.prepare(
    "INSERT INTO rooms (id, kind, verdict, layer, gone) VALUES (?, 'layer', ?, ?, 1)",
  );
  readonly #insertDisagreement = this.db.prepare(
    "INSERT INTO cases (id, verdict, round, kind, place, members) VALUES (:id, :verdict, :round, :kind, :place, :members)",
  );
  readonly #rowsOf = this.db.prepare<[string], DisagreementColumns>(
    "SELECT * FROM cases WHERE round = ? ORDER BY place, id",
  );
  readonly #byId = this.db.prepare<[string], DisagreementColumns>("SELECT * FROM cases WHERE id = ?");
  readonly #rulingsOf = this.db.prepare<[string], RulingColumns>(
    `SELECT rulings.* FROM rulings JOIN cases ON cases.id = rulings.case_id WHERE cases.round = ? ORDER BY number`,
  );
  readonly #concessionsOf = this.db.prepare<[string], ConcessionColumns>(
    `SELECT concessions.* FROM concessions JOIN cases ON cases.id = concessions.case_id
     WHERE cases.round = ? ORDER BY at, member`,
  );
  readonly #rulingsOn = this.db.prepare<[string], RulingColumns>(
    "SELECT * FROM rulings WHERE case_id = ? ORDER BY number",
  );
  readonly #concessionsOn = this.db.prepare<[string], ConcessionColumns>(
    "SELECT * FROM concessions WHERE case_id = ? ORDER BY at, member",
  );
  readonly #counts = this.db.prepare(
    `SELECT verdict, round, COUNT(*) AS cases, SUM(version = 0) AS open FROM cases WHERE kind <> 'agreed'
     GROUP BY verdict, round`,
  );
  readonly #openOf = this.db
    .prepare<[string], number>("SELECT COUNT(*) FROM cases WHERE round = ? AND kind <> 'agreed' AND version = 0")
    .pluck();
  readonly #advance = this.db.prepare("UPDATE cases SET version = version + 1 WHERE id = ? AND version = ?");
  readonly #insertRuling = this.db.prepare(
    `INSERT INTO rulings (case_id, number, ruled_by, panel, at, outcome, reason)
     VALUES (:id, :number, :by, :panel, :at, :outcome, :reason)`,
  );
  readonly #insertConcession = this.db.prepare(
    "INSERT INTO concessions (case_id, member, at) VALUES (?, ?, ?) ON CONFLICT (case_id, member) DO NOTHING",
  );
  readonly #dropConcession = this.db.prepare("DELETE FROM concessions WHERE case_id = ? AND member = ?");
  readonly #setResults = this.db.prepare("UPDATE cases SET results = ? WHERE id = ?");
  readonly #placeOf = this.db.prepare<[string]>(
    `SELECT layers.verdict, layers.id AS layer, rooms.id AS room FROM layers JOIN rooms ON rooms.layer = layers.id
     WHERE layers.round = ? AND layers.kind = 'adjudicated'`,
  );
  readonly #ownersOf = this.db.prepare<[string]>("SELECT id, owner FROM layers WHERE round = ? AND kind = 'own'");
  readonly #ofOwn = "layer IN (SELECT id FROM layers WHERE round = ? AND kind = 'own')";
  readonly #annotations = this.db.prepare<[string], AnnotationColumns>(
    `SELECT ${ANNOTATION_COLUMNS} FROM annotations WHERE ${this.#ofOwn} AND deleted IS NULL ORDER BY id`,
  );
  readonly #answers = this.db.prepare<[string], AnswerColumns & Pick<TimedAnswer, "at">>(
    `SELECT ${ANSWER_COLUMNS}, times.at FROM answers
     LEFT JOIN answer_times AS times
       ON times.room = answers.room AND times.question = answers.question AND times.subject = answers.subject
     WHERE ${this.#ofOwn} AND value IS NOT NULL ORDER BY layer, answers.question, answers.subject`,
  );
  readonly #settledRounds = this.db.prepare<[], string>("SELECT round FROM layers WHERE kind = 'adjudicated'").pluck();
  readonly #times = createAnswerTimes(this.db);
  readonly #projected = new SqliteProjectedRows(this.db);
  readonly #changesOf = this.db.prepare<[string], ChangeColumns>(
    "SELECT * FROM standing_changes WHERE round = ? ORDER BY number",
  );
  readonly #settledRound = this.db.prepare<[string], { verdict: string; mode: string }>(
    "SELECT verdict, mode FROM rounds WHERE id = ?",
  );
  readonly #insertChange = this.db.prepare(
    `INSERT INTO standing_changes (round, verdict, number, made_by, at, act, reason)
     VALUES (:round, :verdict, :number, :by, :at, :act, :reason)`,
  );

  constructor(db: Database) {
    super(db);
    // Layers that an earlier Coram settled say what this one makes of the same rulings: until their next change they named who ruled.
    for (const round of this.#settledRounds.all())
      if (!this.#isAsNow(round)) this.db.transaction(() => this.#writeLayer(round)).immediate();
  }

  readonly add: DisagreementStore["add"] = ({ verdict, round, disagreements, layer, room, at }) =>
    write(this.db, () => {
      if (this.#layerOf.get(round) !== undefined || this.#rowsOf.get(round)) return false;
      this.#insertLayer.run(layer, verdict, round, at);
      this.#insertRoom.run(room, verdict, layer);
      for (const [place, { id, kind, members }] of disagreements.entries())
        this.#insertDisagreement.run({
          id,
          verdict,
          round,
          kind,
          place,
          members: JSON.stringify(DisagreementMembers.parse(members)),
        });
      this.#writeLayer(round);
      return true;
    });

  readonly of: DisagreementStore["of"] = keptRead(this.db, (round) => this.#ofRound(round));

  readonly one: DisagreementStore["one"] = (id) =>
    read(this.db, () => {
      const row = this.#byId.get(id);
      return row ? this.#oneOf(row) : null;
    });

  readonly roundOf: DisagreementStore["roundOf"] = (id) =>
    read(this.db, () => RoundId.nullable().parse(this.#byId.get(id)?.round ?? null));

  readonly open: DisagreementStore["open"] = (round) => read(this.db, () => this.#openOf.get(round) ?? 0);

  readonly counts: DisagreementStore["counts"] = () => read(this.db, () => Counts.parse(this.#counts.all()));

  readonly rule: DisagreementStore["rule"] = (id, version, ruling) =>
    write(this.db, () => {
      const row = this.#insert({ ...ruling, id, version });
      this.#writeLayer(row.round);
      return this.#changed(row);
    });

  readonly ruleTogether: DisagreementStore["ruleTogether"] = (rulings) =>
    write(this.db, () => {
      const rows = rulings.map((ruling) => this.#insert(ruling));
      for (const round of new Set(rows.map((row) => row.round))) this.#writeLayer(round);
      return rows.map((row) => this.#changed(row));
    });

  readonly concede: DisagreementStore["concede"] = (id, member, at) =>
    write(this.db, () => {
      const row = this.#present(id);
      this.#insertConcession.run(id, member, at);
      return this.#changed(row);
    });

  readonly takeBack: DisagreementStore["takeBack"] = (id, member) =>
    write(this.db, () => {
      const row = this.#present(id);
      this.#dropConcession.run(id, member);
      return this.#changed(row);
    });

  readonly changes: DisagreementStore["changes"] = (round) =>
    read(this.db, () => this.#changesOf.all(round).map(toChange));

  readonly results: DisagreementStore["results"] = (round) =>
    read(
      this.db,
      () =>
        new Map(
          this.#rowsOf.all(round).flatMap((row) => {
            const id = DisagreementId.parse(row.id);
            return parseJson(Results, row.results).map((tag) => [tag, id] as const);
          }),
        ),
    );

  readonly change: DisagreementStore["change"] = (round, base, { by, at, reason, act }) =>
    write(this.db, () => {
      const found = this.#settledRound.get(round);
      if (!found) throw new StoreError("not-found");
      const last = this.#changesOf.all(round).at(-1)?.number ?? 0;
      if (found.mode !== "adjudicated" || last !== base) throw new StoreError("conflict", "What stands has moved on");
      const { room } = Place.parse(this.#placeOf.get(round));
      const before = this.#projected.of(room);
      if (!isChangeable(before, act)) throw new StoreError("conflict", "It does not stand");
      const number = last + 1;
      const after = this.#afterOf(round, act);
      const stored = JSON.stringify(StoredAct.parse({ act, after }));
      this.#insertChange.run({ round, verdict: found.verdict, number, by, at, act: stored, reason });
      this.#writeLayer(round);
      return { number, by, at, reason, act, after };
    });

  #ofRound(round: string, rows = this.#rowsOf.all(round)): Disagreement[] {
    const rulings = groupOf(this.#rulingsOf.all(round), toRuling);
    const concessions = groupOf(this.#concessionsOf.all(round), toConcession);
    return rows.map((row) => toDisagreement(row, rulings.get(row.id) ?? [], concessions.get(row.id) ?? []));
  }

  #oneOf(row: DisagreementColumns): Disagreement {
    const rulings = this.#rulingsOn.all(row.id).map(toRuling);
    return toDisagreement(row, rulings, this.#concessionsOn.all(row.id).map(toConcession));
  }

  #insert({ id, version, by, panel, at, outcome, reason }: NewRuling): DisagreementColumns {
    const row = this.#present(id);
    if (this.#advance.run(id, version).changes === 0) throw new StoreError("conflict", "The case has moved on");
    this.#insertRuling.run({
      id,
      number: version + 1,
      by,
      panel: JSON.stringify(panel),
      at,
      outcome: JSON.stringify(Outcome.parse(outcome)),
      reason,
    });
    return row;
  }

  #present(id: DisagreementId): DisagreementColumns {
    const row = this.#byId.get(id);
    if (!row) throw new StoreError("not-found");
    return row;
  }

  /** The adjudicated layer of a round as it is to stand, with the ids of its tags by disagreement. */
  #layerNow(round: string): Standing {
    const place: AdjudicatedPlace = Place.parse(this.#placeOf.get(round));
    const cases = this.#rowsOf.all(round);
    const results = new Map(cases.map(({ id, results: ids }) => [id, parseJson(Results, ids)]));
    const grown = new Set<string>();
    const idOf = (id: DisagreementId, at: number): AnnotationId => {
      const ids = results.get(id) ?? [];
      while (ids.length <= at) {
        ids.push(newId(AnnotationId));
        grown.add(id);
      }
      results.set(id, ids);
      return ids[at] as AnnotationId;
    };
    const rows = adjudicatedRows(
      place,
      {
        disagreements: this.#ofRound(round, cases),
        annotations: this.#annotations.all(round).map(toAnnotationRow),
        answers: this.#answers.all(round).map(toTimedAnswer),
        owners: new Map(Owners.parse(this.#ownersOf.all(round)).map(({ id, owner }) => [id, owner])),
        changes: this.#changesOf.all(round).map(toChange),
      },
      idOf,
    );
    return { place, rows, results, grown };
  }

  #isAsNow(round: string): boolean {
    const { place, rows } = this.#layerNow(round);
    const { annotations: tags, answers: given } = this.#projected.of(place.room);
    return isSame(tags, rows.annotations) && isSame(given, untimed(rows.answers));
  }

  #writeLayer(round: string): void {
    const { place, rows, results, grown } = this.#layerNow(round);
    for (const id of grown) this.#setResults.run(JSON.stringify(results.get(id)), id);
    this.#projected.clear(place.room);
    this.#projected.upsert(place.room, {
      ...this.#projected.of(place.room),
      annotations: rows.annotations,
      answers: untimed(rows.answers),
    });
    this.#times.replace(place.room, rows.answers);
  }

  /** The disagreement that an act is about, and how often it was ruled on: a later ruling holds in its place. */
  #afterOf(round: string, act: StandingAct): StandingChange["after"] {
    const one = this.#rowsOf.all(round).find(({ members: json, results }) => {
      if (act.kind === "withdraw-tag" || act.kind === "sort-tag" || act.kind === "keep-tag")
        return parseJson(Results, results).includes(act.annotation);
      const members = parseJson(DisagreementMembers, json);
      return (
        "question" in act &&
        members.of === "answers" &&
        members.question === act.question &&
        members.subject === act.subject
      );
    });
    return one ? { case: DisagreementId.parse(one.id), rulings: one.version } : null;
  }

  #changed({ id }: DisagreementColumns): Disagreement {
    return this.#oneOf(this.#present(DisagreementId.parse(id)));
  }
}

interface Standing {
  place: AdjudicatedPlace;
  rows: ReturnType<typeof adjudicatedRows>;
  results: ReadonlyMap<string, AnnotationId[]>;
  /** Disagreements that have got more tags than they had. */
  grown: ReadonlySet<string>;
}

function untimed(answers: readonly TimedAnswer[]): AnswerRow[] {
  return answers.map(({ at: _at, ...row }) => row);
}

/** Whether rows say the same, in whatever order. */
function isSame(some: readonly object[], others: readonly object[]): boolean {
  const sorted = (rows: readonly object[]): string[] =>
    rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)))).toSorted();
  return isDeepStrictEqual(sorted(some), sorted(others));
}

/** Whether there is what is withdrawn, sorted or kept, and still as it was. */
function isChangeable({ annotations, answers }: RoomRows, act: StandingAct): boolean {
  switch (act.kind) {
    case "withdraw-tag":
      return annotations.some(({ id }) => id === act.annotation);
    case "sort-tag":
    case "keep-tag":
      return annotations.some(
        ({ id, category, version }) =>
          id === act.annotation && category === act.was.category && version === act.was.version,
      );
    case "withdraw-answer":
      return answers.some(({ question, subject }) => question === act.question && subject === act.subject);
    case "add-tag":
    case "answer":
    case "unsettle":
      return true;
  }
}

function toConcession({ member, at }: ConcessionColumns): Concession {
  return Concession.parse({ member, at });
}

/** A disagreement of its columns. Throws where the row holds another shape. */
function toDisagreement(
  { id, kind, version, members }: DisagreementColumns,
  rulings: Ruling[],
  concessions: Concession[],
): Disagreement {
  return {
    id: DisagreementId.parse(id),
    kind: DisagreementKind.parse(kind),
    version,
    members: parseJson(DisagreementMembers, members),
    rulings,
    concessions,
  };
}

function groupOf<T extends { case_id: string }, R>(rows: readonly T[], to: (row: T) => R): Map<string, R[]> {
  return new Map([...groupBy(rows, (row) => row.case_id)].map(([id, group]) => [id, group.map(to)]));
}
