import type { Block } from "../../schema/text/revision.ts";
import { paragraphsIn } from "./seen-paragraphs.ts";

/** What a paragraph needs in sight to count as seen: as quick as anybody skims it, and no longer than this however long it is. */
const MS_A_CHARACTER = 10;
const LEAST_MS = 500;
const MOST_MS = 3_000;

export function neededMs({ start, end }: Pick<Block, "start" | "end">): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, (end - start) * MS_A_CHARACTER));
}

/**
 * Tells which paragraphs stayed in sight for as long as one needs, by their numbers: what was scrolled past on the way to another place was
 * not seen. While the tab is in the background nothing is in sight.
 */
export class StaysInSight {
  private readonly tell: (numbers: readonly string[]) => void;
  private blocks: readonly (Block & { number: string })[] = [];
  /** Since when each of `blocks` is in sight, by the clock of `performance`; null once it was told. */
  private since = new Map<string, number | null>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (numbers: readonly string[]) => void) {
    this.tell = tell;
  }

  /** These are in sight now, and no others. `isAway`: nobody looks at them. */
  see(blocks: readonly Block[], visible: { first: number; last: number }, isAway = false): void {
    const now = performance.now();
    this.blocks = isAway ? [] : paragraphsIn(blocks, visible);
    const before = this.since;
    this.since = new Map(
      this.blocks.map(({ number }) => [number, before.has(number) ? (before.get(number) ?? null) : now]),
    );
    this.check();
  }

  /** Nothing of it is in sight any more. */
  leave(): void {
    clearTimeout(this.timer);
    this.blocks = [];
    this.since.clear();
  }

  private check(): void {
    clearTimeout(this.timer);
    const now = performance.now();
    const left = this.blocks.flatMap((block) => {
      const since = this.since.get(block.number) ?? null;
      return since === null ? [] : [{ number: block.number, in: since + neededMs(block) - now }];
    });
    const stayed = left.flatMap((each) => (each.in <= 0 ? each.number : []));
    for (const number of stayed) this.since.set(number, null);
    const next = Math.min(...left.flatMap((each) => (each.in > 0 ? each.in : [])));
    if (Number.isFinite(next)) this.timer = setTimeout(() => this.check(), next);
    if (stayed.length > 0) this.tell(stayed);
  }
}
