import { expect, test } from "vitest";
import { CategoryId, type RoundId } from "../../../schema/domain/ids.ts";
import { Settling, StandingView } from "../../../schema/protocol/http/rounds.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { MatrixCell, MatrixView } from "../../../schema/protocol/http/matrix.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, command, handIn, ownRoom, reveal, viewOf } from "../../helpers/network/blind-round.ts";
import { hears } from "../../helpers/rooms/hears.ts";
import { disagreementsOf, revealedRound, ruleOn } from "../../helpers/network/revealed-round.ts";
import { readParts, readSheet, sheetNames, type SheetRead } from "../../helpers/files/read-xlsx.ts";
import { CATEGORY, tag } from "../../helpers/rooms/room-edits.ts";
import { mustExport, rowsOfSheet } from "../../helpers/network/export-file.ts";
import type { Person } from "../../helpers/network/test-server.ts";
import {
  CLAIM,
  codings,
  file,
  home,
  mark,
  start,
  TEXT,
  told,
  trayFor,
} from "../../helpers/network/verdicts/standing-scene.ts";

test("what stands changes when a round is marked as settled, and by no step before", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = scene;
  const { id } = made.verdict;
  const cases = await revealedRound(server, made, codings(lawyer, otherLawyer));
  for (const one of cases.cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  await mark(scene);
  const others = [facilitator, reader];
  const before = await Promise.all(others.map((who) => told(scene, who)));
  expect(before[0]?.join("")).toContain("she had no way out");
  expect((await home(scene, reader))?.counts).toMatchObject({ tags: 2, answers: 1 });
  const same = async (withFiles = false): Promise<void> => {
    const now = await Promise.all(others.map((who) => told(scene, who, withFiles)));
    expect(now).toEqual(before.map((each, i) => each.slice(0, now[i]?.length)));
  };

  const round: RoundId = await beginBlind(server, id, [otherLawyer, otherFacilitator]);
  await same();
  // Who codes it sees none of it.
  expect((await viewOf(server, otherLawyer, id)).stands).toBeNull();
  expect((await home(scene, otherLawyer))?.counts).toBeNull();
  for (const [coder, words] of [
    [otherLawyer, "The rest is denied"],
    [otherFacilitator, "drove her to the border"],
  ] as const)
    await server.hub.write(await ownRoom(server, id, coder), coder.member.id, (doc) => {
      const start = TEXT.indexOf(words);
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, note: "" }, new Date().toISOString());
    });
  await same();
  for (const coder of [otherLawyer, otherFacilitator]) await handIn(server, id, round, coder);
  await reveal(server, id, round);
  await same();
  const [one, two] = (await disagreementsOf(server, facilitator, made)).cases;
  if (!one || !two) throw new Error("nobody differs");
  // When the verdict last changed is told of rulings and of marking too; those who coded are told what became of it.
  const changedAt = async (): Promise<string> => (await home(scene, reader))?.lastActivity ?? "";
  const revealedAt = await changedAt();
  await ruleOn(server, lawyer, made, one, [otherLawyer, otherFacilitator]);
  await same(true);
  const ruledAt = await changedAt();
  expect(ruledAt > revealedAt).toBe(true);
  await ruleOn(server, lawyer, made, two, []);
  await same();
  const list = async (who: Person) => (await disagreementsOf(server, who, made)).can.settle;
  expect(await Promise.all([facilitator, otherFacilitator, lawyer, reader].map(list))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  await mark(scene);
  expect((await changedAt()) > ruledAt).toBe(true);
  expect(await list(facilitator)).toBe(false);
  const after = await told(scene, reader);
  expect(after).not.toEqual(before[1]);
  expect((await home(scene, reader))?.counts).toMatchObject({ tags: 1, answers: 0 });
});

