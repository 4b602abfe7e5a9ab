import { setImmediate as nextTurn } from "node:timers/promises";
import type { RoomId } from "../../schema/domain/ids.ts";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { type RoomRow } from "../store/room-store.ts";
import { type RoomRows } from "../store/rows.ts";
import { StoreError } from "../store/store-error.ts";
import { Audience } from "./audience.ts";
import type { Job, RoomPeer, Staged, WriteOf } from "./change.ts";
import { batchOf } from "./log/batch.ts";
import { Compaction } from "./log/compaction.ts";
import { bookOf, RoomFacts } from "./gate/facts.ts";
import { LiveDocument } from "./log/live-document.ts";
import { project } from "./log/projection.ts";
import { BeingErased, Malformed, GateRefusal } from "./gate/refusal.ts";
import { quotedBy } from "./log/quoted-by.ts";
import { isRenewalDue, renewalOf, type ValueChange } from "./log/renewal.ts";
import { stage, type Refused, type StagingContext } from "./staging.ts";
import { nameOf } from "./error-name.ts";
import { ServerClients } from "./server-clients.ts";
import { noteGuess } from "./note-guess.ts";
import type { RoomServices } from "./services.ts";
import { endOfTurn } from "./turn.ts";

const MAX_ATTEMPTS = 3;

/**
 * One room: a serial queue in rounds. A round checks and applies what waits, commits it all at once, and only then sends
 * it to others, acknowledges it and answers reads; so nobody ever sees what is not on disk (docs/design.md, idea 5). Whatever goes
 * wrong before the commit throws the document away, and the room opens it again from the log.
 */
export class Room {
  readonly row: RoomRow;
  readonly audience: Audience;
  /** When the last peer left, milliseconds of the clock; null while somebody is here. */
  idleSince: number | null;
  readonly #services: RoomServices;
  #jobs: Job[] = [];
  #isRunning = false;
  #isGone = false;
  #running: Promise<void> = Promise.resolve();
  #live: LiveDocument | null = null;
  readonly #facts: RoomFacts;
  readonly #compaction = new Compaction();
  /** Up to here peers were told. */
  #announcedSeq: number | null = null;
  /** Verdicts that an output quotes, as they were looked at last. */
  #quoted: string | null = null;
  readonly #serverClients: ServerClients;

