import { expect, test } from "vitest";
import { CategoryId, type VerdictId } from "../../../schema/domain/ids.ts";
import { FindView, FoundPassages } from "../../../schema/protocol/http/search/find.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, handIn, reveal } from "../../helpers/network/blind-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-29T10:00:00.000Z";

async function find(server: TestServer, who: Person, query: string, more: object = {}): Promise<FindView> {
  const answer = await server.ask(who, "POST", "/api/find", { query, ...more });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return FindView.parse(await answer.json());
}

async function passages(server: TestServer, who: Person, query: string): Promise<FoundPassages> {
  const answer = await server.ask(who, "POST", "/api/find/passages", { query, language: "en" });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return FoundPassages.parse(await answer.json());
}

const linesOf = ({ lines }: FindView): string[] =>
  lines.map(({ text, marks, paragraph }) => {
    return `${paragraph} ${marks.map(({ start, end }) => text.slice(start, end)).join("+")}`;
  });

test("lines of all cleared verdicts, counted by verdict, narrowed, and sixty at a time", async (context) => {
  const server = await startTestServer(context);
  const { reader } = server.people;
  await server.newVerdict(["Okrivljeni Đorđević je kriv.", "Svedok je Ana."], { caseNumber: "K 2/25" });
  const { verdict } = await server.newVerdict(["Ђорђевић и Đorđević."], { caseNumber: "K 1/25" });
  const many = Array.from({ length: 70 }, (_, i) => `Pasoš broj ${i + 1}.`);
  await server.newVerdict(many, { caseNumber: "K 3/25" });
  for (const query of ["djordjevic", "Đorđević", "Ђорђевић"])
    expect(linesOf(await find(server, reader, query))).toEqual(["1 Ђорђевић+Đorđević", "1 Đorđević"]);
  const found = await find(server, reader, "djordjevic", { in: { verdicts: [verdict.id] } });
  expect([found.total, found.verdicts.map(({ caseNumber, count }) => [caseNumber, count])]).toEqual([
    1,
    [
      ["K 1/25", 1],
      ["K 2/25", 1],
    ],
  ]);
  expect((await find(server, reader, "djordjevic", { in: { countries: ["mk"] } })).total).toBe(0);
  const first = await find(server, reader, "pasoša");
  const second = await find(server, reader, "pasoša", { cursor: first.next });
  expect([first.total, first.lines.length, second.lines.length, second.next]).toEqual([70, 60, 10, null]);
  expect((await find(server, reader, "court:pasoš")).unread).toEqual([{ why: "operator", typed: "court:pasoš" }]);
});

test("nobody finds what they may not read, and nobody what is in preparation", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reader } = server.people;
  await server.newVerdict("Oštećena Milena je otišla.", { stage: "in-preparation" });
  const guests = await server.newVerdict("Milena je došla.", { stage: "cleared-for-guests", caseNumber: "K 1/25" });
  const other = await server.newVerdict("Milena je svedok.", { stage: "cleared-for-guests", caseNumber: "K 2/25" });
  const guest = await server.guestOf(guests.verdict.id);
  const ids = async (who: Person): Promise<VerdictId[]> =>
    (await find(server, who, "milena")).verdicts.map(({ id }) => id);
  // Not even who prepares it: real names stand there, and are in no index.
  expect(await ids(facilitator)).toEqual([guests.verdict.id, other.verdict.id]);
  expect(await ids(reader)).toEqual([guests.verdict.id, other.verdict.id]);
  expect(await ids(guest)).toEqual([guests.verdict.id]);
  const asked = await find(server, guest, "milena", { in: { verdicts: [other.verdict.id] } });
  expect([asked.total, asked.lines]).toEqual([0, []]);
  expect((await server.ask(guest, "POST", "/api/find/passages", { query: "milena" })).status).toBe(403);
});

