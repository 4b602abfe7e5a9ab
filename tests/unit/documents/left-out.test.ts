import fc from "fast-check";
import { expect, it } from "vitest";
import { bareNumberOf } from "../../../server/export/naming/file-numbers.ts";
import { namesInText } from "../../../server/export/naming/in-text.ts";
import { Naming } from "../../../server/export/naming/naming.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import { anOutput, COVER, node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";

const AL = {
  ...SOURCE,
  verdict: newId(VerdictId),
  country: "al" as const,
  court: "Gjykata e Shkallës së Parë e Juridiksionit të Përgjithshëm Durrës",
  caseNumber: "Nr. 214, datë 11.07.2024",
  date: "2024-07-11",
};
const naming = new Naming([SOURCE, AL]);
const leave = (text: string): string => naming.leaveOut(text);

it("takes out a verdict's number, date and court however they are written, in both scripts", () => {
  for (const [text, expected] of [
    ["presuda K-Po1 12/23 od 14.03.2023. godine", "presuda […] od […] godine"],
    ["K.Po1 br. 12/23, К-По1. 12/23 и KPo1 12/2023", "[…], […] и […]"],
    ["14 March 2023, 14. marta 2023, 14. марта 2023, March 14, 2023, 2023-03-14", "[…], […], […], […], […]"],
    ["pred Višim sudom u Nišu; Виши суд у Нишу", "pred […]; […]"],
    [
      "vendimi nr. 214, datë 11.07.2024 i Gjykatës së Shkallës së Parë e Juridiksionit të Përgjithshëm Durrës",
      "vendimi […] i […]",
    ],
    ["vendimi Nr. 214 dhe 11 korrik 2024", "vendimi […] dhe […]"],
  ] as const)
    expect(leave(text)).toBe(expected);
});

it("knows a number without a year of those alone that have none: that of a chamber is no case's", () => {
  for (const [caseNumber, bare] of [
    ["Nr. 214, datë 11.07.2024", "214"],
    ["4 K. 63/22", null],
    ["09 КОК-31/22", null],
    ["К-По1. 28/21", null],
  ] as const)
    expect(bareNumberOf(caseNumber)).toBe(bare);
});

it("takes out a day in words in every language, and one without a year where it is the verdict's", () => {
  for (const [text, expected] of [
    ["më njëmbëdhjetë korrik dy mijë e njëzet e katër u shpall", "më […] u shpall"],
    ["më njëmbëdhjetë korrik të vitit 2024 u shpall", "më […] u shpall"],
    ["the fourteenth of March two thousand and twenty-three", "the […]"],
    ["on fourteen March twenty twenty-three, and on March the fourteenth", "on […], and on […]"],
    ["četrnaestog marta dvije hiljade dvadeset treće, четрнаестог марта 2023", "[…], […]"],
    ["четиринаесетти март две илјади дваесет и трета", "[…]"],
    ["izrečena 14. marta, objavljena 11. jula ove godine", "izrečena […], objavljena […] ove godine"],
    ["изречена четрнаестог марта; на 14 март", "изречена […]; на […]"],
    ["më 11 korrik dhe më 14.03. në seancë", "më […] dhe më […] në seancë"],
    ["14 March and 11 July", "[…] and […]"],
  ] as const)
    expect(leave(text)).toBe(expected);
  const february = new Naming([{ ...SOURCE, date: "2023-02-14" }]);
  expect(february.leaveOut("на 14 февруари 2023, на 14 февруари")).toBe("на […], на […]");
  for (const text of [
    "14. marta 2021. godine i 14. marta dve hiljade dvadesete",
    "më njëmbëdhjetë korrik dy mijë e njëzet",
    "on the fourteenth of March two thousand and ten",
    "15. marta, 14. juna, 14 osoba, 14.3.1",
    "četrnaest marama, fourteen marchers, 14 martirjev",
  ])
    expect(leave(text)).toBe(text);
});

