import { describe, expect, test } from "vitest";
import { ClearingDone, ClearingView, type Finding } from "../../../schema/protocol/http/clearing.ts";
import type { FindingCount, PassReason } from "../../../schema/domain/clearing.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { Translations } from "../../../schema/protocol/http/translations.ts";
import { NetworkView, VerdictAbout } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { CategoryId, type AnnotationId } from "../../../schema/domain/ids.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { asPerson, clearVerdict, readClearing, signClearing, type AskAs } from "../../helpers/network/clear-verdict.ts";
import { ok, prepare, problem, type Preparing } from "../../helpers/network/preparing.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const JMBG = "3112899710014";
const TEXT = [
  "Okrivljeni Goran Lukovac, JMBG 3112899710014, prevezao je oštećenu Jovanu Stamenovu u Niš.",
  "Oštećena Jovana Stamenova je izjavila da joj je Goran Lukovac uzeo pasoš.",
  "Svedok je videla Jovanu Stamenovu, a potom i Lukovca.",
];

const codes = (view: ClearingView): string[] => [...new Set(view.findings.map(({ code }) => code))].sort();
const asMira = ({ server }: Preparing): AskAs => asPerson(server, server.people.facilitator);

/** Decides on everything that is proposed, and puts the tokens in. */
async function settle(work: Preparing): Promise<void> {
  const view = await work.decide({ kind: "confirm-sure" });
  for (const { id, state } of view.entities)
    if (state === "proposed") await work.decide({ kind: "confirm", entity: id });
  for (const { id, state } of view.quasi) if (state === "open") await work.decide({ kind: "quasi", id, state: "keep" });
  await work.apply();
}

