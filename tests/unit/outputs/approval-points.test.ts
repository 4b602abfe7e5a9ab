import { expect, it } from "vitest";
import { UNLED } from "../../../server/outputs/approval/behind.ts";
import { approvalPoints, standsInTheWay, type ApprovalFacts } from "../../../schema/approval/points.ts";
import { CategoryId, newId, OutputId, ThreadId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { MEND_FIRST, SAY_WHY } from "../../../schema/protocol/http/parts/point-kinds.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";

const section = (id: string) => ({
  id,
  title: {},
  prompt: {},
  fromCategories: [CategoryId.parse("means")],
  fromQuestions: [],
});
const heading = (of: string): OutputNode => node("heading", { level: 1, section: of }, words(of));

function facts(content: OutputNode[], change: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    output: newId(OutputId),
    title: "One claim, two trials",
    language: "en",
    document: { type: "doc", content },
    template: { title: { en: "Summary", mk: "Резиме" }, sections: [] },
    parts: [],
    stages: new Map([[SOURCE.verdict, "cleared"]]),
    leaks: [],
    uncleared: [],
    naming: [],
    foreign: [],
    unrecorded: [],
    isPresenceOpen: false,
    threads: [],
    leading: new Map(),
    addressees: {},
    partner: UNLED,
    numbersParagraphs: true,
    isAuthorMissing: false,
    isDonorMissing: false,
    low: new Set(),
    ...change,
  };
}

const kinds = (of: ApprovalFacts): string[] => approvalPoints(of).map(({ kind }) => kind);
const translation = { language: "en", words: "took it", isStale: false, now: null } as const;

it("names what stands in the way of a document, each at its place", () => {
  const [empty, quote, figure, timeline, asked] = [
    heading("empty"),
    node("evidence", {}),
    node("figure", {}),
    node("timeline", { verdict: null }),
    node("recommendation", { addressee: "Courts", verb: "decide and pay", deadline: "2027" }, words("Decide.")),
  ];
  const id = ({ attrs }: OutputNode): BlockId => BlockId.parse(attrs?.["id"]);
  const of = facts([heading("facts"), paragraph(words("Said."), figure), quote, timeline, asked, empty, paragraph()], {
    title: " Резиме ",
    template: { title: { en: "Summary", mk: "Резиме" }, sections: ["facts", "empty", "gone"].map(section) },
    parts: [
      quoteState(id(quote), { flags: ["words"] }),
      {
        kind: "figure",
        block: id(figure),
        n: 0,
        of: 0,
        counts: "verdicts",
        text: "",
        uncounted: 0,
        flags: [],
        before: null,
      },
      { kind: "timeline", block: id(timeline), source: null, rows: [], hidden: null, flags: [], now: null },
    ],
    stages: new Map([[SOURCE.verdict, "in-preparation"]]),
    leaks: [null, id(asked)],
    partner: { ...UNLED, behind: [{ block: id(quote) }], missing: [{ kind: null, at: { section: "facts" } }] },
    isAuthorMissing: true,
    isDonorMissing: true,
  });
  const found = approvalPoints(of);
  const at = (kind: string) => found.filter((point) => point.kind === kind).map((point) => point.at);
  expect(found.filter(standsInTheWay).map(({ kind }) => kind)).toEqual([
    "title-template",
    "section-empty",
    "section-missing",
    "figure-uncountable",
    "quote-changed",
    "quote-untranslated",
    "quote-stage",
    "table-unset",
    "leak",
    "leak",
    "rec-finding",
    "rec-verb",
    "partner-behind",
    "partner-missing",
    "author-line",
    "donor-line",
  ]);
  expect(at("section-empty")).toEqual([{ section: "empty" }]);
  expect(at("section-missing")).toEqual([{ section: "gone" }]);
  expect(at("quote-changed")).toEqual([{ block: id(quote) }]);
  expect(at("leak")).toEqual([null, { block: id(asked) }]);
  expect(at("rec-indicator")).toEqual([{ block: id(asked) }]);
  expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
});

it("lets stay what is said why of: findings without a source, discussions, deadlines, low agreement, what is not settled", () => {
  const [quote, figure, bare] = [node("evidence", {}), node("figure", {}), paragraph(words("Rarely."))];
  const id = ({ attrs }: OutputNode): BlockId => BlockId.parse(attrs?.["id"]);
  const rec = node("recommendation", { addressee: "Courts", verb: "decide", finding: "Sent away." }, words("Decide."));
  const thread = newId(ThreadId);
  const table = node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph())));
  const of = facts([heading("facts"), bare, paragraph(words("In "), figure), quote, rec, table], {
    template: { title: { en: "Summary" }, sections: [section("facts")] },
    parts: [
      quoteState(id(quote), { translation }),
      {
        kind: "figure",
        block: id(figure),
        n: 1,
        of: 2,
        counts: "verdicts",
        text: "",
        uncounted: 1,
        flags: [],
        before: null,
      },
    ],
    threads: [thread],
    low: new Set([CategoryId.parse("means.control"), CategoryId.parse("act")]),
  });
  expect(approvalPoints(of).map(({ kind, at }) => [kind, at])).toEqual([
    ["unruled", { block: id(figure) }],
    ["rec-deadline", { block: id(rec) }],
    ["rec-indicator", { block: id(rec) }],
    ["uncited", { block: id(bare) }],
    ["thread", { thread }],
    ["category-low", { category: "means.control" }],
    ["table-empty", { block: id(table) }],
  ]);
  expect([...MEND_FIRST].filter((kind) => (SAY_WHY as readonly string[]).includes(kind))).toEqual([]);
});

