import { expect, test } from "vitest";
import { readHead } from "../../../server/import/recognise/head-data.ts";

const CROWD = "sudije porotnici i zapisničar, ".repeat(4);

/** Heads as courts of the region print them: lines, court, day of the decision. */
const HEADS = [
  [
    "me: the day behind the court",
    "sr",
    ["CRNA GORA", "Osnovni sud u Podgorici, dana 12. 04. 2016. godine", "K. br. 123/16"],
    "Osnovni sud u Podgorici",
    "2016-04-12",
  ],
  [
    "me: in whose name, and the day of the writing",
    "sr",
    [
      "OSNOVNI SUD U NIKŠIĆU",
      "K.br. 45/15",
      "Pismeno izrađeno 20.05.2015. godine",
      "Datum odluke: 04.05.2015. godine",
      "U IME CRNE GORE",
    ],
    "Osnovni sud u Nikšiću",
    "2015-05-04",
  ],
  [
    "me: in one sentence",
    "sr",
    [
      "U IME CRNE GORE",
      `Viši sud u Podgorici, kao prvostepeni krivični, ${CROWD}u krivičnom predmetu, po optužnici od 01.02.2016. godine, donio je dana 12.04.2016. godine, a pismeno izradio 05.05.2016. godine`,
      "PRESUDU",
    ],
    "Viši sud u Podgorici",
    "2016-04-12",
  ],
  [
    "me: a street and a telephone",
    "sr",
    [
      "VIŠI SUD U BIJELOM POLJU, ul. 27. marta 12, 84000 Bijelo Polje",
      "tel. 050 432 100",
      "Ks. 7/2017",
      "Dana 03.11.2017. godine",
      "U IME CRNE GORE",
    ],
    "Viši sud u Bijelom Polju",
    "2017-11-03",
  ],
  [
    "me: the highest",
    "sr",
    ["VRHOVNI SUD CRNE GORE", "Kž-S I 9/2019", "Podgorica, 14.06.2019. godine", "U IME CRNE GORE"],
    "Vrhovni sud Crne Gore",
    "2019-06-14",
  ],
  [
    "me: the number on its line",
    "sr",
    ["OSNOVNI SUD U KOTORU K.br. 275/15", "Dana 05. februara 2016. godine", "U IME CRNE GORE"],
    "Osnovni sud u Kotoru",
    "2016-02-05",
  ],
  [
    "rs: the state on its line",
    "sr",
    ["REPUBLIKA SRBIJA VIŠI SUD U NOVOM SADU", "K 9/20", "Dana 19.06.2020. godine", "U IME NARODA"],
    "Viši sud u Novom Sadu",
    "2020-06-19",
  ],
  [
    "rs: a stamp before the day",
    "sr",
    [
      "REPUBLIKA SRBIJA",
      "APELACIONI SUD U NIŠU",
      "Kž1 334/25",
      "Primljeno: 11.03.2025.",
      "Dana 25.02.2025. godine",
      "N I Š",
      "U IME NARODA",
    ],
    "Apelacioni sud u Nišu",
    "2025-02-25",
  ],
  [
    "rs: a department behind a comma, and a street",
    "sr",
    [
      "ВИШИ СУД У БЕОГРАДУ, Посебно одељење за организовани криминал, Устаничка 29",
      "К-По1. 28/21",
      "Дана 22.11.2024. године",
      "У ИМЕ НАРОДА",
    ],
    "Виши суд у Београду, Посебно одељење за организовани криминал",
    "2024-11-22",
  ],
  [
    "rs: for misdemeanours",
    "sr",
    ["PREKRŠAJNI SUD U BEOGRADU", "Pr. 12/22", "Dana 01.09.2022. godine", "U IME NARODA"],
    "Prekršajni sud u Beogradu",
    "2022-09-01",
  ],
  [
    "rs: sent later than decided",
    "sr",
    [
      "OSNOVNI SUD U VRANJU",
      "K 5/19",
      "Otpravljeno dana 30.10.2019. godine",
      "11.09.2019. godine",
      "V R A NJ E",
      "U IME NARODA",
    ],
    "Osnovni sud u Vranju",
    "2019-09-11",
  ],
  [
    "ba: the state's",
    "sr",
    [
      "SUD BOSNE I HERCEGOVINE",
      "Broj: S1 1 K 012345 16 K",
      "Sarajevo, 12.10.2016. godine",
      "U IME BOSNE I HERCEGOVINE",
    ],
    "Sud Bosne i Hercegovine",
    "2016-10-12",
  ],
  [
    "ba: a canton's, after the state",
    "sr",
    [
      "BOSNA I HERCEGOVINA",
      "FEDERACIJA BOSNE I HERCEGOVINE",
      "KANTONALNI SUD U TUZLI",
      "Broj: 03 0 K 004212 10 K",
      "Tuzla, 15.12.2010. godine",
      "U IME FEDERACIJE BOSNE I HERCEGOVINE",
    ],
    "Kantonalni sud u Tuzli",
    "2010-12-15",
  ],
  [
    "ba: in one sentence",
    "sr",
    [
      "U IME REPUBLIKE SRPSKE",
      `Okružni sud u Banjoj Luci, u vijeću sastavljenom od ${CROWD}na glavnom pretresu održanom dana 03.03.2014. godine, donio je dana 07.03.2014. godine i javno objavio`,
      "PRESUDU",
    ],
    "Okružni sud u Banjoj Luci",
    "2014-03-07",
  ],
  [
    "mk: on the day",
    "mk",
    ["ОСНОВЕН СУД ТЕТОВО, на ден 12.04.2016 година", "К.бр. 991/15", "ВО ИМЕТО НА ГРАЃАНИТЕ НА РЕПУБЛИКА МАКЕДОНИЈА"],
    "Основен суд Тетово",
    "2016-04-12",
  ],
  [
    "mk: a street, and the writing",
    "mk",
    [
      "ОСНОВЕН СУД КУМАНОВО, ул. 11 Октомври бр. 5",
      "К-12/18",
      "Писмено изготвена на 20.06.2018 година",
      "Куманово, 30.05.2018 година",
      "ВО ИМЕТО НА ГРАЃАНИТЕ",
    ],
    "Основен суд Куманово",
    "2018-05-30",
  ],
  [
    "mk: in one sentence",
    "mk",
    [
      "ВО ИМЕТО НА ГРАЃАНИТЕ НА РЕПУБЛИКА МАКЕДОНИЈА",
      `Основниот суд Скопје 1 Скопје, како првостепен кривичен, ${"судија и поротници, ".repeat(5)}по обвинението од 02.02.2015 година, на ден 08.07.2015 година донесе и јавно објави`,
      "ПРЕСУДА",
    ],
    "Основниот суд Скопје 1 Скопје",
    "2015-07-08",
  ],
  [
    "al: the day behind the court",
    "sq",
    [
      "REPUBLIKA E SHQIPËRISË",
      "GJYKATA E RRETHIT GJYQËSOR TIRANË, më datë 12.04.2016",
      "Nr. 133 Regj. Themeltar, datë 15.09.2015",
      "Nr. 841 i vendimit, datë 12.04.2016",
      "VENDIM",
    ],
    "Gjykata e Rrethit Gjyqësor Tiranë",
    "2016-04-12",
  ],
  [
    "al: a street, and the reasons",
    "sq",
    [
      "GJYKATA E APELIT VLORË, Rruga Sadik Zotaj",
      "Nr. 77 Vendimi",
      "Datë e vendimit 03.02.2020",
      "Arsyetuar më 28.02.2020",
      "NË EMËR TË REPUBLIKËS",
    ],
    "Gjykata e Apelit Vlorë",
    "2020-02-03",
  ],
] as const;

