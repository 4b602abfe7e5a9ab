import { afterEach, expect, test, type TestContext } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { mergeCategory, setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { quote } from "../../../schema/text/quote.ts";
import { beginBlind, command, handIn } from "../../helpers/network/blind-round.ts";
import { TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import type { RoleName } from "../../helpers/rights/askers.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const force = CategoryId.parse("means.force");
const recruitment = CategoryId.parse("act.recruitment");
const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function reading(
  context: TestContext,
  ...roles: RoleName[]
): Promise<{ server: TestServer; people: VerdictClient[] }> {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const people: VerdictClient[] = [];
  for (const role of roles) people.push(await VerdictClient.open(server, server.people[role], verdict.id));
  clients.push(...people);
  return { server, people };
}

test("a tag is pending until it is on disk, and a colleague sees it with its author", async (context) => {
  const { server, people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const id = mine.model.addTag(force, [{ start: 14, end: 26 }], "dokument");
  expect(id).not.toBeNull();
  await mine.until(() => mine.model.tag(id ?? "") !== null);
  expect(mine.model.tag(id ?? "")).toMatchObject({ pending: true, mine: true, code: "B1" });
  expect(mine.model.saved.state).toBe("saving");
  await mine.until(() => mine.model.tag(id ?? "")?.pending === false);
  expect(mine.model.saved.state).toBe("saved");
  // What is called saved is in the rows.
  const { model } = mine;
  const layers = await server.store.verdicts.layers(model.verdictId);
  expect(await server.store.passages.annotations(layers.map((layer) => layer.id))).toMatchObject([
    { id, note: "dokument" },
  ]);
  await theirs.until(() => theirs.model.tag(id ?? "") !== null);
  expect(theirs.model.tag(id ?? "")).toMatchObject({ mine: false, pending: false, author: { name: "Ana Lawyer" } });
});

test("work done while the network is away is counted, kept and saved when it is back", async (context) => {
  const { people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
  const id = mine.model.addTag(force, [{ start: 14, end: 26 }]);
  mine.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "iz voza");
  expect(mine.model.saved).toMatchObject({ state: "offline", changes: 2 });
  const other = theirs.model.addTag(recruitment, [{ start: 14, end: 20 }]);
  await theirs.until(() => theirs.model.saved.state === "saved");
  expect(theirs.model.tag(id ?? "")).toBeNull();
  mine.back();
  await mine.until(() => mine.model.saved.state === "saved");
  await theirs.until(() => theirs.model.tag(id ?? "") !== null && theirs.model.threads.length === 1);
  await mine.until(() => mine.model.tag(other ?? "") !== null);
  expect(mine.model.tags).toHaveLength(2);
});

test("a room that asks to come again, as when one hands in, or is gone, as when the round is called off, is no lost connection", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const round = await beginBlind(server, verdict.id, [lawyer, otherLawyer]);
  const mine = await VerdictClient.open(server, lawyer, verdict.id);
  clients.push(mine);
  const said = new Set<string>();
  let hasGone = false;
  const isBack = mine.until(() => {
    said.add(mine.model.saved.state);
    hasGone ||= mine.connections.some(({ connected }) => !connected);
    return hasGone && mine.connections.every(({ connected }) => connected);
  });
  await handIn(server, verdict.id, round, lawyer);
  await isBack;
  expect(said).toEqual(new Set(["saved"]));
  await command(server, lawyer, "DELETE", `/api/verdicts/${verdict.id}/rounds/${round}/hand-in`);
  await mine.until(() => mine.model.canTag);
  // Its room goes, and others come that all write in.
  const isTogether = mine.until(() => {
    said.add(mine.model.saved.state);
    return mine.model.view.round.mode === "open" && mine.model.synced;
  });
  await command(server, server.people.otherFacilitator, "DELETE", `/api/verdicts/${verdict.id}/rounds/${round}`);
  await isTogether;
  expect(said).toEqual(new Set(["saved"]));
  // Coming again fails: now it is lost.
  mine.away();
  await mine.until(() => mine.model.saved.state === "offline");
});

test("undo takes back own acts in their order over tags and comments, never a colleague's", async (context) => {
  const { people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const first = mine.model.addTag(force, [{ start: 0, end: 10 }]) ?? "";
  mine.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "zašto");
  await theirs.until(() => theirs.model.tag(first) !== null && theirs.model.threads.length === 1);
  theirs.model.addTag(recruitment, [{ start: 14, end: 20 }]);
  await mine.until(() => mine.model.tags.length === 2);
  expect(mine.model.undo()).toBe(true);
  expect(mine.model.threads).toHaveLength(0);
  expect(mine.model.undo()).toBe(true);
  expect(mine.model.undo()).toBe(false);
  await theirs.until(() => theirs.model.tag(first)?.deleted === true);
  expect(theirs.model.tags.filter(({ deleted }) => !deleted)).toHaveLength(1);
  mine.model.redo();
  await theirs.until(() => theirs.model.tag(first)?.deleted === false);
});

test("a reviewer comments and suggests, a lawyer applies the suggestion, and the thread says so", async (context) => {
  const { people } = await reading(context, "reviewer", "lawyer");
  const [reviewer, lawyer] = people as [VerdictClient, VerdictClient];
  expect(reviewer.model.canTag).toBe(false);
  expect(reviewer.model.addTag(force, [{ start: 0, end: 10 }])).toBeNull();
  reviewer.model.openThread("review", { ranges: [{ start: 14, end: 20 }], suggestion: force }, "predlažem");
  await lawyer.until(() => lawyer.model.threads.length === 1);
  const thread = lawyer.model.threads[0];
  if (!thread) throw new Error("no thread");
  expect(thread).toMatchObject({ canApply: true, suggestion: { code: "B1", applied: false } });
  const tag = lawyer.model.applySuggestion(thread);
  // Two rooms: which of them is heard first is nobody's promise.
  await reviewer.until(
    () => reviewer.model.threads[0]?.suggestion?.applied === true && reviewer.model.tag(tag ?? "") !== null,
  );
  expect(reviewer.model.tag(tag ?? "")).toMatchObject({
    author: { name: "Ana Lawyer" },
    ranges: [{ start: 14, end: 20 }],
  });
});

test("after a freeze tags and suggestions are shown as what they are now, and what was split waits for its coder", async (context) => {
  const { server, people } = await reading(context, "reviewer", "lawyer");
  const [reviewer, lawyer] = people as [VerdictClient, VerdictClient];
  const split = lawyer.model.addTag(force, [{ start: 0, end: 10 }]) ?? "";
  const carried = lawyer.model.addTag(CategoryId.parse("act.transport"), [{ start: 14, end: 20 }]) ?? "";
  const suggestion = CategoryId.parse("act.transport");
  reviewer.model.openThread("review", { ranges: [{ start: 14, end: 20 }], suggestion }, "predlažem");
  reviewer.model.openThread("review", { ranges: [{ start: 0, end: 5 }], suggestion: CategoryId.parse("means") }, "?");
  await lawyer.until(() => lawyer.model.threads.length === 2 && lawyer.model.saved.state === "saved");
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment"));
    setFate(room, entryOf("means"), { kind: "retired" });
  });
  await draft.freeze();
  await lawyer.refresh();
  expect(lawyer.model.tag(split)).toMatchObject({
    code: "B1",
    label: "means.force, to be sorted: B3 or B4?",
    version: 1,
    review: { state: "review" },
    sorting: [
      { code: "B3", label: "violence" },
      { code: "B4", label: "coercion" },
    ],
  });
  expect(reviewer.model.tag(split)?.sorting).toEqual([]);
  expect(lawyer.model.tag(carried)).toMatchObject({ category: recruitment, code: "A1", review: null });
  const found = lawyer.model.threads.find((thread) => thread.suggestion?.code === "A1");
  const retired = lawyer.model.threads.find((thread) => thread.suggestion?.code === "B");
  expect([found?.canApply, retired?.canApply]).toEqual([true, false]);
  if (!found) throw new Error("no thread");
  const tag = lawyer.model.applySuggestion(found) ?? "";
  await lawyer.until(() => lawyer.model.tag(tag)?.pending === false);
  expect(lawyer.model.tag(tag)).toMatchObject({ category: recruitment, version: 2 });
});

