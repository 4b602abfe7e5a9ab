import { expect, it } from "vitest";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { caseFilesIn } from "../../../server/privacy/find/case-files.ts";

const found = (text: string, language: VerdictLanguage = "sr", own: string[] = []): string[] =>
  caseFilesIn(text, language, own).map((each) => each.text);

it("offers numbers of other cases: custody, misdemeanours, earlier verdicts, reports against a victim", () => {
  expect(
    found("Oštećenoj je dete oduzeto presudom Osnovnog suda u Leskovcu P2. 112/19 od 03.04.2019. godine."),
  ).toEqual(["P2. 112/19"]);
  expect(found("Оштећени је пресудом Основног суда у Књажевцу К.бр. 61/2020 осуђен условно.")).toEqual([
    "К.бр. 61/2020",
  ]);
  expect(found("Procena Centra za zaštitu žrtava trgovine ljudima br. 560-118/21.")).toEqual(["br. 560-118/21"]);
  expect(found("Прекршочен налог за Мирела Лека бр. 1170/21, и пријавата КОМ.бр. 388/22.", "mk")).toEqual([
    "бр. 1170/21",
    "КОМ.бр. 388/22",
  ]);
  expect(found("Drane Prendi, me vendimin nr. 902, datë 25.11.2021, është deklaruar fajtore.", "sq")).toEqual([
    "nr. 902",
  ]);
  // Whatever court decided on a child.
  expect(found("O staranju je odlučeno presudom Apelacionog suda u Nišu Gž2. 44/20.")).toEqual(["Gž2. 44/20"]);
});

it("leaves out the decision's own number however it is written, and those of related decisions", () => {
  const text =
    "U predmetu 4 K. 63/22 sud je, kao u presudi K br. 63/22 i u presudi K. 17/19, odlučio. K. 163/22 je drugi.";
  expect(found(text, "sr", ["4 K. 63/22", "К 17/19"])).toEqual(["K. 163/22"]);
});

it("offers the prosecutor's number and those of orders, wherever they stand again", () => {
  const text =
    "Po optužnici Višeg javnog tužilaštva u Nišu KTO. 41/22, potvrđenoj rešenjem ovog suda Kv. 188/22, i po naredbi Kpp. 402/21. " +
    "Na listu uz KTO. 41/22.";
  expect(found(text)).toEqual(["KTO. 41/22", "Kv. 188/22", "Kpp. 402/21", "KTO. 41/22"]);
  expect(found("1. Procedimi penal nr. 271 i vitit 2022.", "sq")).toEqual(["nr. 271"]);
});

it("offers the indictment behind the code that it is brought under, and an appeal of the years of the case", () => {
  const head =
    "zbog krivičnog dela iz člana 388. stav 3. Krivičnog zakonika, po optužnici Višeg javnog tužilaštva u Novom Sadu Kto. 31/24";
  expect(found(head)).toEqual(["Kto. 31/24"]);
  const appeal = "Sud je cenio rešenje Apelacionog suda u Novom Sadu Kž2. 219/24.";
  expect(found(appeal, "sr", ["K. 77/25"])).toEqual(["Kž2. 219/24"]);
  expect(found(appeal, "sr", ["K. 77/2018"])).toEqual([]);
  expect(found("Tako i presuda Vrhovnog suda Kzz. 909/24.", "sr", ["K. 77/25"])).toEqual([]);
});

it("leaves out laws and gazettes, what others cite, and the two numbers of a head", () => {
  const text =
    "„Službeni glasnik RS“ br. 85/05 i 88/05. Direktiva 2011/36/EU. " +
    "Tako i presuda Vrhovnog kasacionog suda Kzz. 909/2025 i Apelacionog suda u Beogradu Kž1. 334/25.";
  expect(found(text)).toEqual([]);
  const albanian = "Nr. 1187 Akti\nNr. 214 Vendimi\nçështjen penale nr. 1187 akti, sipas ligjit nr. 7895.";
  expect(found(albanian, "sq", ["Nr. 214"])).toEqual([]);
});
