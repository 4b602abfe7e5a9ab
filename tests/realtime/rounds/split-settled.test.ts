import { expect, test } from "vitest";
import { newId, type CategoryId, type MemberId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { OutputParts, OutputTray } from "../../../schema/protocol/http/evidence.ts";
import type { ExportCommand, ExportFormat } from "../../../schema/protocol/http/exports.ts";
import { ReviewList } from "../../../schema/protocol/http/methodology.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { MatrixCell, MatrixView } from "../../../schema/protocol/http/matrix.ts";
import { MembersView } from "../../../schema/protocol/http/people.ts";
import { StandingView } from "../../../schema/protocol/http/rounds.ts";
import { setFate, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { adjudicatedLayer, casesOf, revealedRound, ruleOn } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "He took her papers and she had no way out. He drove her to the border. The rest is denied.";
/** Tags on somebody's list of tags to review, and how many their first page says wait there. */
async function toReview(server: TestServer, who: Person): Promise<{ tags: string[]; told: number | undefined }> {
  const list = ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json());
  const network = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  const counts = network.waiting.flatMap((each) => (each.kind === "review" ? [each.count ?? 0] : []));
  return {
    tags: list.verdicts
      .flatMap(({ items }) => items.map(({ annotation, settled }) => `${annotation} ${settled}`))
      .sort(),
    told: counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined,
  };
}

const UNSORTED = "B1 means.force, to be sorted: B3 or B4?";

type Context = Parameters<typeof startTestServer>[0];
type Change = Parameters<TestDraft["change"]>[0];

const splitForce: Change = (room, entryOf) =>
  splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], new Date().toISOString());
const redefineForce: Change = (room, entryOf) => setFate(room, entryOf("means.force"), { kind: "redefined" });

/** A settled round with one agreed tag of force and one that was ruled, a document that quotes the first, and force split since. */
const settledThenSplit = (context: Context) => settledThen(context, splitForce);

async function settledThen(context: Context, change: Change) {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator, otherFacilitator } = server.people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const path = `/api/verdicts/${made.verdict.id}`;
  const agreed = { words: "took her papers", category: "means.force" };
  const list = await revealedRound(server, made, [
    { who: lawyer, tags: [agreed, { words: "drove her to the border", category: "means.force" }] },
    { who: otherLawyer, tags: [agreed] },
  ]);
  for (const one of list.cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect((await server.ask(facilitator, "POST", `${path}/rounds/${list.round.id}/adjudicated`)).status).toBe(200);
  const layer = await adjudicatedLayer(server, made);
  const rows = await server.store.passages.annotations([layer]);
  const tagOn = (words: string) => {
    const row = rows.find(({ anchor }) => anchor.ranges[0]?.start === TEXT.indexOf(words));
    if (!row) throw new Error(`nothing stands on ${words}`);
    return row;
  };
  const quoted = tagOn("took her papers");
  const output = await makeOutput(server, lawyer);
  const client = await RawClient.joinAt(server, output.rooms.content.room, lawyer);
  const attributes = fromQuote({
    verdict: made.verdict.id,
    anchor: quoted.anchor,
    annotation: quoted.id,
    layer: "adjudicated",
    translation: null,
    approved: null,
    note: "",
  });
  await append(client, makeNode("evidence", { ...attributes, id: newId(BlockId) }, []));
  const agreement = await (await server.ask(lawyer, "GET", `${path}/agreement`)).text();
  const draft = await TestDraft.open(server);
  await draft.change(change);
  const { affected } = await draft.preview();
  const { version } = await draft.freeze();
  const fate = version?.maps.at(-1)?.fates[idOf("means.force")];
  const parts: CategoryId[] = fate?.kind === "split" ? fate.into : [];
  return {
    server,
    made,
    path,
    layer,
    list,
    output,
    agreement,
    affected,
    parts,
    quoted,
    ruled: tagOn("drove her"),
    ...server.people,
  };
}

type Scene = Awaited<ReturnType<typeof settledThenSplit>>;

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

async function file(
  server: TestServer,
  who: Person,
  format: ExportFormat,
  filter: ExportCommand["filter"],
): Promise<string> {
  return new TextDecoder().decode(await mustExport(server, who, { format, filter }));
}

