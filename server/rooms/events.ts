import { blindPart, type BlindPart } from "../../schema/domain/blind-part.ts";
import { can, type Actor, type VerdictSubject } from "../../schema/domain/can.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { LayerId, MemberId, OutputId, TableId, VerdictId, WorkshopId } from "../../schema/domain/ids.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { TaskQueue } from "../../schema/task-queue.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import type { RoomRow } from "../store/room-store.ts";
import type { MentionRow, RoomRows } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { currentSession, roomAccess, toVerdictSubject } from "./access.ts";
import type { RoomLimits } from "./limits.ts";
import type { Elapsed, Log } from "./log.ts";
import { runningStep } from "../workshops/running-step.ts";
import { workshopEvent } from "../workshops/tell-workshop.ts";
import { Pulse } from "./socket/pulse.ts";
import { toActor, type EventAbout, type Listeners, type SignedIn, type ViewOfSession } from "./room-access.ts";
import type { EventSession } from "./socket/event-session.ts";
import type { RoomSocket } from "./socket/socket.ts";

/** What one must be allowed to be told of what belongs to the whole network. */
const NEEDED = {
  members: "member.list",
  methodology: "methodology.read",
  proposals: "methodology.draft",
  workshops: "network.read",
} as const;

/** So many times as long as counts pages wait to be told of the methodology's draft. */
const DRAFT_COUNTS = 10;

/** Tells event sockets what changed: ids only, and each only what its member may know of. */
export class Events implements Listeners {
  readonly sessions = new Set<EventSession>();
  readonly #store: Store;
  readonly #limits: RoomLimits;
  readonly #log: Log;
  readonly #serverStart: string;
  /** Verdicts of which counts changed, with the layers that are why; null = a discussion. */
  readonly #counts = new Map<VerdictId, { timer: NodeJS.Timeout; layers: Set<LayerId | null> }>();
  #proposals: NodeJS.Timeout | null = null;
  #draft: NodeJS.Timeout | null = null;
  /** What is told once, a while after the first change. */
  readonly #later = new Map<string, NodeJS.Timeout>();
  /** Events go out in the order in which they were published. */
  readonly #queue = new TaskQueue();
  /** When the last page of a member closed, or was last heard of. */
  readonly #leftAt = new Map<MemberId, number>();
  readonly #elapsed: Elapsed;
  readonly #beganAt: number;
  #viewOf: ViewOfSession | null = null;
  #greetings: (actor: Actor) => readonly ServerEvent[] = () => [];
  #isStopped = false;
  readonly #watching: ((event: ServerEvent) => void)[] = [];

  constructor(store: Store, limits: RoomLimits, log: Log, elapsed: Elapsed, serverStart: string) {
    this.#elapsed = elapsed;
    this.#beganAt = elapsed();
    this.#store = store;
    this.#limits = limits;
    this.#log = log;
    this.#serverStart = serverStart;
  }

