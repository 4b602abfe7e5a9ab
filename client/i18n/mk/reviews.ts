import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Ознаки за преглед",
  "reviews.about":
    "Категориите на овие ознаки сега значат нешто друго. За секоја кажете што е. За тоа одлучува нејзиниот автор; за ознака чија категорија е поделена, чиј автор веќе не е тука или чиј круг веќе не прима ознаки, може да одлучи и фацилитатор. За она што е усогласено одлучува секој правник или фацилитатор; се распределува и се повлекува со образложение.",
  "reviews.none": "Ниедна ознака не чека ваш преглед.",
  "reviews.tagged-in": "означено во верзија {version}.",
  "reviews.tagged-by": "во верзија {version} означува {name}.",
  "reviews.to-text": "Во текстот",
  "reviews.retired": "Од верзија {version} оваа категорија е повлечена од употреба.",
  "reviews.split": "Од верзија {version} оваа категорија е поделена. Која е?",
  "reviews.redefined": "Во верзија {version} ѝ се промени значењето:",
  "reviews.keep": "Задржи: {name}",
  "reviews.leave": "Остави како што беше: {name}",
  "reviews.other": "Друга категорија",
  "reviews.take-other": "Нека биде {name}",
  "reviews.drop": "Отстрани ја ознаката",
  "reviews.drop-sure": "Ознаката се отстранува од текстот.",
  "reviews.drop-not": "Остави ја",
  "reviews.kept": "Задржано: {name}, {time}",
  "reviews.changed": "Сега е {name}, {time}",
  "reviews.dropped": "Отстрането, {time}",
  "reviews.recorded": "Забележано",
  "reviews.progress": { one: "одлучено {done} од {count}", other: "одлучено {done} од {count}" },
  "reviews.only-parts": "Кругот веќе не прима ознаки: може да се каже само кој дел е.",
  "reviews.settled": "Оваа ознака е усогласена. Во текстот кажете кој дел е и зошто.",
  "reviews.sort-settled": "Распредели ја во текстот",
  "reviews.kept-settled": "Оваа ознака е усогласена. Ако веќе не одговара, повлечете ја во текстот и кажете зошто.",
  "reviews.withdraw-settled": "Повлечи ја во текстот",
  "reviews.tags": { one: "{count} ознака", other: "{count} ознаки" },
  "reviews.waiting": {
    one: "{count} ознака чека ваш преглед: категоријата сега значи нешто друго",
    other: "{count} ознаки чекаат ваш преглед: категориите сега значат нешто друго",
  },
};