test("of a round that is not settled coders are a range that no sum takes in, and what they agree on is quotable, flagged", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, otherFacilitator, lawyer, otherLawyer, reader } = scene;
  await revealedRound(server, made, codings(lawyer, otherLawyer));
  expect(await home(scene, reader)).toMatchObject({ counts: { tags: 0, answers: 0 }, range: { min: 1, max: 2 } });
  const matrix = MatrixView.parse(await (await server.ask(reader, "GET", "/api/matrix")).json());
  expect(matrix.verdicts[0]).toMatchObject({ state: "unsettled", kind: "own" });
  expect(matrix.verdicts[0]?.coders.toSorted()).toEqual(
    [lawyer, otherLawyer].map(({ member }) => member.id).toSorted(),
  );
  const cell = async (query: string): Promise<MatrixCell> =>
    MatrixCell.parse(await (await server.ask(reader, "GET", `/api/matrix/cell?${query}`)).json());
  expect((await cell("category=means")).passages).toEqual([]);
  expect((await cell(`category=means&verdict=${made.verdict.id}`)).passages).toHaveLength(3);
  expect(await trayFor(scene, reader)).toMatchObject({
    passages: [{ words: "took her papers", isSoFar: true }],
    answers: [],
    hidden: [{ verdict: made.verdict.id, state: "unsettled" }],
  });
  expect((await viewOf(server, reader, made.verdict.id)).stands).toBeNull();
  const count = async (filter = {}): Promise<number> => {
    const asked = { format: "csv", countOnly: true, filter };
    return ExportJob.parse(await (await server.ask(facilitator, "POST", "/api/exports", asked)).json()).count;
  };
  expect(await Promise.all([{}, { layers: "own" }, { layers: "adjudicated" }].map(count))).toEqual([0, 3, 1]);

  // A workbook has the range beside what stands of others, and no total takes it in.
  for (const caseNumber of ["K 2/25", "K 3/25"]) {
    const other = await server.newVerdict(TEXT, { caseNumber });
    await server.hub.write(other.rooms.layer, lawyer.member.id, (doc) => void tag(doc));
  }
  const sheets = async (who: Person): Promise<Map<string, SheetRead["rows"]>> => {
    const parts = readParts(await mustExport(server, who, { format: "xlsx", withNotes: true }));
    return new Map(sheetNames(parts).map((name, i) => [name, readSheet(parts, i + 1).rows]));
  };
  const all = await sheets(facilitator);
  const table = all.get("Categories × verdicts") ?? [];
  const of = table[0]?.findIndex((head) => String(head).endsWith("(not settled, counted nowhere)")) ?? -1;
  expect(of).toBeGreaterThan(1);
  const rowOf = (name: string) => table.find(([, label]) => label === name) ?? [];
  expect([rowOf("means")[of], rowOf("All tags")[of]]).toEqual(["1–2", "1–2"]);
  expect(rowOf("All tags").slice(-2)).toEqual([2, 2]);
  const answer = all.get("Questions × verdicts")?.find(([, label]) => label === "q.claim") ?? [];
  expect(answer).toContain("no (1 of 2), yes (1 of 2)");
  // Whose file holds their own tags alone has no range of everybody's; who codes blind has nothing of the verdict.
  const own = await sheets(lawyer);
  expect(own.get("Categories × verdicts")?.[0]).toHaveLength(6);
  expect(own.get("Read me")).toContainEqual(["Verdicts of which nothing is settled yet", 1]);
  await beginBlind(server, made.verdict.id, [facilitator]);
  const blind = await sheets(facilitator);
  expect(JSON.stringify([...blind])).not.toContain(made.verdict.caseNumber);
  expect(blind.get("Read me")).toContainEqual(["Verdicts that you code blind", 1]);
  const beside = await sheets(otherFacilitator);
  expect(beside.get("Read me")).toContainEqual(["Verdicts whose coders work blind", 1]);
  expect(JSON.stringify([...beside])).not.toContain(made.verdict.caseNumber);
});

