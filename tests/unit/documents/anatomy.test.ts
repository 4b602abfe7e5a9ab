import { describe, expect, it } from "vitest";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { SET_BY_PRODUCT } from "../../../schema/editor/numbering.ts";
import { kindOf, KINDS, type Kind } from "../../../schema/editor/paper-kinds.ts";
import { ANATOMY } from "../../../server/export/document/manuscript/anatomy.ts";
import type { Block, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { run } from "../../../server/export/document/manuscript/words-of-nodes.ts";
import { bringingIn, introducing, paragraphOf, placesIn } from "../../../server/export/document/manuscript/blocks.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { typeset } from "../../../server/export/document/typography/typeset.ts";
import { OUTPUT_WORDS } from "../../../server/export/words/words.ts";
import { inlineText, textOf } from "../../../server/export/document/typography/lengths.ts";
import { COVER, node, paragraph, SOURCE, words } from "../../helpers/network/an-output.ts";
import { aPaper, TEMPLATES } from "../../helpers/network/a-paper.ts";

/** Every string that is printed, in its order. */
function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const [key, each] of Object.entries(value))
      if (!["kind", "form", "style", "role", "href", "lang", "png", "id", "colour", "at"].includes(key))
        yield* stringsIn(each);
}
/** With what the house says, as a file is set. */
function printed(manuscript: Manuscript): string[] {
  const { blocks, title, mark, network, house } = typeset(manuscript);
  return [...stringsIn([blocks, title, mark, network, house.grants, house.organisations])];
}
const headingsOf = ({ blocks }: Manuscript): string[] =>
  blocks.flatMap((block) => (block.kind === "heading" ? [`${block.number} ${inlineText(block.content)}`.trim()] : []));
const kindsOf = ({ blocks }: Manuscript): string[] => blocks.map((block) => block.kind);

/** Words of English that no other language of the five writes so. */
const ENGLISH = [...stringsIn(OUTPUT_WORDS.en)].flatMap((text) => text.match(/\p{L}{3,}/gu) ?? []);
const ownWords = (language: UiLanguage): Set<string> => {
  const template = TEMPLATES.flatMap(({ title, sections }) => [
    title[language],
    ...sections.map((each) => each.title[language]),
  ]);
  return new Set(
    [...stringsIn(OUTPUT_WORDS[language]), ...template].flatMap((text) => text?.match(/\p{L}{3,}/gu) ?? []),
  );
};

describe.each(KINDS)("a %s", (kind) => {
  it.each(UI_LANGUAGES.filter((language) => language !== "en"))("has no English in it in %s", (language) => {
    const own = ownWords(language);
    const stray = new Set(ENGLISH.filter((word) => !own.has(word)));
    const manuscript = aPaper(kind, language);
    const said = printed(manuscript).join("\n");
    expect((said.match(/\p{L}{3,}/gu) ?? []).filter((word) => stray.has(word))).toEqual([]);
    // Of another alphabet nothing stands there, but what is called so everywhere.
    const isCyrillic = language === "sr-Cyrl" || language === "mk";
    expect(said.replaceAll(/CC BY|RS-1|MK-1/g, "")).not.toMatch(
      isCyrillic ? /\p{Script=Latin}/u : /\p{Script=Cyrillic}/u,
    );
  });

  it("has the same parts in every language, each under a heading of its own", () => {
    const all = UI_LANGUAGES.map((language) => aPaper(kind, language));
    for (const each of all) {
      expect(kindsOf(each)).toEqual(kindsOf(aPaper(kind, "en")));
      expect(new Set(headingsOf(each)).size).toBe(headingsOf(each).length);
    }
  });

  it("has no heading under which nothing stands, and no title of its template", () => {
    const manuscript = aPaper(kind, "en");
    const template = TEMPLATES.find(({ id }) => id === kind);
    // The second section is empty, but where the product writes in it.
    expect(headingsOf(manuscript).join("\n")).not.toContain(template?.sections[1]?.title.en);
    const empty = manuscript.blocks.filter((block, i) => {
      const next = manuscript.blocks[i + 1];
      return block.kind === "heading" && (!next || (next.kind === "heading" && next.level <= block.level));
    });
    expect(empty).toEqual([]);
    // The product says what a paper is, where the template's title is another.
    const label = manuscript.blocks[0]?.kind === "opening" ? manuscript.blocks[0].label : "";
    expect(label.startsWith(OUTPUT_WORDS.en.kinds[kind])).toBe(true);
    const isSame = template?.title.en === OUTPUT_WORDS.en.kinds[kind];
    expect(printed(manuscript).some((text) => text.includes(template?.title.en ?? ""))).toBe(isSame);
  });

  it("gives agreement in annex A alone", () => {
    const { parts } = ANATOMY[kind];
    const texts = printed(aPaper(kind, "en")).filter((text) => text.includes("0,71"));
    expect(texts).toHaveLength(parts.some((part) => part === "method" || part === "method-line") ? 1 : 0);
  });
});

