import { type AboutRow, aboutRows } from "../about.ts";
import { ANSWER_WORDS, EXPORT_WORDS } from "../words/words.ts";
import type { PassagesContent } from "./content.ts";

/** What a file of passages says of itself. */
export function passagesAbout(content: PassagesContent): AboutRow[] {
  const { head, language, categories, verdicts, told } = content;
  const words = EXPORT_WORDS[language];
  const { filter } = head;
  const invented = verdicts.filter(({ verdict }) => verdict.invented).length;
  const codes = new Map<string, string>(categories.map(({ id, code }) => [id, code]));
  const parts = [
    filter.verdicts.length > 0 ? `${words.verdicts}: ${filter.verdicts.length}` : "",
    filter.countries.length > 0
      ? `${words.country}: ${filter.countries.map((country) => words.countries[country]).join(", ")}`
      : "",
    filter.categories.length > 0
      ? `${words.category}: ${filter.categories.map((id) => codes.get(id) ?? id).join(", ")}`
      : "",
    filter.authors.length > 0 ? `${words.author}: ${filter.authors.length}` : "",
    filter.text ? `${words.quote}: ${filter.text}` : "",
    `${words.layer}: ${words.layers[filter.layers]}`,
    head.ownOnly ? words.ownOnly : "",
    told.withInternal ? `${words.comments}: ${words.internal}` : "",
    told.withNotes ? "" : words.withoutNotes,
    told.withoutCaseNumbers ? words.withoutCaseNumbers : "",
  ]
    .filter(Boolean)
    .join("; ");
  const count = invented > 0 ? `${verdicts.length} (${words.invented}: ${invented})` : String(verdicts.length);
  return aboutRows(content, [
    [words.filter, parts],
    [words.verdicts, count],
    [words.passages, String(head.count)],
    ...(head.tags === null ? [] : [[words.tags, String(head.tags)] satisfies AboutRow]),
    [ANSWER_WORDS[language].answers, String(head.answers)],
  ]);
}