describe("the checklist before a verdict is cleared", () => {
  test("a valid number and a confirmed name block in text and data, whatever is ticked, until they are out", async (context) => {
    const work = await prepare(context, TEXT, {}, { caseNumber: `K 12/25 ${JMBG}` });
    const ask = asMira(work);
    expect(codes(await readClearing(ask, work.id))).toContain("identifier");
    await work.decide({ kind: "confirm-sure" });
    const before = await readClearing(ask, work.id);
    expect(codes(before)).toEqual(expect.arrayContaining(["identifier", "name"]));
    expect(await problem(await signClearing(ask, work.id, before))).toEqual([409, "stage-blocked"]);

    await settle(work);
    const fields = async () => (await readClearing(ask, work.id)).findings.map(({ code, place }) => ({ code, place }));
    expect(await fields()).toEqual([{ code: "identifier", place: { in: "data", field: "caseNumber" } }]);
    await ok(await ask("PATCH", `/api/verdicts/${work.id}`, { caseNumber: "K 12/25 против Горана Луковца" }));
    expect((await readClearing(ask, work.id)).findings).toEqual([
      {
        code: "name",
        kind: null,
        words: "Горана Луковца",
        place: { in: "data", field: "caseNumber" },
        paragraph: null,
      },
    ] satisfies Finding[]);
    await ok(await ask("PATCH", `/api/verdicts/${work.id}`, { caseNumber: "K 12/25" }));
    const cleared = await clearVerdict(ask, work.id);
    expect(cleared).toMatchObject({ isWaiting: false, verdict: { stage: "cleared" } });
    // What the data said before went with the clearing; that they were changed is still told.
    const { changes } = VerdictAbout.parse(await (await ask("GET", `/api/verdicts/${work.id}/about`)).json());
    expect(changes.map(({ field, before }) => [field, before])).toEqual([
      ["caseNumber", undefined],
      ["caseNumber", undefined],
    ]);
  });

  test("what is undecided needs a reason, and what only a person can say a tick", async (context) => {
    const work = await prepare(context, ["Svedok Petar Mladenov je došao. Tada ga je Zoćo pozvao u selo Donje."]);
    const ask = asMira(work);
    const view = await readClearing(ask, work.id);
    expect(codes(view)).toEqual(expect.arrayContaining(["open-person"]));
    expect(codes(view)).not.toContain("name");
    expect(view.ticks).toEqual(["text-read", "quasi-looked"]);
    expect(await problem(await signClearing(ask, work.id, view, null))).toEqual([422, "clearing-incomplete"]);
    expect(await problem(await signClearing(ask, work.id, { ...view, ticks: ["text-read"] }))).toEqual([
      422,
      "clearing-incomplete",
    ]);
    // Another finding than those that were seen.
    const [first, ...rest] = view.counts;
    if (!first) throw new Error("nothing was found");
    const older = { ...view, counts: [{ ...first, count: first.count + 1 }, ...rest] };
    expect(await problem(await signClearing(ask, work.id, older))).toEqual([409, "clearing-moved"]);
    expect(await problem(await signClearing(ask, work.id, { ...view, next: "cleared-for-guests" }))).toEqual([
      409,
      "stage-order",
    ]);
    await ok(await signClearing(ask, work.id, view, "needed"));
  });

  test("each person who is left by name needs a reason of their own", async (context) => {
    const work = await prepare(context, [`Svedok Jovana Stamenova zna okrivljenog Gorana Lukovca, JMBG ${JMBG}.`]);
    const ask = asMira(work);
    const left = await work.decide({ kind: "confirm-sure" });
    for (const { id } of left.entities) await work.decide({ kind: "dismiss", entity: id });
    const now = await work.names();
    for (const { id } of now.quasi) await work.decide({ kind: "quasi", id, state: "keep" });
    await work.apply();
    const view = await readClearing(ask, work.id);
    expect(view.counts).toContainEqual({ code: "left-name", count: 2, reason: null });
    const sign = (findings: FindingCount[]) =>
      ask("POST", `/api/verdicts/${work.id}/clearing`, {
        stage: view.next,
        revision: view.revision,
        ticks: view.ticks,
        findings,
      });
    const others = view.findings.flatMap(({ code }) =>
      code === "left-name" ? [] : [{ code, count: 1, reason: "needed" as const }],
    );
    const one = (reason: PassReason | null) => ({ code: "left-name" as const, count: 1, reason });
    const refused = [422, "clearing-incomplete"];
    expect(await problem(await sign([...others, { ...one("public"), count: 2 }]))).toEqual(refused);
    expect(await problem(await sign([...others, one("public"), one(null)]))).toEqual(refused);
    expect(await problem(await sign([...others, one("public")]))).toEqual([409, "clearing-moved"]);
    await ok(await sign([...others, one("public"), one("agreed")]));
    const [signed] = (await readClearing(ask, work.id)).signed;
    expect(signed?.checklist.findings.filter(({ code }) => code === "left-name")).toEqual([
      one("public"),
      one("agreed"),
    ]);
  });

  test("a signature says who, when, on which revision, and the list in codes and counts, never in words", async (context) => {
    const work = await prepare(context, ["Svedok Petar Mladenov je došao. Tada ga je Zoćo pozvao."]);
    const ask = asMira(work);
    const seen = await readClearing(ask, work.id);
    await ok(await signClearing(ask, work.id, seen, "public"));
    const { signed, stage, next } = await readClearing(ask, work.id);
    expect([stage, next]).toEqual(["cleared", "cleared-for-guests"]);
    expect(signed).toMatchObject([
      { member: work.server.people.facilitator.member.id, revision: 1, stage: "cleared", state: "done" },
    ]);
    expect(signed[0]?.checklist).toEqual({
      ticks: ["text-read", "quasi-looked"],
      findings: seen.findings.map(({ code }) => ({ code, count: 1, reason: "public" })),
    });
    const kept = JSON.stringify([signed, await work.server.store.audit.list(50)]);
    expect(kept).toContain("clearing.sign");
    expect(kept).not.toMatch(/Mladenov|Petar|Zoćo/);
    expect(await work.server.store.names.document(work.id)).toBeNull();
  });

  test("files that were made of the verdict before are gone with its clearing", async (context) => {
    const server = await startTestServer(context);
    const { facilitator } = server.people;
    const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared" });
    const filter = { verdicts: [verdict.id] };
    const wanted = { format: "docx-verdict", filter };
    const { id } = ExportJob.parse(await ok(await server.ask(facilitator, "POST", "/api/exports", wanted)));
    await expect
      .poll(async () => ExportJob.parse(await ok(await server.ask(facilitator, "GET", `/api/exports/${id}`))).state, {
        timeout: 60_000,
      })
      .toBe("done");
    await clearVerdict(asPerson(server, facilitator), verdict.id);
    expect((await server.ask(facilitator, "GET", `/api/exports/${id}/file`)).status).toBe(410);
  });

  test("before guests come, whoever is still read by name and what may tell of somebody is looked at once more", async (context) => {
    const work = await prepare(context, [
      "Sudija Branka Jevtić je sudila. Oštećena Tijana Nedeljković živi u selu Lipnica.",
      "Smeštena je u hotelu „Podrinje“.",
    ]);
    const ask = asMira(work);
    const view = await work.names();
    for (const { id, role } of view.entities)
      await work.decide(role === "judge" ? { kind: "dismiss", entity: id } : { kind: "confirm", entity: id });
    for (const { id, kind } of view.quasi)
      await work.decide({ kind: "quasi", id, state: kind === "settlement" ? "replace" : "keep" });
    await work.apply();
    await clearVerdict(ask, work.id);
    const before = await readClearing(ask, work.id);
    expect(before.next).toBe("cleared-for-guests");
    expect(before.findings.map(({ code, words }) => `${code}: ${words}`)).toEqual(["left-name: Branka Jevtić"]);
    expect(before.left.map(({ words }) => words)).toEqual(["hotelu „Podrinje“"]);
    expect(await problem(await signClearing(ask, work.id, before, null))).toEqual([422, "clearing-incomplete"]);
    const unlooked = { ...before, ticks: before.ticks.filter((tick) => tick !== "quasi-looked") };
    expect(await problem(await signClearing(ask, work.id, unlooked, "public"))).toEqual([422, "clearing-incomplete"]);
    await ok(await signClearing(ask, work.id, before, "public"));
  });

  test("before guests come, notes and both discussions are looked over, and each finding says where it is", async (context) => {
    const server = await startTestServer(context);
    const { facilitator, lawyer } = server.people;
    const made = await server.newVerdict("The court finds.", { stage: "cleared" });
    const ask = asPerson(server, facilitator);
    const at = new Date().toISOString();
    const anchor = { revision: 1, ranges: [{ start: 4, end: 9 }] };
    const layer = await RawClient.joinAt(server, made.rooms.layer, lawyer);
    let tag: AnnotationId | null = null;
    await layer.write((doc) => {
      const category = CategoryId.parse("act.transport");
      tag = new LayerRoom(doc).add({ category, version: 1, anchor, note: `JMBG ${JMBG}` }, at);
    });
    const review = await RawClient.joinAt(server, made.rooms.review, lawyer);
    let thread = "";
    await review.write((doc) => {
      thread = new DiscussionRoom(doc).open(
        { anchor },
        "Pišite na vera@example.org, @[DKZmdb1yDjJJzyU83p_N54]: Svedok je Gordana Nedeljković.",
        at,
      );
    });
    const view = await readClearing(ask, made.verdict.id);
    expect(view.ticks).toEqual(["text-read", "quasi-looked", "discussion-read"]);
    expect(view.findings.map(({ code, kind, place }) => ({ code, kind, place }))).toEqual([
      { code: "identifier", kind: "jmbg", place: { in: "note", annotation: tag } },
      { code: "contact", kind: "email", place: { in: "comment", thread, audience: "review" } },
      { code: "written-name", kind: null, place: { in: "comment", thread, audience: "review" } },
    ]);
    expect(await problem(await signClearing(ask, made.verdict.id, view))).toEqual([409, "stage-blocked"]);
    await layer.write((doc) => {
      if (tag) new LayerRoom(doc).change(tag, { note: "" });
    });
    const after = await readClearing(ask, made.verdict.id);
    expect(codes(after)).toEqual(["contact", "written-name"]);
    await ok(await signClearing(ask, made.verdict.id, after, "public"));
    expect((await readClearing(ask, made.verdict.id)).ticks).toContain("case-decided");
  });
});

