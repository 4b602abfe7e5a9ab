import type { pairs as english } from "../../en/outputs/pairs.ts";
import type { Translation } from "../../message.ts";

/** Two languages of a document side by side. */
export const pairs: Translation<typeof english> = {
  "pairs.beside": "Krah për krah",
  "pairs.title": "{title}, krah për krah",
  "pairs.side": "{language}, teksti udhëheqës",
  "pairs.missing-gone": "Njëra nga dy gjuhët nuk është këtu, ose nuk mund ta lexoni.",
  "pairs.behind": { one: "{count} i vjetruar", other: "{count} të vjetruar" },
  "pairs.missing": { one: "{count} mungon", other: "{count} mungojnë" },
  "pairs.none": "Asgjë nuk është vjetruar dhe asgjë nuk mungon.",
  "pairs.next": "Tjetri",
  "pairs.changed": "Ndryshuar pas {date} ({language}).",
  "pairs.still-right": "Ende i saktë",
  "pairs.is-right": "U shënua: është ende i saktë.",
  "pairs.what-changed": "Çfarë ndryshoi",
  "pairs.since": "Krahasuar me versionin e datës {date}.",
  "pairs.no-version": "Para kësaj nuk është ruajtur asnjë version, prandaj nuk ka me çfarë të krahasohet.",
  "pairs.not-yet": "Ende jo në këtë gjuhë: {language}.",
  "pairs.words-not-yet": "Pjesërisht në këtë gjuhë: {language}. Pjesa tjetër ende nuk është shkruar.",
  "pairs.go-on": "Vazhdoni",
  "pairs.begin": "Filloni",
  "pairs.begin-quote": "Filloni, me citimin",
  "pairs.above": "E thotë paragrafi më sipër",
  "pairs.only": "Vetëm në gjuhën: {language}",
  "pairs.note-not-yet": "Një fusnotë nuk është ende në këtë gjuhë: {language}.",
  "pairs.note-only": "Një fusnotë është vetëm në gjuhën: {language}.",
  "pairs.fields-not-yet":
    "Çfarë duhet bërë ose treguesi nuk është ende në këtë gjuhë: {language}. Shihni “Ndrysho fushat” të rekomandimit.",
  "pairs.is-only": "Vetëm në gjuhën: {language}.",
  "pairs.take-back": "Kthejeni",
  "pairs.read-from": "nga teksti udhëheqës ({language})",
  "pairs.deadline-untranslated": "ende pa përkthim",
  "pairs.of": "{act}: {words}",
  "pairs.carry": "Ende nuk dihet cili paragraf i përgjigjet cilit: dokumenti është bërë para se kjo të shënohej.",
  "pairs.carry-do": "Lidhini sipas radhës",
};