it("takes a number with or without its chamber and with either form of the year", () => {
  const own = new Naming([{ ...SOURCE, caseNumber: "4 K. 63/22" }]);
  for (const text of ["4 K. 63/22", "K. 63/22", "K 63/22", "K.br. 63/2022", "4 K 63/2022", "К. 63/22"])
    expect(own.leaveOut(`u predmetu ${text} je`)).toBe("u predmetu […] je");
  for (const text of ["K. 163/22", "K. 63/23", "63/22 %", "čl. 63/22", "Službeni glasnik RS br. 63/22", "63/22/2020"])
    expect(own.leaveOut(text)).toBe(text);
});

it("takes out a court that is named without its department, and as a department of it", () => {
  const organised = {
    ...SOURCE,
    verdict: newId(VerdictId),
    court: "Viši sud u Beogradu, Posebno odeljenje za organizovani kriminal",
  };
  const own = new Naming([organised]);
  for (const [text, expected] of [
    ["pred Višim sudom u Beogradu", "pred […]"],
    ["Višeg suda u Beogradu, Posebnog odeljenja za organizovani kriminal, od", "[…], od"],
    ["Посебно одељење Вишег суда у Београду", "Посебно одељење […]"],
    [
      "Viši sud u Nišu i Posebno odeljenje za organizovani kriminal",
      "Viši sud u Nišu i Posebno odeljenje za organizovani kriminal",
    ],
  ] as const)
    expect(own.leaveOut(text)).toBe(expected);
});

it("leaves other numbers, dates and courts where they are", () => {
  for (const text of [
    "člana 388. stav 12/23 i K-Po1 112/23",
    "15.03.2023, 14 March 2024, 14. april 2023",
    "Vrhovni sud u Beogradu; Viši sud",
    "ligji nr. 2140, 214 vetë",
  ])
    expect(leave(text)).toBe(text);
});

it("leaves them out of quotes, titles and sentences, and days out of timelines", () => {
  const { document, parts } = anOutput();
  const quote = node("evidence", {});
  const manuscript = toManuscript({
    title: "On K-Po1 12/23",
    language: "en",
    facts: COVER,
    withoutCaseNumbers: true,
    document: {
      type: "doc",
      content: [...document.content, quote, paragraph(words("The Viši sud u Nišu decided on 14 March 2023."))],
    },
    parts: [...parts, quoteState(quote.attrs?.["id"], { words: "u predmetu K-Po1. br. 12/23 Višeg suda u Nišu" })],
  });
  const { words: _own, ...said } = manuscript;
  const all = JSON.stringify(said);
  for (const hidden of ["12/23", "Niš", "14 March 2023", "12 March 2020"]) expect(all).not.toContain(hidden);
  expect(manuscript.title).toBe("On [case number]");
  // The writer's sentence reads on; what is quoted is cut.
  expect(all).toContain('"The [court] decided on [date]."');
  expect(all).toContain("u predmetu […]");
  expect(all).not.toContain("[…] […]");
  expect(leave("e arrestimit, 14 March 2023 […]")).toBe("e arrestimit, […]");
  expect(manuscript.blocks).toContainEqual(
    expect.objectContaining({
      kind: "facts",
      rows: [
        ["about 2019", "She left school. (own knowledge)"],
        ["2020", "[Victim A]: First contact (para. 12)"],
        ["2020 – 2021", "She was kept in a flat. (para. 14)"],
        ["2021", "Arrest"],
        // Whoever reads it is told why.
        ["Years alone, so that nobody is found by a date."],
      ],
    }),
  );
});

it("takes out a court of the town whatever else it is called, and leaves the rest of the sentence", () => {
  const other = new Naming([
    { ...SOURCE, court: "Viši sud u Nišu (fiktivno)" },
    { ...SOURCE, court: "Основен кривичен суд Скопје" },
    AL,
    { ...SOURCE, court: "Okružni sud u Novom Sadu" },
    { ...SOURCE, court: "Osnovni sud u Leskovcu" },
  ]);
  for (const [text, expected] of [
    ["Presuda Višeg suda u Nišu pokazuje", "Presuda […] pokazuje"],
    ["Пресуда Вишег суда у Нишу показује", "Пресуда […] показује"],
    ["pred niškim Višim sudom, i pred sudom u Nišu", "pred […], i pred […]"],
    ["судењето пред Основниот суд во Скопје траеше", "судењето пред […] траеше"],
    ["Gjykata e Durrësit dhe gjykata në Durrës vendosën", "[…] dhe […] vendosën"],
    ["the Niš Higher Court held, as courts in Durrës do", "the […] held, as […] do"],
    ["pred sudovima u Novom Sadu i leskovačkom sudu", "pred […] i […]"],
  ] as const)
    expect(other.leaveOut(text)).toBe(expected);
  for (const text of [
    "Sud je u Nišu saslušao svedoka. Ništa sud nije rekao.",
    "Žrtva je iz Niša. Sud u Kragujevcu, Apelacioni sud u Beogradu",
    "Novi sudovi, nova godina",
  ])
    expect(other.leaveOut(text)).toBe(text);
  expect(other.leaveOut("Studija slučaja: Niš", true)).toBe("Studija slučaja: […]");
  expect(other.leaveOut("Nišan na ženama", true)).toBe("Nišan na ženama");
});

