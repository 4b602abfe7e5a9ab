import { expect, test } from "vitest";
import { MemberId, newId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import type { GuestBinding } from "../../../schema/domain/member.ts";
import { allInviters, boundAt, keepingTerms, termOf, withGrant } from "../../../schema/domain/people/guest-terms.ts";

const [ANA, BESIM] = [newId(MemberId), newId(MemberId)];
const [VERDICT, DOCUMENT] = [newId(VerdictId), newId(OutputId)];
const on = (day: number): string => `2026-12-${String(day).padStart(2, "0")}T10:00:00.000Z`;
const ONE: GuestBinding = { verdicts: [VERDICT], outputs: [], invitedBy: ANA, expiresAt: on(10) };
const of = { verdict: null, output: null };
const TWO = withGrant(ONE, { ...of, output: DOCUMENT, invitedBy: BESIM, expiresAt: on(20) });

test("a further invitation lengthens the stay, and no text that was open before", () => {
  expect(TWO).toMatchObject({ verdicts: [VERDICT], outputs: [DOCUMENT], invitedBy: ANA, expiresAt: on(20) });
  expect(termOf(TWO, VERDICT)).toMatchObject({ invitedBy: ANA, expiresAt: on(10) });
  expect(boundAt(TWO, on(9))).toBe(TWO);
  expect(boundAt(TWO, on(10))).toMatchObject({ verdicts: [], outputs: [DOCUMENT], invitedBy: BESIM });
  expect(boundAt(TWO, on(21))).toBe(TWO);
  const shorter = withGrant(ONE, { ...of, output: DOCUMENT, invitedBy: BESIM, expiresAt: on(5) });
  expect(shorter.expiresAt).toBe(on(10));
  expect(boundAt(shorter, on(6))).toMatchObject({ verdicts: [VERDICT], outputs: [], invitedBy: ANA });
});

test("a text to which two invited is open by the other where one of them closes it", () => {
  const both = withGrant(ONE, { ...of, verdict: VERDICT, invitedBy: BESIM, expiresAt: on(20) });
  expect(allInviters(both)).toEqual([ANA, BESIM]);
  expect(termOf(both, VERDICT)).toMatchObject({ invitedBy: BESIM, expiresAt: on(20) });
  const left = keepingTerms(both, ({ invitedBy }) => invitedBy === ANA);
  expect(left).toMatchObject({ verdicts: [VERDICT], expiresAt: on(10) });
  // Nothing of it is left for the next invitation to wake.
  expect(withGrant(left, { ...of, output: DOCUMENT, invitedBy: BESIM, expiresAt: on(30) }).verdicts).toEqual([VERDICT]);
});
