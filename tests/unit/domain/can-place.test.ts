import { expect, it } from "vitest";
import type { Role } from "../../../schema/domain/member.ts";
import { isGoodByMaker, leadersIn, type Place, placeHindrance } from "../../../schema/domain/people/place-rights.ts";
import { MemberId, newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { actorOf, OWNER, whoMay } from "./who-may.ts";

const OTHER = actorOf("f").organisation;
const THIRD = newId(OrganisationId);
const SOMEBODY = newId(MemberId);
const at = (role: Role, organisation = OWNER): Place => ({ role, organisation });
const leads = (organisation: OrganisationId, id = newId(MemberId)) => ({ id, organisation });
/** Each has a facilitator: the askers `F` and `f`, and somebody who leads what they lead. */
const [MINE, THEIRS] = [leads(OWNER), leads(OTHER)];
const BOTH = [MINE, THEIRS];
const HERSELF = leads(OWNER, SOMEBODY);

// [what, place before, place after, who leads, who may]
it.each<[string, Place | null, Place | null, typeof BOTH, string]>([
  ["invites a lawyer", null, at("lawyer"), BOTH, "F"],
  ["invites a lawyer where nobody leads", null, at("lawyer"), [THEIRS], "F f"],
  ["invites a facilitator where there is one", null, at("facilitator"), BOTH, "F"],
  ["invites a facilitator where there is none", null, at("facilitator"), [THEIRS], "F f"],
  ["makes a lawyer a facilitator", at("lawyer"), at("facilitator"), BOTH, "F"],
  ["makes a lawyer a facilitator where there is none", at("lawyer"), at("facilitator"), [THEIRS], "F f"],
  ["makes a lawyer a reader", at("lawyer"), at("reader"), BOTH, "F"],
  ["makes a lawyer a reader where nobody leads", at("lawyer"), at("reader"), [THEIRS], "F f"],
  ["moves a lawyer from one that is led to another", at("lawyer", OTHER), at("lawyer"), BOTH, ""],
  ["moves a lawyer from where nobody leads", at("lawyer", THIRD), at("lawyer"), BOTH, "F"],
  ["moves a lawyer to where nobody leads", at("lawyer", OTHER), at("lawyer", THIRD), BOTH, "f"],
  ["moves a facilitator in", at("facilitator", OTHER), at("facilitator"), BOTH, ""],
  ["takes the lead away", at("facilitator"), at("lawyer"), [MINE, HERSELF], "F"],
  ["takes the lead of the only one away", at("facilitator"), at("lawyer"), [HERSELF], "F"],
  ["moves the only facilitator out", at("facilitator"), at("facilitator", THIRD), [HERSELF], "F"],
  ["removes a facilitator", at("facilitator"), null, [MINE, HERSELF], "F"],
  ["removes a lawyer", at("lawyer"), null, BOTH, "F"],
  ["removes a lawyer where nobody leads", at("lawyer"), null, [THEIRS], "F f"],
  ["brings a facilitator back", null, at("facilitator"), BOTH, "F"],
  ["sends the same", at("facilitator"), at("facilitator"), BOTH, "F f"],
])("who %s", (what, was, now, leaders, expected) => {
  const member = what.startsWith("invites") ? null : SOMEBODY;
  expect(whoMay("member.place", { member, was, now, leaders, preparing: [] })).toBe(expected);
});

it("a former member is brought back by the facilitators of where they were, whatever they were", () => {
  const back = { member: SOMEBODY, was: null, now: at("lawyer"), preparing: [] };
  expect(whoMay("member.place", { ...back, leaders: BOTH })).toBe("F");
  expect(whoMay("member.place", { ...back, leaders: [THEIRS] })).toBe("F f");
});

it("everybody of the network may leave it, and no guest does so", () => {
  const leave = (letter: string) => {
    const { id, role, organisation } = actorOf(letter);
    return placeHindrance(actorOf(letter), {
      member: id,
      was: { role, organisation },
      now: null,
      leaders: BOTH,
      preparing: [OWNER],
    });
  };
  expect(["F", "f", "L", "V", "R", "G"].filter((letter) => leave(letter) === null)).toEqual(["F", "f", "L", "V", "R"]);
});

it("nobody changes their own role or organisation, and whoever leads may leave", () => {
  const { id, role, organisation } = actorOf("f");
  const was = { role, organisation };
  const leaders = [...BOTH, { id, organisation }];
  for (const now of [at("lawyer", OTHER), at("facilitator"), at("reader")])
    expect(whoMay("member.place", { member: id, was, now, leaders, preparing: [] })).not.toContain("f");
  expect(whoMay("member.place", { member: id, was, now: null, leaders: [{ id, organisation }], preparing: [] })).toBe(
    "f",
  );
});

it("while an organisation has texts with all names and nobody leads it, no facilitator of another makes one", () => {
  const first = (was: Place | null, member: MemberId | null, preparing: OrganisationId[]) =>
    whoMay("member.place", { member, was, now: at("facilitator"), leaders: [THEIRS], preparing });
  for (const [was, member] of [
    [null, null],
    [null, SOMEBODY],
    [at("lawyer"), SOMEBODY],
  ] as const) {
    expect(first(was, member, [OWNER])).toBe("F");
    expect(first(was, member, [OTHER])).toBe("F f");
  }
  const place = { member: null, was: null, now: at("facilitator"), leaders: [THEIRS], preparing: [OWNER] };
  expect(placeHindrance(actorOf("f"), place)).toEqual({ why: "operator", organisation: OWNER });
  expect(whoMay("member.place", { ...place, now: at("lawyer") })).toBe("F f");
});

it("the only facilitator stays while the organisation has texts with all names", () => {
  const me = actorOf("F");
  const [was, mine] = [at("facilitator"), leads(OWNER, me.id)];
  const leave = { member: me.id, was, now: null, leaders: [mine, THEIRS], preparing: [OWNER] };
  expect(placeHindrance(me, leave)).toEqual({ why: "strands", organisation: OWNER });
  expect(placeHindrance(me, { ...leave, preparing: [OTHER] })).toBeNull();
  expect(placeHindrance(me, { ...leave, leaders: [mine, MINE] })).toBeNull();
});

it("a link for a new password comes from the own organisation where somebody leads it, and from nobody for themselves", () => {
  const whose = { member: SOMEBODY, organisation: OWNER };
  expect(whoMay("member.reset", { ...whose, leaders: BOTH })).toBe("F");
  expect(whoMay("member.reset", { ...whose, leaders: [HERSELF, THEIRS] })).toBe("F");
  expect(whoMay("member.reset", { ...whose, leaders: [THEIRS] })).toBe("F f");
  const { id: member, organisation } = actorOf("F");
  expect(whoMay("member.reset", { member, organisation, leaders: BOTH })).toBe("");
});

it("an invitation that was right when it was made stays right while its maker leads", () => {
  const [mine, theirs] = ["F", "f"].map((letter) => ({ ...actorOf(letter), removedAt: null }));
  if (!mine || !theirs) throw new Error("nobody leads");
  const link = { kind: "member", ...at("facilitator") } as const;
  expect(isGoodByMaker(link, theirs, [theirs])).toBe(true);
  expect(isGoodByMaker(link, theirs, [theirs, mine])).toBe(true);
  expect(isGoodByMaker(link, { ...theirs, role: "lawyer" }, [theirs, mine])).toBe(false);
  expect(isGoodByMaker(link, { ...theirs, removedAt: "2026-01-01T00:00:00.000Z" }, [theirs, mine])).toBe(false);
});

it("a link for a new password rests while whoever made it could not make it now", () => {
  const [mine, theirs] = ["F", "f"].map((letter) => ({ ...actorOf(letter), removedAt: null }));
  if (!mine || !theirs) throw new Error("nobody leads");
  const whose = { ...actorOf("L"), removedAt: null };
  const reset = { kind: "reset", ...at("lawyer"), member: whose.id } as const;
  expect(isGoodByMaker(reset, theirs, [theirs, whose])).toBe(true);
  expect(isGoodByMaker(reset, theirs, [theirs, whose, mine])).toBe(false);
  expect(isGoodByMaker(reset, mine, [theirs, whose, mine])).toBe(true);
  expect(isGoodByMaker(reset, mine, [theirs, { ...whose, organisation: OTHER }, mine])).toBe(false);
});

it("an organisation is led by who is here, leads and is no guest", () => {
  const here = { ...actorOf("F"), removedAt: null };
  expect(leadersIn([here])).toEqual([here]);
  expect(leadersIn([{ ...here, removedAt: "2026-01-01T00:00:00.000Z" }])).toEqual([]);
  expect(leadersIn([{ ...actorOf("L"), removedAt: null }])).toEqual([]);
  const { guest } = actorOf("G");
  expect(leadersIn([{ ...here, guest }])).toEqual([]);
});
