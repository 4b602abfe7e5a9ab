import { afterEach, expect, test, type TestContext } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { sendUnsent } from "../../../client/sync/outbox.ts";
import { CategoryId, type VerdictId } from "../../../schema/domain/ids.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const force = CategoryId.parse("means.force");
const TEXT = ["Sud nalazi da je Jelena Marković dovedena u Niš.", "Okrivljeni je oduzeo pasoš i mobilni telefon."];
const PASSPORT = [{ start: 63, end: 75 }];
const TOKEN = "[Victim A]";

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

interface Setting {
  server: TestServer;
  verdict: VerdictId;
  shelf: MemoryShelf;
  work: WorkStore;
  mine: VerdictClient;
  theirs: VerdictClient;
  erase(): Promise<void>;
}

async function setting(context: TestContext): Promise<Setting> {
  const server = await startTestServer(context);
  const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
  const { facilitator, lawyer, otherLawyer } = server.people;
  const shelf = new MemoryShelf();
  const work = await WorkStore.open(lawyer.member.id, shelf);
  const mine = await VerdictClient.open(server, lawyer, verdict, { work });
  const theirs = await VerdictClient.open(server, otherLawyer, verdict);
  clients.push(mine, theirs);
  const erase = async (): Promise<void> => {
    const command = { kind: "term", forms: ["Jelena Marković", "Jelena", "Marković"], token: TOKEN };
    const reply = await server.ask(facilitator, "POST", `/api/verdicts/${verdict}/erasures`, command);
    expect(reply.status).toBe(201);
  };
  return { server, verdict, shelf, work, mine, theirs, erase };
}

const notes = ({ model }: VerdictClient): string[] => model.tags.map(({ note }) => note).sort();
const comments = ({ model }: VerdictClient): string[] =>
  model.threads.flatMap((thread) => thread.comments.map(({ body }) => body)).sort();
const isSaved = (client: VerdictClient) => (): boolean => client.model.synced && client.model.saved.state === "saved";

/** Whether unsent work or a draft that is kept names her, in plain words or in bytes to be sent. */
async function isKept(shelf: MemoryShelf): Promise<boolean> {
  const records = [...(await shelf.all("batches")), ...(await shelf.all("drafts"))];
  const bytes = records.map((record) => ("batch" in record ? Buffer.from(record.batch.update).toString() : ""));
  return `${JSON.stringify(records)}${bytes.join()}`.includes("Marković");
}

test("unsent words of before an erasure are written again with the token, and stay on the device in no other form", async (context) => {
  const { mine, theirs, shelf, work, erase } = await setting(context);
  mine.model.addTag(force, PASSPORT, "Pasoš Jelene Marković");
  await mine.until(isSaved(mine));
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  const [tag] = mine.model.tags;
  if (tag) mine.model.changeTag(tag.id, { note: "Njen: Jelena Marković" });
  mine.model.addTag(force, PASSPORT, "bez imena");
  // Parted by what was typed into it.
  mine.model.openThread("internal", { ranges: PASSPORT }, "Je li to Jelobične reči ena Marković?");
  await work.settled();
  expect(await isKept(shelf)).toBe(true);
  await erase();
  mine.back();
  await mine.until(isSaved(mine));
  await theirs.until(() => theirs.model.threads.length === 1 && theirs.model.tags.length === 2);
  for (const client of [mine, theirs]) {
    expect(notes(client)).toEqual([`Njen: ${TOKEN}`, "bez imena"]);
    expect(comments(client)).toEqual([`Je li to ${TOKEN} obične reči?`]);
  }
  expect(mine.model.drafts).toEqual([]);
  await work.settled();
  expect(await isKept(shelf)).toBe(false);
});

test("a change that is refused for what it names becomes a draft with the token that says why, its neighbours are saved, and it goes when tried again", async (context) => {
  const { mine, theirs, shelf, work, erase } = await setting(context);
  await erase();
  await mine.until(() => mine.model.view.revision.number === 2 && isSaved(mine)());
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.openThread("internal", { ranges: PASSPORT }, "before");
  mine.model.openThread("internal", { ranges: PASSPORT }, "Jelena Marković, opet");
  mine.model.openThread("internal", { ranges: PASSPORT }, "after");
  mine.back();
  await mine.until(() => mine.model.drafts.some(({ words }) => words === `${TOKEN}, opet`) && isSaved(mine)());
  await theirs.until(() => theirs.model.threads.length === 2);
  expect(comments(theirs)).toEqual(["after", "before"]);
  expect(mine.model.drafts).toMatchObject([{ words: `${TOKEN}, opet`, why: "erased" }]);
  await work.settled();
  expect(await isKept(shelf)).toBe(false);
  expect(mine.model.retryDraft(mine.model.drafts[0]?.id ?? "")).toBe("written");
  await theirs.until(() => theirs.model.threads.length === 3);
  expect(comments(theirs)).toEqual([`${TOKEN}, opet`, "after", "before"].sort());
  await mine.until(() => mine.model.drafts.length === 0);
});