test("what was tagged together goes on standing while a round is coded, and for guests too", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, lawyer, otherLawyer, reader } = scene;
  await server.store.verdicts.setStage(made.verdict.id, "cleared-for-guests");
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
    const start = TEXT.indexOf("took her papers");
    const anchor = { revision: 1, ranges: [{ start, end: start + 15 }] };
    new LayerRoom(doc).add(
      { category: CategoryId.parse("means.force"), version: 1, anchor, note: "" },
      new Date().toISOString(),
    );
  });
  const guest = await server.guestOf(made.verdict.id);
  const shared = (await viewOf(server, reader, made.verdict.id)).stands;
  const before = await Promise.all([facilitator, reader].map((who) => told(scene, who, false)));
  await revealedRound(server, made, codings(lawyer, otherLawyer));
  for (const who of [reader, guest]) expect((await viewOf(server, who, made.verdict.id)).stands).toBe(shared);
  const after = await Promise.all([facilitator, reader].map((who) => told(scene, who, false)));
  // The tray offers more, what is agreed so far, flagged; the matrix coders' answers, unsettled, where nobody answered together.
  const without = (all: string[][]) => all.map((each) => each.filter((_, at) => at !== 2 && at !== 5));
  expect(without(after)).toEqual(without(before));
  for (const [, , questions = ""] of after) expect(questions).toContain('"state":"unsettled"');
  expect((await trayFor(scene, reader)).passages.map(({ isSoFar }) => isSoFar)).toEqual([false, true]);
  // Who marks it as settled is told what begins and what stops: what stands before and after is neither.
  for (const one of (await disagreementsOf(server, facilitator, made)).cases)
    await ruleOn(server, facilitator, made, one, [lawyer]);
  const { id: round } = await server.store.verdicts.currentRound(made.verdict.id);
  const settling = await server.ask(facilitator, "GET", `${scene.path}/rounds/${round}/settling`);
  expect(await settling.json()).toMatchObject({
    open: 0,
    begin: { tags: 1, answers: 1 },
    stop: { tags: 0, answers: 0 },
  });
});

test("what is settled is added to and withdrawn from with a reason, outside agreement, until a later ruling on the same", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, otherFacilitator, lawyer, otherLawyer, reader, path } = scene;
  const { cases } = await revealedRound(server, made, codings(lawyer, otherLawyer));
  for (const one of cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  const standing = async (who = lawyer): Promise<StandingView> =>
    StandingView.parse(await (await server.ask(who, "GET", `${path}/standing`)).json());
  expect(await standing()).toMatchObject({ layer: null, changes: [], can: { change: false } });
  await mark(scene);
  const agreement = await (await server.ask(reader, "GET", `${path}/agreement`)).text();
  const { layer } = await standing();
  const act = (who: Person, base: number, asked: object, reason = "The court says it twice."): Promise<Response> =>
    server.ask(who, "POST", `${path}/standing`, { layer, base, act: asked, reason });
  const from = TEXT.indexOf("He drove her");
  const anchor = { revision: 1, ranges: [{ start: from, end: from + 29 }] };
  const added = { kind: "add-tag", category: "act.transport", anchor };
  expect((await act(reader, 0, added)).status).toBe(403);
  expect((await act(lawyer, 0, added, " ")).status).toBe(400);
  expect((await act(lawyer, 0, { ...added, category: "nowhere" })).status).toBe(400);
  const view = StandingView.parse(await (await act(lawyer, 0, added)).json());
  expect(view.changes).toMatchObject([
    { number: 1, by: lawyer.member.id, reason: "The court says it twice.", act: { kind: "add-tag" } },
  ]);
  // Of two at once the second looks again.
  expect((await act(otherLawyer, 0, added)).status).toBe(409);
  const tags = async (): Promise<string[]> => {
    const rows = await server.store.passages.annotations(layer ? [layer] : []);
    return rows.map(({ id }) => id);
  };
  expect(await tags()).toHaveLength(3);
  expect((await home(scene, reader))?.counts).toMatchObject({ tags: 3, answers: 1 });
  const csv = await file(server, facilitator, "csv");
  expect(csv).toContain("The court says it twice.");
  expect(await file(server, facilitator, "json")).toContain("The court says it twice.");

  const [ruled] = (await server.store.passages.annotations(layer ? [layer] : [])).filter(
    ({ category }) => category === "means.vulnerability",
  );
  const withdrawn = { kind: "withdraw-tag", annotation: ruled?.id };
  expect((await act(otherLawyer, 1, withdrawn, "It is no means.")).status).toBe(200);
  expect((await act(otherLawyer, 2, withdrawn, "It is no means.")).status).toBe(409);
  const answer = { kind: "answer", question: CLAIM, subject: "verdict", value: "no", evidence: [anchor] };
  expect((await act(lawyer, 2, answer, "On appeal.")).status).toBe(200);
  expect((await home(scene, reader))?.counts).toMatchObject({ tags: 2, answers: 1 });
  expect(await (await server.ask(reader, "GET", `${path}/agreement`)).text()).toBe(agreement);
  const document = await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] });
  for (const reason of ["The court says it twice.", "It is no means.", "On appeal."])
    expect(document).toContain(reason);

  // A new ruling on the case of what was withdrawn holds in its place.
  const of = cases.find((one) => one.tags.length > 0);
  const now = (await disagreementsOf(server, facilitator, made)).cases.find((one) => one.id === of?.id);
  if (!now) throw new Error("no case");
  await ruleOn(server, otherFacilitator, made, now, [lawyer]);
  expect(await tags()).toHaveLength(3);
});

