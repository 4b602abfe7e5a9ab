import { expect, test } from "vitest";
import type * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { type CategoryId, newId, ThreadId } from "../../../schema/domain/ids.ts";
import { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { DraftView, VersionList, VoteList } from "../../../schema/protocol/http/methodology.ts";
import { BroughtDone, BroughtIn } from "../../../schema/protocol/http/methodology-files.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { addCategory, mergeCategory, setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const codeOf = async (response: Response): Promise<string> => Problem.parse(await response.json()).code;

async function version(server: TestServer, number: number | "current"): Promise<MethodologyVersion> {
  const path = number === "current" ? "current" : `versions/${number}`;
  const response = await server.ask(server.people.reader, "GET", `/api/methodology/${path}`);
  return MethodologyVersion.parse(await response.json());
}

test("the draft begins as the version in force, once for all who ask at the same time", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  const views = await Promise.all(
    [people.facilitator, people.lawyer, people.reviewer, people.reader].map(async (who: Person) =>
      DraftView.parse(await (await server.ask(who, "GET", "/api/methodology/draft")).json()),
    ),
  );
  expect(new Set(views.map(({ draft }) => draft.room)).size).toBe(1);
  expect(views.map(({ draft, discussion }) => `${draft.right} ${discussion.right}`)).toEqual([
    "write write",
    "write write",
    "read write",
    "read read",
  ]);
  const draft = await TestDraft.open(server);
  expect(await draft.look(draftContent)).toEqual((await version(server, 1)).content);
});

test("a lawyer's socket writes in the draft, a reviewer's and a reader's only read, and a guest's is turned away", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("A text.", { stage: "cleared-for-guests" });
  const draft = await TestDraft.open(server);
  const { room } = draft.view.draft;
  const rename = (doc: Y.Doc): void => {
    const categories = new DraftRoom(doc);
    const [first] = categories.categories();
    categories.roots.categories.set(first?.entry ?? "", { "label:mk": "Дело" });
  };
  const lawyer = await RawClient.joinAt(server, room, server.people.lawyer);
  await lawyer.write(rename);
  expect((await draft.category("act"))?.label).toEqual({ en: "act", mk: "Дело" });
  const reviewer = await RawClient.joinAt(server, room, server.people.reviewer);
  reviewer.sendUpdate(reviewer.edit(rename));
  await reviewer.until(() => reviewer.count("refused") > 0);
  const guest = await RawClient.openAt(server, room, await server.guestOf(verdict.id));
  expect(await guest.closed).toBe(CLOSE.noAccess);
});

test("a freeze keeps what was, carries what was merged, and the draft goes on without what the version took", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    addCategory(room, { parent: entryOf("act"), index: 0 }, { en: "harbouring" }, NOW);
    mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment"));
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    setFate(room, entryOf("means.vulnerability"), { kind: "retired" });
  });
  const { version: second } = await draft.freeze();
  const parts = second?.content.categories.filter(({ label }) => ["violence", "coercion"].includes(label.en ?? ""));
  expect(second?.maps).toEqual([
    {
      from: 1,
      fates: {
        "act.transport": { kind: "merged", into: "act.recruitment" },
        "means.force": { kind: "split", into: parts?.map(({ id }) => id) },
        "means.vulnerability": { kind: "retired" },
      },
    },
  ]);
  expect(second?.gone.map(({ id }) => id)).toEqual(["act.transport", "means.force", "means.vulnerability"]);
  expect(await version(server, "current")).toEqual(second);
  expect((await version(server, 1)).content.categories).toHaveLength(6);
  expect(await draft.look(draftContent)).toEqual(second?.content);
  expect(await draft.category("act.transport")).toMatchObject({ fate: null, deleted: expect.any(String) as string });

  const { versions } = VersionList.parse(
    await (await server.ask(server.people.reader, "GET", "/api/methodology/versions")).json(),
  );
  expect(versions.map(({ number, note, by }) => [number, note, by])).toEqual([
    [2, "after the workshop", server.people.facilitator.member.id],
    [1, "first", server.people.facilitator.member.id],
  ]);
  const [{ action, subject } = { action: "", subject: {} }] = (await server.store.audit.list(5)).filter((entry) =>
    entry.action.startsWith("methodology.freeze"),
  );
  expect([action, subject]).toEqual(["methodology.freeze", { version: 2, categories: 6 }]);
  // A second freeze does not carry out the same fates again.
  expect((await draft.preview()).map).toEqual({ from: 2, fates: {} });
});

test("a freeze that the server did not see to its end is carried through when the draft is opened next", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment"));
  });
  const { map } = await draft.preview();
  const content = await draft.look(draftContent);
  const by = server.people.facilitator.member.id;
  await server.store.methodologies.freeze(content, "cut off here", by, NOW, { base: 1, fates: map.fates });
  expect((await draft.category("act.transport"))?.fate).not.toBeNull();
  const again = await TestDraft.open(server);
  expect(again.view).toEqual({ ...draft.view, version: 2 });
  expect(await draft.category("act.transport")).toMatchObject({ fate: null, deleted: expect.any(String) as string });
});

