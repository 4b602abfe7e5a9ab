import { expect, test } from "vitest";
import { MemberId, newId, OrganisationId, VerdictId } from "../../../schema/domain/ids.ts";
import type { GuestBinding } from "../../../schema/domain/member.ts";
import { guestParts } from "../../../schema/domain/people/place-rights.ts";
import { endsOf, endsWords, putOutWords } from "../../../client/admin/guests/also-ends.ts";

const [first, second] = [newId(VerdictId), newId(VerdictId)];
const [mine, theirs] = [newId(MemberId), newId(MemberId)];
const NOW = "2026-11-30T12:00:00.000Z";
const LATER = "2026-12-09T12:00:00.000Z";

function bindingTo(terms: NonNullable<GuestBinding["terms"]>): GuestBinding {
  const verdicts = [...new Set(terms.map(({ of }) => VerdictId.parse(of)))];
  return { verdicts, outputs: [], invitedBy: mine, expiresAt: LATER, terms };
}

test("what another's invitation opens too is not among what ends", () => {
  const guest = bindingTo([
    { of: first, invitedBy: mine, expiresAt: LATER },
    { of: second, invitedBy: mine, expiresAt: LATER },
    { of: second, invitedBy: theirs, expiresAt: LATER },
  ]);
  const parts = guestParts({ guest, organisation: newId(OrganisationId) }, [], []);
  expect(endsOf(parts, ({ term }) => term?.invitedBy === mine)).toEqual({ ends: [first], isAll: false });
  expect(endsOf(parts, () => true)).toEqual({ ends: [first, second], isAll: true });
});

test("nobody is said to have no access any more who has some", () => {
  const guest = bindingTo([{ of: second, invitedBy: theirs, expiresAt: LATER }]);
  const told = (removedAt: string | null, here: VerdictId): string =>
    putOutWords("Vesna Lukić", { guest, removedAt }, here, NOW);
  expect(told(null, second)).toMatch(/still has access/);
  expect(told(null, first)).toMatch(/to this any more.*stays open/);
  expect(told(NOW, second)).toBe("Vesna Lukić has no access any more.");
  expect(putOutWords("Vesna Lukić", null, first, NOW)).toBe("Vesna Lukić has no access any more.");
});

test("the texts that close are named as their reader may know them, and the rest is counted", () => {
  const names = new Map([[first, "4 K. 63/22"]]);
  expect(endsWords([first, second], names)).toBe(
    "This ends their access to 4 K. 63/22 and 1 more verdict or document.",
  );
  expect([endsWords([second], names), endsWords([], names)]).toEqual([null, null]);
});