test("who codes a further round blind does not hear that what is settled changed", async (context) => {
  const scene = await start(context);
  const { server, made, otherFacilitator, lawyer, otherLawyer, reader, path } = scene;
  const { cases } = await revealedRound(server, made, codings(lawyer, otherLawyer));
  for (const one of cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  await mark(scene);
  await beginBlind(server, made.verdict.id, [otherLawyer]);
  const { layer } = StandingView.parse(await (await server.ask(lawyer, "GET", `${path}/standing`)).json());
  const [blind, other] = [await hears(context, server, otherLawyer), await hears(context, server, reader)];
  const act = { kind: "add-tag", category: "act.transport", anchor: { revision: 1, ranges: [{ start: 0, end: 2 }] } };
  const asked = { layer, base: 0, act, reason: "Left out." };
  expect((await server.ask(lawyer, "POST", `${path}/standing`, asked)).status).toBe(200);
  server.hub.publish({ type: "members" });
  await expect.poll(() => [blind, other].map((heard) => heard.at(-1)?.type)).toEqual(["members", "members"]);
  expect(other.map(({ type }) => type)).toEqual(["hello", "verdict", "counts", "members"]);
  expect(blind.map(({ type }) => type)).toEqual(["hello", "members"]);
});

test("a settlement is taken back with a reason, by who did not code it, until a further round begins", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, otherFacilitator, lawyer, reader, path } = scene;
  const { round, cases } = await revealedRound(server, made, codings(lawyer, otherFacilitator));
  const settle = (method: string, who: Person, body?: object): Promise<Response> =>
    server.ask(who, method, `${path}/rounds/${round.id}/adjudicated`, body);
  const [one, two] = cases;
  if (!one || !two) throw new Error("nobody differs");
  await ruleOn(server, facilitator, made, one, [lawyer]);
  expect((await settle("POST", facilitator)).status).toBe(409);
  await ruleOn(server, facilitator, made, two, [lawyer]);
  // Who coded it does not say that it is done.
  expect((await settle("POST", otherFacilitator)).status).toBe(403);
  const told = async (): Promise<Settling> =>
    Settling.parse(await (await server.ask(facilitator, "GET", `${path}/rounds/${round.id}/settling`)).json());
  const asked = await told();
  const counts = { open: 0, begin: { tags: 2, answers: 1 }, stop: { tags: 0, answers: 0 } };
  expect(asked).toMatchObject(counts);
  // What is confirmed is what was told: another answer since, as many as before, and it is asked anew.
  const answer = (await disagreementsOf(server, facilitator, made)).cases.find(({ about }) => about !== null);
  if (!answer) throw new Error("nobody answers otherwise");
  await ruleOn(server, facilitator, made, answer, [otherFacilitator]);
  expect(await told()).toMatchObject({ ...counts, digest: expect.not.stringContaining(asked.digest) as string });
  const stale = await settle("POST", facilitator, asked);
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining("round-changed")]);
  expect((await settle("POST", facilitator, await told())).status).toBe(200);
  expect((await home(scene, reader))?.counts).toMatchObject({ tags: 2 });
  expect((await settle("DELETE", facilitator, {})).status).toBe(400);
  expect((await settle("DELETE", facilitator, { reason: "One was overlooked." })).status).toBe(200);
  expect(await home(scene, reader)).toMatchObject({ mode: "revealed", counts: { tags: 0 }, range: { max: 2 } });
  await mark(scene);
  // Files for people name all who found what stands, not the one whose tag was taken for all, and who decided the rest.
  const [both, ruled] = await rowsOfSheet(server, facilitator, "Passages");
  const decided = { "Decided by": facilitator.member.name, "Decided because": "So it reads." };
  expect(both).toMatchObject({ "Tagged by": "Ana Lawyer, Besim Facilitator", "Decided by": "" });
  expect(ruled).toMatchObject({ "Tagged by": "Ana Lawyer", ...decided });
  const answered = { "Answered by": "Besim Facilitator", ...decided };
  expect(await rowsOfSheet(server, facilitator, "Answers")).toMatchObject([answered]);
  await beginBlind(server, made.verdict.id, [lawyer]);
  expect((await settle("DELETE", facilitator, { reason: "Too late." })).status).toBe(409);
});