test("a draft that was kept before the erasure loses the name while its page is open", async (context) => {
  const { mine, verdict, work, erase } = await setting(context);
  const entries = [{ root: "comments", id: "c", made: true, fields: { body: "Jelena Marković" } }];
  const draft = { id: "d", place: "discussion/internal", entries, late: false, at: "2026-11-25T10:00:00.000Z" };
  work.addDraft(verdict, { ...draft, why: "refused" }, null);
  await erase();
  await mine.until(() => mine.model.drafts.some(({ words }) => words === TOKEN));
  expect(mine.model.drafts).toMatchObject([{ words: TOKEN, why: "erased" }]);
});

test("the next connection on any page sends unsent work with the token, and rids drafts of the name", async (context) => {
  const { mine, theirs, server, verdict, shelf, work, erase } = await setting(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.openThread("internal", { ranges: PASSPORT }, "Jelena Marković, s puta");
  mine.close();
  const entries = [{ root: "comments", id: "c", made: true, fields: { body: "Marković u nacrtu" } }];
  const draft = { id: "d", place: "discussion/internal", entries, late: false, at: "2026-11-25T10:00:00.000Z" };
  work.addDraft(verdict, { ...draft, why: "no-place" }, null);
  await erase();
  mine.back();
  await sendUnsent(work, VerdictClient.post(server, server.people.lawyer));
  await theirs.until(() => theirs.model.threads.length === 1);
  expect(comments(theirs)).toEqual([`${TOKEN}, s puta`]);
  expect(
    work.allDrafts().map(
      ({
        draft: {
          entries: [entry],
          why,
        },
      }) => [entry?.fields["body"], why],
    ),
  ).toEqual([[`${TOKEN} u nacrtu`, "erased"]]);
  expect(await isKept(shelf)).toBe(false);
});

test("undo does not bring back what stood in a note before the erasure", async (context) => {
  const { mine, theirs, erase } = await setting(context);
  const tag = mine.model.addTag(force, PASSPORT, "Jelena Marković");
  if (tag) mine.model.changeTag(tag, { note: "ona" });
  await mine.until(isSaved(mine));
  await erase();
  await mine.until(() => mine.model.view.revision.number === 2 && isSaved(mine)());
  expect(mine.model.undo()).toBe(false);
  expect([mine.model.redo(), notes(mine), mine.model.drafts]).toEqual([false, ["ona"], []]);
  await theirs.until(() => notes(theirs).length === 1);
  // What is done from here on can be undone.
  if (tag) mine.model.changeTag(tag, { note: "neko" });
  expect(mine.model.undo()).toBe(true);
  await mine.until(isSaved(mine));
  expect(notes(mine)).toEqual(["ona"]);
});

test("what is said and noted stays on the page while its rooms give way to others, and what is written meanwhile goes into these", async (context) => {
  const { mine, theirs, erase } = await setting(context);
  const tag = theirs.model.addTag(force, PASSPORT, "ključ");
  theirs.model.openThread("internal", { ranges: PASSPORT }, "Ko je to?");
  await mine.until(() => mine.model.threads.length === 1 && mine.model.tags.length === 1);
  const seen = new Set<string>();
  const [thread] = mine.model.threads;
  const isWritten = { value: false };
  const look = (): boolean => {
    const { threads, tags, hasContent, saved } = mine.model;
    seen.add(`${threads.length} ${tags.length} ${hasContent} ${saved.state === "offline"}`);
    // As soon as a room has closed, and before another is here.
    if (!isWritten.value && mine.connections.some(({ connected }) => !connected) && thread && tag) {
      isWritten.value = true;
      mine.model.reply("internal", thread.id, "Jelena Marković");
      mine.model.changeTag(tag, { note: "njen ključ" });
    }
    return mine.connections.length > 3 && mine.model.view.revision.number === 2 && isSaved(mine)();
  };
  const looked = mine.until(look);
  await erase();
  await looked;
  await theirs.until(() => comments(theirs).length === 2 && notes(theirs).includes("njen ključ"));
  expect([...seen]).toEqual(["1 1 true false"]);
  for (const client of [mine, theirs]) expect(comments(client)).toEqual(["Ko je to?", TOKEN]);
  expect(mine.model.drafts).toEqual([]);
});

test("work whose bytes may go nowhere any more is written into the very room that it is of, when the page is opened anew", async (context) => {
  const { server, mine, theirs, verdict, work } = await setting(context);
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  mine.model.addTag(force, PASSPORT, "in words alone");
  const [unsent] = await work.unsent();
  for (const { place, room, batch } of unsent?.records ?? [])
    work.keepBatch(verdict, place, room, { ...batch, update: new Uint8Array() }, undefined);
  mine.close();
  const again = await VerdictClient.open(server, server.people.lawyer, verdict, { work });
  clients.push(again);
  await again.until(isSaved(again));
  await theirs.until(() => theirs.model.tags.length === 1);
  expect(notes(theirs)).toEqual(["in words alone"]);
});