it("takes the town for none where the court is of a whole country", () => {
  const naming = new Naming([
    { ...SOURCE, court: "Vrhovni sud Republike Srbije" },
    { ...SOURCE, court: "Gjykata e Posaçme për Korrupsionin dhe Krimin e Organizuar" },
  ]);
  for (const title of ["Žrtve u Srbiji", "Krimi i Organizuar", "Republika Srbija"])
    expect(naming.leaveOut(title, true)).toBe(title);
});

it("takes out a name that is partly bold, and the town of a title in its cover and name", () => {
  const manuscript = toManuscript({
    title: "Studija slučaja: Niš",
    language: "sr-Latn",
    facts: COVER,
    withoutCaseNumbers: true,
    isAbout: [{ ...SOURCE, court: "Viši sud u Nišu (fiktivno)" }],
    alsoNamed: [{ court: "Sud za ratne zločine", caseNumber: "Ki 7/19", date: null }],
    document: {
      type: "doc",
      subtitle: "Niš, 2023",
      content: [
        paragraph(words("Presuda Višeg "), words("suda", "strong"), words(" u Nišu i Suda za ratne zločine, Ki 7/19.")),
      ],
    },
    parts: [],
  });
  const { words: _own, ...said } = manuscript;
  expect(JSON.stringify(said)).not.toMatch(/Niš|ratne|7\/19/u);
  expect(manuscript.title).toBe("Studija slučaja: [grad]");
  expect(JSON.stringify(manuscript.blocks)).toContain("Presuda [sud]");
});

it("takes a number by number and year, a day of the case and a court in other words and languages", () => {
  const own = new Naming([
    {
      ...SOURCE,
      caseNumber: "4 K. 63/22",
      date: "2024-06-19",
      ...namesInText(
        "Viši sud u Nišu, po optužnici Višeg javnog tužilaštva u Nišu KTO. 41/22 od 03.03.2022. godine, dana 17.06.2024. godine doneo je presudu.\n" +
          "Oštećena, rođena 01.02.2003. godine, živela je u Nišu.".padStart(4000, "Svedok je rekao da ne zna. ") +
          "\nDana 05.05.2021. godine optuženi joj je oduzeo pasoš.",
      ),
    },
  ]);
  for (const text of [
    "case K. 63/22",
    "slučaj 63/22",
    "slučaj 63/2022",
    "`К. 63/22`",
    "K.br. 63/2022",
    "Kž1 63/22",
    "4 K 63/2022",
    "63 iz 2022. godine",
    "KTO. 41/22",
    "КТО 41/2022",
    "17.06.2024",
    "17. i 19. juna 2024",
    "sedamnaestog juna 2024",
    "17 June 2024",
    "3. mart 2022",
    "Nis Higher Court",
    "VS Niš",
    "ОС у Нишу",
    "Gjykata e Lartë në Nish",
    "Više javno tužilaštvo u Nišu",
    "Viši sud (Niš)",
  ])
    expect(own.leaveOut(`o tome: ${text}, i dalje`), text).not.toMatch(/\d\d|Ni[sš]|Ниш/u);
  for (const text of [
    "05.05.2021",
    "1. februara 2003",
    "63 %, 41/22 odsto",
    "§ 63/22",
    "u Nišu je živela",
    "Niš",
    "63, 22",
  ])
    expect(own.leaveOut(text), text).toBe(text);
  expect(own.leaveOut("presudom od 19.06.2024. osudio ga je. Presuda od 19.06.2024. Zatim")).toBe(
    "presudom od […] osudio ga je. Presuda od […]. Zatim",
  );
});