test("what is wrong with a draft is said with its place, and nothing is frozen", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    room.roots.categories.set(entryOf("means.force"), { code: "A1", digit: 4, "definition:en": "Something else" });
    room.roots.categories.set(entryOf("act.transport"), { "label:en": " " });
    mergeCategory(room, entryOf("means"), entryOf("act"));
    room.roots.categories.set(entryOf("act"), { deleted: NOW });
    const common = { order: "a0", createdAt: NOW, type: "choice", evidenceExpected: true };
    const shownIf = { question: "q.one", values: ["maybe"] };
    room.roots.questions.add({ ...common, question: "q.one", group: "none", level: "victim", "label:en": "One" });
    room.roots.questions.add({ ...common, question: "q.two", group: "none", level: "verdict", shownIf });
  });
  const { problems, undecided, seen } = await draft.preview();
  expect(problems.map(({ code, id, other }) => `${code} ${id} ${other}`).sort()).toEqual([
    "code-taken means.force act.recruitment",
    "condition-missing q.two q.one",
    "digit-taken means.vulnerability means.force",
    "fate-missing means act",
    "few-choices q.one null",
    "few-choices q.two null",
    "group-missing q.one none",
    "group-missing q.two none",
    "no-label act.transport null",
    "no-label q.two null",
  ]);
  expect(undecided).toEqual(["means.force"]);
  const freeze = (change: object): Promise<Response> => {
    const body = { base: 1, seen, note: "n", ...change };
    return server.ask(server.people.facilitator, "POST", "/api/methodology/versions", body);
  };
  expect(await codeOf(await freeze({}))).toBe("methodology-invalid");
  expect(await codeOf(await freeze({ base: 2 }))).toBe("methodology-moved");
  expect(await codeOf(await freeze({ seen: "another" }))).toBe("methodology-moved");
  expect(await codeOf(await freeze({ note: " " }))).toBe("bad-request");
  expect(await server.store.methodologies.versions()).toHaveLength(1);
});

test("a category becomes twenty at most, through its parts too: a version that had more could be opened by nobody", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  const parts = Array.from({ length: 25 }, (_, i) => idOf(`made.part-${i}`));
  const split = (key: string, into: CategoryId[]): Promise<void> =>
    draft.change((room, entryOf) => room.roots.categories.set(entryOf(key), { fate: { kind: "split", into } }));
  await draft.change((room) => {
    for (const [i, id] of parts.entries())
      room.roots.categories.add({
        category: id,
        code: `P${i}`,
        parent: null,
        order: "a0",
        createdAt: NOW,
        "label:en": id,
      });
  });
  await split("means.force", parts.slice(0, 15));
  await split("made.part-0", parts.slice(15));
  const { problems, map } = await draft.preview();
  expect(problems).toEqual([{ code: "fate-many", root: "categories", id: "means.force", other: null }]);
  await expect(draft.freeze()).rejects.toThrow("methodology-invalid");
  const { methodologies } = server.store;
  const fates = { ...map.fates, [idOf("means.force")]: { kind: "split" as const, into: parts } };
  const by = server.people.facilitator.member.id;
  const content = await draft.look(draftContent);
  await expect(methodologies.freeze(content, "more", by, NOW, { base: 1, fates })).rejects.toThrow("too_big");
  expect(await methodologies.versions()).toHaveLength(1);

  await split("made.part-0", parts.slice(15, 21));
  await draft.freeze();
  const now = await methodologies.current();
  expect(now?.maps.at(-1)?.fates[idOf("means.force")]).toMatchObject({ kind: "split", into: { length: 20 } });
});

test("a category that reads otherwise is frozen only once somebody said whether it means the same", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    room.roots.categories.set(entryOf("means.force"), { "definition:en": "Force or threat of it" });
    room.roots.categories.set(entryOf("act.transport"), { "definition:en": "What a transport is" });
  });
  const changed = { [`act.transport`]: "same" } as const;
  await expect(draft.freeze({ changed })).rejects.toThrow("methodology-undecided");
  const { version: second } = await draft.freeze({ changed: { ...changed, "means.force": "redefined" } as never });
  expect(second?.maps).toEqual([{ from: 1, fates: { "means.force": { kind: "redefined" } } }]);
  // Nobody read it in another language. Once somebody does, a further change in one language leaves the other behind.
  expect(second?.behind).toEqual([]);
  await draft.change((room, entryOf) =>
    room.roots.categories.set(entryOf("means.force"), { "definition:sq": "Forca ose kërcënimi me të" }),
  );
  expect((await draft.freeze()).version?.behind).toEqual([]);
  await draft.change((room, entryOf) =>
    room.roots.categories.set(entryOf("means.force"), { "definition:en": "Force, threat or restraint" }),
  );
  await draft.freeze({ changed: { "means.force": "redefined" } as never });
  expect((await version(server, "current")).behind).toMatchObject([
    { category: "means.force", language: "sq", changedIn: ["en"] },
  ]);
  await draft.change((room, entryOf) =>
    room.roots.categories.set(entryOf("means.force"), { "definition:sq": "Forca, kërcënimi ose kufizimi" }),
  );
  await draft.freeze({ changed: { "means.force": "same" } as never });
  expect((await version(server, "current")).behind).toEqual([]);
});

