import { expect, it } from "vitest";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import type { Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { COVER, node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";

const of = { title: "Claims", language: "en" as const, facts: COVER, withoutCaseNumbers: false };
const manuscript = (...content: OutputNode[]): Manuscript =>
  toManuscript({ ...of, parts: [quoteState(idOf(quote))], document: { type: "doc", content } });
const idOf = ({ attrs }: OutputNode): unknown => attrs?.["id"];
const quote = node("evidence", {});
const heading = node("heading", { level: 1, section: "facts" }, words("Findings"));

/** What a link leads to: the block that begins with its place. */
function ledTo(html: string, words: string): string {
  const at = new RegExp(`<a href="#(p1-b\\d+)">${words}`).exec(html)?.[1] ?? "none";
  return (
    new RegExp(`<(\\w+)[^>]*>(?:<(span|strong) class="[^>]*>[^<]*</\\2> ?)?<span id="${at}">`).exec(html)?.[1] ?? ""
  );
}

it("a reference and the finding of a recommendation lead in a web page to where they stand", () => {
  const finding = paragraph(words("None was decided."));
  const table = node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph(words("a")))));
  const asked = node("recommendation", { findingAt: idOf(finding) }, words("Decide."));
  const to = (block: OutputNode): OutputNode => node("reference", { to: idOf(block) });
  const seeing = paragraph(words("See "), to(heading), words(", "), to(table), words(", "), to(asked), words("."));
  const rests = node("recommendation", { findingAt: idOf(quote) }, words("Train."));
  const html = new TextDecoder().decode(outputHtml([manuscript(heading, finding, quote, table, asked, rests, seeing)]));
  expect(ledTo(html, "section\u00a01")).toBe("h2");
  expect(ledTo(html, "§\u00a01 None was decided.")).toBe("p");
  expect(ledTo(html, "recommendation\u00a01")).toBe("p");
  expect(html).toMatch(/<span id="p1-b\d+"><\/span><p class="beside sans">Table 1<\/p>/);
  expect(html).toContain('<a href="#p1-b');
  expect(html.match(/id="p1-b\d+"/g)).toHaveLength(5);
});

it("a reference whose target is gone says so, and leads nowhere", () => {
  const html = new TextDecoder().decode(
    outputHtml([manuscript(paragraph(words("See "), node("reference", { to: idOf(quote) })))]),
  );
  expect(html).toContain("See [what is referred to here is not in the document]");
  expect(html).not.toContain('href="#p1-b');
});
