import { describe, expect, it } from "vitest";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Block, Range } from "../../../schema/text/revision.ts";
import { writeExport } from "../../../server/export/formats.ts";
import {
  type ExportNetwork,
  FORCE,
  RECRUITMENT,
  VULNERABILITY,
  openExportNetwork,
  paragraphs,
  placeOf,
} from "../../helpers/network/export-network.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { named, readXml, textOfXml } from "../../helpers/files/read-xml.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { after } from "../../helpers/store/store-fixture.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";

async function wholeVerdict(network: ExportNetwork, of: NewVerdict, by: Member = network.facilitator) {
  const content = await network.collect(by, { verdicts: [of.verdict.id] });
  return readDocx((await writeExport(content, "docx-verdict", "category")).bytes);
}

describe("the whole verdict as DOCX", () => {
  it("comments stand over exactly the tagged words, also where tags overlap and cross paragraphs", async () => {
    const network = await openExportNetwork();
    const { latin, cyrillic, lawyer, colleague } = network;
    const words = [
      "oštećenoj oduzeo pasoš; rekao",
      'pasoš; rekao je „ćuti" i zaključao vrata.\nOštećena je živela u Đakovici',
      "Okrivljeni je oštećenoj oduzeo pasoš",
      "U IME NARODA",
      "Svedok Petar Petrović je potvrdio iskaz.",
    ];
    for (const [i, each] of words.entries())
      await network.tag(latin, i % 2 ? lawyer : colleague, each, { createdAt: after(i), note: `n${i}` });
    const { comments } = await wholeVerdict(network, latin);
    const byNote = new Map(comments.map((comment) => [comment.text.split("\n")[1], comment]));
    expect(words.map((_, i) => byNote.get(`n${i}`)?.words)).toEqual(words);
    expect(byNote.get("n0")).toMatchObject({ author: "Ана Ѓорѓиевска", date: after(0) });
    expect(byNote.get("n0")?.text).toBe("B3 Means › Abuse of vulnerability\nn0");

    await network.tag(cyrillic, lawyer, "пасошот на оштетената и ја држел во куќа во Ѓорче");
    const inCyrillic = await wholeVerdict(network, cyrillic);
    expect(inCyrillic.comments.map((comment) => comment.words)).toEqual([
      "пасошот на оштетената и ја држел во куќа во Ѓорче",
    ]);
  });

  it("a discontinuous passage has one comment a part, numbered", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    await network.tag(latin, lawyer, [placeOf(latin, "oduzeo pasoš"), placeOf(latin, "zaključao vrata")]);
    const { comments } = await wholeVerdict(network, latin);
    expect(comments.map(({ text, words }) => [text, words])).toEqual([
      ["1/2 B3 Means › Abuse of vulnerability", "oduzeo pasoš"],
      ["2/2 B3 Means › Abuse of vulnerability", "zaključao vrata"],
    ]);
  });

  it("a thread is a comment with its replies below it, resolved where it is, with what it suggests", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, facilitator } = network;
    const anchor = { revision: 1, ranges: [placeOf(latin, "bez posla")] };
    const thread = await network.discuss(latin, lawyer, "Prvi red\ndrugi red", {
      audience: "review",
      anchor,
      suggestion: RECRUITMENT,
      resolved: after(9),
    });
    await network.reply(latin, thread, facilitator, "Odgovor", { createdAt: after(5) });
    const { comments, parts } = await wholeVerdict(network, latin);
    expect(comments.map(({ author, text, words }) => [author, text, words])).toEqual([
      ["Đorđe Šarić", "review · suggested tag: A1 Act › Recruitment · resolved\nPrvi red\ndrugi red", "bez posla"],
      ["Mirjana Jovanović", "Odgovor", "bez posla"],
    ]);
    const extended = named(readXml(parts.get("word/commentsExtended.xml") ?? ""), "w15:commentEx");
    expect(extended.map(({ attributes }) => attributes["w15:done"])).toEqual(["1", "1"]);
    expect(extended[1]?.attributes["w15:paraIdParent"]).toBe(extended[0]?.attributes["w15:paraId"]);
  });

  it("a thread on several parts tells its talk on the first and says so on the others", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, facilitator } = network;
    const ranges = [placeOf(latin, "oduzeo"), placeOf(latin, "vrata")];
    const thread = await network.discuss(latin, lawyer, "Zašto?", {
      audience: "internal",
      anchor: { revision: 1, ranges },
    });
    await network.reply(latin, thread, facilitator, "Zato.", { createdAt: after(5) });
    const { comments } = await wholeVerdict(network, latin);
    expect(comments.map(({ text, words }) => [text, words])).toEqual([
      ["1/2 · internal\nZašto?", "oduzeo"],
      ["Zato.", "oduzeo"],
      ["2/2 · internal\nZašto?", "vrata"],
    ]);
  });

  it("a lawyer's file has their own tags, and the talk that they may read", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer, colleague, facilitator } = network;
    await network.tag(latin, lawyer, "oduzeo pasoš");
    await network.tag(latin, colleague, "bez novca");
    const anchor = { revision: 1, ranges: [placeOf(latin, "bez posla")] };
    await network.discuss(latin, colleague, "interna", { audience: "internal", anchor });
    await network.discuss(latin, colleague, "recenzija", { audience: "review", anchor });
    const words = async (by: Member): Promise<string[]> =>
      (await wholeVerdict(network, latin, by)).comments.map((comment) => comment.words).sort();
    expect(await words(lawyer)).toEqual(["bez posla", "bez posla", "oduzeo pasoš"]);
    expect(await words(facilitator)).toEqual(["bez novca", "bez posla", "bez posla", "oduzeo pasoš"]);
  });

  it("every paragraph of the verdict is there, tables as tables, empty cells too, printed numbers once", async () => {
    const network = await openExportNetwork();
    const lines = ["Naslov", "", "а", "б", "в", "prvi", "7. drugi"];
    const { text, blocks } = paragraphs(lines);
    const shaped = blocks.map((block, i): Block => {
      if (i === 0) return { ...block, kind: "heading", level: 1 };
      if (i === 5) return { ...block, printed: "6." };
      if (i === 6) return { ...block, printed: "7." };
      const cells: Record<number, [number, number]> = { 2: [0, 0], 3: [0, 1], 4: [1, 1] };
      const [row, column] = cells[i] ?? [];
      return row === undefined || column === undefined
        ? block
        : { ...block, kind: "table-cell", cell: { table: 0, row, column } };
    });
    const verdict = await network.addVerdict({ text, blocks: shaped });
    await network.tag(verdict, network.lawyer, "б\nв\nprvi");
    const { paragraphs: written, numbers, document, comments } = await wholeVerdict(network, verdict);
    const begin = written.findIndex((paragraph) => paragraph.text === "Naslov");
    const body = written.slice(begin);
    expect(body.map((paragraph) => paragraph.text)).toEqual(["Naslov", "", "а", "б", "", "в", "6. prvi", "7. drugi"]);
    // As references name them, left of the text; a paragraph without words has none.
    expect(numbers.slice(begin)).toEqual(["1", "", "3", "4", "", "5", "6", "7"]);
    expect(body[0]?.style).toBe("Heading1");
    // No page before it is left empty.
    expect(named(document, "w:br").filter(({ attributes }) => attributes["w:type"] === "page")).toEqual([]);
    const table = named(document, "w:tbl").at(-1);
    const rows = named(table ?? document, "w:tr").map((row) => named(row, "w:tc").map(textOfXml));
    expect(rows).toEqual([
      ["3 а", "4 б"],
      ["", "5 в"],
    ]);
    expect(comments.map((comment) => comment.words)).toEqual(["б\n\nв\n6. prvi"]);
  });

  it("tags and talk whose words were removed are listed before the text", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    await network.tag(latin, lawyer, "oduzeo pasoš", { note: "bilo je važno" });
    await network.edit(latin, "oduzeo pasoš", "");
    const { paragraphs: written, comments } = await wholeVerdict(network, latin);
    expect(comments).toEqual([]);
    expect(written.map((paragraph) => paragraph.text)).toEqual(
      expect.arrayContaining([
        "Tagged passages: words removed (1)",
        "B3 Means › Abuse of vulnerability (Đorđe Šarić, 2 March 2026): bilo je važno",
      ]),
    );
  });

  it("a redacted name is in no part of the file", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    await network.tag(latin, lawyer, "Svedok Petar Petrović je potvrdio");
    await network.edit(latin, "Petar Petrović", "[Witness 1]", "redact");
    const { parts, comments } = await wholeVerdict(network, latin);
    expect(comments.map((comment) => comment.words)).toEqual(["Svedok [Svedok\u00a01] je potvrdio"]);
    expect([...parts.values()].join()).not.toContain("Petrović");
  });

  it.each(seeds([11, 12, 13]))("any ranges make valid comments over their words (seed %i)", async (seed) => {
    const random = new Seeded(seed);
    const network = await openExportNetwork();
    const lines = Array.from({ length: 12 }, () =>
      Array.from({ length: random.below(4) * random.below(6) }, () => random.pick(["а", "š", "Ђ", " ", ";"])).join(""),
    );
    const verdict = await network.addVerdict(paragraphs(lines));
    const { text } = verdict.text;
    const expected = new Map<string, string>();
    for (let i = 0; i < 30; i++) {
      const start = random.below(text.length);
      const range: Range = { start, end: start + 1 + random.below(text.length - start) };
      await network.tag(verdict, network.lawyer, range, { note: `n${i}` });
      expected.set(`n${i}`, text.slice(range.start, range.end).replace(/^\n+|\n+$/g, ""));
    }
    const { comments } = await wholeVerdict(network, verdict);
    expect(new Map(comments.map((comment) => [comment.text.split("\n")[1], comment.words]))).toEqual(expected);
  });
});

