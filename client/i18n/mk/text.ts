import type { text as english } from "../en/text.ts";
import type { Translation } from "../message.ts";

export const text: Translation<typeof english> = {
  "text.name": "Текст на пресудата",
  "text.page": "стр. {page}",
  "text.table": "Табела, ¶ {number}",
  "text.tag-start": "Почеток на ознаката {code}, {authors}.",
  "text.tag-end": "Крај на ознаката {code}.",
  "text.comments": { one: "{count} коментар", other: "{count} коментари" },
};
