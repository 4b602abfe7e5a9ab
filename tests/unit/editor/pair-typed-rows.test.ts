import { expect, test } from "vitest";
import { randomId } from "../../../schema/domain/ids.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { isPrinted, PLAIN } from "../../../schema/editor/numbering.ts";
import { behindOf, readPair, saidInPart, unsaidTyped } from "../../../schema/editor/pairs/pair-rows.ts";
import { CAPTION } from "../../../schema/editor/wired-rows.ts";
import { node, words } from "../../helpers/network/an-output.ts";

const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);

test("a row that somebody typed into a timeline, who takes part as somebody typed it, and a caption wait for their words", () => {
  const verdict = randomId();
  const doc = (...content: OutputNode[]): OutputDocument => ({ type: "doc", content });
  const entry = (attrs: object, text = ""): OutputNode =>
    node("entry", { cell: "", ...attrs }, ...(text ? [words(text)] : []));
  const [caption, row, person] = [{ cell: CAPTION }, { date: "2022-03" }, { who: "[Victim A]", role: "Witness" }];
  const dates = node("timeline", { verdict }, entry(caption, "To the verdict"), entry(row, "First found"));
  const people = node("actors", { verdict }, entry(person, "Heard twice"), entry({ cell: "q/x", hides: true }));
  const read = node("timeline", { verdict });
  const said = (leading: OutputNode, ...own: OutputNode[]): unknown => {
    const other = doc(node(leading.type, { verdict, pair: idOf(leading) }, ...own));
    const { missing } = behindOf(doc(leading), other, new Map(), new Map());
    return [missing.length, saidInPart(doc(leading), other).get(idOf(leading))];
  };
  const [yes, no] = [
    [0, undefined],
    [1, "words"],
  ];
  // As they come along: a date and a place, without their words.
  expect(said(dates, entry(caption), entry(row))).toEqual(no);
  expect(said(dates, entry(caption, "Deri te vendimi"), entry(row))).toEqual(no);
  expect(said(dates, entry(row, "E gjetur"))).toEqual(no);
  expect(said(dates, entry(caption, "Deri te vendimi"), entry(row, "E gjetur"))).toEqual(yes);
  // The caption's field types beside the empty one that came along.
  expect(said(dates, entry(caption), entry(row, "E gjetur"), entry(caption, "Deri te vendimi"))).toEqual(yes);
  expect(said(people, entry({}), entry({ cell: "q/x", hides: true }))).toEqual(no);
  expect(said(people, entry({ who: "[Victim A]" }, "E dëgjuar"))).toEqual(no);
  expect(said(people, entry(person, "E dëgjuar"))).toEqual(yes);
  // What is read from answers needs nobody's words.
  expect(said(read)).toEqual(yes);
});

test("what of it waits is named, each by itself, and goes as it is written", () => {
  const verdict = randomId();
  const entry = (attrs: Record<string, unknown>, text = ""): OutputNode =>
    node("entry", attrs, ...(text ? [words(text)] : []));
  const [caption, first, second] = [
    entry({ cell: CAPTION }, "To the verdict"),
    entry({ cell: "", date: "2022" }, "First found"),
    entry({ cell: "", date: "2023" }, "Heard"),
  ];
  const remark = entry({ cell: "v/q" }, "As the court says");
  const leading = node("timeline", { verdict }, caption, first, second, remark);
  const unsaid = (...own: OutputNode[]): unknown => {
    const other = node("timeline", { verdict, pair: idOf(leading) }, ...own);
    const found = unsaidTyped({ type: "doc", content: [leading] }, { type: "doc", content: [other] });
    return found.get(idOf(leading))?.map(({ kind, id }) => [kind, id]) ?? [];
  };
  const made = (of: OutputNode, text = ""): OutputNode => entry({ ...of.attrs, id: randomId(), pair: idOf(of) }, text);
  const all = [
    ["caption", idOf(caption)],
    ["row", idOf(first)],
    ["row", idOf(second)],
    ["remark", idOf(remark)],
  ];
  expect(unsaid(made(caption), made(first), made(second), made(remark))).toEqual(all);
  expect(unsaid(made(caption), made(first, "E gjetur"), made(second), made(remark, "Sipas"))).toEqual([all[0], all[2]]);
  expect(unsaid(made(caption, "Deri"), made(first, "E gjetur"), made(second, "E dëgjuar"), made(remark, "Si"))).toEqual(
    [],
  );
});

test("what the leading document leaves out is not wanted, and what the other leaves out is chosen to be only in the leading one", () => {
  const [heading, text, also] = [
    node("heading", { section: "plea" }, words("Plea")),
    node("paragraph", {}, words("They did not appeal.")),
    node("paragraph", {}, words("Nobody was heard.")),
  ];
  const leading: OutputDocument = { type: "doc", content: [heading, text, also] };
  const own = node("heading", { section: "plea", pair: idOf(heading) }, words("Pranimi"));
  const said = node("paragraph", { pair: idOf(text) }, words("Nuk u ankuan."));
  const other: OutputDocument = { type: "doc", content: [own, said] };
  const read = (led: object, of: object) => {
    const { missing, without } = readPair({ ...leading, ...led }, { ...other, ...of }, new Map(), new Map());
    return { missing, without };
  };
  expect(read({}, {})).toEqual({ missing: [idOf(also)], without: [] });
  expect(read({ leftOut: ["plea"] }, {})).toEqual({ missing: [], without: [] });
  expect(read({}, { leftOut: ["plea"] })).toEqual({ missing: [], without: [idOf(heading), idOf(text), idOf(also)] });
});

test("a recommendation that says nothing is not printed; to whom and by when came along and say nothing of their own", () => {
  const printed = (attrs: Record<string, unknown>, ...content: OutputNode[]): boolean =>
    isPrinted(node("recommendation", attrs, ...content), PLAIN);
  const copied = { pair: randomId(), addressee: "Courts", deadline: "2027", findingAt: randomId() };
  expect([printed(copied), printed({}), printed({ ...copied, verb: "Vendos" }), printed(copied, words("Da"))]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(printed({ addressee: "Courts" })).toBe(true);
});
