import { expect, test } from "vitest";
import { blindIn } from "../../../client/outputs/coded-blind.ts";
import { openPoints } from "../../../client/outputs/open-points/open-points.ts";
import { VerdictId } from "../../../schema/domain/ids.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";

test("who approves is told of tables without a verdict, of what has changed and of what is still discussed", () => {
  const doc = { type: "doc", content: [{ type: "timeline", attrs: { id: "a", verdict: null } }] } as const;
  const coverage = { bare: ["facts"], uncited: [], incomplete: [], unused: [] };
  const threads = [{ resolved: false }, { resolved: true }];
  expect(openPoints(doc as never, coverage, 2, threads)).toEqual([
    { kind: "bare", count: 1 },
    { kind: "unset", count: 1 },
    { kind: "changed", count: 2 },
    { kind: "threads", count: 1 },
  ]);
  expect(openPoints(null, null, 0, [])).toEqual([]);
});

test("a scope names the verdicts in it that its reader codes blind, and no other", () => {
  const listed = (caseNumber: string, over: object) => {
    const verdict = { id: `${caseNumber}-id`, caseNumber, country: "rs", stage: "cleared" };
    return { verdict, mode: "blind", counts: null, ...over } as unknown as NetworkView["verdicts"][number];
  };
  const verdicts = [
    listed("K 1", {}),
    listed("K 2", { counts: { tags: 0 } }),
    listed("K 3", { mode: "open" }),
    listed("K 4", { verdict: { id: "4", caseNumber: "K 4", country: "mk", stage: "cleared" } }),
    listed("K 5", { verdict: { id: "5", caseNumber: "K 5", country: "rs", stage: "draft" } }),
  ];
  expect(blindIn({ kind: "all" }, verdicts)).toEqual(["K 1", "K 4"]);
  expect(blindIn({ kind: "country", country: "rs" }, verdicts)).toEqual(["K 1"]);
  expect(blindIn({ kind: "verdicts", verdicts: ["4" as VerdictId] }, verdicts)).toEqual(["K 4"]);
});
