import { expect, test } from "vitest";
import { OutputParts, OutputTray } from "../../../schema/protocol/http/quotes.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { MatrixView } from "../../../schema/protocol/http/matrix.ts";
import { StandingView } from "../../../schema/protocol/http/rounds.ts";
import { setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { disagreementsOf, ruleOn } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { TEXT, toReview, settledThen, settledThenSplit, type Scene, file } from "../../helpers/rooms/split-settled.ts";

const UNSORTED = "B1 means.force, to be sorted: B3 or B4?";
/** The same in documents and beside them, where a code stands alone on its chip. */
const ON_CHIP = "B1? means.force, to be sorted: B3 or B4?";

/** What pages and files call the tag of the quoted passage, and how many tags each category has. */
async function called({ server, output, lawyer, facilitator }: Scene) {
  const { parts } = OutputParts.parse(
    await (await server.ask(lawyer, "GET", `/api/outputs/${output.id}/parts`)).json(),
  );
  const tray = OutputTray.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${output.id}/tray`)).json());
  const matrix = MatrixView.parse(await (await server.ask(lawyer, "GET", "/api/matrix?by=categories")).json());
  const labels = new Map(matrix.categories.map(({ id, code, label }) => [id, `${code} ${label.en}`]));
  const counts = matrix.verdicts.flatMap(({ tags }) =>
    tags.map(({ category, counts: of }) => [labels.get(category), of[0]]),
  );
  return {
    quote: parts.flatMap((part) =>
      part.kind === "quote" && part.category ? `${part.category.code} ${part.category.label}` : [],
    ),
    tray: [...new Set(tray.passages.map(({ category }) => `${category.code} ${category.label}`))].sort(),
    // Of a section that draws on the branch.
    section: [
      ...new Set(
        tray.sections
          .filter(({ section }) => section === "facts")
          .flatMap(({ passages }) => passages)
          .flatMap((at) => tray.passages[at] ?? [])
          .map(({ category }) => `${category.code} ${category.label}`),
      ),
    ].sort(),
    counts: Object.fromEntries(counts) as Record<string, number>,
    csv: await file(server, facilitator, "csv", {}),
  };
}

/** The tags of a layer that stand in it. */
const rowsOf = ({ store }: TestServer, layer: NewVerdict["layer"]) => store.passages.annotations([layer]);

/** A verdict that two lawyers tagged together, each with both categories, and what its round is turned into. */
async function taggedTogether(
  server: TestServer,
  turn: (path: string, round: string) => Promise<Response>,
): Promise<NewVerdict> {
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  for (const [i, { member }] of [lawyer, otherLawyer].entries())
    await server.hub.write(made.rooms.layer, member.id, (doc) => {
      const anchor = { revision: 1, ranges: [{ start: i * 4, end: i * 4 + 8 }] };
      for (const category of ["means.force", "means.vulnerability"])
        new LayerRoom(doc).add({ category: idOf(category), version: 1, anchor, note: "" }, new Date().toISOString());
    });
  const { id: round } = await server.store.verdicts.currentRound(made.verdict.id);
  expect((await turn(`/api/verdicts/${made.verdict.id}/rounds`, round)).status).toBe(200);
  return made;
}

/** What is decided of tags after a freeze: by which version, what the split category became here, and whether the other lawyer codes the verdict blind. */
interface Frozen {
  version: number | undefined;
  into: string | undefined;
  isBlind: boolean;
}

/** Its author sorts a tag of the split category, and a facilitator keeps one of the redefined category and drops the other. */
async function decideAll(server: TestServer, made: NewVerdict, frozen: Frozen): Promise<void> {
  await sortOwn(server, made, frozen);
  await decideRedefined(server, made, frozen);
}

async function sortOwn(server: TestServer, { verdict, layer }: NewVerdict, { version, into }: Frozen): Promise<void> {
  const { lawyer, otherLawyer } = server.people;
  const path = `/api/verdicts/${verdict.id}`;
  const own = (await rowsOf(server, layer)).find(
    ({ category, author }) => category === "means.force" && author === lawyer.member.id,
  );
  const decide = async (who: Person, choice: object): Promise<number> => {
    const command = { annotation: own?.id, version, ...choice };
    return (await server.ask(who, "POST", `${path}/reviews`, command)).status;
  };
  expect(await decide(lawyer, { decision: "drop" })).toBe(400);
  expect(await decide(lawyer, { decision: "change", category: "act.recruitment" })).toBe(400);
  expect(await decide(otherLawyer, { decision: "change", category: into })).toBe(404);
  // Nothing was ruled: there is nothing that would be changed with a reason.
  const act = { kind: "sort-tag", annotation: own?.id, category: into };
  const command = { layer, base: 0, act, reason: "It was a blow." };
  expect((await server.ask(lawyer, "POST", `${path}/standing`, command)).status).toBe(400);
  expect(await decide(lawyer, { decision: "change", category: into })).toBe(200);
  expect((await rowsOf(server, layer)).find(({ id }) => id === own?.id)).toMatchObject({
    category: into,
    deleted: null,
  });
}

async function decideRedefined(
  server: TestServer,
  { verdict, layer }: NewVerdict,
  { version, isBlind }: Frozen,
): Promise<void> {
  const { facilitator, lawyer, otherLawyer } = server.people;
  const path = `/api/verdicts/${verdict.id}`;
  const now = async (tag: string | undefined) => (await rowsOf(server, layer)).find(({ id }) => id === tag);
  // What means something else fits still, is another or goes: no words are tagged anew in what takes no tags any more.
  const [fits, goes] = (await rowsOf(server, layer)).filter(({ category }) => category === "means.vulnerability");
  const say = async (annotation: string | undefined, choice: object): Promise<number> => {
    const command = { annotation, version, ...choice };
    return (await server.ask(facilitator, "POST", `${path}/reviews`, command)).status;
  };
  const isWhat = async (id: string | undefined) => (await now(id))?.category;
  expect(await say(fits?.id, { decision: "change", category: "act.recruitment" })).toBe(200);
  expect(await isWhat(fits?.id)).toBe("act.recruitment");
  expect((await server.ask(facilitator, "DELETE", `${path}/reviews/${fits?.id}`)).status).toBe(204);
  expect(await say(fits?.id, { decision: "keep" })).toBe(200);
  expect(await say(goes?.id, { decision: "drop" })).toBe(200);
  expect(await now(fits?.id)).toMatchObject({ category: "means.vulnerability", version: 2, deleted: null });
  expect((await now(goes?.id))?.deleted).not.toBeNull();
  // Whose tag goes hears of it; of one that fits still there is nothing to be told.
  const told = await Promise.all(
    [lawyer, otherLawyer].map(
      async (who) => NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told ?? [],
    ),
  );
  const tags = told.flat().flatMap((notice) => ("tag" in notice ? [notice.tag] : []));
  expect(tags).not.toContain(fits?.id);
  const isBlindTo = isBlind && goes?.author === otherLawyer.member.id;
  expect(tags.some((tag) => tag === goes?.id)).toBe(!isBlindTo);
}

test("what all tagged together and was split or redefined since is decided by its authors and by facilitators, whatever its round has become", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader, facilitator, otherFacilitator } = server.people;
  const coders = [otherLawyer, otherFacilitator].map(({ member }) => ({ member: member.id, due: null }));
  const blind = await taggedTogether(server, (path, round) =>
    server.ask(facilitator, "POST", path, { round, mode: "blind", coders }),
  );
  const settled = await taggedTogether(server, (path, round) =>
    server.ask(facilitator, "POST", `${path}/${round}/adjudicated`),
  );
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    const now = new Date().toISOString();
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], now);
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
  });
  // Also of a verdict that the one who asks represents somebody in, and so only reads.
  const setConflicts = (who: Person[]) => server.setConflicts(blind.verdict.id, who);
  await setConflicts([facilitator]);
  const { affected } = await draft.preview();
  await setConflicts([]);
  expect(affected.find(({ category }) => category === "means.force")).toMatchObject({ tags: 4, verdicts: 2 });
  expect(affected.find(({ category }) => category === "means.vulnerability")).toMatchObject({ tags: 4, verdicts: 2 });
  const { version } = await draft.freeze();
  const fate = version?.maps.at(-1)?.fates[idOf("means.force")];
  const parts = fate?.kind === "split" ? fate.into : [];
  const tagsOf = async ({ layer }: NewVerdict, who?: Person) =>
    (await rowsOf(server, layer))
      .filter(({ author }) => !who || author === who.member.id)
      .map(({ id }) => `${id} false`);

  const ofLawyer = [...(await tagsOf(blind, lawyer)), ...(await tagsOf(settled, lawyer))].sort();
  expect(await toReview(server, lawyer)).toEqual({ tags: ofLawyer, told: 4 });
  const all = [...(await tagsOf(blind)), ...(await tagsOf(settled))].sort();
  expect(await toReview(server, facilitator)).toEqual({ tags: all, told: 8 });
  // Who codes the one blind is told of the other alone.
  expect((await toReview(server, otherLawyer)).tags).toEqual((await tagsOf(settled, otherLawyer)).sort());
  expect((await toReview(server, otherFacilitator)).tags).toEqual((await tagsOf(settled)).sort());
  expect(await toReview(server, reader)).toEqual({ tags: [], told: undefined });

  for (const made of [blind, settled])
    await decideAll(server, made, { version: version?.number, into: parts[0], isBlind: made === blind });
  expect(await toReview(server, lawyer)).toEqual({ tags: [], told: undefined });
});

test("a settled tag of a category that was split is to be sorted in matrix, quotes, tray and files, until it is sorted with a reason", async (context) => {
  const scene = await settledThenSplit(context);
  const { server, path, layer, parts, quoted, agreement, lawyer, otherLawyer, reader, facilitator, made } = scene;
  const [violence, coercion] = parts;
  const before = await called(scene);
  expect(before).toMatchObject({ quote: [ON_CHIP], tray: [ON_CHIP], section: [ON_CHIP], counts: { [UNSORTED]: 2 } });
  expect(before.csv).toContain("to be sorted: B3 or B4?");

  const sort = (
    who: Person,
    base: number,
    category: string | undefined,
    reason = "It was a blow.",
  ): Promise<Response> =>
    server.ask(who, "POST", `${path}/standing`, {
      layer,
      base,
      act: { kind: "sort-tag", annotation: quoted.id, category },
      reason,
    });
  expect((await sort(reader, 0, violence)).status).toBe(403);
  expect((await sort(lawyer, 0, violence, " ")).status).toBe(400);
  expect((await sort(lawyer, 0, "means.vulnerability")).status).toBe(400);
  const view = StandingView.parse(await (await sort(lawyer, 0, violence)).json());
  expect(view.changes).toMatchObject([
    { by: lawyer.member.id, reason: "It was a blow.", act: { kind: "sort-tag", was: { category: "means.force" } } },
  ]);
  // It is sorted: of two at once the second looks again, and nothing is left to be sorted.
  expect((await sort(otherLawyer, 0, coercion)).status).toBe(409);
  expect((await sort(otherLawyer, 1, coercion)).status).toBe(409);

  const after = await called(scene);
  expect(after).toMatchObject({
    quote: ["B3 violence"],
    tray: [ON_CHIP, "B3 violence"],
    section: [ON_CHIP, "B3 violence"],
    counts: { [UNSORTED]: 1, "B3 violence": 1 },
  });
  expect(await (await server.ask(lawyer, "GET", `${path}/agreement`)).text()).toBe(agreement);
  expect(await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] })).toContain("It was a blow.");
});

test("a later ruling on what was sorted holds in its place, and coders' tags are called what they were", async (context) => {
  const scene = await settledThenSplit(context);
  const { server, path, layer, parts, ruled, lawyer, facilitator, otherFacilitator, made } = scene;
  const act = { kind: "sort-tag", annotation: ruled.id, category: parts[1] };
  const sorted = await server.ask(lawyer, "POST", `${path}/standing`, {
    layer,
    base: 0,
    act,
    reason: "She was told to.",
  });
  expect(sorted.status).toBe(200);
  const standing = async (): Promise<string[]> =>
    (await server.store.passages.annotations([layer]))
      .filter(({ id }) => id === ruled.id)
      .map(({ category }) => category);
  expect(await standing()).toEqual([parts[1]]);
  const list = await disagreementsOf(server, facilitator, made);
  expect(list.methodologyVersion).toBe(2);
  // The file of rulings names what coders said as they said it, and what was sorted since as what it is.
  const rulings = await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] });
  expect(rulings).toContain("B1 means.force");
  expect(rulings).not.toContain("to be sorted");
  expect(rulings).toContain("B4 coercion");
  for (const one of list.cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect(await standing()).toEqual(["means.force"]);
});

test("of a category that is retired it is said, before it is put in force, how many settled tags stay as they are and wait for nobody", async (context) => {
  const { server, affected, lawyer } = await settledThen(context, (room, entryOf) =>
    setFate(room, entryOf("means.force"), { kind: "retired" }),
  );
  expect(affected).toMatchObject([{ category: "means.force", tags: 0, verdicts: 0, stays: { tags: 2, verdicts: 1 } }]);
  expect(await toReview(server, lawyer)).toEqual({ tags: [], told: undefined });
});
