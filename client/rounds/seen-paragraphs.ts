import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Block } from "../../schema/text/revision.ts";

/** How much of a text was on the screen, and the first paragraph that was not. */
export interface SeenSoFar {
  seen: number;
  all: number;
  unread: { number: string; start: number } | null;
}

/**
 * Which paragraphs have been on the screen of somebody who codes a round, prepares a verdict or clears it, kept for as long as the tab. Coram's numbers stay
 * when the text is corrected.
 */
export class SeenParagraphs {
  private readonly key: string;
  private readonly numbers: Set<string>;

  /** `key`: of the round, or the verdict, and its reader. */
  constructor(key: string) {
    this.key = `coram-seen ${key}`;
    this.numbers = new Set((sessionStorage.getItem(this.key) ?? "").split(" ").filter(Boolean));
  }

  /** Blocks from one offset to another came into sight. True where some are new. */
  see(blocks: readonly Block[], { first, last }: { first: number; last: number }): boolean {
    const before = this.numbers.size;
    for (const { start, end, number } of paragraphsOf(blocks))
      if (end >= first && start <= last) this.numbers.add(number);
    if (this.numbers.size === before) return false;
    sessionStorage.setItem(this.key, [...this.numbers].join(" "));
    return true;
  }

  count(blocks: readonly Block[]): SeenSoFar {
    const all = paragraphsOf(blocks);
    const unread = all.filter(({ number }) => !this.numbers.has(number));
    const [first] = unread;
    return {
      seen: all.length - unread.length,
      all: all.length,
      unread: first ? { number: first.number, start: first.start } : null,
    };
  }
}

/** What of a verdict a member has had in sight, on its page and where it is prepared. */
export function seenOf(verdict: string, member: string): SeenParagraphs {
  return new SeenParagraphs(`prepare ${verdict} ${member}`);
}

/** As the outline counts them. */
function paragraphsOf(blocks: readonly Block[]): (Block & { number: string })[] {
  return contentBlocks(blocks).filter((block): block is Block & { number: string } => block.number !== null);
}