test("what all tagged together and was split or redefined since is decided by its authors and by facilitators, whatever its round has become", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader, facilitator, otherFacilitator } = server.people;
  const rows = async (layer: NewVerdict["layer"]) => server.store.passages.annotations([layer]);
  const taggedTogether = async (turn: (path: string, round: string) => Promise<Response>): Promise<NewVerdict> => {
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
  };
  const coders = [otherLawyer, otherFacilitator].map(({ member }) => ({ member: member.id, due: null }));
  const blind = await taggedTogether((path, round) =>
    server.ask(facilitator, "POST", path, { round, mode: "blind", coders }),
  );
  const settled = await taggedTogether((path, round) =>
    server.ask(facilitator, "POST", `${path}/${round}/adjudicated`),
  );
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    const now = new Date().toISOString();
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], now);
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
  });
  // Also of a verdict that the one who asks represents somebody in, and so only reads.
  const setConflicts = (conflicts: MemberId[]) => server.store.verdicts.change(blind.verdict.id, { conflicts });
  await setConflicts([facilitator.member.id]);
  const { affected } = await draft.preview();
  await setConflicts([]);
  expect(affected.find(({ category }) => category === "means.force")).toMatchObject({ tags: 4, verdicts: 2 });
  expect(affected.find(({ category }) => category === "means.vulnerability")).toMatchObject({ tags: 4, verdicts: 2 });
  const { version } = await draft.freeze();
  const fate = version?.maps.at(-1)?.fates[idOf("means.force")];
  const parts = fate?.kind === "split" ? fate.into : [];
  const tagsOf = async ({ layer }: NewVerdict, who?: Person) =>
    (await rows(layer)).filter(({ author }) => !who || author === who.member.id).map(({ id }) => `${id} false`);

  const ofLawyer = [...(await tagsOf(blind, lawyer)), ...(await tagsOf(settled, lawyer))].sort();
  expect(await toReview(server, lawyer)).toEqual({ tags: ofLawyer, told: 4 });
  const all = [...(await tagsOf(blind)), ...(await tagsOf(settled))].sort();
  expect(await toReview(server, facilitator)).toEqual({ tags: all, told: 8 });
  // Who codes the one blind is told of the other alone.
  expect((await toReview(server, otherLawyer)).tags).toEqual((await tagsOf(settled, otherLawyer)).sort());
  expect((await toReview(server, otherFacilitator)).tags).toEqual((await tagsOf(settled)).sort());
  expect(await toReview(server, reader)).toEqual({ tags: [], told: undefined });

  for (const { verdict, layer } of [blind, settled]) {
    const path = `/api/verdicts/${verdict.id}`;
    const own = (await rows(layer)).find(
      ({ category, author }) => category === "means.force" && author === lawyer.member.id,
    );
    const decide = async (who: Person, choice: object): Promise<number> => {
      const command = { annotation: own?.id, version: version?.number, ...choice };
      return (await server.ask(who, "POST", `${path}/reviews`, command)).status;
    };
    expect(await decide(lawyer, { decision: "drop" })).toBe(400);
    expect(await decide(lawyer, { decision: "change", category: "act.recruitment" })).toBe(400);
    expect(await decide(otherLawyer, { decision: "change", category: parts[0] })).toBe(404);
    // Nothing was ruled: there is nothing that would be changed with a reason.
    const act = { kind: "sort-tag", annotation: own?.id, category: parts[0] };
    const command = { layer, base: 0, act, reason: "It was a blow." };
    expect((await server.ask(lawyer, "POST", `${path}/standing`, command)).status).toBe(400);
    expect(await decide(lawyer, { decision: "change", category: parts[0] })).toBe(200);
    const now = async (tag: string | undefined) => (await rows(layer)).find(({ id }) => id === tag);
    expect(await now(own?.id)).toMatchObject({ category: parts[0], deleted: null });
    // What means something else fits still or goes: nothing is tagged anew in what takes no tags any more.
    const [fits, goes] = (await rows(layer)).filter(({ category }) => category === "means.vulnerability");
    const say = async (annotation: string | undefined, choice: object): Promise<number> => {
      const command = { annotation, version: version?.number, ...choice };
      return (await server.ask(facilitator, "POST", `${path}/reviews`, command)).status;
    };
    expect(await say(fits?.id, { decision: "change", category: "act.recruitment" })).toBe(400);
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
    const tags = told.flat().map((notice) => notice.tag);
    expect(tags).not.toContain(fits?.id);
    const isBlindTo = verdict.id === blind.verdict.id && goes?.author === otherLawyer.member.id;
    expect(tags.some((tag) => tag === goes?.id)).toBe(!isBlindTo);
  }
  expect(await toReview(server, lawyer)).toEqual({ tags: [], told: undefined });
});

