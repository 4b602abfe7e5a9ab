import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Tekst presude",
  "text.page": "str. {page}",
  "text.table": "Tabela, ¶ {number}",
  "text.paragraph": "Pasus",
  "text.part": "Deo",
  "text.page-of": "Strana",
  "text.tag": "Oznaka",
  "text.tag-start": "{code}, {authors}: početak.",
  "text.tag-end": "{code}: kraj.",
  "text.tag-end-of": "{code}, {authors}: kraj.",
  "text.translations": "Prevod: {languages}",
  "text.comments": { one: "{count} komentar", few: "{count} komentara", other: "{count} komentara" },
};
