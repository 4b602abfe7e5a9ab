import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  DisagreementId,
  LayerId,
  newId,
  QuestionId,
  RoomId,
  RoundId,
  UnitId,
  type VerdictId,
} from "../../../schema/domain/ids.ts";
import { DemoCodings } from "../../../server/demo/demo-codings.ts";
import type { DemoPerson } from "../../../server/demo/demo-people.ts";
import { DemoVerdict } from "../../../server/demo/demo-verdict.ts";
import { readCarryOver, readFirstMethodology } from "../../../server/demo/second-methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { AgreementView, GammaView, PlacesView } from "../../../schema/protocol/http/agreement.ts";
import { RoundView } from "../../../schema/protocol/http/rounds.ts";
import { ReviewList } from "../../../schema/protocol/http/methodology.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { mergeCategory, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { disagreementsOf } from "../../../schema/reconcile/disagreements-of.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { beginBlind, handIn, ownRoom, reveal } from "../../helpers/network/blind-round.ts";
import { bringCodings, bringFiles } from "../../helpers/network/verdicts/coded-verdict.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { readParts, readSheet } from "../../helpers/files/read-xlsx.ts";
import { freezeTestMethodology, QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-28T10:00:00.000Z";
const TEXT = "Sud je našao da je tučena u stanu. Zatim je odvedena u drugi grad. Nije imala izbora.";

async function setting(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  await freezeTestMethodology(server.store);
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const { lawyer, otherLawyer, facilitator } = server.people;
  const round = await bringCodings(server, verdict.id, [
    {
      coder: lawyer,
      annotations: [
        ["means.force", "da je tučena u stanu"],
        ["act.transport", "odvedena u drugi grad"],
      ],
      answers: [["q.claim", "yes"]],
    },
    {
      coder: otherLawyer,
      annotations: [
        ["means.force", "tučena u stanu"],
        ["means.vulnerability", "Nije imala izbora"],
      ],
      answers: [["q.claim", "no"]],
    },
    { coder: facilitator, annotations: [["act.transport", "odvedena u drugi grad"]] },
  ]);
  const path = `/api/verdicts/${verdict.id}/agreement`;
  return { server, verdict, round, path };
}

const view = async ({ ask }: TestServer, who: Person, path: string): Promise<AgreementView> =>
  AgreementView.parse(await (await ask(who, "GET", path)).json());

test("the second methodology moves no figure of the shipped round that was coded in the first", async (context) => {
  const server = await startTestServer(context);
  const { store, people } = server;
  const first = await store.methodologies.freeze(readFirstMethodology(), "", null, NOW);
  const demo = new URL("../../../server/demo/data/al-individual.json", import.meta.url);
  const { text, units } = DemoVerdict.parse(JSON.parse(await readFile(demo, "utf8")));
  const { verdict } = await server.newVerdict(text.text, { stage: "cleared" });
  for (const unit of units)
    await store.names.addUnit({ ...unit, id: newId(UnitId), verdict: verdict.id, createdAt: NOW });
  const { lawyer, otherLawyer, otherFacilitator } = people;
  const coders: Partial<Record<DemoPerson, Person>> = {
    "lawyer-al": lawyer,
    "lawyer-rs": otherLawyer,
    "lawyer-mk": otherFacilitator,
  };
  const shipped = new URL("../../../server/demo/codings/al-individual.json", import.meta.url);
  const codings = DemoCodings.parse(JSON.parse(await readFile(shipped, "utf8")));
  const files = codings.flatMap(({ by, file }) => (coders[by] ? [{ member: coders[by].member.id, file }] : []));
  await bringFiles(server, verdict.id, files);
  const path = `/api/verdicts/${verdict.id}/agreement`;
  const before = await view(server, lawyer, path);
  expect(before.figures?.questions.length).toBeGreaterThan(40);
  const onto = { base: first.number, fates: readCarryOver().fates };
  await store.methodologies.freeze(readStarterMethodology(), "", null, NOW, onto);
  const after = await view(server, lawyer, path);
  expect(after.figures).toEqual(before.figures);
  expect(after.categoryKinds).toEqual(before.categoryKinds);
});

test("a revealed round has its figures, with intervals, by category, pair and question, and the people it is of", async (context) => {
  const { server, verdict, round, path } = await setting(context);
  const seen = await view(server, server.people.reader, path);
  expect(seen.rounds).toMatchObject([{ verdict: verdict.id, round, number: 2, mode: "revealed", revision: 1 }]);
  expect(seen.people.map(({ id }) => id).sort()).toEqual(seen.rounds[0]?.coders);
  const { figures } = seen;
  expect(figures).toMatchObject({ resamples: 2000, seed: 1, all: { verdicts: 1, coders: 3, passages: { n: 5 } } });
  expect(figures?.pairs).toHaveLength(3);
  expect(figures?.categories.map(({ category, n }) => [category, n])).toEqual([
    ["act.transport", 2],
    ["means.force", 2],
    ["means.vulnerability", 1],
  ]);
  expect(figures?.questions).toMatchObject([{ question: "q.claim", n: 1, raw: { value: 0 } }]);
  expect(seen.categoryKinds).toMatchObject({
    "means.force": { place: 1, agreed: 0 },
    "act.transport": { missed: 1 },
    "means.vulnerability": { missed: 1 },
  });
  const again = await view(server, server.people.reader, path);
  expect(again).toEqual(seen);
});

test("behind a figure stand its passages: who marked which words, who did not, and what they differ in", async (context) => {
  const { server, verdict } = await setting(context);
  const { lawyer, otherLawyer, facilitator, reader } = server.people;
  const places = async (query: string): Promise<PlacesView["places"]> => {
    const answer = await server.ask(reader, "GET", `/api/agreement/places?verdict=${verdict.id}&${query}`);
    return PlacesView.parse(await answer.json()).places;
  };
  const [force, ...others] = await places("category=means.force");
  expect(others).toEqual([]);
  expect(force).toMatchObject({ kind: "place", paragraph: "1", quote: { text: "da je tučena u stanu" } });
  expect(force?.marks.map(({ coder }) => coder)).toEqual([lawyer.member.id, otherLawyer.member.id].sort());
  expect(force?.without).toEqual([facilitator.member.id]);
  const pair = `coders=${lawyer.member.id},${facilitator.member.id}`;
  expect((await places(`${pair}&of=tags`)).map(({ kind }) => kind)).toEqual(["missed", "agreed"]);
  const [claim] = await places("question=q.claim");
  expect(claim).toMatchObject({ kind: "answer", question: "q.claim", subject: "verdict", quote: null });
  expect(new Set(claim?.marks.map(({ value }) => value))).toEqual(new Set(["yes", "no"]));
});

test("all verdicts together, or those of a country and a form", async (context) => {
  const { server, verdict } = await setting(context);
  const { verdict: other } = await server.newVerdict(TEXT, { country: "mk", form: "individual" });
  await bringCodings(server, other.id, [
    { coder: server.people.lawyer, annotations: [["means.force", "tučena u stanu"]] },
    { coder: server.people.otherLawyer, annotations: [] },
  ]);
  const of = async (query: string): Promise<string[]> =>
    (await view(server, server.people.reader, `/api/agreement${query}`)).rounds.map((round) => round.verdict);
  expect(new Set(await of(""))).toEqual(new Set([verdict.id, other.id]));
  expect(await of("?country=mk")).toEqual([other.id]);
  expect(await of("?form=organised")).toEqual([verdict.id]);
  expect(await of("?country=al")).toEqual([]);
  const all = await view(server, server.people.reader, "/api/agreement");
  expect(all.figures?.countries.map(({ country }) => country)).toEqual(["mk", "rs"]);
  const places = await server.ask(server.people.reader, "GET", "/api/agreement/places?category=means.force");
  const found = PlacesView.parse(await places.json()).places.map((place) => place.verdict);
  expect(new Set(found)).toEqual(new Set([verdict.id, other.id]));
});

test("the report says it in words and figures, in Word and Excel, to who may export, and is audited", async (context) => {
  const { server, round, path } = await setting(context);
  const { lawyer, reader } = server.people;
  const file = async (query: string): Promise<Uint8Array> => {
    const answer = await server.ask(lawyer, "GET", `${path}/report?${query}`);
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const { paragraphs } = readDocx(await file("format=docx&language=en"));
  const said = paragraphs.map(({ text }) => text);
  expect(said).toContain("How far the coders agree");
  expect(said).toContain("There are too few passages for figures to say much: read the passages.");
  expect(said.join("\n")).toContain("2000 resamples, seed 1");
  for (const { member } of [lawyer, server.people.otherLawyer]) expect(said.join("\n")).toContain(member.name);
  const parts = readParts(await file("format=xlsx&language=sr-Latn"));
  const figures = readSheet(parts, 2);
  expect(figures.rows[0]?.slice(0, 3)).toEqual(["Mera", "Vrednost: Jednom rečju", "Vrednost: Vrednost"]);
  expect(figures.rows.length).toBe(8);
  expect((await server.ask(reader, "GET", `${path}/report?format=docx`)).status).toBe(403);
  const made = (await server.store.audit.list(20)).filter(({ action }) => action === "agreement.report");
  expect(made.map(({ subject }) => [subject["format"], subject["rounds"]])).toEqual([
    ["xlsx", round],
    ["docx", round],
  ]);
  expect((await server.ask(lawyer, "GET", "/api/agreement/report?format=docx")).status).toBe(200);
  expect((await server.ask(lawyer, "GET", "/api/agreement/report?format=docx&country=al")).status).toBe(422);
});

test("a correction, and an erasure within a tag, move no figure of a revealed round", async (context) => {
  const { server, verdict, path } = await setting(context);
  const { facilitator, reader } = server.people;
  const before = await view(server, reader, path);
  const figures = async (): Promise<unknown> => {
    const { figures, categoryKinds, confusions } = await view(server, reader, path);
    return { figures, categoryKinds, confusions };
  };
  const same = { figures: before.figures, categoryKinds: before.categoryKinds, confusions: before.confusions };
  const start = TEXT.indexOf("drugi");
  const correction = {
    baseRevision: 1,
    kind: "correct",
    edits: [{ start, end: start + 5, insert: "jedan daleki i veliki" }],
  };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, correction)).status).toBe(200);
  expect(await figures()).toEqual(same);
  // All that one of them had marked beyond the other: of the text as it is now they agree.
  const gone = TEXT.indexOf("da je");
  const erasure = { kind: "passage", revision: 2, ranges: [{ start: gone, end: gone + 5 }] };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erasure)).status).toBe(201);
  expect(await figures()).toEqual(same);
  const kept = await server.store.passages.compared(before.rounds[0]?.round ?? newId(RoundId));
  expect(kept?.length).toBe(TEXT.length);
});

