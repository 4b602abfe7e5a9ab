import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { dropCalledOff, readCalledOff } from "../api/rounds.ts";
import type { Draft } from "../sync/draft.ts";
import type { VerdictRooms } from "./rooms.ts";

/**
 * What one coded in rounds that were called off: kept by the server until it is written again, where one may write, or discarded. It is
 * shown among the drafts.
 */
export class CalledOffWork {
  private list: readonly Draft[] = [];
  /** Written again, and not known to be on the server's disk. */
  private readonly sent = new Set<string>();
  private count = 0;
  private asked: AbortController | null = null;
  private readonly rooms: VerdictRooms;
  private readonly onChange: () => void;

  constructor(rooms: VerdictRooms, onChange: () => void) {
    this.rooms = rooms;
    this.onChange = onChange;
  }

  get drafts(): readonly Draft[] {
    return this.list.filter(({ id }) => !this.sent.has(id));
  }

  /** Asks for it where the server says that there is other work than is known. */
  async update({ verdict, calledOff = 0 }: Pick<VerdictView, "verdict" | "calledOff">): Promise<void> {
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

  /** Null where it is none of these; false where there is no place for it now. */
  retry(id: string): boolean | null {
    const draft = this.list.find((each) => each.id === id);
    if (!draft) return null;
    const place = this.rooms.placeFor(draft);
    if (place === null || !this.rooms.retry({ ...draft, place })) return false;
    this.sent.add(id);
    this.onChange();
    return true;
  }

  /** False where it is none of these. */
  drop(verdict: VerdictView["verdict"]["id"], id: string): boolean {
    if (!this.list.some((each) => each.id === id)) return false;
    this.list = this.list.filter((each) => each.id !== id);
    void this.forget(verdict, id);
    this.onChange();
    return true;
  }

  /** What was written again is on the server's disk: it need not be kept beside. */
  settle(verdict: VerdictView["verdict"]["id"]): void {
    if (this.sent.size === 0 || this.rooms.savedState.state !== "saved") return;
    for (const id of this.sent) {
      this.list = this.list.filter((each) => each.id !== id);
      void this.forget(verdict, id);
    }
    this.sent.clear();
  }

  private async forget(verdict: VerdictView["verdict"]["id"], id: string): Promise<void> {
    this.count--;
    try {
      await dropCalledOff(verdict, id);
    } catch {
      // It is offered again; written twice it is there once.
      this.count = -1;
    }
  }
}
