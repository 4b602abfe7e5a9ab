import { describe, expect, it } from "vitest";
import {
  type Action,
  type Actions,
  type Actor,
  can,
  mayChangeEntry,
  outputRight,
  type DiscussionSubject,
  type LayerSubject,
  roomRight,
  type VerdictSubject,
  type Who,
} from "../../../schema/domain/can.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { GUEST_ROLE, type Role, ROLES } from "../../../schema/domain/member.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { type Mode, type Stage, STAGES } from "../../../schema/domain/verdict.ts";

// Who asks, one letter a column of the tables below.
//   F facilitator of the owner   f facilitator of another organisation   L lawyer   V reviewer   R reader (all of the owner)
//   G guest of this verdict      g guest of another                      O guest of this output   - nobody is signed in
const COLUMNS = "F f L V R G g O -".split(" ");

const OWNER = newId(OrganisationId);
const VERDICT = newId(VerdictId);
const member = (role: Role, organisation = OWNER): Actor => ({ id: newId(MemberId), role, organisation, guest: null });
const OUTPUT = newId(OutputId);
const guestOf = (to: { verdicts?: VerdictId[]; outputs?: OutputId[] }): Actor => ({
  ...member("reviewer"),
  guest: { verdicts: [], outputs: [], ...to, invitedBy: newId(MemberId), expiresAt: "2030-01-01T00:00:00.000Z" },
});
const ACTORS: (Actor | null)[] = [
  member("facilitator"),
  member("facilitator", newId(OrganisationId)),
  member("lawyer"),
  member("reviewer"),
  member("reader"),
  guestOf({ verdicts: [VERDICT] }),
  guestOf({ verdicts: [newId(VerdictId)], outputs: [newId(OutputId)] }),
  guestOf({ outputs: [OUTPUT] }),
  null,
];
const actorOf = (letter: string): Actor => {
  const actor = ACTORS[COLUMNS.indexOf(letter)];
  if (!actor) throw new Error(`no actor ${letter}`);
  return actor;
};

const verdict = (stage: Stage): VerdictSubject => ({ id: VERDICT, owner: OWNER, stage });
const layer = (stage: Stage, change: Partial<LayerSubject> = {}): LayerSubject => ({
  verdict: verdict(stage),
  owner: null,
  mode: "open",
  frozen: false,
  stands: false,
  actorCodesBlind: false,
  ...change,
});
const discussion = (stage: Stage, audience: Audience, change: Partial<DiscussionSubject> = {}): DiscussionSubject => ({
  verdict: verdict(stage),
  audience,
  mode: "open",
  actorCodesBlind: false,
  ...change,
});

/** The letters of those who may, as in COLUMNS; "." for those who may not. */
function whoMay<A extends Action>(action: A, subject: Actions[A]): string {
  return ACTORS.map((actor, i) => (can(actor, action, subject) ? COLUMNS[i] : ".")).join(" ");
}

// Of the network as such: one row an action.
const OF_THE_NETWORK: { [A in Action as Actions[A] extends null ? A : never]: string } = {
  "network.read": "F f L V R . . . .",
  "network.manage": "F f . . . . . . .",
  "member.list": "F f L V R . . . .",
  "member.invite": "F f . . . . . . .",
  "member.manage": "F f . . . . . . .",
  "member.erase": "F f . . . . . . .",
  "verdict.import": "F f . . . . . . .",
  "methodology.read": "F f L V R G g . .",
  "methodology.draft": "F f L V R . . . .",
  "methodology.discuss": "F f L V . . . . .",
  "methodology.edit": "F f L . . . . . .",
  "methodology.freeze": "F f . . . . . . .",
  "audit.read": "F f . . . . . . .",
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
  "verdict.read": ["F . . . . . . . .", "F f L V R . . . .", "F f L V R G . . .", "F f L V R G . . ."],
  "verdict.prepare": ["F . . . . . . . .", "F . . . . . . . .", "F . . . . . . . .", "F . . . . . . . ."],
  "verdict.erase": ["F . . . . . . . .", "F . . . . . . . .", "F . . . . . . . .", "F . . . . . . . ."],
  "translation.write": ["F . . . . . . . .", "F f L . . . . . .", "F f L . . . . . .", "F f L . . . . . ."],
  "verdict.quote": ["F . . . . . . . .", "F f L V R . . . .", "F f L V R G . . .", "F f L V R G . . ."],
  "comparison.read": ["F . . . . . . . .", "F f L V R . . . .", "F f L V R . . . .", "F f L V R . . . ."],
  "export.own": ["F . . . . . . . .", "F f L . . . . . .", "F f L . . . . . .", "F f L . . . . . ."],
  "export.all": ["F . . . . . . . .", "F f . . . . . . .", "F f . . . . . . .", "F f . . . . . . ."],
  "codings.import": ["F . . . . . . . .", "F f . . . . . . .", "F f . . . . . . .", "F f . . . . . . ."],
  "round.code": [". . . . . . . . .", "F f L . . . . . .", "F f L . . . . . .", "F f L . . . . . ."],
  "copy.keep": [". . . . . . . . .", "F f L V R . . . .", "F f L V R . . . .", "F f L V R . . . ."],
};

