import { expect, test } from "vitest";
import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import { ReviewList } from "../../../schema/protocol/http/methodology.ts";
import { addCategory, setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = "He kept her wages. He kept her papers. The victim could not leave.";

interface Scene {
  server: TestServer;
  made: NewVerdict;
  /** Set aside with the words of the proposal, and with others. */
  aside: AnnotationId;
  other: AnnotationId;
  redefined: AnnotationId;
  wages: CategoryId;
}

const at = (words: string) => {
  const start = TEXT.indexOf(words);
  return { revision: 1, ranges: [{ start, end: start + words.length }] };
};

/** The lawyer sets two passages aside, proposes a category with the first, and it comes into force. */
async function proposedInForce(context: Teardown): Promise<Scene> {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const ids: AnnotationId[] = [];
  await server.hub.write(made.rooms.layer, server.people.lawyer.member.id, (doc) => {
    const room = new LayerRoom(doc);
    const tag = (category: CategoryId, words: string) =>
      ids.push(room.add({ category, version: 1, anchor: at(words) }, NOW));
    tag(DISCUSS, "He kept her wages");
    tag(DISCUSS, "her papers");
    tag(idOf("means.vulnerability"), "could not leave");
  });
  const [aside, other, redefined] = ids;
  if (!aside || !other || !redefined) throw new Error("nothing was tagged");
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    const entry = addCategory(room, { parent: null, index: 0 }, { en: "Unpaid wages" }, NOW);
    room.roots.categories.set(entry, { exampleVerdict: made.verdict.id, exampleAnchor: packAnchor(at("her wages")) });
    // What was there when a passage was set aside was not proposed with it.
    room.roots.categories.set(entryOf("act"), {
      exampleVerdict: made.verdict.id,
      exampleAnchor: packAnchor(at("He kept her papers")),
    });
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
  });
  await draft.freeze();
  const wages = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Unpaid wages")?.id;
  if (!wages) throw new Error("it is not in the draft");
  return { server, made, aside, other, redefined, wages };
}

async function waiting({ server }: Scene, who: Person): Promise<ReviewList["verdicts"][number]["items"]> {
  const list = ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json());
  return list.verdicts.flatMap(({ items }) => items);
}

const decide = async ({ server, made }: Scene, who: Person, body: object): Promise<number> =>
  (await server.ask(who, "POST", `/api/verdicts/${made.verdict.id}/reviews`, { version: 2, ...body })).status;

const categoryOf = async ({ server, made }: Scene, id: AnnotationId): Promise<string | undefined> =>
  (await server.store.passages.named([made.layer], [id]))[0]?.category;

test("a tag that was set aside with a proposal waits for its author to be that once it is in force, and is what was said of it", async (context) => {
  const scene = await proposedInForce(context);
  const { server, made, aside, redefined, wages } = scene;
  const { lawyer, otherLawyer } = server.people;
  const [first, second, ...others] = await waiting(scene, lawyer);
  expect(first).toMatchObject({
    annotation: aside,
    proposed: true,
    now: DISCUSS,
    state: "review",
    candidates: [wages],
  });
  expect([second?.annotation, others]).toEqual([redefined, []]);
  expect(await waiting(scene, otherLawyer)).toEqual([]);
  expect(await decide(scene, lawyer, { annotation: aside, decision: "change", category: wages })).toBe(200);
  expect(await categoryOf(scene, aside)).toBe(wages);
  const path = `/api/verdicts/${made.verdict.id}/reviews/${aside}`;
  expect((await server.ask(lawyer, "DELETE", path)).status).toBe(204);
  expect((await waiting(scene, lawyer))[0]).toEqual(first);
  // To be talked over still: it is not asked about again, in this version or the next.
  expect(await decide(scene, lawyer, { annotation: aside, decision: "keep" })).toBe(200);
  const draft = await TestDraft.open(server);
  await draft.freeze();
  expect((await waiting(scene, lawyer)).map(({ annotation }) => annotation)).toEqual([redefined]);
  expect(await categoryOf(scene, aside)).toBe(DISCUSS);
});

test("what takes no tags any more may be made another category, and what was proposed with it, by one who leads", async (context) => {
  const scene = await proposedInForce(context);
  const { server, made, aside, redefined, wages } = scene;
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const [round] = await server.store.verdicts.rounds(made.verdict.id);
  const coders = [lawyer, otherLawyer].map(({ member }) => ({ member: member.id, due: null }));
  const begun = { round: round?.id, mode: "blind", coders };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/rounds`, begun)).status).toBe(200);
  expect(await waiting(scene, lawyer)).toEqual([]);
  expect((await waiting(scene, otherFacilitator)).map(({ annotation, onlyParts }) => [annotation, onlyParts])).toEqual([
    [aside, true],
    [redefined, true],
  ]);
  const recruitment = { decision: "change", category: "act.recruitment" };
  expect(await decide(scene, facilitator, { annotation: redefined, ...recruitment })).toBe(200);
  expect(await categoryOf(scene, redefined)).toBe("act.recruitment");
  expect(await decide(scene, facilitator, { annotation: aside, decision: "change", category: wages })).toBe(200);
  expect(await waiting(scene, facilitator)).toEqual([]);
});
