import type { Command } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { nodesOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { carriedPairs } from "../../../schema/editor/pairs/pair-carried.ts";
import { layOut } from "../../../schema/editor/pairs/pair-layout.ts";
import {
  behindOf,
  idsIn,
  pairBlock,
  pairRows,
  saidInPart,
  type Compared,
} from "../../../schema/editor/pairs/pair-rows.ts";
import { partnerDocumentOf, rescriptedDocumentOf, scriptsOf } from "../../../server/outputs/from-template.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { act, WRITER_ACTS } from "../../helpers/editor/random-writer.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { unsaidBlocks } from "../../../client/outputs/pairs/unsaid.ts";

const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);
const rowsOf = (leading: OutputDocument, other: OutputDocument) => pairRows(leading.content, other.content, pairBlock);

/** A stretch that is copied, through what the editor does to all that is pasted, to another place. */
const copies =
  (random: Seeded): Command =>
  (state, dispatch) => {
    const [plugin] = state.plugins;
    const from = random.below(state.doc.content.size);
    const slice = state.doc.slice(from, Math.min(state.doc.content.size, from + random.below(60)));
    const paste = plugin?.props.transformPasted as ((slice: unknown, view: unknown) => typeof slice) | undefined;
    const pairsIn = (of: typeof state): string[] => {
      const found: string[] = [];
      of.doc.descendants(({ attrs }) => void found.push(...idsIn(attrs["pair"])));
      return found.sort();
    };
    const tr = state.tr.replaceSelection((paste?.call(plugin, slice, { state }) ?? slice) as typeof slice);
    const before = pairsIn(state);
    const after = pairsIn(state.apply(tr));
    const twice = (pairs: readonly string[]): number => pairs.length - new Set(pairs).size;
    // What is written over may go, also what two devices said twice; nothing more is said twice.
    expect(after.filter((id, i) => id === after[i - 1] && !before.includes(id))).toEqual([]);
    expect(twice(after)).toBeLessThanOrEqual(twice(before));
    dispatch?.(tr);
    return true;
  };

test("what was written below a block may say those that are missing there, in their order and of their kind", () => {
  const [one, two, three] = ["one", "two", "three"].map((text) => paragraph(words(text)));
  const quote = node("evidence", { id: "quote" });
  if (!one || !two || !three) throw new Error("three paragraphs");
  const leading: OutputDocument = { type: "doc", content: [one, two, quote, three] };
  const said = node("paragraph", { pair: idOf(one) }, words("един"));
  const [own, more, most] = ["два", "три", "четири"].map((text) => paragraph(words(text)));
  if (!own || !more || !most) throw new Error("three of one's own");
  const found = (...content: OutputNode[]): [string, string][] =>
    [...unsaidBlocks(rowsOf(leading, { type: "doc", content }), pairBlock, (of, block) => of.type === block.type)].map(
      ([of, block]) => [of.content?.[0]?.text ?? "", block.content?.[0]?.text ?? ""],
    );
  expect(found(said, own, more, most)).toEqual([
    ["two", "два"],
    ["three", "три"],
  ]);
  const second = node("paragraph", { pair: idOf(two) }, words("два"));
  expect(found(said, own, second)).toEqual([]);
  expect(found(own)).toEqual([["one", "два"]]);
});

