import { expect, test } from "vitest";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { COVER, node, SOURCE, words } from "../../helpers/network/an-output.ts";

const rowsOf = (table: OutputNode, status: OutputStatus): string[][] => {
  const { blocks } = toManuscript({
    title: "",
    language: "en",
    document: { type: "doc", content: [table] },
    parts: [],
    facts: { ...COVER, status },
    withoutCaseNumbers: false,
    kept: [],
  });
  return blocks.flatMap((block) => (block.kind === "facts" ? block.rows : []));
};

test("a row that came along without its words says so in a draft, and is not printed of what is approved", () => {
  const own = { verdict: SOURCE.verdict, pair: "p".repeat(22) };
  const said = node("entry", { date: "2023" }, words("Arrested"));
  const dates = node("timeline", own, node("entry", { date: "2022" }), said);
  const people = node(
    "actors",
    own,
    node("entry", {}),
    node("entry", { who: "A teacher" }, words("told the police")),
    node("entry", { who: "A neighbour" }),
  );
  expect(rowsOf(dates, "draft")).toEqual([
    ["2022", "(not translated yet)"],
    ["2023", "Arrested (own knowledge)"],
  ]);
  expect(rowsOf(dates, "approved")).toEqual([["2023", "Arrested (own knowledge)"]]);
  expect(rowsOf(people, "draft")).toEqual([
    ["", "", "(not translated yet)"],
    ["A teacher", "", "told the police (own knowledge)"],
    ["A neighbour", "", "(not translated yet)"],
  ]);
  expect(rowsOf(people, "approved")).toEqual([
    ["A teacher", "", "told the police (own knowledge)"],
    ["A neighbour", "", "(own knowledge)"],
  ]);
});
