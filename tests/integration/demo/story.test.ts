import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isOpen, rulingOf } from "../../../schema/domain/disagreement.ts";
import { DUTIES, ROLES } from "../../../schema/domain/member.ts";
import { MemberId, type RoundId } from "../../../schema/domain/ids.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { WorkshopPaper } from "../../../schema/protocol/http/workshops/paper.ts";
import { roundVersion } from "../../../server/agreement/round-version.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { createConfig } from "../../../server/config.ts";
import { type DemoLink, makeDemo } from "../../../server/demo/demo.ts";
import { PEOPLE, type DemoPerson } from "../../../server/demo/demo-people.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { type RunningServer, startServer } from "../../../server/main.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { DATABASE_FILE } from "../../../server/store/sqlite/file/open.ts";
import { verifyStore } from "../../../server/store/verify.ts";

// Early in a day of UTC: what is said to happen today would come too late.
const NOW = new Date("2026-11-29T00:05:00.000Z");
const DAY_MS = 86_400_000;
let folder: string;
let server: RunningServer;
let links: DemoLink[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coram-story-"));
  links = await makeDemo(folder, NOW);
  server = await startServer(createConfig({ dataFolder: folder, port: 0, logLevel: "error" }), { clock: () => NOW });
}, 300_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function verdict(caseNumber: string) {
  const found = (await server.store.verdicts.all()).filter((each) => each.caseNumber.startsWith(caseNumber));
  const [one] = found;
  if (!one || found.length > 1) throw new Error(caseNumber);
  const rounds = await server.store.rounds.of(one.id);
  const layers = await server.store.verdicts.layers(one.id);
  return { ...one, rounds, layers };
}

async function idOf(person: DemoPerson) {
  const { id } = (await server.store.people.members()).find(({ name }) => name === PEOPLE[person].name) ?? {};
  return MemberId.parse(id);
}

/** The version of the methodology that a round was coded in. */
async function codedIn(round: RoundId | undefined): Promise<number> {
  const inForce = await server.store.methodologies.current();
  if (!round || !inForce) throw new Error("no round");
  return (await roundVersion(server.store, round, inForce)).number;
}

/** Days from the day of a time to today. */
const dayOf = (at: string | null | undefined): number =>
  Math.floor((Date.parse(at ?? "") - Date.parse("2026-11-29T00:00:00.000Z")) / DAY_MS);

/** What a person is answered. */
async function asked(person: DemoPerson, path: string): Promise<unknown> {
  const member = await server.store.people.member(await idOf(person));
  if (!member) throw new Error(person);
  const { secret } = await openSession(server.store, member, NOW);
  const cookie = `${cookieName(createConfig({ dataFolder: folder }))}=${secret}`;
  return (await server.answer(new Request(`${server.url}${path}`, { headers: { cookie } }))).json();
}

async function network(person: DemoPerson): Promise<NetworkView> {
  return NetworkView.parse(await asked(person, "/api/network"));
}

test("the log holds, its times rise, the rows are what the rooms say, and nothing is dated after now", async () => {
  const report = await verifyStore(server.store, { project: projectAll, rebuild: false });
  expect(report).toMatchObject({ auditBrokenAt: null, differences: [] });
  const times = (await server.store.audit.list(100_000)).map(({ at }) => at).toReversed();
  expect(times.length).toBeGreaterThan(300);
  expect(times).toEqual([...times].sort());
  expect(dayOf(times[0])).toBe(-95);

  const db = new Database(join(folder, DATABASE_FILE), { readonly: true });
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const late: string[] = [];
  // But when the tables were made, by the clock of the machine.
  for (const { name } of tables.filter(({ name: table }) => table !== "migrations"))
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).iterate())
      for (const [column, value] of Object.entries(row))
        if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && value > NOW.toISOString())
          late.push(`${name}.${column}`);
  db.close();
  // And until when links may be used.
  expect([...new Set(late)]).toEqual(["invitations.expires_at"]);
});

