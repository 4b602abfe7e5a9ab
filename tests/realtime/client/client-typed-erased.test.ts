import { afterEach, expect, test, type TestContext } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { screenKept } from "../../../client/sync/outbox.ts";
import type { Screen } from "../../../client/sync/screening.ts";
import type { OpenWording } from "../../../client/methodology/draft/words/open-wording.ts";
import { onScreened, type TypedOn, unsentWords } from "../../../client/typed/typed-on.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { AnnotationId, newId, ThreadId } from "../../../schema/domain/ids.ts";
import { askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const { summary } = SHEET;
const SUMMARY = answerEntry(summary.id, "verdict");
const TOKEN = "[Victim A]";

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  unsentWords.clear();
});

async function setting(context: TestContext, options: { screen?: Screen } = {}) {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { verdict } = await server.newVerdict(["Sud nalazi da je Jelena Marković dovedena u Niš."]);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const work = await WorkStore.open(lawyer.member.id, new MemoryShelf());
  return {
    /** As the page does on each connection, and where it hears of an erasure, for all that is open in its tab. */
    lookOver: () => screenKept(work, VerdictClient.post(server, lawyer)),
    colleague: async (): Promise<VerdictClient> => {
      const client = await VerdictClient.open(server, otherLawyer, verdict.id);
      clients.push(client);
      return client;
    },
    open: async (opensAway = false): Promise<VerdictClient> => {
      const client = await VerdictClient.open(server, lawyer, verdict.id, { work, opensAway, ...options });
      clients.push(client);
      return client;
    },
    erase: async (): Promise<void> => {
      const command = { kind: "term", forms: ["Jelena Marković", "Jelena", "Marković"], token: TOKEN };
      const reply = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
      expect(reply.status).toBe(201);
    },
    /** All that is kept on the device and laid out for boxes names her. */
    isNamed: (): boolean => /Marković|Jelena/.test(JSON.stringify([work.allDrafts(), ...unsentWords])),
  };
}

/** The field of the answer in words, or of its note, as its question draws it. */
function field({ model }: VerdictClient, part: "value" | "note"): OpenWording {
  const wording = model.wordings.of(SUMMARY, part, "text");
  const answer = model.answers.get(summary.id, "verdict");
  wording.take((part === "note" ? answer?.note : (answer?.value as string | null)) ?? "");
  return wording;
}

const REPLY: TypedOn = { kind: "reply", audience: "internal", thread: newId(ThreadId) };
const KEY = `reply ${REPLY.thread}`;

test("a page that is opened in reach lays out nothing of what was erased since it was typed: not for a moment", async (context) => {
  const { open, erase, isNamed } = await setting(context);
  const before = await open();
  before.model.noteTyped(REPLY, "Jelena Marković says so");
  field(before, "note").type("v. Marković");
  before.close();
  await erase();
  const laid: string[] = [];
  const set = unsentWords.set.bind(unsentWords);
  unsentWords.set = (key, words) => (laid.push(words), set(key, words));
  context.onTestFinished(() => void Reflect.deleteProperty(unsentWords, "set"));
  const again = await open();
  expect([laid.filter((words) => words.includes("Marković")), isNamed()]).toEqual([[], false]);
  expect(again.model.drafts.map(({ words, why }) => `${why}: ${words}`).sort()).toEqual([
    `erased: ${TOKEN} says so`,
    `erased: v. ${TOKEN}`,
  ]);
  // Its field shows what is left, and one may go on.
  expect(field(again, "note").mine).toBe(`v. ${TOKEN}`);
});

test("words that were shown out of reach lose what was erased in the box that shows it, and no other letter", async (context) => {
  const { open, erase, isNamed } = await setting(context);
  const before = await open();
  before.model.noteTyped(REPLY, "Jelena Marković says so");
  field(before, "value").type("Marković je dovedena");
  before.close();
  const again = await open(true);
  // Its boxes are open, and somebody types on.
  expect(unsentWords.get(KEY)).toBe("Jelena Marković says so");
  again.model.noteTyped(REPLY, "Jelena Marković says so, twice ");
  const note = field(again, "note");
  note.type("v. Jelena Marković, str. 4");
  const told: string[] = [];
  context.onTestFinished(onScreened((key) => told.push(key)));
  await erase();
  await again.until(() => told.length > 1 && !isNamed());
  expect(unsentWords.get(KEY)).toBe(`${TOKEN} says so, twice `);
  expect(field(again, "note")).toMatchObject({ mine: `v. ${TOKEN}, str. 4`, isDirty: true, theirs: null });
  // One goes on with what is left.
  note.type(`v. ${TOKEN}, str. 4 i 5`);
  again.model.noteTyped(REPLY, `${TOKEN} says so, twice and more`);
  again.close();
  expect(isNamed()).toBe(false);
  const last = await open();
  expect(unsentWords.get(KEY)).toBe(`${TOKEN} says so, twice and more`);
  expect(last.model.answers.get(summary.id, "verdict")?.note).toBe(`v. ${TOKEN}, str. 4 i 5`);
});