test("a later version moves no figure of a round, and figures over rounds of several versions name what they leave out", async (context) => {
  const { server, path } = await setting(context);
  const { reader, lawyer, otherLawyer } = server.people;
  const before = await view(server, reader, path);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    mergeCategory(room, entryOf("means.vulnerability"), entryOf("act.transport"));
  });
  const { version } = await draft.freeze();
  // Merged into another, tags that were of two categories would be of one.
  expect(await view(server, reader, path)).toEqual(before);
  expect(before.methodologyVersion).toBe(2);

  const second = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  await bringCodings(server, second.verdict.id, [
    { coder: lawyer, annotations: [["act", "u drugi grad"]] },
    { coder: otherLawyer, annotations: [["act", "u drugi grad"]] },
  ]);
  const all = await view(server, reader, "/api/agreement");
  const parts = version?.content.categories.filter(({ label }) => /violence|coercion/.test(label.en ?? ""));
  expect(all.methodologyVersion).toBe(3);
  expect(new Set(all.leftOut)).toEqual(
    new Set(["means.force", "means.vulnerability", "act.transport", ...(parts ?? []).map(({ id }) => id)]),
  );
  expect(all.figures?.categories.map(({ category }) => category)).toEqual(["act"]);
  expect(before.leftOut).toEqual([]);
});