test("a removed translation in which a confirmed name stands goes with the clearing, to the last byte; a clean one can still be restored", async (context) => {
  const work = await prepare(context, TEXT);
  const ask = asMira(work);
  await settle(work);
  const put = async (language: string, text: string, replaces: number | null): Promise<void> => {
    const paragraphs = [{ number: "2", text }];
    await ok(await work.ask("PUT", `/translations/${language}`, { revision: 2, source: "", replaces, paragraphs }));
  };
  const removed = async (): Promise<Translations["removed"]> =>
    Translations.parse(await ok(await work.ask("GET", "/translations"))).removed;
  await put("en", "The victim Jovana Stamenova said that he took her passport.", null);
  await put("en", "The victim said that he took her passport.", 1);
  await put("sq", "E dëmtuara tha se ai ia mori pasaportën.", null);
  await ok(await work.ask("DELETE", "/translations/sq"));
  expect(await removed()).toHaveLength(2);
  const view = await readClearing(ask, work.id);
  expect([codes(view), view.removed]).toEqual([[], 1]);
  const { dataFolder } = work.server.config;
  expect(namesInFolder(dataFolder, ["Stamenov"])).not.toEqual([]);
  await clearVerdict(ask, work.id);
  expect(namesInFolder(dataFolder, ["Stamenov"])).toEqual([]);
  const [clean, ...others] = await removed();
  expect([clean?.language, others]).toEqual(["sq", []]);
  await ok(await work.ask("POST", "/translations/restore", { id: clean?.id }));
  expect((await readClearing(ask, work.id)).removed).toBe(0);
});

