import type { words as english } from "../en/words.ts";
import type { Translation } from "../message.ts";

export const words: Translation<typeof english> = {
  "word.country.rs": "Srbija",
  "word.country.mk": "Severna Makedonija",
  "word.country.al": "Albanija",
  "word.role.facilitator": "Facilitator",
  "word.role.lawyer": "Pravnik",
  "word.role.reviewer": "Recenzent",
  "word.role.reader": "Čitalac",
  "people.role-what-facilitator":
    "Poziva i menja članove, unosi i priprema presude svoje organizacije, vodi krugove, stavlja metodologiju na snagu i odobrava dokumente; i sve što radi pravnik.",
  "people.role-what-lawyer":
    "Čita svaku odobrenu presudu, označava, odgovara, komentariše, kodira krugove, odlučuje o neslaganjima i piše dokumente i metodologiju.",
  "people.role-what-reviewer":
    "Čita svaku odobrenu presudu s njenim oznakama i odgovorima, dokumente i metodologiju, komentariše i predlaže oznake; ne označava i ne odgovara.",
  "people.role-what-reader":
    "Čita svaku odobrenu presudu s njenim oznakama i odgovorima, dokumente i metodologiju; ništa ne menja i ne komentariše.",
  "people.role-what-guest":
    "Vidi samo onu presudu ili onaj dokument iz poziva, do dana kada poziv ističe: tekst, oznake i odgovore koji važe i komentare otvorene za goste; komentariše, predlaže oznake ili formulacije i prevodi odlomke presude. Uz dokument ne vidi nijednu presudu, osim reči koje dokument navodi.",
  "word.guest": "Gost",
  "word.stage.in-preparation": "U pripremi",
  "word.stage.cleared": "Odobrena",
  "word.stage.cleared-for-guests": "Odobrena za goste",
  "word.stage.cleared-for-public": "Odobrena za javnost",
  "word.mode.open": "Zajedno",
  "word.mode.blind": "Nezavisno",
  "word.mode.revealed": "Otkriveno",
  "word.mode.adjudicated": "Usaglašeno",
  "word.instance.first": "Prvi stepen",
  "word.instance.second": "Drugi stepen",
  "word.instance.third": "Treći stepen",
  "word.form.individual": "Pojedinačno",
  "word.form.organised": "Organizovano",
  "word.language.sr": "srpski",
  "word.language.mk": "makedonski",
  "word.language.sq": "albanski",
  "word.language.en": "engleski",
  "word.script.Latn": "latinica",
  "word.script.Cyrl": "ćirilica",
  "word.section.introduction": "Uvod",
  "word.section.operative": "Izreka",
  "word.section.reasoning": "Obrazloženje",
  "word.section.remedy": "Pravna pouka",
  "word.section.closing": "Završni deo",
  "word.section.none": "Bez dela",
  "word.block.heading": "Naslov",
  "word.block.paragraph": "Pasus",
  "word.block.list-item": "Stavka liste",
  "word.block.table-cell": "Ćelija tabele",
  "word.audience.internal": "Interno",
  "word.audience.review": "Sa gostima",
};
