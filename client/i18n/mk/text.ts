import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Текст на пресудата",
  "text.page": "стр. {page}",
  "text.table": "Табела, ¶ {number}",
  "text.paragraph": "Пасус",
  "text.part": "Дел",
  "text.page-of": "Страница",
  "text.tag": "Ознака",
  "text.tag-start": "{code}, {authors}: почеток.",
  "text.tag-end": "{code}: крај.",
  "text.tag-end-of": "{code}, {authors}: крај.",
  "text.translations": "Превод: {languages}",
  "text.comments": { one: "{count} коментар", other: "{count} коментари" },
};