test("deleted notes and comments and what was typed on the case sheet are looked over too, and go by an erasure", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeTestMethodology(server.store);
  const made = await server.newVerdict("The court finds.", { stage: "cleared" });
  const { id } = made.verdict;
  const ask = asPerson(server, facilitator);
  const at = new Date().toISOString();
  const anchor = { revision: 1, ranges: [{ start: 4, end: 9 }] };
  const { summary } = QUESTIONS;
  const layer = await RawClient.joinAt(server, made.rooms.layer, lawyer);
  await layer.write((doc) => {
    const room = new LayerRoom(doc);
    const category = CategoryId.parse("act.transport");
    const tag = room.add({ category, version: 2, anchor, note: `JMBG ${JMBG}` }, at);
    room.change(tag, { deleted: at });
    new AnswersRoom(doc).change(summary.id, "verdict", { value: "kratko", version: 2, note: `njen je ${JMBG}` });
  });
  const internal = await RawClient.joinAt(server, made.rooms.internal, lawyer);
  await internal.write((doc) => {
    const room = new DiscussionRoom(doc);
    room.deleteComment(room.reply(room.open({ anchor }, "Čiji je broj?", at), JMBG, at), at);
    room.deleteThread(room.open({ anchor }, `Ovaj: ${JMBG}`, at), at);
  });
  const { findings } = await readClearing(ask, id);
  expect(findings.map(({ code, place }) => [code, place.in, "deleted" in place])).toEqual([
    ["identifier", "note", true],
    ["identifier", "comment", true],
    ["identifier", "comment", true],
    ["identifier", "answer", false],
  ]);
  const erasure = { kind: "term", forms: [JMBG], token: "[Victim A]" };
  await ok(await ask("POST", `/api/verdicts/${id}/erasures`, erasure));
  expect((await readClearing(ask, id)).findings).toEqual([]);
});

test("a cleared verdict waits for all who may read it but its signer until they open its page, and again when it is cleared again", async (context) => {
  const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
  const { server, id } = work;
  const { facilitator, lawyer, otherLawyer, reader, otherFacilitator } = server.people;
  const ask = asMira(work);
  const waits = async (...people: (typeof lawyer)[]): Promise<string[]> => {
    const all = await Promise.all(
      people.map(async (who) => {
        const { waiting } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
        const cleared = waiting.filter(({ kind, verdict }) => kind === "cleared" && verdict === id);
        return cleared.length > 0 ? [who.member.name] : [];
      }),
    );
    return all.flat();
  };
  const all = [facilitator, otherFacilitator, lawyer, reader];
  const told = [otherFacilitator, lawyer, reader].map(({ member }) => member.name);
  expect(await waits(...all)).toEqual([]);
  await clearVerdict(ask, id);
  expect(await waits(...all)).toEqual(told);
  // What is fetched to keep a copy, or for a list, opens nothing.
  await ok(await server.ask(lawyer, "GET", `/api/verdicts/${id}`));
  expect(await waits(lawyer)).toEqual([lawyer.member.name]);
  await ok(await server.ask(lawyer, "GET", `/api/verdicts/${id}?opened`));
  expect(await waits(...all)).toEqual([otherFacilitator, reader].map(({ member }) => member.name));
  // Who joins later has not read it either.
  const late = await comeIn(server, "Nela Velkov", "lawyer");
  expect(await waits(late)).toEqual([late.member.name]);
  const { firstSteps } = NetworkView.parse(await (await server.ask(late, "GET", "/api/network")).json());
  expect(firstSteps?.steps.find(({ step }) => step === "read")).toMatchObject({ state: "later", verdict: id });
  await ok(await ask("POST", `/api/verdicts/${id}/stage`, { stage: "in-preparation" }));
  expect(await waits(...all)).toEqual([]);
  await clearVerdict(ask, id);
  expect(await waits(...all, late)).toEqual([...told, late.member.name]);
  // Who has it to code has it once.
  await beginBlind(server, id, [lawyer, otherLawyer]);
  const { waiting } = NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json());
  expect(waiting.map(({ kind }) => kind)).toEqual(["code"]);
});

