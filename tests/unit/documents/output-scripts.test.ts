import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { BlockId } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { hold } from "../../../schema/language/unbroken.ts";
import { toCyrillic, toLatin } from "../../../schema/language/script.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { figureText } from "../../../server/quotes/figure-text.ts";
import { plainHouse } from "../../../server/export/document/manuscript/printed-house.ts";
import type { CoverFacts, Inline, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { OUTPUT_WORDS } from "../../../server/export/words/words.ts";
import { node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";

const facts: CoverFacts = {
  house: plainHouse("Mreža i Мрежа"),
  kind: "Sažetak analize presude",
  template: "summary",
  status: "draft",
  methodology: { title: "Metodologija", version: 3 },
  coders: ["Mira Jovanović", "Ђорђе Ћирић"],
  adjudicators: [],
  agreement: null,
  at: "2026-11-26T10:00:00.000Z",
  day: "2026-11-26",
};

/** What people typed in both scripts, and what verdicts of both say. */
const PROSE = [
  "Sud je našao da je žrtva njome „raspolagala”.",
  "Суд је нашао да је љубав била изговор, а [Victim A] дете.",
];
const QUOTED = { latin: "oduzeo joj je putnu ispravu [Victim A]", cyrillic: "одузео јој је путну исправу [Victim A]" };
const REMARK = "Sud ovo ponavlja; суд ово понавља.";

function written(language: UiLanguage): Manuscript {
  const [latin, cyrillic, figure, timeline] = [
    node("evidence", { note: REMARK }),
    node("evidenceNote", { shows: "words" }),
    node("figure", { subject: "chosen" }),
    node("timeline", { verdict: "chosen" }),
  ];
  const idOf = ({ attrs }: OutputNode): BlockId => attrs?.["id"] as BlockId;
  const counted = { n: 2, of: 6, counts: "verdicts" } as const;
  const now: Pick<Extract<PartState, { kind: "timeline" }>, "hidden" | "flags" | "now"> = {
    hidden: null,
    flags: [],
    now: null,
  };
  const parts: PartState[] = [
    quoteState(idOf(latin), { words: QUOTED.latin, lang: "sr-Latn" }),
    quoteState(idOf(cyrillic), { words: QUOTED.cyrillic, lang: "sr-Cyrl" }),
    {
      kind: "figure",
      block: idOf(figure),
      ...counted,
      text: figureText(counted, language),
      uncounted: 0,
      flags: [],
      before: null,
    },
    {
      kind: "timeline",
      block: idOf(timeline),
      ...now,
      source: SOURCE,
      rows: [
        { date: "2020-03-12", label: "Prvi kontakt", unit: "[Victim A]", question: "q.x" as never, citation: null },
      ],
    },
  ];
  const recommendation = node("recommendation", { addressee: "Viši sudovi и тужилаштва" }, words("Odlučiti одмах."));
  const document = {
    type: "doc" as const,
    content: [
      node("heading", { level: 1, section: "facts" }, words("Činjenice и докази")),
      ...PROSE.map((text) => paragraph(words(text))),
      paragraph(words("Našli su "), figure, words(": "), cyrillic),
      latin,
      timeline,
      recommendation,
    ],
  };
  return toManuscript({ document, parts, title: "Naslov и наслов", language, facts, withoutCaseNumbers: false });
}

const textOf = (content: readonly Inline[]): string =>
  content.map((each) => (each.kind === "run" ? each.text : each.kind === "note" ? textOf(each.content) : "")).join("");

/** Every string that a document holds, in its order. */
function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) yield* stringsIn(each);
}

const html = (manuscript: Manuscript): string => new TextDecoder().decode(outputHtml([manuscript]));