test("what was compared when a round was revealed stays compared, also an answer that another one made idle", async (context) => {
  const server = await startTestServer(context);
  const { store, hub, people } = server;
  const { lawyer, otherLawyer, reader } = people;
  await freezeTestMethodology(store);
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const { claim, summary } = QUESTIONS;
  const sent: Question = { ...claim, id: QuestionId.parse("q.sent"), shownIf: { question: claim.id, values: ["yes"] } };
  await store.methodologies.freeze({ ...inForce.content, questions: [claim, sent, summary] }, "", null, NOW);
  const given = [
    { coder: lawyer, claim: "yes", sent: "yes" },
    { coder: otherLawyer, claim: "no", sent: "no" },
  ] as const;
  const revealed = async (isOfBefore: boolean): Promise<AgreementView> => {
    const { verdict } = await server.newVerdict(TEXT);
    const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
    for (const { coder, ...values } of given) {
      await hub.write(await ownRoom(server, verdict.id, coder), coder.member.id, (doc) => {
        const answers = new AnswersRoom(doc);
        answers.change(claim.id, "verdict", { value: values.claim, version: 2 });
        answers.change(sent.id, "verdict", { value: values.sent, version: 2 });
      });
      await handIn(server, verdict.id, round, coder);
    }
    const answers = given.flatMap(({ coder, ...values }) =>
      [claim, sent].map(({ id: question }) => ({
        coder: coder.member.id,
        question,
        subject: "verdict" as const,
        value: question === claim.id ? values.claim : values.sent,
        at: null,
      })),
    );
    const coders = [lawyer.member.id, otherLawyer.member.id];
    const groups = disagreementsOf({ coders, text: TEXT, tags: [], answers, questions: [claim.id, sent.id] });
    // As every answer was compared once, whatever was asked.
    if (isOfBefore)
      await store.disagreements.add({
        verdict: verdict.id,
        round,
        disagreements: groups.map((group) => ({ id: newId(DisagreementId), ...group })),
        layer: newId(LayerId),
        room: newId(RoomId),
        at: NOW,
      });
    await reveal(server, verdict.id, round);
    return view(server, reader, `/api/verdicts/${verdict.id}/agreement`);
  };
  const compared = ({ figures }: AgreementView) =>
    figures?.questions.find(({ question }) => question === sent.id)?.prevalence.map(({ value }) => value);
  expect(compared(await revealed(true))?.toSorted()).toEqual(["no", "yes"]);
  expect(compared(await revealed(false))).toEqual(["yes"]);
});

