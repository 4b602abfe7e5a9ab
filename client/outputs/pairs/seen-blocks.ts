import type { Node } from "prosemirror-model";

/**
 * What stood in leading blocks when they were said or found to be right. The server's fingerprint of them is a pause behind what is read:
 * with the one known then, who went on at once would be told that what they had before their eyes has changed.
 */
export class SeenBlocks {
  private readonly now: () => readonly Node[];
  private readonly stood = new Map<string, string>();

  /** `now`: the leading document's blocks as they stand. */
  constructor(now: () => readonly Node[]) {
    this.now = now;
  }

  /** A block was read as it stands. */
  mark(id: string): void {
    this.stood.set(id, this.standing(id));
  }

  /** Those that still stand as they were read, once: what the server says of them now is said of what was read. */
  take(): string[] {
    const same = [...this.stood].filter(([id, stood]) => this.standing(id) === stood).map(([id]) => id);
    this.stood.clear();
    return same;
  }

  private standing(id: string): string {
    return JSON.stringify(this.now().find(({ attrs }) => attrs["id"] === id) ?? null);
  }
}
