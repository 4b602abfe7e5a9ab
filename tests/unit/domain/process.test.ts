import { describe, expect, it } from "vitest";
import { processStep, rulingWaits, type ProcessFacts } from "../../../schema/domain/process.ts";

const facts = (change: Partial<ProcessFacts>): ProcessFacts => ({
  stage: "cleared",
  mode: "open",
  round: 1,
  tags: 0,
  coders: null,
  cases: null,
  ...change,
});

describe("where a verdict stands", () => {
  it.each([
    [{ stage: "in-preparation", mode: "open" }, { step: "preparation" }],
    [{}, { step: "cleared" }],
    [{ tags: 3 }, { step: "together" }],
    [
      { mode: "blind", tags: null, coders: { handedIn: 1, of: 3 } },
      { step: "blind", round: 1, coders: { handedIn: 1, of: 3 } },
    ],
    [
      { mode: "blind", tags: null, round: 2 },
      { step: "blind", round: 2, coders: null },
    ],
    [
      { mode: "revealed", cases: { all: 40, open: 28 } },
      { step: "settling", round: 1, settled: 12, all: 40 },
    ],
    [
      { mode: "revealed", cases: { all: 40, open: 0 } },
      { step: "settled", round: 1, all: 40 },
    ],
    [
      { mode: "revealed", cases: null },
      { step: "settled", round: 1, all: 0 },
    ],
    [
      { mode: "adjudicated", cases: { all: 40, open: 0 } },
      { step: "adjudicated", round: 1 },
    ],
  ] as const)("%j is %j", (change, step) => {
    expect(processStep(facts(change))).toEqual(step);
  });

  it("disagreements wait for a third who did not code, and for facilitators", () => {
    expect([rulingWaits("lawyer", false), rulingWaits("lawyer", true)]).toEqual([true, false]);
    expect([rulingWaits("facilitator", true), rulingWaits("reviewer", false)]).toEqual([true, false]);
  });
});