/** The same words, by each in the layer of their own, as a category of one version. */
async function tagAlone(
  server: TestServer,
  verdict: VerdictId,
  coder: Person,
  [category, version]: [string, number],
): Promise<void> {
  await server.hub.write(await ownRoom(server, verdict, coder), coder.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 4, end: 20 }] };
    new LayerRoom(doc).add({ category: idOf(category), version, anchor }, NOW);
  });
}

test("a blind round keeps the version that it began with, for its coders and in its figures", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const seenIn = async (): Promise<number | undefined> => {
    const answer = await server.ask(lawyer, "GET", `/api/verdicts/${made.verdict.id}`);
    return VerdictView.parse(await answer.json()).methodology?.number;
  };
  const round = await beginBlind(server, made.verdict.id, [lawyer, otherLawyer]);
  await tagAlone(server, made.verdict.id, lawyer, ["means.force", 1]);
  await tagAlone(server, made.verdict.id, otherLawyer, ["means.vulnerability", 1]);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    mergeCategory(room, entryOf("means.vulnerability"), entryOf("act.recruitment"));
  });
  await draft.freeze();
  expect(await seenIn()).toBe(1);
  const waiting = ReviewList.parse(await (await server.ask(lawyer, "GET", "/api/reviews")).json());
  expect(waiting.verdicts).toEqual([]);

  for (const coder of [lawyer, otherLawyer]) await handIn(server, made.verdict.id, round, coder);
  await reveal(server, made.verdict.id, round);
  const seen = await view(server, lawyer, `/api/verdicts/${made.verdict.id}/agreement`);
  expect(seen.methodologyVersion).toBe(1);
  expect(seen.figures?.categories.map(({ category }) => category)).toEqual(["means.force", "means.vulnerability"]);
  // What comes after it is read and written in the version in force.
  expect(await seenIn()).toBe(2);

  // Set beside a round of that version, neither has the categories whose meaning changed between; alone it has them still.
  const second = await beginBlind(server, made.verdict.id, [lawyer, otherLawyer]);
  for (const coder of [lawyer, otherLawyer]) {
    await tagAlone(server, made.verdict.id, coder, ["act.transport", 2]);
    await handIn(server, made.verdict.id, second, coder);
  }
  await reveal(server, made.verdict.id, second);
  const at = `/api/verdicts/${made.verdict.id}/agreement`;
  const [first, later] = await Promise.all([
    view(server, lawyer, `${at}?round=${round}&beside=${second}`),
    view(server, lawyer, `${at}?round=${second}&beside=${round}`),
  ]);
  expect(first.leftOut).toEqual(later.leftOut);
  expect(first.leftOut).toEqual(expect.arrayContaining(["means.force", "means.vulnerability"]));
  expect([first, later].map(({ figures }) => figures?.categories.map(({ category }) => category))).toEqual([
    [],
    ["act.transport"],
  ]);
  expect(await view(server, lawyer, `${at}?round=${round}`)).toMatchObject({ leftOut: [], figures: seen.figures });
});

