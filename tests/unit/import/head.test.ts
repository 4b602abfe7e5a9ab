import { describe, expect, test } from "vitest";
import { dateIn } from "../../../server/import/recognise/dates.ts";
import { readHead } from "../../../server/import/recognise/head-data.ts";
import { detectLanguage } from "../../../server/import/recognise/language.ts";

describe("case numbers of every shape that was seen", () => {
  test.each([
    ["K.br.81/15", "K.br.81/15"],
    ["K br. 275/15", "K br. 275/15"],
    ["K 9/20", "K 9/20"],
    ["Broj: K 9/20", "K 9/20"],
    ["Kž1 334/25", "Kž1 334/25"],
    ["Kzz 909/2025", "Kzz 909/2025"],
    ["K-Po1 23/15", "K-Po1 23/15"],
    ["Kt.br. 236/15", "Kt.br. 236/15"],
    ["Уж-5591/2025", "Уж-5591/2025"],
    ["К.бр. 991/09", "К.бр. 991/09"],
    ["КЖ.бр.955/11", "КЖ.бр.955/11"],
    ["09 КОК-40/18", "09 КОК-40/18"],
    ["У.бр.21/2025", "У.бр.21/2025"],
    ["01 0 K 009189 17 Kžk", "01 0 K 009189 17 Kžk"],
  ])("%s", (line, expected) => {
    expect(readHead(["VIŠI SUD U NIŠU", line, "U IME NARODA"], "sr").caseNumber).toBe(expected);
  });

  test.each([
    [["Nr. 41 i vendimit, datë 26.06.2025"], "Nr. 41, datë 26.06.2025", "2025-06-26"],
    [
      ["Nr. 1187 Akti", "Datë e regjistrimit 06.03.2023", "Nr. 214 Vendimi", "Datë e vendimit 11.07.2024"],
      "Nr. 214, datë 11.07.2024",
      "2024-07-11",
    ],
    [["VENDIM nr. 00-2024-1533(222), datë 24.09.2024"], "Nr. 00-2024-1533(222), datë 24.09.2024", "2024-09-24"],
  ])("%s", (lines, caseNumber, date) => {
    expect(readHead(["GJYKATA E APELIT", ...lines, "NË EMËR TË REPUBLIKËS"], "sq")).toMatchObject({ caseNumber, date });
  });

  test("an indictment's number in the running text is not the court's", () => {
    expect(
      readHead(["U IME NARODA", `${"Sud je, po optužnici tužilaštva ".repeat(5)}KTO. 41/22, doneo`], "sr").caseNumber,
    ).toBeNull();
  });
});

describe("dates", () => {
  test.each([
    ["Dana 19.06.2024. godine", "2024-06-19"],
    ["Скопје, 12.03.2024 година", "2024-03-12"],
    ["datë 24.09.2024", "2024-09-24"],
    ["5. maja 2021. godine", "2021-05-05"],
    ["дана 7. децембра 2020. године", "2020-12-07"],
    ["на 3 ноември 2019 година", "2019-11-03"],
    ["më 24 shtator 2024", "2024-09-24"],
    ["31.02.2024. pa 01.03.2024.", "2024-03-01"],
    ["K. 63/22", null],
    ["do 2024. godine", null],
  ])("%s", (line, iso) => {
    expect(dateIn(line)?.iso ?? null).toBe(iso);
  });

  test("without a letterhead, the day on which the court announced it", () => {
    const intro = "VIŠI SUD U NIŠU, u veću, dana 17.06.2024. godine doneo je, a dana 19.06.2024. godine javno objavio";
    expect(readHead(["U IME NARODA", `${intro}${" i".repeat(40)}`], "sr").date).toBe("2024-06-19");
  });
});

describe("courts", () => {
  test.each([
    ["sr", ["OSNOVNI SUD U NOVOM SADU"], "Osnovni sud u Novom Sadu"],
    ["sr", ["АПЕЛАЦИОНИ СУД У КРАГУЈЕВЦУ"], "Апелациони суд у Крагујевцу"],
    ["sr", ["VIŠI SUD U BEOGRADU", "POSEBNO ODELJENJE"], "Viši sud u Beogradu, Posebno odeljenje"],
    ["mk", ["ОСНОВЕН СУД ВЕЛЕС"], "Основен суд Велес"],
    ["mk", ["Апелационен суд Скопје"], "Апелационен суд Скопје"],
    [
      "sq",
      ["GJYKATA E APELIT TË JURIDIKSIONIT TË PËRGJITHSHËM TIRANË"],
      "Gjykata e Apelit të Juridiksionit të Përgjithshëm Tiranë",
    ],
  ] as const)("%s %s", (language, lines, name) => {
    expect(readHead(["REPUBLIKA", ...lines, "K 1/20"], language).court).toBe(name);
  });

  test("in capitals, the letters are those in which the text itself writes the name", () => {
    const lines = [
      "VIŠI SUD U SREMSKOJ MITROVICI",
      "K 1/20",
      "U IME NARODA",
      "Tako je Viši sud u Sremskoj Mitrovici odlučio.",
    ];
    expect(readHead(lines, "sr").court).toBe("Viši sud u Sremskoj Mitrovici");
  });

  test("without a letterhead, from the first words of the introduction", () => {
    expect(
      readHead(["U IME NARODA", `VIŠI SUD U NIŠU, u veću sastavljenom od sudija${" i porotnika".repeat(15)}.`], "sr")
        .court,
    ).toBe("Viši sud u Nišu");
  });
});

describe("country", () => {
  test("a decision of a neighbour in the same language belongs to no country of the network", () => {
    expect(readHead(["OSNOVNI SUD U PODGORICI", "U IME CRNE GORE"], "sr").country).toBeNull();
    expect(readHead(["REPUBLIKA E KOSOVËS", "GJYKATA THEMELORE NË PRISHTINË"], "sq").country).toBeNull();
    expect(readHead(["VIŠI SUD U NIŠU", "U IME NARODA"], "sr").country).toBe("rs");
  });
});

describe("language and script", () => {
  test.each([
    ["Sud je utvrdio da je okrivljeni kriv i izrekao mu kaznu zatvora od tri godine.", "sr", "Latn"],
    ["Sud je utvrdio cinjenicno stanje i osudio okrivljenog za krivicno delo bez dijakritickih znakova.", "sr", "Latn"],
    ["Суд је утврдио да је окривљени крив и изрекао му казну затвора.", "sr", "Cyrl"],
    ["Судот утврди дека обвинетиот е виновен и му изрече казна затвор.", "mk", "Cyrl"],
    ["Gjykata vendosi deklarimin fajtor të të pandehurit për veprën penale.", "sq", "Latn"],
    ["Gjykata vendosi deklarimin fajtor te te pandehurit per vepren penale dhe e denoi me burgim.", "sq", "Latn"],
    ["The court found the defendant guilty and sentenced him to three years in prison.", "en", "Latn"],
    ["Окривљени Ѓорѓи Ќеримовски је, како је суд утврдио, у Нишу и Београду врбовао више лица.", "sr", "Cyrl"],
    ["Суд је утврдио за JMBG 0101006500006 и IMEI 350000000417283 и рачун ABCD да припадају њему.", "sr", "Cyrl"],
  ])("%s", (text, language, script) => {
    expect(detectLanguage(text)).toMatchObject({ language, script });
  });

  test("too little text is not certain of anything", () => {
    expect(detectLanguage("K 9/20").certain).toBe(false);
  });
});
