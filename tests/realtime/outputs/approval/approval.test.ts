import { expect, test } from "vitest";
import { newId, type OutputId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { ErasureView } from "../../../../schema/protocol/http/erasure.ts";
import { OutputView, type WaitingOutput } from "../../../../schema/protocol/http/outputs.ts";
import { NetworkView } from "../../../../schema/protocol/http/verdicts.ts";
import { CLOSE } from "../../../../schema/protocol/close-codes.ts";
import { AnswersRoom } from "../../../../schema/rooms/answers-room.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { houseOf, signaturesOf } from "../../../../server/house/house-source.ts";
import { CAPTION } from "../../../../schema/editor/wired-rows.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { digestOf } from "../../../../server/outputs/approval/digest.ts";
import { filesWith, namesInFolder } from "../../../helpers/files/byte-scan.ts";
import { addUnit, askQuestions, SHEET } from "../../../helpers/network/case-sheet.ts";
import { shortDigest } from "../../../../schema/approval/short-digest.ts";
import { writePartialDate } from "../../../../schema/language/dates.ts";
import { mustExport, textOfHtml } from "../../../helpers/network/export-file.ts";
import { append, approve, paragraph } from "../../../helpers/network/outputs.ts";
import type { Person, TestServer } from "../../../helpers/network/test-server.ts";
import { TEXT, written } from "../../../helpers/network/written-output.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";

const DONE = [200, undefined];

/** What of documents waits for somebody. */
async function waitingFor(server: TestServer, who: Person): Promise<WaitingOutput[]> {
  return NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).documents ?? [];
}

test("its file says by whom, for whom and when it was approved, with the digest of what was signed; a draft says nothing of it", async (context) => {
  const { server, id, view, ask, sign } = await written(context);
  const { facilitator, otherLawyer } = server.people;
  const file = async (): Promise<string> =>
    textOfHtml(await mustExport(server, facilitator, { format: "output-html", output: { output: id } }));
  expect(await file()).not.toMatch(/Odobreno|Otisak/);
  await ask(facilitator);
  await sign(otherLawyer);
  const { candidate } = await view();
  const [signature] = candidate?.signatures ?? [];
  const day = writePartialDate(signature?.at.slice(0, 10) ?? "", "sr-Latn");
  const digest = shortDigest(candidate?.digest ?? "");
  expect(await file()).toContain(`Odobreno pravnik, Organisation mk, ${day} Otisak ${digest}`);
});