test("gamma of one text comes when it is asked for", async (context) => {
  const { server, path } = await setting(context);
  const gamma = GammaView.parse(await (await server.ask(server.people.reader, "GET", `${path}/gamma`)).json());
  expect(gamma.value).toBeGreaterThan(-1);
  expect(gamma.samples).toBeGreaterThanOrEqual(30);
});

test("a blind round has no agreement for anybody, and who codes it compares no earlier round meanwhile", async (context) => {
  const { server, verdict, round, path } = await setting(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer, reader } = server.people;
  const coders = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due: null }));
  const begun = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/rounds`, {
    round,
    mode: "blind",
    coders,
  });
  expect(begun.status).toBe(200);
  const blind = RoundView.array()
    .parse(await begun.json())
    .at(-1);
  // That a round was revealed they know, and nothing of it.
  const hidden = { code: "coding-blind", params: {} };
  for (const asked of [path, `/api/verdicts/${verdict.id}/cases`])
    expect(await (await server.ask(lawyer, "GET", asked)).json()).toEqual(hidden);
  expect(await view(server, lawyer, "/api/agreement")).toMatchObject({ rounds: [], codesFurther: true });
  expect((await server.ask(reader, "GET", path)).status).toBe(200);
  for (const coder of [lawyer, otherLawyer])
    expect((await server.ask(coder, "POST", `/api/verdicts/${verdict.id}/rounds/${blind?.id}/hand-in`)).status).toBe(
      200,
    );
  for (const who of [facilitator, otherFacilitator, lawyer, reader]) {
    expect((await server.ask(who, "GET", `${path}?round=${blind?.id}`)).status).toBe(404);
    const places = `/api/agreement/places?verdict=${verdict.id}&round=${blind?.id}`;
    expect((await server.ask(who, "GET", places)).status).toBe(404);
  }
  expect((await view(server, reader, path)).rounds).toMatchObject([{ number: 2 }]);
});
