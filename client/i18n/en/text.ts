import type { Messages } from "../message.ts";

/** Words that stand in or beside the text of a verdict. Keys `text.…`. */
export const text = {
  "text.name": "Text of the verdict",
  "text.page": "p. {page}",
  "text.table": "Table, ¶ {number}",
  "text.paragraph": "Paragraph",
  "text.part": "Part",
  "text.page-of": "Page",
  "text.tag": "Tag",
  "text.tag-start": "{code}, by {authors}, begins.",
  "text.tag-end": "{code} ends.",
  "text.tag-end-of": "{code}, by {authors}, ends.",
  "text.translations": "Translation: {languages}",
  "text.comments": { one: "{count} comment", other: "{count} comments" },
} as const satisfies Messages;
