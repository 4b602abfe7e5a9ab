import { expect, test } from "vitest";
import { entriesFor, tabsOf } from "../../../client/app/nav-entries.ts";
import type { Actor } from "../../../schema/domain/can.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";

const actor = (set: Partial<Actor> = {}): Actor => ({
  id: newId(MemberId),
  role: "lawyer",
  organisation: newId(OrganisationId),
  guest: null,
  ...set,
});
const guestOf = (what: { verdicts?: VerdictId[]; outputs?: OutputId[] }): Actor =>
  actor({
    role: "reviewer",
    guest: { verdicts: [], outputs: [], invitedBy: newId(MemberId), expiresAt: "2026-12-25T10:00:00.000Z", ...what },
  });
const routes = (of: Actor, workshops?: true): string[] =>
  entriesFor(of, workshops ? { workshops } : {}).map(({ route, label }) => `${route} ${label}`);

test("the bar holds what is open to somebody: a guest's has nothing of the network", () => {
  expect(routes(actor())).toEqual([
    "network shell.network",
    "find find.title",
    "matrix matrix.title",
    "methodology shell.methodology",
    "outputs outputs.title",
    "members shell.members",
  ]);
  // Where there is a workshop, or one may make one.
  expect(routes(actor(), true)[5]).toBe("workshops workshop.title");
  expect(routes(guestOf({ outputs: [newId(OutputId)] }), true)).toEqual(["network people.guest-access"]);
  expect(routes(guestOf({ verdicts: [newId(VerdictId)] }))).toEqual([
    "network people.guest-access",
    "find find.title",
    "methodology shell.methodology",
  ]);
  expect(routes(guestOf({ outputs: [newId(OutputId)] }))).toEqual(["network people.guest-access"]);
});

test("a phone has a tab for each of five pages; of more, those that stay, and one for the rest", () => {
  const six = entriesFor(actor(), {});
  const five = six.slice(0, 5);
  expect(tabsOf(five)).toEqual({ tabs: five, rest: [] });
  const [first] = five;
  if (!first) throw new Error("No page");
  const seven = [...six, { ...first, route: "progress", isTab: false }];
  const { tabs, rest } = tabsOf(seven);
  expect(tabs.map(({ route }) => route)).toEqual(["network", "find", "outputs"]);
  expect(rest.map(({ route }) => route)).toEqual(["matrix", "methodology", "members", "progress"]);
});
