import { expect, test } from "vitest";
import type { CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { FreezeDone } from "../../../schema/protocol/http/methodology.ts";
import { NetworkView, WaitingView } from "../../../schema/protocol/http/verdicts.ts";
import { addCategory, mergeCategory, setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";

test("what is proposed and decided by nobody stays out of the next version, and waits on in the draft, unless it is taken in", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const draft = await TestDraft.open(server);
  const add = (label: string, under = ""): Promise<void> =>
    draft.change((room, entryOf) => {
      addCategory(room, { parent: under === "" ? null : entryOf(under), index: 0 }, { en: label }, NOW);
    });
  await add("Unpaid wages");
  await add("Debt");
  const ids = await draft.look((room) => new Map(room.categories().map(({ id, label }) => [label.en, id])));
  const debt = ids.get("Debt") ?? idOf("act");
  await add("Debt to a family", debt);
  const thread = await draft.propose({ category: debt }, "It is missing.");
  const rules = await draft.propose({ category: idOf("act") }, "Another wording.");
  await server.ask(otherLawyer, "POST", "/api/methodology/votes", { thread: rules, vote: "yes" });
  const { proposed, map, problems } = await draft.preview();
  const lines = proposed.map(({ label, from, thread: of, isTaken }) => [label.en, from, of, isTaken]);
  const by = lawyer.member.id;
  expect(new Set(lines.map((line) => line.join(" ")))).toEqual(
    new Set([
      `Debt ${by} ${thread} false`,
      `Debt to a family ${by}  false`,
      `Unpaid wages ${by}  false`,
      `act ${by} ${rules} `,
    ]),
  );
  expect(proposed.find(({ thread: of }) => of === rules)?.votes).toEqual({ yes: 1, no: 0, abstain: 0 });
  expect([map.fates, problems]).toEqual([{}, []]);
  const labels = (content: MethodologyVersion["content"] | undefined) =>
    content?.categories.map(({ label }) => label.en);
  const began = labels((await server.store.methodologies.version(1))?.content) ?? [];
  const second = await draft.freeze({ takeIn: [] });
  expect(labels(second.version?.content)).toEqual(began);
  const network = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect(new Set(network.proposed?.map(({ label }) => label.en))).toEqual(
    new Set(["Debt to a family", "Unpaid wages"]),
  );
  expect(labels(await draft.look(draftContent))).toHaveLength(began.length + 3);
  // What stands under another brings it along.
  const below = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Debt to a family");
  const third = await draft.freeze({ takeIn: [below?.id ?? debt] });
  // Whether to have it is decided, what is proposed of another is not: it goes on waiting.
  const { votes } = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect(votes?.map(({ thread: of }) => of)).toEqual([rules]);
  const took = new Set(labels(third.version?.content));
  expect(took).toEqual(new Set([...began, "Debt", "Debt to a family"]));
});

test("who voted, or was to vote, on a category is told that it was taken out of the draft, and nobody is asked any more", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator } = server.people;
  const draft = await TestDraft.open(server);
  await draft.change((room) => void addCategory(room, { parent: null, index: 0 }, { en: "Digital traces" }, NOW));
  const made = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Digital traces");
  const thread = await draft.propose({ category: made?.id ?? idOf("act") }, "It is missing.");
  await server.ask(otherFacilitator, "POST", "/api/methodology/votes", { thread, vote: "yes" });
  const of = async (who: typeof facilitator) => {
    const view = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return { votes: view.votes ?? [], told: (view.told ?? []).filter(({ kind }) => kind === "proposal") };
  };
  expect((await of(facilitator)).votes).toHaveLength(1);
  const at = new Date().toISOString();
  await draft.change((room) => {
    room.roots.categories.set(made?.entry ?? "", { deleted: at });
  });
  const line = { kind: "proposal", how: "withdrawn", from: lawyer.member.id, votes: { yes: 1, no: 0, abstain: 0 } };
  for (const who of [facilitator, otherFacilitator])
    expect(await of(who)).toMatchObject({ votes: [], told: [{ ...line, about: { label: { en: "Digital traces" } } }] });
  expect((await of(lawyer)).told).toEqual([]);
});

