import { afterEach, expect, test, type TestContext } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import type { OpenWording } from "../../../client/methodology/draft/words/open-wording.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { storedWords } from "../../../client/verdict/sheet/typed-value.ts";
import { unsentWords } from "../../../client/typed/typed-on.ts";
import { DisagreementId, newId, type UnitId, type VerdictId } from "../../../schema/domain/ids.ts";
import { beginBlind, handIn, reveal } from "../../helpers/network/blind-round.ts";
import { addUnit, askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const { prison, summary } = SHEET;
const SUMMARY = answerEntry(summary.id, "verdict");
const EMPTY = '["",""]';

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

interface Reading {
  server: TestServer;
  verdict: VerdictId;
  defendant: UnitId;
  lawyer: Person;
  work: WorkStore;
  /** Opens the page: of the lawyer on their device, of anybody else on none. */
  open(who?: Person): Promise<VerdictClient>;
  /** What stands in the fields of the figure, drawn. */
  field(client: VerdictClient, stored?: string): OpenWording;
  /** What stands in the field of the answer in words, or of its note, drawn. */
  words(client: VerdictClient, part: "value" | "note"): OpenWording;
  /** How the questions of the drafts on that device are called. */
  kept(): (string | undefined)[];
}

async function reading(context: TestContext): Promise<Reading> {
  const server = await startTestServer(context);
  await askQuestions(server);
  const made = await server.newVerdict(["Okrivljeni je oduzeo pasoš i mobilni telefon."]);
  const verdict = made.verdict.id;
  const defendant = await addUnit(server, verdict, "defendant");
  const { lawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  const entry = answerEntry(prison.id, defendant);
  return {
    server,
    verdict,
    defendant,
    lawyer,
    work,
    open: async (who = lawyer) => {
      const client = await VerdictClient.open(server, who, verdict, who === lawyer ? { work } : {});
      clients.push(client);
      return client;
    },
    field: ({ model }, stored = EMPTY) => {
      const wording = model.wordings.of(entry, "value", prison.type);
      wording.take(stored);
      return wording;
    },
    words: ({ model }, part) => {
      const wording = model.wordings.of(SUMMARY, part, "text");
      const answer = model.answers.get(summary.id, "verdict");
      wording.take(part === "note" ? (answer?.note ?? "") : storedWords(answer));
      return wording;
    },
    kept: () => work.allDrafts().map(({ draft }) => draft.about),
  };
}

test("a figure that says no value stands in its fields again when the page is opened anew, until it is an answer", async (context) => {
  const { open, field, work, kept, server, defendant } = await reading(context);
  const before = await open();
  field(before).type('["","sest ipo"]');
  // Its fields have it.
  expect(before.model.drafts).toEqual([]);
  await work.settled();
  before.close();
  expect(kept()).toEqual(["[Defendant 1] Length of imprisonment"]);

  const again = await open();
  const place = { question: prison.id, subject: defendant };
  expect(again.model.drafts).toMatchObject([{ words: "sest ipo", why: "typed", canRetry: false, choose: place }]);
  expect(again.model.unsent).toEqual([]);
  expect(again.model.wordings.refused(answerEntry(prison.id, defendant), prison.type)).toBe("sest ipo");
  const words = field(again);
  expect(words).toMatchObject({ mine: '["","sest ipo"]', isDirty: true, theirs: null });
  expect(again.model.drafts).toEqual([]);
  const theirs = await open(server.people.otherLawyer);
  expect([theirs.model.drafts, field(theirs).isDirty]).toEqual([[], false]);

  // Written, it is an answer and nothing else.
  words.type('["6","6"]');
  expect(words.commit()).toBe('["6","6"]');
  expect(kept()).toEqual([]);
  words.type('["6","pola"]');
  // It is asked before the page is left, and keeps then what is typed.
  expect(again.model.isTypedAtRisk).toBe(true);
  expect(kept()).toHaveLength(1);
  // Who empties the fields, or takes another answer, has taken it away.
  words.drop();
  expect(kept()).toEqual([]);
  again.close();
  expect(field(await open()).isDirty).toBe(false);
});

test("a figure that was left is chosen against what a colleague answered since, and goes where its draft is discarded", async (context) => {
  const { open, field, work, kept } = await reading(context);
  const before = await open();
  field(before).type('["5",""]');
  before.close();

  const again = await open();
  const words = field(again, '["4",""]');
  expect(words).toMatchObject({ mine: '["5",""]', theirs: '["4",""]' });
  // The room had not come yet.
  words.take(EMPTY);
  expect(words).toMatchObject({ mine: '["5",""]', theirs: null, isDirty: true });
  expect(kept()).toHaveLength(1);
  words.take('["4",""]');
  words.choose("theirs");
  expect([words.mine, kept()]).toEqual(['["4",""]', []]);
  words.type('["4","tri"]');
  again.close();

  // As on the first page.
  const last = await open();
  expect(field(last, '["4",""]').mine).toBe('["4","tri"]');
  for (const { draft } of work.allDrafts()) work.dropDraft(draft.id, "let-go");
  expect(field(last, '["4",""]').mine).toBe('["4",""]');
});

test("after hand-in a figure that was no answer stays as a draft of its writer, also when the page is opened anew", async (context) => {
  const { open, field, server, verdict, lawyer, work, kept, defendant } = await reading(context);
  const round = await beginBlind(server, verdict, [lawyer, server.people.otherLawyer]);
  const coder = await open();
  field(coder).type('["sest ipo",""]');
  await handIn(server, verdict, round, lawyer);
  await coder.refresh();
  expect(coder.model.wordings.refused(answerEntry(prison.id, defendant), prison.type)).toBe("sest ipo");
  await work.settled();
  coder.close();

  const again = await open();
  expect(again.model.drafts).toMatchObject([{ words: "sest ipo", canRetry: false, choose: null }]);
  expect(field(again)).toMatchObject({ mine: '["sest ipo",""]', isDirty: true });
  // It can be discarded, as nothing is typed there any more.
  again.model.dropDraft(again.model.drafts[0]?.id ?? "");
  expect([field(again).isDirty, kept()]).toEqual([false, []]);
});

test("words of an answer and of its note are kept from the first key, and are written when the page is opened anew", async (context) => {
  const { open, words, work, kept } = await reading(context);
  const before = await open();
  words(before, "value").type("Sud nije ocenio ");
  words(before, "note").type("v. str. 4");
  expect(before.model.drafts).toEqual([]);
  expect(before.model.isTypedAtRisk).toBe(true);
  await work.settled();
  before.close();
  expect(kept()).toEqual(["Main problem", "Main problem"]);

  const again = await open();
  expect(again.model.answers.get(summary.id, "verdict")).toMatchObject({ value: "Sud nije ocenio", note: "v. str. 4" });
  expect([kept(), again.model.drafts]).toEqual([[], []]);
  expect(words(again, "note")).toMatchObject({ mine: "v. str. 4", isDirty: false, theirs: null });
  // A key of every question, which is no answer in words, stays in the field.
  words(again, "value").type("u");
  again.close();
  const last = await open();
  expect(words(last, "value")).toMatchObject({ mine: "u", isDirty: true, isLeft: true });
  // What is typed on is written as ever, and nothing is kept of it then.
  words(last, "value").type("u prekidu");
  expect([words(last, "value").commit(), kept()]).toEqual(["u prekidu", []]);
});

test("words that were left never go over newer ones, a colleague's or one's own: they are chosen between", async (context) => {
  const { open, words, server, kept } = await reading(context);
  const before = await open();
  words(before, "note").type("moja stara");
  before.close();
  const colleague = await open(server.people.otherLawyer);
  colleague.model.answering.note(summary.id, "verdict", "njena nova");
  await colleague.until(() => colleague.model.saved.state === "saved");

  const again = await open();
  const noted = (client: VerdictClient): string | undefined => client.model.answers.get(summary.id, "verdict")?.note;
  expect([noted(again), kept()]).toEqual(["njena nova", ["Main problem"]]);
  const note = words(again, "note");
  expect(note).toMatchObject({ mine: "moja stara", theirs: "njena nova" });
  note.choose("theirs");
  expect([note.mine, kept()]).toEqual(["njena nova", []]);
  note.type("treća");
  again.close();
  // The same person wrote elsewhere since.
  const elsewhere = await VerdictClient.open(server, server.people.lawyer, again.model.verdictId);
  clients.push(elsewhere);
  elsewhere.model.answering.note(summary.id, "verdict", "moja nova");
  await elsewhere.until(() => elsewhere.model.saved.state === "saved");
  const last = await open();
  expect([noted(last), words(last, "note").theirs]).toEqual(["moja nova", "moja nova"]);
});

test("words that lost only their end stay without it, though what they were before begins with them", async (context) => {
  const { open, words, kept } = await reading(context);
  const before = await open();
  const noted = (client: VerdictClient): string | undefined => client.model.answers.get(summary.id, "verdict")?.note;
  before.model.answering.note(summary.id, "verdict", "v. str. 4 i 5");
  await before.until(() => before.model.saved.state === "saved");
  words(before, "note").type("v. str. 4");
  before.close();
  const again = await open();
  expect([noted(again), kept()]).toEqual(["v. str. 4", []]);
  // The field may be drawn before anything is written.
  words(again, "note").type("v. str.");
  again.close();
  const last = await open();
  expect([words(last, "note").mine, noted(last), kept()]).toEqual(["v. str.", "v. str.", []]);
});

test("words left in a layer that has closed are a draft, and nothing of them goes into another layer or to anybody else", async (context) => {
  const { open, words, server, verdict, lawyer, kept, work } = await reading(context);
  const before = await open();
  words(before, "value").type("Sud nije ocenio");
  await work.settled();
  before.close();
  const round = await beginBlind(server, verdict, [lawyer, server.people.otherLawyer]);
  const coder = await open();
  expect(words(coder, "value").mine).toBe("");
  expect(coder.model.answers.get(summary.id, "verdict")).toBeNull();
  expect(coder.model.drafts).toMatchObject([{ words: "Sud nije ocenio", why: "typed", canRetry: false, choose: null }]);
  // Before hand-in it is named with what is not sent.
  expect(coder.model.unsent).toMatchObject([{ words: "Sud nije ocenio", question: "Main problem" }]);
  words(coder, "note").type("pred predaju");
  await work.settled();
  coder.close();
  await handIn(server, verdict, round, lawyer);
  const again = await open();
  expect(words(again, "note").isDirty).toBe(false);
  expect(again.model.drafts.map(({ words: each }) => each).sort()).toEqual(["Sud nije ocenio", "pred predaju"]);
  const theirs = await open(server.people.otherLawyer);
  expect([theirs.model.drafts, words(theirs, "value").mine]).toEqual([[], ""]);
  for (const { id } of again.model.drafts) again.model.dropDraft(id);
  expect(kept()).toEqual([]);
});

test("who codes blind does not read on, in a draft of their own, what a colleague had written into the answer", async (context) => {
  const { open, words, server, verdict, lawyer } = await reading(context);
  const { otherLawyer } = server.people;
  const theirs = await open(otherLawyer);
  theirs.model.answering.set(summary.id, "verdict", "She was not paid");
  await theirs.until(() => theirs.model.saved.state === "saved");
  // Who wrote last is not who wrote all of it.
  const before = await open();
  before.model.answering.set(summary.id, "verdict", "She was not paid, and");
  await before.until(() => before.model.saved.state === "saved");
  before.close();
  const mine = await open();
  words(mine, "value").type("She was not paid, and nobody asked");
  words(mine, "note").type("see page 4");
  const coders = [lawyer, otherLawyer];
  const round = await beginBlind(server, verdict, coders);
  await mine.refresh();
  const read = (): string[] => mine.model.drafts.map((draft) => `${draft.why}: ${draft.words}`).sort();
  expect(read()).toEqual(["begun: see page 4", "blind: "]);
  for (const coder of coders) await handIn(server, verdict, round, coder);
  await mine.refresh();
  expect(read()).toContain("blind: ");
  await reveal(server, verdict, round);
  await mine.refresh();
  expect(read()).toEqual(["closed: She was not paid, and nobody asked", "closed: see page 4"]);
});

test("a comment on a disagreement stands in its box again when its page is opened anew, for whom it was begun", async (context) => {
  const { open, work } = await reading(context);
  const id = newId(DisagreementId);
  const on = { kind: "begin" as const, audience: "internal" as const, key: `case ${id}`, fields: { case: id } };
  for (const words of ["Sud", "Sud je"]) {
    const client = await open();
    client.model.noteTyped(on, words);
    await work.settled();
    client.close();
    expect([work.allDrafts().length, unsentWords.has(on.key)]).toEqual([1, false]);
  }
  const again = await open();
  expect(unsentWords.get(on.key)).toBe("Sud je");
  again.close();
  // Its box is now for others.
  const [kept] = work.allDrafts();
  await work.settled();
  work.addDraft(again.model.verdictId, { ...kept!.draft, place: "discussion/review" }, null);
  const last = await open();
  expect([unsentWords.has(on.key), last.model.drafts.map(({ words }) => words)]).toEqual([false, ["Sud je"]]);
});

test("what was typed away from the network while a round begins is one draft for each field, with the reason that holds", async (context) => {
  const { open, words, server, verdict, lawyer, work } = await reading(context);
  const { facilitator, otherLawyer } = server.people;
  const mine = await open();
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  const value = words(mine, "value");
  const note = words(mine, "note");
  const write = (part: "value" | "note", typed: string): void => {
    (part === "note" ? note : value).type(typed);
    if (part === "note") mine.model.answering.note(summary.id, "verdict", note.commit() ?? "");
    else mine.model.answering.set(summary.id, "verdict", value.commit() ?? "");
  };
  write("value", "Pristanak");
  write("note", "v. str. 4");
  const round = await beginBlind(server, verdict, [lawyer, otherLawyer]);
  write("value", "Pristanak je izveden iz ćutanja");
  // Not written yet when the rooms close.
  note.type("v. str. 4 i 5");
  mine.back();
  await mine.until(() => mine.closed.length > 0);
  await mine.refresh();
  await work.settled();
  // As the page draws them.
  words(mine, "value");
  words(mine, "note");
  const said = (): string[] => mine.model.drafts.map(({ words: each, why }) => `${why}: ${each}`).sort();
  expect(said()).toEqual(["begun: Pristanak je izveden iz ćutanja", "begun: v. str. 4 i 5"]);
  expect(mine.model.drafts.map(({ canRetry }) => canRetry)).toEqual([false, false]);
  for (const coder of [lawyer, otherLawyer]) await handIn(server, verdict, round, coder);
  await reveal(server, verdict, round, [], facilitator);
  await mine.refresh();
  await mine.until(() => mine.model.synced);
  words(mine, "value");
  words(mine, "note");
  expect(said()).toEqual(["closed: Pristanak je izveden iz ćutanja", "closed: v. str. 4 i 5"]);
});

test("who emptied a field out of reach and went finds it empty, and what stood there goes", async (context) => {
  const { open, words, kept, server } = await reading(context);
  const before = await open();
  const noted = (client: VerdictClient): string | undefined => client.model.answers.get(summary.id, "verdict")?.note;
  before.model.answering.note(summary.id, "verdict", "v. Marković");
  before.model.answering.set(summary.id, "verdict", "Sud nije ocenio");
  await before.until(() => before.model.saved.state === "saved");
  for (const part of ["note", "value"] as const) words(before, part).type("");
  // It is nothing that could be sent.
  expect(before.model.unsent).toEqual([]);
  before.close();
  expect(kept()).toHaveLength(2);
  const again = await open();
  expect([noted(again), again.model.answers.get(summary.id, "verdict")?.value, kept()]).toEqual(["", null, []]);
  expect(words(again, "note")).toMatchObject({ mine: "", isDirty: false });

  // Where somebody wrote there since, it is chosen between, and said what was done.
  again.model.answering.note(summary.id, "verdict", "v. str. 4");
  await again.until(() => again.model.saved.state === "saved");
  words(again, "note").type("");
  again.close();
  const elsewhere = await VerdictClient.open(server, server.people.lawyer, again.model.verdictId);
  clients.push(elsewhere);
  elsewhere.model.answering.note(summary.id, "verdict", "v. str. 4 i 5");
  await elsewhere.until(() => elsewhere.model.saved.state === "saved");
  const last = await open();
  expect(last.model.drafts).toMatchObject([{ words: "", why: "emptied", question: "Main problem" }]);
  expect(words(last, "note")).toMatchObject({ mine: "", theirs: "v. str. 4 i 5" });
});

test("words that were left are not written over a colleague's “not in the verdict” of since, and over one's own of before they are", async (context) => {
  const { open, words, server, kept } = await reading(context);
  const before = await open();
  const value = (client: VerdictClient): unknown => client.model.answers.get(summary.id, "verdict")?.value;
  words(before, "value").type("Sud nije ocenio");
  before.close();
  const colleague = await open(server.people.otherLawyer);
  colleague.model.answering.set(summary.id, "verdict", "not-mentioned");
  await colleague.until(() => colleague.model.saved.state === "saved");
  const again = await open();
  expect([value(again), kept()]).toEqual(["not-mentioned", ["Main problem"]]);
  expect(words(again, "value")).toMatchObject({ mine: "Sud nije ocenio", isDirty: true });
  // They are typed on over it, seen.
  words(again, "value").type("Sud nije ocenio iskaz");
  again.close();
  const last = await open();
  expect([value(last), kept()]).toEqual(["Sud nije ocenio iskaz", []]);
});
