import type { pairs as english } from "../../en/outputs/pairs.ts";
import type { Translation } from "../../message.ts";

/** Two languages of a document side by side. */
export const pairs: Translation<typeof english> = {
  "pairs.beside": "Uporedo",
  "pairs.title": "{title}, uporedo",
  "pairs.side": "{language}, vodeći tekst",
  "pairs.missing-gone": "Jednog od dva jezika nema, ili ne smete da ga čitate.",
  "pairs.behind": { one: "{count} zaostaje", few: "{count} zaostaju", other: "{count} zaostaje" },
  "pairs.missing": { one: "{count} nedostaje", few: "{count} nedostaju", other: "{count} nedostaje" },
  "pairs.none": "Ništa ne zaostaje i ništa ne nedostaje.",
  "pairs.next": "Sledeće",
  "pairs.changed": "Izmenjeno posle {date} ({language}).",
  "pairs.still-right": "I dalje tačno",
  "pairs.is-right": "Zabeleženo: i dalje je tačno.",
  "pairs.what-changed": "Šta je izmenjeno",
  "pairs.since": "Poređeno sa verzijom od {date}.",
  "pairs.no-version": "Pre toga nije sačuvana nijedna verzija, pa nema s čime da se poredi.",
  "pairs.not-yet": "Još nema na ovom jeziku: {language}.",
  "pairs.words-not-yet": "Delom na ovom jeziku: {language}. Ostatak još nije napisan.",
  "pairs.go-on": "Nastavite",
  "pairs.begin": "Započnite",
  "pairs.begin-quote": "Započnite, sa navodom",
  "pairs.above": "Kaže ga pasus iznad",
  "pairs.only": "Samo na jeziku: {language}",
  "pairs.note-not-yet": "Jedne fusnote još nema na ovom jeziku: {language}.",
  "pairs.note-only": "Jedna fusnota je samo na jeziku: {language}.",
  "pairs.fields-not-yet":
    "Šta treba učiniti ili pokazatelja još nema na ovom jeziku: {language}. Vidite „Izmeni polja“ preporuke.",
  "pairs.is-only": "Samo na jeziku: {language}.",
  "pairs.take-back": "Poništite",
  "pairs.read-from": "preuzeto ({language})",
  "pairs.deadline-untranslated": "još nije prevedeno",
  "pairs.of": "{act}: {words}",
  "pairs.carry": "Još se ne zna koji pasus odgovara kojem: dokument je nastao pre nego što se to beležilo.",
  "pairs.carry-do": "Povežite ih po redosledu",
};