test("the people are those of the design's table, and the guest is one of 4 K. 63/22 alone", async () => {
  const members = await server.store.people.members();
  const organisations = await server.store.people.organisations();
  const inOrganisation = (name: string) => {
    const id = organisations.find((each) => each.name === name)?.id;
    return members
      .filter(({ organisation }) => organisation === id)
      .map(({ name: person, role, guest }) => `${person} ${guest ? "guest" : role}`)
      .sort();
  };
  expect(inOrganisation("Pravna linija")).toEqual([
    "Dragana Stanić lawyer",
    "Mirjana Jovanović facilitator",
    "Nenad Radulović lawyer",
    "Sanja Lukić reviewer",
    "Vera Rossi guest",
  ]);
  expect(inOrganisation("Отворен круг, Скопје")).toEqual([
    "Ana Georgievska lawyer",
    "Besim Demiri facilitator",
    "Nela Velkov lawyer",
    "Petar Ilievski reader",
  ]);
  expect(inOrganisation("Qendra Besa, Durrës")).toEqual([
    "Blerim Xhani lawyer",
    "Elira Koçi lawyer",
    "Teuta Marku facilitator",
  ]);
  const { id } = await verdict("4 K. 63/22");
  expect(members.find(({ guest }) => guest)?.guest?.verdicts).toEqual([id]);
  // Who codes has read the methodology: it is none of their first steps any more.
  const read = members
    .filter(({ role }) => DUTIES[role].codes)
    .map((each) => server.store.methodologies.isOpenedBy(each.id));
  expect(new Set(await Promise.all(read))).toEqual(new Set([true]));
});

