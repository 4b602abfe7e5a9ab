import { expect, test } from "vitest";
import * as Y from "yjs";
import { type AnnotationId, QuestionId } from "../../../schema/domain/ids.ts";
import { ReviewList, Reviews } from "../../../schema/protocol/http/methodology.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { MatrixCell, MatrixView } from "../../../schema/protocol/http/matrix.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { mergeCategory, setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { trayOf } from "../../../server/quotes/tray.ts";
import { collectPassages } from "../../../server/export/passages/collect.ts";
import { ALL_TOLD } from "../../../server/export/told.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = "The defendant beat her and took her papers. The victim could not leave.";

const addTag = (doc: Y.Doc, category: string, start: number, version = 1): AnnotationId =>
  new LayerRoom(doc).add(
    { category: idOf(category), version, anchor: { revision: 1, ranges: [{ start, end: start + 13 }] } },
    NOW,
  );

/** Tags as somebody; returns the ids. */
async function tag(
  server: TestServer,
  by: Person,
  on: NewVerdict,
  categories: string[],
  from = 0,
): Promise<AnnotationId[]> {
  const ids: AnnotationId[] = [];
  await server.hub.write(on.rooms.layer, by.member.id, (doc) => {
    for (const [i, category] of categories.entries()) ids.push(addTag(doc, category, from + i * 4));
  });
  return ids;
}

async function waiting(server: TestServer, who: Person): Promise<ReviewList["verdicts"][number]["items"]> {
  const list = ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json());
  return list.verdicts.flatMap(({ items }) => items);
}

/** Splits force in two, redefines vulnerability, merges transport into recruitment, and freezes that as version 2. */
async function changeMeanings(server: TestServer): Promise<{ parts: string[] }> {
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment"));
    setFate(room, entryOf("means"), { kind: "retired" });
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
  });
  const { version } = await draft.freeze();
  const fate = version?.maps[0]?.fates[idOf("means.force")];
  return { parts: fate?.kind === "split" ? fate.into : [] };
}

test("a change of meaning puts exactly the affected tags on the list, each coder's own on that coder's", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reviewer, facilitator } = server.people;
  const made = await server.newVerdict(TEXT);
  const hers = await tag(server, lawyer, made, ["means.force", "act.transport", "means.vulnerability", "act", "means"]);
  const his = await tag(server, otherLawyer, made, ["means.force"]);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => splitCategory(room, entryOf("means.force"), [{ en: "a" }, { en: "b" }], NOW));
  const { affected } = await draft.preview();
  // Both say the same of the same words, and each has to be sorted: as many as stand on the lists then.
  expect(affected.map(({ category, tags, verdicts }) => [category, tags, verdicts])).toEqual([["means.force", 2, 1]]);
  await draft.change((room, entryOf) => setFate(room, entryOf("means.force"), null));

  const { parts } = await changeMeanings(server);
  expect(await waiting(server, lawyer)).toMatchObject([
    { annotation: hers[0], now: "means.force", state: "review", since: 2, candidates: parts, quote: "The defendant" },
    { annotation: hers[2], now: "means.vulnerability", state: "review", candidates: [] },
    { annotation: hers[4], now: "means", state: "retired" },
  ]);
  expect((await waiting(server, otherLawyer)).map(({ annotation }) => annotation)).toEqual(his);
  // Facilitators may sort what others tagged, and nothing else of it.
  // Facilitators see whose they are.
  const sorted = (await waiting(server, facilitator)).map(({ annotation, author }) => `${annotation} ${author}`);
  expect(new Set(sorted)).toEqual(new Set([`${hers[0]} ${lawyer.member.id}`, `${his[0]} ${otherLawyer.member.id}`]));
  expect(await waiting(server, reviewer)).toEqual([]);
  // The first page says how many wait, to whom they wait.
  const told = async (who: Person): Promise<unknown[]> => {
    const { waiting: all } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return all.filter(({ kind }) => kind === "review").map(({ verdict, count }) => [verdict, count]);
  };
  expect(await told(lawyer)).toEqual([[made.verdict.id, 3]]);
  expect(await told(otherLawyer)).toEqual([[made.verdict.id, 1]]);
  expect(await told(reviewer)).toEqual([]);
});

test("what waits for review is as new as the version that sent it, not as one that sends none of it", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  await tag(server, lawyer, made, ["means.force"]);
  await changeMeanings(server);
  const { content, frozenAt } = (await server.store.methodologies.version(2)) ?? {};
  if (!content) throw new Error("no version");
  await server.store.methodologies.freeze(content, "", server.people.facilitator.member.id, "2027-11-26T10:00:00.000Z");
  const { waiting: all } = NetworkView.parse(await (await server.ask(lawyer, "GET", "/api/network")).json());
  expect(all.filter(({ kind }) => kind === "review").map(({ at }) => at)).toEqual([frozenAt]);
});

