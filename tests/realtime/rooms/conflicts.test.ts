import { expect, test } from "vitest";
import { newId, type VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { DisagreementView } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { OutputTray } from "../../../schema/protocol/http/quotes.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { viewOf } from "../../helpers/network/blind-round.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { disagreementsOf, revealedRound } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "Sud nalazi da je okrivljeni uzeo pasoš i novac.";

/** Every way to change the verdict, or what is written of it, that a lawyer in conflict and whoever acts with them is refused. */
function changesOf(
  { people }: TestServer,
  { verdict: { id }, round: { id: round } }: VerdictView,
  one: DisagreementView | undefined,
  about: OutputView,
  ruling: object,
): [Person, string, string, unknown?][] {
  const { lawyer, otherFacilitator, otherLawyer } = people;
  const path = `/api/verdicts/${id}`;
  return [
    [lawyer, "POST", `${path}/cases/${one?.id}/rulings`, ruling],
    [lawyer, "POST", `${path}/cases/${one?.id}/concession`],
    [
      lawyer,
      "POST",
      `${path}/cases/${one?.id}/amendment`,
      { category: "act.transport", part: "example", language: "en" },
    ],
    [lawyer, "PUT", `${path}/translations/mk`, { revision: 1, replaces: null, paragraphs: [] }],
    [lawyer, "POST", "/api/invitations", { kind: "guest", name: "Vera Rossi", verdict: id }],
    [
      lawyer,
      "POST",
      "/api/outputs",
      { template: "summary", scope: { kind: "verdicts", verdicts: [id] }, language: "en", title: "A summary" },
    ],
    [otherFacilitator, "POST", `${path}/rounds/${round}/adjudicated`],
    [
      otherFacilitator,
      "POST",
      `${path}/codings`,
      { codings: [{ member: otherLawyer.member.id, file: { coder: "x", annotations: [] } }] },
    ],
    [otherFacilitator, "POST", `/api/outputs/${about.id}/approval/ask`, { number: about.number }],
  ];
}

/** A document about the verdict is read; into another, which is the lawyer's own, its words do not come. */
async function expectNotWrittenOf(
  server: TestServer,
  id: VerdictId,
  about: OutputView,
  own: OutputView,
): Promise<void> {
  const { ask, hub } = server;
  const { lawyer, otherLawyer } = server.people;
  const read = OutputView.parse(await (await ask(lawyer, "GET", `/api/outputs/${about.id}`)).json());
  expect([read.rooms.content.right, read.may]).toMatchObject([
    "read",
    { write: false, comment: false, approve: false },
  ]);
  const trayOf = async (who: Person) =>
    OutputTray.parse(await (await ask(who, "GET", `/api/outputs/${own.id}/tray`)).json()).sources.map(
      (each) => each.verdict,
    );
  expect([await trayOf(lawyer), await trayOf(otherLawyer)]).toEqual([[], [id]]);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
  const quoted = fromQuote({
    verdict: id,
    anchor,
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  });
  const client = await RawClient.joinAt(server, own.rooms.content.room, lawyer);
  await append(client, makeNode("evidence", { ...quoted, id: newId(BlockId) })).catch(() => undefined);
  const kept = await hub.look(own.rooms.content.room, (doc) => new OutputRoom(doc).document().content);
  expect(kept.some(({ type }) => type === "evidence")).toBe(false);
}

test("a lawyer in conflict reads the verdict, and changes, says, rules, translates and writes nothing of it by any way", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const { id } = made.verdict;
  const path = `/api/verdicts/${id}`;
  await revealedRound(server, made, [
    { who: lawyer, tags: [{ words: "uzeo pasoš", category: "act.transport" }] },
    { who: otherLawyer, tags: [{ words: "i novac", category: "means.force" }] },
  ]);
  const about = await makeOutput(server, otherLawyer, { scope: { kind: "verdicts", verdicts: [id] } });
  const own = await makeOutput(server, lawyer);
  const change = (conflicts: readonly Person[]) =>
    ask(facilitator, "PATCH", path, { conflicts: conflicts.map(({ member }) => member.id) });
  // Nobody of the owner would be left to prepare it, and to take them out of conflict.
  expect((await change([lawyer, facilitator])).status).toBe(400);
  expect((await change([lawyer, otherFacilitator])).status).toBe(200);

  const view = await viewOf(server, lawyer, id);
  expect(view.rooms.map(({ right }) => right)).toEqual(view.rooms.map(() => "read"));
  expect(view.rooms.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["layer", "discussion"]));
  expect(view.can).toMatchObject({
    tag: false,
    translate: false,
    inviteGuests: false,
    prepare: false,
    runRounds: false,
    watchRounds: false,
  });
  const { cases, can } = await disagreementsOf(server, lawyer, made);
  expect(can).toMatchObject({ rule: false, concede: false, amend: false });
  const [one] = cases;
  const ruling = { version: one?.version, outcome: { kind: "none" }, reason: "Because." };
  const refused = changesOf(server, view, one, about, ruling);
  for (const [who, method, to, body] of refused)
    expect([method, to, (await ask(who, method, to, body)).status]).toEqual([method, to, 403]);
  const panel = { ...ruling, panel: [lawyer.member.id] };
  expect((await ask(facilitator, "POST", `${path}/cases/${one?.id}/rulings`, panel)).status).toBe(400);

  await expectNotWrittenOf(server, id, about, own);
});
