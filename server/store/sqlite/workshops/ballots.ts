import { z } from "zod";
import { MemberId, type BallotId } from "../../../../schema/domain/ids.ts";
import { Ballot, Vote } from "../../../../schema/domain/workshop/ballot.ts";
import { StoreError } from "../../store-error.ts";
import type { BallotStore } from "../../workshops/ballot-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { parseJson } from "../rows/json.ts";

const json = (text: unknown): unknown => (typeof text === "string" ? JSON.parse(text) : text);

const BallotColumns = z
  .looseObject({ opened_by: z.unknown(), opened_at: z.unknown(), ended_at: z.unknown(), of_table: z.unknown() })
  .transform(
    ({
      opened_by: openedBy,
      opened_at: openedAt,
      ended_at: endedAt,
      of_table: table,
      choices,
      secret,
      planned,
      wording,
      tally,
      ...row
    }): Ballot =>
      Ballot.parse({
        ...row,
        openedBy,
        openedAt,
        endedAt,
        table,
        choices: json(choices),
        secret: secret === 1,
        planned: planned === 1,
        wording: json(wording),
        tally: json(tally),
      }),
  );

interface Words {
  id: string;
  words: string;
  choices: string;
  wording: string | null;
}

/** Ballots; see BallotStore. */
export class SqliteBallots extends SqlitePart implements BallotStore {
  readonly #of = this.db.prepare<[string]>(
    "SELECT * FROM workshop_ballots WHERE workshop = ? ORDER BY opened_at DESC, id",
  );
  readonly #state = this.db.prepare<[string], string>("SELECT state FROM workshop_ballots WHERE id = ?").pluck();
  readonly #open = this.db.prepare(
    `INSERT INTO workshop_ballots (id, workshop, step, of_table, words, kind, choices, by, secret, share, wording, planned, state, opened_by, opened_at)
     SELECT :id, :workshop, :step, :table, :words, :kind, :choices, :by, :secret, :share, :wording, :planned, 'open', :openedBy, :at
     WHERE EXISTS (SELECT 1 FROM workshops WHERE id = :workshop AND state IN ('open', 'paused') AND term = ifnull(:term, term))
       AND (:table IS NULL OR EXISTS (
         SELECT 1 FROM workshop_tables
           JOIN workshop_steps AS work ON work.of_table = workshop_tables.id AND work.began_at IS NOT NULL AND work.ended_at IS NULL
           JOIN workshop_steps AS step ON step.id = workshop_tables.step AND step.phase = 'tables' AND step.ended_at IS NULL
           JOIN workshops ON workshops.step = step.id AND workshops.state = 'open'
         WHERE workshop_tables.id = :table AND workshops.id = :workshop))`,
  );
  readonly #reply = this.db.prepare(
    `INSERT INTO workshop_replies (ballot, member, vote, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (ballot, member) DO UPDATE SET vote = excluded.vote, at = excluded.at`,
  );
  readonly #takeBack = this.db.prepare("DELETE FROM workshop_replies WHERE ballot = ? AND member = ?");
  readonly #replies = this.db.prepare<[string], { member: string; vote: string }>(
    "SELECT member, vote FROM workshop_replies WHERE ballot = ? ORDER BY at, member",
  );
  readonly #dropReplies = this.db.prepare("DELETE FROM workshop_replies WHERE ballot = ?");
  readonly #end = this.db.prepare("UPDATE workshop_ballots SET state = ?, tally = ?, ended_at = ? WHERE id = ?");
  readonly #words = this.db.prepare<[], Words>("SELECT id, words, choices, wording FROM workshop_ballots");
  readonly #setWords = this.db.prepare(
    "UPDATE workshop_ballots SET words = :words, choices = :choices, wording = :wording WHERE id = :id",
  );

  readonly of: BallotStore["of"] = (workshop) =>
    read(this.db, () => this.#of.all(workshop).map((row) => BallotColumns.parse(row)));

  readonly open: BallotStore["open"] = ({ choices, wording, secret, planned, ...ballot }) =>
    write(this.db, () => {
      const opened = this.#open.run({
        ...ballot,
        choices: JSON.stringify(choices),
        secret: secret ? 1 : 0,
        planned: planned ? 1 : 0,
        wording: wording && JSON.stringify(wording),
      });
      if (opened.changes === 0)
        throw new StoreError("conflict", "The floor has moved, or the table is at work no longer");
    });

  readonly reply: BallotStore["reply"] = (ballot, member, vote, at) =>
    write(this.db, () => {
      this.#mustBeOpen(ballot);
      if (vote === null) this.#takeBack.run(ballot, member);
      else this.#reply.run(ballot, member, JSON.stringify(vote), at);
    });

  readonly replies: BallotStore["replies"] = (ballot) =>
    read(this.db, () =>
      this.#replies
        .all(ballot)
        .map(({ member, vote }) => ({ member: MemberId.parse(member), vote: parseJson(Vote, vote) })),
    );

  readonly end: BallotStore["end"] = (ballot, tally, at) =>
    write(this.db, () => {
      this.#mustBeOpen(ballot);
      this.#dropReplies.run(ballot);
      this.#end.run(tally ? "closed" : "dropped", tally && JSON.stringify(tally), at, ballot);
    });

  readonly rewriteWords: BallotStore["rewriteWords"] = (rewrite) =>
    write(this.db, () => {
      for (const row of this.#words.all()) {
        const said = Ballot.pick({ choices: true, wording: true }).parse({
          choices: json(row.choices),
          wording: json(row.wording),
        });
        const wording = said.wording && {
          ...said.wording,
          before: rewrite(said.wording.before),
          after: rewrite(said.wording.after),
        };
        const next: Words = {
          id: row.id,
          words: rewrite(row.words),
          choices: JSON.stringify(said.choices.map(rewrite)),
          wording: wording && JSON.stringify(wording),
        };
        if (next.words !== row.words || next.choices !== row.choices || next.wording !== row.wording)
          this.#setWords.run(next);
      }
    });

  #mustBeOpen(ballot: BallotId): void {
    const state = this.#state.get(ballot);
    if (state === undefined) throw new StoreError("not-found");
    if (state !== "open") throw new StoreError("conflict", "The ballot is closed");
  }
}