test("what was tagged together is marked as settled, which closes it, until that is taken back", async (context) => {
  const scene = await start(context);
  const { server, made, facilitator, lawyer, reader, path } = scene;
  const { id } = made.verdict;
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) => void tag(doc));
  const { id: round } = await server.store.verdicts.currentRound(id);
  const at = `${path}/rounds/${round}`;
  const rights = async (): Promise<unknown> =>
    (await viewOf(server, lawyer, id)).rooms.flatMap((ref) => (ref.kind === "layer" ? [ref.right] : []));
  expect((await server.ask(lawyer, "POST", `${at}/adjudicated`)).status).toBe(403);
  const asked = Settling.parse(await (await server.ask(facilitator, "GET", `${at}/settling`)).json());
  expect(asked).toMatchObject({ open: 0, begin: { tags: 1, answers: 0 } });
  const before = await viewOf(server, lawyer, id);
  // What is confirmed is what was told: another tag since, and it is asked anew.
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: TEXT.length - 10, end: TEXT.length }] };
    new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, note: "" }, new Date().toISOString());
  });
  const stale = await server.ask(facilitator, "POST", `${at}/adjudicated`, asked);
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining("round-changed")]);
  expect(await home(scene, reader)).toMatchObject({ mode: "open", counts: { tags: 2 } });
  const anew = Settling.parse(await (await server.ask(facilitator, "GET", `${at}/settling`)).json());
  await command(server, facilitator, "POST", `${at}/adjudicated`, anew);
  expect(await home(scene, reader)).toMatchObject({ mode: "adjudicated", counts: { tags: 2 } });
  expect(await viewOf(server, lawyer, id)).toMatchObject({ stands: before.stands, can: { tag: false } });
  expect(await rights()).toEqual(["read"]);

  await command(server, facilitator, "DELETE", `${at}/adjudicated`, { reason: "A tag is missing." });
  expect(await home(scene, reader)).toMatchObject({ mode: "open", counts: { tags: 2 } });
  expect(await rights()).toEqual(["write"]);
  await command(server, facilitator, "POST", `${at}/adjudicated`);
  // It stands while a further round is coded, and when that is called off.
  const further = await beginBlind(server, id, [lawyer]);
  expect(further).not.toBe(round);
  expect((await viewOf(server, reader, id)).stands).toBe(before.stands);
  expect((await viewOf(server, lawyer, id)).stands).toBe(null);
  await command(server, facilitator, "DELETE", `${path}/rounds/${further}`);
  expect(await viewOf(server, lawyer, id)).toMatchObject({
    round: { id: round, mode: "adjudicated" },
    stands: before.stands,
  });
});
