import { AnnotationId, newId, VerdictId, type CategoryId, type QuestionId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { plainHouse } from "../../../server/export/document/manuscript/printed-house.ts";
import type { CoverFacts } from "../../../server/export/document/manuscript/manuscript.ts";
import type { PartState, QuoteState } from "../../../schema/protocol/http/quotes.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";

const block = (): BlockId => newId(BlockId);
export const words = (text: string, ...marks: string[]): OutputNode => ({
  type: "text",
  text,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type, attrs: {} })) } : {}),
});
export const node = (
  type: OutputNode["type"],
  attrs: Record<string, unknown>,
  ...content: OutputNode[]
): OutputNode => ({
  type,
  attrs: { id: block(), ...attrs },
  ...(content.length > 0 ? { content } : {}),
});
export const paragraph = (...content: OutputNode[]): OutputNode => node("paragraph", {}, ...content);

export const SOURCE: SourceRef = {
  verdict: newId(VerdictId),
  country: "rs",
  court: "Viši sud u Nišu",
  instance: "first",
  caseNumber: "K-Po1 12/23",
  date: "2023-03-14",
  invented: true,
};

export const COVER: CoverFacts = {
  house: plainHouse("The network"),
  kind: "Summary",
  template: "summary",
  status: "draft",
  methodology: { title: "Methodology", version: 3 },
  coders: ["Mira Jovanović", "Elira Kola"],
  adjudicators: [],
  agreement: [
    { what: "Which passages", word: "good", alpha: "0.83", range: "0.77–0.88", base: "tags: 184" },
    { what: "Which category", word: "fair", alpha: "0.71", range: "0.58–0.80", base: "tags: 184" },
  ],
  at: "2026-11-26T10:00:00.000Z",
  day: "2026-11-26",
};

export function quoteState(id: unknown, of: Partial<QuoteState> = {}): QuoteState {
  return {
    kind: "quote",
    block: id as BlockId,
    source: SOURCE,
    words: "oduzeo joj je putnu ispravu [Victim A] i zabranio izlazak",
    lang: "sr-Latn",
    citation: "para. 41, p. 14, reasoning",
    at: 100,
    annotation: newId(AnnotationId),
    category: { id: "means.control" as CategoryId, code: "B5", label: "Control of documents" },
    translation: null,
    flags: [],
    approval: { revision: 1, category: "means.control" as CategoryId, version: 1 },
    before: null,
    now: null,
    ...of,
  };
}

