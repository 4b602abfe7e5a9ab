import { blindPart } from "../../../schema/domain/blind-part.ts";
import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import { UNITS } from "../../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { parseAnswerEntry } from "../../../schema/rooms/answer-keys.ts";
import { dropCalledOff, proposeUnit, readCalledOff } from "../../api/rounds.ts";
import type { Draft } from "../../sync/draft.ts";
import type { VerdictRooms } from "./rooms.ts";

/**
 * What became of a draft that was tried again: it is written where it belongs; it stays as no layer is open to write in, as persons are
 * proposed in a blind round only, as it is about a person who was not taken again, or for what the draft itself says.
 */
export type Retried = "written" | "stays" | "no-layer" | "no-round" | "person-first";

/**
 * What one coded in rounds that were called off: kept by the server until it is written again, where one may write, or discarded. It is
 * shown among the drafts.
 */
export class CalledOffWork {
  private list: readonly Draft[] = [];
  /** Written again, and not known to be on the server's disk. */
  private readonly sent = new Set<string>();
  /** Units that the server is asked to take again. */
  private readonly proposed = new Set<string>();
  private mayPropose = false;
  private verdict: VerdictId;
  private count = 0;
  private asked: AbortController | null = null;
  private readonly rooms: VerdictRooms;
  private readonly onChange: () => void;
  private readonly me: MemberId;

  constructor(me: MemberId, verdict: VerdictId, rooms: VerdictRooms, onChange: () => void) {
    this.me = me;
    this.verdict = verdict;
    this.rooms = rooms;
    this.onChange = onChange;
  }

  get drafts(): readonly Draft[] {
    return this.list.filter(({ id }) => !this.sent.has(id) && !this.proposed.has(id));
  }

  /** Asks for it where the server says that there is other work than is known. */
  async update({ verdict, calledOff = 0, round, layers }: VerdictView): Promise<void> {
    this.verdict = verdict.id;
    this.mayPropose = blindPart(this.me, round, layers) === "codes";
    if (calledOff === this.count) return;
    this.count = calledOff;
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const found = calledOff === 0 ? [] : await readCalledOff(verdict.id, asked.signal);
      if (asked.signal.aborted) return;
      this.list = found.map(({ id, at, entries }): Draft => {
        return { id, at, entries, place: "", why: "called-off", late: false };
      });
      this.onChange();
    } catch {
      // Out of reach: the next view asks again.
      if (!asked.signal.aborted) this.count = -1;
    }
  }

  close(): void {
    this.asked?.abort();
  }

  /** Units that were proposed in such a round, and of which answers may be among the drafts. */
  get units(): Unit[] {
    return this.list.flatMap((draft) => calledOffUnit(draft, this.verdict) ?? []);
  }

  /** Null where it is none of these; else what became of it. */
  retry(id: string): Retried | null {
    const draft = this.list.find((each) => each.id === id);
    if (!draft) return null;
    const unit = calledOffUnit(draft, this.verdict);
    if (unit) return this.proposeAgain(unit) ? "written" : "no-round";
    // An answer goes after the unit that it is about.
    if (this.units.some((each) => isAbout(draft, each))) return "person-first";
    const place = this.rooms.placeFor(draft);
    if (place === null || !this.rooms.mayWrite(place)) return "no-layer";
    if (!this.rooms.retry({ ...draft, place })) return "stays";
    this.sent.add(id);
    this.onChange();
    return "written";
  }

  private proposeAgain({ id, kind, verdict }: Unit): boolean {
    if (!this.mayPropose) return false;
    this.proposed.add(id);
    const done = proposeUnit(verdict, kind, id).then(
      () => {
        this.list = this.list.filter((each) => each.id !== id);
        this.count--;
      },
      // It is offered again.
      () => {},
    );
    void done.then(() => {
      this.proposed.delete(id);
      this.onChange();
    });
    this.onChange();
    return true;
  }

  /** False where it is none of these. */
  drop(verdict: VerdictId, id: string): boolean {
    if (!this.list.some((each) => each.id === id)) return false;
    this.list = this.list.filter((each) => each.id !== id);
    void this.forget(verdict, id);
    this.onChange();
    return true;
  }

  /** What was written again is on the server's disk: it need not be kept beside. */
  settle(verdict: VerdictId): void {
    if (this.sent.size === 0 || this.rooms.savedState.state !== "saved") return;
    for (const id of this.sent) {
      this.list = this.list.filter((each) => each.id !== id);
      void this.forget(verdict, id);
    }
    this.sent.clear();
  }

  private async forget(verdict: VerdictId, id: string): Promise<void> {
    this.count--;
    try {
      await dropCalledOff(verdict, id);
    } catch {
      // It is offered again; written twice it is there once.
      this.count = -1;
    }
  }
}

/** The unit that a draft proposes; null for any other draft. */
export function calledOffUnit({ entries, at }: Draft, verdict: VerdictId): Unit | null {
  const entry = entries.find(({ root }) => root === UNITS);
  return entry ? (Unit.safeParse({ ...entry.fields, id: entry.id, verdict, createdAt: at }).data ?? null) : null;
}

function isAbout({ entries }: Draft, unit: Unit): boolean {
  return entries.some(({ root, id }) => root === "answers" && parseAnswerEntry(id)?.subject === unit.id);
}
