import type { pairs as english } from "../../en/outputs/pairs.ts";
import type { Translation } from "../../message.ts";

/** Two languages of a document side by side. */
export const pairs: Translation<typeof english> = {
  "pairs.beside": "Напоредно",
  "pairs.title": "{title}, напоредно",
  "pairs.side": "{language}, водечки текст",
  "pairs.missing-gone": "Еден од двата јазика го нема, или не смеете да го читате.",
  "pairs.behind": { one: "{count} заостанува", other: "{count} заостануваат" },
  "pairs.missing": { one: "{count} недостига", other: "{count} недостигаат" },
  "pairs.none": "Ништо не заостанува и ништо не недостига.",
  "pairs.next": "Следно",
  "pairs.changed": "Изменето по {date} ({language}).",
  "pairs.still-right": "Сѐ уште точно",
  "pairs.is-right": "Забележано: сѐ уште е точно.",
  "pairs.what-changed": "Што е изменето",
  "pairs.since": "Споредено со верзијата од {date}.",
  "pairs.no-version": "Пред тоа не е зачувана верзија, па нема со што да се спореди.",
  "pairs.not-yet": "Сѐ уште го нема на овој јазик: {language}.",
  "pairs.words-not-yet": "Делумно на овој јазик: {language}. Остатокот уште не е напишан.",
  "pairs.go-on": "Продолжи",
  "pairs.begin": "Започни",
  "pairs.begin-quote": "Започни, со цитатот",
  "pairs.above": "Го кажува пасусот погоре",
  "pairs.only": "Само на јазикот: {language}",
  "pairs.note-not-yet": "Една фуснота сѐ уште ја нема на овој јазик: {language}.",
  "pairs.note-only": "Една фуснота е само на јазикот: {language}.",
  "pairs.fields-not-yet":
    "Што да се стори или показателот сѐ уште го нема на овој јазик: {language}. Видете „Измени полиња“ на препораката.",
  "pairs.is-only": "Само на јазикот: {language}.",
  "pairs.take-back": "Врати",
  "pairs.read-from": "преземено ({language})",
  "pairs.deadline-untranslated": "сѐ уште не е преведено",
  "pairs.of": "{act}: {words}",
  "pairs.carry": "Сѐ уште не се знае кој пасус на кој одговара: документот е направен пред тоа да се бележи.",
  "pairs.carry-do": "Поврзи ги по редослед",
};
