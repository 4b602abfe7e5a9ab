import { describe, expect, it } from "vitest";
import { type Action, type Actions, can, type LayerSubject } from "../../../schema/domain/can.ts";
import { outputRight, roomRight } from "../../../schema/rooms/room-right.ts";
import { mayChangeEntry, type Who } from "../../../schema/domain/change-entry.ts";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { GUEST_ROLE, ROLES } from "../../../schema/domain/member.ts";
import { type Mode, type Stage, STAGES } from "../../../schema/domain/verdict.ts";
import { COLUMNS } from "../../helpers/rights/askers.ts";
import { OUTPUT, ACTORS, actorOf, verdict, discussion, whoMay } from "./who-may.ts";

const layer = (stage: Stage, change: Partial<LayerSubject> = {}): LayerSubject => ({
  verdict: verdict(stage),
  owner: null,
  mode: "open",
  frozen: false,
  stands: false,
  actorCodesBlind: false,
  ...change,
});

// Of the network as such: one row an action.
const OF_THE_NETWORK: { [A in Action as Actions[A] extends null ? A : never]: string } = {
  "account.change": "F f L V R",
  "network.read": "F f L V R",
  "network.manage": "F f",
  "member.list": "F f L V R",
  "member.invite": "F f",
  "member.manage": "F f",
  "member.erase": "F f",
  "verdict.import": "F f",
  "methodology.read": "F f L V R G g",
  "methodology.draft": "F f L V R",
  "methodology.discuss": "F f L V",
  "methodology.edit": "F f L",
  "methodology.freeze": "F f",
  "audit.read": "F f",
  "workshop.make": "F f",
};

// Of a verdict, at each stage: in preparation, cleared, cleared for guests, cleared for the public.
type OfVerdict =
  | "verdict.read"
  | "verdict.prepare"
  | "verdict.erase"
  | "translation.write"
  | "verdict.quote"
  | "comparison.read"
  | "export.own"
  | "export.all"
  | "codings.import"
  | "round.code"
  | "copy.keep";

const OF_A_VERDICT: Record<OfVerdict, [string, string, string, string]> = {
  "verdict.read": ["F", "F f L V R", "F f L V R G", "F f L V R G"],
  "verdict.prepare": ["F", "F", "F", "F"],
  "verdict.erase": ["F", "F", "F", "F"],
  "translation.write": ["F", "F f L", "F f L", "F f L"],
  "verdict.quote": ["", "F f L V R", "F f L V R G", "F f L V R G"],
  "comparison.read": ["F", "F f L V R", "F f L V R", "F f L V R"],
  "export.own": ["", "F f L", "F f L", "F f L"],
  "export.all": ["", "F f", "F f", "F f"],
  "codings.import": ["F", "F f", "F f", "F f"],
  "round.code": ["", "F f L", "F f L", "F f L"],
  "copy.keep": ["", "F f L V R", "F f L V R", "F f L V R"],
};

// Of rooms in an open round, at each stage. The author of the thread is nobody of the columns.
const OF_ROOMS: [title: string, ask: (stage: Stage) => string, expected: [string, string, string, string]][] = [
  [
    "verdict.take by another organisation",
    (stage) => whoMay("verdict.take", { verdict: verdict(stage), offeredTo: actorOf("f").organisation }),
    ["", "f", "f", "f"],
  ],
  [
    "guest.invite",
    (stage) => whoMay("guest.invite", { verdict: verdict(stage), actorCodesBlind: false }),
    ["", "", "F L", "F L"],
  ],
  [
    "guest.invite of who codes it blind",
    (stage) => whoMay("guest.invite", { verdict: verdict(stage), actorCodesBlind: true }),
    ["", "", "", ""],
  ],
  [
    "layer.read of the shared layer",
    (stage) => whoMay("layer.read", layer(stage, { stands: true })),
    ["F", "F f L V R", "F f L V R G", "F f L V R G"],
  ],
  ["layer.write of the shared layer", (stage) => whoMay("layer.write", layer(stage)), ["F", "F f L", "F f L", "F f L"]],
  [
    "discussion.read of the internal one",
    (stage) => whoMay("discussion.read", discussion(stage, "internal")),
    ["F", "F f L V R", "F f L V R", "F f L V R"],
  ],
  [
    "discussion.read of the review one",
    (stage) => whoMay("discussion.read", discussion(stage, "review")),
    ["F", "F f L V R", "F f L V R G", "F f L V R G"],
  ],
  [
    "discussion.write of the internal one",
    (stage) => whoMay("discussion.write", discussion(stage, "internal")),
    ["F", "F f L V", "F f L V", "F f L V"],
  ],
  [
    "discussion.write of the review one",
    (stage) => whoMay("discussion.write", discussion(stage, "review")),
    ["F", "F f L V", "F f L V G", "F f L V G"],
  ],
  [
    "thread.resolve of somebody else's in the review discussion",
    (stage) => whoMay("thread.resolve", { discussion: discussion(stage, "review"), author: newId(MemberId) }),
    ["F", "F f", "F f", "F f"],
  ],
];

