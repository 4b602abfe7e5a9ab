import { expect, it } from "vitest";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { findNames } from "../../../server/privacy/find/find.ts";
import { quasiIdentifiersIn } from "../../../server/privacy/find/quasi.ts";

const found = (text: string, language: VerdictLanguage = "sr"): string[] =>
  quasiIdentifiersIn(text, language, []).map(({ kind, text: words }) => `${kind}: ${words}`);

it("takes how much schooling somebody has for no school, and a counsel's illness for nobody's", () => {
  for (const text of [
    "sa završenom srednjom školom, neosuđivan",
    "са завршеном основном школом",
    "odložen zbog bolesti branioca",
    "одложен због болести судије",
  ])
    expect(found(text), text).toEqual([]);
  expect(found("sa završenom srednjom školom u Leskovcu")).toEqual(["school: srednjom školom u Leskovcu"]);
  expect(found("pohađala je srednju školu")).toEqual(["school: srednju školu"]);
  expect(found("zbog bolesti zavisnosti od heroina")).toEqual(["illness: bolesti zavisnosti od heroina"]);
});

it("asks about the school and the class of a child, as courts name them in each language", () => {
  const serbian = "učenicu drugog razreda Srednje škole „Svetozar Miletić“ u Novom Sadu";
  expect(found(serbian)).toEqual(["age: učenicu drugog razreda", "school: Srednje škole „Svetozar Miletić“"]);
  expect(found("Похађала је осми разред у ОШ „Вук Караџић“.")).toEqual(["school: ОШ „Вук Караџић“"]);
  expect(found("Učenik je 3. razreda Gimnazije „Uroš Predić“.")).toEqual(["school: Gimnazije „Uroš Predić“"]);
  expect(found("pohađala osmi razred")).toEqual(["age: osmi razred"]);
  expect(found("Ученичка во трето одделение во Основното училиште „Гоце Делчев“.", "mk")).toEqual([
    "age: Ученичка во трето одделение",
    "school: Основното училиште „Гоце Делчев“",
  ]);
  expect(found("СОУ „Кирил Пејчиновиќ“, ученик во втора година", "mk")).toEqual([
    "school: СОУ „Кирил Пејчиновиќ“",
    "age: ученик во втора година",
  ]);
  expect(found("nxënëse e klasës së dytë në shkollën e mesme „Sami Frashëri“", "sq")).toEqual([
    "age: nxënëse e klasës së dytë",
    "school: shkollën e mesme „Sami Frashëri“",
  ]);
  for (const text of ["učenik od 15 godina", "završila osam razreda", "sala prvog sprata", "poslati u školu"])
    expect(found(text), text).toEqual([]);
});

it("calls a home, a shelter and a hospital an institution, by their name alone", () => {
  expect(found("smeštena u Prihvatilište za žene „Sigurna luka“")).toEqual(["institution: „Sigurna luka“"]);
  expect(found("лекувана во Болницата „Св. Наум“", "mk")).toEqual(["institution: „Св. Наум“"]);
  expect(found("лежела у Болници „Свети Лука“")).toEqual(["institution: „Свети Лука“"]);
  expect(found("në Spitalin „Nënë Tereza“", "sq")).toEqual(["institution: „Nënë Tereza“"]);
});

it("asks about a house of guests in every case, and about a clinic by what it is for", () => {
  expect(found("u hotelu „Podrinje“, iz hotela „Podrinje“, hotel „Podrinje“")).toEqual([
    "business: hotelu „Podrinje“",
    "business: hotela „Podrinje“",
    "business: hotel „Podrinje“",
  ]);
  expect(found("ispred kafane „Kod Zokija“, u noćnom klubu „Oskar“")).toEqual([
    "business: kafane „Kod Zokija“",
    "business: klubu „Oskar“",
  ]);
  expect(found("во хотелот „Палас“ и во кафеаната „Мерак“", "mk")).toEqual([
    "business: хотелот „Палас“",
    "business: кафеаната „Мерак“",
  ]);
  expect(found("na Klinici za neurologiju i psihijatriju za decu i omladinu u Beogradu")).toEqual([
    "institution: Klinici za neurologiju i psihijatriju za decu i omladinu",
  ]);
  for (const text of ["barem „dva puta“", "barijera „x y“", "bolnica je odgovorila", "klinički centar"])
    expect(found(text), text).toEqual([]);
});