test("a settled tag of a category that was split is to be sorted in matrix, quotes, tray and files, until it is sorted with a reason", async (context) => {
  const scene = await settledThenSplit(context);
  const { server, path, layer, parts, quoted, agreement, lawyer, otherLawyer, reader, facilitator, made } = scene;
  const [violence, coercion] = parts;
  const before = await called(scene);
  expect(before).toMatchObject({ quote: [UNSORTED], tray: [UNSORTED], section: [UNSORTED], counts: { [UNSORTED]: 2 } });
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
    tray: [UNSORTED, "B3 violence"],
    section: [UNSORTED, "B3 violence"],
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
  const list = await casesOf(server, facilitator, made);
  expect(list.methodologyVersion).toBe(2);
  // The file of rulings names what coders said as they said it, and what was sorted since as what it is.
  const rulings = await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] });
  expect(rulings).toContain("B1 means.force");
  expect(rulings).not.toContain("to be sorted");
  expect(rulings).toContain("B4 coercion");
  for (const one of list.cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect(await standing()).toEqual(["means.force"]);
});

test("what is settled and has to be sorted stands on the list of whoever may change it, and on no coder's of a further blind round", async (context) => {
  const scene = await settledThenSplit(context);
  const { server, path, layer, parts, quoted, ruled, affected, lawyer, otherLawyer, reader, reviewer } = scene;
  const { facilitator, otherFacilitator } = scene;
  const none = { tags: [], told: undefined };
  const both = { tags: [`${quoted.id} true`, `${ruled.id} true`].sort(), told: 2 };
  // The question before the freeze has told the same number.
  expect(affected.map(({ category, tags, verdicts }) => [category, tags, verdicts])).toEqual([["means.force", 2, 1]]);
  for (const who of [lawyer, otherLawyer, facilitator]) expect(await toReview(server, who)).toEqual(both);
  for (const who of [reader, reviewer]) expect(await toReview(server, who)).toEqual(none);
  const decision = {
    annotation: quoted.id,
    version: (await server.store.methodologies.current())?.number,
    decision: "change",
    category: parts[0],
  };
  expect((await server.ask(lawyer, "POST", `${path}/reviews`, decision)).status).toBe(404);
  const act = { kind: "sort-tag", annotation: quoted.id, category: parts[0] };
  const sorted = { layer, base: 0, act, reason: "It was a blow." };
  expect((await server.ask(lawyer, "POST", `${path}/standing`, sorted)).status).toBe(200);
  expect(await toReview(server, otherLawyer)).toEqual({ tags: [`${ruled.id} true`], told: 1 });
  // Whose tag it is hears of it, unless they sorted it themselves.
  const told = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told;
  const ofOthers = quoted.author === otherLawyer.member.id ? [`${quoted.id} B1 B3`] : [];
  expect(((await told(otherLawyer)) ?? []).map(({ tag, was, now }) => `${tag} ${was} ${now?.code}`)).toEqual(ofOthers);
  expect(await told(lawyer)).toBeUndefined();

  const coders = [otherLawyer, otherFacilitator].map(({ member }) => ({ member: member.id, due: null }));
  const begun = await server.ask(facilitator, "POST", `${path}/rounds`, {
    round: scene.list.round.id,
    mode: "blind",
    coders,
  });
  expect(begun.status).toBe(200);
  for (const who of [otherLawyer, otherFacilitator]) {
    expect(await toReview(server, who)).toEqual(none);
    expect(await told(who)).toBeUndefined();
  }
  // Who changes roles is told who codes; nobody else is.
  const coding = async (who: Person) =>
    MembersView.parse(await (await server.ask(who, "GET", "/api/members")).json()).codeBlind;
  expect(await coding(facilitator)).toEqual(coders.map(({ member }) => member).sort());
  expect(await coding(lawyer)).toBeUndefined();
  expect(await toReview(server, lawyer)).toEqual({ tags: [`${ruled.id} true`], told: 1 });
});