/** A document with one of everything that a document may hold, and what its parts are now. */
export function anOutput(): { document: OutputDocument; parts: PartState[] } {
  const quote = node("evidence", { note: "The court repeats this formula twice." });
  const removed = node("evidence", {});
  const unknown = node("evidence", {});
  const inSentence = node("evidenceNote", { shows: "words" });
  const inNote = node("evidenceNote", { shows: "note", translation: "en" });
  const figure = node("figure", { subject: JSON.stringify({ kind: "answers", question: "claim", values: [] }) });
  const passage = { verdict: SOURCE.verdict, anchor: "1 100 140" };
  const rests = node("entry", { date: "2020-06", until: "2021", ...passage }, words("She was kept in a flat."));
  const timeline = node(
    "timeline",
    { verdict: SOURCE.verdict },
    rests,
    node("entry", { date: "2019", isAbout: true }, words("She left school.")),
  );
  const actors = node(
    "actors",
    { verdict: SOURCE.verdict },
    node("entry", { who: "A labour inspector", role: "witness" }, words("found the contract")),
  );
  const comparison = node("comparison", { verdicts: SOURCE.verdict, questions: "q.x" });
  const chart = node("chart", { questions: "q.x,q.y", kind: "pairs" });
  const found = block();
  const document: OutputDocument = {
    type: "doc",
    content: [
      node("heading", { level: 1, section: "facts", id: found }, words("Facts established by the court")),
      paragraph(
        words("The court found control of documents "),
        figure,
        words(", "),
        words("always", "em"),
        words(" together with "),
        words("debt", "strong"),
        words("."),
        node("footnote", {}, words("Compare the earlier rounds.")),
      ),
      paragraph(words("In its words: "), inSentence, words(". The same is said of the second victim."), inNote),
      paragraph(),
      quote,
      removed,
      unknown,
      node("heading", { level: 3 }, words("A heading that skips a level")),
      node(
        "bulletList",
        {},
        node(
          "listItem",
          {},
          paragraph(words("Recruitment over the internet")),
          node(
            "orderedList",
            { start: 3 },
            node("listItem", {}, paragraph(words("third"))),
            node("listItem", {}, paragraph(words("fourth"))),
          ),
        ),
        node("listItem", {}, paragraph(words("Transfer"))),
      ),
      node("blockquote", {}, paragraph(words("A sentence of the Convention."))),
      node(
        "table",
        {},
        node(
          "tableRow",
          {},
          node("headerCell", {}, paragraph(words("Country"))),
          node("headerCell", { colspan: 2 }, paragraph(words("Sentences"))),
        ),
        node(
          "tableRow",
          {},
          node("tableCell", {}, paragraph(words("Србија"))),
          node("tableCell", {}, paragraph(words("5 years"))),
          node("tableCell", {}, paragraph(words("3 years"))),
        ),
      ),
      node("heading", { level: 1 }, words("Who and when")),
      timeline,
      actors,
      comparison,
      chart,
      node(
        "recommendation",
        {
          finding: "Compensation is sent to civil suits.",
          addressee: "Higher courts",
          verb: "decide",
          deadline: "2027",
          indicator: "share of claims decided",
        },
        words("Decide the claim in the criminal case."),
      ),
      paragraph(
        { type: "text", text: "The Convention", marks: [{ type: "link", attrs: { href: "https://www.coe.int/" } }] },
        words(" says so, see "),
        node("reference", { to: found }),
        words("."),
      ),
    ],
  };
  const idOf = ({ attrs }: OutputNode): unknown => attrs?.["id"];
  return {
    document,
    parts: [
      quoteState(idOf(quote), {
        translation: {
          language: "en",
          words: "he took the travel document of [Victim A] and forbade going out",
          isStale: false,
          now: null,
        },
      }),
      quoteState(idOf(removed), { words: "", flags: ["removed"], citation: "" }),
      quoteState(idOf(inSentence), { words: "„наводно ју је врбовао“", lang: "sr-Cyrl", citation: "para. 12" }),
      quoteState(idOf(inNote), { citation: "para. 13" }),
      quoteState(idOf(rests), { citation: "para. 14" }),
      {
        kind: "figure",
        block: idOf(figure) as BlockId,
        n: 2,
        of: 6,
        counts: "verdicts",
        text: "in 2 of 6 verdicts",
        uncounted: 0,
        flags: [],
        before: null,
      },
      {
        kind: "timeline",
        block: idOf(timeline) as BlockId,
        hidden: null,
        flags: [],
        now: null,
        source: SOURCE,
        rows: [
          {
            date: "2020-03-12",
            label: "First contact",
            unit: "[Victim A]",
            question: "q.x" as QuestionId,
            citation: "para. 12",
          },
          { date: "2021-09", label: "Arrest", unit: null, question: "q.y" as QuestionId, citation: null },
        ],
      },
      {
        kind: "actors",
        block: idOf(actors) as BlockId,
        hidden: null,
        flags: [],
        now: null,
        source: SOURCE,
        rows: [{ token: "[Defendant A]", role: "defendant", facts: ["convicted", "5 years"] }],
      },
      {
        kind: "comparison",
        block: idOf(comparison) as BlockId,
        questions: [{ id: "q.x" as QuestionId, label: "Was the claim decided?" }],
        rows: [
          {
            verdict: SOURCE.verdict,
            source: SOURCE,
            hidden: null,
            cells: [
              {
                question: "q.x" as QuestionId,
                said: [{ unit: "[Victim A]", words: "sent to a civil court" }],
                citation: "para. 110",
                stands: "civil",
              },
            ],
          },
        ],
        flags: [],
        now: null,
      },
      {
        kind: "chart",
        block: idOf(chart) as BlockId,
        chart: "pairs",
        heads: ["Confiscated", "Awarded"],
        isCount: false,
        rows: [
          { source: SOURCE, unit: null, label: null, values: [148_300, 40_400], words: ["148,300 EUR", "40,400 EUR"] },
        ],
        scale: { from: 0, to: 148_300 },
        uncounted: 0,
        flags: [],
        now: null,
      },
    ],
  };
}