describe("a second reader", () => {
  test("another facilitator of the owner signs the same revision; the first alone moves nothing", async (context) => {
    const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
    const { server, id } = work;
    const ask = asMira(work);
    const second = asPerson(server, await work.colleague());
    await ok(await ask("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
    const next = async (who: typeof ask): Promise<unknown> => {
      const { waiting: all } = NetworkView.parse(await (await who("GET", "/api/network")).json());
      return all.filter(({ verdict }) => verdict === id).map(({ kind, from }) => [kind, from]);
    };
    expect(await next(second)).toEqual([["prepare", null]]);
    expect(await clearVerdict(ask, id)).toMatchObject({ isWaiting: true, verdict: { stage: "in-preparation" } });
    // Both are told who has signed: one is asked to, the other waits.
    const first = server.people.facilitator.member.id;
    for (const who of [ask, second]) expect(await next(who)).toEqual([["clear", first]]);
    const again = await signClearing(ask, id, await readClearing(ask, id));
    expect(await problem(again)).toEqual([409, "clearing-second-reader"]);
    const waiting = await readClearing(second, id);
    expect(waiting).toMatchObject({ secondReader: { network: false, verdict: true }, signed: [{ state: "waiting" }] });
    const stranger = asPerson(server, server.people.otherFacilitator);
    expect((await signClearing(stranger, id, waiting)).status).toBe(404);
    expect(await clearVerdict(second, id)).toMatchObject({ isWaiting: false, verdict: { stage: "cleared" } });
    expect((await readClearing(ask, id)).signed.map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("a new revision withdraws what was signed, and so does a way back", async (context) => {
    const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
    const { server, id } = work;
    const ask = asMira(work);
    const second = asPerson(server, await work.colleague());
    await ok(await ask("PUT", "/api/network/second-reader", { isNeeded: true }));
    await clearVerdict(ask, id);
    const edits = [{ start: 0, end: 3, insert: "Sudija" }];
    await ok(await ask("POST", `/api/verdicts/${id}/edits`, { baseRevision: 1, kind: "correct", edits }));
    expect((await readClearing(second, id)).signed).toMatchObject([{ state: "withdrawn", revision: 1 }]);
    expect(await clearVerdict(second, id)).toMatchObject({ isWaiting: true });
    expect(await clearVerdict(ask, id)).toMatchObject({ isWaiting: false });

    await clearVerdict(ask, id);
    await ok(await ask("POST", `/api/verdicts/${id}/stage`, { stage: "in-preparation" }));
    const states = (await readClearing(ask, id)).signed.map(({ state, stage }) => `${stage} ${state}`);
    expect(states).toEqual(["cleared-for-guests withdrawn", "cleared done", "cleared done", "cleared withdrawn"]);
    expect(await clearVerdict(second, id)).toMatchObject({ isWaiting: true });
  });

  test("of two who sign at once one is the first and one the second", async (context) => {
    const work = await prepare(context, ["Sud nalazi da je optužba osnovana."]);
    const { id } = work;
    const ask = asMira(work);
    const second = asPerson(work.server, await work.colleague());
    await ok(await ask("PUT", `/api/verdicts/${id}/second-reader`, { isNeeded: true }));
    const view = await readClearing(ask, id);
    const answers = await Promise.all([ask, second].map(async (who) => ok(await signClearing(who, id, view))));
    expect(answers.filter((each) => ClearingDone.parse(each).isWaiting)).toHaveLength(1);
    expect((await work.view()).verdict.stage).toBe("cleared");
  });
});
