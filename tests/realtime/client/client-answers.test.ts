import { afterEach, expect, test, type TestContext } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { frozenAnswers } from "../../../client/verdict/sheet/frozen-answers.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { CategoryId, randomId, type UnitId } from "../../../schema/domain/ids.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { quote } from "../../../schema/text/quote.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { addUnit, askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import type { RoleName } from "../../helpers/rights/askers.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const force = CategoryId.parse("means.force");
const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
const { final, means, summary, hearings, award } = SHEET;

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function reading(
  context: TestContext,
  ...roles: RoleName[]
): Promise<{ server: TestServer; victim: UnitId; people: VerdictClient[] }> {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { verdict } = await server.newVerdict(TEXT);
  const victim = await addUnit(server, verdict.id, "victim");
  const people: VerdictClient[] = [];
  for (const role of roles) people.push(await VerdictClient.open(server, server.people[role], verdict.id));
  clients.push(...people);
  return { server, victim, people };
}

test("an answer is pending until it is on disk, and a colleague sees it with its author, note and certainty", async (context) => {
  const { server, victim, people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  expect(mine.model.answers.get(hearings.id, victim)).toBeNull();
  mine.model.answering.set(hearings.id, victim, 3);
  mine.model.answering.note(hearings.id, victim, "jednom u istrazi");
  mine.model.answering.certainty(hearings.id, victim, "unsure");
  await mine.until(() => mine.model.answers.get(hearings.id, victim) !== null);
  expect(mine.model.answers.get(hearings.id, victim)).toMatchObject({
    value: 3,
    pending: true,
    mine: true,
    version: 2,
  });
  await mine.until(() => mine.model.answers.get(hearings.id, victim)?.pending === false);
  const [layer] = await server.store.verdicts.layers(mine.model.verdictId);
  expect(layer && (await server.store.passages.answers([layer.id]))).toMatchObject([
    { question: hearings.id, value: 3 },
  ]);
  await theirs.until(() => theirs.model.answers.get(hearings.id, victim)?.certainty === "unsure");
  expect(theirs.model.answers.get(hearings.id, victim)).toMatchObject({
    value: 3,
    note: "jednom u istrazi",
    mine: false,
    author: { name: "Ana Lawyer" },
    noteAuthor: { name: "Ana Lawyer" },
  });
});

// P23 of docs/protocol.md.
test("work offline that writes more values than one frame may goes act by act, and none of it is refused", async (context) => {
  const { server, victim, people } = await reading(context, "lawyer");
  const [mine] = people as [VerdictClient];
  const layer = (await server.store.verdicts.rooms(mine.model.verdictId)).find(({ kind }) => kind === "layer");
  const docsIn = (client: VerdictClient) =>
    client.connections.flatMap(({ room, doc }) => (room === layer?.id ? [doc] : []));
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  const before = docsIn(mine);
  const of = [answerEntry(final.id, "verdict"), answerEntry(means.id, "verdict"), answerEntry(hearings.id, victim)];
  const [each, acts] = [1_000, LIMITS.newValuesPerFrame / 1_000 + 1];
  for (let act = 0; act < acts; act++) {
    const evidence = Array.from({ length: each }, () => [`ev/${randomId()}`, null]);
    for (const doc of before) new AnswersRoom(doc).entries.set(of[act % of.length] ?? "", Object.fromEntries(evidence));
  }
  mine.back();
  await mine.until(() => mine.model.synced && mine.model.saved.state === "saved");
  // After a refusal the room is opened anew, with a document of its own.
  expect(docsIn(mine)).toHaveLength(before.length);
  expect(mine.model.drafts).toEqual([]);
  const joiner = await VerdictClient.open(server, server.people.reader, mine.model.verdictId);
  clients.push(joiner);
  expect(docsIn(joiner).map((doc) => doc.getMap("answers").size)).toEqual([acts * each]);
});

test("only answers that have changed are made anew", async (context) => {
  const { people } = await reading(context, "lawyer");
  const [mine] = people as [VerdictClient];
  mine.model.answering.set(final.id, "verdict", "no");
  mine.model.answering.set(means.id, "verdict", ["force"]);
  await mine.until(() => mine.model.saved.state === "saved" && mine.model.answers.all.size === 2);
  const before = mine.model.answers.get(final.id, "verdict");
  mine.model.answering.note(means.id, "verdict", "reč");
  await mine.until(() => mine.model.answers.get(means.id, "verdict")?.note === "reč");
  expect(mine.model.answers.get(final.id, "verdict")).toBe(before);
  expect(mine.model.answers.all).toBe(mine.model.answers.all);
});

test("a value that does not answer the question is not written, and nothing by who may not", async (context) => {
  const { people } = await reading(context, "lawyer", "reviewer");
  const [lawyer, reviewer] = people as [VerdictClient, VerdictClient];
  expect(lawyer.model.answering.set(means.id, "verdict", ["bribery"])).toBe(false);
  expect(lawyer.model.answering.set(final.id, "verdict", "not-mentioned")).toBe(true);
  expect(reviewer.model.answering.set(final.id, "verdict", "yes")).toBe(false);
  expect(reviewer.model.answering.addPassage(final.id, "verdict", [{ start: 0, end: 10 }])).toBe(false);
});

test("one's own answers are undone in the order of all one's acts, never a colleague's", async (context) => {
  const { people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const value = (client: VerdictClient): unknown => client.model.answers.get(final.id, "verdict")?.value;
  mine.model.answering.set(final.id, "verdict", "no");
  mine.model.addTag(force, [{ start: 0, end: 10 }]);
  mine.model.answering.set(final.id, "verdict", "yes");
  expect(mine.model.undo()).toBe(true);
  expect(value(mine)).toBe("no");
  expect(mine.model.undo()).toBe(true);
  expect(mine.model.tags[0]?.deleted).toBe(true);
  expect(value(mine)).toBe("no");
  expect(mine.model.undo()).toBe(true);
  expect(value(mine)).toBeNull();
  mine.model.redo();
  await theirs.until(() => value(theirs) === "no");
  theirs.model.answering.set(final.id, "verdict", "unclear");
  await mine.until(() => value(mine) === "unclear");
  mine.model.undo();
  expect(value(mine)).toBe("unclear");
});

test("two people answer at once: there is one answer, both are told what the other said, and nothing beside it is lost", async (context) => {
  const { people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  mine.away();
  theirs.away();
  mine.model.answering.set(means.id, "verdict", ["force"]);
  mine.model.answering.note(means.id, "verdict", "moje");
  mine.model.answering.addPassage(means.id, "verdict", [{ start: 14, end: 26 }]);
  theirs.model.answering.set(means.id, "verdict", ["deception"]);
  theirs.model.answering.certainty(means.id, "verdict", "unsure");
  theirs.model.answering.addPassage(means.id, "verdict", [{ start: 0, end: 10 }]);
  mine.back();
  await mine.until(() => mine.model.saved.state === "saved");
  theirs.back();
  await theirs.until(() => theirs.model.saved.state === "saved");
  const answer = (client: VerdictClient) => client.model.answers.get(means.id, "verdict");
  await mine.until(() => answer(mine)?.evidence.length === 2);
  await theirs.until(() => answer(theirs)?.evidence.length === 2);
  expect(answer(mine)?.value).toEqual(answer(theirs)?.value);
  expect(answer(mine)).toMatchObject({ note: "moje", certainty: "unsure" });
  // Whose answer stands is chance; the other is told what became of theirs.
  const [loser, lost] = answer(mine)?.mine ? [theirs, ["deception"]] : [mine, ["force"]];
  const winner = loser === mine ? theirs : mine;
  expect(answer(winner)?.replaced).toBeNull();
  await winner.until(() => answer(winner)?.over !== null);
  expect([lost, null]).toContainEqual(answer(winner)?.over?.value);
  expect(answer(loser)?.replaced).toEqual(lost);
  loser.model.answering.accept(means.id, "verdict");
  expect(answer(loser)?.replaced).toBeNull();
});

test("one person answers twice at once, on two devices, one of which is opened anew: each says what the other was", async (context) => {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  const openOne = async (options: { work?: WorkStore } = {}): Promise<VerdictClient> => {
    const client = await VerdictClient.open(server, lawyer, verdict.id, options);
    clients.push(client);
    return client;
  };
  const first = await openOne({ work });
  const other = await openOne();
  first.away();
  await first.until(() => first.model.saved.state === "offline");
  first.model.answering.set(final.id, "verdict", "no");
  await work.settled();
  first.close();
  other.model.answering.set(final.id, "verdict", "yes");
  await other.until(() => other.model.saved.state === "saved");
  const again = await openOne({ work });
  const answer = (client: VerdictClient) => client.model.answers.get(final.id, "verdict");
  const isTold = (client: VerdictClient) => (): boolean => Boolean(answer(client)?.replaced ?? answer(client)?.over);
  await again.until(isTold(again));
  await other.until(isTold(other));
  // Whose stands is chance; what it took the place of is named wherever it is known.
  const [loser, lost] = answer(again)?.value === "no" ? [other, "yes"] : [again, "no"];
  expect(answer(loser)?.replaced).toBe(lost);
  expect(answer(loser)?.mine).toBe(true);
});

test("words that met a colleague's in the same answer are not saved, and are a draft when one comes again", async (context) => {
  const { server, people } = await reading(context, "otherLawyer");
  const [theirs] = people as [VerdictClient];
  const { lawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  const openMine = async (): Promise<VerdictClient> => {
    const client = await VerdictClient.open(server, lawyer, theirs.model.verdictId, { work });
    clients.push(client);
    return client;
  };
  const mine = await openMine();
  const entry = answerEntry(summary.id, "verdict");
  const stored = (client: VerdictClient) => client.model.answers.get(summary.id, "verdict")?.value ?? "";
  const field = mine.model.wordings.of(entry, "value", summary.type);
  field.type("Moje reči");
  theirs.model.answering.set(summary.id, "verdict", "Njene reči");
  await mine.until(() => stored(mine) === "Njene reči");
  field.take("Njene reči");
  field.type("Moje reči dalje");
  expect(mine.model.saved).toMatchObject({ state: "two-wordings", changes: 1 });
  // Its field asks, so that no list has to.
  expect(mine.model.drafts).toEqual([]);
  await work.settled();
  mine.close();

  const again = await openMine();
  await again.until(() => again.model.saved.state === "saved" && stored(again) === "Njene reči");
  expect(again.model.drafts).toMatchObject([{ words: "Moje reči dalje", why: "overlap", question: "Main problem" }]);
  const anew = again.model.wordings.of(entry, "value", summary.type);
  anew.take("Njene reči");
  expect(anew).toMatchObject({ mine: "Moje reči dalje", theirs: "Njene reči" });
  expect(again.model.retryDraft(again.model.drafts[0]?.id ?? "")).toBe("written");
  expect(again.model.wordings.of(entry, "value", summary.type).theirs).toBeNull();
  expect(again.model.drafts).toEqual([]);
  await theirs.until(() => stored(theirs) === "Moje reči dalje");
});

test("what stands in the fields of a question, not written yet, is a draft when a blind round begins", async (context) => {
  const { server, victim, people } = await reading(context, "lawyer");
  const [mine] = people as [VerdictClient];
  const { model } = mine;
  const verdict = model.verdictId;
  model.wordings.of(answerEntry(hearings.id, victim), "value", hearings.type).type('["3"]');
  model.wordings.of(answerEntry(award.id, victim), "value", award.type).type('["oko pet","EUR"]');
  model.wordings.of(answerEntry(final.id, "verdict"), "note", "text").type("nije pravnosnažna");
  await beginBlind(server, verdict, [server.people.lawyer, server.people.otherLawyer]);
  // As the page does where its rooms close.
  await mine.until(() => mine.closed.length > 0);
  await mine.refresh();
  expect(model.drafts.map(({ words, late, canRetry }) => [words, late, canRetry])).toEqual([
    ["3", true, false],
    ["oko pet EUR", true, false],
    ["nije pravnosnažna", true, false],
  ]);
  // In the round the fields are empty, and nothing of it was written before.
  expect(model.wordings.of(answerEntry(hearings.id, victim), "value", hearings.type).isDirty).toBe(false);
  const layers = await server.store.verdicts.layers(verdict);
  expect(await server.store.passages.answers(layers.map(({ id }) => id))).toEqual([]);
  await mine.refresh();
  expect(model.drafts).toHaveLength(3);
});

test("a figure that cannot be read is kept where the verdict closes, and stands beside the note when it is tried again", async (context) => {
  const { victim, people } = await reading(context, "lawyer");
  const [{ model }] = people as [VerdictClient];
  const entry = answerEntry(hearings.id, victim);
  model.answering.note(hearings.id, victim, "jednom u istrazi");
  const field = model.wordings.of(entry, "value", hearings.type);
  field.type('["oko tri"]');
  // While its layer is shown, what is refused is said beside its question.
  model.update(model.view);
  expect(model.drafts).toEqual([]);
  model.keepTyped();
  expect(model.drafts).toMatchObject([{ words: "oko tri" }]);
  expect(model.retryDraft(model.drafts[0]?.id ?? "")).toBe("written");
  expect(model.answers.get(hearings.id, victim)?.note).toBe("jednom u istrazi\noko tri");
});

test("evidence of a tag follows the tag, a passage follows the text, and a correction of its words is flagged", async (context) => {
  const { server, people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const { model } = mine;
  const tag = model.addTag(force, [{ start: 14, end: 26 }]) ?? "";
  model.answering.addTag(summary.id, "verdict", tag);
  model.answering.addPassage(summary.id, "verdict", [{ start: 46, end: 54 }]);
  await mine.until(
    () => model.saved.state === "saved" && model.answers.get(summary.id, "verdict")?.evidence.length === 2,
  );
  const evidence = () => model.answers.get(summary.id, "verdict")?.evidence ?? [];
  const words = () => evidence().map(({ ranges }) => quote(model.view.revision, ranges));
  expect(evidence()).toMatchObject([
    { id: tag, tag: { code: "B1" }, state: "same" },
    { tag: null, state: "same" },
  ]);
  expect(words()).toEqual(["oduzeo pasoš", "Oštećena"]);

  // Whoever answers in the place of another vouches for what the earlier answer rested on.
  expect(evidence().map(({ author }) => author?.id)).toEqual([model.me, model.me]);
  await theirs.until(() => theirs.model.answers.get(summary.id, "verdict")?.evidence.length === 2);
  theirs.model.answering.keepEvidence(summary.id, "verdict", tag);
  expect(theirs.model.answering.keepEvidence(summary.id, "verdict", "nothing".padEnd(20, "0"))).toBe(false);
  await mine.until(() => evidence()[0]?.author?.id === theirs.model.me);
  expect(evidence().map(({ author }) => author?.id)).toEqual([theirs.model.me, model.me]);
  expect(words()).toEqual(["oduzeo pasoš", "Oštećena"]);

  const edit = { baseRevision: 1, kind: "correct", edits: [{ start: 46, end: 54, insert: "Oštećeni" }] };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${model.verdictId}/edits`, edit);
  await mine.refresh();
  expect(evidence().map(({ state }) => state)).toEqual(["same", "changed"]);
  expect(words()[1]).toBe("Oštećeni");
  const [, passage] = evidence();
  model.answering.renewPassage(summary.id, "verdict", passage?.id ?? "", passage?.ranges ?? []);
  await mine.until(() => evidence()[1]?.state === "same");

  model.changeTag(model.tags[0]?.id ?? ("" as never), { deleted: true });
  await mine.until(() => evidence().some(({ state }) => state === "gone"));
  model.answering.removeEvidence(summary.id, "verdict", tag);
  await mine.until(() => evidence().length === 1);
});

test("a frozen layer's rows are shown as the live answers are", async (context) => {
  const { people } = await reading(context, "lawyer");
  const [mine] = people as [VerdictClient];
  const { model } = mine;
  const anchor = { revision: 1, ranges: [{ start: 14, end: 26 }] };
  const row = {
    question: final.id,
    subject: "verdict" as const,
    value: "no",
    version: 2,
    note: "",
    certainty: "sure" as const,
    evidence: [{ id: "a".repeat(22), anchor }],
    author: model.me,
    at: "2026-03-02T10:00:00.000Z",
  };
  const resolve = () => ({ revision: 1, ranges: anchor.ranges, state: "same" as const });
  const views = frozenAnswers({ resolve, card: () => null, me: model.me }, { answers: [row] }, () => null);
  expect(views.get(answerEntry(final.id, "verdict"))).toMatchObject({
    value: "no",
    mine: true,
    at: row.at,
    evidence: [{ anchor }],
  });
});