test("words that a correction, an erasure or another stage took away are found no more", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reader } = server.people;
  const text = "Svedok Milena Savić je rekla da je pasoš oduzet.";
  const { verdict } = await server.newVerdict(text);
  const path = `/api/verdicts/${verdict.id}`;
  const total = async (query: string): Promise<number> => (await find(server, reader, query)).total;
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  expect([await total("oduzet"), await total("savić")]).toEqual([1, 1]);

  const edits = [{ ...at("oduzet"), insert: "vraćen" }];
  const corrected = await server.ask(facilitator, "POST", `${path}/edits`, { kind: "correct", edits, baseRevision: 1 });
  expect(corrected.status).toBe(200);
  expect([await total("oduzet"), await total("vraćen")]).toEqual([0, 1]);

  const term = { kind: "term", forms: ["Milena Savić", "Savić", "Milena"], token: "[Witness 1]" };
  const { caseNumber } = verdict;
  const erased = await server.ask(facilitator, "POST", `${path}/erasures`, { ...term, caseNumber });
  expect(erased.status, await erased.clone().text()).toBe(201);
  expect([await total("savić"), await total("vraćen")]).toEqual([0, 1]);
  const view = VerdictView.parse(await (await server.ask(reader, "GET", path)).json());
  expect(view.revision.text).not.toContain("Savić");

  const back = await server.ask(facilitator, "POST", `${path}/stage`, { stage: "in-preparation" });
  expect(back.status).toBe(200);
  expect(await total("vraćen")).toBe(0);
});

test("what is revealed and not settled is left out of passages, and told how many", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict("Oduzeo joj je pasoš.");
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  expect(await passages(server, facilitator, "category:B")).toMatchObject({ unsettled: 0 });
  for (const coder of [lawyer, otherLawyer]) await handIn(server, verdict.id, round, coder);
  await reveal(server, verdict.id, round);
  expect(await passages(server, lawyer, "category:B")).toMatchObject({ total: 0, blind: 0, unsettled: 1 });
});

test("passages are what stands, by words of their quote and by category; what is coded blind is none", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const text = "Oduzeo joj je pasoš. Tukao ju je. Pretio je pasošem.";
  const made = await server.newVerdict(text);
  const tag = (room: typeof made.rooms.layer, category: string, words: string, note = ""): Promise<void> =>
    server.hub.write(room, lawyer.member.id, (doc) => {
      const start = text.indexOf(words);
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      new LayerRoom(doc).add({ category: CategoryId.parse(category), version: 1, anchor, note }, NOW);
    });
  await tag(made.rooms.layer, "means.force", "Oduzeo joj je pasoš", "o ranjivosti");
  await tag(made.rooms.layer, "act", "Pretio je pasošem");
  const quotes = async (who: Person, query: string): Promise<string[]> =>
    (await passages(server, who, query)).cell.passages.map(({ quote, code }) => `${code} ${quote}`);
  const [both, one] = [await quotes(reader, "pasoši"), await quotes(reader, "category:B pasoš")];
  expect([both.length, one]).toEqual([2, ["B1 Oduzeo joj je pasoš"]]);
  expect(await quotes(reader, "category:means.force")).toEqual(one);
  expect(await passages(server, reader, "category:Z9")).toMatchObject({ total: 0, isCategoryUnknown: true });
  expect(await quotes(reader, "ranjivost")).toEqual([]);

  await beginBlind(server, made.verdict.id, [lawyer, otherLawyer]);
  const layers = await server.store.verdicts.rooms(made.verdict.id);
  const own = (await server.store.verdicts.layers(made.verdict.id)).find(({ owner }) => owner === lawyer.member.id);
  const room = layers.find(({ layer }) => layer === own?.id);
  if (!room) throw new Error("no room of the coder's");
  await tag(room.id, "act", "Tukao ju je", "tajna");
  expect(await passages(server, lawyer, "tukao")).toMatchObject({ total: 0, blind: 1 });
  for (const who of [otherLawyer, facilitator, reader])
    for (const query of ["tukao", "tajna", "category:A"])
      expect(JSON.stringify(await passages(server, who, query))).not.toContain("Tukao");
  expect((await find(server, facilitator, "tajna")).total).toBe(0);
});