// Of rooms in an open round, at each stage. The author of the thread is nobody of the columns.
const OF_ROOMS: [title: string, ask: (stage: Stage) => string, expected: [string, string, string, string]][] = [
  [
    "guest.invite",
    (stage) => whoMay("guest.invite", { verdict: verdict(stage), actorCodesBlind: false }),
    [". . . . . . . . .", ". . . . . . . . .", "F f L . . . . . .", "F f L . . . . . ."],
  ],
  [
    "guest.invite of who codes it blind",
    (stage) => whoMay("guest.invite", { verdict: verdict(stage), actorCodesBlind: true }),
    [". . . . . . . . .", ". . . . . . . . .", ". . . . . . . . .", ". . . . . . . . ."],
  ],
  [
    "layer.read of the shared layer",
    (stage) => whoMay("layer.read", layer(stage, { stands: true })),
    ["F . . . . . . . .", "F f L V R . . . .", "F f L V R G . . .", "F f L V R G . . ."],
  ],
  [
    "layer.write of the shared layer",
    (stage) => whoMay("layer.write", layer(stage)),
    ["F . . . . . . . .", "F f L . . . . . .", "F f L . . . . . .", "F f L . . . . . ."],
  ],
  [
    "discussion.read of the internal one",
    (stage) => whoMay("discussion.read", discussion(stage, "internal")),
    ["F . . . . . . . .", "F f L V R . . . .", "F f L V R . . . .", "F f L V R . . . ."],
  ],
  [
    "discussion.read of the review one",
    (stage) => whoMay("discussion.read", discussion(stage, "review")),
    ["F . . . . . . . .", "F f L V R . . . .", "F f L V R G . . .", "F f L V R G . . ."],
  ],
  [
    "discussion.write of the internal one",
    (stage) => whoMay("discussion.write", discussion(stage, "internal")),
    ["F . . . . . . . .", "F f L V . . . . .", "F f L V . . . . .", "F f L V . . . . ."],
  ],
  [
    "discussion.write of the review one",
    (stage) => whoMay("discussion.write", discussion(stage, "review")),
    ["F . . . . . . . .", "F f L V . . . . .", "F f L V . G . . .", "F f L V . G . . ."],
  ],
  [
    "thread.resolve of somebody else's in the review discussion",
    (stage) => whoMay("thread.resolve", { discussion: discussion(stage, "review"), author: newId(MemberId) }),
    ["F . . . . . . . .", "F f . . . . . . .", "F f . . . . . . .", "F f . . . . . . ."],
  ],
];