test("a block stands beside the one that it says; what says none, or was moved, stands in the row above", () => {
  const [one, two, three] = ["one", "two", "three"].map((text) => paragraph(words(text))) as [
    OutputNode,
    OutputNode,
    OutputNode,
  ];
  const says = (of: OutputNode, text: string): OutputNode => node("paragraph", { pair: idOf(of) }, words(text));
  const leading: OutputDocument = { type: "doc", content: [one, two, three] };
  const rows = (...content: OutputNode[]): string[] =>
    rowsOf(leading, { type: "doc", content }).map(
      ({ leading: of, others }) =>
        `${of ? (of.content?.[0]?.text ?? "") : "-"}: ${others.map((each) => each.content?.[0]?.text).join(" ")}`,
    );
  const [jedan, dva, tri, own] = [says(one, "jedan"), says(two, "dva"), says(three, "tri"), paragraph(words("samo"))];
  expect(rows(jedan, dva, tri)).toEqual(["one: jedan", "two: dva", "three: tri"]);
  expect(rows(jedan, says(one, "još"), own, tri)).toEqual(["one: jedan još samo", "two: ", "three: tri"]);
  expect(rows(own, dva)).toEqual(["-: samo", "one: ", "two: dva", "three: "]);
  expect(rows(tri, jedan, dva)).toEqual(["one: jedan", "two: dva", "three: "].toSpliced(0, 1, "-: tri", "one: jedan"));
  // Joined in either language.
  expect(rows(node("paragraph", { pair: `${idOf(one)} ${idOf(two)}` }, words("jedan-dva")), tri)).toEqual([
    "one: jedan-dva",
    "two: ",
    "three: tri",
  ]);
  const joined = node("paragraph", { id: idOf(one), was: idOf(two) }, words("one-two"));
  expect(
    rowsOf({ type: "doc", content: [joined, three] }, { type: "doc", content: [jedan, dva, tri] }).map(
      ({ others }) => others.length,
    ),
  ).toEqual([2, 1]);
});

test("behind is what changed since it was said or compared, missing what has no words yet; typing marks nothing", () => {
  const [one, two, three, empty] = [
    paragraph(words("one")),
    paragraph(words("two")),
    paragraph(words("three")),
    paragraph(),
  ];
  const leading: OutputDocument = { type: "doc", content: [one, two, three, empty] };
  const pair = `${idOf(one)} ${idOf(two)}`;
  const other: OutputDocument = {
    type: "doc",
    content: [node("paragraph", { pair }, words("jedan i dva")), node("paragraph", { pair: idOf(three) })],
  };
  const compared: Compared = new Map(
    [one, two].map((each) => [idOf(each), { checked: 7, at: null, isWithout: false }]),
  );
  const now = (...values: number[]): Map<string, number> =>
    new Map(values.map((value, i) => [idOf(leading.content[i] as OutputNode), value]));
  expect(behindOf(leading, other, compared, now(7, 7, 7))).toEqual({ behind: [], missing: [idOf(three)], without: [] });
  expect(behindOf(leading, other, compared, now(7, 8, 8))).toEqual({
    behind: [idOf(two)],
    missing: [idOf(three)],
    without: [],
  });
  compared.set(idOf(three), { checked: null, at: null, isWithout: true });
  // The line that came along is there without words: that it is only in the other language is said, and can be taken back.
  const chosen = behindOf(leading, other, compared, now(7, 7, 8));
  expect(chosen).toEqual({ behind: [], missing: [], without: [idOf(three)] });
  const said = node("paragraph", { pair: idOf(three) }, words("tri"));
  expect(behindOf(leading, { type: "doc", content: [said] }, compared, now(7, 7, 8)).without).toEqual([]);
});

test("a table or a list is missing while a cell or a point of it waits for its words", () => {
  const points = (...texts: string[]): OutputNode[] =>
    texts.map((text) => node("listItem", {}, text === "" ? paragraph() : paragraph(words(text))));
  const cells = (...texts: string[]): OutputNode =>
    node("tableRow", {}, ...texts.map((text) => node("tableCell", {}, text ? paragraph(words(text)) : paragraph())));
  const [list, table] = [node("bulletList", {}, ...points("one", "two")), node("table", {}, cells("a", "b", ""))];
  const leading: OutputDocument = { type: "doc", content: [list, table] };
  const missing = (said: OutputNode[], row: OutputNode): string[] => {
    const content = [node("bulletList", { pair: idOf(list) }, ...said), node("table", { pair: idOf(table) }, row)];
    return behindOf(leading, { type: "doc", content }, new Map(), new Map()).missing;
  };
  expect(missing(points("jedan", ""), cells("a", "", ""))).toEqual([idOf(list), idOf(table)]);
  expect(missing(points("jedan", "dva"), cells("a", "b", ""))).toEqual([]);
  // Two points in one.
  expect(missing(points("jedan i dva"), cells("a", "b", "c"))).toEqual([]);
  const content = [node("table", { pair: idOf(table) }, cells("", "", ""))];
  const chosen: Compared = new Map(
    [list, table].map((each) => [idOf(each), { checked: null, at: null, isWithout: true }]),
  );
  const { without } = behindOf(leading, { type: "doc", content }, chosen, new Map());
  expect(without).toEqual([idOf(list), idOf(table)]);
  // Words that stand are printed: what is begun is not only in the other language, whatever was chosen.
  const begun: OutputDocument = {
    type: "doc",
    content: [
      node("bulletList", { pair: idOf(list) }, ...points("jedan", "")),
      node("table", { pair: idOf(table) }, cells("", "b", "")),
    ],
  };
  expect(behindOf(leading, begun, chosen, new Map())).toEqual({
    behind: [],
    missing: [idOf(list), idOf(table)],
    without: [],
  });
  expect([...saidInPart(leading, begun)]).toEqual([list, table].map((each) => [idOf(each), "words"]));
});

