import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId, type FigureSubject } from "../../../schema/domain/output.ts";
import { Unsettling } from "../../../schema/protocol/http/rounds.ts";
import { OutputParts, type FigureState } from "../../../schema/protocol/http/quotes.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { beginBlind, command, reveal } from "../../helpers/network/blind-round.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { revealedRound } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const counts: FigureSubject = { kind: "category", category: CATEGORY, counts: "verdicts" };

async function tagged(
  { newVerdict, hub, people }: TestServer,
  by: Person = people.lawyer,
  caseNumber = "K 1/25",
): Promise<NewVerdict> {
  const made = await newVerdict("Sud je utvrdio da joj je oduzeo pasoš.", { caseNumber });
  const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
  await hub.write(made.rooms.layer, by.member.id, (doc) => {
    new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
  });
  return made;
}

const figure = (approved: object | null = null, scope: object | "output" | null = null) =>
  makeNode("paragraph", {}, [
    makeNode("figure", {
      id: newId(BlockId),
      subject: JSON.stringify(counts),
      ...(scope ? { scope: JSON.stringify(scope) } : {}),
      ...(approved ? { approved: JSON.stringify(approved) } : {}),
    }),
  ]);

async function figuresFor({ ask }: TestServer, who: Person, id: string): Promise<FigureState[]> {
  const { parts } = OutputParts.parse(await (await ask(who, "GET", `/api/outputs/${id}/parts`)).json());
  return parts.filter((part) => part.kind === "figure");
}

it("a document whose numbers rest on a verdict is closed to who codes that verdict blind, whatever the document is about, until the reveal", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { lawyer, otherLawyer, facilitator } = people;
  await freezeWithOutputs(server);
  const hidden = await tagged(server);
  const other = await tagged(server);
  const over = { kind: "verdicts" as const, verdicts: [other.verdict.id] };
  const all = await makeOutput(server, facilitator);
  const wider = await makeOutput(server, facilitator, { scope: over });
  const apart = await makeOutput(server, facilitator);
  for (const [{ rooms }, node] of [
    [all, figure({ n: 2, of: 2 })],
    [wider, figure({ n: 2, of: 2 }, { kind: "all" })],
    [apart, figure({ n: 1, of: 1 }, over)],
  ] as const)
    await append(await RawClient.joinAt(server, rooms.content.room, facilitator), node);
  const round = await beginBlind(server, hidden.verdict.id, [lawyer]);
  for (const { id, rooms } of [all, wider]) {
    for (const path of ["", "/parts", "/versions", "/tray", "/sections"]) {
      const answer = await ask(lawyer, "GET", `/api/outputs/${id}${path}`);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 404, { code: "coding-blind" }]);
    }
    expect(await (await RawClient.openAt(server, rooms.content.room, lawyer)).closed).toBe(CLOSE.noAccess);
    for (const who of [otherLawyer, facilitator])
      expect(await figuresFor(server, who, id)).toMatchObject([{ n: 2, of: 2, flags: [], uncounted: 0 }]);
  }
  for (const who of [lawyer, facilitator])
    expect(await figuresFor(server, who, apart.id)).toMatchObject([{ n: 1, of: 1, flags: [] }]);
  await command(server, lawyer, "POST", `/api/verdicts/${hidden.verdict.id}/rounds/${round}/hand-in`);
  expect((await ask(lawyer, "GET", `/api/outputs/${all.id}`)).status).toBe(404);
  await reveal(server, hidden.verdict.id, round);
  expect((await ask(lawyer, "GET", `/api/outputs/${all.id}`)).status).toBe(200);
});

it("a figure that comes to count what somebody codes blind closes the document to them at once", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await tagged(server);
  const { id, rooms } = await makeOutput(server, facilitator);
  await beginBlind(server, verdict.id, [lawyer]);
  const coder = await RawClient.joinAt(server, rooms.content.room, lawyer);
  const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
  await append(client, figure({ n: 1, of: 1 }));
  expect(await coder.closed).toBe(CLOSE.noAccess);
  expect((await server.ask(lawyer, "GET", `/api/outputs/${id}`)).status).toBe(404);
});

it("a verdict of which nothing stands is counted alike by who codes it blind and everybody else, so that no number has changed for either", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  await freezeWithOutputs(server);
  await tagged(server);
  const { verdict } = await server.newVerdict("Sud je utvrdio.");
  const { id, rooms } = await makeOutput(server, facilitator);
  await beginBlind(server, verdict.id, [lawyer]);
  const client = await RawClient.joinAt(server, rooms.content.room, lawyer);
  await append(client, figure({ n: 1, of: 1 }));
  const beside = "1 verdict not tagged yet";
  for (const who of [lawyer, facilitator])
    expect(await figuresFor(server, who, id)).toMatchObject([
      { n: 1, of: 1, beside, flags: [], before: null, uncounted: 0 },
    ]);
});

