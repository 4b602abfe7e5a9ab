import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  can,
  type Action,
  type Actions,
  type Actor,
  type DiscussionSubject,
  type RunSubject,
  type VerdictSubject,
} from "../../../schema/domain/can.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { PlaceSubject } from "../../../schema/domain/people/place-rights.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { STAGES } from "../../../schema/domain/verdict.ts";
import type { SlipSubject } from "../../../schema/domain/workshop/slip-subject.ts";
import { DEPUTY_WAITS_MS, type WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import { RULES } from "../routes/route-rules.ts";
import { codes, itself, leader, leads, network, reads } from "./asked-about.ts";
import { ASKING_MEMBERS, CALLED, COLUMNS, lettersOf } from "../rights/askers.ts";

const HEAD = `# HTTP

Made by \`npm run docs\` from the table that the test of all routes asks by (\`tests/helpers/routes/route-rules.ts\`), and from \`can\` itself. A unit test finds this page stale, and
\`tests/realtime/http/http-routes.test.ts\` finds a route that is not here: it asks each as each.

Answers are JSON, but for files. A refusal is \`{code, …}\` (\`schema/protocol/http/problem.ts\`): 401 to nobody, 404 for what one may not know of, 403 for what one may not do, 409 where
somebody was quicker, 410 for what is gone, 422 for what makes no sense. Every change has to come from the server's own origin. Nothing under \`/api\` is cached.

Who asks, in both tables: ${CALLED.map(([letter, called]) => `**${letter}** ${called}`).join(", ")}.
`;

/** docs/http.md. */
export function httpPage(root: string): string {
  return `${HEAD}
## Routes
A verdict in the path is cleared for guests here, but for what only a verdict in preparation has. "as": what others get but 403 for what they may not do. The last column
names the file of \`schema/protocol/http\` that says what goes in and comes out.

| route | ${COLUMNS.join(" | ")} | as | shapes |
|---|${COLUMNS.map(() => ":-:|").join("")}---|---|
${routeRows(root).join("\n")}

## Rights
What \`can\` (\`schema/domain/can.ts\`) says of a verdict at each stage: ✓ at every stage, C from *cleared* on, G from *cleared for guests* on, – never. Nobody is in conflict with it here: who is only reads, and
erases where it is theirs to. Actions about the network alone are the same at every stage.

| action | of | ${ASKERS.map(([letter]) => letter).join(" | ")} |
|---|---|${ASKERS.map(() => ":-:|").join("")}
${(Object.keys(SUBJECTS) as Action[]).flatMap(rightRows).join("\n")}
`;
}

function routeRows(root: string): string[] {
  const files = globSync("schema/protocol/http/**/*.ts", { cwd: root })
    .sort()
    .map((path) => ({
      name: path.slice("schema/protocol/http/".length),
      text: readFileSync(join(root, path), "utf8"),
    }));
  return Object.keys(RULES)
    .sort((a, b) => pathOf(a).localeCompare(pathOf(b), "en") || a.localeCompare(b, "en"))
    .map((route) => {
      const { may = "", refused } = RULES[route] ?? {};
      const letters = lettersOf(may);
      const cells = COLUMNS.map((letter) => (letters.has(letter) ? "✓" : ""));
      const shapes = files.find(({ text }) => saysOf(text, route))?.name;
      return `| \`${route}\` | ${cells.join(" | ")} | ${refused ?? ""} | ${shapes ? `[${shapes}](../schema/protocol/http/${shapes})` : ""} |`;
    });
}

function pathOf(route: string): string {
  return route.slice(route.indexOf(" ") + 1);
}

/** Whether a file of shapes tells of the route, or of its path under another method. */
function saysOf(text: string, route: string): boolean {
  const path = pathOf(route).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`\\b(?:GET|POST|PUT|PATCH|DELETE) +${path}(?![\\w/:])`).test(text);
}

const OWNER = newId(OrganisationId);
const OTHER = newId(OrganisationId);
const VERDICT = newId(VerdictId);
const OUTPUT = newId(OutputId);
const WORKSHOP = newId(WorkshopId);
const SOMEBODY = newId(MemberId);

