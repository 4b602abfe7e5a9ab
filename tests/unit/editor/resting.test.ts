import { expect, test } from "vitest";
import { newId, QuestionId, VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { restingIn } from "../../../schema/editor/drawn-on.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";

test("quotes, rows with a passage, tables and figures rest on the verdicts that they name, and what counts over all of them on none", () => {
  const [first, second] = [newId(VerdictId), newId(VerdictId)];
  const ids = Array.from({ length: 7 }, () => newId(BlockId));
  const [quote, note, figure, own, table, timeline, entry] = ids;
  const over = JSON.stringify({ kind: "verdicts", verdicts: [second] });
  const question = QuestionId.parse("b7");
  const content = [
    makeNode("evidence", { id: quote, verdict: first }),
    makeNode("paragraph", { id: newId(BlockId) }, [
      makeNode("evidenceNote", { id: note, verdict: second }),
      makeNode("figure", { id: figure, scope: over }),
      makeNode("figure", { id: own, scope: JSON.stringify("output") }),
    ]),
    makeNode("comparison", { id: table, questions: question, verdicts: `${first},${second}` }),
    makeNode("timeline", { id: timeline, verdict: first }, [makeNode("entry", { id: entry, verdict: second })]),
  ];
  expect(restingIn({ type: "doc", content }).map(({ block, verdict, kind }) => [block, verdict, kind])).toEqual([
    [quote, first, "quote"],
    [note, second, "quote"],
    [figure, second, "figure"],
    [table, first, "table"],
    [table, second, "table"],
    [timeline, first, "table"],
    [entry, second, "quote"],
  ]);
});