test("the first of each role has a link that signs in, and so has the guest", async () => {
  expect(links.slice(0, ROLES.length + 1).map(({ role }) => role)).toEqual([...ROLES, "guest"]);
  expect(links.map(({ name }) => name).toSorted()).toEqual(
    Object.values(PEOPLE)
      .map(({ name }) => name)
      .toSorted(),
  );
  for (const { name, token } of links) {
    const headers = { origin: server.url, host: new URL(server.url).host, "content-type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify({ token }) };
    const answer = await server.answer(new Request(`${server.url}/api/links/use`, request));
    expect(await answer.json(), name).toMatchObject({ member: { name } });
  }
});

test("the methodology has two versions, and B7 is two categories in the second", async () => {
  const { methodologies } = server.store;
  const versions = await methodologies.versions();
  expect(versions.map(({ number, frozenAt }) => [number, dayOf(frozenAt)])).toEqual([
    [2, -58],
    [1, -95],
  ]);
  const current = await methodologies.current();
  expect(current?.maps.at(-1)?.fates).toEqual({
    "means.control": { kind: "split", into: ["means.psychological", "means.debt"] },
    "means.vulnerability": { kind: "redefined" },
  });
  const written = readStarterMethodology().questions.map(({ choices }) => choices?.length);
  expect(current?.content.questions.map(({ choices }) => choices?.length)).toEqual(written);
});

test("Nr. 214 was coded, revealed, settled and cleared for the public", async () => {
  const { stage, rounds, layers, id } = await verdict("Nr. 214");
  expect(stage).toBe("cleared-for-public");
  expect(rounds.map(({ number, mode }) => [number, mode])).toEqual([[1, "adjudicated"]]);
  const [round] = rounds;
  expect(await codedIn(round?.id)).toBe(2);
  expect([round?.blindAt, round?.revealedAt, round?.adjudicatedAt].map(dayOf)).toEqual([-50, -39, -30]);
  const coders = layers.filter(({ kind }) => kind === "own").map(({ owner }) => owner);
  expect(new Set(coders)).toEqual(new Set([await idOf("lawyer-mk"), await idOf("lawyer-al"), await idOf("lawyer-rs")]));
  const cleared = await server.store.clearings.of(id);
  expect(cleared.map(({ stage: to, at, state }) => [to, dayOf(at), state])[0]).toEqual([
    "cleared-for-public",
    -28,
    "done",
  ]);
  // As many tags as the shipped adjudication has; the list says the same as the rows.
  const stands = layers.find(({ kind }) => kind === "adjudicated");
  const rows = await server.store.passages.annotations([stands?.id ?? ("" as never)]);
  expect(rows.filter(({ deleted }) => deleted === null)).toHaveLength(77);
  const row = (await network("reader")).verdicts.find(({ verdict: each }) => each.id === id);
  expect(row?.counts?.tags).toBe(77);
  expect(round && (await server.store.disagreements.open(round.id))).toBe(0);
});

test("4 K. 63/22 is revealed, with 34 rulings by two facilitators, 4 of which change the draft", async () => {
  const { stage, rounds, layers, id, revision } = await verdict("4 K. 63/22");
  expect(stage).toBe("cleared-for-guests");
  expect((await server.store.verdicts.revision(id, revision))?.blocks).toHaveLength(168);
  const [round] = rounds;
  expect([round?.mode, dayOf(round?.revealedAt), await codedIn(round?.id)]).toEqual(["revealed", -10, 2]);
  expect(layers.filter(({ kind }) => kind === "own")).toHaveLength(3);
  const disagreements = round ? await server.store.disagreements.of(round.id) : [];
  const rulings = disagreements.flatMap((each) => rulingOf(each) ?? []);
  expect(rulings).toHaveLength(34);
  expect(new Set(rulings.map(({ by }) => by))).toEqual(
    new Set([await idOf("facilitator"), await idOf("facilitator-al")]),
  );
  expect(disagreements.filter(isOpen).length).toBeGreaterThan(10);
  const amended = (await server.store.audit.list(100_000)).filter(({ action }) => action === "case.amend");
  expect(new Set(amended.map(({ subject }) => subject["case"])).size).toBe(4);
});

test("К-1184/23 is tagged together: 41 tags, 33 answers, 6 discussions, 9 tags to be sorted", async () => {
  const { rounds, layers, id } = await verdict("К-1184/23");
  expect(rounds.map(({ mode }) => mode)).toEqual(["open"]);
  const cleared = await server.store.clearings.of(id);
  expect(cleared.map(({ stage, at }) => `${stage} ${dayOf(at)}`)).toEqual(["cleared-for-guests -4", "cleared -80"]);
  const rows = await server.store.passages.annotations(layers.map((layer) => layer.id));
  expect(rows.filter(({ category, version }) => category === "means.control" && version === 1)).toHaveLength(9);
  const row = (await network("facilitator-mk")).verdicts.find(({ verdict: each }) => each.id === id);
  expect(row).toMatchObject({ counts: { tags: 41, threads: 6 }, sheet: { min: 33, max: 33 } });
  expect(await server.store.passages.threads(id, ["internal", "review"])).toHaveLength(6);
});

test("09 КОК-31/22 is coded blind: two are in, one is half through, one has not begun", async () => {
  const { rounds, id, revision } = await verdict("09 КОК-31/22");
  const [round] = rounds;
  expect([round?.mode, dayOf(round?.blindAt)]).toEqual(["blind", -6]);
  expect(new Set(round?.coders.map(({ due }) => due))).toEqual(new Set(["2026-12-04"]));
  const state = new Map(
    round?.coders.map(({ member, frozenAt, hasBegun }) => [member, frozenAt ? "in" : hasBegun ? "begun" : "not begun"]),
  );
  expect(state).toEqual(
    new Map([
      [await idOf("lawyer-mk"), "in"],
      [await idOf("lawyer-rs-2"), "in"],
      [await idOf("lawyer-al-2"), "begun"],
      [await idOf("lawyer-mk-2"), "not begun"],
    ]),
  );
  const row = (await network("facilitator-mk")).verdicts.find(({ verdict: each }) => each.id === id);
  const coding = new Map(row?.coding?.map(({ member, state: is, read }) => [member, read ?? is]));
  expect(coding).toEqual(
    new Map<MemberId, unknown>([
      [await idOf("lawyer-mk"), "handed-in"],
      [await idOf("lawyer-rs-2"), "handed-in"],
      [await idOf("lawyer-al-2"), { seen: 212, all: 401 }],
      [await idOf("lawyer-mk-2"), "not-begun"],
    ]),
  );
  const text = await server.store.verdicts.revision(id, revision);
  expect(text?.blocks).toHaveLength(401);
  const half = round?.coders.find(({ member }) => state.get(member) === "begun");
  const tags = await server.store.passages.annotations(half ? [half.layer] : []);
  const last = Math.max(...tags.flatMap(({ anchor }) => anchor.ranges.map(({ end }) => end)));
  expect(text?.blocks.find(({ start, end }) => start < last && last <= end)?.number).toBe("212");
});

test("Nr. 41 was cleared yesterday and nobody has touched it", async () => {
  const { stage, layers, id } = await verdict("Nr. 41");
  expect(stage).toBe("cleared");
  const [cleared] = await server.store.clearings.of(id);
  expect(dayOf(cleared?.at)).toBe(-1);
  expect(await server.store.passages.annotations(layers.map((layer) => layer.id))).toEqual([]);
  const waiting = (await network("lawyer-rs")).waiting.filter(({ kind }) => kind === "cleared");
  expect(waiting.map((each) => each.verdict)).toEqual([id]);
});

test("К-По1. 28/21 is in preparation, with 38 names left to decide on", async () => {
  const { stage, id } = await verdict("К-По1. 28/21");
  expect(stage).toBe("in-preparation");
  const row = (await network("facilitator")).verdicts.find(({ verdict: each }) => each.id === id);
  expect(row?.names?.open).toBe(38);
});

test("summary and recommendations of Nr. 214 are signed by who wrote in neither of two languages; a case study has three of eight sections", async () => {
  const outputs = (await server.store.outputs.all()).filter(({ template }) => template !== "minutes");
  const told = await Promise.all(
    outputs.map(async ({ id, template, language, status, statusAt, createdBy, partner }) => {
      const { content } = await server.store.outputs.rooms(id);
      const blocks = await server.hub.look(content, (doc) => new OutputRoom(doc).document().content);
      const written = blocks.filter((block, i) => blocks[i - 1]?.attrs?.["section"] && block.content).length;
      const kinds = new Set(blocks.map(({ type }) => type));
      return {
        what: `${template} ${language} ${status}`,
        on: status === "draft" ? null : dayOf(statusAt),
        by: createdBy,
        partner: partner !== null,
        written,
        quotes: kinds.has("evidence"),
        recommendations: blocks.filter(({ type }) => type === "recommendation").length,
      };
    }),
  );
  const [elira, ana, nenad] = [await idOf("lawyer-al"), await idOf("lawyer-mk"), await idOf("lawyer-rs")];
  const approved = { on: -18, partner: true };
  expect(told.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toMatchObject([
    { what: "case-study sr-Latn draft", by: nenad, partner: false, written: 3 },
    { ...approved, what: "recommendations en approved", by: ana, recommendations: 5 },
    { ...approved, what: "recommendations sq approved", by: elira, recommendations: 5 },
    { ...approved, what: "summary en approved", by: ana, written: 9, quotes: true },
    { ...approved, what: "summary sq approved", by: elira, written: 9, quotes: true },
  ]);
  const blerim = await idOf("lawyer-al-2");
  // Who wrote is known by what they typed: nobody of them may sign.
  const typed = new Map(
    await Promise.all(
      outputs.map(async ({ id, template, language }): Promise<[string, MemberId[]]> => [
        `${template} ${language}`,
        await server.store.approvals.typedIn(id),
      ]),
    ),
  );
  expect(Object.fromEntries(typed)).toEqual({
    "case-study sr-Latn": [nenad],
    "recommendations en": [ana],
    "recommendations sq": [elira],
    "summary en": [ana],
    "summary sq": [elira],
  });
  const signed = await Promise.all(
    outputs.filter(({ status }) => status === "approved").map(({ id }) => server.store.approvals.newest(id)),
  );
  for (const candidate of signed)
    expect(candidate).toMatchObject({
      state: "approved",
      askedBy: elira,
      signatures: [{ member: blerim, wrote: false }],
    });
});

test("of the recommendations of Nr. 214 one was answered and one adopted", async () => {
  const { outputs, approvals } = server.store;
  const leading = (await outputs.all()).find((each) => each.template === "recommendations" && each.leader === null);
  const followUps = leading ? await approvals.followUps(leading.id) : new Map();
  const rows = leading ? await outputs.recommendations([leading.id]) : [];
  const states = rows.toSorted((a, b) => a.position - b.position).map(({ block }) => followUps.get(block)?.state);
  expect(states).toEqual(["answered", undefined, undefined, "adopted", undefined]);
});

test("the workshop of Skopje: 9 seats, 3 steps, 4 decisions that version 2 follows, minutes, and no slip is left", async () => {
  const { workshops, slips, ballots, decisions, methodologies } = server.store;
  const [ohrid, skopje] = await workshops.all();
  if (!ohrid || !skopje) throw new Error("two workshops");
  expect([skopje.state, skopje.days.map((day) => dayOf(`${day}T00:00:00.000Z`)), dayOf(skopje.closedAt)]).toEqual([
    "closed",
    [-62, -61],
    -61,
  ]);
  const k1184 = await verdict("К-1184/23");
  const about = skopje.steps.flatMap(({ passages }) => passages.map((passage) => passage.verdict));
  expect([skopje.steps.map(({ kind }) => kind), about]).toEqual([
    ["code", "code", "vote"],
    [k1184.id, k1184.id],
  ]);
  expect(await workshops.seats(skopje.id)).toHaveLength(9);
  expect((await ballots.of(skopje.id)).map(({ tally }) => [tally?.counts, tally?.abstained])).toEqual([
    [[7, 1], 1],
    [[8, 1], 0],
  ]);
  const decided = await decisions.of(skopje.id);
  expect(decided.map(({ kind, at }) => [kind, dayOf(at)])).toEqual([
    ["wording", -61],
    ["wording", -61],
    ["passage", -62],
    ["open", -62],
  ]);
  // What was decided is what version 2 says, in the words that were decided.
  const b3 = (await methodologies.current())?.content.categories.find(({ code }) => code === "B3");
  for (const each of decided.filter((every) => every.kind === "wording")) {
    expect([b3?.[each.part].mk].flat().join("\n")).toBe(each.after);
    expect([each.category, each.effect, each.version]).toEqual(["means.vulnerability", "redefined", 1]);
    expect(each.tags).toBeGreaterThan(0);
    expect(each.waits.map(({ doneAt }) => dayOf(doneAt))).toEqual([-60, -60, -60]);
  }
  const minutes = (await server.store.outputs.all()).filter(({ template }) => template === "minutes");
  expect([await slips.kept(), minutes.map(({ language }) => language).sort()]).toEqual([[], ["en", "mk"]]);
  const [first, second] = await Promise.all(skopje.steps.map(({ id }) => slips.left(id)));
  expect(first?.groups).toMatchObject([{ pass: 1, group: "members", slips: 9 }]);
  expect(first?.groups[0]?.passages[0]?.categories.map(({ category, slips: by }) => [category, by])).toEqual([
    ["means.control", 9],
    ["means.force", 3],
  ]);
  expect(second?.groups[0]?.passages[0]?.categories[0]).toMatchObject({ category: "means.vulnerability", slips: 8 });
});

test("a workshop in Ohrid is planned for six days from now, can be opened by its host, and its slips can be printed", async () => {
  const [ohrid] = await server.store.workshops.all();
  expect([ohrid?.state, ohrid?.days.map((day) => dayOf(`${day}T00:00:00.000Z`))]).toEqual(["planned", [6]]);
  const { workshop } = await network("lawyer-rs");
  expect(workshop).toMatchObject({ id: ohrid?.id, coming: { yes: 7, no: 1, own: true } });
  // Nobody has tagged what is to be calibrated on.
  const passages = ohrid?.steps.find(({ kind }) => kind === "calibrate")?.passages ?? [];
  const { layers } = await verdict("К-1184/23");
  const tags = await server.store.passages.annotations(layers.map((layer) => layer.id));
  const tagged = tags.flatMap(({ anchor }) => anchor.ranges);
  expect(passages).toHaveLength(3);
  for (const { anchor } of passages)
    for (const { start, end } of anchor.ranges)
      expect(tagged.filter((range) => range.start < end && start < range.end)).toEqual([]);
  const paper = WorkshopPaper.parse(await asked("facilitator-mk", `/api/workshops/${ohrid?.id ?? ""}/paper`));
  expect(paper.steps.map(({ mayPrint }) => mayPrint)).toEqual([true]);
});