it("wants nothing of what is left out, nor a translation of what is in the paper's own language in either script", () => {
  const quote = node("evidence", {});
  const id = BlockId.parse(quote.attrs?.["id"]);
  const template = { title: {}, sections: [section("facts")] };
  const out = facts([heading("facts"), quote], { template, parts: [quoteState(id, { flags: ["words"] })] });
  expect(kinds({ ...out, document: { ...out.document, leftOut: ["facts"] } })).toEqual([]);
  const own = { language: "sr-Cyrl" as const, parts: [quoteState(id)] };
  expect(kinds({ ...out, ...own })).toEqual([]);
  expect(kinds({ ...out, ...own, language: "mk" })).toEqual(["quote-untranslated"]);
  // As where it was pasted out of a paper in English.
  const inEnglish = { language: "en" as const, words: "he took her passport", isStale: false, now: null };
  const pasted = { parts: [quoteState(id, { translation: inEnglish })] };
  expect(kinds({ ...out, ...pasted, language: "mk" })).toEqual(["quote-untranslated"]);
  expect(kinds({ ...out, ...pasted, language: "en" })).toEqual([]);
  expect(kinds({ ...out, parts: [quoteState(id, { words: "", flags: ["removed"] })] })).toEqual(["quote-removed"]);
});

it("asks no translation of what a typed row rests on, and that a chart counts something", () => {
  const entry = node("entry", { verdict: SOURCE.verdict, anchor: "1 2 3" }, words("She was moved."));
  const caption = (): OutputNode => node("entry", { cell: "caption" }, words("Says what it shows."));
  const chart = node("chart", { questions: "claim" }, caption());
  const [passage, block] = [entry, chart].map(({ attrs }) => BlockId.parse(attrs?.["id"]));
  const counted = { source: null, unit: null, label: "decided", values: [1, 2], words: ["1 of 2 verdicts"] };
  const of = (rows: (typeof counted)[], uncounted: number, flags: "words"[] = []): string[] =>
    kinds(
      facts([node("timeline", { verdict: SOURCE.verdict }, entry, caption()), chart], {
        parts: [
          quoteState(passage, { flags }),
          {
            kind: "chart",
            block: block as BlockId,
            chart: "squares",
            heads: ["Claim"],
            isCount: true,
            rows,
            scale: { from: 0, to: 2 },
            uncounted,
            flags: [],
            now: null,
          },
        ],
      }),
    );
  expect(of([counted], 0)).toEqual([]);
  expect(of([counted], 1, ["words"])).toEqual(["quote-changed", "unruled"]);
  expect(of([], 0)).toEqual(["figure-uncountable"]);
});

it("asks for another finding where the paragraph of a recommendation is gone, empty or left out", () => {
  const [finding, empty, aside] = [paragraph(words("Rarely.")), paragraph(words(" ")), paragraph(words("Aside."))];
  const rests = (on: unknown): OutputNode =>
    node("recommendation", { addressee: "Courts", verb: "decide", findingAt: on }, words("Decide."));
  const recs = [finding, empty, aside].map((block) => rests(block.attrs?.["id"])).concat(rests(newId(BlockId)));
  const content = [heading("facts"), finding, empty, ...recs, heading("plea"), aside];
  const of = facts(content, { template: { title: { en: "Summary" }, sections: [section("facts"), section("plea")] } });
  of.document.leftOut = ["plea"];
  const asked = approvalPoints(of).filter(({ kind }) => kind === "rec-finding");
  expect(asked.map(({ at }) => at)).toEqual(recs.slice(1).map(({ attrs }) => ({ block: attrs?.["id"] })));
});

it("asks to mend a reference whose target is gone or not printed", () => {
  const [aside, kept] = [paragraph(words("Aside.")), paragraph(words("Kept."))];
  const to = (at: unknown): OutputNode => node("reference", { to: at });
  const references = [to(kept.attrs?.["id"]), to(aside.attrs?.["id"]), to(newId(BlockId))];
  const of = facts([heading("facts"), kept, paragraph(words("See "), ...references), heading("plea"), aside]);
  of.document.leftOut = ["plea"];
  const asked = approvalPoints(of).filter(({ kind }) => kind === "reference-gone");
  expect(asked.map(({ at }) => at)).toEqual(references.slice(1).map(({ attrs }) => ({ block: attrs?.["id"] })));
  expect(asked.every(standsInTheWay)).toBe(true);
});

it("asks for the caption of what is read from answers, once for its languages, and of nothing that is printed nowhere", () => {
  const verdict = SOURCE.verdict;
  const caption = node("entry", { cell: "caption" }, words("How long it took."));
  const [bare, chart] = [node("actors", { verdict }), node("chart", { kind: "bars" })];
  const rest = [node("timeline", { verdict }, caption), node("actors", {}), node("table", {})];
  const kind = "caption-missing";
  const asked = (content: OutputNode[]) => approvalPoints(facts(content)).filter((point) => point.kind === kind);
  const id = ({ attrs }: OutputNode): BlockId => BlockId.parse(attrs?.["id"]);
  const found = asked([bare, ...rest, chart]);
  expect(found.map(({ at }) => at)).toEqual([{ block: id(bare) }, { block: id(chart) }]);
  expect(found.some(standsInTheWay)).toBe(false);
  // What is hidden, or emptied, is no caption.
  expect(asked([node("chart", {}, node("entry", { cell: "caption" }))])).toHaveLength(1);
  // Of another language it is asked beside the one that leads.
  expect(asked([node("chart", { pair: id(chart) })])).toEqual([]);
});
