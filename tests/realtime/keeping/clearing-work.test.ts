import { expect, test } from "vitest";
import type { Finding } from "../../../schema/protocol/http/clearing.ts";
import { asPerson, clearVerdict, readClearing, signClearing } from "../../helpers/network/clear-verdict.ts";
import { ok, prepare, problem, type Preparing } from "../../helpers/network/preparing.ts";

const TEXT = [
  "Svedok Petar Mladenov je došao. Tada ga je Zoćo pozvao u selo Donje.",
  "Sud nalazi da je optužba osnovana.",
];

const sceneOf = async (work: Preparing) => {
  const { server, id } = work;
  const [mira, second] = [asPerson(server, server.people.facilitator), asPerson(server, await work.colleague())];
  const keep = (body: object, who = mira) =>
    who("POST", `/api/verdicts/${id}/clearing/work`, { stage: "in-preparation", ...body });
  const reasons = async (who = mira) => (await readClearing(who, id)).findings.map(({ reason = null }) => reason);
  return { id, mira, second, keep, reasons, server };
};

test("what is said of a stage that the verdict has left counts for no other", async (context) => {
  const { id, mira, keep, reasons } = await sceneOf(await prepare(context, TEXT));
  const { findings, stage } = await readClearing(mira, id);
  const all = findings.map((each) => ({ ...found(each), reason: "needed" as const }));
  await clearVerdict(mira, id);
  await ok(await keep({ stage, paragraphs: "1-2", reasons: all }));
  expect((await readClearing(mira, id)).seen).toBe("");
  await ok(await keep({ stage: "cleared", paragraphs: "1", reasons: all }));
  expect((await readClearing(mira, id)).seen).toBe("1");
  await ok(await mira("POST", `/api/verdicts/${id}/stage`, { stage: "in-preparation" }));
  await ok(await keep({ stage: "cleared", paragraphs: "1", reasons: all }));
  expect((await readClearing(mira, id)).seen).toBe("");
  expect(new Set(await reasons())).toEqual(new Set([null]));
  expect(await problem(await keep({ stage: undefined, paragraphs: "1" }))).toEqual([400, "bad-request"]);
});

const found = ({ code, place, words }: Finding) => ({ code, place, words });

test("what one has read and answered for is there on another day, for oneself alone, and goes with the stage", async (context) => {
  const { id, mira, second, keep, reasons, server } = await sceneOf(await prepare(context, TEXT));
  const { findings, seen } = await readClearing(mira, id);
  const [first] = findings;
  if (!first) throw new Error("nothing was found");
  expect(seen).toBe("");
  await ok(await keep({ paragraphs: "1" }));
  // Twice, beside each other, and with what is no paragraph of it.
  await ok(await keep({ paragraphs: "1-2 77", reasons: [{ ...found(first), reason: "needed" }] }));
  expect((await readClearing(mira, id)).seen).toBe("1-2");
  expect(await reasons()).toEqual(findings.map((each) => (each === first ? "needed" : null)));
  expect((await readClearing(second, id)).seen).toBe("");
  expect(await reasons(second)).toEqual(findings.map(() => null));
  expect(await problem(await keep({}, asPerson(server, server.people.otherFacilitator)))).toEqual([404, "not-found"]);
  expect(await problem(await keep({ paragraphs: "all" }))).toEqual([400, "bad-request"]);

  await ok(await keep({ reasons: [{ ...found(first), reason: null }] }));
  expect(new Set(await reasons())).toEqual(new Set([null]));
  await ok(await keep({ reasons: [{ ...found(first), reason: "public" }] }));
  await clearVerdict(mira, id);
  expect(await readClearing(mira, id)).toMatchObject({ next: "cleared-for-guests", seen: "" });
  await ok(await mira("POST", `/api/verdicts/${id}/stage`, { stage: "in-preparation" }));
  expect(new Set(await reasons())).toEqual(new Set([null]));
});