test("a settled tag whose category means something else waits for whoever may change it, until it is kept or withdrawn", async (context) => {
  const scene = await settledThen(context, redefineForce);
  const { server, made, path, layer, list, agreement, affected, quoted, ruled } = scene;
  const { lawyer, otherLawyer, reader, reviewer, facilitator, otherFacilitator } = scene;
  const none = { tags: [], told: undefined };
  const both = { tags: [`${quoted.id} true`, `${ruled.id} true`].sort(), told: 2 };
  // The question before the freeze has told the same number.
  expect(affected.map(({ category, tags, verdicts }) => [category, tags, verdicts])).toEqual([["means.force", 2, 1]]);
  for (const who of [lawyer, otherLawyer, facilitator]) expect(await toReview(server, who)).toEqual(both);
  for (const who of [reader, reviewer]) expect(await toReview(server, who)).toEqual(none);
  const setConflicts = (conflicts: MemberId[]) => server.store.verdicts.change(made.verdict.id, { conflicts });
  await setConflicts([otherLawyer.member.id]);
  expect(await toReview(server, otherLawyer)).toEqual(none);
  await setConflicts([]);

  const rows = async () => server.store.passages.annotations([layer]);
  const coded = async () => {
    const own = (await server.store.verdicts.layers(made.verdict.id)).filter(({ kind }) => kind === "own");
    return server.store.passages.annotations(own.map(({ id }) => id));
  };
  const codedBefore = await coded();
  const decide = async (who: Person, decision: string, annotation = ruled.id, version = 3): Promise<number> => {
    const command = { annotation, version, decision, category: "act.recruitment" };
    return (await server.ask(who, "POST", `${path}/reviews`, command)).status;
  };
  for (const who of [reader, reviewer]) expect(await decide(who, "keep")).toBe(404);
  for (const decision of ["drop", "change"]) expect(await decide(lawyer, decision)).toBe(404);
  expect(await decide(lawyer, "keep", ruled.id, 2)).toBe(409);
  expect(await waitingInMatrix(scene)).toEqual([quoted.id, ruled.id].sort());
  expect(await decide(lawyer, "keep")).toBe(200);
  expect(await decide(otherLawyer, "keep")).toBe(404);
  expect(await waitingInMatrix(scene)).toEqual([quoted.id]);
  expect((await rows()).find(({ id }) => id === ruled.id)).toEqual({
    ...ruled,
    version: 3,
    lastWriter: lawyer.member.id,
  });
  const left = { tags: [`${quoted.id} true`], told: 1 };
  for (const who of [lawyer, otherLawyer]) expect(await toReview(server, who)).toEqual(left);
  const changes = async () =>
    StandingView.parse(await (await server.ask(lawyer, "GET", `${path}/standing`)).json()).changes;
  const kept = { kind: "keep-tag", category: "means.force", version: 3, was: { category: "means.force", version: 1 } };
  expect(await changes()).toMatchObject([{ number: 1, by: lawyer.member.id, reason: "", act: kept }]);
  const audited = (await server.store.audit.list(20)).filter(({ action }) => action === "standing.change");
  expect(audited).toMatchObject([{ actor: lawyer.member.id, subject: { number: 1, kind: "keep-tag" } }]);
  expect(await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] })).toContain('"keep-tag"');

  // A later ruling holds in its place, of the meaning that it was made in.
  for (const one of (await casesOf(server, facilitator, made)).cases)
    await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect(await toReview(server, lawyer)).toEqual(both);
  expect(await decide(facilitator, "keep")).toBe(200);

  const coders = [otherLawyer, otherFacilitator].map(({ member }) => ({ member: member.id, due: null }));
  const begun = { round: list.round.id, mode: "blind", coders };
  expect((await server.ask(facilitator, "POST", `${path}/rounds`, begun)).status).toBe(200);
  for (const who of [otherLawyer, otherFacilitator]) {
    expect(await toReview(server, who)).toEqual(none);
    expect(await decide(who, "keep", quoted.id)).toBe(404);
  }
  expect(await toReview(server, lawyer)).toEqual(left);
  const withdrawn = { layer, base: 2, act: { kind: "withdraw-tag", annotation: quoted.id }, reason: "Fits no more." };
  expect((await server.ask(lawyer, "POST", `${path}/standing`, withdrawn)).status).toBe(200);
  expect(await toReview(server, lawyer)).toEqual(none);
  expect((await rows()).map(({ id, version }) => [id, version])).toEqual([[ruled.id, 3]]);
  expect(await (await server.ask(lawyer, "GET", `${path}/agreement`)).text()).toBe(agreement);
  expect((await coded()).filter(({ id }) => codedBefore.some((row) => row.id === id))).toEqual(codedBefore);
});

/** Tags of force that the matrix shows as to be reviewed. */
async function waitingInMatrix({ server, lawyer }: Scene): Promise<string[]> {
  const asked = await server.ask(lawyer, "GET", `/api/matrix/cell?category=${idOf("means.force")}&language=en`);
  const { passages } = MatrixCell.parse(await asked.json());
  return passages.flatMap(({ annotation, needsReview }) => (needsReview && annotation ? [annotation] : [])).sort();
}