test("who proposed a category is told that a version has it, by what name, or left it out, until it has it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const draft = await TestDraft.open(server);
  for (const label of ["Unpaid wages", "Debt"])
    await draft.change((room) => void addCategory(room, { parent: null, index: 0 }, { en: label }, NOW));
  const of = new Map((await draft.look((room) => room.categories())).map(({ id, label }) => [label.en, id]));
  const [wages, debt] = [of.get("Unpaid wages"), of.get("Debt")];
  if (!wages || !debt) throw new Error("they were not added");
  const told = async (who: typeof lawyer): Promise<unknown> =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told?.flatMap((each) =>
      each.kind === "frozen" ? [[each.version, each.isTaken, each.from, each.categories]] : [],
    ) ?? [];
  expect(await told(lawyer)).toEqual([]);
  // Whoever puts it in force may name it otherwise.
  await server.hub.write(draft.view.draft.room, facilitator.member.id, (doc) => {
    const room = new DraftRoom(doc);
    const entry = room.categories().find(({ id }) => id === wages)?.entry ?? "";
    room.roots.categories.set(entry, { "label:en": "Withheld wages" });
  });
  const { version } = await draft.freeze({ takeIn: [wages] });
  const code = version?.content.categories.find(({ id }) => id === wages)?.code;
  const by = facilitator.member.id;
  const second = [2, true, by, [expect.objectContaining({ id: wages, code, label: { en: "Withheld wages" } })]];
  const out = [2, false, by, [expect.objectContaining({ id: debt, label: { en: "Debt" } })]];
  expect(await told(lawyer)).toEqual([second, out]);
  for (const who of [facilitator, otherLawyer]) expect(await told(who)).toEqual([]);
  // It is said on whatever page is open, too.
  const { news } = WaitingView.parse(await (await server.ask(lawyer, "GET", "/api/network/waiting")).json());
  expect(news?.told?.map(({ kind }) => kind)).toEqual(["frozen", "frozen"]);
  await draft.freeze({ takeIn: [debt] });
  const third = [3, true, by, [expect.objectContaining({ id: debt, label: { en: "Debt" } })]];
  expect(await told(lawyer)).toEqual([third, second]);
});

test("whatever somebody who does not lead adds is asked about, defined or not, until a vote on it is won", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const draft = await TestDraft.open(server);
  const began = (await server.store.methodologies.version(1))?.content.categories.map(({ id }) => id) ?? [];
  await draft.change((room, entryOf) => {
    const made = addCategory(room, { parent: null, index: 0 }, { en: "Coercive control" }, NOW);
    room.roots.categories.set(made, { "definition:en": "Ruling over another's days." });
    // What is in force is put under it: that decides nothing.
    room.roots.categories.set(entryOf("act"), { parent: made });
  });
  const id = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Coercive control")?.id;
  if (!id) throw new Error("it was not added");
  const isAsked = async (): Promise<unknown> =>
    (await draft.preview()).proposed.find(({ category }) => category === id)?.isTaken;
  expect(await isAsked()).toBe(false);
  // Correcting a word of it is no decision.
  await server.hub.write(draft.view.draft.room, facilitator.member.id, (doc) => {
    const room = new DraftRoom(doc);
    const entry = room.categories().find((each) => each.id === id)?.entry ?? "";
    room.roots.categories.set(entry, { "definition:en": "Ruling over somebody's days." });
  });
  expect(await isAsked()).toBe(false);
  const second = await draft.freeze({ takeIn: [] });
  const inForce = second.version?.content.categories ?? [];
  expect(new Set(inForce.map((each) => each.id))).toEqual(new Set(began));
  expect(inForce.find((each) => each.id === "act")?.parent).toBeNull();

  const thread = await draft.propose({ category: id }, "It is missing.");
  const resolve = (by: MemberId): Promise<void> =>
    server.hub.write(draft.view.discussion.room, by, (doc) => new DiscussionRoom(doc).resolve(thread, NOW));
  await resolve(facilitator.member.id);
  // Nobody voted for it.
  expect(await isAsked()).toBe(false);
  await server.hub.write(draft.view.discussion.room, facilitator.member.id, (doc) =>
    new DiscussionRoom(doc).resolve(thread, null),
  );
  await server.ask(otherLawyer, "POST", "/api/methodology/votes", { thread, vote: "yes" });
  await resolve(lawyer.member.id);
  // Closed by who proposed it.
  expect(await isAsked()).toBe(false);
  await resolve(facilitator.member.id);
  expect(await isAsked()).toBeUndefined();
  expect((await draft.freeze({ takeIn: [] })).version?.content.categories.map((each) => each.id)).toContain(id);
});