test("a block is missing while it lacks a footnote of the leading one, and behind where it is to go without", () => {
  const note = (text: string): OutputNode => node("footnote", {}, ...(text === "" ? [] : [words(text)]));
  const one = paragraph(words("one"), note("Own words"), note(""));
  const leading: OutputDocument = { type: "doc", content: [one] };
  const said = (...content: OutputNode[]): OutputDocument => ({
    type: "doc",
    content: [node("paragraph", { pair: idOf(one) }, ...content)],
  });
  const state = (other: OutputDocument, isWithout = false) =>
    behindOf(leading, other, new Map([[idOf(one), { checked: 7, at: null, isWithout }]]), new Map([[idOf(one), 8]]));
  const lacking = said(words("jedan"), note(""));
  expect(state(lacking)).toEqual({ behind: [], missing: [idOf(one)], without: [] });
  expect(state(lacking, true)).toEqual({ behind: [idOf(one)], missing: [], without: [idOf(one)] });
  expect(state(said(words("jedan"), note("Sopstvene reči")))).toEqual({
    behind: [idOf(one)],
    missing: [],
    without: [],
  });
  expect([lacking, said(), said(words("jedan"), note("reči"))].map((each) => saidInPart(leading, each).size)).toEqual([
    1, 0, 0,
  ]);
});

test("rows stand side by side, and in narrow windows each language below the other, with what is said of them", () => {
  const rows = [
    { leading: "a", others: ["x", "y"] },
    { leading: "b", others: [] },
    { leading: "c", others: ["z"] },
  ];
  const { leading, others, notes, ...size } = layOut(rows, (at) => at > 0);
  expect(leading.map(({ row, span, narrow }) => [row, span, narrow])).toEqual([
    [1, 2, 1],
    [3, 1, 4],
    [4, 2, 6],
  ]);
  expect(others.map(({ row, span, narrow }) => [row, span, narrow])).toEqual([
    [1, 1, 2],
    [2, 1, 3],
    [4, 1, 7],
  ]);
  expect([...notes]).toEqual([
    [1, { row: 3, span: 1, narrow: 5 }],
    [2, { row: 5, span: 1, narrow: 8 }],
  ]);
  expect(size).toEqual({ rows: 5, narrowRows: 8 });
  // Where a line waits for its words it stands beside what it is said of.
  const waiting = layOut(
    rows,
    (at) => at > 0,
    (other) => other === "z",
  );
  expect([waiting.notes.get(2), waiting.others[2]]).toEqual([
    { row: 4, span: 1, narrow: 7 },
    { row: 5, span: 1, narrow: 8 },
  ]);
});

test("a document of before there were pairs is paired by its order, section by section and kind by kind", () => {
  const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));
  const doc = (...content: OutputNode[]): OutputDocument => ({ type: "doc", content });
  const [one, two, quote, list] = [
    paragraph(words("one")),
    paragraph(words("two")),
    node("evidence", {}),
    node("blockquote", {}, paragraph(words("three"))),
  ];
  const leading = doc(heading("facts"), one, quote, two, heading("victim"), list);
  const other = doc(heading("facts"), paragraph(), paragraph(words("jedan")), node("evidence", {}), heading("victim"));
  expect([...carriedPairs(leading, other)]).toEqual([
    [0, idOf(leading.content[0] as OutputNode)],
    [2, idOf(one)],
    [3, idOf(quote)],
    [4, idOf(leading.content[4] as OutputNode)],
  ]);
});

