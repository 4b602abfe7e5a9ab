import { expect, it } from "vitest";
import type { Role } from "../../../schema/domain/member.ts";
import { isGoodByMaker, ledBesides, type Place } from "../../../schema/domain/people/place-rights.ts";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { actorOf, OWNER, whoMay } from "./who-may.ts";

const OTHER = actorOf("f").organisation;
const SOMEBODY = newId(MemberId);
const at = (role: Role, organisation = OWNER): Place => ({ role, organisation });
const BOTH = [OWNER, OTHER];

// [what, of whom, place before, place after, organisations with another facilitator, who may]
it.each<[string, Place | null, Place | null, typeof BOTH, string]>([
  ["invites a lawyer", null, at("lawyer"), BOTH, "F f"],
  ["invites a facilitator where there is one", null, at("facilitator"), BOTH, "F"],
  ["invites a facilitator where there is none", null, at("facilitator"), [OTHER], "F f"],
  ["makes a lawyer a facilitator", at("lawyer"), at("facilitator"), BOTH, "F"],
  ["makes a lawyer a facilitator where there is none", at("lawyer"), at("facilitator"), [OTHER], "F f"],
  ["makes a lawyer a reader", at("lawyer"), at("reader"), BOTH, "F f"],
  ["moves a lawyer in", at("lawyer", OTHER), at("lawyer"), BOTH, "F"],
  ["moves a lawyer in where nobody leads", at("lawyer", OTHER), at("lawyer"), [OTHER], "F f"],
  ["moves a facilitator in", at("facilitator", OTHER), at("facilitator"), BOTH, ""],
  ["takes the lead away", at("facilitator"), at("lawyer"), BOTH, "F"],
  ["takes the lead of the only one away", at("facilitator"), at("lawyer"), [OTHER], "F"],
  ["moves the only facilitator out", at("facilitator"), at("facilitator", OTHER), [], "F"],
  ["removes a facilitator", at("facilitator"), null, BOTH, "F"],
  ["removes a lawyer", at("lawyer"), null, BOTH, "F f"],
  ["brings a facilitator back", null, at("facilitator"), BOTH, "F"],
  ["sends the same", at("facilitator"), at("facilitator"), BOTH, "F f"],
])("who %s", (_, was, now, led, expected) => {
  expect(whoMay("member.place", { member: SOMEBODY, was, now, led })).toBe(expected);
});

it("nobody changes their own role or organisation, and whoever leads may leave", () => {
  const { id, role, organisation } = actorOf("f");
  const was = { role, organisation };
  for (const now of [at("lawyer", OTHER), at("facilitator"), at("reader")])
    for (const led of [[], BOTH]) expect(whoMay("member.place", { member: id, was, now, led })).not.toContain("f");
  expect(whoMay("member.place", { member: id, was, now: null, led: [] })).toBe("f");
});

it("a link for a new password comes from the own organisation where somebody else leads it", () => {
  expect(whoMay("member.reset", { organisation: OWNER, led: BOTH })).toBe("F");
  expect(whoMay("member.reset", { organisation: OWNER, led: [OTHER] })).toBe("F f");
});

it("a link rests while whoever made it could not make it now", () => {
  const leader = (letter: string) => ({ ...actorOf(letter), removedAt: null });
  const [mine, theirs] = [leader("F"), leader("f")];
  const link = { kind: "member", ...at("facilitator") } as const;
  expect(isGoodByMaker(link, theirs, [theirs])).toBe(true);
  expect(isGoodByMaker(link, theirs, [theirs, mine])).toBe(false);
  expect(isGoodByMaker({ ...link, role: "lawyer" }, theirs, [theirs, mine])).toBe(true);
  const whose = { ...actorOf("L"), removedAt: null };
  const reset = { kind: "reset", ...at("lawyer"), member: whose.id } as const;
  expect(isGoodByMaker(reset, theirs, [theirs, whose])).toBe(true);
  expect(isGoodByMaker(reset, theirs, [theirs, whose, mine])).toBe(false);
  expect(isGoodByMaker(reset, mine, [theirs, whose, mine])).toBe(true);
  expect(isGoodByMaker(reset, mine, [theirs, { ...whose, organisation: OTHER }, mine])).toBe(false);
});

it("an organisation is led by who is here, leads and is no guest", () => {
  const here = { ...actorOf("F"), removedAt: null };
  expect(ledBesides([here], null)).toEqual([OWNER]);
  expect(ledBesides([here], here.id)).toEqual([]);
  expect(ledBesides([{ ...here, removedAt: "2026-01-01T00:00:00.000Z" }], null)).toEqual([]);
  expect(ledBesides([{ ...actorOf("L"), removedAt: null }], null)).toEqual([]);
});
