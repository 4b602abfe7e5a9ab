import { localise, localiseList, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import { FORMER_NAMES, HANDBOOK_WORDS } from "./handbook-words.ts";
import { toLines } from "./draft-here.ts";

const TEXTS = ["definition", "example", "nearMiss", "spanRule"] as const;
const LISTS = ["include", "exclude"] as const;
const PARTS = ["definition", "include", "exclude", "example", "nearMiss", "spanRule"] as const;
/** What one description says, part by part. */
export type DescribedParts = Partial<Record<(typeof TEXTS)[number], string>> &
  Partial<Record<(typeof LISTS)[number], string[]>>;

const isList = (part: (typeof PARTS)[number]): part is (typeof LISTS)[number] => LISTS.some((list) => list === part);

/**
 * All that is said of a category as one text, for programs that know one: each part begins with its name, its further lines
 * are set in, a rule of a list begins with a hyphen. `parts` reads it back.
 */
export function describe(category: Category, language: UiLanguage): string {
  const names = HANDBOOK_WORDS[language].texts;
  return PARTS.flatMap((part) => {
    if (isList(part)) {
      const rules = localiseList(category[part], language);
      return rules.length > 0 ? [`${names[part]}:`, ...rules.map((rule) => `  - ${rule}`)] : [];
    }
    const text = localise(category[part], language).trim();
    return text === "" ? [] : [`${names[part]}: ${text.replaceAll("\n", "\n  ")}`];
  }).join("\n");
}

/** The parts of a description of ours. What stands under no name is taken for the definition. */
export function parts(description: string, language: UiLanguage): DescribedParts {
  const names = HANDBOOK_WORDS[language].texts;
  const heads = PARTS.flatMap((part) =>
    [names[part], ...(FORMER_NAMES.get(part) ?? [])].map((name) => [name, part] as const),
  );
  const found = new Map<(typeof PARTS)[number], string[]>();
  let now: (typeof PARTS)[number] = "definition";
  for (const line of description.replace(/\r\n?/g, "\n").split("\n")) {
    const head = heads.find(([name]) => line.startsWith(`${name}:`));
    if (head) now = head[1];
    const rest = head ? line.slice(head[0].length + 1).replace(/^ /, "") : line.replace(/^ {2}/, "");
    found.set(now, [...(found.get(now) ?? []), rest]);
  }
  const described: DescribedParts = {};
  for (const [part, lines] of found) {
    const text = lines.join("\n").trim();
    if (text === "") continue;
    if (isList(part)) described[part] = toLines(text).map((rule) => rule.replace(/^- ?/, ""));
    else described[part] = text;
  }
  return described;
}