test("who typed in it or asked does not sign; another's signature approves what was frozen, and nobody writes meanwhile", async (context) => {
  const { server, id, client, view, ask, sign } = await written(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  expect(await ask(facilitator)).toEqual(DONE);
  // Words of before that come late are refused, and stay with who typed them.
  expect(await client.closed).toBe(CLOSE.comeAgain);
  const output = await server.store.outputs.get(id);
  const { content } = await server.store.outputs.rooms(id);
  const late = await RawClient.joinAt(server, content, lawyer);
  late.sendUpdate(late.edit((doc) => new OutputRoom(doc).setTitle("Changed in secret")));
  await late.until(() => late.count("refused") > 0);
  expect(output?.status).toBe("asked");
  const waits = async (who: Person): Promise<unknown[]> => (await waitingFor(server, who)).map(({ kind }) => kind);
  expect([await waits(otherLawyer), await waits(lawyer), await waits(facilitator)]).toEqual([["sign"], [], []]);

  for (const who of [lawyer, facilitator, reader]) expect(await sign(who)).toEqual([403, "not-allowed"]);
  expect((await view(otherLawyer)).may).toMatchObject({ sign: true, takeBack: false });
  expect(await sign(otherLawyer)).toEqual(DONE);
  const seen = await view();
  expect(seen.candidate).toMatchObject({
    state: "approved",
    signatures: [{ member: otherLawyer.member.id, wrote: false }],
  });
  expect(await server.store.outputs.get(id)).toMatchObject({
    status: "approved",
    title: "One claim",
    approvedVersion: 1,
  });
  // What is printed of it: by role, as they have not said that a paper may name them.
  const row = await server.store.outputs.get(id);
  if (!row) throw new Error("the document is gone");
  const signed = async (): Promise<unknown[]> =>
    ((await signaturesOf(server.store, row))?.signatures ?? []).map(({ by }) => by);
  expect(await signed()).toEqual([{ role: "lawyer" }]);
  await server.store.house.setAuthor(otherLawyer.member.id, "Adv. Nela V.", new Date().toISOString());
  expect(await signed()).toEqual([{ name: "Adv. Nela V." }]);
  expect(
    (await server.ask(lawyer, "GET", `/api/outputs/${id}`).then((answer) => answer.json())) as OutputView,
  ).toMatchObject({
    signedBy: [otherLawyer.member.id],
  });
  expect(await sign(otherLawyer)).toEqual([409, "output-moved"]);
  expect(await waits(lawyer)).toEqual(["signed"]);
  // Who approves is told by the log, and what they left out.
  const [entry] = (await server.store.audit.list(9)).filter(({ action }) => action === "output.status");
  expect(entry?.subject).toMatchObject({ status: "approved", version: 1, leftOut: "findings victim" });
});

test("all who signed stand in what happened lately, and that it was opened in between, with why", async (context) => {
  const { server, id, view, ask, sign } = await written(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const lately = async (): Promise<unknown[]> =>
    (NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json()).lately ?? []).flatMap(
      ({ kind, who, output, reason }) => (output?.id === id ? [[kind, [...who].sort(), reason]] : []),
    );
  const both = ["approved", [facilitator.member.id, otherLawyer.member.id].sort(), undefined];
  const approve = async (): Promise<void> => {
    await ask(lawyer, true);
    await sign(facilitator);
    server.advance(1000);
    await sign(otherLawyer);
    expect((await view()).candidate?.state).toBe("approved");
    server.advance(1000);
  };
  await approve();
  expect(await lately()).toEqual([both]);
  const { number } = (await server.store.outputs.get(id)) ?? {};
  const why = "The court corrected its verdict.";
  await server.ask(facilitator, "POST", `/api/outputs/${id}/open-again`, { number, why });
  server.advance(1000);
  await approve();
  expect(await lately()).toEqual([both, ["opened", [facilitator.member.id], why], both]);
});

test("opened again, all languages that were signed together are drafts; who signed and who wrote is told why", async (context) => {
  const { server, id, view, ask, sign } = await written(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const path = `/api/outputs/${id}`;
  const other = OutputView.parse(
    await (await server.ask(lawyer, "POST", `${path}/partner`, { language: "sr-Cyrl" })).json(),
  );
  const client = await RawClient.joinAt(server, other.rooms.content.room, lawyer);
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    room.setTitle("Један захтев");
    for (const { id: section } of other.sections.slice(1)) room.setLeftOut(section, true);
  });
  expect(await ask(lawyer)).toEqual(DONE);
  expect((await view(facilitator)).signer).toEqual({ name: facilitator.member.name, isNamed: false });
  expect(await sign(facilitator, true)).toEqual(DONE);
  // Who agreed to it is named under what they signed, and nowhere as an author.
  const signed = await server.store.outputs.get(id);
  const printed = (signed && (await signaturesOf(server.store, signed))?.signatures) ?? [];
  expect(printed.map(({ by }) => by)).toEqual([{ name: facilitator.member.name }]);
  // It is asked the next time as they chose this time.
  const { approvals } = server.store;
  expect(await approvals.signedByName(facilitator.member.id)).toBe(true);
  expect(await approvals.signedByName(lawyer.member.id)).toBe(false);
  const statuses = async (): Promise<unknown[]> =>
    (await server.store.outputs.inLanguages(id)).map(({ status, approvedVersion }) => [status, approvedVersion]);
  expect(await statuses()).toEqual([
    ["approved", expect.any(Number)],
    ["approved", 1],
  ]);
  const row = await server.store.outputs.get(other.id);
  const command = { number: row?.number, why: "The court corrected its verdict." };
  const opened = await server.ask(otherFacilitator, "POST", `/api/outputs/${other.id}/open-again`, command);
  expect(opened.status).toBe(200);
  expect(await statuses()).toEqual([
    ["draft", null],
    ["draft", null],
  ]);
  const told = { kind: "opened", from: otherFacilitator.member.id, words: command.why };
  for (const who of [facilitator, lawyer])
    expect(await waitingFor(server, who)).toMatchObject([
      { ...told, output: expect.any(String) },
      { ...told, output: expect.any(String) },
    ]);
  expect(await waitingFor(server, otherFacilitator)).toEqual([]);
  expect((await server.store.outputs.history(id))[0]).toMatchObject({ status: "draft", why: command.why });
});

