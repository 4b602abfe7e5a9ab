import type { words as english } from "../en/words.ts";
import type { Translation } from "../message.ts";

export const words: Translation<typeof english> = {
  "word.country.rs": "Србија",
  "word.country.mk": "Северна Македонија",
  "word.country.al": "Албанија",
  "word.role.facilitator": "Фацилитатор",
  "word.role.lawyer": "Правник",
  "word.role.reviewer": "Рецензент",
  "word.role.reader": "Читател",
  "people.role-what-facilitator":
    "Кани и менува членови, внесува и подготвува пресуди на својата организација, води кругови, ја става методологијата на сила и одобрува документи; и сѐ што прави правникот.",
  "people.role-what-lawyer":
    "Ја чита секоја одобрена пресуда, означува, одговара, коментира, кодира кругови, одлучува за несогласувања и пишува документи и методологија.",
  "people.role-what-reviewer":
    "Ја чита секоја одобрена пресуда со нејзините ознаки и одговори, документите и методологијата, коментира и предлага ознаки; не означува и не одговара.",
  "people.role-what-reader":
    "Ја чита секоја одобрена пресуда со нејзините ознаки и одговори, документите и методологијата; ништо не менува и не коментира.",
  "people.role-what-guest":
    "Ги гледа само пресудата или документот од поканата, до денот кога истекува: текстот, ознаките и одговорите што важат и коментарите отворени за гости; коментира, предлага ознаки или формулации и преведува извадоци од пресудата. Со документ не гледа ниедна пресуда, освен зборовите што документот ги наведува.",
  "word.guest": "Гостин",
  "word.stage.in-preparation": "Во подготовка",
  "word.stage.cleared": "Одобрена",
  "word.stage.cleared-for-guests": "Одобрена за гости",
  "word.stage.cleared-for-public": "Одобрена за јавноста",
  "word.mode.open": "Заедно",
  "word.mode.blind": "Независно",
  "word.mode.revealed": "Откриено",
  "word.mode.adjudicated": "Усогласено",
  "word.instance.first": "Прв степен",
  "word.instance.second": "Втор степен",
  "word.instance.third": "Трет степен",
  "word.form.individual": "Поединечно",
  "word.form.organised": "Организирано",
  "word.language.sr": "српски",
  "word.language.mk": "македонски",
  "word.language.sq": "албански",
  "word.language.en": "англиски",
  "word.script.Latn": "латиница",
  "word.script.Cyrl": "кирилица",
  "word.section.introduction": "Вовед",
  "word.section.operative": "Изрека",
  "word.section.reasoning": "Образложение",
  "word.section.remedy": "Правна поука",
  "word.section.closing": "Завршен дел",
  "word.section.none": "Без дел",
  "word.block.heading": "Наслов",
  "word.block.paragraph": "Пасус",
  "word.block.list-item": "Ставка од листа",
  "word.block.table-cell": "Ќелија од табела",
  "word.audience.internal": "Интерно",
  "word.audience.review": "Со гости",
};