const member = (role: Actor["role"], organisation = OTHER): Actor => ({
  id: newId(MemberId),
  role,
  organisation,
  guest: null,
});
const guest = (verdicts: VerdictId[], outputs: OutputId[], workshop?: WorkshopId): Actor => ({
  ...member("reviewer"),
  guest: {
    verdicts,
    outputs,
    ...(workshop ? { workshop } : {}),
    invitedBy: SOMEBODY,
    expiresAt: "2099-01-01T00:00:00.000Z",
  },
});

const ASKERS: readonly [letter: string, actor: Actor][] = [
  ...ASKING_MEMBERS.map(({ letter, role }): [string, Actor] => [letter, member(role, letter === "F" ? OWNER : OTHER)]),
  ["G", guest([VERDICT], [])],
  ["g", guest([newId(VerdictId)], [])],
  ["O", guest([], [OUTPUT])],
  ["W", guest([], [], WORKSHOP)],
];

/** A case of what an action is asked about, in words and made of the verdict at a stage. */
type Of<A extends Action> = readonly [of: string, subject: (verdict: VerdictSubject, actor: Actor) => Actions[A]];

const LEADERS = [leader(OWNER), leader(OTHER)];
const placed = (change: Partial<PlaceSubject>): PlaceSubject => ({
  member: null,
  was: null,
  now: null,
  leaders: LEADERS,
  preparing: [],
  ...change,
});
const open = { owner: null, mode: "open", frozen: false, stands: true, actorCodesBlind: false } as const;
const own = { mode: "blind", frozen: false, stands: false, actorCodesBlind: true } as const;
const discussion =
  (audience: Audience) =>
  (verdict: VerdictSubject): DiscussionSubject => ({ verdict, audience, mode: "open", actorCodesBlind: false });
const output = (verdict: VerdictSubject) =>
  ({ id: OUTPUT, verdicts: [verdict], status: "draft", actorCodesBlind: false }) as const;
const slip = (verdict: VerdictSubject): SlipSubject<VerdictSubject> => ({
  verdict,
  owner: SOMEBODY,
  isCoded: true,
  isHandedIn: false,
  isFrozen: false,
  isKey: false,
});
const workshop = (change: Partial<WorkshopSubject> = {}): WorkshopSubject => ({
  id: WORKSHOP,
  host: OWNER,
  state: "open",
  holder: null,
  deputies: [],
  holderSilentMs: 0,
  ...change,
});
const byAll = (verdict: VerdictSubject): RunSubject => ({ verdict, runners: { [verdict.owner]: "all" } });
const link = (change: Partial<Actions["invitation.manage"]>): Actions["invitation.manage"] => ({
  invitedBy: SOMEBODY,
  member: null,
  place: { organisation: OWNER, leaders: LEADERS },
  ...change,
});