// Of layers of a cleared-for-guests verdict, by mode. "mine" is the lawyer's own layer.
const OF_MODES: [mode: Mode, ask: string, subject: Partial<LayerSubject>, read: string, write: string][] = [
  ["open", "shared, which stands", { stands: true }, "F f L V R G", "F f L"],
  ["open", "shared, which does not stand", {}, "F f L V R", "F f L"],
  ["open", "shared, frozen", { frozen: true, stands: true }, "F f L V R G", ""],
  ["open", "mine", { owner: actorOf("L").id }, "F f L V R", ""],
  ["blind", "shared", {}, "F f L V R", ""],
  ["blind", "shared, which stands", { stands: true }, "F f L V R G", ""],
  ["blind", "what stands, asked by who codes blind", { stands: true, actorCodesBlind: true }, "", ""],
  ["blind", "shared, asked by who codes blind", { actorCodesBlind: true }, "", ""],
  ["blind", "mine", { owner: actorOf("L").id, actorCodesBlind: true }, "L", "L"],
  ["blind", "mine, handed in", { owner: actorOf("L").id, actorCodesBlind: true, frozen: true }, "L", ""],
  ["blind", "somebody else's", { owner: newId(MemberId) }, "", ""],
  ["revealed", "mine of an earlier round", { owner: actorOf("L").id, actorCodesBlind: true, frozen: true }, "L", ""],
  [
    "revealed",
    "an earlier round's, asked by who codes blind",
    { owner: newId(MemberId), actorCodesBlind: true },
    "",
    "",
  ],
  ["adjudicated", "adjudicated, asked by who codes blind", { actorCodesBlind: true, frozen: true }, "", ""],
  ["revealed", "shared, which stands", { stands: true }, "F f L V R G", ""],
  ["revealed", "ruled so far", {}, "F f L V R", ""],
  ["revealed", "mine, handed in", { owner: actorOf("L").id, frozen: true }, "F f L V R", ""],
  ["adjudicated", "what stands", { stands: true, frozen: true }, "F f L V R G", ""],
  ["adjudicated", "shared", {}, "F f L V R", ""],
];