test("who signs second reads the reasons of who signed first, once they have, and gives their own", async (context) => {
  const { id, mira, second, keep, reasons } = await sceneOf(await prepare(context, TEXT));
  const firsts = async (who: typeof mira) =>
    (await readClearing(who, id)).findings.map(({ firstReason = null }) => firstReason);
  await ok(await mira("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
  const { findings } = await readClearing(mira, id);
  const none = findings.map(() => null);
  expect(none.length).toBeGreaterThan(0);
  await ok(await keep({ reasons: findings.map((each) => ({ ...found(each), reason: "needed" })) }));
  expect(await firsts(second)).toEqual(none);
  await ok(await signClearing(mira, id, await readClearing(mira, id), "needed"));
  expect([await firsts(second), await firsts(mira)]).toEqual([findings.map(() => "needed"), none]);
  // They are no reasons of the second's own.
  expect(await reasons(second)).toEqual(none);
  // What was signed stands, whatever an older page of the first still sends.
  for (const reason of ["public", null])
    expect(await problem(await keep({ reasons: findings.map((each) => ({ ...found(each), reason })) }))).toEqual([
      409,
      "clearing-second-reader",
    ]);
  // What it still sends of the same is nothing to be told of.
  await ok(await keep({ reasons: findings.map((each) => ({ ...found(each), reason: "needed" })) }));
  expect(await firsts(second)).toEqual(findings.map(() => "needed"));
  await ok(await keep({ reasons: findings.map((each) => ({ ...found(each), reason: "agreed" })) }, second));
  expect(new Set(await reasons(second))).toEqual(new Set(["agreed"]));
  // A changed text is signed by nobody.
  const edits = [{ start: 0, end: 0, insert: "I " }];
  await ok(await mira("POST", `/api/verdicts/${id}/edits`, { baseRevision: 1, kind: "correct", edits }));
  expect(new Set(await firsts(second))).toEqual(new Set([null]));
});

test("the second reader reads the reasons that were signed, whichever of them had come to the server before", async (context) => {
  const { id, mira, second, keep } = await sceneOf(await prepare(context, TEXT));
  await ok(await mira("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
  const view = await readClearing(mira, id);
  const [first] = view.findings;
  if (!first) throw new Error("nothing was found");
  await ok(await keep({ reasons: [{ ...found(first), reason: "needed" }] }));
  await ok(await signClearing(mira, id, view, "public"));
  const firsts = (await readClearing(second, id)).findings.map(({ firstReason = null }) => firstReason);
  expect(firsts).toEqual(view.findings.map(() => "public"));
  expect((await readClearing(mira, id)).findings.map(({ reason = null }) => reason)).toEqual(firsts);
  // Which words they were given for is kept nowhere.
  expect(JSON.stringify((await readClearing(mira, id)).signed)).not.toContain(first.words);
});

test("a signature of an older program, which does not say what its reasons are of, leaves those that were kept", async (context) => {
  const { id, mira, second, keep } = await sceneOf(await prepare(context, TEXT));
  await ok(await mira("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
  const view = await readClearing(mira, id);
  await ok(await keep({ reasons: view.findings.map((each) => ({ ...found(each), reason: "needed" })) }));
  await ok(await signClearing(mira, id, { ...view, findings: [] }, "needed"));
  const firsts = (await readClearing(second, id)).findings.map(({ firstReason = null }) => firstReason);
  expect(firsts).toEqual(view.findings.map(() => "needed"));
});

test("a paragraph that somebody else changed was seen by nobody but them, and what was seen of an earlier text is not kept", async (context) => {
  const { id, mira, second, keep } = await sceneOf(await prepare(context, TEXT));
  for (const who of [mira, second]) await ok(await keep({ paragraphs: "1-2", revision: 1 }, who));
  const edits = [{ start: 0, end: 0, insert: "I " }];
  await ok(await second("POST", `/api/verdicts/${id}/edits`, { baseRevision: 1, kind: "correct", edits }));
  const seenBy = async (who: typeof mira) => (await readClearing(who, id)).seen;
  expect([await seenBy(mira), await seenBy(second)]).toEqual(["2", "1-2"]);
  // What is still on its way was seen of the text before; a page of before says nothing of that.
  await ok(await keep({ paragraphs: "1", revision: 1 }));
  expect(await seenBy(mira)).toBe("2");
  await ok(await keep({ paragraphs: "1", revision: 2 }));
  expect(await seenBy(mira)).toBe("1-2");
});

test("a reason is for the words at their place: those of a changed text are asked about anew, and so is everything after an erasure", async (context) => {
  const { id, mira, keep, reasons } = await sceneOf(await prepare(context, TEXT));
  const { findings } = await readClearing(mira, id);
  const all = findings.map((each) => ({ ...found(each), reason: "needed" as const }));
  await ok(await keep({ reasons: all }));
  expect(new Set(await reasons())).toEqual(new Set(["needed"]));
  const edit = (edits: { start: number; end: number; insert: string }[], baseRevision: number) =>
    mira("POST", `/api/verdicts/${id}/edits`, { baseRevision, kind: "correct", edits });
  await ok(await edit([{ start: 0, end: 0, insert: "I " }], 1));
  expect(new Set(await reasons())).toEqual(new Set([null]));
  // What was taken back stands as it stood.
  await ok(await edit([{ start: 0, end: 2, insert: "" }], 2));
  expect(new Set(await reasons())).toEqual(new Set(["needed"]));
  await ok(
    await mira("POST", `/api/verdicts/${id}/erasures`, { kind: "term", forms: ["optužba"], token: "[Organisation 1]" }),
  );
  await expect.poll(() => reasons()).not.toContain("needed");
});
