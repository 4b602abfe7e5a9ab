import { expect, it } from "vitest";
import "../../../client/elements/coram-icon.ts";
import { sendSeen } from "../../../client/api/rounds.ts";
import { SeenParagraphs, seenOf } from "../../../client/rounds/seen-paragraphs.ts";
import { SeenSender } from "../../../client/rounds/seen-sender.ts";
import { RoundId } from "../../../schema/domain/ids.ts";
import type { Stage } from "../../../schema/domain/verdict.ts";
import type { Block } from "../../../schema/text/revision.ts";
import { LAWYER, VERDICTS } from "../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../helpers/browser/shell-page.ts";

const ROUND = RoundId.parse("round".padEnd(22, "0"));
const AT = `POST /api/verdicts/${VERDICTS.blind.id}/rounds/${ROUND}/seen`;
const BLOCKS = [1, 2, 3, 4].map((number): Block => ({
  kind: "paragraph",
  start: number * 10,
  end: number * 10 + 8,
  page: null,
  level: null,
  cell: null,
  printed: null,
  number: `${number}`,
  section: null,
}));

const TEXT = { number: 1, text: "x".repeat(50), blocks: BLOCKS };

it("sends what was seen until the server takes it, then only what is new, and nothing that was seen elsewhere", async () => {
  sessionStorage.clear();
  const answers: Answers = { [AT]: { status: 503, problem: { code: "overloaded" } } };
  const { asked } = await mount("coram-icon", LAWYER, answers);
  // A page of another test may still ask for something.
  const bodies = (): unknown[] => asked.filter(({ what }) => what === AT).map(({ body }) => body);
  const seen = new SeenParagraphs("round");
  const sender = new SeenSender(seen, (paragraphs) => sendSeen(VERDICTS.blind.id, ROUND, paragraphs));
  seen.add(["1", "2"]);
  sender.wake(BLOCKS);
  // Whoever leaves the page says it at once.
  dispatchEvent(new Event("pagehide"));
  await expect.poll(bodies).toEqual([{ paragraphs: "1-2" }]);
  answers[AT] = null;
  await expect.poll(bodies).toEqual([{ paragraphs: "1-2" }, { paragraphs: "1-2" }]);
  await expect.poll(() => seen.unsent).toBe("");
  // Another device has been further.
  seen.keep(BLOCKS, "1-3");
  expect(seen.count(BLOCKS)).toMatchObject({ seen: 3, all: 4, unread: { number: "4" } });
  seen.add(["4"]);
  sender.end();
  await expect.poll(bodies).toHaveLength(3);
  expect(bodies().at(-1)).toEqual({ paragraphs: "4" });
  // What was not sent when the tab was reloaded is sent by the next page.
  expect(new SeenParagraphs("round").unsent).toBe("1-4");
  sessionStorage.clear();
});

it("forgets what was seen of a round that was called off when it is begun again under its id, and nothing by a reload", () => {
  sessionStorage.clear();
  // Stored by an earlier program of the same tab.
  sessionStorage.setItem("coram-seen round me", "1");
  new SeenParagraphs("round me", "first").add(["2"]);
  expect(new SeenParagraphs("round me", "first").unsent).toBe("1-2");
  expect(new SeenParagraphs("round me", "second").unsent).toBe("");
  sessionStorage.clear();
});

it("counts nothing that was seen before a verdict came to its stage", () => {
  sessionStorage.clear();
  const { id } = VERDICTS.blind;
  const of = (stage: Stage) => seenOf({ id, stage }, TEXT, "me");
  of("in-preparation").add(["1"]);
  expect(of("in-preparation").unsent).toBe("1");
  expect(of("cleared").unsent).toBe("");
  sessionStorage.clear();
});

it("counts a paragraph that was corrected since as one that was not seen, whatever was on its way to the server, and sends the others anew", async () => {
  sessionStorage.clear();
  const verdict = { id: VERDICTS.blind.id, stage: "in-preparation" } as const;
  const seen = seenOf(verdict, TEXT, "me");
  const sent: [number | undefined, string][] = [];
  const answers: (() => void)[] = [];
  const sender = new SeenSender(seen, (paragraphs) => {
    sent.push([seen.revision, paragraphs]);
    return new Promise((resolve) => answers.push(resolve));
  });
  seen.add(["1", "2", "3"]);
  sender.wake(BLOCKS);
  dispatchEvent(new Event("pagehide"));
  expect(sent).toEqual([[1, "1-3"]]);
  const words = `${TEXT.text.slice(0, 20)}changed ${TEXT.text.slice(28)}`;
  expect(seen.revise({ ...TEXT, number: 2, text: words })).toBe(true);
  expect(seen.count(BLOCKS)).toMatchObject({ seen: 2, unread: { number: "2" } });
  // Only now the server says that it has taken them.
  answers[0]?.();
  await expect
    .poll(() => sent)
    .toEqual([
      [1, "1-3"],
      [2, "1 3"],
    ]);
  expect(seen.count(BLOCKS)).toMatchObject({ seen: 2, unread: { number: "2" } });
  // What the tab holds is of one text.
  expect(seenOf(verdict, { ...TEXT, number: 2, text: words }, "me").unsent).toBe("1 3");
  expect(seenOf(verdict, { ...TEXT, number: 3 }, "me").unsent).toBe("");
  sender.end();
  sessionStorage.clear();
});

it("leads on from what is on the screen and counts in a moment, and back to it where nothing else is left", () => {
  sessionStorage.clear();
  const seen = new SeenParagraphs("next");
  const next = (inSight: { first: number; last: number } | null): string | undefined =>
    seen.count(BLOCKS, inSight).unread?.number;
  seen.add(["1"]);
  expect([next(null), next({ first: 20, last: 38 })]).toEqual(["2", "4"]);
  seen.add(["4"]);
  expect(next({ first: 20, last: 38 })).toBe("2");
  seen.add(["2", "3"]);
  expect(next({ first: 20, last: 38 })).toBeUndefined();
});