it("a file names the verdicts that its text rests on or is written about, and by role alone who tagged these; of a table without a verdict it says nothing", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  await freezeWithOutputs(server);
  const quoted = await tagged(server, lawyer, "K 11/25");
  const left = await tagged(server, otherLawyer, "K 22/25");
  const untagged = await server.newVerdict("Sud je utvrdio.", { caseNumber: "K 33/25" });
  const verdicts = [quoted, untagged].map(({ verdict }) => verdict.id);
  const { id, rooms } = await makeOutput(server, facilitator, { scope: { kind: "verdicts", verdicts } });
  const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
  const actors = makeNode("actors", { id: newId(BlockId), verdict: quoted.verdict.id }, []);
  await append(client, actors, makeNode("timeline", { id: newId(BlockId) }, []));
  const file = async (): Promise<string> => {
    const bytes = await mustExport(server, facilitator, {
      format: "output-html",
      output: { output: id, withoutCaseNumbers: false },
    });
    return new TextDecoder().decode(bytes).replaceAll("\u00a0", " ");
  };
  const one = await file();
  // What it is written about is listed by name, too, though nothing of that is counted yet.
  for (const words of ["K 11/25", "K 33/25", "Read and tagged by: 1 lawyer."]) expect(one).toContain(words);
  // Coders go by number and role: a paper names nobody who coded.
  const coders = [lawyer.member.name, otherLawyer.member.name];
  for (const words of ["K 22/25", ...coders, "No date has been answered"]) expect(one).not.toContain(words);
  const others = [left, untagged].map(({ verdict }) => verdict.id);
  await append(client, figure(), figure(null, { kind: "verdicts", verdicts: others }));
  const two = await file();
  // As on the page.
  expect(two).toContain("1 of 1 verdict (1 verdict not tagged yet)");
  for (const words of ["K 11/25", "K 22/25", "Read and tagged by: 2 lawyers."]) expect(two).toContain(words);
  for (const name of coders) expect(two).not.toContain(name);
});

it("a quote says to guest and member alike that the settlement of its round was taken back, until it is settled again", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { lawyer, otherLawyer, facilitator } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict("Sud je utvrdio da joj je oduzeo pasoš.", { stage: "cleared-for-guests" });
  const { id: verdict } = made.verdict;
  const tags = [{ words: "oduzeo pasoš", category: CATEGORY }];
  const { round } = await revealedRound(
    server,
    made,
    [lawyer, otherLawyer].map((who) => ({ who, tags })),
  );
  const settlement = `/api/verdicts/${verdict}/rounds/${round.id}/adjudicated`;
  await command(server, facilitator, "POST", settlement);
  const ruled = (await store.verdicts.layers(verdict)).find(({ kind }) => kind === "adjudicated");
  const [tag] = ruled ? await store.passages.annotations([ruled.id]) : [];
  if (!tag) throw new Error("nothing is agreed on");
  const { id, rooms } = await makeOutput(server, facilitator, { scope: { kind: "verdicts", verdicts: [verdict] } });
  const { anchor, id: annotation } = tag;
  const quoted = {
    verdict,
    anchor,
    annotation,
    layer: "adjudicated",
    translation: null,
    approved: null,
    note: "",
  } as const;
  const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
  await append(client, makeNode("evidence", { ...fromQuote(quoted), id: newId(BlockId) }));
  const guest = await server.guestOfOutput(id);
  const flags = (): Promise<unknown> =>
    Promise.all(
      [guest, facilitator].map(async (who) => {
        const { parts } = OutputParts.parse(await (await ask(who, "GET", `/api/outputs/${id}/parts`)).json());
        return parts.map((part) => part.flags);
      }),
    );
  expect(await flags()).toEqual([[[]], [[]]]);
  // Who is about to take it back is told what stops standing, and what quotes it.
  const asked = await ask(facilitator, "GET", settlement.replace(/adjudicated$/u, "unsettling"));
  expect(Unsettling.parse(await asked.json())).toMatchObject({
    stop: { tags: 1, answers: 0 },
    begin: { tags: 0, answers: 0 },
    documents: [{ output: id, status: "draft", count: 1 }],
  });
  await command(server, facilitator, "DELETE", settlement, { reason: "One was overlooked." });
  expect(await flags()).toEqual([[["unsettled"]], [["unsettled"]]]);
  await command(server, facilitator, "POST", settlement);
  expect(await flags()).toEqual([[[]], [[]]]);
});

it("a table of a verdict whose answers are not shown says so in a file, and not that there are none", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("Sud je utvrdio.");
  const { id, rooms } = await makeOutput(server, facilitator, { scope: { kind: "verdicts", verdicts: [verdict.id] } });
  const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
  const tables = (["timeline", "actors"] as const).map((kind) =>
    makeNode(kind, { id: newId(BlockId), verdict: verdict.id }, []),
  );
  await append(client, ...tables);
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  for (const who of [lawyer, otherLawyer])
    await command(server, who, "POST", `/api/verdicts/${verdict.id}/rounds/${round}/hand-in`);
  await reveal(server, verdict.id, round);
  const output = { output: id, withoutCaseNumbers: false };
  const file = new TextDecoder().decode(await mustExport(server, facilitator, { format: "output-html", output }));
  expect(file.split("The answers on this verdict are not shown yet.")).toHaveLength(3);
  // Each below its own number: none is used up by what is not there.
  expect(file.match(/Table [12]|are not shown yet/g)).toEqual([
    "Table 1",
    "are not shown yet",
    "Table 2",
    "are not shown yet",
  ]);
  expect(file).not.toContain("No date has been answered");
});
