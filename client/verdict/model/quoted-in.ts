import { createContext } from "@lit/context";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { QuotedIn } from "../../../schema/protocol/http/quotes.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { readQuoted } from "../../api/quotes.ts";

/** How old what is known may be, in milliseconds: documents are written meanwhile, and nobody tells of each quote. */
const FRESH_MS = 5_000;

export type Quoted = QuotedIn["quoted"][number];

/** What is quoted, in the text shown. */
export interface QuotedPassage {
  quote: Quoted;
  ranges: readonly Range[];
}

interface Shown {
  verdictId: VerdictId;
  /** Names what the reader may see of the verdict: what was told of other rooms is not shown any more. */
  reading: string;
  revision: Revision;
  maps: readonly EditMap[];
}

/** Where the passages of a verdict are quoted: only documents that the reader may read. */
export class QuotedPassages {
  private readonly shown: () => Shown | null;
  private quoted: readonly Quoted[] = [];
  private readonly watchers = new Set<() => void>();
  private asked: { reading: string; at: number } | null = null;
  private placed: { quoted: unknown; revision: unknown; passages: QuotedPassage[] } | null = null;

  /** `shown`: the verdict that is shown; null while none is. */
  constructor(shown: () => Shown | null) {
    this.shown = shown;
  }

  /** Documents that quote a tag, or words of its passage that they took without a tag. */
  of(tag: string, ranges: readonly Range[]): Quoted[] {
    const tagged = this.quoted.filter(({ annotation }) => annotation === tag);
    return onePerOutput([...tagged, ...this.meeting(ranges).filter(({ annotation }) => annotation === null)]);
  }

  /** Documents that quote some of these words. */
  on(ranges: readonly Range[]): Quoted[] {
    return onePerOutput(this.meeting(ranges));
  }

  /** All quotes with their places, but those whose words are gone, or of a text that is not here yet. The same list until one changes. */
  get passages(): readonly QuotedPassage[] {
    const { quoted } = this;
    const shown = this.shown();
    if (!shown || shown.reading !== this.asked?.reading) return [];
    if (this.placed?.quoted !== quoted || this.placed.revision !== shown.revision) {
      const places = resolveMany(
        quoted.map(({ anchor }) => anchor),
        shown.maps,
        shown.revision.number,
      );
      const passages = quoted.flatMap((quote, i): QuotedPassage[] => {
        const place = places[i];
        return place && place !== "newer" && place.ranges.length > 0 ? [{ quote, ranges: place.ranges }] : [];
      });
      this.placed = { quoted, revision: shown.revision, passages };
    }
    return this.placed.passages;
  }

  private meeting(words: readonly Range[]): Quoted[] {
    const meets = (range: Range): boolean => words.some(({ start, end }) => range.start < end && start < range.end);
    return this.passages.flatMap(({ quote, ranges }) => (ranges.some(meets) ? [quote] : []));
  }

  /** Calls back when more is known, until what is returned is called; asks the server if it was not asked just now. */
  watch(call: () => void): () => void {
    this.watchers.add(call);
    this.ask();
    return () => void this.watchers.delete(call);
  }

  /** Asks the server if it was not asked just now. */
  ask(): void {
    const shown = this.shown();
    const now = performance.now();
    if (!shown) return;
    const { verdictId, reading } = shown;
    if (this.asked?.reading === reading && now - this.asked.at < FRESH_MS) return;
    if (this.asked?.reading !== reading) this.quoted = [];
    this.asked = { reading, at: now };
    void this.read(verdictId, reading);
  }

  private async read(verdict: VerdictId, reading: string): Promise<void> {
    try {
      const { quoted } = await readQuoted(verdict);
      if (reading !== this.shown()?.reading || JSON.stringify(quoted) === JSON.stringify(this.quoted)) return;
      this.quoted = quoted;
      for (const call of this.watchers) call();
    } catch {
      // Without the server it is not known, and nothing is said.
    }
  }
}

/** The first of each: it leads into the document. */
function onePerOutput(quotes: readonly Quoted[]): Quoted[] {
  return [...new Map(quotes.toReversed().map((quote) => [quote.output, quote])).values()].toReversed();
}

export const quotedContext = createContext<QuotedPassages>("quoted");
