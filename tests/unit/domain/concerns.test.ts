import { expect, test } from "vitest";
import { MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { concerns, invitersOf } from "../../../server/access/concerns.ts";

const ANA = MemberId.parse("ana".padEnd(22, "0"));
const marko = { id: MemberId.parse("marko".padEnd(22, "0")), name: "Marko Novak" };

test("a question that nobody has answered is everybody's, but of old ones only those that name who came later are theirs", () => {
  const asks = (body: string, isOld: boolean): boolean =>
    concerns(marko, ANA, [{ author: ANA, body }], [], new Map(), isOld);
  expect(asks("Is this force?", false)).toBe(true);
  expect(asks("Is this force?", true)).toBe(false);
  expect(asks("Is this force, @Marko?", true)).toBe(true);
});

test("a guest's question is their inviter's and whoever's it names, and everybody's once the inviter is gone", () => {
  const vera = MemberId.parse("vera".padEnd(22, "0"));
  const guest = { id: vera, guest: { verdicts: [], outputs: [], invitedBy: ANA }, removedAt: null };
  const members = (removedAt: string | null) =>
    [{ id: ANA, guest: null, removedAt }, guest] as unknown as Parameters<typeof invitersOf>[0];
  const isFor = (me: { id: MemberId; name: string }, body: string, removedAt: string | null = null): boolean =>
    concerns(me, vera, [{ author: vera, body }], [], invitersOf(members(removedAt), newId(VerdictId)));
  const ana = { id: ANA, name: "Ana Petrova" };
  expect([isFor(ana, "Is this force?"), isFor(marko, "Is this force?")]).toEqual([true, false]);
  expect(isFor(marko, "Is this force, @Marko?")).toBe(true);
  expect(isFor(marko, "Is this force?", "2026-11-26T10:00:00.000Z")).toBe(true);
});