test("answers whose choice a version drops wait for who gave them, until they are given anew", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reviewer, facilitator } = server.people;
  const made = await server.newVerdict(TEXT);
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const asked = { ...QUESTIONS.roles, perUnit: "verdict" as const };
  const { choices } = asked;
  if (!choices) throw new Error("no choices");
  const freeze = (offered: typeof choices): Promise<unknown> =>
    server.store.methodologies.freeze(
      {
        ...inForce.content,
        questions: [asked, { ...asked, id: QuestionId.parse("q.other") }].map((each) => ({
          ...each,
          choices: offered,
        })),
      },
      "",
      facilitator.member.id,
      NOW,
    );
  const [kept, dropped] = choices.map(({ id }) => id);
  if (!kept || !dropped) throw new Error("too few choices");
  await freeze(choices);
  const answer = (who: Person, question: string, value: string[], version: number): Promise<unknown> =>
    server.hub.write(made.rooms.layer, who.member.id, (doc) =>
      new AnswersRoom(doc).change(QuestionId.parse(question), "verdict", { value, version }),
    );
  await answer(lawyer, asked.id, [kept, dropped], 2);
  await answer(otherLawyer, "q.other", [kept], 2);
  const told = async (who: Person): Promise<unknown[]> => {
    const { waiting: all } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return all
      .filter(({ kind }) => kind === "answers")
      .map(({ verdict, count, place }) => [verdict, count, place?.question]);
  };
  expect(await told(lawyer)).toEqual([]);
  await freeze(choices.filter(({ id }) => id !== dropped));
  expect(await told(lawyer)).toEqual([[made.verdict.id, 1, asked.id]]);
  for (const who of [otherLawyer, reviewer, facilitator]) expect(await told(who)).toEqual([]);
  await answer(lawyer, asked.id, [kept], 3);
  expect(await told(lawyer)).toEqual([]);
});

test("what a coder decides is kept beside the tag, and the tag says it from then on", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader } = server.people;
  const made = await server.newVerdict(TEXT);
  const [split, redefined, retired] = await tag(server, lawyer, made, ["means.force", "means.vulnerability", "means"]);
  const { parts } = await changeMeanings(server);
  const decide = (who: Person, body: object): Promise<Response> =>
    server.ask(who, "POST", `/api/verdicts/${made.verdict.id}/reviews`, { version: 2, ...body });
  const change = { annotation: split, decision: "change", category: parts[1] };
  expect((await decide(otherLawyer, change)).status).toBe(404);
  expect(Problem.parse(await (await decide(lawyer, { ...change, version: 1 })).json()).code).toBe("methodology-moved");
  expect((await decide(lawyer, { ...change, category: "means.force" })).status).toBe(400);
  // What was split is none of its parts until somebody says which: there is nothing to keep.
  expect((await decide(lawyer, { annotation: split, decision: "keep" })).status).toBe(400);
  expect((await decide(lawyer, change)).status).toBe(200);
  expect((await decide(lawyer, { annotation: redefined, decision: "drop" })).status).toBe(200);
  expect((await decide(lawyer, { annotation: retired, decision: "keep" })).status).toBe(200);
  expect((await decide(lawyer, change)).status).toBe(404);
  expect(await waiting(server, lawyer)).toEqual([]);

  const rows = await server.store.passages.annotations([made.layer]);
  const state = rows.map(({ id, category, version, deleted }) => [id, category, version, deleted !== null]);
  expect(state).toHaveLength(3);
  expect(state).toEqual(
    expect.arrayContaining([
      [split, parts[1], 2, false],
      [redefined, "means.vulnerability", 1, true],
      [retired, "means", 1, false],
    ]),
  );
  const path = `/api/verdicts/${made.verdict.id}/reviews`;
  const { reviews } = Reviews.parse(await (await server.ask(reader, "GET", path)).json());
  const told = reviews.map(({ annotation, decision, from, category }) => [
    annotation,
    decision,
    from.category,
    category,
  ]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      [split, "change", "means.force", parts[1]],
      [redefined, "drop", "means.vulnerability", null],
      [retired, "keep", "means", "means"],
    ]),
  );
});

