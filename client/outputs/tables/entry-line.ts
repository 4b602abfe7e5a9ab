import { writeSpan } from "../../../schema/language/dates.ts";
import type { Entry } from "../../../schema/editor/wired-rows.ts";
import { language } from "../../i18n/t.ts";

/** A row that somebody typed, in a line. */
export function entryLine(kind: "timeline" | "actors", entry: Entry): string {
  const parts =
    kind === "timeline" ? [writeSpan(entry, language()), entry.words] : [entry.who, entry.role, entry.words];
  return parts.filter(Boolean).join(", ") || "–";
}
