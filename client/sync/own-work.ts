import { type Batch, countedOf, type EntryChange } from "./batch.ts";

/** What was not acknowledged when a room was closed for good, in the order in which it was written. */
export interface Unsent {
  batches: Batch[];
  /** How many of the first went in one frame, the answer to the server's question on connecting; the rest one a frame. */
  together: number;
}

/** What this person wrote in one room, until it is on the server's disk: numbered, as the server acknowledges it. */
export class OwnWork {
  private sent = 0;
  private acknowledged = 0;
  /** Up to this batch all went in the answer on connecting. */
  private answered = 0;
  private readonly batches = new Map<number, Batch>();
  /** Root → id of entries with changes that are not on disk yet → number of the batch that carries the newest, lowest first. */
  private readonly entries = new Map<string, Map<string, number>>();
  /** Of these what was made with them is counted. */
  private readonly uncounted = new Set<string>();

  /** The number of the newest batch. */
  get newest(): number {
    return this.sent;
  }

  /** Number of entries whose newest change is not on disk, as a person counts them. */
  get changes(): number {
    let count = 0;
    for (const entries of this.entries.values()) for (const id of entries.keys()) if (!this.uncounted.has(id)) count++;
    return count;
  }

  get isSaved(): boolean {
    return this.acknowledged === this.sent;
  }

  /** Whether an entry has changes that are not on disk yet. */
  isUnsaved(root: string, id: string): boolean {
    return this.entries.get(root)?.has(id) ?? false;
  }

  /** What is not acknowledged. */
  get unsent(): Unsent {
    const batches = [...this.batches].sort(([a], [b]) => a - b);
    return {
      batches: batches.map(([, batch]) => batch),
      together: batches.filter(([n]) => n <= this.answered).length,
    };
  }

  /** Marks entries that the batch to come has changed. */
  writing(written: readonly EntryChange[]): void {
    const counted = new Set(countedOf(written));
    for (const change of written) {
      const { root, id } = change;
      if (counted.has(change)) this.uncounted.delete(id);
      else this.uncounted.add(id);
      const entries = this.entries.get(root) ?? new Map<string, number>();
      this.entries.set(root, entries);
      // To the end: what was waiting already waits for this batch now.
      entries.delete(id);
      entries.set(id, this.sent + 1);
    }
  }

  /** Takes a batch, of which `writing` has marked the entries. */
  add(batch: Batch): void {
    this.batches.set(++this.sent, batch);
  }

  /** All that there is went in the answer on connecting, in one frame or act by act. */
  answeredIn(isOneFrame: boolean): void {
    this.answered = isOneFrame ? this.sent : 0;
  }

  /** The batches that came to the disk with this number. */
  acknowledge(upTo: number): Batch[] {
    this.acknowledged = Math.max(this.acknowledged, Math.min(upTo, this.sent));
    // Of thousands of acts each is acknowledged by itself: those that still wait are not looked through each time.
    for (const entries of this.entries.values())
      for (const [id, batch] of entries) {
        if (batch > this.acknowledged) break;
        entries.delete(id);
        this.uncounted.delete(id);
      }
    const saved: Batch[] = [];
    for (const [n, batch] of this.batches) {
      if (n > this.acknowledged) break;
      saved.push(batch);
      this.batches.delete(n);
    }
    return saved;
  }
}