it("tells of sentences what stays and may tell the verdict: the town of its court in any case of the noun, and months of the case, in both scripts", () => {
  const text = "Dana 05.10.2020. godine joj je oduzeo pasoš; u julu 2021. vratio ga je.".padStart(4000, "Ne zna. ");
  const own = new Naming([
    { ...SOURCE, ...namesInText(text) },
    { ...SOURCE, court: "Основен кривичен суд Скопје" },
  ]);
  const told = (said: string): string[] => own.mayTell(said).map(({ start, end }) => said.slice(start, end));
  for (const [said, expected] of [
    ["Nine years in Niš and eleven in Skopje", ["Niš", "Skopje"]],
    ["Девет година у Нишу, девет во Скопје, nëntë në Shkup", ["Нишу", "Скопје", "Shkup"]],
    ["in October 2020, u oktobru 2020, октомври 2020, në tetor 2020", 4],
    ["5 October 2020 and July 2021", ["October 2020", "July 2021"]],
    // The day of the verdict and its court are left out, and stand in the other list.
    ["Higher Court in Niš, 14 March 2023", []],
    ["in October 2019, in 2020, u Beogradu, niška banja 2020", []],
  ] as const)
    expect(typeof expected === "number" ? told(said).length : told(said), said).toEqual(expected);
});

it("finds a court in the town that neighbours call otherwise", () => {
  const own = new Naming([{ ...SOURCE, court: "Основен кривичен суд Скопје" }, AL]);
  for (const text of ["Gjykata Themelore e Shkupit", "Osnovni sud u Skoplju", "Osnovni sud u Draču", "ОКС Скопје"])
    expect(own.leaveOut(text), text).toBe("[…]");
});

it("keeps what the writer says stays, unless it is sure to name a verdict or stands in a quote", () => {
  const names = { ...SOURCE, caseNumber: "4 K. 63/22", numbers: ["41/22"] };
  const own = new Naming([names], ["KTO. 41/22", "K. 63/22", "63/22"]);
  expect(own.leaveOut("KTO. 41/22, K. 63/22, 63/22")).toBe("KTO. 41/22, […], 63/22");
  const quote = node("evidence", {});
  const { blocks } = toManuscript({
    title: "",
    language: "en",
    facts: COVER,
    withoutCaseNumbers: true,
    alsoNamed: [names],
    kept: ["KTO. 41/22"],
    document: { type: "doc", content: [quote, paragraph(words("Ours is KTO. 41/22."))] },
    parts: [quoteState(quote.attrs?.["id"], { words: "po optužnici KTO. 41/22 suda" })],
  });
  expect(JSON.stringify(blocks).match(/41\/22/gu)).toHaveLength(1);
});

it("finds one number in any notation, and nothing in shares, amounts and parts of laws", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 2000, max: 2026 }),
      fc.constantFrom("K", "К", "Kž", "K-Po1", "К-По1", "KTO", "КОК", "Кж1", "PAKR", "Kv", ""),
      fc.constantFrom("", ".", ".br.", " br. ", ". бр. ", " ", "-", ". "),
      fc.constantFrom("/", " / ", "/\u00a0", "\u2060/"),
      fc.constantFrom("", "4 ", "12 ", "09 "),
      fc.boolean(),
      (number, year, register, between, slash, chamber, isShort) => {
        const mark = between || (/\d$/u.test(register) ? " " : "");
        const own = new Naming([{ ...SOURCE, caseNumber: `4 K. ${number}/${String(year).slice(-2)}` }]);
        const shown = isShort ? String(year).slice(-2) : String(year);
        const written = `${register && chamber}${register}${register && mark}${number}${slash}${shown}`;
        expect(own.leaveOut(`u predmetu ${written} je`), written).not.toContain(`${slash}${shown}`);
        for (const other of [
          `${number}/${shown} %`,
          `§ ${number}/${shown}`,
          `${number}/${shown} dinara`,
          `${number}1/${shown}`,
        ])
          expect(own.leaveOut(`to je ${other}`)).toBe(`to je ${other}`);
      },
    ),
    { numRuns: 40 },
  );
});