test("one's own decision is taken back: the tag is what it was and waits again, as long as nobody has changed it since", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const tags = await tag(server, lawyer, made, ["means.force", "means.vulnerability", "means", "means.vulnerability"]);
  const [split, redefined, retired, changed] = tags;
  const { parts } = await changeMeanings(server);
  const path = `/api/verdicts/${made.verdict.id}/reviews`;
  const decide = (annotation: AnnotationId | undefined, body: object): Promise<Response> =>
    server.ask(lawyer, "POST", path, { annotation, version: 2, ...body });
  const takeBack = async (who: Person, annotation: AnnotationId | undefined): Promise<number> =>
    (await server.ask(who, "DELETE", `${path}/${annotation}`)).status;
  const before = await server.store.passages.named([made.layer], tags);
  const waited = await waiting(server, lawyer);
  expect(await takeBack(lawyer, split)).toBe(404);
  await decide(split, { decision: "change", category: parts[1] });
  await decide(redefined, { decision: "drop" });
  await decide(retired, { decision: "keep" });
  await decide(changed, { decision: "keep" });
  expect(await waiting(server, lawyer)).toEqual([]);
  expect(await takeBack(otherLawyer, split)).toBe(404);
  for (const each of [split, redefined, retired]) expect(await takeBack(lawyer, each)).toBe(204);
  expect(await takeBack(lawyer, split)).toBe(404);
  // What was said of it since stands.
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) =>
    new LayerRoom(doc).change(changed as AnnotationId, { category: idOf("act") }),
  );
  expect(await takeBack(lawyer, changed)).toBe(404);
  const rest = ({ id }: { id: AnnotationId }): boolean => id !== changed;
  expect((await server.store.passages.named([made.layer], tags)).filter(rest)).toEqual(before.filter(rest));
  expect(await waiting(server, lawyer)).toEqual(waited.filter(({ annotation }) => annotation !== changed));
  const { reviews } = Reviews.parse(await (await server.ask(lawyer, "GET", path)).json());
  expect(reviews.map(({ annotation }) => annotation)).toEqual([changed]);
});

test("no tag is sorted under a heading, which takes none", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const [redefined] = await tag(server, lawyer, made, ["means.vulnerability"]);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
    room.roots.categories.set(entryOf("act"), { onlyChildren: true });
  });
  await draft.freeze();
  const command = { annotation: redefined, version: 2, decision: "change" };
  const decide = async (category: string): Promise<number> =>
    (await server.ask(lawyer, "POST", `/api/verdicts/${made.verdict.id}/reviews`, { ...command, category })).status;
  expect(await decide("act")).toBe(400);
  expect(await decide("act.recruitment")).toBe(200);
});

test("a tag that was made offline in an earlier version arrives as it is, and waits where its category was split meanwhile", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const client = await RawClient.joinAt(server, made.rooms.layer, lawyer);
  let late = "" as AnnotationId;
  const offline = client.edit((doc) => (late = addTag(doc, "means.force", 4)));
  client.close();
  await client.closed;
  const { parts } = await changeMeanings(server);
  const again = await RawClient.joinAt(server, made.rooms.layer, lawyer);
  again.sendUpdate(offline);
  await again.acknowledged();
  const [row] = await server.store.passages.annotations([made.layer]);
  expect(row).toMatchObject({ id: late, category: "means.force", version: 1 });
  expect(await waiting(server, lawyer)).toMatchObject([{ annotation: late, candidates: parts, version: 1 }]);
});

