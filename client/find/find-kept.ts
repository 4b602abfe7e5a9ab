import { z } from "zod";
import { VerdictId } from "../../schema/domain/ids.ts";
import { Country } from "../../schema/domain/language.ts";
import { FindOrder } from "../../schema/protocol/http/search/find.ts";

/** What the page looks for, and how it shows it. */
const FindChoice = z.object({
  query: z.string().default(""),
  view: z.enum(["lines", "passages"]).default("lines"),
  order: FindOrder.default("place"),
  countries: z.array(Country).default([]),
  verdicts: z.array(VerdictId).default([]),
});
export type FindChoice = z.infer<typeof FindChoice>;

/** A category may stand in the address: it is a word of the methodology. Words that somebody looks for are in its entry of the history. */
export function readChoice(): FindChoice {
  const category = new URLSearchParams(location.search).get("category");
  const kept = FindChoice.safeParse((history.state as { find?: unknown } | null)?.find);
  if (kept.success) return kept.data;
  return FindChoice.parse(category ? { query: `category:${category}`, view: "passages" } : {});
}

/** The address of a category's passages in all verdicts. */
export function findOfCategory(code: string): string {
  return `/find?category=${encodeURIComponent(code)}`;
}

/** Keeps what is looked for in the entry of the history, so that Back from a verdict comes back to it. */
export function keepChoice(find: FindChoice): void {
  history.replaceState({ ...(history.state as object | null), find }, "", "/find");
}

/** Looked for last, the newest first; in the memory of the tab, until somebody signs out. */
let asked: readonly string[] = [];
const ASKED_MOST = 20;

export function lastAsked(): readonly string[] {
  return asked;
}

export function rememberAsked(query: string): void {
  asked = [query, ...asked.filter((each) => each !== query)].slice(0, ASKED_MOST);
}

addEventListener("coram-signed-out", () => (asked = []));