test("an earlier version comes back into the draft with its keys, codes and threads, and what it lacks is retired", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  const before = await draft.category("means.force");
  await draft.change((room, entryOf) => {
    mergeCategory(room, entryOf("means.force"), entryOf("means.vulnerability"));
    addCategory(room, { parent: null, index: 0 }, { en: "purpose" }, NOW);
    room.roots.categories.set(entryOf("act"), { "label:en": "deed", "label:sq": "veprimi" });
  });
  await draft.freeze();
  await draft.change((room) => addCategory(room, { parent: null, index: 0 }, { en: "only an idea" }, NOW));
  const ask = (path: string, body?: unknown): Promise<Response> =>
    server.ask(server.people.facilitator, "POST", `/api/methodology/files/${path}`, body);
  expect((await ask("versions/3")).status).toBe(404);
  // What would go is looked at first; it goes with one press, and comes back with one.
  const restored = async (): Promise<[string, string]> => {
    const { id, seen, before, after } = BroughtIn.parse(await (await ask("versions/1")).json());
    expect(before.categories.map(({ label }) => label.en)).toContain("only an idea");
    expect(after).toEqual((await version(server, 1)).content);
    return [id, BroughtDone.parse(await (await ask(id, { seen })).json()).seen];
  };
  const mine = await draft.look(draftContent);
  const [id, seen] = await restored();
  expect((await ask(`${id}/undo`, { seen })).status).toBe(200);
  expect(await draft.look(draftContent)).toEqual(mine);
  await restored();
  expect(await draft.look(draftContent)).toEqual((await version(server, 1)).content);
  const after = await draft.category("means.force");
  expect([after?.entry, after?.code]).toEqual([before?.entry, before?.code]);
  const purpose = (await version(server, 2)).content.categories.find(({ label }) => label.en === "purpose");
  expect((await draft.preview()).map.fates).toEqual({ [purpose?.id ?? ""]: { kind: "retired" } });
});

test("members vote on a proposal until it is closed, each once, and all see who voted how", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { view } = await TestDraft.open(server);
  const { room } = view.discussion;
  const made = new Date().toISOString();
  let proposal = newId(ThreadId);
  let talk = newId(ThreadId);
  await server.hub.write(room, lawyer.member.id, (doc) => {
    const discussion = new DiscussionRoom(doc);
    proposal = discussion.open({ category: idOf("means.force"), proposal: true }, "Merge with threat?", made);
    talk = discussion.open({ category: idOf("means.force") }, "What is force?", NOW);
  });
  const vote = async (who: Person, vote: string | null, thread = proposal): Promise<number> =>
    (await server.ask(who, "POST", "/api/methodology/votes", { thread, vote })).status;
  // It waits on the first page of whoever may vote and has not, by its category alone.
  const waits = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).votes?.map((each) => [
      each.label.en,
      each.from,
    ]);
  for (const who of [facilitator, otherLawyer]) expect(await waits(who)).toEqual([["means.force", lawyer.member.id]]);
  for (const who of [lawyer, reviewer]) expect(await waits(who)).toBeUndefined();
  expect(await vote(lawyer, "yes")).toBe(200);
  expect(await vote(otherLawyer, "no")).toBe(200);
  expect(await vote(otherLawyer, "abstain")).toBe(200);
  expect(await vote(facilitator, "yes")).toBe(200);
  expect(await waits(facilitator)).toBeUndefined();
  expect(await vote(facilitator, null)).toBe(200);
  expect([await waits(facilitator), await waits(otherLawyer)]).toEqual([
    [["means.force", lawyer.member.id]],
    undefined,
  ]);
  expect(await vote(reviewer, "yes")).toBe(403);
  expect(await vote(lawyer, "yes", talk)).toBe(404);
  await server.hub.write(room, lawyer.member.id, (doc) => new DiscussionRoom(doc).resolve(proposal, NOW));
  expect(await vote(facilitator, "yes")).toBe(404);
  expect(await waits(facilitator)).toBeUndefined();
  // What came of it stands under what happened lately, for all who read the draft and for who voted; none of how.
  for (const who of [reviewer, lawyer]) {
    const { lately } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    const about = { thread: proposal, category: idOf("means.force"), label: { en: "means.force" } };
    expect(lately?.filter((line) => line.about)).toMatchObject([
      { kind: "voted", who: [otherLawyer.member.id, lawyer.member.id], count: 2, about },
      { kind: "proposed", who: [lawyer.member.id], count: 1, about },
    ]);
  }
  // Who made it, voted on it or was asked to is told that others ended it.
  const told = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told;
  const ended = { how: "resolved", from: lawyer.member.id, votes: { yes: 1, no: 0, abstain: 1 } };
  for (const who of [otherLawyer, facilitator]) expect(await told(who)).toMatchObject([{ kind: "proposal", ...ended }]);
  for (const who of [lawyer, reviewer]) expect(await told(who)).toBeUndefined();
  const { votes } = VoteList.parse(await (await server.ask(reviewer, "GET", "/api/methodology/votes")).json());
  expect(votes.map(({ member, vote: cast }) => [member, cast])).toEqual([
    [lawyer.member.id, "yes"],
    [otherLawyer.member.id, "abstain"],
  ]);
});

