import { afterEach, expect, test, type TestContext } from "vitest";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
import { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { beginBlind, command, viewOf } from "../../helpers/network/blind-round.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { revealedRound } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";

const TEXT = ["Okrivljeni je oduzeo pasoš i mobilni telefon.", "Oštećena nikoga nije poznavala."];
const CATEGORY = CategoryId.parse("means.force");
const AT = { start: 14, end: 26 };
const NOW = "2026-03-02T09:00:00.000Z";

const clients: VerdictClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** A verdict that was tagged together, with discussions on the tag, and coded blind and settled since without it. */
async function settled(context: TestContext) {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const { id } = made.verdict;
  const guest = await server.guestOf(id);
  const mine = await open(server, lawyer, id);
  const tag = mine.model.addTag(CATEGORY, [AT]) as AnnotationId;
  mine.model.openThread("internal", { tag }, "is this force?");
  mine.model.openThread("review", { tag }, "for guests");
  await mine.until(() => mine.model.saved.state === "saved");
  // Such a thread named the tag and nothing else once.
  const room = (await server.store.verdicts.rooms(id)).find(({ audience }) => audience === "internal")?.id;
  if (!room) throw new Error("no discussion");
  await server.hub.write(room, lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({ annotation: tag }, "as it was kept before", NOW);
  });
  const tags = [{ words: "nikoga nije poznavala", category: "means.force" }];
  const coders = [lawyer, otherLawyer].map((who) => ({ who, tags }));
  const { round } = await revealedRound(server, made, coders);
  await command(server, facilitator, "POST", `/api/verdicts/${id}/rounds/${round.id}/adjudicated`);
  return { server, id, tag, mine, guest, otherLawyer, facilitator };
}

async function open(server: TestServer, who: Person, id: VerdictClient["model"]["verdictId"]): Promise<VerdictClient> {
  const client = await VerdictClient.open(server, who, id);
  clients.push(client);
  return client;
}

/** As the page shows a verdict that is settled. */
async function showStanding(server: TestServer, who: Person, { model }: VerdictClient, canRule = false): Promise<void> {
  const { stands } = await viewOf(server, who, model.verdictId);
  const layer = await server.ask(who, "GET", `/api/verdicts/${model.verdictId}/layers/${stands}`);
  model.showLayers([FrozenLayer.parse(await layer.json())], { canRule });
}

const said = ({ model }: VerdictClient) =>
  model.threads.map(({ ranges, comments: [first], canReply, isOfOtherLayer }) => {
    return { body: first?.body, ranges, canReply, isOfOtherLayer };
  });

test("what was said of a tag while all tagged together stands at its words once a round is settled, and is answered", async (context) => {
  const { server, id, guest, otherLawyer } = await settled(context);
  const reader = await open(server, otherLawyer, id);
  await showStanding(server, otherLawyer, reader);
  const there = { ranges: [AT], canReply: true, isOfOtherLayer: true };
  expect(said(reader).toSorted((a, b) => (a.body ?? "").localeCompare(b.body ?? ""))).toEqual([
    { ...there, body: "as it was kept before" },
    { ...there, body: "for guests" },
    { ...there, body: "is this force?" },
  ]);
  const thread = reader.model.threads.find(({ audience }) => audience === "internal");
  expect(thread && reader.model.reply("internal", thread.id, "it is")).toBe(true);
  await reader.until(() => reader.model.saved.state === "saved");
  // A guest reads what stands and no shared layer beside it.
  const visitor = await open(server, guest, id);
  await showStanding(server, guest, visitor);
  expect(said(visitor)).toEqual([{ ...there, body: "for guests" }]);
});

test("a suggested tag is offered beside what is settled to those who change that, and says that it was taken over", async (context) => {
  const { server, id, guest, otherLawyer } = await settled(context);
  const visitor = await open(server, guest, id);
  visitor.model.openThread("review", { ranges: [{ start: 0, end: 10 }], suggestion: CATEGORY }, "and this?");
  await visitor.until(() => visitor.model.saved.state === "saved");
  const reader = await open(server, otherLawyer, id);
  const suggested = () => reader.model.threads.find(({ suggestion }) => suggestion !== null);
  await showStanding(server, otherLawyer, reader);
  await reader.until(() => suggested() !== undefined);
  expect(suggested()?.canApply).toBe(false);
  await showStanding(server, otherLawyer, reader, true);
  expect(suggested()).toMatchObject({ canApply: true, ranges: [{ start: 0, end: 10 }] });
  const thread = suggested();
  if (thread) reader.model.setApplied(thread, newId(AnnotationId));
  expect(suggested()).toMatchObject({ canApply: false, suggestion: { applied: true } });
  await reader.until(() => reader.model.saved.state === "saved");
});

test("a file of what stands has the discussions that were begun on tags of another layer", async (context) => {
  const { server, id, facilitator } = await settled(context);
  const file = await mustExport(server, facilitator, {
    format: "docx-verdict",
    filter: { verdicts: [id] },
    withInternal: true,
  });
  const comments = readDocx(file).comments.map(({ text, words }) => ({ text, words }));
  for (const text of ["is this force?", "as it was kept before"])
    expect(comments).toContainEqual({ text: expect.stringContaining(text) as string, words: "oduzeo pasoš" });
});

test("disagreements are found by one of them, whatever round it is of", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const made = await server.newVerdict(TEXT);
  const tags = [{ words: "oduzeo pasoš", category: "means.force" }];
  const codings = [
    { who: lawyer, tags },
    { who: otherLawyer, tags: [] },
  ];
  const first = await revealedRound(server, made, codings);
  const second = await revealedRound(server, made, codings);
  expect(second.round.id).not.toBe(first.round.id);
  const path = `/api/verdicts/${made.verdict.id}/cases?case=${first.cases[0]?.id}`;
  const found = DisagreementList.parse(await (await server.ask(facilitator, "GET", path)).json());
  expect(found.round.id).toBe(first.round.id);
});

test("first words on a disagreement that are not sent become a draft when who writes them codes again", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const made = await server.newVerdict(TEXT);
  const { cases } = await revealedRound(server, made, [
    { who: lawyer, tags: [{ words: "oduzeo pasoš", category: "means.force" }] },
    { who: otherLawyer, tags: [] },
  ]);
  const of = cases[0]?.id;
  if (!of) throw new Error("nobody differs");
  const { id } = made.verdict;
  const mine = await open(server, lawyer, id);
  const { model } = mine;
  model.noteTyped(
    { kind: "begin", audience: "internal", key: "case", fields: model.aboutDisagreement(of, [AT]) },
    "why so?",
  );
  const further = await beginBlind(server, id, [lawyer]);
  await mine.refresh();
  expect(model.drafts).toMatchObject([{ words: "why so?", why: "no-access", place: { quote: "oduzeo pasoš" } }]);
  const [draft] = model.drafts;
  // Written again once the discussion is open, it is about the disagreement.
  await command(server, facilitator, "DELETE", `/api/verdicts/${id}/rounds/${further}`);
  await mine.refresh();
  await mine.until(() => model.synced);
  expect(model.retryDraft(draft?.id ?? "")).toBe("written");
  await mine.until(() => model.threadsOn(of).length === 1 && model.saved.state === "saved");
  expect(model.threadsOn(of)).toMatchObject([{ ranges: [AT], comments: [{ body: "why so?" }] }]);
});
