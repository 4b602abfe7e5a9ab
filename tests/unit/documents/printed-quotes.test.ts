import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import type { CoverFacts, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { inlineText } from "../../../server/export/document/typography/lengths.ts";
import { Sources } from "../../../server/export/document/manuscript/sources.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { COVER, node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";
import { named, readXml, textOfXml } from "../../helpers/files/read-xml.ts";

/** Words of courts, and a translation of each into every language of papers. */
const COURTS: Readonly<Record<string, string>> = {
  "sr-Latn": "oduzeo joj je pasoš [Victim B]",
  "sr-Cyrl": "одузео јој је пасош [Victim B]",
  mk: "и́ го одзел пасошот на [Victim B]",
  sq: "i mori pasaportën [Victim B]",
};
const TRANSLATED: Readonly<Record<UiLanguage, string>> = {
  en: "took the passport of [Victim B]",
  "sr-Latn": "uzeo je pasoš [Victim B]",
  "sr-Cyrl": "узео је пасош [Victim B]",
  mk: "го зел пасошот на [Victim B]",
  sq: "mori pasaportën e [Victim B]",
};
/** As they are read, with their marks: the letter is Latin in every script, and no line ends before it. */
const PRINTED: Readonly<Record<string, string>> = {
  en: "“took the passport of [Victim\u00a0B]”",
  "sr-Latn": "„uzeo je pasoš [Žrtva\u00a0B]“",
  "sr-Cyrl": "„узео је пасош [Жртва\u00a0B]“",
  mk: "„го зел пасошот на [Жртва\u00a0B]“",
  sq: "“mori pasaportën e [Viktima\u00a0B]”",
};
const COURT_PRINTED: Readonly<Record<string, string>> = {
  "sr-Latn": "„oduzeo joj je pasoš [Žrtva\u00a0B]“",
  "sr-Cyrl": "„одузео јој је пасош [Жртва\u00a0B]“",
  mk: "„и́ го одзел пасошот на [Жртва\u00a0B]“",
  sq: "“i mori pasaportën [Viktima\u00a0B]”",
};

const FORMS = ["block", "words", "note"] as const;
type Form = (typeof FORMS)[number];
interface Asked {
  form: Form;
  lang: string;
  isTranslated: boolean;
}

const same = (lang: string, paper: string): boolean => lang.slice(0, 2) === paper.slice(0, 2);

/** Sixty quotes of four courts in three forms, of which the fourth and every fifth after it is still to be translated. */
const SIXTY: readonly Asked[] = Array.from({ length: 60 }, (_, i) => ({
  form: FORMS[i % 3] ?? "block",
  lang: Object.keys(COURTS)[Math.floor(i / 3) % 4] ?? "mk",
  isTranslated: i % 5 !== 3,
}));

function written(paper: UiLanguage, asked: readonly Asked[], status: "draft" | "approved" = "draft"): Manuscript {
  const parts: QuoteState[] = [];
  const content = asked.map(({ form, lang, isTranslated }, i): OutputNode => {
    const translation = same(lang, paper) ? null : paper;
    const quote = node(form === "block" ? "evidence" : "evidenceNote", { shows: form, translation });
    const found = translation && isTranslated ? { language: paper, words: TRANSLATED[paper] } : null;
    parts.push(
      quoteState(quote.attrs?.["id"], {
        words: COURTS[lang] ?? "",
        lang,
        citation: `para. ${i + 1}`,
        translation: found && { ...found, isStale: false, now: null },
      }),
    );
    return form === "block" ? quote : paragraph(words("Court "), quote, words(" said."));
  });
  const document = { type: "doc" as const, content };
  const facts = { ...COVER, status };
  return toManuscript({ document, parts, title: "Sixty", language: paper, facts, withoutCaseNumbers: false });
}

/** Texts of the blocks with a quote and of all notes, as a page shows them. */
function read(manuscript: Manuscript): { texts: string[]; notes: string[] } {
  const html = new TextDecoder().decode(outputHtml([manuscript]));
  // Which blanks of the paper's own words hold is told elsewhere; those of tokens stay.
  const textOf = (part: string): string =>
    part.replaceAll(/<span class="beside.*?<\/span>|<[^>]+>/g, "").replaceAll(/\u00a0(?![A-Z]\])/g, " ");
  // At annex A, in Latin or in Cyrillic.
  const [body = "", after = ""] = html.split(/<h2 [^>]+><span class="beside sans">[AА] /);
  const main = body.slice(body.indexOf("</header>"));
  return {
    texts: [...main.matchAll(/<(p|figure)(?: class="introduces")?>(.*?)<\/\1>/gs)].map(([, , part = ""]) =>
      textOf(part),
    ),
    notes: [...after.matchAll(/<li id="p1-n\d+">(.*?) <a href/gs)].map(([, part = ""]) => textOf(part)),
  };
}

describe("sixty quotes on paper", () => {
  it.each(UI_LANGUAGES)("stand in their marks, each with the note that is its own (%s)", (paper) => {
    const manuscript = written(paper, SIXTY);
    const { texts, notes } = read(manuscript);
    expect([texts.length, notes.length]).toEqual([60, 60]);
    SIXTY.forEach(({ form, lang, isTranslated }, i) => {
      const leads = !same(lang, paper) && isTranslated;
      const said = leads ? PRINTED[paper] : COURT_PRINTED[lang];
      const missing = !same(lang, paper) && !isTranslated ? manuscript.words.untranslated : "";
      const inText = form === "note" ? "" : said;
      const remark = form === "block" ? missing : "";
      expect(texts[i]).toBe(form === "block" ? `${said}${i + 1}${remark}` : `Court ${inText}${i + 1} said.`);
      const behind = [leads ? COURT_PRINTED[lang] : "", form === "block" ? "" : missing].filter(Boolean);
      const before = form === "note" ? `${said}, ` : "";
      const note = notes[i] ?? "";
      const end = behind.map((each) => `. ${each}`).join("");
      expect([note.slice(0, before.length), note.slice(note.length - end.length)]).toEqual([before, end]);
      const source = note.slice(before.length, note.length - end.length);
      // Annex A says which verdict it is.
      expect(source).toBe(`RS-1, para. ${i + 1}`);
    });
  });

  it("are notes of Word in the same order, words and language", async () => {
    const parts = unzipSync(await outputDocx([written("en", SIXTY)]));
    const footnotes = named(readXml(strFromU8(parts["word/footnotes.xml"] ?? new Uint8Array())), "w:footnote");
    const texts = footnotes.map((each) => named(each, "w:t").map(textOfXml).join("").trim()).filter(Boolean);
    const open = texts.map((text) => text.replaceAll(/\u00a0(?![A-Z]\])/g, " "));
    expect(open).toEqual(read(written("en", SIXTY)).notes);
  });

  it("says of none in an approved paper that it is not translated", () => {
    const manuscript = written("en", SIXTY, "approved");
    expect(JSON.stringify(manuscript.blocks)).not.toContain(manuscript.words.untranslated);
  });
});

it("says of none in the paper's own language that it is not translated, whatever paper it was pasted out of", () => {
  for (const [lang, paper, isSaid] of [
    ["mk", "mk", false],
    ["sr-Latn", "sr-Cyrl", false],
    ["sr-Latn", "mk", true],
  ] as const) {
    const quote = node("evidence", { translation: "en" });
    const manuscript = toManuscript({
      document: { type: "doc", content: [quote] },
      parts: [quoteState(quote.attrs?.["id"], { lang, translation: null })],
      title: "One",
      language: paper,
      facts: COVER,
      withoutCaseNumbers: false,
    });
    expect(JSON.stringify(manuscript.blocks).includes(manuscript.words.untranslated)).toBe(isSaid);
  }
});

/** A paper of one quote, as a block of its own or in a sentence. */
function one(of: Partial<QuoteState>, paper: UiLanguage, form: Form = "block"): ReturnType<typeof read> {
  const quote = node(form === "block" ? "evidence" : "evidenceNote", { translation: null, shows: form });
  const parts = [quoteState(quote.attrs?.["id"], of)];
  const content = [form === "block" ? quote : paragraph(words("He "), quote, words("."))];
  const document = { type: "doc" as const, content };
  return read(
    toManuscript({ document, parts, title: "One", language: paper, facts: COVER, withoutCaseNumbers: false }),
  );
}

it("says where a court's sentence goes on beyond the words, but where a sentence of the writer's goes on with them", () => {
  const said = { words: "oduzeo joj je pasoš", lang: "sr-Latn", citation: "[31]", cut: { before: true, after: true } };
  expect(one(said, "sr-Cyrl").texts).toEqual(["„[…] oduzeo joj je pasoš […]“1"]);
  expect(one(said, "en", "words")).toEqual({ texts: ["He „oduzeo joj je pasoš“.1"], notes: ["RS-1, [31]"] });
  expect(one(said, "en", "note").notes).toEqual(["„[…] oduzeo joj je pasoš […]“, RS-1, [31]"]);
  const translation = { language: "en" as const, words: "took her passport", isStale: false, now: null };
  const translated = { ...said, translation, cut: { before: true, after: false } };
  expect(one(translated, "en")).toEqual({
    texts: ["“took her passport”1"],
    notes: ["RS-1, [31]. „[…] oduzeo joj je pasoš“"],
  });
});

it("has one full stop where a quote that ends with one ends the writer's sentence", () => {
  const ends = (said: string, lang: string): string[] => one({ words: said, lang }, "en", "words").texts;
  expect(ends("oduzeo joj je pasoš.", "sr-Latn")).toEqual(["He „oduzeo joj je pasoš.“1"]);
  expect(ends("tha “jepe.”", "sq")).toEqual(["He “tha ‘jepe.’”1"]);
  expect(ends("zašto?", "sr-Latn")).toEqual(["He „zašto?“.1"]);
});

it("puts no blank between words and their marks, whatever a tag or a translation begins or ends with", () => {
  const translation = { language: "en" as const, words: "took her passport ", isStale: false, now: null };
  expect(one({ words: " oduzeo joj je pasoš\n", lang: "sr-Latn", citation: "[31]", translation }, "en")).toEqual({
    texts: ["“took her passport”1"],
    notes: ["RS-1, [31]. „oduzeo joj je pasoš“"],
  });
});

it("keeps the court's own pair of marks and its cuts, and turns marks within into inner ones of its language", () => {
  const printed = (said: string, lang: string, paper: UiLanguage): string[] => one({ words: said, lang }, paper).texts;
  expect(printed("„наводно ју је врбовао“", "sr-Cyrl", "en")).toEqual(["„наводно ју је врбовао“1"]);
  expect(printed("rekao je „daj pasoš“ […] i otišao", "sr-Latn", "en")).toEqual([
    "„rekao je ’daj pasoš’ […] i otišao“1",
  ]);
  expect(printed("рекол „дај“ и заминал", "mk", "sq")).toEqual(["„рекол ’дај‘ и заминал“1"]);
  expect(printed('tha "jepe" dhe iku', "sq", "mk")).toEqual(["“tha ‘jepe’ dhe iku”1"]);
});

it("lists a passage whose category is to be sorted by the name that it was tagged under, or by none", () => {
  const listed = (printed?: string): boolean[] => {
    const quote = node("evidence", {});
    const category = { id: CategoryId.parse("means"), code: "B7?", label: "Control, to be sorted: B8 or B9?" };
    const manuscript = toManuscript({
      document: { type: "doc", content: [quote] },
      parts: [
        quoteState(quote.attrs?.["id"], { category: { ...category, ...(printed === undefined ? {} : { printed }) } }),
      ],
      title: "One",
      language: "en",
      facts: COVER,
      withoutCaseNumbers: false,
    });
    const said = JSON.stringify(manuscript.blocks);
    return ["B7 Control", "sorted", "B7?"].map((each) => said.includes(each));
  };
  expect(listed()).toEqual([false, true, true]);
  expect(listed("B7 Control")).toEqual([true, false, false]);
  expect(listed("")).toEqual([false, false, false]);
});

it("prints no blank at the beginning of a paragraph, which would be an indent", () => {
  const texts = (...content: OutputNode[]): string[] => {
    const document = { type: "doc" as const, content: [paragraph(...content)] };
    const of = { document, parts: [], title: "One", language: "en" as const, facts: COVER, withoutCaseNumbers: false };
    return read(toManuscript(of)).texts;
  };
  expect(texts(words("  "), words(" No court", "em"), words(" said so. "))).toEqual(["No court said so. "]);
});

it("sets a quote in the marks of the house where it has its own, and another within it in their inner ones", () => {
  const quote = node("evidence", {});
  const said = quoteState(quote.attrs?.["id"], { words: "рекол „да“ и заминал", lang: "mk" });
  const printed = (marks: CoverFacts["house"]["marks"]): string => {
    const { blocks } = toManuscript({
      title: "One",
      language: "mk",
      document: { type: "doc", content: [quote] },
      parts: [said],
      facts: { ...COVER, house: { ...COVER.house, marks } },
      withoutCaseNumbers: false,
    });
    const evidence = blocks.find(({ kind }) => kind === "evidence");
    return evidence?.kind === "evidence" ? inlineText(evidence.content) : "";
  };
  expect(printed({})).toContain("„рекол ’да‘ и заминал“");
  expect(printed({ mk: "outward" })).toContain("«рекол ‹да› и заминал»");
  expect(printed({ sq: "outward" })).toContain("„рекол ’да‘ и заминал“");
});

it.each([
  ["Nr. 214, datë 11.07.2024", "2024-07-11", "Nr. 214, datë 11.07.2024"],
  ["Nr. 214, datë 1.7.2024", "2024-07-01", "Nr. 214, datë 1.7.2024"],
  // Of another day.
  ["Nr. 214, datë 11.07.2024", "2024-07-12", "Nr. 214, datë 11.07.2024, 12 July 2024"],
  ["K-Po1 12/23", "2023-03-14", "K-Po1 12/23, 14 March 2023"],
])("gives the date of a verdict once, where it stands in its number: %s, %s", (caseNumber, date, said) => {
  const sources = new Sources("en", { withoutCaseNumbers: false });
  sources.line({ ...SOURCE, caseNumber, date, invented: false }, "");
  expect(sources.list()).toEqual([`RS-1: ${SOURCE.court}, ${said}`]);
});
