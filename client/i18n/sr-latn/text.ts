import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Tekst presude",
  "text.page": "str. {page}",
  "text.table": "Tabela, ¶ {number}",
  "text.tag-start": "Početak oznake {code}, {authors}.",
  "text.tag-end": "Kraj oznake {code}.",
  "text.comments": { one: "{count} komentar", few: "{count} komentara", other: "{count} komentara" },
};
