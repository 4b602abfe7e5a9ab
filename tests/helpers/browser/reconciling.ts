import type { Browser } from "playwright";
import { beforeAll } from "vitest";
import { launch, Seat } from "./browser.ts";
import type { KeptSeats } from "./kept-seats.ts";
import { adjudicatedLayer, revealedRound } from "../network/revealed-round.ts";
import { startTestServer, type Person } from "../network/test-server.ts";

export let browser: Browser;

export type Context = Parameters<typeof startTestServer>[0];

export const PARAGRAPHS = [
  "The court hears the case.",
  "The court finds that she had no way out, and that he knew of it from the first day.",
  "He took her papers and he drove her to the border in his own car.",
  "The rest of the charge is denied.",
];

/**
 * Two lawyers who agree on one passage and differ on three; with `paragraphs` of their own, on an answer as well. At a server
 * of its own, unless the file has one.
 */
export async function differing(context: Context, paragraphs: string[] = [], seats?: KeptSeats) {
  const server = seats?.server ?? (await startTestServer(context));
  const { lawyer: ana, otherLawyer: ben } = server.people;
  const made = await server.newVerdict([...PARAGRAPHS, ...paragraphs]);
  const proof = paragraphs.at(-1);
  await revealedRound(server, made, [
    {
      who: ana,
      tags: [
        { words: "she had no way out", category: "means.vulnerability", note: "Without the rest it proves nothing." },
        { words: "He took her papers", category: "means.force" },
        { words: "he drove her to the border", category: "act.transport" },
        { words: "The rest of the charge", category: "act.recruitment" },
        ...(proof ? [{ words: proof, category: "means.fraud" }] : []),
      ],
      ...(proof && { answers: { "q.means": { value: "yes", proof } } }),
    },
    {
      who: ben,
      tags: [
        { words: "no way out", category: "means.vulnerability", note: "Only this is the finding." },
        { words: "He took her papers", category: "means.force" },
        { words: "he drove her to the border", category: "means.force" },
      ],
      ...(proof && { answers: { "q.means": { value: "unclear" } } }),
    },
  ]);
  const path = `/verdicts/${made.verdict.id}/reconcile`;
  const open = async (who: Person, options?: { phone: boolean; dark: boolean }): Promise<Seat> => {
    const kept = options ? undefined : await seats?.at(context, who, path);
    const seat = kept ?? (await Seat.take(context, browser, server.url, { cookie: who.cookie, ...options }));
    if (!kept) await seat.page.goto(path);
    await seat.page.locator("coram-disagreement-score .score-mark, .all-ruled").first().waitFor();
    return seat;
  };
  /** What the adjudicated layer says, by words. */
  const standing = async (): Promise<string[]> => {
    const rows = await server.store.passages.annotations([await adjudicatedLayer(server, made)]);
    return rows
      .map(({ category, anchor }) => {
        const words = anchor.ranges.map(({ start, end }) => made.text.text.slice(start, end)).join(" … ");
        return `${category}: ${words}`;
      })
      .sort();
  };
  return { server, made, ana, ben, open, standing };
}

/** One browser for all flows of the file. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  });
}
