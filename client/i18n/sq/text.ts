import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Teksti i vendimit",
  "text.page": "f. {page}",
  "text.table": "Tabela, ¶ {number}",
  "text.paragraph": "Paragrafi",
  "text.part": "Pjesa",
  "text.page-of": "Faqja",
  "text.tag": "Etiketa",
  "text.tag-start": "{code}, {authors}: fillimi.",
  "text.tag-end": "{code}: fundi.",
  "text.tag-end-of": "{code}, {authors}: fundi.",
  "text.translations": "Përkthim: {languages}",
  "text.comments": { one: "{count} koment", other: "{count} komente" },
};
