import type { WorkbookWords } from "../shape.ts";

export const workbook: WorkbookWords = {
  sheets: {
    readMe: "Pročitajte",
    passages: "Odlomci",
    categories: "Kategorije × presude",
    questions: "Pitanja × presude",
    answers: "Odgovori",
  },
  how: {
    passages: "Jedan red za svaki označeni odlomak. Strelice u prvom redu razvrstavaju i filtriraju.",
    categories:
      "Koliko oznaka svake kategorije ima presuda, zajedno sa potkategorijama; ista kategorija na istom odlomku broji se jednom. Poslednji red broji sve oznake presude. Zbir obuhvata samo presude u kojima nešto važi.",
    questions:
      "Odgovor na svako pitanje upitnika predmeta; ispod su pitanja o licima, jedan red za svako lice i pitanje. {who} iz jedne presude nije {who} iz druge.",
    answers: "Jedan red za svaki odgovor, sa odlomcima koji ga dokazuju, ko ga je dao i kada.",
  },
  more: {
    coders: "„2 od 3“ su analitičari: za presudu u kojoj ništa nije usaglašeno piše koliko ih je tako odgovorilo.",
    range:
      "„3–5“ su kodiranja koja nisu usaglašena: najmanje i najviše koliko ima jedan analitičar. Ne ulaze ni u jedan zbir.",
    part: "Datoteka sadrži samo deo onoga što važi i ove tabele broje samo ono što je u njoj. Prazno polje ne govori ništa o presudi.",
    dates:
      "Dani, vremena ({utc}) i brojevi razvrstavaju se kao takvi. Datum od kojeg se zna samo godina ili mesec je tekst.",
    placeholders: "Reči u uglastim zagradama stoje umesto zamenjenih imena.",
    folded:
      "Kolone koje su u ovoj datoteci prazne, kao i one o izvoru, o tome čije su oznake, o krugu i o verziji, sklopljene su i ne štampaju se: otvara ih + iznad kolona.",
  },
  parts: { file: "O ovoj datoteci", how: "Kako se listovi čitaju", left: "Izostavljeno" },
  left: {
    ids: ["ID kategorija, odlomaka i pitanja", "Označite „Sa ID-ovima“ kada pravite datoteku."],
    notes: [
      "Beleške, razlozi odluka, imena analitičara, komentari",
      "Štiklirajte „Sa beleškama, razlozima i imenima analitičara“ kada pravite datoteku.",
    ],
    tables: "Broje ono što važi, a ova datoteka sadrži nešto drugo.",
    ofPassages: "Odlomci su traženi po kategoriji ili rečima, a odgovori nemaju ni jedno ni drugo.",
    answers: "Ovde još niko ništa nije odgovorio.",
    "in-preparation": "Presude u pripremi",
    blind: "Presude koje kodirate nezavisno",
    "being-coded": "Presude koje se kodiraju nezavisno",
    nothing: "Presude u kojima od traženog ništa ne važi",
    unsettled: "Presude u kojima još ništa nije usaglašeno",
  },
  total: "Ukupno",
  foundIn: "Presude sa njom",
  allTags: "Sve oznake",
  retired: "povučeno iz upotrebe",
};