test.each(HEADS)("%s", (_, language, lines, court, date) => {
  const got = readHead(lines, language);
  expect({ court: got.court, date: got.date }).toEqual({ court, date });
});

test("a sentence about a court names none", () => {
  for (const line of [
    "Sud je utvrdio da je okrivljeni kriv.",
    "Prvostepeni sud je pravilno utvrdio činjenično stanje.",
    "Ovaj sud nalazi da je žalba neosnovana.",
  ])
    expect(readHead(["U IME NARODA", line], "sr").court).toBeNull();
});

test.each([
  [
    "rs: a letter read for the number of the register",
    "sr",
    ["ВИШИ СУД У БЕОГРАДУ", "К-Пол. 28/21", "У ИМЕ НАРОДА"],
    "К-По1. 28/21",
  ],
  ["rs: in Latin letters", "sr", ["VIŠI SUD U BEOGRADU", "K-Pol. 28/21", "U IME NARODA"], "K-Po1. 28/21"],
  ["rs: a sign without its number", "sr", ["ВИШИ СУД У БЕОГРАДУ", "К-Пол.", "У ИМЕ НАРОДА"], null],
  ["rs: the number on the next line", "sr", ["ВИШИ СУД У БЕОГРАДУ", "К-По1.", "28/21", "У ИМЕ НАРОДА"], "К-По1. 28/21"],
  ["al: no number", "sq", ["GJYKATA E SHKALLËS SË PARË TIRANË", "Nr. ___ i vendimit", "Datë 12.04.2021"], null],
] as const)("%s makes no case number of half of one", (_, language, lines, caseNumber) => {
  expect(readHead(lines, language).caseNumber).toBe(caseNumber);
});

test.each([
  ["rs: its town on the next line", "sr", ["VIŠI SUD", "U NIŠU", "K. 5/22", "U IME NARODA"], "Viši sud u Nišu"],
  [
    "al: what it is on the next line",
    "sq",
    ["GJYKATA E", "SHKALLËS SË PARË TIRANË", "Nr. 41 i vendimit"],
    "Gjykata e Shkallës së Parë Tiranë",
  ],
  ["al: nothing behind it", "sq", ["GJYKATA E", "", "Nr. 41 i vendimit"], null],
] as const)("%s makes no court of half of one", (_, language, lines, court) => {
  expect(readHead(lines, language).court).toBe(court);
});
