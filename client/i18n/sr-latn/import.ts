import type { imports as english } from "../en/import.ts";
import type { Translation } from "../message.ts";

export const imports: Translation<typeof english> = {
  "import.title": "Dodavanje presuda",
  "import.lead":
    "Coram čita datoteku, a vi pregledate šta je našao i potvrđujete. Dok je ne odobrite, presudu vide samo facilitatori organizacije kojoj pripada.",
  "import.drop": "Prevucite datoteke ovamo, i više odjednom",
  "import.choose": "Izaberi datoteke",
  "import.paste": "Nalepi tekst",
  "import.paste-label": "Tekst presude",
  "import.pasted": "Nalepljeni tekst",
  "import.read-text": "Pročitaj tekst",
  "import.formats":
    "DOCX, ODT, RTF, PDF, HTML ili TXT, do 64 MB po datoteci. Sama datoteka se ne čuva. Skenovi (PDF, PNG, JPEG) čitaju se stranu po stranu.",
  "import.sending": "Šalje se",
  "import.reading": "Čita se",
  "import.recognised": "{name}: pročitano, pregledajte i potvrdite",
  "import.failed": "Nije moglo da se pročita",
  "import.done": "Dodato, u pripremi",
  "import.drop-it": "Izostavi",
  "import.drop-named": "Izostavi: {name}",
  "import.warnings": "Pogledajte ovo pre potvrde",
  "import.page-count": { one: "{count} strana", few: "{count} strane", other: "{count} strana" },
  "import.paragraph-count": { one: "{count} pasus", few: "{count} pasusa", other: "{count} pasusa" },
  "import.court": "Sud",
  "import.case-number": "Broj predmeta",
  "import.date": "Datum",
  "import.instance": "Stepen",
  "import.language": "Jezik",
  "import.script": "Pismo",
  "import.form": "Oblik dela",
  "import.owner": "Pripada",
  "import.after":
    "Postaje revizija 1, u pripremi. Osim facilitatora organizacije kojoj pripada, niko je ne može čitati dok je ne odobrite.",
  "import.confirm": "Potvrdi i dodaj",
  "import.text": "Prepoznati tekst",
  "import.page": "str. {number}",
  "import.paragraph": "Pasus {number}",
  "import.section": "Deo",
  "import.kind": "Vrsta",
  "import.and-following": "i oni koji slede",
  "import.warning-unknown": "Pažljivo pregledajte tekst ({code}).",
  "import.warning.read-as": "Naziv se završava na „{extension}“, ali je sadržaj {format}. Tako je i pročitan.",
  "import.warning.encoding-guessed":
    "Znakovi su po pretpostavci pročitani kao {encoding}. Proverite da li su slova ispravna.",
  "import.warning.lines-rejoined": "Redovi stalne širine spojeni su u pasuse.",
  "import.warning.language-uncertain": "Jezik nije siguran. Proverite jezik i pismo.",
  "import.warning.sections-unknown": "Delovi presude nisu prepoznati. Odredite ih u tekstu.",
  "import.warning.tracked-changes": "Praćene izmene: zadržano umetanja {inserted}, izostavljeno brisanja {deleted}.",
  "import.warning.comments-left-out": {
    one: "Izostavljen je {count} komentar.",
    few: "Izostavljena su {count} komentara.",
    other: "Izostavljeno je {count} komentara.",
  },
  "import.warning.hidden-text-left-out": "Skriveni tekst je izostavljen.",
  "import.warning.footnotes-inlined": {
    one: "{count} fusnota stoji iza svog pasusa.",
    few: "{count} fusnote stoje iza svojih pasusa.",
    other: "{count} fusnota stoji iza svojih pasusa.",
  },
  "import.warning.images-left-out": {
    one: "Izostavljena je {count} slika.",
    few: "Izostavljene su {count} slike.",
    other: "Izostavljeno je {count} slika.",
  },
  "import.warning.pages-uncertain":
    "Brojevi strana mogu se razlikovati od papira: datoteka kazuje samo gde se neke strane završavaju.",
  "import.warning.pages-without-text": "Strane bez teksta, možda skenirane: {pages}.",
  "import.warning.garbled-text": "Font u datoteci krije svoja slova: tekst je možda pogrešan.",
  "import.warning.text-read-from-images":
    "Pročitano sa slika stranica ({pages}); reči koje treba pogledati: {uncertain}.",
};
