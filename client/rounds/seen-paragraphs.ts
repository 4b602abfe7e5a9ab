import type { Verdict } from "../../schema/domain/verdict.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import { changedParagraphs, rangesOf, within, type ParagraphRanges } from "../../schema/text/paragraph-ranges.ts";
import type { Block, Revision } from "../../schema/text/revision.ts";

/** How much of a text was on the screen, and the paragraph to read next: the first that was not. */
export interface SeenSoFar {
  seen: number;
  all: number;
  unread: { number: string; start: number } | null;
}

/** Paragraphs next to each other that were never on the screen. */
export interface UnseenRange {
  /** Coram's numbers of the first and the last. */
  first: string;
  last: string;
  /** Where the first begins in the text. */
  start: number;
}

/**
 * Which paragraphs have been on the screen of somebody who codes a round, prepares a verdict or clears it, kept for as long as the tab; of a
 * round the server has them too (`SeenSender`). Coram's numbers stay when the text is corrected; of who clears it, what reads otherwise was
 * not seen (`revise`).
 */
export class SeenParagraphs {
  private readonly key: string;
  /** What the stored numbers begin with. */
  private head: string;
  /** The text in which they were seen; null in a round, where a number is a paragraph's whatever is corrected. */
  private text: Pick<Revision, "number" | "text" | "blocks"> | null = null;
  private readonly numbers: Set<string>;
  /** Those that the server has. */
  private readonly kept = new Set<string>();

  /**
   * `key`: of the round, or the verdict, and its reader. `of`: the reader's own in the round; what was seen with another one, before the
   * round was called off and begun again under its id, does not count. Where a verdict is cleared, the stage that it is at. What an earlier
   * Coram stored names none.
   */
  constructor(key: string, of: string | null = null) {
    this.key = `coram-seen ${key}`;
    this.head = of === null ? "" : `@${of}`;
    const stored = (sessionStorage.getItem(this.key) ?? "").split(" ").filter(Boolean);
    const storedOf = stored[0]?.startsWith("@") ? stored.shift() : this.head;
    this.numbers = new Set(storedOf === this.head ? stored : []);
  }

  /** Paragraphs of these numbers were seen. True where some are new. */
  add(numbers: readonly string[]): boolean {
    const before = this.numbers.size;
    for (const number of numbers) this.numbers.add(number);
    if (this.numbers.size === before) return false;
    this.store();
    return true;
  }

  /** In which revision what is here was seen; undefined where that does not matter. */
  get revision(): number | undefined {
    return this.text?.number;
  }

  /** The text that is cleared is this one now: what reads otherwise was not seen, and the server is told of the rest anew. True where something was. */
  revise(next: Pick<Revision, "number" | "text" | "blocks">): boolean {
    const { text } = this;
    if (text?.number === next.number) return false;
    this.text = next;
    this.head = `${this.head.split("~")[0] ?? ""}~${next.number}`;
    const gone = text === null ? [] : changedParagraphs(text, next).filter((number) => this.numbers.has(number));
    for (const number of gone) this.numbers.delete(number);
    this.kept.clear();
    this.store();
    return gone.length > 0;
  }

  /** The server took these of what is here. */
  sent(ranges: ParagraphRanges): void {
    for (const number of within(ranges, [...this.numbers])) this.kept.add(number);
  }

  /** The server has these: of this browser, or of another. */
  keep(blocks: readonly Block[], ranges: ParagraphRanges): void {
    const before = this.numbers.size;
    for (const number of within(ranges, [...this.numbers, ...paragraphsOf(blocks).map((block) => block.number)])) {
      this.numbers.add(number);
      this.kept.add(number);
    }
    if (this.numbers.size !== before) this.store();
  }

  /** What the server does not have. */
  get unsent(): ParagraphRanges {
    return rangesOf([...this.numbers].filter((number) => !this.kept.has(number)));
  }

  private store(): void {
    sessionStorage.setItem(this.key, [this.head, ...this.numbers].filter(Boolean).join(" "));
  }

  unseen(blocks: readonly Block[]): UnseenRange[] {
    return unseenOf(blocks, this.numbers);
  }

  /** `inSight`: what is on the screen now counts in a moment, and one is led on to what is not. */
  count(blocks: readonly Block[], inSight: { first: number; last: number } | null = null): SeenSoFar {
    const all = paragraphsOf(blocks);
    const unread = all.filter(({ number }) => !this.numbers.has(number));
    const onScreen = new Set(inSight && paragraphsIn(blocks, inSight).map(({ number }) => number));
    const first = unread.find(({ number }) => !onScreen.has(number)) ?? unread[0];
    return {
      seen: all.length - unread.length,
      all: all.length,
      unread: first ? { number: first.number, start: first.start } : null,
    };
  }
}

/** Of a text's paragraphs those that are not among the numbers that were seen; those that follow each other as one. */
export function unseenOf(blocks: readonly Block[], seen: ReadonlySet<string>): UnseenRange[] {
  const ranges: UnseenRange[] = [];
  let open: UnseenRange | null = null;
  for (const { number, start } of paragraphsOf(blocks)) {
    if (seen.has(number)) open = null;
    else if (open) open.last = number;
    else ranges.push((open = { first: number, last: number, start }));
  }
  return ranges;
}

/** What of a verdict, as its text is, a member has had in sight since it came to its stage, on its page and where it is prepared. */
export function seenOf(
  { id, stage }: Pick<Verdict, "id" | "stage">,
  revision: Pick<Revision, "number" | "text" | "blocks">,
  member: string,
): SeenParagraphs {
  const seen = new SeenParagraphs(`clear ${id} ${member}`, `${stage}~${revision.number}`);
  seen.revise(revision);
  return seen;
}

/** Those of a text that stand between two offsets, in part or whole. */
export function paragraphsIn(
  blocks: readonly Block[],
  { first, last }: { first: number; last: number },
): (Block & { number: string })[] {
  return paragraphsOf(blocks).filter(({ start, end }) => end >= first && start <= last);
}

/** As the outline counts them. */
function paragraphsOf(blocks: readonly Block[]): (Block & { number: string })[] {
  return contentBlocks(blocks).filter((block): block is Block & { number: string } => block.number !== null);
}
