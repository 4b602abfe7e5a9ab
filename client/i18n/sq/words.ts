import type { words as english } from "../en/words.ts";
import type { Translation } from "../message.ts";

export const words: Translation<typeof english> = {
  "word.country.rs": "Serbia",
  "word.country.mk": "Maqedonia e Veriut",
  "word.country.al": "Shqipëria",
  "word.role.facilitator": "Facilitator",
  "word.role.lawyer": "Jurist",
  "word.role.reviewer": "Recensues",
  "word.role.reader": "Lexues",
  "people.role-what-facilitator":
    "Fton dhe ndryshon anëtarët, sjell dhe përgatit vendimet e organizatës së vet, drejton raundet, vë në fuqi metodologjinë dhe miraton dokumentet; dhe gjithçka që bën juristi.",
  "people.role-what-lawyer":
    "Lexon çdo vendim të miratuar, etiketon, përgjigjet, komenton, kodon raunde, vendos për mospërputhjet dhe shkruan dokumente e metodologji.",
  "people.role-what-reviewer":
    "Lexon çdo vendim të miratuar me etiketat dhe përgjigjet e tij, dokumentet dhe metodologjinë, komenton dhe propozon etiketa; nuk etiketon dhe nuk përgjigjet.",
  "people.role-what-reader":
    "Lexon çdo vendim të miratuar me etiketat dhe përgjigjet e tij, dokumentet dhe metodologjinë; nuk ndryshon asgjë dhe nuk komenton.",
  "people.role-what-guest":
    "Sheh vetëm vendimin ose dokumentin e ftesës, deri ditën kur ajo mbaron: tekstin, etiketat dhe përgjigjet që vlejnë dhe komentet e hapura për të ftuarit; komenton, propozon etiketa ose formulime dhe përkthen pasazhe të vendimit. Me një dokument nuk sheh asnjë vendim, përveç fjalëve që dokumenti citon.",
  "word.guest": "I ftuar",
  "word.stage.in-preparation": "Në përgatitje",
  "word.stage.cleared": "I miratuar",
  "word.stage.cleared-for-guests": "I miratuar për të ftuarit",
  "word.stage.cleared-for-public": "I miratuar për publikun",
  "word.mode.open": "Së bashku",
  "word.mode.blind": "Kodim i pavarur",
  "word.mode.revealed": "I zbuluar",
  "word.mode.adjudicated": "I zgjidhur",
  "word.instance.first": "Shkalla e parë",
  "word.instance.second": "Shkalla e dytë",
  "word.instance.third": "Shkalla e tretë",
  "word.form.individual": "Individuale",
  "word.form.organised": "E organizuar",
  "word.language.sr": "serbisht",
  "word.language.mk": "maqedonisht",
  "word.language.sq": "shqip",
  "word.language.en": "anglisht",
  "word.script.Latn": "latin",
  "word.script.Cyrl": "cirilik",
  "word.section.introduction": "Hyrja",
  "word.section.operative": "Dispozitivi",
  "word.section.reasoning": "Arsyetimi",
  "word.section.remedy": "Mjetet ligjore",
  "word.section.closing": "Pjesa përmbyllëse",
  "word.section.none": "Pa pjesë",
  "word.block.heading": "Titull",
  "word.block.paragraph": "Paragraf",
  "word.block.list-item": "Element liste",
  "word.block.table-cell": "Qelizë tabele",
  "word.audience.internal": "I brendshëm",
  "word.audience.review": "Me të ftuarit",
};
