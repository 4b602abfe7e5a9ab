import type { ReactiveController, ReactiveControllerHost } from "lit";
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

/** Holds for a page what of its text stays in sight; the one way in which a page counts a paragraph as seen. */
export class TextInSight implements ReactiveController {
  private readonly stays: StaysInSight;
  /** The text that is shown; null before it is there. */
  private readonly blocks: () => readonly Block[] | null;
  /** What is on the screen, in offsets of the text. */
  private visible: { first: number; last: number } | null = null;

  constructor(
    host: ReactiveControllerHost,
    blocks: () => readonly Block[] | null,
    tell: (numbers: readonly string[]) => void,
  ) {
    this.stays = new StaysInSight(tell);
    this.blocks = blocks;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.look);
  }

  hostDisconnected(): void {
    this.stays.leave();
    document.removeEventListener("visibilitychange", this.look);
  }

  see(visible: { first: number; last: number }): void {
    this.visible = visible;
    this.look();
  }

  /** What is in sight is looked at from now on: of the same text for something else. */
  beginAnew(): void {
    this.stays.leave();
    this.look();
  }

  /** Another text is to come. */
  leave(): void {
    this.stays.leave();
    this.visible = null;
  }

  private readonly look = (): void => {
    const blocks = this.blocks();
    if (blocks && this.visible) this.stays.see(blocks, this.visible, document.hidden);
  };
}