describe("a document in a language of two scripts", () => {
  it.each(["sr-Latn", "sr-Cyrl"] as const)(
    "leaves what people typed and what verdicts say as it stands (%s)",
    (language) => {
      const manuscript = written(language);
      const said = [...stringsIn(manuscript.blocks)].join("\n");
      for (const typed of [...PROSE, "Činjenice и докази", REMARK, "Viši sudovi и тужилаштва", "Odlučiti одмах."])
        expect(said).toContain(typed);
      for (const quoted of Object.values(QUOTED)) expect(said).toContain(quoted);
      // Courts and case numbers are looked for as they are written, tokens stand for names, members spell their own.
      for (const named of [SOURCE.court, SOURCE.caseNumber, "[Victim A]"]) expect(said).toContain(named);
      expect([manuscript.title, manuscript.network]).toEqual(["Naslov и наслов", facts.house.network.text]);
      expect(said).toContain("Mira Jovanović, Ђорђе Ћирић");
      // Tokens are read in the language of their run, their letter in Latin.
      for (const typed of PROSE) expect(html(manuscript)).toContain(hold(withTokenWords(typed, language)));
      expect(html(manuscript)).toContain("oduzeo joj je putnu ispravu [Žrtva\u00a0A]");
      expect(html(manuscript)).toContain("одузео јој је путну исправу [Жртва\u00a0A]");
    },
  );

  it("says which script a quote is in, so that its letters and hyphens are its own", () => {
    for (const language of ["sr-Latn", "sr-Cyrl", "en"] as const) {
      const manuscript = written(language);
      expect(manuscript.blocks.find(({ kind }) => kind === "evidence")).toMatchObject({ lang: "sr-Latn" });
      const runs = manuscript.blocks.flatMap((block) => (block.kind === "paragraph" ? block.content : []));
      const run = runs.find((each) => each.kind === "run" && each.text.includes(QUOTED.cyrillic));
      expect(run).toMatchObject({ lang: "sr-Cyrl" });
    }
  });

  it("writes its own words in the document's script: labels, dates, numbers in words, places", () => {
    const [latin, cyrillic] = [written("sr-Latn"), written("sr-Cyrl")];
    const own = ({ blocks, mark }: Manuscript): string[] => {
      const recommendation = blocks.find((block) => block.kind === "recommendation");
      const [timeline] = blocks.flatMap((block) =>
        block.kind === "facts" ? [...block.head, block.rows[0]?.[0] ?? ""] : [],
      );
      const figured = blocks.find(
        (block) => block.kind === "paragraph" && textOf(block.content).startsWith("Našli su"),
      );
      const sentence = figured?.kind === "paragraph" ? textOf(figured.content) : "";
      return [
        recommendation?.label ?? "",
        ...(recommendation?.facts.map(([name]) => name) ?? []),
        timeline ?? "",
        mark,
        ...blocks.flatMap((block) =>
          block.kind === "opening"
            ? [block.label, block.when]
            : block.kind === "box" || block.kind === "imprint"
              ? block.rows.map(([name]) => name)
              : [],
        ),
        sentence.slice("Našli su ".length, sentence.indexOf(":")),
      ];
    };
    expect(own(cyrillic)).toEqual(own(latin).map((text) => toCyrillic(text)));
    expect(own(latin).join("")).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(own(cyrillic).join("")).not.toMatch(/\p{Script=Latin}/u);
    expect(own(cyrillic)).toContain("2\u00a0од\u00a06\u00a0пресуда");
    expect([...stringsIn(cyrillic.blocks)].join("\n")).toContain("12. марта 2020.");
  });

  it("has no Latin letter left among its own Cyrillic words, and gives the Latin ones back", () => {
    for (const word of stringsIn(OUTPUT_WORDS["sr-Cyrl"])) expect(word).not.toMatch(/\p{Script=Latin}/u);
    const [latin, cyrillic] = [[...stringsIn(OUTPUT_WORDS["sr-Latn"])], [...stringsIn(OUTPUT_WORDS["sr-Cyrl"])]];
    expect(cyrillic.map((word) => toLatin(word, "sr"))).toEqual(latin);
  });

  it("never changes a letter that somebody typed, whatever the language and whatever the letters", () => {
    const typed = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    // Blanks alone are room that somebody made, which is not printed.
    const seen = typed.filter((text) => /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(text));
    fc.assert(
      fc.property(fc.constantFrom(...UI_LANGUAGES), seen, typed, (language, text, quoted) => {
        const quote = node("evidence", {});
        const document = { type: "doc" as const, content: [paragraph(words(text)), quote] };
        const parts = [quoteState(quote.attrs?.["id"], { words: quoted })];
        const { blocks } = toManuscript({ document, parts, title: text, language, facts, withoutCaseNumbers: false });
        const said = blocks.find((block) => block.kind === "paragraph");
        const evidence = blocks.find((block) => block.kind === "evidence");
        expect(said?.kind === "paragraph" && textOf(said.content)).toBe(text.trimStart());
        // Between marks, marks within are the inner ones: these alone are others.
        const letters = (of: string): string => of.replaceAll(/[„“”«»"’‘]/gu, "");
        expect(evidence?.kind === "evidence" && letters(textOf(evidence.content.slice(0, -1)))).toBe(
          letters(quoted.trim()),
        );
      }),
      { numRuns: 200 },
    );
  });
});