  constructor(row: RoomRow, services: RoomServices) {
    this.row = row;
    this.#services = services;
    const book = bookOf(services.store.slips, row.slip, services.versions);
    this.#facts = new RoomFacts(services.store, row.verdict, book, services);
    this.idleSince = services.clock().getTime();
    this.audience = new Audience(services.limits, (client) => this.#live?.clients.get(client));
    this.#serverClients = new ServerClients((client) => this.audience.seenWith(client) !== undefined);
  }

  /** Whether nobody is here and nothing waits. */
  get isIdle(): boolean {
    return this.audience.peers.size === 0 && !this.#isRunning && this.#jobs.length === 0;
  }

  /** How many changes and reads wait. */
  get waiting(): number {
    return this.#jobs.length;
  }

  /** The server's time. */
  now(): Date {
    return this.#services.clock();
  }

  enter(peer: RoomPeer): void {
    this.audience.peers.add(peer);
    this.idleSince = null;
  }

  leave(peer: RoomPeer): void {
    if (this.audience.leave(peer) && this.audience.peers.size === 0) this.idleSince = this.#services.clock().getTime();
  }

  /**
   * Takes a change from a peer. `isEarly`: it came before the peer answered our step 1. Such a change may build on what was
   * written offline and is not here yet: it is passed over, since the answer holds both. `settled` is called when it needs
   * no memory here any more.
   */
  receive(peer: RoomPeer, bytes: Uint8Array, isEarly: boolean, settled: () => void): void {
    this.#enqueue({ kind: "update", peer, bytes, isEarly, settled });
  }

  /** Runs `read` on the committed document, after all that was received before; then `settled`, also where there was nothing to read. */
  read(peer: RoomPeer, read: (live: LiveDocument) => void, settled: () => void = () => {}): void {
    this.#enqueue({ kind: "read", peer, read, settled });
  }

  /** What `look` makes of the committed document, after everything that was received before. It must not await. */
  look<T>(look: (doc: LiveDocument["doc"], seq: number) => T): Promise<T> {
    return new Promise((resolve, reject) =>
      this.#enqueue({ kind: "look", look: (doc, seq) => resolve(look(doc, seq)), reject }),
    );
  }

  /** Writes for a member, who typed it where `isTyped`; resolves when it is on disk, with what `besides` says. `change` must not await. */
  write(...[member, change, besides, isTyped = false]: WriteOf): Promise<void> {
    const of = { kind: "write", member, change, besides, isTyped } as const;
    return new Promise((resolve, reject) => this.#enqueue({ ...of, resolve, reject }));
  }

  /**
   * Gives the room a new document under a new id where most of the old one is values that were overwritten, if nobody is
   * here. The new id, when it did: this room is then gone.
   */
  async renew(): Promise<RoomId | null> {
    const live = this.#live;
    // A slip lives for minutes.
    if (!live || !this.isIdle || this.row.kind === "slip" || !isRenewalDue(live, this.#services.limits)) return null;
    // Whoever comes meanwhile waits, and is then told to ask for the new id.
    this.#isRunning = true;
    const replaced = this.#replace(live);
    this.#running = replaced.then(() => {});
    const next = await replaced;
    if (this.#jobs.length > 0) this.#running = this.#run();
    else this.#isRunning = false;
    return next;
  }

  /**
   * Gives the room a new document under a new id, with what `change` makes of each value, whoever is here: everybody is told
   * that this room is gone. Null where it was gone before. Rejects with what the store threw; the room then stands as it was.
   */
  async rebuild(change: ValueChange): Promise<RoomId | null> {
    // What comes meanwhile is told to ask for the new id.
    return this.#alone(() => this.#rebuild(change));
  }

  /**
   * Replaces the log by a snapshot now, whoever is here: what was taken out or written over is on disk no more. Throws
   * StoreError not-found where the room is gone.
   */
  async forgetDeleted(): Promise<void> {
    await this.#alone(async () => {
      this.#compaction.forget();
      await this.#compaction.run(this.#services.store.rooms, await this.#load(), this.#services.clock().getTime());
    });
  }

  /** Does something while no round is under way; what comes meanwhile waits. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    do await this.settled();
    while (this.#isRunning);
    this.#isRunning = true;
    const done = work();
    this.#running = done.then(
      () => {},
      () => {},
    );
    try {
      return await done;
    } finally {
      if (this.#jobs.length > 0) this.#running = this.#run();
      else this.#isRunning = false;
    }
  }

  async #rebuild(change: ValueChange): Promise<RoomId | null> {
    for (let attempt = 1; ; attempt++) {
      if (this.#isGone) return null;
      try {
        const live = await this.#load();
        const renewal = renewalOf(live, change);
        await this.#services.store.rooms.renew(renewal);
        this.audience.tellLast(live, change);
        this.retire();
        return renewal.next;
      } catch (error) {
        this.#discard();
        if (error instanceof StoreError && error.code === "not-found") return null;
        // Another process wrote in the meantime.
        if (!(error instanceof StoreError) || error.code !== "conflict" || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** The room is gone from the store: everybody is told so, and the document is let go. */
  retire(): void {
    this.#isGone = true;
    this.#discard();
    this.audience.close(CLOSE.gone);
  }

  async #replace(live: LiveDocument): Promise<RoomId | null> {
    const { store, clock, log } = this.#services;
    try {
      const renewal = renewalOf(live);
      await store.rooms.renew(renewal);
      this.#isGone = true;
      this.#discard();
      const { room, next } = renewal;
      // The server wrote for members.
      await store.audit.append({
        at: clock().toISOString(),
        actor: null,
        action: "room.renew",
        subject: { room, next },
      });
      return next;
    } catch (error) {
      // Before the commit the room stands as it was.
      log.warn({ room: this.row.id, error: nameOf(error) }, "renewal failed");
      return null;
    }
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    while (this.#isRunning) await this.#running;
  }

  /** Frees the document. */
  stop(): void {
    this.audience.stop();
    this.#discard();
  }

  #enqueue(job: Job): void {
    this.#jobs.push(job);
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    // Frames that arrive in the same turn share a round.
    await endOfTurn();
    while (this.#jobs.length > 0) {
      const jobs = this.#jobs.splice(0, this.#services.limits.updatesPerCommit);
      const began = performance.now();
      try {
        await this.#round(jobs);
      } catch (error) {
        this.#services.log.error({ room: this.row.id, error: nameOf(error) }, "room failed");
        this.#discard();
        this.#fail(jobs, error);
      }
      for (const job of jobs) if (job.kind === "update" || job.kind === "read") job.settled();
      // What many have sent at once is answered in between by whoever else asks; the disk's part never leaves the loop.
      if (this.#jobs.length > 0 && performance.now() - began > this.#services.limits.turnMs) await nextTurn();
    }
    // In the same turn as the look at the queue: a job that came between would wait for ever.
    this.#isRunning = false;
  }

  async #round(jobs: Job[]): Promise<void> {
    const changes = jobs.filter((job) => job.kind === "update" || job.kind === "write");
    for (let attempt = 1; ; attempt++) {
      this.#facts.forget();
      const { live, staged, refused } = await stage(changes, this.#staging());
      try {
        await this.#commit(live, staged);
      } catch (error) {
        this.#discard();
        // Another process wrote in the meantime: check again against what it wrote.
        if (error instanceof StoreError && error.code === "conflict" && attempt < MAX_ATTEMPTS) continue;
        this.#services.log.warn({ room: this.row.id, error: nameOf(error) }, "commit failed");
        this.#fail(
          staged.map(({ job }) => job),
          error,
        );
        for (const refusal of refused) this.#turnAway(refusal);
        await this.#answer(jobs);
        return;
      }
      this.#announcedSeq = live.seq;
      this.audience.announce(staged);
      for (const { job } of staged) if (job.kind === "write") job.resolve();
      for (const refusal of refused) this.#turnAway(refusal);
      await this.#answer(jobs);
      await this.#compact(live);
      return;
    }
  }

  #staging(): StagingContext {
    return {
      facts: this.#facts,
      now: this.#services.clock().getTime(),
      seenWith: (client) => this.audience.seenWith(client),
      serverClient: (live, member) => this.#serverClients.of(live, member),
      load: () => this.#load(),
      discard: () => this.#discard(),
      clientIdsPerMember: this.#services.limits.clientIdsPerMember,
      turnMs: this.#services.limits.turnMs,
      tripwireFired: (cause) => this.#services.log.warn({ room: this.row.id, error: nameOf(cause) }, "tripwire fired"),
    };
  }

  async #commit(live: LiveDocument, staged: Staged[]): Promise<void> {
    const { changed, updates, ...bound } = batchOf(staged, this.#services.clock().toISOString());
    if (updates.length === 0 && bound.besides.length === 0) return;
    const rows = project(live.doc, this.row, changed, (client) => live.authorOf(client));
    await this.#services.keepBefore(this.row, live, staged);
    await this.#services.committer.commit({ room: this.row.id, expectedSeq: live.seq, updates, ...bound, rows });
    live.logged(updates);
    this.#services.onCommitted(this.row, rows);
    if (rows.output) await this.#lookAtQuotes(rows.output);
  }

  /** Who may read an output hangs on what it quotes and on what its figures count over. */
  async #lookAtQuotes(rows: NonNullable<RoomRows["output"]>): Promise<void> {
    const quoted = quotedBy(rows);
    if (quoted === this.#quoted) return;
    await this.#services.onQuoting(rows.output);
    this.#quoted = quoted;
  }

  /** Answers the reads of a round from what is committed. */
  async #answer(jobs: Job[]): Promise<void> {
    for (const job of jobs) {
      if (job.kind === "look") await this.#show(job);
      if (job.kind !== "read" || job.peer.isClosed) continue;
      const began = performance.now();
      try {
        job.read(await this.#load());
      } catch (error) {
        job.peer.close(error instanceof Malformed ? CLOSE.malformed : CLOSE.overload);
      }
      // Others come in between: what many ask for at once is a turn of the loop each.
      if (performance.now() - began > this.#services.limits.turnMs) await nextTurn();
    }
  }

  async #show({ look, reject }: Extract<Job, { kind: "look" }>): Promise<void> {
    try {
      const { doc, seq } = await this.#load();
      look(doc, seq);
    } catch (error) {
      reject(error);
    }
  }

  async #compact(live: LiveDocument): Promise<void> {
    const { store, limits, clock } = this.#services;
    const now = clock().getTime();
    if (this.#live !== live || !this.#compaction.isDue(live, limits, now)) return;
    try {
      await this.#compaction.run(store.rooms, live, now);
    } catch (error) {
      // The log stands; a later round tries again.
      this.#services.log.warn({ room: this.row.id, error: nameOf(error) }, "compaction failed");
    }
  }

  async #load(): Promise<LiveDocument> {
    if (this.#live) return this.#live;
    const state = await this.#services.store.rooms.load(this.row.id);
    if (!state || state.room.gone) {
      this.audience.close(state ? CLOSE.gone : CLOSE.noRoom);
      throw new StoreError("not-found");
    }
    this.#live = LiveDocument.open(state);
    this.#catchUp(this.#live, state.log);
    return this.#live;
  }

  /** Sends what another process committed while the document was open here. */
  #catchUp(live: LiveDocument, log: Uint8Array[]): void {
    const missed = this.#announcedSeq === null ? 0 : live.seq - this.#announcedSeq;
    this.#announcedSeq = live.seq;
    if (missed > 0) this.audience.catchUp(live, missed <= log.length ? log.slice(-missed) : [live.fullState()]);
  }

  #discard(): void {
    this.#live?.destroy();
    this.#live = null;
    this.#compaction.forget();
  }

  /** Tells one peer, or the server's own writer, that a change was not taken. */
  #turnAway({ job, error }: Refused): void {
    if (job.kind === "write") return job.reject(error);
    const { peer } = job;
    if (error instanceof Malformed) return peer.close(CLOSE.malformed);
    const refusal = error instanceof GateRefusal ? error : new GateRefusal("shape", "tripwire");
    this.#services.log.info({ room: this.row.id, code: refusal.code, detail: refusal.message }, "refused");
    // It is sent again, and goes into the room that is there after the erasure.
    if (refusal instanceof BeingErased) return peer.close(CLOSE.comeAgain);
    if (refusal.code === "erased") noteGuess(this.#services, this.row.id, peer.member);
    peer.refuse(refusal);
  }

  /** Nothing of these is stored: writers come again and send it again, readers stay. */
  #fail(jobs: Job[], error: unknown): void {
    for (const job of jobs) {
      if (job.kind === "write" || job.kind === "look") job.reject(error);
      else job.peer.close(this.#isGone ? CLOSE.gone : CLOSE.overload);
    }
  }
}
