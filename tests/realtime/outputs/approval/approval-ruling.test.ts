import { expect, test } from "vitest";
import { newId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { fromQuote } from "../../../../schema/editor/output-nodes.ts";
import { OutputTray } from "../../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { disagreementsOf, revealedRound, ruleOn } from "../../../helpers/network/revealed-round.ts";
import { written } from "../../../helpers/network/written-output.ts";

const DONE = [200, undefined];
const WORDS = "oduzeo pasoš";

test("a ruling after two of three have signed a joint paper voids both signatures, and is named", async (context) => {
  const { server, id, client, view, ask, sign } = await written(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const third = await server.oneMoreLike(lawyer, "Arta Third", { organisation: server.organisations.al.id });
  const made = await server.newVerdict(`Sud je utvrdio da joj je okrivljeni ${WORDS}.`);
  const tagged = (category: string) => [{ words: WORDS, category }];
  const { cases, round } = await revealedRound(server, made, [
    { who: lawyer, tags: tagged("means.force") },
    { who: otherLawyer, tags: tagged("means.vulnerability") },
  ]);
  const settlement = `/api/verdicts/${made.verdict.id}/rounds/${round.id}/adjudicated`;
  for (const one of cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect((await server.ask(facilitator, "POST", settlement)).status).toBe(200);

  const tray = OutputTray.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${id}/tray`)).json());
  const ruled = tray.passages.find(({ words }) => words === WORDS);
  if (!ruled) throw new Error("nothing stands");
  const { verdict, anchor, annotation, layer, approval } = ruled;
  const quoted = { verdict, anchor, annotation, layer, approved: approval, translation: null, note: "" };
  const quote = newId(BlockId);
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    // Below the heading of the section that is printed.
    const added = makeNode("evidence", { id: quote, ...fromQuote(quoted) });
    room.replace({ ...now, content: now.content.toSpliced(1, 0, added) });
  });
  expect(await ask(lawyer, true)).toEqual(DONE);
  for (const who of [facilitator, otherFacilitator]) expect(await sign(who)).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({ state: "asked", signatures: [{}, {}] });

  for (const one of (await disagreementsOf(server, facilitator, made)).cases)
    await ruleOn(server, otherFacilitator, made, one, [otherLawyer]);
  expect(await sign(third)).toEqual([409, "approval-changed"]);
  expect((await view()).candidate).toMatchObject({
    state: "voided",
    changed: [{ output: id, key: `quote-changed:${quote}` }],
  });
});
