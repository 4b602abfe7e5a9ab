import { expect, test } from "vitest";
import { TEXT, written } from "../../../helpers/network/written-output.ts";
import type { Person } from "../../../helpers/network/test-server.ts";

const DONE = [200, undefined];

test("who would sign what has changed since gives it back, which names it; nothing is signed by that where nothing has changed", async (context) => {
  const { server, id, verdict, view, act, ask } = await written(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const giveBack = async (who: Person) => {
    const { candidate } = await view();
    return act(who, "sign", { candidate: candidate?.id, digest: candidate?.digest, givesBack: true });
  };
  expect(await ask(lawyer)).toEqual(DONE);
  expect(await giveBack(otherLawyer)).toEqual([409, "output-moved"]);
  expect((await view()).candidate).toMatchObject({ state: "asked", signatures: [] });
  const edits = [{ start: TEXT.indexOf("veruje"), end: TEXT.indexOf("veruje"), insert: "ne " }];
  const correction = { baseRevision: 1, kind: "correct", edits };
  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.verdict.id}/edits`, correction);
  expect(await giveBack(lawyer)).toEqual([403, "not-allowed"]);
  expect(await giveBack(otherLawyer)).toEqual(DONE);
  expect((await view()).candidate).toMatchObject({
    state: "voided",
    endedBy: otherLawyer.member.id,
    changed: [{ output: id, key: expect.stringMatching(/^quote-changed:/) }],
  });
});
