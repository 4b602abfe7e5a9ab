import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Section } from "../../../schema/text/revision.ts";
import { headingKey, recogniseSections } from "../../../schema/text/sections.ts";
import { block, revisionOf, verdictRevision } from "../../helpers/text/verdict-text.ts";

const Gold = z.object({
  language: VerdictLanguage,
  sections: z.array(
    z.object({
      id: z.enum(["intro", "operative", "reasoning", "remedy", "closing"]),
      heading: z.string().nullable(),
      startsWith: z.string(),
    }),
  ),
});

const VERDICTS = ["rs-individual", "rs-organised", "mk-individual", "mk-organised", "al-individual", "al-organised"];

describe("sections of the six verdicts", () => {
  test.each(VERDICTS)("begin in %s at the headings and lines that people marked", (id) => {
    const gold = Gold.parse(
      JSON.parse(readFileSync(new URL(`../../fixtures/verdicts/${id}.gold.json`, import.meta.url), "utf8")),
    );
    const revision = verdictRevision(id);
    const blocks = recogniseSections(revision, gold.language).filter((each) => each.start < each.end);
    const textOf = (index: number): string => revision.text.slice(blocks[index]?.start, blocks[index]?.end);
    const begins = blocks.flatMap(({ section }, i) =>
      section === blocks[i - 1]?.section ? [] : [{ section, line: textOf(i) }],
    );
    // A part begins with its heading, or with its first line where it has none; the introduction with the first line of all.
    expect(
      begins.map(({ section, line }, i) => [section, line.startsWith(beginningOf(gold.sections[i], textOf(0)))]),
    ).toEqual(gold.sections.map((each) => [sectionOf(each.id), true]));
    // And the line after the heading belongs to it.
    let reached = 0;
    const firstLines = gold.sections.map(({ startsWith }) => {
      reached = blocks.findIndex((_, i) => i >= reached && textOf(i).startsWith(startsWith));
      return blocks[reached]?.section;
    });
    expect(firstLines).toEqual(gold.sections.map((each) => sectionOf(each.id)));
  });
});

type GoldSection = z.infer<typeof Gold>["sections"][number];

function sectionOf(id: GoldSection["id"]): Section {
  return id === "intro" ? "introduction" : id;
}

function beginningOf(section: GoldSection | undefined, firstLine: string): string {
  return section?.id === "intro" ? firstLine : (section?.heading ?? section?.startsWith ?? "no such section");
}

/** The sections of lines, a letter each: i, o, r, e (remedy), c, `-` for none. */
function letters(text: string, language: VerdictLanguage): string {
  const letter = { introduction: "i", operative: "o", reasoning: "r", remedy: "e", closing: "c" };
  return recogniseSections(revisionOf(text), language)
    .map((each) => (each.section ? letter[each.section] : "-"))
    .join("");
}

describe("headings", () => {
  test("are compared by their letters alone, whatever their spacing, case, script or lost diacritics", () => {
    const spellings = [
      "O b r a z l o ž e nj e",
      "OBRAZLOŽENJE:",
      "О б р а з л о ж е њ е",
      "o b r a z l o z e n j e",
      "ОБРАЗЛОЖЕЊЕ",
    ];
    expect(new Set(spellings.map(headingKey))).toEqual(new Set(["obrazlozenje"]));
    expect(headingKey("R E Š E NJ E")).toBe(headingKey("РЕШЕЊЕ"));
  });

  test("of a title PRESUDA above the formula do not begin the operative part", () => {
    expect(letters("PRESUDA\nU IME NARODA\nSud u Nišu\nPRESUDU\nKriv je\nObrazloženje\nTok", "sr")).toBe("iiioorr");
  });

  test("that are missing leave no invented part", () => {
    expect(letters("U IME NARODA\nSud\nOKRIVLJENI N.N.\nKRIV JE\nšto je", "sr")).toBe("iiioo");
    expect(letters("nešto\nOBRAZLOŽENJE\nTok postupka", "sr")).toBe("-rr");
    expect(letters("Samo\ntekst", "sr")).toBe("--");
    expect(letters("U IME NARODA\nPRESUDU", "en")).toBe("--");
  });

  test("at the end of a sentence (donosi PRESUDU) begin the operative part with the next block", () => {
    expect(letters("U IME NARODA\nSud je doneo i javno objavio P R E S U D U\nOptuženi\nObrazloženje\nTok", "sr")).toBe(
      "iiorr",
    );
  });

  test("of signatures begin the closing part where no legal remedy follows", () => {
    const text = "У ИМЕ НАРОДА\nПРЕСУДУ\nКрив је\nОбразложење\nТок\nЗАПИСНИЧАР\tПРЕДСЕДНИК ВЕЋА\nИме";
    expect(letters(text, "sr")).toBe("ioorrcc");
    expect(letters(`${text}\nПРАВНА ПОУКА\nПротив ове пресуде\nДоставити:`, "sr")).toBe("ioorrrreec");
  });

  test("of an Albanian judgment stand reasoning first; VENDOSI may close a sentence", () => {
    expect(
      letters(
        "VENDIM\nNË EMËR TË REPUBLIKËS\nVËREN:\nFakti\nPër këto arsye\nV E N D O S I :\n1. Deklarimin\nKundër këtij vendimi ankim\nU shpall sot",
        "sq",
      ),
    ).toBe("iirrrooec");
    expect(letters("NË EMËR TË REPUBLIKËS\nVËREN\nFakti\nGjykata, VENDOSI:\n1. Deklarimin", "sq")).toBe("irrro");
  });

  test("of a judgment from Kosovo stand as in Slavic ones", () => {
    expect(
      letters(
        "NË EMËR TË POPULLIT\nA K T G J Y K I M\nFajtor\nA r s y e t i m\nFakti\nKËSHILLË JURIDIKE\nKundër",
        "sq",
      ),
    ).toBe("ioorree");
  });

  test("give a page mark the section of the block that it stands before", () => {
    const revision = revisionOf("U IME NARODA\nPRESUDU\nKriv je");
    const blocks = revision.blocks.toSpliced(1, 0, block(13, 13, { kind: "page", page: 2 }));
    expect(recogniseSections({ ...revision, blocks }, "sr")[1]).toMatchObject({ kind: "page", section: "operative" });
  });
});