it("asks about a town by both its words, and about one abroad that people go to", () => {
  const towns = (text: string, language: VerdictLanguage = "sr"): string[] =>
    findNames(text, { language, script: "Latn" }).quasi.map(({ text: words }) => words);
  expect(towns("Majka radi u Beču, ranije u Gracu. Otac je iz Malog Zvornika, a živeli su u Novom Sadu.")).toEqual([
    "Beču",
    "Gracu",
    "Malog Zvornika",
    "Novom Sadu",
  ]);
  expect(towns("Viši sud u Novom Sadu i tužilaštvo u Republici Srbiji, po konvenciji iz Strazbura.")).toEqual([]);
});

it("asks about the number of a house in a village, of a room, and of a file that a figure begins", () => {
  const numbers = (text: string): string[] => {
    const { identifiers, quasi } = findNames(text, { language: "sr", script: "Latn" });
    return [...identifiers, ...quasi].map(({ text: words }) => words);
  };
  expect(numbers("živi na adresi kućni broj 43, boravila u sobi 214, osuđen presudom 3K. 88/19")).toEqual([
    "kućni broj 43",
    "sobi 214",
    "3K. 88/19",
  ]);
});

it("asks when somebody was treated, in each language, and not of other days", () => {
  for (const [text, day, language] of [
    ["lečena je u bolnici od 21. avgusta do 16. septembra 2020. godine", "od 21. avgusta do 16. septembra 2020", "sr"],
    ["gde je lečena od 3. do 21. februara 2023. godine", "od 3. do 21. februara 2023", "sr"],
    ["хоспитализована је 3.5.2020. године", "3.5.2020", "sr"],
    ["била лекувана од 21 август до 16 септември 2020 година", "од 21 август до 16 септември 2020", "mk"],
    ["u trajtua nga data 21 gusht deri më 16 shtator 2020", "nga data 21 gusht deri më 16 shtator 2020", "sq"],
  ] as const)
    expect(found(text, language), text).toEqual([`illness: ${day}`]);
  for (const text of ["pokušala da pobegne 20. jula 2020. godine", "lečena je. Presuda od 3. maja 2021. godine"])
    expect(found(text), text).toEqual([]);
});

it("takes a clinic of a saint's name for one institution and for nobody, and knows towns by their neighbours' names", () => {
  const all = (text: string, language: VerdictLanguage = "sr"): string[] => {
    const { entities, quasi } = findNames(text, { language, script: "Latn" });
    return [
      ...entities.map(({ canonical }) => canonical),
      ...quasi.map(({ kind, text: words }) => `${kind}: ${words}`),
    ];
  };
  expect(
    all("Lečena je u Klinici za neurologiju i psihijatriju „Sveti Sava“. Veštak Sveti Sava je dao nalaz."),
  ).toEqual(["institution: „Sveti Sava“", "institution: Sveti Sava"]);
  expect(all("Okrivljeni Sveta Petrović je došao.")).toEqual(["Sveta Petrović"]);
  expect(all("Odvedena je u Skoplje, pa kod rođaka u Sremskoj Kamenici.")).toEqual([
    "settlement: Skoplje",
    "settlement: Sremskoj Kamenici",
  ]);
  expect(all("Живеела во Белград и во Врање.", "mk")).toEqual(["settlement: Белград", "settlement: Врање"]);
  expect(all("Ajo jetonte në Shkup.", "sq")).toEqual(["settlement: Shkup"]);
});