test("words that are not sent are rid of a name as soon as it is covered in the text, before the rooms are", async (context) => {
  const screen = (texts: string[]) => Promise.resolve(texts.map((text) => text.replaceAll("Jelena Marković", TOKEN)));
  const { open } = await setting(context, { screen });
  const { model } = await open();
  model.noteTyped(REPLY, "Jelena Marković says so");
  model.noteTyped(REPLY, "Jelena of whom Marković says so");
  const rid = new Promise((resolve) => context.onTestFinished(onScreened((key) => resolve(unsentWords.get(key)))));
  model.cover(2, "1");
  expect(await rid).toBe(`${TOKEN} of whom  says so`);
});

const NOTE = { kind: "note", tag: newId(AnnotationId), word: "note", isFirst: true } as const;

test("a tag's note and an answer in words lose a name to which letters are being typed: before it, behind it and within", async (context) => {
  const { open, erase, isNamed } = await setting(context);
  const client = await open();
  const { model } = client;
  const [answer, note] = [field(client, "value"), field(client, "note")];
  const begun = "kaže Jelena Marković sama";
  const typeInto = (type: (words: string) => void, at: number, letters: string): void => {
    for (let length = 0; length <= letters.length; length++)
      type(begun.slice(0, at) + letters.slice(0, length) + begun.slice(at));
  };
  typeInto((words) => model.noteTyped(NOTE, words), "kaže Jelena Mar".length, "o kojoj se govori");
  typeInto((words) => answer.type(words), "kaže ".length, "prisutna");
  typeInto((words) => note.type(words), "kaže Jelena Marković".length, "kojoj");
  await erase();
  await client.until(() => !isNamed() && answer.mine.includes(TOKEN) && note.mine.includes(TOKEN));
  expect([unsentWords.get(`note ${NOTE.tag}`), answer.mine, note.mine]).toEqual([
    `kaže ${TOKEN} o kojoj se govori sama`,
    `kaže prisutna${TOKEN} sama`,
    `kaže ${TOKEN}kojoj sama`,
  ]);
});

test("an answer that somebody has typed and goes on with is their own after an erasure in it, with no second wording to choose", async (context) => {
  const { open, erase, isNamed } = await setting(context);
  const client = await open();
  const { model } = client;
  const words = field(client, "value");
  words.type("Marković je dovedena");
  expect(words.commit()).toBe("Marković je dovedena");
  model.answering.set(summary.id, "verdict", words.mine);
  await client.until(() => model.answers.get(summary.id, "verdict")?.pending === false);
  await erase();
  await client.until(() => field(client, "value").mine === `${TOKEN} je dovedena`);
  expect(words).toMatchObject({ theirs: null, isDirty: false });
  words.type(`${words.mine} u Niš`);
  model.answering.set(summary.id, "verdict", words.commit() ?? "");
  expect([model.answers.get(summary.id, "verdict")?.value, model.drafts, isNamed()]).toEqual([
    `${TOKEN} je dovedena u Niš`,
    [],
    false,
  ]);
});

test("what is typed on in an answer while it is rewritten by an erasure goes on from what stands there", async (context) => {
  const { open, erase, isNamed } = await setting(context);
  const client = await open();
  const { model } = client;
  const words = field(client, "value");
  words.type("Marković je dovedena");
  model.answering.set(summary.id, "verdict", words.commit() ?? "");
  await client.until(() => model.answers.get(summary.id, "verdict")?.pending === false);
  words.type("Marković je dovedena u Niš");
  await erase();
  await client.until(() => field(client, "value").mine === `${TOKEN} je dovedena u Niš` && words.theirs === null);
  expect(words.isDirty).toBe(true);
  model.answering.set(summary.id, "verdict", words.commit() ?? "");
  await client.until(() => model.answers.get(summary.id, "verdict")?.pending === false);
  expect([model.answers.get(summary.id, "verdict")?.value, isNamed()]).toEqual([`${TOKEN} je dovedena u Niš`, false]);
});

