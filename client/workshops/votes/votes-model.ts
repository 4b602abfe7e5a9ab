import type { BallotId, DecisionId, ParkedId, TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { Decision, Parked } from "../../../schema/domain/workshop/decision.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type {
  BallotEnd,
  BallotOpen,
  BallotView,
  DecisionCommand,
  DecisionDone,
  ParkedChange,
  ParkedMake,
  TableBallotOpen,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import type { EventStream } from "../../api/events.ts";
import { isOutOfReach, mayPass } from "../../api/http.ts";
import {
  castVote,
  changeParked,
  decide,
  endBallot,
  endTableBallot,
  openBallot,
  openTableBallot,
  park,
  readBallots,
  readDecisions,
  readParked,
  settleWording,
} from "../../api/workshops/ballots.ts";

import { unsentVotes } from "./unsent-vote.ts";

/** What an event did not say is asked for so soon, and by thirty pages not at once. */
const SOON_MS = 100;
const APART_MS = 600;
/** What could not be asked is asked again after this. */
const AGAIN_MS = 1000;

/** Where a command is given, and said what was refused: at the votes of all or of a table, at tags that are decided on, among what is decided, or parked. */
export type VotePlace = TableId | "all" | "tags" | "decided" | "parked";

interface Needs {
  id: WorkshopId;
  events: Pick<EventStream, "listen">;
}

/** Votes, decisions and what is parked of a workshop, without a DOM: what the server says of them, and commands. */
export class VotesModel {
  readonly id: WorkshopId;
  /** Newest first. */
  ballots: readonly BallotView[] = [];
  /** Whether they were ever read: before, nobody knows what was voted on. */
  areBallotsRead = false;
  /** A vote of all that was heard to be open, and is being read. */
  coming: BallotId | null = null;
  decisions: readonly Decision[] = [];
  /** Whether they were ever read: before, a vote without a decision is one that is not known yet. */
  areDecisionsRead = false;
  parked: readonly Parked[] = [];
  /** Why the last command changed nothing, and where it was given; null once another did, or it is put away. */
  private refused: { at: VotePlace; why: unknown } | null = null;
  isBusy = false;
  private readonly needs: Needs;
  private readonly timers = new Map<() => Promise<void>, ReturnType<typeof setTimeout>>();
  private readonly watchers = new Set<() => void>();
  private stopListening: (() => void) | null = null;

  constructor(needs: Needs) {
    this.needs = needs;
    this.id = needs.id;
  }

  start(): void {
    this.stopListening = this.needs.events.listen((event) => this.hear(event));
    void this.loadBallots();
    void this.loadDecided();
  }

  stop(): void {
    this.stopListening?.();
    this.stopListening = null;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** Calls back whenever something shown has changed; gives what ends that. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /** The ballot of all, or of a table, that is open; else the one that was closed last, until another step is under way. */
  ballotAt(step: string | null, table: TableId | null = null): BallotView | null {
    const ballots = this.ballots.filter((each) => each.table === table);
    const open = ballots.find(({ state }) => state === "open");
    if (open) return open;
    const newest = ballots.find(({ state }) => state === "closed");
    return newest?.step === step ? newest : null;
  }

  /** What is shown of votes: the one that is open, else the one that ended last, called off or closed, until another step is under way. */
  shownAt(step: string | null, table: TableId | null = null): BallotView | null {
    const newest = this.ballots.find((each) => each.table === table);
    return newest?.state === "dropped" && newest.step === step ? newest : this.ballotAt(step, table);
  }

  /** Votes of all in a step, open or closed; what was called off is asked again. */
  heldIn(of: string): BallotView[] {
    return this.ballots.filter(({ step, table, state }) => step === of && table === null && state !== "dropped");
  }

  /** Votes of a table that are closed, in their order. */
  heldAt(table: TableId): BallotView[] {
    return this.ballots.filter((each) => each.table === table && each.state === "closed").toReversed();
  }

  /** What was decided on a ballot. */
  decisionOn({ id }: Pick<BallotView, "id">): Decision | null {
    return this.decisions.find(({ ballot }) => ballot === id) ?? null;
  }

  /** Whether what a vote asked was put off after it was closed. */
  isPutOff({ id }: Pick<BallotView, "id">): boolean {
    return this.parked.some(({ ballot }) => ballot === id);
  }

  open(ballot: BallotOpen): Promise<boolean> {
    return this.give("all", async () => this.take(await openBallot(this.id, ballot)));
  }

  openAt(table: TableId, ballot: TableBallotOpen): Promise<boolean> {
    return this.give(table, async () => this.take(await openTableBallot(this.id, table, ballot)));
  }

  async cast(ballot: Pick<BallotView, "id" | "table">, vote: Vote): Promise<boolean> {
    if (this.isBusy) return false;
    const at = ballot.table ?? "all";
    unsentVotes.drop(ballot.id);
    const isCast = await this.give(at, async () => this.take(await castVote(this.id, ballot.id, vote)));
    if (isCast || !isOutOfReach(this.refusedAt(at))) return isCast;
    unsentVotes.keep(ballot.id, vote, { isBusy: () => this.isBusy, give: () => void this.cast(ballot, vote) });
    this.putAway();
    return false;
  }

  waits(ballot: BallotId): Vote | null {
    return unsentVotes.in(ballot);
  }

  end({ id }: Pick<BallotView, "id">, end: BallotEnd): Promise<boolean> {
    return this.give("all", async () => this.take(await endBallot(this.id, id, end)));
  }

  endAt(table: TableId, { id }: Pick<BallotView, "id">, to: BallotEnd["to"]): Promise<boolean> {
    return this.give(table, async () => this.take(await endTableBallot(this.id, table, id, { to })));
  }

  /** What another wording would do to earlier tags. */
  foresee(command: DecisionCommand): Promise<DecisionDone> {
    return decide(this.id, { ...command, preview: true });
  }

  decide(command: DecisionCommand): Promise<boolean> {
    return this.give(command.decided.kind === "passage" ? "tags" : "all", async () => {
      const { decision } = await decide(this.id, command);
      if (decision) this.decisions = [decision, ...this.decisions.filter(({ id }) => id !== decision.id)];
    });
  }

  settle(decision: DecisionId, language: UiLanguage): Promise<boolean> {
    return this.give("decided", async () => {
      ({ decisions: this.decisions } = await settleWording(this.id, decision, language));
    });
  }

  park(parked: ParkedMake): Promise<boolean> {
    // What a vote asked is put off at that vote.
    return this.give(parked.ballot ? "all" : "parked", async () => {
      ({ parked: this.parked } = await park(this.id, parked));
    });
  }

  changeParked(parked: ParkedId, change: ParkedChange): Promise<boolean> {
    return this.give("parked", async () => {
      ({ parked: this.parked } = await changeParked(this.id, parked, change));
    });
  }

  /** What was refused has been read. */
  putAway(): void {
    this.refused = null;
    this.changed();
  }

  /** The server is in reach again: what did not reach it is said no more. */
  reached(): void {
    if (isOutOfReach(this.refused?.why)) this.putAway();
  }

  /** Why the last command of one place changed nothing: it is said where it was given. */
  refusedAt(place: VotePlace): unknown {
    return this.refused?.at === place ? this.refused.why : null;
  }

  private async give(at: VotePlace, command: () => Promise<void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.putAway();
    try {
      await command();
      return true;
    } catch (why) {
      this.refused = { at, why };
      void this.loadBallots();
      return false;
    } finally {
      this.isBusy = false;
      this.changed();
    }
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  private take(ballot: BallotView): void {
    this.ballots = [ballot, ...this.ballots.filter(({ id }) => id !== ballot.id)];
    if (this.coming === ballot.id) this.coming = null;
  }

  private readonly loadBallots = async (): Promise<void> => {
    await this.load(async () => {
      try {
        ({ ballots: this.ballots } = await readBallots(this.id));
        this.areBallotsRead = true;
      } catch (error) {
        // One that is told to be open is asked for until it is there, or is not to be had.
        if (this.coming && this.stopListening && mayPass(error)) this.loadSoon(this.loadBallots, AGAIN_MS);
      }
      // What was asked before it opened does not have it yet.
      if (!this.timers.has(this.loadBallots)) this.coming = null;
    });
  };

  private readonly loadDecided = async (): Promise<void> => {
    await this.load(async () => {
      const [{ decisions }, { parked }] = await Promise.all([readDecisions(this.id), readParked(this.id)]);
      [this.decisions, this.parked, this.areDecisionsRead] = [decisions, parked, true];
    });
  };

  /** What cannot be read is asked for at the next event, as the page says that the server is away. */
  private async load(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch {
      return;
    }
    if (this.stopListening) this.changed();
  }

  private hear(event: ServerEvent): void {
    if (event.type === "ballot" && event.workshop === this.id) {
      const known = this.ballots.find(({ id }) => id === event.ballot);
      // How many have voted is all that is new of one that is open.
      if (known?.state === "open" && event.state === "open") {
        this.ballots = this.ballots.map((each) => (each === known ? { ...known, voted: event.voted } : each));
        this.changed();
      } else {
        if (!event.table) this.coming = event.state === "open" ? event.ballot : null;
        this.loadSoon(this.loadBallots);
        this.changed();
      }
    }
    if (event.type === "decided" && event.workshop === this.id) this.loadSoon(this.loadDecided);
    // A server that has restarted asks again in a secret ballot; who sits down has a vote.
    if (event.type === "hello" || (event.type === "workshop" && event.workshop === this.id))
      this.loadSoon(this.loadBallots);
    if (event.type === "hello") this.loadSoon(this.loadDecided);
  }

  private loadSoon(load: () => Promise<void>, afterMs = SOON_MS): void {
    if (this.timers.has(load)) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(load);
        void load();
      },
      afterMs + Math.random() * APART_MS,
    );
    this.timers.set(load, timer);
  }
}