async function toldOfSorting(server: TestServer, who: Person) {
  const { told = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  return told.filter(({ kind }) => kind === "sorted");
}

test("what was split counts in a line of its own and under no part, until its author or a facilitator says which it is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const [first, second] = await tag(server, lawyer, made, ["means.force", "means.force"]);
  const { parts } = await changeMeanings(server);
  // One that comes late, from a device that did not know of the split.
  await tag(server, otherLawyer, made, ["means.force"], 8);

  const counts = async (): Promise<Record<string, number>> => {
    const view = MatrixView.parse(await (await server.ask(facilitator, "GET", "/api/matrix?by=categories")).json());
    const labels = new Map(view.categories.map(({ id, code, label }) => [id, `${code} ${label.en}`]));
    const tags = view.verdicts.flatMap((verdict) => verdict.tags);
    return Object.fromEntries(tags.map(({ category, counts: of }) => [labels.get(category), of[0]]));
  };
  const unsorted = "B1 means.force, to be sorted: B3 or B4?";
  expect(await counts()).toEqual({ [unsorted]: 3 });
  const view = MatrixView.parse(await (await server.ask(facilitator, "GET", "/api/matrix?by=categories")).json());
  expect(view.categories.find(({ id }) => id === "means.force")).toMatchObject({ isGone: true, isUnsorted: true });
  const behind = async (category: string): Promise<number> => {
    const answer = await server.ask(facilitator, "GET", `/api/matrix/cell?category=${category}`);
    return MatrixCell.parse(await answer.json()).passages.length;
  };
  expect([await behind("means.force"), await behind(parts[0] ?? ""), await behind(parts[1] ?? "")]).toEqual([3, 0, 0]);
  // A section that draws on it is offered what is unsorted and what has been sorted.
  const section = { id: "means", fromCategories: [idOf("means.force")], fromQuestions: [] };
  const offered = async (): Promise<string[]> => {
    const request = { scope: { kind: "all" }, language: "en", sections: [section], methodologyVersion: 1 } as const;
    const { passages, sections } = await trayOf(server.store, toActor(facilitator.member), request);
    const wanted = sections.flatMap((each) => each.passages).flatMap((at) => passages[at] ?? []);
    return [...new Set(wanted.map(({ category }) => `${category.code} ${category.label}`))].sort();
  };
  expect(await offered()).toEqual([`B1? ${unsorted.slice("B1 ".length)}`]);

  const decide = (who: Person, annotation: AnnotationId | undefined, category: string | undefined): Promise<Response> =>
    server.ask(who, "POST", `/api/verdicts/${made.verdict.id}/reviews`, {
      annotation,
      version: 2,
      decision: "change",
      category,
    });
  expect((await decide(otherLawyer, first, parts[0])).status).toBe(404);
  expect((await decide(lawyer, first, parts[0])).status).toBe(200);
  expect((await decide(facilitator, second, parts[1])).status).toBe(200);
  expect(await counts()).toEqual({ [unsorted]: 1, "B3 violence": 1, "B4 coercion": 1 });
  expect(await offered()).toEqual([`B1? ${unsorted.slice("B1 ".length)}`, "B3 violence", "B4 coercion"]);
  // Whose tag somebody else sorted is told what it was and is.
  const told = (who: Person) => toldOfSorting(server, who);
  expect(await told(lawyer)).toMatchObject([
    {
      kind: "sorted",
      from: facilitator.member.id,
      tag: second,
      was: "B1",
      now: { code: "B4", label: { en: "coercion" } },
    },
  ]);
  for (const who of [otherLawyer, facilitator]) expect(await told(who)).toEqual([]);
});

test("exports name a tag as what it is in the version in force, say what it was tagged as, and keep a retired one's label", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  await tag(server, lawyer, made, ["means.force", "act.transport", "means"]);
  await changeMeanings(server);
  const filter = ExportFilter.parse({});
  const { verdicts } = await collectPassages(server.store, () => toActor(facilitator.member), {
    filter,
    language: "en",
    at: NOW,
    told: ALL_TOLD,
  });
  const told = verdicts.flatMap(({ passages }) =>
    passages.map(({ category, code, path, taggedAs, reviewSince }) => ({
      category,
      code,
      path,
      taggedAs,
      reviewSince,
    })),
  );
  expect(told).toMatchObject([
    {
      category: "means.force",
      code: "B1",
      path: ["means", "means.force, to be sorted: B3 or B4?"],
      taggedAs: "means.force",
      reviewSince: 2,
    },
    { category: "act.recruitment", code: "A1", taggedAs: "act.transport", reviewSince: null },
    { category: "means", code: "B", path: ["means"], taggedAs: "means", reviewSince: 2 },
  ]);
});

test("an earlier report comes out as it was, though tags were reviewed and categories split since", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const [force] = await tag(server, lawyer, made, ["means.force", "act.transport"]);
  const report = async (methodologyVersion?: number): Promise<unknown[]> => {
    const filter = { verdicts: [], countries: [], categories: [], authors: [], text: "", methodologyVersion };
    const request = { filter: ExportFilter.parse(filter), language: "en", at: NOW, told: ALL_TOLD } as const;
    const { verdicts, head } = await collectPassages(server.store, () => toActor(facilitator.member), request);
    const passages = verdicts.flatMap((verdict) => verdict.passages);
    return [head.methodologyVersion, ...passages.map(({ code, path, taggedAs }) => [code, path, taggedAs])];
  };
  const before = await report();
  const { parts } = await changeMeanings(server);
  const command = { annotation: force, version: 2, decision: "change", category: parts[1] };
  await server.ask(lawyer, "POST", `/api/verdicts/${made.verdict.id}/reviews`, command);
  expect(await report()).toMatchObject([
    2,
    [expect.any(String), ["coercion"], parts[1]],
    ["A1", expect.any(Array), "act.transport"],
  ]);
  expect(await report(1)).toEqual(before);
});