test("the line under a section's heading says what begins the section where that is a paragraph, and no recommendation", () => {
  const template = {
    id: "recommendations",
    title: { en: "Recommendations" },
    sections: [{ id: "facts", title: { en: "Facts", mk: "Факти" }, prompt: {}, fromCategories: [], fromQuestions: [] }],
  };
  const lines = (first: OutputNode): unknown[] => {
    const heading = node("heading", { level: 1, section: "facts" }, words("Facts"));
    const original = { type: "doc", subtitle: "Six verdicts", content: [heading, first] } as const;
    const made = partnerDocumentOf({ ...original, content: [...original.content] }, template, "mk", new Map());
    expect(made).not.toHaveProperty("subtitle");
    return made.content.slice(1).map(({ type, attrs }) => [type, attrs?.["pair"]]);
  };
  const [sentence, demand] = [paragraph(words("One.")), node("recommendation", {}, words("Decide."))];
  expect(lines(sentence)).toEqual([["paragraph", idOf(sentence)]]);
  expect(lines(demand)).toEqual([["paragraph", null]]);
});

test("the other script of a language begins with all that is typed, in that script, each block beside its own", () => {
  const typed = scriptsOf("sr-Latn", "sr-Cyrl");
  if (!typed) throw new Error("no other script");
  const demand = node("recommendation", { verb: "Odlučiti", addressee: "Vlada", number: 1 }, words("o zahtevu"));
  const heading = node("heading", { level: 1, section: "facts" }, words("Činjenice"));
  const written = paragraph(words("Oštećena, [Victim A], piše na www.coram.org."), node("evidence", {}));
  const original: OutputDocument = { type: "doc", content: [heading, written, demand] };
  const made = rescriptedDocumentOf(original, "sr-Cyrl", typed);
  expect(made.content.map(({ attrs }) => attrs?.["pair"])).toEqual(original.content.map(idOf));
  expect(made.content.map(({ content = [] }) => content[0]?.text)).toEqual([
    "Чињенице",
    "Оштећена, [Victim A], пише на www.coram.org.",
    "о захтеву",
  ]);
  expect(made.content[1]?.content?.[1]?.type).toBe("evidence");
  // Whom the house does not name is typed in each language.
  expect(made.content[2]?.attrs).toMatchObject({ verb: "Одлучити", addressee: "Влада" });
  expect([scriptsOf("sr-Latn", "mk"), scriptsOf("en", "sr-Cyrl")]).toEqual([null, null]);
  expect(scriptsOf("sr-Cyrl", "sr-Latn")?.("Њена реч")).toBe("Njena reč");
});

/** Two languages, each on two devices, of which the second says block by block what the first says. */
function twoLanguages(): { leading: [Y.Doc, Y.Doc]; other: [Y.Doc, Y.Doc]; said: Map<string, string> } {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
  const said = new Map<string, string>();
  const first = ["facts", "victim", "findings"].flatMap((section) => [
    node("heading", { level: 1, section }, words(`On ${section}`)),
    ...Array.from({ length: 8 }, (_, i) => paragraph(words(`${section}, sentence ${i} of the court.`))),
  ]);
  const second = first.map(({ type, attrs, content = [] }) => {
    const made = node(type, { ...attrs, id: idOf(paragraph()), pair: attrs?.["id"] }, ...content);
    said.set(idOf(made), String(attrs?.["id"]));
    return made;
  });
  new OutputRoom(docs[0]).replace({ type: "doc", content: first });
  new OutputRoom(docs[2]).replace({ type: "doc", content: second });
  merge(docs[0], docs[1]);
  merge(docs[2], docs[3]);
  return { leading: [docs[0], docs[1]], other: [docs[2], docs[3]], said };
}

const merge = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

