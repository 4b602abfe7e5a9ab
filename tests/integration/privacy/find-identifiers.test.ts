import { describe, expect, test } from "vitest";
import { ADDRESSES } from "../../../schema/language/addresses.ts";
import { findNames } from "../../../server/privacy/find/find.ts";
import { GOLD_VERDICTS, readNamesGold } from "../../helpers/text/names-gold.ts";

const of = (text: string) => findNames(text, { language: "sr", script: "Latn" });

describe("identifiers", () => {
  test.each<[string, string, string]>([
    ["jmbg", "JMBG 3112899710014", "3112899710014"],
    ["embg", "ЕМБГ 3112899450012", "3112899450012"],
    ["nid", "numër personal J00101999W", "J00101999W"],
    ["birth-date", "rođen 12.03.1989. godine", "12.03.1989."],
    ["birth-date", "i lindur më 12.3.1989 në Fier", "12.3.1989"],
    ["address", "u stanu u Cara Dušana br. 6.", "Cara Dušana br. 6"],
    ["address", "живее во Тетово на Браќа Миладинови 18, моб.", "Браќа Миладинови 18"],
    [
      "address",
      'banues në Shkodër, Rruga "Marin Barleti", p. 14, sh. 2, ap. 9',
      'Rruga "Marin Barleti", p. 14, sh. 2, ap. 9',
    ],
    ["phone", "telefon 064/000-88-20", "064/000-88-20"],
    ["phone", "broj +389 70 000 417", "+389 70 000 417"],
    ["phone", "telefon 062.000.5511", "062.000.5511"],
    ["phone", "mob. 065.00.04.118, pa", "065.00.04.118"],
    ["phone", "sa broja +381.63.000.812 i", "+381.63.000.812"],
    ["phone", "na 024/000.771, a", "024/000.771"],
    ["phone", "broj 00381 63 000 812.", "00381 63 000 812"],
    ["address", "u Zrenjaninu, Železnička 30, telefon", "Železnička 30"],
    ["address", "sa adresom Orlovićeva bb, lišena", "Orlovićeva bb"],
    ["address", "u Subotici, Tiršova br. 1, pismen", "Tiršova br. 1"],
    ["address", "iz Pančeva, Cara Lazara 3, koju", "Cara Lazara 3"],
    ["address", "iz Kruševca, Partizanska 12", "Partizanska 12"],
    ["address", "od Битола, Јане Сандански 12, застапувана", "Јане Сандански 12"],
    ["address", "parkirano u Karađorđevoj 8, a ne", "Karađorđevoj 8"],
    ["address", "Novi Sad, Bulevar oslobođenja 88/14, koga", "Bulevar oslobođenja 88/14"],
    ["plate", "registarskih oznaka NI 0193-TX", "NI 0193-TX"],
    ["plate", "me targë AA 118 ZX", "AA 118 ZX"],
    ["passport", "putnu ispravu broj 014880271", "014880271"],
    ["id-card", "letërnjoftimin nr. BJ0174402", "BJ0174402"],
    ["account", "na račun 199-0000000077120-52", "199-0000000077120-52"],
    ["email", "pisao na a.p@advokati.example juče", "a.p@advokati.example"],
    ["handle", "sa naloga „gogi_nis_84”", "gogi_nis_84"],
    ["ip", "sa IP adrese 203.0.113.74", "203.0.113.74"],
    // Without a digit in the whole text.
    ["handle", "piše @gogi_nis noću", "@gogi_nis"],
    ["url", "na www.primer.example/gogi je", "www.primer.example/gogi"],
    [
      "birth-date",
      "rođena trećeg marta hiljadu devetsto devedesete godine",
      "trećeg marta hiljadu devetsto devedesete ",
    ],
    ["address", "banues në Rruga e Durrësit, pallati “Alba”, tha", "Rruga e Durrësit, pallati “Alba”"],
    ["address", "iz Niša, ul. Mokranjčeva br. 118, rekao", "ul. Mokranjčeva br. 118"],
    ["address", "banues në lagjja nr. 3, banesa 9, me", "lagjja nr. 3, banesa 9"],
  ])("%s: %s", (kind, text, value) => {
    expect(of(text).identifiers.map((each) => [each.kind, each.text])).toEqual([[kind, value]]);
  });

  test("hold their check digit, or are said not to", () => {
    expect(of("JMBG 3112899710014 i JMBG 3112899710015").identifiers.map(({ valid }) => valid)).toEqual([true, false]);
  });

  test("are surely a birth's day where a person's birth is said, and asked about behind the register of births", () => {
    const sure = (text: string): boolean[] => of(text).identifiers.map((each) => each.sure);
    expect(sure("Извод од матичната книга на родените за малолетниот Филип\t15.09.2022\t41")).toEqual([false]);
    expect(sure("Izvod iz matične knjige rođenih za oštećenu od 15.09.2022. godine")).toEqual([false]);
    expect(sure("Izvod iz matične knjige rođenih za oštećenu, rođenu 15.09.2002. godine")).toEqual([true]);
  });

  test("are found in what the court has anonymised itself", () => {
    expect(of("Okrivljeni A.A. iz N., JMBG 3112899710014, sin B.B.").identifiers.map(({ valid }) => valid)).toEqual([
      true,
    ]);
  });

  test("are no case numbers, dates of hearings, sums and articles", () => {
    const text =
      "K.br. 63/22 od 19.06.2024. godine, Kž1 334/25, nr. 41-2021-216 (31), 09 КОК-40/18, iznos od 1.260.000,00 dinara i 14.760 evra, član 388. stav 3, 15,41 časova, " +
      "od 06.11.2019-15.12.2019. godine, od 08.30-16.00 časova, 03.2014-12.2015, u Beogradu, Rev 221/16, upisano u zk. ul. br. 4707, Ivana Stamenova 21 godinu.";
    expect(of(text).identifiers).toEqual([]);
  });
});

test.each(GOLD_VERDICTS)("no line of %s has an address that is sure once its spaces and commas are gone", (id) => {
  const lines = readNamesGold(id).text.split("\n");
  const sure = ADDRESSES.filter((each) => each.sure).map(({ pattern }) => pattern);
  const found = (line: string): string[] => sure.flatMap((pattern) => line.match(pattern) ?? []);
  expect(lines.flatMap(found).length).toBeGreaterThan(0);
  expect(lines.map((line) => line.replace(/[\s,]/g, "")).flatMap(found)).toEqual([]);
});

// Patterns that look at each beginning again were minutes at work on these.
test.each([
  "a",
  "12.",
  "A1",
  "Aa ",
  "Aa, Bb ",
  "06.0",
  "Aaska 1 ",
  "A. B. ",
  "A. Aaić, ",
  "rođen u Aa ",
  "od oca Aa i majke Bb ",
  "ime „Aa“, ",
])("a hundred thousand characters of %j are read to their end", (part) => {
  const { identifiers } = of(part.repeat(100_000 / part.length));
  expect(identifiers).toEqual([]);
});