test("tags stay on their words when a word is corrected under one of them", async (context) => {
  const { server, people } = await reading(context, "facilitator", "lawyer");
  const [facilitator, lawyer] = people as [VerdictClient, VerdictClient];
  const under = facilitator.model.addTag(force, [{ start: 14, end: 26 }]) ?? "";
  const after = lawyer.model.addTag(recruitment, [{ start: 46, end: 54 }]) ?? "";
  await facilitator.until(() => facilitator.model.tag(after) !== null && facilitator.model.saved.state === "saved");
  const reply = await server.ask(
    server.people.facilitator,
    "POST",
    `/api/verdicts/${facilitator.model.verdictId}/edits`,
    {
      baseRevision: 1,
      kind: "correct",
      edits: [{ start: 14, end: 20, insert: "uzeo je" }],
    },
  );
  expect(reply.status).toBe(200);
  await Promise.all([facilitator.refresh(), lawyer.refresh()]);
  const words = (id: string): string => quote(lawyer.model.view.revision, lawyer.model.tag(id)?.ranges ?? []);
  expect(words(under)).toBe("uzeo je pasoš");
  expect(lawyer.model.tag(under)?.state).toBe("changed");
  expect(words(after)).toBe("Oštećena");
  expect(lawyer.model.tag(after)?.state).toBe("same");
});

