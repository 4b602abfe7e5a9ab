import { expect, test } from "vitest";
import { screenEntries, screenFor, type AskScreen } from "../../../client/sync/screening.ts";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import { ScreenTexts } from "../../../schema/protocol/http/erasure.ts";

const verdict = newId(VerdictId);
const replace = (text: string): string => text.replaceAll("Marković", "[Victim A]");
/** A server that takes what the real one takes of one request, and says how many came. */
function server(): { requests: number; ask: AskScreen } {
  const it = {
    requests: 0,
    ask: async (_verdict: VerdictId, body: ScreenTexts) => {
      it.requests++;
      expect(JSON.stringify(body).length).toBeLessThan(2 ** 20);
      return { texts: ScreenTexts.parse(body).texts.map(replace) };
    },
  };
  return it;
}
const entry = (root: string, fields: Record<string, unknown>) => ({ root, id: "e", made: true, fields });

test("only typed words are screened: an id or a time that looks like a name stays", async () => {
  const asked: string[][] = [];
  const acts = [
    [entry("annotations", { note: "Marković", category: "Marković", createdAt: "Marković" })],
    [entry("threads", { suggestion: "Marković" }), entry("comments", { body: "o Marković", thread: "Marković" })],
    // A document's title, and how a block of it should read.
    [
      entry("meta", { title: "Predmet Marković" }),
      entry("threads", { wording: "Marković je saslušan.", block: "Marković" }),
    ],
    // A note that was typed and not written, with what stood there before.
    [entry("answers", { note: "uz Marković", was: "Marković sam", part: "note" })],
  ];
  const screened = await screenEntries(acts, (texts) => {
    asked.push(texts);
    return Promise.resolve(texts.map(replace));
  });
  expect(asked).toEqual([
    ["Marković", "o Marković", "Predmet Marković", "Marković je saslušan.", "uz Marković", "Marković sam"],
  ]);
  expect(screened.flat().map(({ fields }) => fields)).toEqual([
    { note: "[Victim A]", category: "Marković", createdAt: "Marković" },
    { suggestion: "Marković" },
    { body: "o [Victim A]", thread: "Marković" },
    { title: "Predmet [Victim A]" },
    { wording: "[Victim A] je saslušan.", block: "Marković" },
    { note: "uz [Victim A]", was: "[Victim A] sam", part: "note" },
  ]);
});

test("where nothing is replaced the entries are the same, and where there are no words nobody is asked", async () => {
  const acts = [[entry("annotations", { note: "" })], [entry("comments", { body: "mirno" })]];
  const screened = await screenEntries(acts, (texts) => Promise.resolve(texts));
  expect(screened.every((entries, i) => entries === acts[i])).toBe(true);
  expect(
    await screenEntries([[entry("threads", { deleted: null })]], () => Promise.reject(new Error("asked"))),
  ).toHaveLength(1);
});

test.each([
  ["many", Array.from({ length: 1200 }, (_, i) => `${i} Marković`)],
  ["long ones", Array.from({ length: 30 }, () => `Ђ Marković `.repeat(1800))],
  ["longer than a room takes", [`${"reč ".repeat(12_000)}Marković ${"x".repeat(45_000)}`, "", "kraj Marković"]],
])("texts come back whole and in their order, in requests that the server takes: %s", async (_what, texts) => {
  const it = server();
  expect(await screenFor(verdict, it.ask)(texts)).toEqual(texts.map(replace));
  expect(it.requests).toBeGreaterThan(0);
});