describe(`who may: columns ${COLUMNS.join(" ")}`, () => {
  it.each(Object.entries(OF_THE_NETWORK))("%s: %s", (action, expected) => {
    expect(whoMay(action as keyof typeof OF_THE_NETWORK, null)).toBe(expected);
  });

  it.each(Object.entries(OF_A_VERDICT))("%s, stage by stage", (action, expected) => {
    expect(STAGES.map((stage) => whoMay(action as OfVerdict, verdict(stage)))).toEqual(expected);
  });

  it.each(OF_ROOMS)("%s, stage by stage", (_, ask, expected) => {
    expect(STAGES.map(ask)).toEqual(expected);
  });

  it.each(OF_MODES)("a layer in mode %s, %s", (mode, _, change, read, write) => {
    const subject = layer("cleared-for-guests", { mode, ...change });
    expect({ read: whoMay("layer.read", subject), write: whoMay("layer.write", subject) }).toEqual({ read, write });
  });

  it.each([
    ["L", "internal", true],
    ["V", "internal", true],
    ["R", "internal", false],
    ["G", "internal", false],
    ["G", "review", true],
    ["g", "review", false],
  ] as const)("the author %s of a thread in the %s discussion resolves it: %s", (letter, audience, expected) => {
    const actor = actorOf(letter);
    const subject = { discussion: discussion("cleared-for-guests", audience), author: actor.id };
    expect(can(actor, "thread.resolve", subject)).toBe(expected);
  });

  it.each([
    ["open", ""],
    ["blind", ""],
    ["revealed", "F f L"],
    ["adjudicated", "F f L"],
  ] as const)("disagreements of a round that is %s are ruled on by %s", (mode, may) => {
    const subject = { verdict: verdict("cleared-for-guests"), mode };
    expect({ rule: whoMay("case.rule", subject), concede: whoMay("case.concede", subject) }).toEqual({
      rule: may,
      concede: may,
    });
  });

  const ALL = "F f L V R";

  const OPEN = "F f L V R O";

  const WRITERS = "F f L";

  const SAYING = "F f L V";

  const FACILITATING = "F f";

  const OWN = "F";

  const NOBODY = "";

  it.each([
    // Not yet for guests: nobody is invited, and who was is out.
    ["draft", "cleared", { read: ALL, write: WRITERS, internal: SAYING, review: SAYING, invite: NOBODY }],
    [
      "in-review",
      "cleared-for-guests",
      { read: OPEN, write: WRITERS, internal: SAYING, review: "F f L V O", invite: "F" },
    ],
    [
      "approved",
      "cleared-for-public",
      { read: OPEN, write: NOBODY, internal: SAYING, review: "F f L V O", invite: "F" },
    ],
    ["asked", "cleared", { read: ALL, write: NOBODY, internal: SAYING, review: SAYING, invite: NOBODY }],
    // Of a verdict that one may not read, not even that something is written about it.
    ["draft", "in-preparation", { read: OWN, write: OWN, internal: OWN, review: OWN, invite: NOBODY }],
  ] as const)("an output that is %s, about a verdict that is %s, is for %o", (status, stage, may) => {
    const verdicts = [verdict(stage), verdict("cleared-for-public")];
    const subject = { id: OUTPUT, verdicts, status, actorCodesBlind: false };
    expect(whoMay("output.read", subject)).toBe(may.read);
    expect(whoMay("output.write", subject)).toBe(may.write);
    expect(whoMay("output.discussion", { ...subject, audience: "internal" })).toBe(may.read.replace(" O", ""));
    expect(whoMay("output.discussion", { ...subject, audience: "review" })).toBe(may.read);
    expect(whoMay("output.comment", { ...subject, audience: "internal" })).toBe(may.internal);
    expect(whoMay("output.comment", { ...subject, audience: "review" })).toBe(may.review);
    // Who began it, who is here no longer, was of the organisation of F.
    const begunBy = { id: newId(MemberId), organisation: actorOf("F").organisation };
    expect(whoMay("output.invite-guest", { ...subject, begunBy })).toBe(may.invite);
    const byLawyer = { ...subject, begunBy: actorOf("L") };
    expect(whoMay("output.invite-guest", byLawyer)).toBe(may.invite && "F L");
    expect(whoMay("output.invite-guest", { ...subject, begunBy: null })).toBe(NOBODY);
    expect(whoMay("output.approve", subject)).toBe(stage === "in-preparation" ? OWN : FACILITATING);
    expect(whoMay("output.delete", subject)).toBe(may.write);
    expect(whoMay("output.ask", subject)).toBe(may.write);
    expect(whoMay("output.follow", subject)).toBe(status === "approved" ? WRITERS : NOBODY);
    expect(whoMay("output.sign", subject)).toBe(status === "asked" ? WRITERS : NOBODY);
    expect(whoMay("output.take-back", { ...subject, actorAsked: true })).toBe(status === "asked" ? WRITERS : NOBODY);
    expect(whoMay("output.take-back", { ...subject, actorAsked: false })).toBe(
      status === "asked" ? FACILITATING : NOBODY,
    );
    // No copy for guests, nor of what is written about a text that is still being prepared.
    expect(whoMay("output.keep", subject)).toBe(stage === "in-preparation" ? NOBODY : ALL);
    // Of a draft a file is for who writes, of what is approved for every member who reads it; of a text that is prepared for nobody.
    expect(whoMay("output.export", subject)).toBe(
      stage === "in-preparation" ? NOBODY : status === "approved" ? ALL : WRITERS,
    );
    expect(whoMay("output.make", subject)).toBe(stage === "in-preparation" ? NOBODY : WRITERS);
    const coded = { ...subject, actorCodesBlind: true };
    expect(whoMay("output.make", coded)).toBe(NOBODY);
    // Guests do not code.
    expect(whoMay("output.read", coded)).toBe(may.read === OPEN ? "O" : NOBODY);
  });

  it.each([
    [{ kind: "output", audience: null }, ["write", "write", "read", "read", null, "read"]],
    [{ kind: "discussion", audience: "internal" }, ["write", "write", "write", "read", null, null]],
    [{ kind: "discussion", audience: "review" }, ["write", "write", "write", "read", null, "write"]],
    [{ kind: "discussion", audience: null }, [null, null, null, null, null, null]],
  ] as const)("of an output's rooms, %o is handed out as %o", (room, expected) => {
    const verdicts = [verdict("cleared-for-guests")];
    const subject = { id: OUTPUT, verdicts, status: "draft", actorCodesBlind: false } as const;
    expect(["F", "L", "V", "R", "g", "O"].map((letter) => outputRight(actorOf(letter), room, subject))).toEqual(
      expected,
    );
  });

  it("a link is seen by facilitators and, while a member, by who made it", () => {
    expect(whoMay("invitation.read", { invitedBy: null })).toBe("F f");
    expect(whoMay("invitation.read", { invitedBy: actorOf("L").id })).toBe("F f L");
    expect(whoMay("invitation.read", { invitedBy: actorOf("G").id })).toBe("F f");
  });

  it("a link into an organisation is withdrawn by who made it, whom it is for, and who leads there", () => {
    const leads = (who: "F" | "f") => ({ id: actorOf(who).id, organisation: actorOf(who).organisation });
    const place = { organisation: actorOf("F").organisation, leaders: [leads("F"), leads("f")] };
    const invitedBy = newId(MemberId);
    expect(whoMay("invitation.manage", { invitedBy, member: null, place })).toBe("F");
    expect(whoMay("invitation.manage", { invitedBy: actorOf("f").id, member: null, place })).toBe("F f");
    expect(whoMay("invitation.manage", { invitedBy, member: actorOf("R").id, place })).toBe("F R");
    expect(whoMay("invitation.manage", { invitedBy, member: null, place: { ...place, leaders: [leads("f")] } })).toBe(
      "F f",
    );
    // Of the command line.
    expect(whoMay("invitation.manage", { invitedBy: null, member: actorOf("L").id, place })).toBe("F f L");
    expect(whoMay("organisation.manage", place)).toBe("F");
    expect(whoMay("organisation.manage", { ...place, leaders: [leads("f")] })).toBe("F f");
  });

  it.each(["export.own", "export.all", "codings.import"] as const)(
    "%s is offered for no verdict in particular to whoever may do it of one that is cleared",
    (action) => {
      for (const actor of ACTORS) expect(can(actor, action, null)).toBe(can(actor, action, verdict("cleared")));
    },
  );

  it.each<[Who, string, string]>([
    ["writer", "facilitator lawyer reviewer reader guest", "facilitator lawyer reviewer reader guest"],
    ["creator", "", "facilitator lawyer reviewer reader guest"],
    ["creator-or-facilitator", "facilitator", "facilitator lawyer reviewer reader guest"],
    ["creator-or-tagger", "facilitator lawyer", "facilitator lawyer reviewer reader guest"],
    ["tagger", "facilitator lawyer", "facilitator lawyer"],
    ["nobody", "", ""],
  ])("a field for %s is changed in others' entries by: %s; in their own by: %s", (who, others, own) => {
    const people = [
      ...ROLES.map((role) => ({ name: role, role, isGuest: false })),
      { name: "guest", role: GUEST_ROLE, isGuest: true },
    ];
    const may = (isCreator: boolean) =>
      people.flatMap((by) => (mayChangeEntry(who, by, isCreator) ? [by.name] : [])).join(" ");
    expect([may(false), may(true)]).toEqual([others, own]);
  });

  it("a room's right is write, read, or none at all: then not even its id is named", () => {
    const rights = (room: Parameters<typeof roomRight>[1]): (string | null)[] =>
      ["F", "L", "V", "R", "G", "g"].map((letter) => roomRight(actorOf(letter), room));
    expect(rights({ layer: layer("cleared-for-guests", { stands: true }) })).toEqual([
      "write",
      "write",
      "read",
      "read",
      "read",
      null,
    ]);
    expect(rights({ discussion: discussion("cleared-for-guests", "internal") })).toEqual([
      "write",
      "write",
      "write",
      "read",
      null,
      null,
    ]);
    expect(rights({ discussion: discussion("cleared-for-guests", "review") })).toEqual([
      "write",
      "write",
      "write",
      "read",
      "write",
      null,
    ]);
  });
});
