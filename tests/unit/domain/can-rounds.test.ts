import { describe, expect, it } from "vitest";
import { can, type VerdictSubject } from "../../../schema/domain/can.ts";
import { newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { type RoundRules, STAGES } from "../../../schema/domain/verdict.ts";
import { COLUMNS } from "../../helpers/rights/askers.ts";
import { OUTPUT, actorOf, verdict, discussion, whoMay } from "./who-may.ts";

const { owner: OWNER } = verdict("cleared");
/** What another organisation decided is nothing to this verdict. */
const OTHERS: RoundRules = { [newId(OrganisationId)]: "all" };
const ALL: RoundRules = { [OWNER]: "all" };

describe(`who may: columns ${COLUMNS.join(" ")}`, () => {
  it.each([
    ["none", "F f", "F f", ""],
    ["codes", "", "", "F f L"],
    ["handed-in", "", "F f", ""],
  ] as const)(
    "a round in which one's part is %s is revealed by %s, watched by %s, and a unit proposed by %s",
    (actorPart, reveal, watch, propose) => {
      const round = { verdict: verdict("cleared"), runners: ALL, actorPart } as const;
      const asked = { reveal: whoMay("round.reveal", round), watch: whoMay("round.watch", round) };
      expect({ ...asked, propose: whoMay("unit.propose", round) }).toEqual({ reveal, watch, propose });
    },
  );

  it.each([
    ["owner", "F"],
    ["all", "F f"],
  ] as const)("where rounds are run by facilitators of %s, it is %s who run them", (runners, who) => {
    const actorPart = "none";
    for (const stage of STAGES) {
      const of = {
        verdict: verdict(stage),
        runners: { ...OTHERS, [OWNER]: runners },
        actorPart,
        hasCoded: false,
      } as const;
      const run = stage === "in-preparation" ? "" : who;
      expect([
        whoMay("round.run", of),
        whoMay("round.reveal", of),
        whoMay("round.call-off", of),
        whoMay("round.settle", of),
      ]).toEqual([run, run, run, run]);
      expect(whoMay("round.watch", of)).toBe(stage === "in-preparation" ? run : "F f");
    }
  });

  it("who coded a round neither calls it off nor marks it, and who codes blind changes nothing that stands", () => {
    const of = verdict("cleared-for-guests");
    const callOff = (["none", "codes", "handed-in"] as const).map((actorPart) =>
      whoMay("round.call-off", { verdict: of, runners: ALL, actorPart }),
    );
    expect(callOff).toEqual(["F f", "", ""]);
    const settle = [false, true].map((hasCoded) => whoMay("round.settle", { verdict: of, runners: ALL, hasCoded }));
    expect(settle).toEqual(["F f", ""]);
    const change = [false, true].map((actorCodesBlind) => whoMay("standing.change", { verdict: of, actorCodesBlind }));
    expect(change).toEqual(["F f L", ""]);
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
          "output.invite-guest": can(actor, "output.invite-guest", { ...output, begunBy: actor }),
          ...(letter === "F"
            ? {
                "verdict.prepare": can(actor, "verdict.prepare", of),
                "verdict.take": can(actor, "verdict.take", { verdict: of, offeredTo: actor.organisation }),
                "round.run": can(actor, "round.run", { verdict: of, runners: ALL }),
                "round.reveal": can(actor, "round.reveal", { verdict: of, runners: ALL, actorPart: "none" }),
                "round.call-off": can(actor, "round.call-off", { verdict: of, runners: ALL, actorPart: "none" }),
                "round.settle": can(actor, "round.settle", { verdict: of, runners: ALL, hasCoded: false }),
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
      expect(whoMay("discussion.read", subject)).toBe("");
      expect(whoMay("discussion.write", subject)).toBe("");
    }
  });
});