/** The parts of a paper: "…" for sections that people wrote. */
function outline({ blocks }: Manuscript): string[] {
  const parts = blocks.flatMap((block) => {
    if (block.kind === "opening") return [block.form];
    if (block.kind === "heading")
      return [/^\d/.test(block.number) ? "…" : `${block.number} ${inlineText(block.content)}`.trim()];
    return ["contents", "box", "imprint", "back"].includes(block.kind) ? [block.kind] : [];
  });
  return parts.filter((part, i) => part !== "…" || parts[i - 1] !== "…");
}

const [A, B] = ["A How the verdicts were read", "B Passages quoted"];

describe("the anatomy of a paper", () => {
  it.each<[Kind, string[]]>([
    ["position-paper", ["cover", "contents", "imprint", "Summary", "…", A, "box", B, "back"]],
    ["thematic-input", ["letterhead", "…", A, "box", B, "imprint"]],
    ["summary", ["head", "box", "…", A, B, "imprint"]],
    // Its only annex.
    ["recommendations", ["head", "By addressee", "…", "A Passages quoted", "imprint"]],
    ["case-study", ["cover", "…", A, "imprint"]],
    ["forum-brief", ["head", "…", "imprint"]],
  ])("%s", (kind, parts) => {
    expect(outline(aPaper(kind, "en"))).toEqual(parts);
  });

  it("has whose a long case study is on the page of its contents", () => {
    const section = (i: number) => [node("heading", { level: 1 }, words(`Section ${i}`)), paragraph(words("Decided."))];
    const paper = toManuscript({
      document: { type: "doc", content: Array.from({ length: 12 }, (_, i) => section(i)).flat() },
      parts: [],
      title: "Long",
      language: "en",
      facts: { ...COVER, template: "case-study", kind: "Case study" },
      withoutCaseNumbers: false,
    });
    expect(outline(paper)).toEqual(["cover", "contents", "imprint", "…", A]);
    expect(paper.blocks.find(({ kind }) => kind === "imprint")).toMatchObject({ atFoot: true });
  });

  it("numbers paragraphs of what is cited by them, and names the numbers of a section in its contents", () => {
    for (const kind of KINDS) {
      const { blocks } = aPaper(kind, "en");
      const isNumbered = blocks.some((block) => block.kind === "paragraph" && block.number !== "");
      expect(isNumbered).toBe(kind === "position-paper" || kind === "thematic-input");
    }
    const { blocks } = aPaper("position-paper", "en");
    const ranges = blocks.flatMap((block) => (block.kind === "heading" && block.level === 1 ? [block.range] : []));
    expect(ranges.slice(0, 3)).toEqual(["¶\u00a01", "¶\u00a02", "¶\u00a03"]);
  });

  it("lists each quote where it is quoted: by paragraph and note, or by note alone", () => {
    const lastCells = (kind: Kind): string[] => {
      const table = aPaper(kind, "en").blocks.findLast((block) => block.kind === "table");
      return table?.kind === "table" ? table.rows.map((row) => textOf(row.at(-1)?.blocks ?? [])) : [];
    };
    expect(lastCells("position-paper").slice(0, 3)).toEqual([
      "Quoted in",
      "¶\u00a02, n.\u00a01",
      "¶\u00a03, n.\u00a02",
    ]);
    expect(lastCells("summary").slice(0, 3)).toEqual(["Quoted in", "n.\u00a01", "n.\u00a02"]);
  });

  it("has a line for each organisation to sign at the end of the endorsement, and what is followed up at the end of its section", () => {
    const after = (kind: Kind, title: string, status: OutputStatus = "draft"): string => {
      const { blocks } = aPaper(kind, "en", status);
      const at = blocks.findIndex((block) => block.kind === "heading" && inlineText(block.content) === title);
      const end = blocks.findIndex((block, i) => i > at && block.kind === "heading");
      const table = blocks.slice(at, end < 0 ? undefined : end).findLast((block) => block.kind === "table");
      return table ? textOf([table]) : "";
    };
    expect(after("position-paper", "Endorsement")).toContain("Organisation\nFor it\nSigned\n\u00a0\n\u00a0\nZzz zzz");
    // Who signed has not said that a paper may name them.
    expect(after("position-paper", "Endorsement", "approved")).toContain(
      "Zzz zzz\n\u00a0\nfacilitator\nall there wrote in it\n\u00a0\n\u00a0\n24 November 2026",
    );
    expect(after("recommendations", "Follow-up and indicators")).toContain("1\nZzz zzz\n2027\nZzz zzz");
    expect(after("recommendations", "By addressee")).toContain("Zzz zzz\n1. Zzz zzz.\n2. Zzz zzz.");
  });

  it("says below its title what else it is called, and on a cover in which other languages it is there", () => {
    const opened = (language: UiLanguage, alsoIn: UiLanguage[]) => {
      const { blocks } = toManuscript({
        title: "One claim",
        language,
        document: { type: "doc", subtitle: "Six verdicts", content: [paragraph(words("Words."))] },
        parts: [],
        alsoIn,
        facts: { ...COVER, template: "position-paper" },
        withoutCaseNumbers: false,
      });
      return blocks[0];
    };
    expect(opened("en", ["sr-Latn", "sr-Cyrl", "mk", "sq"])).toMatchObject({
      form: "cover",
      subtitle: "Six verdicts",
      also: "also in Serbian, Macedonian and Albanian",
    });
    expect(opened("sr-Latn", ["en", "sr-Cyrl"])).toMatchObject({ also: "takođe na engleskom" });
    expect(opened("mk", [])).toMatchObject({ also: "" });
  });

  it("names no verdict in a case study, nor what would tell which it is, and says of itself only what is so: names are replaced", () => {
    const said = printed(aPaper("case-study", "en")).join("\n");
    expect(said).toContain(OUTPUT_WORDS.en.namesReplaced);
    // Whether a writer changed anything, only they can say.
    expect(said).not.toMatch(/change/i);
    // Which verdict RS-1 is, as far as a case study says it.
    expect(said).toContain("RS-1: Serbia, first instance");
    for (const named of ["Zzz zzz-Zzz zzz", "12/23-7", "14 March 2023"]) expect(said).not.toContain(named);
    expect(printed(aPaper("summary", "en")).join("\n")).toContain("Zzz zzz-Zzz zzz, 12/23-7");
  });

  it.each(["position-paper", "summary", "case-study"] as const)(
    "gives the figures of agreement of a %s as a table, with what they answer and what they are",
    (kind) => {
      const { blocks } = aPaper(kind, "en");
      const at = blocks.findIndex((block) => block.kind === "table" && block.label === "Table A1");
      expect(blocks[at]).toMatchObject({ caption: OUTPUT_WORDS.en.agreementAsks, remark: OUTPUT_WORDS.en.alphaIs });
      const before = blocks[at - 1];
      expect(textOf(before ? [before] : [])).toMatch(/Methodology.*Read and tagged by/s);
    },
  );

  it.each(["position-paper", "summary", "case-study"] as const)(
    "says a single figure of agreement of a %s in a line, and has no table for it",
    (kind) => {
      const { blocks } = aPaper(kind, "en", "draft", [
        { what: "Tags", word: "fair", alpha: "0.71", range: "0.58–0.80", base: "184" },
      ]);
      const said = blocks
        .map((block) => textOf([block]).replaceAll("\u00a0", " "))
        .find((text) => text.includes("α 0.71"));
      expect(said).toContain(
        `${OUTPUT_WORDS.en.agreementAsks} Tags: fair (α 0.71; 0.58–0.80; 184). ${OUTPUT_WORDS.en.alphaIs}`,
      );
      expect(blocks.filter((block) => block.kind === "table" && block.label === "Table A1")).toEqual([]);
    },
  );

  it("says that it is a draft until it is approved", () => {
    expect(aPaper("summary", "en").mark).toContain("Draft");
    expect(aPaper("summary", "en", "approved").mark).toBe("");
  });

  it("makes a paper of a network's own template like the kind that it shares most sections with, or plainly", () => {
    expect(kindOf("our-paper", ["who", "demands", "sign", "ours"])).toBe("position-paper");
    expect(kindOf("our-paper", ["one", "two", "demands"])).toBeNull();
    expect(kindOf("our-paper", [])).toBeNull();
    const own = toManuscript({
      title: "Ours",
      language: "en",
      document: {
        type: "doc",
        content: [node("heading", { level: 1, section: "ours" }, words("Ours")), paragraph(words("Words."))],
      },
      parts: [],
      restsOn: [SOURCE],
      facts: { ...COVER, template: "our-paper", kind: "Our kind of paper" },
      withoutCaseNumbers: false,
    });
    expect(own.blocks[0]).toMatchObject({ form: "head", label: "Our kind of paper" });
    expect(outline(own)).toEqual(["head", "…", A, "imprint"]);
    expect(printed(own).join("\n")).toContain(SOURCE.caseNumber);
  });

  it("begins a summary in larger letters, and keeps what brings in a table or a quote with it", () => {
    const { blocks } = aPaper("position-paper", "en");
    const roles = blocks.flatMap((block) => (block.kind === "paragraph" && block.role ? [block.role] : []));
    const broughtIn = blocks.filter((block, i) => block.kind === "evidence" && blocks[i - 1]?.kind === "paragraph");
    expect(broughtIn.length).toBeGreaterThan(3);
    expect(roles).toEqual(["lead", ...broughtIn.map(() => "introduces"), "introduces"]);
    // A reader who turns it over reads the same.
    expect(blocks.at(-1)).toMatchObject({ kind: "back", said: "Zzz zzz." });
    // With a whole paragraph a quote would leave a third of a page empty.
    const quote: Block = { kind: "evidence", content: [run("it")], lang: "en", verdict: "", remark: "" };
    const bringsIn = [paragraphOf(run("It says:")), quote, paragraphOf(run("It says. ".repeat(80))), quote];
    expect(bringingIn(bringsIn).map((each) => "role" in each && each.role)).toEqual([
      "introduces",
      false,
      false,
      false,
    ]);
    const [before, last] = [paragraphOf(), paragraphOf()];
    expect(introducing([before, last])).toEqual([before, { ...last, role: "introduces" }]);
  });

  it("counts no note twice, and none that stands before its quote", () => {
    const { blocks, quoted } = aPaper("thematic-input", "en");
    const places = placesIn(blocks);
    expect([...places.values()].map(({ note }) => note)).toEqual(quoted.map((_, i) => i + 1));
  });
});

it("counts a section at whose end the product sets something, though nobody wrote in it", () => {
  const within = new Set(Object.values(ANATOMY).flatMap((each) => Object.keys(each.within)));
  expect(within).toEqual(SET_BY_PRODUCT);
});
