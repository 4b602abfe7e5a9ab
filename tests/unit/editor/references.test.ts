import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { frameOf } from "../../../schema/editor/pairs/pair-frame.ts";
import { References } from "../../../schema/editor/references/references.ts";
import { referenceWords } from "../../../schema/language/reference-words.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

const heading = (text: string, section: string | null = null, level = 1): OutputNode =>
  node("heading", { level, section }, words(text));
const idOf = ({ attrs }: OutputNode): unknown => attrs?.["id"];
const doc = (content: OutputNode[], leftOut: string[] = []): OutputDocument => ({ type: "doc", content, leftOut });
const said = (document: OutputDocument, to: unknown, byParagraph = true): string =>
  referenceWords(new References(document, byParagraph).of(to), "en");

it("calls a section, a paragraph, a recommendation, a table and a figure by the number of today", () => {
  const [facts, sub, first, second] = [
    heading("Facts"),
    heading("Of them", null, 2),
    paragraph(words("One.")),
    paragraph(words("Two.")),
  ];
  const asked = node("recommendation", {}, words("Decide."));
  const table = node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph(words("a")))));
  const chart = node("chart", { questions: "q.x" });
  const rest = [asked, table, chart];
  const before = doc([facts, first, sub, second, ...rest]);
  const all = [facts, sub, first, second, ...rest];
  expect(all.map((each) => said(before, idOf(each)).replace("\u00a0", " "))).toEqual([
    "section 1",
    "section 1.1",
    "paragraph 1",
    "paragraph 2",
    "recommendation 1",
    "table 1",
    "figure 1",
  ]);
  expect(new References(before, true).all.map(({ node: of }) => of)).toEqual([facts, first, sub, second, ...rest]);
  const moved = doc([heading("Before"), paragraph(words("New.")), facts, second, first]);
  expect([said(moved, idOf(facts)), said(moved, idOf(first))]).toEqual(["section\u00a02", "paragraph\u00a03"]);
});

it("says plainly that its target is gone, empty or left out, and finds one that was joined into another", () => {
  const [empty, aside, kept] = [paragraph(words(" ")), paragraph(words("Aside.")), paragraph(words("Kept."))];
  const [gone, joined] = [newId(BlockId), newId(BlockId)];
  const into = node("paragraph", { was: joined }, words("Both."));
  const document = doc([heading("Facts", "facts"), empty, kept, into, heading("Plea", "plea"), aside], ["plea"]);
  const lost = "[what is referred to here is not in the document]";
  expect([gone, idOf(empty), idOf(aside), null].map((to) => said(document, to))).toEqual([lost, lost, lost, lost]);
  expect(said(document, joined)).toBe("paragraph\u00a02");
});

it("names what is around a block without a number of its own, and nothing where nothing is", () => {
  const point = paragraph(words("A point."));
  const list = node("bulletList", {}, node("listItem", {}, point));
  const before = paragraph(words("Before."));
  const document = doc([before, heading("Facts"), paragraph(words("They are:")), list]);
  expect(said(document, idOf(point))).toBe("paragraph\u00a02");
  expect(said(document, idOf(point), false)).toBe("section\u00a01");
  expect(new References(document, false).of(idOf(before))).toBeNull();
});

it("leads in another language to the block that says the leading one, in that language's word or by the number alone", () => {
  const first = paragraph(words("One."));
  const reference = node("reference", { to: idOf(first) });
  const leading = paragraph(words("See "), reference, words("."));
  const other = doc(
    [first, leading].map((block) => {
      const frame = frameOf(block, "mk", () => null);
      return {
        ...frame,
        content: [words("Збор. "), ...(frame.content ?? []).filter(({ type }) => type === "reference")],
      };
    }),
  );
  const [, pair] = other.content;
  const carried = pair?.content?.find(({ type }) => type === "reference");
  const to = new References(other, true).of(carried?.attrs?.["to"]);
  expect(to?.node).toBe(other.content[0]);
  expect(referenceWords(to, "mk")).toBe("став\u00a01");
  expect(referenceWords(to, "mk", "number")).toBe("1");
});

it("comes along into another language without the words around it, and apart from the next one", () => {
  const [first, second] = [node("reference", { to: newId(BlockId) }), node("reference", { to: newId(BlockId) })];
  const frame = frameOf(paragraph(words("See "), first, words(" and "), second, words(".")), "mk", () => null);
  expect(frame.content?.map(({ type, text, attrs }) => text ?? [type, attrs?.["to"]])).toEqual([
    ["reference", first.attrs?.["to"]],
    " ",
    ["reference", second.attrs?.["to"]],
  ]);
});