test("the translation of a passage is covered with its paragraph while words are erased there", async (context) => {
  const { server, people } = await reading(context, "lawyer");
  const [mine] = people as [VerdictClient];
  const { model } = mine;
  for (const [start, end, words] of [
    [14, 26, "took the passport"],
    [45, 53, "the injured"],
  ] as const)
    model.translating.add(model.anchorOf([{ start, end }]), "en", words);
  const words = (): string[] => model.translations.all.map(({ text }) => text);
  await mine.until(() => model.saved.state === "saved" && words().length === 2);
  model.cover(2, "1");
  expect(words()).toEqual(["···· ··· ········", "the injured"]);
  const facilitator = server.people.facilitator;
  const edits = [{ start: 0, end: 10, insert: "Ko" }];
  const path = `/api/verdicts/${model.verdictId}/edits`;
  await server.ask(facilitator, "POST", path, { baseRevision: 1, kind: "correct", edits });
  await mine.refresh();
  expect(words()).toEqual(["took the passport", "the injured"]);
});

test("a change that the gate refuses becomes a draft, and the rest of the room goes on", async (context) => {
  const { people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const kept = mine.model.addTag(force, [{ start: 0, end: 10 }], "dobro") ?? "";
  await mine.until(() => mine.model.saved.state === "saved");
  // Far beyond what a note may hold: the server refuses it, whatever this client thinks.
  mine.model.addTag(force, [{ start: 14, end: 20 }], "x".repeat(30_000));
  await mine.until(() => mine.model.drafts.length === 1 && mine.model.synced && mine.model.saved.state === "saved");
  expect(mine.model.drafts[0]?.words).toHaveLength(30_000);
  expect(mine.model.tags.map(({ id }) => id as string)).toEqual([kept]);
  const next = mine.model.addTag(recruitment, [{ start: 14, end: 20 }]) ?? "";
  await theirs.until(() => theirs.model.tag(next) !== null);
  expect(theirs.model.tags).toHaveLength(2);
});

test("a removed member's rooms close for good and nothing of theirs is lost to others", async (context) => {
  const { server, people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const id = mine.model.addTag(force, [{ start: 0, end: 10 }]) ?? "";
  await mine.until(() => mine.model.saved.state === "saved");
  const reply = await server.ask(server.people.facilitator, "DELETE", `/api/members/${server.people.lawyer.member.id}`);
  expect(reply.ok).toBe(true);
  await mine.until(() => mine.closed.length >= 3);
  expect(new Set(mine.closed)).toEqual(new Set(["no-access"]));
  await theirs.until(() => theirs.model.tag(id) !== null);
});

test("what is blind is gone from a coder's page as the round begins, before the page has asked anew", async (context) => {
  const { server, people } = await reading(context, "lawyer", "otherLawyer");
  const [mine, theirs] = people as [VerdictClient, VerdictClient];
  const id = theirs.model.addTag(force, [{ start: 0, end: 10 }]) ?? "";
  theirs.model.openThread("internal", { ranges: [{ start: 0, end: 10 }] }, "vidi i ovo");
  await mine.until(() => mine.model.tag(id) !== null && mine.model.threads.length === 1);
  await beginBlind(server, mine.model.verdictId, [server.people.lawyer, server.people.otherLawyer]);
  await mine.until(() => mine.model.tags.length === 0 && mine.model.threads.length === 0);
  // It counts nothing, and says that what stands on the text is being fetched.
  expect(mine.model.view.round.mode).toBe("open");
  expect(mine.model.hasContent).toBe(false);
  await mine.refresh();
  await mine.until(() => mine.model.hasContent);
  expect(mine.model.canTag).toBe(true);
});