test("a vote on a new category is on the proposal of who put it into the draft, whoever began the vote; neither is asked", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const draft = await TestDraft.open(server);
  await server.hub.write(draft.view.draft.room, otherLawyer.member.id, (doc) => {
    addCategory(new DraftRoom(doc), { parent: null, index: 0 }, { en: "Unpaid wages" }, NOW);
  });
  const id = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Unpaid wages")?.id;
  if (!id) throw new Error("it was not added");
  await draft.propose({ category: id }, "Many miss it.");
  // Of one that is in force it is theirs who propose another wording.
  await draft.propose({ category: idOf("act") }, "Another wording.");
  const asked = async (who: typeof lawyer): Promise<unknown> => {
    const { votes = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return new Set(votes.map(({ category, from }) => `${category === id ? "new" : category} ${from}`));
  };
  const [maker, beginner] = [otherLawyer.member.id, lawyer.member.id];
  expect(await asked(facilitator)).toEqual(new Set([`new ${maker}`, `act ${beginner}`]));
  expect(await asked(otherLawyer)).toEqual(new Set([`act ${beginner}`]));
  expect(await asked(lawyer)).toEqual(new Set());
});

test("what somebody who does not lead split or merged into something new is asked about, and stays as it is where that is left out", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const draft = await TestDraft.open(server);
  const began = (await server.store.methodologies.version(1))?.content.categories ?? [];
  const made = async (label: string): Promise<CategoryId> => {
    const found = (await draft.look((room) => room.categories())).find((each) => each.label.en === label);
    if (!found) throw new Error(`${label} was not added`);
    return found.id;
  };
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("act"), [{ en: "By force" }, { en: "By fraud" }], NOW);
    mergeCategory(room, entryOf("means"), addCategory(room, { parent: null, index: 0 }, { en: "Ways" }, NOW));
  });
  const [force, fraud, ways] = [await made("By force"), await made("By fraud"), await made("Ways")];
  const askedOf = ({ proposed }: FreezeDone) =>
    new Map(proposed.map(({ category, instead, isTaken }) => [category, [...instead, isTaken]]));
  const asked = new Map([
    [force, ["act", false]],
    [fraud, ["act", false]],
    [ways, ["means", false]],
  ]);
  expect(askedOf(await draft.preview({ takeIn: [] }))).toEqual(asked);
  // Left out, nothing becomes of what is in force; the draft keeps what was put there.
  const second = await draft.freeze({ takeIn: [] });
  expect(second.map.fates).toEqual({});
  expect(new Set(second.version?.content.categories.map(({ id }) => id))).toEqual(new Set(began.map(({ id }) => id)));
  expect(askedOf(await draft.preview({ takeIn: [] }))).toEqual(asked);
  // One part brings the other.
  const taken = await draft.preview({ takeIn: [force] });
  expect(askedOf(taken)).toEqual(new Map([...asked, [force, ["act", true]], [fraud, ["act", true]]]));
  expect(taken.map.fates).toEqual({ act: { kind: "split", into: [force, fraud] } });
  // Somebody who leads saying what becomes of another has decided on it.
  await server.hub.write(draft.view.draft.room, facilitator.member.id, (doc) => {
    const room = new DraftRoom(doc);
    const entry = room.categories().find(({ id }) => id === "means")?.entry ?? "";
    setFate(room, entry, null);
    setFate(room, entry, { kind: "merged", into: ways });
  });
  expect([...askedOf(await draft.preview({ takeIn: [] })).keys()]).toEqual([force, fraud]);
  const third = await draft.freeze({ takeIn: [force] });
  expect(third.version?.content.categories.map(({ id }) => id)).toEqual(expect.arrayContaining([force, fraud, ways]));
  expect(third.map.fates["means" as CategoryId]).toEqual({ kind: "merged", into: ways });
});
