import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Teksti i vendimit",
  "text.page": "f. {page}",
  "text.table": "Tabela, ¶ {number}",
  "text.tag-start": "Fillon etiketa {code}, {authors}.",
  "text.tag-end": "Mbaron etiketa {code}.",
  "text.comments": { one: "{count} koment", other: "{count} komente" },
};