test("a category that a lawyer proposes waits for who leads, with author and place if it has one, until one of them takes it up", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const draft = await TestDraft.open(server);
  const waits = async (who: Person) => {
    const { proposed = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return proposed.map(({ label, from, verdict: of, paragraph }) => [label.en, from, of, paragraph]);
  };
  const passage = packAnchor({ revision: 1, ranges: [{ start: 4, end: 9 }] });
  const put = (room: DraftRoom, name: string, example: boolean): void => {
    const entry = addCategory(room, { parent: null, index: 0 }, { en: name }, NOW);
    if (example) room.roots.categories.set(entry, { exampleVerdict: verdict.id, exampleAnchor: passage });
  };
  await draft.change((room) => {
    for (const name of ["Unpaid wages", "Debt"]) put(room, name, true);
    put(room, "Without a passage", false);
    const defined = addCategory(room, { parent: null, index: 0 }, { en: "Defined" }, NOW);
    room.roots.categories.set(defined, { "definition:en": "As a file brings it." });
  });
  await server.hub.write(draft.view.draft.room, facilitator.member.id, (doc) => put(new DraftRoom(doc), "Led", true));
  const line = (name: string) => [name, lawyer.member.id, verdict.id, "1"];
  const bare = ["Without a passage", lawyer.member.id, null, undefined];
  for (const who of [facilitator, otherFacilitator])
    expect(new Set(await waits(who))).toEqual(new Set([line("Debt"), line("Unpaid wages"), bare]));
  for (const who of [lawyer, otherLawyer]) expect(await waits(who)).toEqual([]);
  // Written about, and written in.
  const idOfName = (name: string) =>
    draft.look((room) => room.categories().find(({ label }) => label.en === name)?.id ?? idOf("act"));
  const debt = await idOfName("Debt");
  await server.hub.write(draft.view.discussion.room, lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({ category: debt }, "It is missing.", NOW);
  });
  expect(await waits(facilitator)).toHaveLength(3);
  await server.hub.write(draft.view.discussion.room, otherFacilitator.member.id, (doc) => {
    new DiscussionRoom(doc).open({ category: debt }, "Is it not B7?", NOW);
  });
  expect(new Set(await waits(facilitator))).toEqual(new Set([line("Unpaid wages"), bare]));
  const wages = (await draft.category(await idOfName("Unpaid wages")))?.entry ?? "";
  await server.hub.write(draft.view.draft.room, facilitator.member.id, (doc) => {
    new DraftRoom(doc).roots.categories.set(wages, { "label:mk": "Неисплатена плата" });
  });
  expect(await waits(otherFacilitator)).toEqual([bare]);
});

test("a lawyer who becomes a reader is sent to come again, and then only reads the draft", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { view } = await TestDraft.open(server);
  const rooms = [view.draft.room, view.discussion.room];
  const sockets = await Promise.all(rooms.map((room) => RawClient.joinAt(server, room, lawyer)));
  await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role: "reader" });
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([CLOSE.comeAgain, CLOSE.comeAgain]);
  const again = DraftView.parse(await (await server.ask(lawyer, "GET", "/api/methodology/draft")).json());
  expect([again.draft.right, again.discussion.right]).toEqual(["read", "read"]);
});

test("a store with a draft, its discussion and versions verifies", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => mergeCategory(room, entryOf("act.transport"), entryOf("act.recruitment")));
  await server.hub.write(draft.view.discussion.room, server.people.lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({ category: idOf("means.force") }, "Why?", NOW);
  });
  await draft.freeze();
  const report = await verifyStore(server.store, { project: projectAll });
  expect([report.differences, report.auditBrokenAt]).toEqual([[], null]);
});
