import type { Messages } from "../message.ts";

/** Words that stand in or beside the text of a verdict. Keys `text.…`. */
export const text = {
  "text.name": "Text of the verdict",
  "text.page": "p. {page}",
  "text.table": "Table, ¶ {number}",
  "text.tag-start": "Tag {code}, by {authors}, begins.",
  "text.tag-end": "Tag {code} ends.",
  "text.comments": { one: "{count} comment", other: "{count} comments" },
} as const satisfies Messages;
