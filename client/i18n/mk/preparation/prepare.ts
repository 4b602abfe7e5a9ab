import type { prepare as english } from "../../en/preparation/prepare.ts";
import type { Translation } from "../../message.ts";

export const prepare: Translation<typeof english> = {
  "prepare.title": "Подготовка: {case}",
  "prepare.printed-names": "Во подготовка, со имиња на луѓе: не е за проследување",
  "prepare.open": "Подготви ја пресудата",
  "prepare.open-apart": "Подготви ја пресудата (нов таб)",
  "prepare.read": "Страница за читање",
  "prepare.panels": "Делови на подготовката",
  "prepare.drawer": "Прикажи или скриј го панелот",
  "prepare.panel-names": "Имиња",
  "prepare.panel-corrections": "Исправки",
  "prepare.panel-scan": "Скен",
  "prepare.panel-check": "Проверка",
  "prepare.lost-short": "Без врска",
  "prepare.lost":
    "Серверот не е достапен. Текст што се подготвува никогаш не се чува на уред: страницата продолжува кога серверот ќе се врати. Одлуките за имињата дотогаш чекаат овде.",
  "prepare.no-access": "Оваа пресуда ја подготвуваат само фацилитаторите на организацијата на која ѝ припаѓа.",
};