// Of layers of a cleared-for-guests verdict, by mode. "mine" is the lawyer's own layer.
const OF_MODES: [mode: Mode, ask: string, subject: Partial<LayerSubject>, read: string, write: string][] = [
  ["open", "shared, which stands", { stands: true }, "F f L V R G . . .", "F f L . . . . . ."],
  ["open", "shared, which does not stand", {}, "F f L V R . . . .", "F f L . . . . . ."],
  ["open", "shared, frozen", { frozen: true, stands: true }, "F f L V R G . . .", ". . . . . . . . ."],
  ["open", "mine", { owner: actorOf("L").id }, "F f L V R . . . .", ". . . . . . . . ."],
  ["blind", "shared", {}, "F f L V R . . . .", ". . . . . . . . ."],
  ["blind", "shared, which stands", { stands: true }, "F f L V R G . . .", ". . . . . . . . ."],
  [
    "blind",
    "what stands, asked by who codes blind",
    { stands: true, actorCodesBlind: true },
    ". . . . . . . . .",
    ". . . . . . . . .",
  ],
  ["blind", "shared, asked by who codes blind", { actorCodesBlind: true }, ". . . . . . . . .", ". . . . . . . . ."],
  ["blind", "mine", { owner: actorOf("L").id, actorCodesBlind: true }, ". . L . . . . . .", ". . L . . . . . ."],
  [
    "blind",
    "mine, handed in",
    { owner: actorOf("L").id, actorCodesBlind: true, frozen: true },
    ". . L . . . . . .",
    ". . . . . . . . .",
  ],
  ["blind", "somebody else's", { owner: newId(MemberId) }, ". . . . . . . . .", ". . . . . . . . ."],
  [
    "revealed",
    "mine of an earlier round",
    { owner: actorOf("L").id, actorCodesBlind: true, frozen: true },
    ". . L . . . . . .",
    ". . . . . . . . .",
  ],
  [
    "revealed",
    "an earlier round's, asked by who codes blind",
    { owner: newId(MemberId), actorCodesBlind: true },
    ". . . . . . . . .",
    ". . . . . . . . .",
  ],
  [
    "adjudicated",
    "adjudicated, asked by who codes blind",
    { actorCodesBlind: true, frozen: true },
    ". . . . . . . . .",
    ". . . . . . . . .",
  ],
  ["revealed", "shared, which stands", { stands: true }, "F f L V R G . . .", ". . . . . . . . ."],
  ["revealed", "ruled so far", {}, "F f L V R . . . .", ". . . . . . . . ."],
  ["revealed", "mine, handed in", { owner: actorOf("L").id, frozen: true }, "F f L V R . . . .", ". . . . . . . . ."],
  ["adjudicated", "what stands", { stands: true, frozen: true }, "F f L V R G . . .", ". . . . . . . . ."],
  ["adjudicated", "shared", {}, "F f L V R . . . .", ". . . . . . . . ."],
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
    ["none", "F f . . . . . . .", "F f . . . . . . .", ". . . . . . . . ."],
    ["codes", ". . . . . . . . .", ". . . . . . . . .", "F f L . . . . . ."],
    ["handed-in", ". . . . . . . . .", "F f . . . . . . .", ". . . . . . . . ."],
  ] as const)(
    "a round in which one's part is %s is revealed by %s, watched by %s, and a unit proposed by %s",
    (actorPart, reveal, watch, propose) => {
      const round = { verdict: verdict("cleared"), runners: "all", actorPart } as const;
      const asked = { reveal: whoMay("round.reveal", round), watch: whoMay("round.watch", round) };
      expect({ ...asked, propose: whoMay("unit.propose", round) }).toEqual({ reveal, watch, propose });
    },
  );

  it.each([
    ["owner", "F . . . . . . . ."],
    ["all", "F f . . . . . . ."],
  ] as const)("where rounds are run by facilitators of %s, it is %s who run them", (runners, who) => {
    const actorPart = "none";
    for (const stage of STAGES) {
      const of = { verdict: verdict(stage), runners, actorPart, hasCoded: false } as const;
      const run = stage === "in-preparation" ? ". . . . . . . . ." : who;
      expect([
        whoMay("round.run", of),
        whoMay("round.reveal", of),
        whoMay("round.call-off", of),
        whoMay("round.settle", of),
      ]).toEqual([run, run, run, run]);
      expect(whoMay("round.watch", of)).toBe(stage === "in-preparation" ? run : "F f . . . . . . .");
    }
  });

  it("who coded a round neither calls it off nor marks it, and who codes blind changes nothing that stands", () => {
    const of = verdict("cleared-for-guests");
    const callOff = (["none", "codes", "handed-in"] as const).map((actorPart) =>
      whoMay("round.call-off", { verdict: of, runners: "all", actorPart }),
    );
    expect(callOff).toEqual(["F f . . . . . . .", ". . . . . . . . .", ". . . . . . . . ."]);
    const settle = [false, true].map((hasCoded) => whoMay("round.settle", { verdict: of, runners: "all", hasCoded }));
    expect(settle).toEqual(["F f . . . . . . .", ". . . . . . . . ."]);
    const change = [false, true].map((actorCodesBlind) => whoMay("standing.change", { verdict: of, actorCodesBlind }));
    expect(change).toEqual(["F f L . . . . . .", ". . . . . . . . ."]);
  });

  it.each(["F", "L"])(
    "who is in conflict (%s) reads a verdict, what is said of it and what is written of it, and nothing else",
    (letter) => {
      const actor = actorOf(letter);
      const free: VerdictSubject = verdict("cleared-for-guests");
      const bound: VerdictSubject = { ...free, conflicts: [actor.id] };
      const about = (of: VerdictSubject): Record<string, boolean> => {
        const said = { verdict: of, audience: "internal", mode: "open", actorCodesBlind: false } as const;
        const output = { id: OUTPUT, verdicts: [of], status: "in-review", actorCodesBlind: false } as const;
        const open = {
          verdict: of,
          owner: null,
          mode: "open",
          frozen: false,
          stands: true,
          actorCodesBlind: false,
        } as const;
        return {
          "verdict.read": can(actor, "verdict.read", of),
          "layer.read": can(actor, "layer.read", open),
          "comparison.read": can(actor, "comparison.read", of),
          "discussion.read": can(actor, "discussion.read", said),
          "output.read": can(actor, "output.read", output),
          "layer.write": can(actor, "layer.write", open),
          "translation.write": can(actor, "translation.write", of),
          "discussion.write": can(actor, "discussion.write", said),
          "thread.resolve": can(actor, "thread.resolve", { discussion: said, author: actor.id }),
          "case.rule": can(actor, "case.rule", { verdict: of, mode: "revealed" }),
          "case.concede": can(actor, "case.concede", { verdict: of, mode: "revealed" }),
          "round.code": can(actor, "round.code", of),
          "unit.propose": can(actor, "unit.propose", { verdict: of, actorPart: "codes" }),
          "standing.change": can(actor, "standing.change", { verdict: of, actorCodesBlind: false }),
          "guest.invite": can(actor, "guest.invite", { verdict: of, actorCodesBlind: false }),
          "verdict.quote": can(actor, "verdict.quote", of),
          "output.make": can(actor, "output.make", output),
          "output.write": can(actor, "output.write", output),
          "output.comment": can(actor, "output.comment", { ...output, audience: "internal" }),
          "output.invite-guest": can(actor, "output.invite-guest", output),
          ...(letter === "F"
            ? {
                "verdict.prepare": can(actor, "verdict.prepare", of),
                "round.run": can(actor, "round.run", { verdict: of, runners: "all" }),
                "round.reveal": can(actor, "round.reveal", { verdict: of, runners: "all", actorPart: "none" }),
                "round.call-off": can(actor, "round.call-off", { verdict: of, runners: "all", actorPart: "none" }),
                "round.settle": can(actor, "round.settle", { verdict: of, runners: "all", hasCoded: false }),
                "codings.import": can(actor, "codings.import", of),
                "output.approve": can(actor, "output.approve", output),
              }
            : {}),
        };
      };
      const reads = (asked: Record<string, boolean>) =>
        Object.fromEntries(Object.keys(asked).map((action) => [action, action.endsWith(".read")]));
      expect(Object.values(about(free)).every(Boolean)).toBe(true);
      expect(about(bound)).toEqual(reads(about(bound)));
      // What victims are owed goes on.
      expect(can(actor, "verdict.erase", bound)).toBe(letter === "F");
    },
  );

  it("who codes a blind round reads and writes no discussion", () => {
    for (const audience of ["internal", "review"] as const) {
      const subject = discussion("cleared-for-guests", audience, { mode: "blind", actorCodesBlind: true });
      expect(whoMay("discussion.read", subject)).toBe(". . . . . . . . .");
      expect(whoMay("discussion.write", subject)).toBe(". . . . . . . . .");
    }
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
    ["open", ". . . . . . . . ."],
    ["blind", ". . . . . . . . ."],
    ["revealed", "F f L . . . . . ."],
    ["adjudicated", "F f L . . . . . ."],
  ] as const)("disagreements of a round that is %s are ruled on by %s", (mode, may) => {
    const subject = { verdict: verdict("cleared-for-guests"), mode };
    expect({ rule: whoMay("case.rule", subject), concede: whoMay("case.concede", subject) }).toEqual({
      rule: may,
      concede: may,
    });
  });

  const ALL = "F f L V R . . . .";
  const OPEN = "F f L V R . . O .";
  const WRITERS = "F f L . . . . . .";
  const SAYING = "F f L V . . . . .";
  const FACILITATING = "F f . . . . . . .";
  const OWN = "F . . . . . . . .";
  const NOBODY = ". . . . . . . . .";
  it.each([
    // Not yet for guests: nobody is invited, and who was is out.
    ["draft", "cleared", { read: ALL, write: WRITERS, internal: SAYING, review: SAYING, invite: NOBODY }],
    [
      "in-review",
      "cleared-for-guests",
      { read: OPEN, write: WRITERS, internal: SAYING, review: "F f L V . . . O .", invite: WRITERS },
    ],
    [
      "approved",
      "cleared-for-public",
      { read: OPEN, write: NOBODY, internal: SAYING, review: "F f L V . . . O .", invite: WRITERS },
    ],
    // Of a verdict that one may not read, not even that something is written about it.
    ["draft", "in-preparation", { read: OWN, write: OWN, internal: OWN, review: OWN, invite: NOBODY }],
  ] as const)("an output that is %s, about a verdict that is %s, is for %o", (status, stage, may) => {
    const verdicts = [verdict(stage), verdict("cleared-for-public")];
    const subject = { id: OUTPUT, verdicts, status, actorCodesBlind: false };
    expect(whoMay("output.read", subject)).toBe(may.read);
    expect(whoMay("output.write", subject)).toBe(may.write);
    expect(whoMay("output.discussion", { ...subject, audience: "internal" })).toBe(may.read.replace("O", "."));
    expect(whoMay("output.discussion", { ...subject, audience: "review" })).toBe(may.read);
    expect(whoMay("output.comment", { ...subject, audience: "internal" })).toBe(may.internal);
    expect(whoMay("output.comment", { ...subject, audience: "review" })).toBe(may.review);
    expect(whoMay("output.invite-guest", subject)).toBe(may.invite);
    expect(whoMay("output.approve", subject)).toBe(stage === "in-preparation" ? OWN : FACILITATING);
    // No copy for guests, nor of what is written about a text that is still being prepared.
    expect(whoMay("output.keep", subject)).toBe(stage === "in-preparation" ? NOBODY : ALL);
    // Of a draft a file is for who writes, of what is approved for every member who reads it.
    expect(whoMay("output.export", subject)).toBe(
      status === "approved" ? ALL : stage === "in-preparation" ? OWN : WRITERS,
    );
    expect(whoMay("output.make", subject)).toBe(stage === "in-preparation" ? OWN : WRITERS);
    const coded = { ...subject, actorCodesBlind: true };
    expect(whoMay("output.make", coded)).toBe(NOBODY);
    // Guests do not code.
    expect(whoMay("output.read", coded)).toBe(may.read === OPEN ? ". . . . . . . O ." : NOBODY);
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

  it("a link is seen and withdrawn by facilitators and, while a member, by who made it", () => {
    expect(whoMay("invitation.manage", { invitedBy: null })).toBe("F f . . . . . . .");
    expect(whoMay("invitation.manage", { invitedBy: newId(MemberId) })).toBe("F f . . . . . . .");
    expect(whoMay("invitation.manage", { invitedBy: actorOf("L").id })).toBe("F f L . . . . . .");
    expect(whoMay("invitation.manage", { invitedBy: actorOf("G").id })).toBe("F f . . . . . . .");
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

// A new action must be put in a table: this does not compile while one is missing.
type Listed =
  | keyof typeof OF_THE_NETWORK
  | OfVerdict
  | "layer.read"
  | "layer.write"
  | "case.rule"
  | "case.concede"
  | "round.run"
  | "round.watch"
  | "round.reveal"
  | "round.call-off"
  | "round.settle"
  | "standing.change"
  | "unit.propose"
  | "output.make"
  | "output.read"
  | "output.write"
  | "output.discussion"
  | "output.comment"
  | "output.invite-guest"
  | "output.approve"
  | "output.keep"
  | "output.export"
  | "discussion.read"
  | "discussion.write"
  | "thread.resolve"
  | "guest.invite"
  | "invitation.manage";
const everyActionIsListed: Exclude<Action, Listed> extends never ? true : never = true;
void everyActionIsListed;
