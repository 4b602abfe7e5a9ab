import type { MemberId } from "../../../schema/domain/ids.ts";
import { scopeKindOf } from "../../../schema/rooms/room-place.ts";
import { type RoomScope, type ScopeId, toScope } from "../../../schema/rooms/room-scope.ts";
import { TaskQueue } from "../../../schema/task-queue.ts";
import type { Draft } from "../draft.ts";
import type { DraftLetters, LetteredDraft } from "../letters/draft-letters.ts";
import type { DraftRecord, Shelf } from "./records.ts";
import type { WriteQueue } from "./write-queue.ts";

interface KnownDraft extends LetteredDraft {
  of: RoomScope;
}

/** One member's drafts as last read, or written here; what other tabs do with them is taken over. */
export class DraftList {
  private readonly member: MemberId;
  private readonly shelf: Shelf;
  private readonly queue: WriteQueue;
  private readonly onChange: () => void;
  private readonly drafts = new Map<string, KnownDraft>();
  /** How often one was set or deleted here: what was read before that is not taken over. */
  private changes = 0;
  private readonly reads = new TaskQueue();
  /** Another tab has written drafts that are not read yet; and whether they are being read. */
  private isStale = false;
  private isReading = false;
  private readonly stopWatching: () => void;

  constructor(member: MemberId, shelf: Shelf, queue: WriteQueue, onChange: () => void) {
    this.member = member;
    this.shelf = shelf;
    this.queue = queue;
    this.onChange = onChange;
    this.stopWatching = shelf.watchDrafts(() => {
      this.isStale = true;
      if (!this.isReading) void this.reread();
    });
  }

  /** Reads what lies there, before anything is written. */
  async open(): Promise<void> {
    this.take(await this.shelf.all("drafts", [this.member]));
  }

  /** Other tabs are listened to no more. */
  stop(): void {
    this.stopWatching();
  }

  all(): { of: RoomScope; draft: Draft }[] {
    return [...this.drafts.values()];
  }

  get(id: string): KnownDraft | null {
    return this.drafts.get(id) ?? null;
  }

  set(of: ScopeId, draft: Draft, letters: DraftLetters): void {
    this.changes++;
    this.put(of, draft, letters);
  }

  delete(id: string): void {
    this.changes++;
    this.drafts.delete(id);
  }

  /** False, and all as before, where more was written here meanwhile, or the device has less than there is here. */
  read(): Promise<boolean> {
    // One after another: what was read first must not be taken last.
    return this.reads.run(async () => {
      // What was asked for here goes first, so that what is read is all there is.
      while (!this.queue.isSettled) await this.queue.settled();
      const { changes } = this;
      const records = await this.shelf.all("drafts", [this.member]);
      const isAll = changes === this.changes && !this.queue.hasFailed;
      if (isAll) this.take(records);
      return isAll;
    });
  }

  /** Takes over what another tab has set aside, tried again or discarded. */
  private async reread(): Promise<void> {
    this.isReading = true;
    const before = [...this.drafts.keys()].join();
    try {
      // A device that has refused a write has less than there is here.
      while (this.isStale && !this.queue.hasFailed) {
        this.isStale = false;
        if (!(await this.read())) this.isStale = true;
      }
    } catch {
      // The database is a newer program's now: what is shown here stays until this page is loaded anew.
    }
    this.isReading = false;
    if ([...this.drafts.keys()].join() !== before) this.onChange();
  }

  private take(records: DraftRecord[]): void {
    this.drafts.clear();
    records.sort((a, b) => a.draft.at.localeCompare(b.draft.at));
    for (const { verdict, draft, letters = {} } of records) this.put(verdict, draft, letters);
  }

  private put(of: ScopeId, draft: Draft, letters: DraftLetters): void {
    this.drafts.set(draft.id, { of: toScope(scopeKindOf(draft.place), of), draft, letters });
  }
}