  /** Whether the other end of a socket is there, by this server's count of time. */
  pulseOf(socket: RoomSocket): Pulse {
    return new Pulse(socket, this.#limits.silenceMs, this.#elapsed);
  }

  add(session: EventSession): void {
    this.sessions.add(session);
    const hello: ServerEvent = { type: "hello", serverStart: this.#serverStart };
    for (const event of [hello, ...this.#greetings(session.signedIn.actor)])
      session.send(JSON.stringify(event), this.#limits.bufferedBytes);
  }

  greetWith(more: (actor: Actor) => readonly ServerEvent[]): void {
    this.#greetings = more;
  }

  sayWho(view: ViewOfSession): void {
    this.#viewOf = view;
  }

  /**
   * Looks at sessions again. Whose access has ended, or whose role is another, is told what their page would ask for next: the answer
   * would have to wait among those to all whose pages are told of it.
   */
  async recheck(sessions: readonly EventSession[], now: Date): Promise<void> {
    for (const session of sessions) {
      const current = await currentSession(this.#store, session.signedIn, now);
      if ("close" in current) {
        // Where only the session, or a guest's stay, has ended another may have begun in that browser.
        const member = await this.#store.people.member(session.signedIn.member.id);
        if (!member || member.removedAt !== null) await this.#tellWho(session, null);
        session.close(current.close);
        continue;
      }
      const isOther = JSON.stringify(current.actor) !== JSON.stringify(session.signedIn.actor);
      session.signedIn = current;
      if (isOther) await this.#tellWho(session, current.member);
    }
  }

  async #tellWho(session: EventSession, member: Member | null): Promise<void> {
    const { signedIn } = session;
    const view = await this.#viewOf?.(signedIn.sessionHash, member).catch(() => undefined);
    const event: ServerEvent = { type: "session", member: signedIn.member.id, ...(view ? { view } : {}) };
    session.send(JSON.stringify(event), this.#limits.bufferedBytes);
  }

  tellNow(event: ServerEvent, mayKnow: (actor: Actor) => boolean): void {
    const text = JSON.stringify(event);
    for (const session of this.sessions)
      if (mayKnow(session.signedIn.actor)) session.send(text, this.#limits.bufferedBytes);
  }

  remove(session: EventSession): void {
    this.sessions.delete(session);
    this.#leftAt.set(session.signedIn.member.id, this.#elapsed() - session.silentMs);
  }

  /**
   * How long nothing was heard of a member, in milliseconds; of whom nothing ever was, since the server began. Whoever is asked after is
   * pinged: a machine that has died says nothing by itself, and the next ping of all may be far.
   */
  silentMs(member: MemberId): number {
    const open = [...this.sessions].filter(({ signedIn }) => signedIn.member.id === member);
    if (open.length === 0) return this.#elapsed() - (this.#leftAt.get(member) ?? this.#beganAt);
    const silentMs = Math.min(...open.map((session) => session.silentMs));
    for (const session of open) session.askAfter();
    return silentMs;
  }

  /** Is told all that is published, whoever may know: for what the server itself keeps of rows. */
  watch(told: (event: ServerEvent) => void): void {
    this.#watching.push(told);
  }

  publish(event: ServerEvent, about: EventAbout = "verdict"): void {
    if (this.#isStopped) return;
    for (const told of this.#watching) told(event);
    void this.#queue
      .run(() => this.#send(event, about))
      .catch((error: unknown) =>
        this.#log.warn({ event: event.type, error: error instanceof Error ? error.name : "unknown" }, "event not sent"),
      );
  }

  /** Counts of a verdict changed, in a layer or (null) a discussion: told once, a while after the first change. */
  countsChanged(verdict: VerdictId, layer: LayerId | null): void {
    if (this.#isStopped) return;
    const waiting = this.#counts.get(verdict);
    if (waiting) return void waiting.layers.add(layer);
    const layers = new Set([layer]);
    const tell = (): void => {
      this.#counts.delete(verdict);
      void this.#tellCounts(verdict, layers);
    };
    this.#counts.set(verdict, { timer: setTimeout(tell, this.#limits.countsMs), layers });
  }

  /** Something was said, about the methodology's draft or with guests: told once, a while after it began. */
  #said(room: Pick<RoomRow, "methodology" | "audience" | "verdict" | "output">): void {
    if (this.#isStopped) return;
    if (room.methodology) this.#proposalsChanged();
    else if (room.audience === "review") this.#saidToGuests(room);
  }

  /** What is put to the vote may be gone from it. A draft is written in for hours, and each page that is told fetches. */
  #draftChanged(): void {
    this.#draft ??= setTimeout(() => {
      this.#draft = null;
      this.publish({ type: "proposals" });
    }, DRAFT_COUNTS * this.#limits.countsMs);
  }

  #proposalsChanged(): void {
    this.#proposals ??= setTimeout(() => {
      this.#proposals = null;
      this.publish({ type: "proposals" });
    }, this.#limits.countsMs);
  }

  /** Something was written in a room, and is on disk. */
  committed(row: RoomRow, { mentions = [] }: RoomRows): void {
    // That somebody marks something in silence is nobody's business.
    if (row.verdict && row.kind !== "slip") this.countsChanged(row.verdict, row.layer);
    if (row.kind === "discussion") this.#said(row);
    else if (row.methodology) this.#draftChanged();
    if (row.kind === "output" && row.output) this.#written(row.output);
    void this.#mentioned(row, mentions);
  }

  /** Tells who is mentioned in a room, and may open it; that others were is nobody's business. */
  async #mentioned({ id: room }: RoomRow, rows: readonly MentionRow[]): Promise<void> {
    for (const id of new Set(rows.flatMap(({ members }) => members))) {
      const member = await this.#store.people.member(id).catch(() => null);
      if (!member || member.removedAt !== null) continue;
      const access = await roomAccess(this.#store, room, toActor(member)).catch(() => null);
      if (access && "right" in access) this.publish({ type: "mention", member: id });
    }
  }

  #saidToGuests({ verdict, output }: Pick<RoomRow, "verdict" | "output">): void {
    this.#tellOnce(`replies ${verdict ?? output}`, () => this.publish({ type: "replies", verdict, output }));
  }

  /** Whoever is in a document's room has its words there, and need not be told of each. */
  #written(output: OutputId): void {
    this.#tellOnce(`words ${output}`, () => this.publish({ type: "output", output }, "words"));
  }

  #tellOnce(what: string, tell: () => void): void {
    if (this.#later.has(what)) return;
    const timer = setTimeout(() => {
      this.#later.delete(what);
      tell();
    }, this.#limits.countsMs);
    this.#later.set(what, timer);
  }

  /** Nobody counts what is in a coder's layer, and that its owner is at work is nobody's business. */
  async #tellCounts(verdict: VerdictId, changed: ReadonlySet<LayerId | null>): Promise<void> {
    const layers = await this.#store.verdicts.layers(verdict).catch(() => []);
    const own = new Set<LayerId | null>(layers.flatMap(({ id, kind }) => (kind === "own" ? [id] : [])));
    if ([...changed].some((layer) => !own.has(layer))) this.publish({ type: "counts", verdict });
  }

  /** Publishes nothing any more; resolves when what was published is sent. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { timer } of this.#counts.values()) clearTimeout(timer);
    this.#counts.clear();
    for (const timer of [this.#proposals, this.#draft]) if (timer) clearTimeout(timer);
    for (const timer of this.#later.values()) clearTimeout(timer);
    this.#later.clear();
    await this.#queue.settled();
  }

  async #send(event: ServerEvent, about: EventAbout): Promise<void> {
    const mayKnow = await this.#filter(event, about);
    const text = JSON.stringify(event);
    for (const session of this.sessions) if (mayKnow(session.signedIn)) session.send(text, this.#limits.bufferedBytes);
    if (event.type === "verdict" || event.type === "revision") await this.#tellWorkshopsOn(event.verdict);
  }

  /** Whoever takes part in a step on a verdict looks at it anew: guests are told of no verdict by itself. */
  async #tellWorkshopsOn(verdict: VerdictId): Promise<void> {
    for (const workshop of await this.#store.workshops.all())
      if (runningStep(workshop)?.passages.some((passage) => passage.verdict === verdict))
        await this.#send(workshopEvent(workshop), "verdict");
  }

  /** Everybody's part in a verdict's newest round; null = there is no such verdict. */
  async #coding(id: VerdictId): Promise<{ subject: VerdictSubject; part: (actor: Actor) => BlindPart } | null> {
    const { verdicts } = this.#store;
    const [verdict, rounds, layers] = await Promise.all([verdicts.get(id), verdicts.rounds(id), verdicts.layers(id)]);
    if (!verdict) return null;
    return { subject: toVerdictSubject(verdict), part: (actor) => blindPart(actor.id, rounds.at(-1), layers) };
  }

  async #whoMay(action: "verdict.erase" | "verdict.prepare", id: VerdictId): Promise<(signedIn: SignedIn) => boolean> {
    const verdict = await this.#store.verdicts.get(id);
    return ({ actor }) => verdict !== null && can(actor, action, toVerdictSubject(verdict));
  }

  async #filter(event: ServerEvent, about: EventAbout): Promise<(signedIn: SignedIn) => boolean> {
    switch (event.type) {
      case "verdict":
      case "revision": {
        const coding = await this.#coding(event.verdict);
        const isOpen = ({ actor }: SignedIn): boolean => about !== "others-work" || coding?.part(actor) === "none";
        const subjects = [...(coding ? [coding.subject] : []), ...(typeof about === "object" ? [about.was] : [])];
        const mayRead = ({ actor }: SignedIn): boolean =>
          subjects.some((subject) => can(actor, "verdict.read", subject));
        return (signedIn) => mayRead(signedIn) && isOpen(signedIn);
      }
      case "cases":
      case "counts": {
        const codes = await this.#coding(event.verdict);
        return ({ actor }) =>
          codes !== null && can(actor, "comparison.read", codes.subject) && codes.part(actor) === "none";
      }
      case "progress": {
        const codes = await this.#coding(event.verdict);
        if (!codes) return () => false;
        const { subject: verdict, part } = codes;
        return ({ actor }) =>
          actor.id === event.member
            ? about !== "others-work"
            : can(actor, "round.watch", { verdict, actorPart: part(actor) });
      }
      case "erasing":
        return this.#whoMay("verdict.erase", event.verdict);
      case "preparation":
        return this.#whoMay("verdict.prepare", event.verdict);
      case "scan":
      case "session":
      case "mention":
      case "consents":
        return ({ actor }) => actor.id === event.member;
      case "members":
      case "methodology":
      case "proposals":
      case "workshops":
        return ({ actor }) => can(actor, NEEDED[event.type], null);
      // Members hear of it with what else is new.
      case "replies":
        return this.#guestsOf(event, about);
      case "output":
        return this.#whoReads(event.output, about === "words");
      case "ballot":
        return event.table === undefined
          ? this.#whoFollows(event.workshop)
          : this.#whoSitsAt(event.workshop, event.table);
      case "decided":
      case "workshop":
        return this.#whoFollows(event.workshop);
      // Told at once, by `tellNow`.
      case "pointer":
      case "call":
        return () => false;
      case "hello":
        return () => true;
    }
  }

  /** `isApart`: of these alone who may not come into its room. */
  async #whoReads(id: OutputId, isApart = false): Promise<(signedIn: SignedIn) => boolean> {
    const output = await this.#store.outputs.get(id);
    const subjects = new OutputSubjects(this.#store);
    const members = new Map<MemberId, Promise<boolean>>();
    const mayRead = async ({ actor }: SignedIn): Promise<boolean> => {
      const subject = output && (await subjects.of(actor, output));
      return subject !== null && can(actor, "output.read", subject) && !(isApart && can(actor, "output.join", subject));
    };
    for (const { signedIn } of this.sessions)
      if (!members.has(signedIn.actor.id)) members.set(signedIn.actor.id, mayRead(signedIn));
    const known = new Map<MemberId, boolean>();
    for (const [member, may] of members) known.set(member, await may);
    return ({ actor }) => known.get(actor.id) === true;
  }

  async #guestsOf(
    { verdict, output }: Extract<ServerEvent, { type: "replies" }>,
    about: EventAbout,
  ): Promise<(signedIn: SignedIn) => boolean> {
    const reads = await Promise.all([
      ...(verdict ? [this.#filter({ type: "verdict", verdict }, about)] : []),
      ...(output ? [this.#whoReads(output)] : []),
    ]);
    return (signedIn) => signedIn.actor.guest !== null && reads.some((mayRead) => mayRead(signedIn));
  }

  /** What is done at a table is told there alone. */
  async #whoSitsAt(id: WorkshopId, table: TableId): Promise<(signedIn: SignedIn) => boolean> {
    const { workshops } = this.#store;
    const [follows, workshop, seats] = await Promise.all([
      this.#whoFollows(id),
      workshops.get(id),
      workshops.seats(id),
    ]);
    const at = new Set(workshop?.tables.find((each) => each.id === table)?.seats);
    const seated = new Set(seats.filter((seat) => at.has(seat.id)).map(({ member }) => member));
    return (signedIn) => seated.has(signedIn.actor.id) && follows(signedIn);
  }

  async #whoFollows(id: WorkshopId): Promise<(signedIn: SignedIn) => boolean> {
    const workshop = await this.#store.workshops.get(id);
    return ({ actor }) => workshop !== null && can(actor, "workshop.follow", { ...workshop, holderSilentMs: 0 });
  }
}