/** How many blocks of the second language stand beside what they say; throws where one does not. */
function aligned(
  leading: OutputDocument,
  other: OutputDocument,
  said: ReadonlyMap<string, string>,
  seen: string,
): number {
  const rows = rowsOf(leading, other);
  // Each block once, in the order of its document.
  expect(
    rows.flatMap((row) => row.leading ?? []),
    seen,
  ).toEqual(leading.content);
  expect(
    rows.flatMap(({ others }) => others),
    seen,
  ).toEqual(other.content);
  const standing = rows.flatMap(({ others }, row) => others.map((block) => ({ block, row })));
  let count = 0;
  const places = standing.map(({ block }) => wantedRow(rows, block));
  const astray: string[] = [];
  standing.forEach(({ block, row }, i) => {
    for (const { attrs } of [block, ...[...nodesOf(block)].map((each) => each.node)]) {
      const pair = said.get(String(attrs?.["id"]));
      // Whatever was done to it, a block says what it said.
      if (pair !== undefined && !idsIn(attrs?.["pair"]).includes(pair)) astray.push(`${pair} is not said any more`);
    }
    const wanted = places[i] ?? null;
    if (wanted === row) count++;
    if (wanted === null || wanted === row) return;
    // Two devices may each have made a block anew: the second then stands behind its neighbour, and nothing else does.
    const isCrossed = places.some((other, j) => other !== null && (j < i ? other > wanted : j > i && other < wanted));
    if (!isCrossed) astray.push(`${idOf(block)} stands in row ${row}, not ${wanted}`);
  });
  expect(astray, seen).toEqual([]);
  return count;
}

/** The row of the first leading block that a block says; null where it says none that is there. */
function wantedRow(rows: ReturnType<typeof rowsOf>, block: OutputNode): number | null {
  const { pairs } = pairBlock(block);
  const row = rows.findIndex(({ leading }) => leading && pairBlock(leading).ids.some((id) => pairs.includes(id)));
  return row < 0 ? null : row;
}

test.each(seeds([12]))(
  "a pair aligns after 500 random edits, copies and offline merges in both languages (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const { leading, other, said } = twoLanguages();
    const acts = [...WRITER_ACTS, copies];
    for (let edit = 0; edit < 500; edit++) {
      act(random, random.pick([...leading, ...other]), acts);
      if (!random.chance(10)) continue;
      for (const [a, b] of [leading, other]) {
        merge(a, b);
        merge(b, a);
      }
      const [first, second] = [leading[0], other[0]].map((doc) => new OutputRoom(doc).document());
      if (first && second) aligned(first, second, said, `seed ${seed}, edit ${edit}`);
    }
    const docs = [leading[0], other[0]].map((doc) => new OutputRoom(doc).document());
    expect(aligned(docs[0] as OutputDocument, docs[1] as OutputDocument, said, `seed ${seed}, end`)).toBeGreaterThan(
      10,
    );
  },
);

test("a recommendation is said when its fields are too: what is to be done, and how that is seen", () => {
  const doc = (...content: OutputNode[]): OutputDocument => ({ type: "doc", content });
  const leading = node("recommendation", { verb: "Decide", indicator: "Claims decided" }, words("Decide the claim."));
  const said = (fields: object, ...content: OutputNode[]): unknown[] => {
    const other = doc(node("recommendation", { pair: leading.attrs?.["id"], ...fields }, ...content));
    const { missing } = behindOf(doc(leading), other, new Map(), new Map());
    return [missing.length, saidInPart(doc(leading), other).get(String(leading.attrs?.["id"]))];
  };
  expect(said({}, words("Vendosni."))).toEqual([1, "fields"]);
  expect(said({ verb: "Vendos" }, words("Vendosni."))).toEqual([1, "fields"]);
  expect(said({ verb: "Vendos", indicator: "Vendime" }, words("Vendosni."))).toEqual([0, undefined]);
  expect(said({})).toEqual([1, undefined]);
  expect(said({ verb: "Vendos", indicator: "Vendime" })).toEqual([1, "words"]);
  expect(said({ verb: "Vendos" })).toEqual([1, "fields"]);
});