const SUBJECTS: { [A in Action]: readonly Of<A>[] } = {
  "account.change": [["one's own", network]],
  "network.read": [["the network", network]],
  "network.manage": [["the network", network]],
  "member.list": [["the network", network]],
  "member.invite": [["the network", network]],
  "member.manage": [["the network", network]],
  "member.erase": [["the network", network]],
  "member.place": [
    ["a facilitator invited into the owner", () => placed({ now: leads(OWNER) })],
    ["a facilitator invited where there is none", () => placed({ now: leads(OWNER), leaders: [] })],
    ["the same, while it has texts with names", () => placed({ now: leads(OWNER), leaders: [], preparing: [OWNER] })],
    ["a lawyer invited into the owner", () => placed({ now: codes(OWNER) })],
    [
      "a lawyer of another moved into the owner",
      () => placed({ member: SOMEBODY, was: codes(OTHER), now: codes(OWNER) }),
    ],
    ["a lawyer of the owner made a reader", () => placed({ member: SOMEBODY, was: codes(OWNER), now: reads(OWNER) })],
    [
      "a facilitator of the owner made a lawyer",
      () => placed({ member: SOMEBODY, was: leads(OWNER), now: codes(OWNER) }),
    ],
    ["a facilitator of the owner removed", () => placed({ member: SOMEBODY, was: leads(OWNER) })],
    ["a lawyer removed", () => placed({ member: SOMEBODY, was: codes(OWNER) })],
    ["a lawyer removed where nobody leads", () => placed({ member: SOMEBODY, was: codes(OWNER), leaders: [] })],
    [
      "oneself, out of the network",
      (_, { id, role, organisation }) => placed({ member: id, was: { role, organisation } }),
    ],
    ["one's own role or organisation", (_, { id }) => placed({ member: id, was: leads(OWNER), now: leads(OTHER) })],
  ],
  "member.reset": [
    ["for somebody of the owner", () => ({ member: SOMEBODY, organisation: OWNER, leaders: LEADERS })],
    ["for its only facilitator", () => ({ member: SOMEBODY, organisation: OWNER, leaders: [leader(OWNER, SOMEBODY)] })],
    ["for somebody where nobody leads", () => ({ member: SOMEBODY, organisation: OWNER, leaders: [] })],
    ["for oneself", (_, { id, organisation }) => ({ member: id, organisation, leaders: LEADERS })],
  ],
  "audit.read": [["the network", network]],
  "verdict.import": [["the network", network]],
  "invitation.manage": [
    ["somebody else's link into the owner", () => link({})],
    ["the same where nobody leads", () => link({ place: { organisation: OWNER, leaders: [] } })],
    ["one of the command line", () => link({ invitedBy: null })],
    ["one's own link", (_, { id }) => link({ invitedBy: id })],
    ["a link for one's own new password", (_, { id }) => link({ member: id })],
    ["another's, to a document that one began", (_, actor) => link({ begunBy: actor })],
  ],
  "invitation.read": [
    ["somebody else's link", () => ({ invitedBy: SOMEBODY })],
    ["one's own link", (_, { id }) => ({ invitedBy: id })],
  ],
  "organisation.manage": [
    ["the owner", () => ({ organisation: OWNER, leaders: LEADERS })],
    ["one where nobody leads", () => ({ organisation: OWNER, leaders: [] })],
  ],
  "workshop.make": [["the network", network]],
  "workshop.read": [["a workshop of the owner's", () => workshop()]],
  "workshop.plan": [
    ["a workshop of the owner's", () => workshop()],
    ["one that is closed", () => workshop({ state: "closed" })],
  ],
  "workshop.lead": [
    ["an open workshop in which one has the floor", (_, { id }) => workshop({ holder: id })],
    ["one in which somebody else has it", () => workshop({ holder: SOMEBODY })],
  ],
  "workshop.prepared": [["one in which one has the floor", (_, { id }) => workshop({ holder: id })]],
  "workshop.screens": [["one in which one has the floor", (_, { id }) => workshop({ holder: id })]],
  "workshop.paper": [["one in which one has the floor", (_, { id }) => workshop({ holder: id })]],
  "workshop.take-floor": [
    ["a workshop of the owner's whose holder is there", () => workshop({ holder: SOMEBODY })],
    [
      "one in which one is the first deputy, after ten seconds of silence",
      (_, { id }) => workshop({ holder: SOMEBODY, deputies: [id], holderSilentMs: DEPUTY_WAITS_MS }),
    ],
  ],
  "workshop.minutes": [["one that is closed", () => workshop({ state: "closed" })]],
  "workshop.attendance": [["one that is closed", () => workshop({ state: "closed" })]],
  "workshop.follow": [
    ["an open workshop", () => workshop()],
    ["one that is closed", () => workshop({ state: "closed" })],
  ],
  "workshop.passage": [["the verdict", itself]],
  "workshop.set-key": [["an open workshop", () => workshop()]],
  "workshop.set-tables": [["an open workshop", () => workshop()]],
  "table.lead": [
    ["one that oneself has the chair of", (_verdict, { id }) => ({ workshop: workshop(), chair: id, isAt: true })],
    ["another", () => ({ workshop: workshop(), chair: SOMEBODY, isAt: true })],
  ],
  "table.work": [
    ["one that one sits at", () => ({ workshop: workshop(), chair: SOMEBODY, isAt: true })],
    ["another", () => ({ workshop: workshop(), chair: SOMEBODY, isAt: false })],
  ],
  "workshop.hold": [["an open workshop", () => workshop()]],
  "workshop.vote": [["an open workshop", () => workshop()]],
  "workshop.vote-counts": [["an open workshop", () => workshop()]],
  "workshop.parked": [
    ["a question that one took", (_, { id }) => ({ workshop: workshop(), taker: id })],
    ["one that somebody else took", () => ({ workshop: workshop(), taker: SOMEBODY })],
  ],
  "workshop.code": [["the verdict", itself]],
  "slip.read": [
    ["one's own slip", (verdict, { id }) => ({ ...slip(verdict), owner: id })],
    ["somebody else's slip", slip],
  ],
  "slip.distance": [
    ["one's own slip, revealed", (verdict, { id }) => ({ ...slip(verdict), owner: id, isFrozen: true })],
    ["one that sets the key", (verdict, { id }) => ({ ...slip(verdict), owner: id, isFrozen: true, isKey: true })],
  ],
  "slip.write": [
    ["one's own slip, in silence", (verdict, { id }) => ({ ...slip(verdict), owner: id })],
    ["one that is handed in", (verdict, { id }) => ({ ...slip(verdict), owner: id, isHandedIn: true })],
  ],
  "workshop.answer": [
    ["a planned workshop", () => workshop({ state: "planned" })],
    ["one that is closed", () => workshop({ state: "closed" })],
  ],
  "workshop.take-part": [
    ["an open workshop", () => workshop()],
    ["a planned one", () => workshop({ state: "planned" })],
  ],
  "verdict.read": [["the verdict", itself]],
  "verdict.prepare": [["the verdict", itself]],
  "verdict.take": [
    ["offered to one's organisation", (verdict, { organisation }) => ({ verdict, offeredTo: organisation })],
  ],
  "verdict.erase": [["the verdict", itself]],
  "verdict.quote": [["the verdict", itself]],
  "translation.write": [["the verdict", itself]],
  "guest.invite": [["the verdict", (verdict) => ({ verdict, actorCodesBlind: false })]],
  "copy.keep": [["the verdict", itself]],
  "export.own": [["the verdict", itself]],
  "export.all": [["the verdict", itself]],
  "codings.import": [["the verdict", itself]],
  "comparison.read": [["the verdict", itself]],
  "layer.read": [
    ["the shared layer, which stands", (verdict) => ({ verdict, ...open })],
    [
      "a coder's layer in a blind round",
      (verdict) => ({ verdict, ...open, mode: "blind", owner: SOMEBODY, stands: false }),
    ],
    [
      "a coder's layer, revealed",
      (verdict) => ({ verdict, ...open, mode: "revealed", owner: SOMEBODY, stands: false, frozen: true }),
    ],
    ["what stands, while one codes blind", (verdict) => ({ verdict, ...open, actorCodesBlind: true })],
  ],
  "layer.write": [
    ["the shared layer, all together", (verdict) => ({ verdict, ...open })],
    ["one's own layer in a blind round", (verdict, { id }) => ({ verdict, ...own, owner: id })],
    ["a layer that is handed in", (verdict, { id }) => ({ verdict, ...own, owner: id, frozen: true })],
  ],
  "round.run": [
    ["rounds that the owner runs", (verdict) => ({ verdict, runners: {} })],
    ["rounds that all run", (verdict) => ({ ...byAll(verdict) })],
  ],
  "round.watch": [
    ["a blind round of others", (verdict) => ({ verdict, actorPart: "none" })],
    ["a blind round that one codes", (verdict) => ({ verdict, actorPart: "codes" })],
  ],
  "round.reveal": [
    ["a blind round of others, run by all", (verdict) => ({ ...byAll(verdict), actorPart: "none" })],
    ["one that one has handed in", (verdict) => ({ ...byAll(verdict), actorPart: "handed-in" })],
  ],
  "round.call-off": [["a blind round of others, run by all", (verdict) => ({ ...byAll(verdict), actorPart: "none" })]],
  "round.settle": [["a round that others coded, run by all", (verdict) => ({ ...byAll(verdict), hasCoded: false })]],
  "round.code": [["the verdict", itself]],
  "unit.propose": [["a blind round that one codes", (verdict) => ({ verdict, actorPart: "codes" })]],
  "standing.change": [["what is settled", (verdict) => ({ verdict, actorCodesBlind: false })]],
  "case.rule": [["a revealed round", (verdict) => ({ verdict, mode: "revealed" })]],
  "case.concede": [["a revealed round", (verdict) => ({ verdict, mode: "revealed" })]],
  "discussion.read": [
    ["with guests", discussion("review")],
    ["members only", discussion("internal")],
  ],
  "discussion.write": [
    ["with guests", discussion("review")],
    ["members only", discussion("internal")],
  ],
  "thread.resolve": [
    [
      "another's discussion with guests",
      (verdict) => ({
        discussion: { verdict, audience: "review", mode: "open", actorCodesBlind: false },
        author: SOMEBODY,
      }),
    ],
  ],
  "methodology.read": [["the network", network]],
  "methodology.draft": [["the network", network]],
  "methodology.discuss": [["the network", network]],
  "methodology.edit": [["the network", network]],
  "methodology.freeze": [["the network", network]],
  "output.make": [["a document about the verdict", output]],
  "output.read": [["a document about the verdict", output]],
  "output.join": [
    ["a document about the verdict", output],
    ["one whose files name no verdict", (verdict) => ({ ...output(verdict), namesNoVerdict: true })],
  ],
  "output.write": [
    ["a draft about the verdict", output],
    ["an approved document", (verdict) => ({ ...output(verdict), status: "approved" })],
  ],
  "output.export": [["a document about the verdict", output]],
  "output.approve": [["a document about the verdict", output]],
  "output.delete": [
    ["a draft about the verdict", output],
    ["an approved document", (verdict) => ({ ...output(verdict), status: "approved" })],
  ],
  "output.ask": [["a draft about the verdict", output]],
  "output.follow": [["an approved document", (verdict) => ({ ...output(verdict), status: "approved" })]],
  "output.sign": [["one that signatures are asked for", (verdict) => ({ ...output(verdict), status: "asked" })]],
  "output.take-back": [
    ["what one asked for", (verdict) => ({ ...output(verdict), status: "asked", actorAsked: true })],
    ["what somebody else asked for", (verdict) => ({ ...output(verdict), status: "asked", actorAsked: false })],
  ],
  "output.keep": [["a document about the verdict", output]],
  "output.invite-guest": [
    ["a document that one began", (verdict, actor) => ({ ...output(verdict), begunBy: actor })],
    ["one that somebody of the owner began", (verdict) => ({ ...output(verdict), begunBy: leader(OWNER) })],
  ],
  "output.discussion": [
    ["with guests", (verdict) => ({ ...output(verdict), audience: "review" })],
    ["members only", (verdict) => ({ ...output(verdict), audience: "internal" })],
  ],
  "output.comment": [
    ["with guests", (verdict) => ({ ...output(verdict), audience: "review" })],
    ["members only", (verdict) => ({ ...output(verdict), audience: "internal" })],
  ],
};

function rightRows(action: Action): string[] {
  return SUBJECTS[action].map(([of, subject]) => {
    const cells = ASKERS.map(([, actor]) => {
      const may = STAGES.map((stage) => can(actor, action, subject({ id: VERDICT, owner: OWNER, stage }, actor)));
      const from = may.indexOf(true);
      if (from < 0) return "–";
      if (may.slice(from).includes(false)) throw new Error(`${action} is lost at a later stage`);
      return ["✓", "C", "G", "P"][from] ?? "";
    });
    return `| \`${action}\` | ${of} | ${cells.join(" | ")} |`;
  });
}