test("an answer that loses what is erased is not set against itself, as if it had been given on another device", async (context) => {
  const { open, erase } = await setting(context);
  const page = await open();
  const { answering, answers } = page.model;
  const answer = () => answers.get(summary.id, "verdict");
  for (const words of ["Marković je dovedena", "Marković je dovedena u Niš"]) {
    answering.set(summary.id, "verdict", words);
    await page.until(() => page.model.saved.state === "saved");
  }
  const asked: unknown[] = [];
  const erased = erase();
  // More words come as it runs.
  answering.set(summary.id, "verdict", "Marković je dovedena u Niš i nazad");
  await page.until(() => {
    asked.push(answer()?.replaced ?? null, answer()?.over ?? null);
    return answer()?.value === `${TOKEN} je dovedena u Niš i nazad`;
  });
  await erased;
  await page.until(() => page.model.saved.state === "saved");
  asked.push(answer()?.replaced ?? null, answer()?.over ?? null);
  expect(asked.filter((each) => each !== null)).toEqual([]);
});

/** Writes an answer in words and its note, and goes on elsewhere. */
async function answerAndLeave(client: VerdictClient): Promise<OpenWording> {
  const { model } = client;
  const note = field(client, "note");
  note.type("v. Jelena Marković");
  model.answering.note(summary.id, "verdict", note.commit() ?? "");
  note.leave();
  model.answering.set(summary.id, "verdict", "Marković je dovedena");
  await client.until(() => model.saved.state === "saved");
  field(client, "note");
  return note;
}

/** A colleague puts other words in their place. */
async function putOver(client: VerdictClient, theirs: VerdictClient): Promise<void> {
  const { answering, answers } = theirs.model;
  await theirs.until(() => (answers.get(summary.id, "verdict")?.note ?? "") !== "");
  answering.note(summary.id, "verdict", "str. 4");
  answering.set(summary.id, "verdict", "dovedena je");
  await client.until(() => client.model.answers.get(summary.id, "verdict")?.note === "str. 4");
  await client.until(() => client.model.answers.get(summary.id, "verdict")?.value === "dovedena je");
  field(client, "note");
}

test("own words in whose place a colleague's stand are covered as the text is, and come back without what was erased", async (context) => {
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  const screen = async (texts: string[]): Promise<string[]> => {
    await asked;
    return texts.map((text) => text.replaceAll(/(Jelena )?Marković/g, TOKEN));
  };
  const { open, colleague } = await setting(context, { screen });
  const [client, theirs] = [await open(), await colleague()];
  const note = await answerAndLeave(client);
  await putOver(client, theirs);
  const shown = () => [note.replaced, client.model.answers.get(summary.id, "verdict")?.replaced];
  expect(shown()).toEqual(["v. Jelena Marković", "Marković je dovedena"]);
  client.model.cover(2, "1");
  expect(shown()).toEqual([null, null]);
  answer();
  await client.until(() => note.replaced !== null);
  expect(shown()).toEqual([`v. ${TOKEN}`, `${TOKEN} je dovedena`]);
});

test("own words that a colleague had put theirs over while the server was out of reach show no name that was erased meanwhile", async (context) => {
  const { open, colleague, erase, lookOver } = await setting(context);
  const [client, theirs] = [await open(), await colleague()];
  const note = await answerAndLeave(client);
  await putOver(client, theirs);
  await erase();
  await lookOver();
  const words = [note.replaced, client.model.answers.get(summary.id, "verdict")?.replaced];
  expect(words.filter((each) => /Marković/.test(each as string))).toEqual([]);
  expect(note.replaced).toBe(`v. ${TOKEN}`);
});

test("a note that is rewritten by an erasure, and by a colleague after it, is told of without the name", async (context) => {
  const { open, colleague, erase } = await setting(context);
  const client = await open();
  const note = await answerAndLeave(client);
  await erase();
  const stored = () => client.model.answers.get(summary.id, "verdict")?.note;
  await client.until(() => stored() === `v. ${TOKEN}` && client.model.saved.state === "saved");
  const theirs = await colleague();
  theirs.model.answering.note(summary.id, "verdict", "str. 4");
  await client.until(() => stored() === "str. 4");
  // Its question was closed meanwhile.
  field(client, "note");
  expect(note.replaced).toBe(`v. ${TOKEN}`);
});