describe("the passages as DOCX", () => {
  async function passages(network: ExportNetwork, groupBy: "category" | "verdict") {
    return readDocx((await writeExport(await network.collect(network.facilitator), "docx", groupBy)).bytes);
  }

  async function tagged(): Promise<ExportNetwork> {
    const network = await openExportNetwork();
    const { latin, cyrillic, lawyer, colleague } = network;
    await network.tag(latin, lawyer, "oduzeo pasoš", { category: VULNERABILITY, note: "prvi red\ndrugi red" });
    await network.tag(cyrillic, colleague, "во сиромаштија", { category: VULNERABILITY });
    await network.tag(cyrillic, colleague, "ја држел", { category: FORCE });
    await network.tag(latin, lawyer, [placeOf(latin, "bez posla"), placeOf(latin, "novca")], { category: RECRUITMENT });
    return network;
  }

  it("grouped by category they stand below branch and leaf in the methodology's order, with citations", async () => {
    const { paragraphs: written } = await passages(await tagged(), "category");
    const headings = written.filter(({ style }) => style.startsWith("Heading"));
    expect(headings.map(({ style, text }) => [style, text])).toEqual([
      ["Heading1", "A Act"],
      ["Heading2", "A1 Recruitment (1)"],
      ["Heading1", "B Means"],
      ["Heading2", "B1 Force (1)"],
      ["Heading2", "B3 Abuse of vulnerability (2)"],
    ]);
    const quotes = written.filter(({ style }) => style === "CoramQuote").map(({ text }) => text);
    // A star: nobody has translated it.
    expect(quotes).toEqual(["bez posla […] novca *", "ја држел *", "oduzeo pasoš *", "во сиромаштија *"]);
    const sources = written.filter(({ style }) => style === "CoramSource").map(({ text }) => text);
    expect(sources[2]).toBe("Viši sud u Beogradu, K 12/25, para. 2, p. 1, reasoning · Đorđe Šarić, 2 March 2026");
    expect(written).toContainEqual({ style: "CoramRemark", text: "Note: prvi red\ndrugi red" });
  });

  it("a tag that was added to what was settled says why, in both files, or only that where reasons are not told", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
    const content = await network.collect(network.facilitator, { verdicts: [network.latin.verdict.id] });
    const passages = content.verdicts.flatMap((each) => each.passages);
    const expectSaid = async (said: string): Promise<void> => {
      const { paragraphs: written } = readDocx((await writeExport(content, "docx", "category")).bytes);
      expect(written).toContainEqual({ style: "CoramRemark", text: said });
      const { comments } = readDocx((await writeExport(content, "docx-verdict", "category")).bytes);
      expect(comments.map(({ text }) => text.split("\n").at(-1))).toEqual([said.replace(/\.$/u, "")]);
    };
    for (const passage of passages) Object.assign(passage, { isAdded: true, reason: "It was overlooked" });
    await expectSaid("Added because: It was overlooked");
    for (const passage of passages) passage.reason = "";
    await expectSaid("Added after it was settled.");
  });

  it("grouped by verdict they stand in text order below court and case number", async () => {
    const { paragraphs: written } = await passages(await tagged(), "verdict");
    const headings = written.filter(({ style }) => style.startsWith("Heading")).map(({ text }) => text);
    expect(headings).toEqual([
      "Viši sud u Beogradu, K 12/25 (2)",
      "B3 Means › Abuse of vulnerability",
      "A1 Act › Recruitment",
      "Основен суд Скопје, К-7/24 (2)",
      "B1 Means › Force",
      "B3 Means › Abuse of vulnerability",
    ]);
  });

  it("quotes are marked with their language, and the file's properties name nobody but the network", async () => {
    const network = await tagged();
    const { document, parts } = await passages(network, "category");
    const languages = new Map(
      named(document, "w:r").map((each) => [textOfXml(each), named(each, "w:lang")[0]?.attributes["w:val"]]),
    );
    expect(languages.get("oduzeo pasoš")).toBe("sr-Latn-RS");
    expect(languages.get("во сиромаштија")).toBe("mk-MK");
    const properties = [...parts].filter(([path]) => path.startsWith("docProps/")).map(([, xml]) => xml);
    const core = readXml(parts.get("docProps/core.xml") ?? "");
    for (const name of ["dc:creator", "cp:lastModifiedBy"])
      expect(named(core, name).map(textOfXml)).toEqual(["Network against trafficking"]);
    for (const { name } of await network.store.people.members()) expect(properties.join()).not.toContain(name);
  });

  it("dates and placeholders are read in the file's language, those of a quote in the language of its verdict", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    await network.tag(latin, lawyer, "Svedok Petar Petrović je potvrdio", { note: "vidi [Victim A]" });
    await network.edit(latin, "Petar Petrović", "[Witness 1]", "redact");
    const content = await network.collect(network.facilitator);
    const read = async (language: UiLanguage): Promise<string[]> => {
      const { paragraphs: written } = readDocx((await writeExport({ ...content, language }, "docx", "category")).bytes);
      return written.filter(({ style }) => style.startsWith("Coram")).map(({ text }) => text);
    };
    expect(await read("sr-Latn")).toEqual(
      expect.arrayContaining(["Svedok [Svedok\u00a01] je potvrdio", "Beleška: vidi [Žrtva\u00a0A]"]),
    );
    expect((await read("sr-Latn")).join()).toContain("Đorđe Šarić, 2. marta 2026.");
    expect(await read("mk")).toEqual(
      expect.arrayContaining(["Svedok [Svedok\u00a01] je potvrdio *", "Белешка: vidi [Жртва\u00a0A]"]),
    );
    expect((await read("mk")).join()).toContain("2 март 2026");
  });

  it("control characters in a note break nothing", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "pasoš", { note: "\u0007\u001B\uFFFE<&>\"'" });
    const { paragraphs: written } = await passages(network, "category");
    expect(written).toContainEqual({ style: "CoramRemark", text: "Note: <&>\"'" });
  });
});
