import { z } from "zod";
import { AnswerSubject } from "../../../schema/domain/answer.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { MemberId } from "../../../schema/domain/ids.ts";

const STORAGE_KEY = "coram.reading-places";
/** The latest so many. */
const MAX = 100;

const ReadingPlace = z.object({
  /** Coram's number of the paragraph that was at the top. */
  paragraph: z.string(),
  /** The case sheet stood beside the text. */
  sheet: z.boolean(),
  /** Whose questions it showed. */
  subject: AnswerSubject.optional(),
  /** A translation was read, beside the original or alone. */
  translation: z.object({ reading: z.enum(["beside", "only"]), language: UiLanguage }).optional(),
});
/** Where somebody read in a verdict, and what stood beside it. */
export type ReadingPlace = z.infer<typeof ReadingPlace>;

const Kept = z.object({ member: MemberId, places: z.record(z.string(), ReadingPlace) });

/**
 * Where the member who is signed in read each verdict last in this browser: numbers of paragraphs, no words. They go with copies: with the
 * right to read a verdict, when it is erased, and when somebody else, or nobody, is signed in.
 */
export const readingPlaces = {
  of(member: MemberId, verdict: string): ReadingPlace | null {
    const kept = read();
    return kept?.member === member ? (kept.places[verdict] ?? null) : null;
  },

  keep(member: MemberId, verdict: string, place: ReadingPlace): void {
    const kept = read();
    const others = Object.entries(kept?.member === member ? kept.places : {}).filter(([id]) => id !== verdict);
    write({ member, places: Object.fromEntries([...others, [verdict, place] as const].slice(-MAX)) });
  },

  forget(verdicts: readonly string[]): void {
    const kept = read();
    if (!kept || !verdicts.some((id) => id in kept.places)) return;
    const places = Object.entries(kept.places).filter(([id]) => !verdicts.includes(id));
    write({ ...kept, places: Object.fromEntries(places) });
  },

  /** Forgets those of all others; null = of everybody. */
  keepOnly(member: MemberId | null): void {
    const kept = read();
    if (kept && kept.member !== member) write(null);
  },
};

function read(): z.infer<typeof Kept> | null {
  try {
    return Kept.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

function write(kept: z.infer<typeof Kept> | null): void {
  try {
    if (kept) localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    // A browser that keeps nothing begins each verdict at its beginning.
  }
}
