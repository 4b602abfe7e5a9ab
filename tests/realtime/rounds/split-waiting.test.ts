import { expect, test } from "vitest";
import { type MemberId } from "../../../schema/domain/ids.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { MatrixCell } from "../../../schema/protocol/http/matrix.ts";
import { MembersView } from "../../../schema/protocol/http/people.ts";
import { StandingView } from "../../../schema/protocol/http/rounds.ts";
import { setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { idOf } from "../../helpers/network/draft-of.ts";
import { disagreementsOf, ruleOn } from "../../helpers/network/revealed-round.ts";
import { type Person } from "../../helpers/network/test-server.ts";
import {
  toReview,
  type Change,
  settledThenSplit,
  settledThen,
  type Scene,
  file,
} from "../../helpers/rooms/split-settled.ts";

const redefineForce: Change = (room, entryOf) => setFate(room, entryOf("means.force"), { kind: "redefined" });

const NONE = { tags: [], told: undefined };
const bothOf = ({ quoted, ruled }: Scene) => ({ tags: [`${quoted.id} true`, `${ruled.id} true`].sort(), told: 2 });

/** Both tags wait for whoever may change what is settled, and for nobody else. */
async function expectBothWait(scene: Scene): Promise<void> {
  const { server, affected, lawyer, otherLawyer, facilitator, reader, reviewer } = scene;
  // The question before the freeze has told the same number.
  expect(affected.map(({ category, tags, verdicts }) => [category, tags, verdicts])).toEqual([["means.force", 2, 1]]);
  for (const who of [lawyer, otherLawyer, facilitator]) expect(await toReview(server, who)).toEqual(bothOf(scene));
  for (const who of [reader, reviewer]) expect(await toReview(server, who)).toEqual(NONE);
}

/** A further round, coded blind by the other lawyer and the other facilitator. */
async function beginBlindAgain({
  server,
  path,
  list,
  facilitator,
  otherLawyer,
  otherFacilitator,
}: Scene): Promise<MemberId[]> {
  const coders = [otherLawyer, otherFacilitator].map(({ member }) => ({ member: member.id, due: null }));
  const begun = await server.ask(facilitator, "POST", `${path}/rounds`, {
    round: list.round.id,
    mode: "blind",
    coders,
  });
  expect(begun.status).toBe(200);
  return coders.map(({ member }) => member).sort();
}

test("what is settled and has to be sorted stands on the list of whoever may change it, and on no coder's of a further blind round", async (context) => {
  const scene = await settledThenSplit(context);
  const { server, path, layer, parts, quoted, ruled, lawyer, otherLawyer, facilitator, otherFacilitator } = scene;
  await expectBothWait(scene);
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
  // Who proposed the split is told of that, too.
  const told = async (who: Person) =>
    (NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told ?? []).filter(
      ({ kind }) => kind === "sorted",
    );
  const ofOthers = quoted.author === otherLawyer.member.id ? [`${quoted.id} B1 B3`] : [];
  expect((await told(otherLawyer)).map((each) => "tag" in each && `${each.tag} ${each.was} ${each.now?.code}`)).toEqual(
    ofOthers,
  );
  expect(await told(lawyer)).toEqual([]);

  const coders = await beginBlindAgain(scene);
  for (const who of [otherLawyer, otherFacilitator]) {
    expect(await toReview(server, who)).toEqual(NONE);
    expect(await told(who)).toEqual([]);
  }
  // Who changes roles is told who codes; nobody else is.
  const coding = async (who: Person) =>
    MembersView.parse(await (await server.ask(who, "GET", "/api/members")).json()).codeBlind;
  expect(await coding(facilitator)).toEqual(coders);
  expect(await coding(lawyer)).toBeUndefined();
  expect(await toReview(server, lawyer)).toEqual({ tags: [`${ruled.id} true`], told: 1 });
});

test("a settled tag whose category means something else waits for whoever may change it, until it is kept or withdrawn", async (context) => {
  const scene = await settledThen(context, redefineForce);
  const { server, made, path, layer, agreement, quoted, ruled } = scene;
  const { lawyer, otherLawyer, reader, reviewer, facilitator, otherFacilitator } = scene;
  await expectBothWait(scene);
  const setConflicts = (who: Person[]) => server.setConflicts(made.verdict.id, who);
  await setConflicts([otherLawyer]);
  expect(await toReview(server, otherLawyer)).toEqual(NONE);
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
  await expectKeptOnRecord(scene);

  // A later ruling holds in its place, of the meaning that it was made in.
  for (const one of (await disagreementsOf(server, facilitator, made)).cases)
    await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect(await toReview(server, lawyer)).toEqual(bothOf(scene));
  expect(await decide(facilitator, "keep")).toBe(200);

  await beginBlindAgain(scene);
  for (const who of [otherLawyer, otherFacilitator]) {
    expect(await toReview(server, who)).toEqual(NONE);
    expect(await decide(who, "keep", quoted.id)).toBe(404);
  }
  expect(await toReview(server, lawyer)).toEqual(left);
  const withdrawn = { layer, base: 2, act: { kind: "withdraw-tag", annotation: quoted.id }, reason: "Fits no more." };
  expect((await server.ask(lawyer, "POST", `${path}/standing`, withdrawn)).status).toBe(200);
  expect(await toReview(server, lawyer)).toEqual(NONE);
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

/** That a tag fits still is among the changes of what stands, in the audit log and in files. */
async function expectKeptOnRecord({ server, made, path, lawyer, facilitator }: Scene): Promise<void> {
  const { changes } = StandingView.parse(await (await server.ask(lawyer, "GET", `${path}/standing`)).json());
  const kept = { kind: "keep-tag", category: "means.force", version: 3, was: { category: "means.force", version: 1 } };
  expect(changes).toMatchObject([{ number: 1, by: lawyer.member.id, reason: "", act: kept }]);
  const audited = (await server.store.audit.list(20)).filter(({ action }) => action === "standing.change");
  expect(audited).toMatchObject([{ actor: lawyer.member.id, subject: { number: 1, kind: "keep-tag" } }]);
  expect(await file(server, facilitator, "rulings-json", { verdicts: [made.verdict.id] })).toContain('"keep-tag"');
}
