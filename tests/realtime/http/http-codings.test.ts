import { expect, test } from "vitest";
import type { z } from "zod";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { CodingsSeen, type CodingFile, type CodingsCommand } from "../../../schema/protocol/http/codings.ts";
import { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { quote } from "../../../schema/text/quote.ts";
import { visibleLayers } from "../../../server/access/visible-layers.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

const TEXT = "Oštećena [Victim A] je tučena u stanu. Oštećena [Victim B] je tučena na ulici. Sud veruje.";
const FILE: z.input<typeof CodingFile> = {
  coder: "one",
  annotations: [
    { category: "means.force", quote: "Oštećena Jovana je tučena na ulici", occurrence: 1, note: "Šamar." },
    { category: "means.force", quote: "Sud ne veruje", occurrence: 1, note: "" },
    { category: "unheard.of", quote: "Sud veruje", occurrence: 1, note: "" },
    { category: "act", quote: "Sud veruje.", occurrence: 1, note: "Kao svedok Goran Lukovac." },
  ],
  answers: [
    { question: "q.claim", unit: "verdict", value: "yes", evidence: [3, 1, 0] },
    { question: "q.claim", unit: "verdict", value: "no", evidence: [] },
    { question: "q.age", unit: "v2", value: 16, evidence: [0] },
    { question: "q.age", unit: "v3", value: 16, evidence: [] },
    { question: "q.age", unit: "v1", value: "sixteen", evidence: [] },
    { question: "q.none", unit: "verdict", value: "yes", evidence: [] },
  ],
};

async function setting(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  await freezeTestMethodology(server.store);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer, otherLawyer } = server.people;
  for (const kind of ["victim", "victim"])
    await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/units`, { kind });
  const codings = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, file: FILE }));
  const post = async (command: Partial<CodingsCommand>, who: Person = facilitator): Promise<Response> =>
    server.ask(who, "POST", `/api/verdicts/${verdict.id}/codings`, { codings, ...command });
  const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code: unknown }).code;
  return { server, verdict, post, codeOf };
}

test("a preview stores nothing and lists what is left out, by place and without words", async (context) => {
  const { server, verdict, post } = await setting(context);
  const seen = CodingsSeen.parse(await (await post({})).json());
  expect(seen).toMatchObject({ base: { revision: 1, version: 2 }, round: null });
  expect(seen.coders).toHaveLength(2);
  expect(seen.coders[0]).toMatchObject({ member: server.people.lawyer.member.id, annotations: 2, answers: 2 });
  expect(seen.coders[0]?.leftOut).toEqual([
    { part: "annotation", index: 1, why: "quote-missing" },
    { part: "annotation", index: 2, why: "category-missing" },
    { part: "note", index: 3, why: "names-somebody" },
    { part: "answer", index: 1, why: "twice" },
    { part: "answer", index: 3, why: "unit-missing" },
    { part: "answer", index: 4, why: "value-unfit" },
    { part: "answer", index: 5, why: "question-missing" },
  ]);
  expect(await server.store.verdicts.rounds(verdict.id)).toHaveLength(1);
});

test("confirmed codings are a revealed round of frozen layers that everybody reads, written in the coders' names", async (context) => {
  const { server, verdict, post } = await setting(context);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  const answer = await post({ base });
  expect(answer.status).toBe(200);
  const { round } = CodingsSeen.parse(await answer.json());
  expect(await server.store.verdicts.currentRound(verdict.id)).toMatchObject({ id: round, mode: "revealed" });
  const { member: reader } = server.people.reader;
  const visible = await visibleLayers(server.store, reader, verdict);
  const layers = visible.filter((layer) => layer.round === round && layer.kind === "own");
  expect(new Set(layers.map(({ owner }) => owner))).toEqual(
    new Set([server.people.lawyer.member.id, server.people.otherLawyer.member.id]),
  );
  const own = layers.find(({ owner }) => owner === server.people.lawyer.member.id);
  if (!own) throw new Error("no layer of the lawyer");
  const tags = await server.store.passages.annotations([own.id]);
  const text = await server.store.verdicts.revision(verdict.id);
  if (!text) throw new Error("no text");
  expect(
    new Map(tags.map(({ category, note, anchor, author }) => [category, [note, quote(text, anchor.ranges), author]])),
  ).toEqual(
    new Map([
      ["act", ["", "Sud veruje.", own.owner]],
      ["means.force", ["Šamar.", "Oštećena [Victim B] je tučena na ulici", own.owner]],
    ]),
  );
  const answers = await server.store.passages.answers([own.id]);
  expect(answers.map(({ question, value, evidence }) => [question, value, evidence.length])).toEqual([
    [QUESTIONS.age.id, 16, 1],
    [QUESTIONS.claim.id, "yes", 2],
  ]);
  expect(new Set(answers.flatMap(({ evidence }) => evidence.map(({ id }) => id)))).toEqual(
    new Set(tags.map(({ id }) => id)),
  );
  const cases = round ? await server.store.disagreements.of(round) : [];
  expect(cases.map(({ kind }) => kind)).toEqual(["agreed", "agreed", "agreed", "agreed"]);
  const entries = (await server.store.audit.list(10)).filter(({ action }) => action === "codings.import");
  expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([server.people.facilitator.member.id]));
  expect(new Set(entries.map(({ subject }) => subject["for"]))).toEqual(
    new Set([server.people.lawyer, server.people.otherLawyer].map(({ member }) => member.id)),
  );
  expect(JSON.stringify(entries)).not.toContain("Jovana");
});

test("the open round ends with codings that come in: nobody writes on its layer any more", async (context) => {
  const { server, verdict, post } = await setting(context);
  const rights = async (): Promise<string[]> => {
    const answer = await server.ask(server.people.lawyer, "GET", `/api/verdicts/${verdict.id}`);
    return VerdictView.parse(await answer.json()).rooms.flatMap((room) => (room.kind === "layer" ? [room.right] : []));
  };
  expect(await rights()).toEqual(["write"]);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  expect((await post({ base })).status).toBe(200);
  expect(await rights()).toEqual(["read"]);
  expect((await server.store.verdicts.rounds(verdict.id)).map(({ mode }) => mode)).toEqual(["revealed", "revealed"]);
});

test("the first page says how many tags coders have put whose codings came in, from the fewest to the most, and adds none up", async (context) => {
  const { server, verdict, post } = await setting(context);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  expect((await post({ base })).status).toBe(200);
  const answer = await server.ask(server.people.reader, "GET", "/api/network");
  const row = NetworkView.parse(await answer.json()).verdicts.find((each) => each.verdict.id === verdict.id);
  expect(row).toMatchObject({ mode: "revealed", counts: { tags: 0 }, range: { min: 2, max: 2 } });
});

test("what was previewed is what is stored: another text, round or version in between is refused", async (context) => {
  const { server, verdict, post, codeOf } = await setting(context);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  const edit = { baseRevision: 1, kind: "correct", edits: [{ start: 0, end: 8, insert: "Oštećenik" }] };
  expect((await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, edit)).status).toBe(
    200,
  );
  expect(await codeOf(await post({ base }))).toBe("codings-moved");
  const next = CodingsSeen.parse(await (await post({})).json()).base;
  expect((await post({ base: next })).status).toBe(200);
  expect(await codeOf(await post({ base: next }))).toBe("codings-moved");
});

test("only who could have coded it here is taken for a coder, and each for one file", async (context) => {
  const { server, verdict, post, codeOf } = await setting(context);
  const { reader, lawyer } = server.people;
  const asCoder = ({ member }: Person): CodingsCommand["codings"][number] => ({ member: member.id, file: FILE });
  expect(await codeOf(await post({ codings: [asCoder(reader)] }))).toBe("bad-request");
  expect(await codeOf(await post({ codings: [asCoder(lawyer), asCoder(lawyer)] }))).toBe("bad-request");
  await server.setConflicts(verdict.id, [lawyer]);
  expect(await codeOf(await post({ codings: [asCoder(lawyer)] }))).toBe("bad-request");
});

test("while a round is coded blind no others' codings come in", async (context) => {
  const { server, verdict, post, codeOf } = await setting(context);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  const coders = [server.people.lawyer, server.people.otherLawyer].map(({ member }) => ({
    member: member.id,
    due: null,
  }));
  const blind = { round: base.round, mode: "blind", coders };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/rounds`, blind);
  expect(await codeOf(await post({}))).toBe("codings-while-blind");
  expect(await codeOf(await post({ base }))).toBe("codings-while-blind");
});

test("an erasure reaches the notes of codings that were brought in, though their rooms were never open", async (context) => {
  const { server, verdict, post } = await setting(context);
  const { base } = CodingsSeen.parse(await (await post({})).json());
  await post({ base });
  const command = { kind: "term", forms: ["Šamar"], token: "[Person 9]" };
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const done = await server.ask(server.people.facilitator, "POST", path, command);
  expect(ErasureView.parse(await done.json()).step).toBe("done");
  const own = (await server.store.verdicts.layers(verdict.id)).filter(({ kind }) => kind === "own");
  const notes = (await server.store.passages.annotations(own.map(({ id }) => id))).map(({ note }) => note);
  expect(notes.filter(Boolean)).toEqual(["[Person 9].", "[Person 9]."]);
  expect(namesInFolder(server.config.dataFolder, ["Šamar"])).toEqual([]);
});