test("what is asked for keeps the house that was frozen with it, and a language made of a joint paper later is published as it is", async (context) => {
  const { server, id, ask } = await written(context);
  const { facilitator, lawyer } = server.people;
  const name = async (value: object): Promise<void> => {
    const changed = await server.ask(facilitator, "PATCH", "/api/house", { field: "name", value });
    expect(changed.status).toBe(200);
  };
  const file = async (output: OutputId): Promise<string> =>
    textOfHtml(await mustExport(server, lawyer, { format: "output-html", output: { output } }));
  await name({ "sr-Latn": "Mreža papira", mk: "Мрежа" });
  expect(await ask(lawyer, true)).toEqual(DONE);
  server.advance(60_000);
  await name({ "sr-Latn": "Druga mreža", mk: "Мрежа" });
  const asked = await file(id);
  expect(asked).toContain("Mreža papira: Organisation mk; Organisation rs");
  expect(asked).not.toContain("Druga");
  const made = await server.ask(lawyer, "POST", `/api/outputs/${id}/partner`, { language: "mk" });
  const other = OutputView.parse(await made.json());
  expect(await file(other.id)).toContain("Мрежа: Organisation mk; Organisation rs");
});

test("a joint paper needs one of each organisation; a change of the source after two voids both, and is named", async (context) => {
  const { server, id, verdict, view, act, ask, sign } = await written(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const third = await server.oneMoreLike(lawyer, "Arta Third", { organisation: server.organisations.al.id });
  expect(await ask(lawyer, true)).toEqual(DONE);
  expect((await view()).wanted.map(({ name }) => name).sort()).toEqual([
    "Organisation al",
    "Organisation mk",
    "Organisation rs",
  ]);
  for (const who of [facilitator, otherFacilitator]) expect(await sign(who)).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({ state: "asked", signatures: [{}, {}] });
  expect(await sign(facilitator)).toEqual([403, "not-allowed"]);
  const edits = [{ start: TEXT.indexOf("veruje"), end: TEXT.indexOf("veruje"), insert: "ne " }];
  const correction = { baseRevision: 1, kind: "correct", edits };
  const corrected = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.verdict.id}/edits`, correction);
  expect(corrected.status).toBe(200);
  expect(await sign(third)).toEqual([409, "approval-changed"]);
  const { candidate, joint, wanted } = await view();
  // Asked again it is of each organisation, as it was.
  expect([joint, wanted.length]).toEqual([true, 3]);
  expect(candidate).toMatchObject({
    state: "voided",
    changed: [{ output: id, key: expect.stringMatching(/^quote-changed:/) }],
  });
  expect(await server.store.outputs.get(id)).toMatchObject({ status: "draft", approvedVersion: null });
  // Whose signature counts no more is told, and who asked.
  for (const who of [facilitator, otherFacilitator, lawyer])
    expect(await waitingFor(server, who)).toContainEqual(
      expect.objectContaining({ kind: "voided", from: third.member.id }),
    );
  // Asked anew it begins from nothing, and is taken back by who asked.
  expect(await ask()).toEqual([409, "approval-points"]);
  await act(lawyer, "take-back", { candidate: candidate?.id });
  expect((await view()).candidate?.state).toBe("voided");
});

test("where all of an organisation typed in it its facilitator signs, which is kept; what is asked for is taken back", async (context) => {
  const { server, id, view, act, ask, sign } = await written(context);
  const { facilitator, otherFacilitator, otherLawyer, lawyer } = server.people;
  const { content } = await server.store.outputs.rooms(id);
  const typing = await RawClient.joinAt(server, content, facilitator);
  await typing.write((doc) => new OutputRoom(doc).setTitle("Two claims"));
  expect(await ask(lawyer, true)).toEqual(DONE);
  const { candidate, wanted } = await view();
  expect(wanted.find(({ name }) => name === "Organisation rs")).toMatchObject({
    signers: [facilitator.member.id],
    allWrote: true,
  });
  expect(await act(otherLawyer, "take-back", { candidate: candidate?.id })).toEqual([403, "not-allowed"]);
  expect(await sign(facilitator)).toEqual(DONE);
  expect((await view()).candidate?.signatures).toMatchObject([{ member: facilitator.member.id, wrote: true }]);
  expect(await act(lawyer, "take-back", { candidate: candidate?.id })).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({ state: "taken-back" });
  expect(await waitingFor(server, facilitator)).toMatchObject([{ kind: "taken-back", from: lawyer.member.id }]);
  expect(await waitingFor(server, otherFacilitator)).toEqual([]);
  // Who had signed stays to be read.
  const [fallen, before] = await server.store.outputs.history(id);
  expect(fallen).toMatchObject({ status: "draft", member: lawyer.member.id, fell: [facilitator.member.id] });
  expect(before).not.toHaveProperty("fell");
  // Nothing of it counts for what is asked for next, which is told to who had signed; no word is another, nor is the digest.
  expect(await ask(lawyer, true)).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({ signatures: [], digest: candidate?.digest });
  expect(await waitingFor(server, facilitator)).toMatchObject([{ kind: "sign", fell: true }]);
  for (const each of await waitingFor(server, otherFacilitator)) expect(each).not.toHaveProperty("fell");
  expect(await sign(otherFacilitator)).toEqual(DONE);
});

test("who corrects a word makes no organisation a publisher and is no author, unless somebody says so", async (context) => {
  const { server, id, client, view } = await written(context);
  const { otherLawyer } = server.people;
  const { rs, mk } = server.organisations;
  await append(
    client,
    paragraph(
      "The court believed her, since what she said was the same each time that she was asked about it. ".repeat(2),
    ),
  );
  const { content } = await server.store.outputs.rooms(id);
  const correcting = await RawClient.joinAt(server, content, otherLawyer);
  await correcting.write((doc) => new OutputRoom(doc).setTitle("One claim, one court"));
  // Who has not agreed to be named is told of, and is no author.
  const { id: member, name } = otherLawyer.member;
  expect((await view()).unnamed).toEqual([{ member, name }]);
  await server.ask(otherLawyer, "PUT", "/api/account/author", { name: "Nela V." });
  expect((await view()).unnamed).toEqual([]);
  const printed = async (): Promise<unknown[]> => {
    const row = await server.store.outputs.get(id);
    const imprint = await server.hub.look(content, (doc) => new OutputRoom(doc).imprint());
    if (!row) throw new Error("the document is gone");
    const { organisations, authors } = await houseOf(server.store, row, imprint ?? undefined, null);
    return [organisations.map((each) => each.id), authors];
  };
  expect(await printed()).toEqual([[rs.id], ["A. Lawyer"]]);
  expect((await view()).publishers).toContainEqual({ id: mk.id, name: "Organisation mk", wroteLittle: true });
  await client.write((doc) => {
    new OutputRoom(doc).setPublishes(mk.id, true);
    new OutputRoom(doc).setNamed(otherLawyer.member.id, true);
  });
  expect(await printed()).toEqual([expect.arrayContaining([rs.id, mk.id]), ["A. Lawyer", "Nela V."]]);
  await client.write((doc) => new OutputRoom(doc).setPublishes(rs.id, false));
  expect(await printed()).toEqual([[mk.id], ["A. Lawyer", "Nela V."]]);
});

test("a paper with a table of every kind is signed: what is kept of it is what was frozen", async (context) => {
  const of = await written(context);
  const { server, client, verdict, ask, sign, view } = of;
  const { facilitator, lawyer } = server.people;
  await askQuestions(server);
  const defendant = await addUnit(server, verdict.verdict.id, "defendant");
  await server.hub.write(verdict.rooms.layer, lawyer.member.id, (doc) => {
    const answers = new AnswersRoom(doc);
    answers.change(SHEET.date.id, "verdict", { value: "2019-11-23", version: 3 });
    answers.change(SHEET.prison.id, defendant, { value: 60, version: 3 });
  });
  const [about, id] = [verdict.verdict.id, () => newId(BlockId)];
  const subject = JSON.stringify({ kind: "answers", question: SHEET.date.id, values: [] });
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const shows = () => [
      makeNode("entry", { id: id(), cell: CAPTION }, [{ type: "text", text: "What the court says of it." }]),
    ];
    const blocks = [
      makeNode("timeline", { id: id(), verdict: about }, shows()),
      makeNode("actors", { id: id(), verdict: about }, shows()),
      makeNode("comparison", { id: id(), verdicts: about, questions: SHEET.prison.id }, shows()),
      makeNode("chart", { id: id(), kind: "bars", questions: SHEET.prison.id }, shows()),
      makeNode("paragraph", { id: id() }, [makeNode("figure", { id: id(), subject, scope: '"output"' }, [])]),
    ];
    const now = room.document();
    room.replace({ ...now, content: now.content.toSpliced(2, 0, ...blocks) });
  });
  const { points } = await view();
  expect(points).toEqual([]);
  expect(await ask()).toEqual(DONE);
  expect(await sign(facilitator)).toEqual(DONE);
});

test("after an erasure no digest and no entry of the log confirms a guess; the candidate says less, its signatures stand", async (context) => {
  const { server, id, client: first, view, act, ask, sign } = await written(context);
  const { facilitator, otherLawyer, lawyer } = server.people;
  await approve(server, facilitator, id);
  const why = { number: 2, why: "Olivera Tomić asked for it." };
  expect((await server.ask(facilitator, "POST", `/api/outputs/${id}/open-again`, why)).status).toBe(200);
  await first.closed;
  const { content } = await server.store.outputs.rooms(id);
  const client = await RawClient.joinAt(server, content, lawyer);
  await append(client, paragraph("Olivera Tomić je saslušana."));
  await client.write((doc) => new OutputRoom(doc).setLeftOut("findings", false));
  const { points } = await view();
  const keys = points.map(({ key }) => key);
  expect(await act(lawyer, "reasons", { points: keys, words: "Olivera Tomić said so." })).toEqual(DONE);
  expect(await ask(lawyer, true)).toEqual(DONE);
  expect(await sign(otherLawyer)).toEqual(DONE);
  const [before] = await server.store.approvals.contents();
  const digest = before?.digest ?? "";
  // Who has the words and the key of then can try.
  expect(before && digestOf(before, before.key)).toBe(digest);

  const other = await server.newVerdict("Svedok Olivera Tomić je saslušana.");
  const command = { kind: "term", forms: ["Olivera Tomić"], token: "[Witness 1]" };
  const erased = await server.ask(facilitator, "POST", `/api/verdicts/${other.verdict.id}/erasures`, command);
  expect(ErasureView.parse(await erased.json()).step).toBe("done");
  const [after] = await server.store.approvals.contents();
  expect(JSON.stringify(after?.documents)).toContain("[Witness 1]");
  expect(after && digestOf(after, after.key)).toBe(after?.digest);
  expect(after?.digest).not.toBe(digest);
  expect(Buffer.from(after?.key ?? []).equals(Buffer.from(before?.key ?? []))).toBe(false);
  // The key of then is nowhere: what the log says of it stands for any words.
  expect(filesWith(server.config.dataFolder, Buffer.from(before?.key ?? [0]))).toEqual([]);
  expect(namesInFolder(server.config.dataFolder, ["Olivera"])).toEqual([]);
  const opened = (await server.store.outputs.history(id)).find(({ status }) => status === "draft");
  expect(opened?.why).toBe("[Witness 1] asked for it.");
  const altered = await view();
  expect(altered.candidate).toMatchObject({
    state: "asked",
    alteredAt: expect.any(String),
    signatures: [{ wrote: false }],
  });
  expect(altered.points.find(({ kind }) => kind === "uncited")?.reason?.words).toBe("[Witness 1] said so.");
  // What was signed before and what is signed now is one.
  expect(await sign(facilitator)).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({ state: "approved", signatures: [{}, {}] });
});

test("an erasure in words that a candidate quotes alters it, one elsewhere in that verdict does not", async (context) => {
  const { server, verdict, view, ask } = await written(context);
  const { facilitator } = server.people;
  expect(await ask()).toEqual(DONE);
  const altered: unknown[] = [];
  // What is quoted are the words up to here.
  expect(TEXT.slice(0, 10)).toBe("Sud veruje");
  for (const word of ["dosledna", "veruje"]) {
    const command = { kind: "term", forms: [word], token: "[Person 1]" };
    const erased = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.verdict.id}/erasures`, command);
    expect(ErasureView.parse(await erased.json()).step).toBe("done");
    altered.push((await view()).candidate?.alteredAt);
  }
  expect(altered).toEqual([null, expect.any(String)]);
});

test("nobody who is no longer here is waited for as an author", async (context) => {
  const { server, id, view } = await written(context);
  const { otherFacilitator, otherLawyer } = server.people;
  const { content } = await server.store.outputs.rooms(id);
  const correcting = await RawClient.joinAt(server, content, otherLawyer);
  await correcting.write((doc) => new OutputRoom(doc).setTitle("One claim, one court"));
  expect((await view()).unnamed).toMatchObject([{ member: otherLawyer.member.id }]);
  const path = `/api/members/${otherLawyer.member.id}`;
  expect((await server.ask(otherFacilitator, "DELETE", path)).status).toBe(204);
  expect((await view()).unnamed).toEqual([]);
});
