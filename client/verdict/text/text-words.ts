import type { TextWords } from "../../reader/words.ts";
import { formatList, language, languageName, t } from "../../i18n/t.ts";

/** What the reader says of a text, in the language of the interface. */
export function toWords(): TextWords {
  const tagStart = remembered((code = "", ...authors) => t("text.tag-start", { code, authors: formatList(authors) }));
  const tagEnd = remembered((code = "", ...authors) =>
    authors.length > 0 ? t("text.tag-end-of", { code, authors: formatList(authors) }) : t("text.tag-end", { code }),
  );
  return {
    lang: language(),
    text: t("text.name"),
    page: (page) => t("text.page", { page: String(page) }),
    table: (number) => t("text.table", { number }),
    section: (section) => t(`word.section.${section}`),
    tagStart: (code, authors) => tagStart(code, ...authors),
    tagEnd: (code, authors) => tagEnd(code, ...authors),
    spoken: { number: t("text.paragraph"), part: t("text.part"), page: t("text.page-of"), tag: t("text.tag") },
    comments: (count) => t("text.comments", { count }),
    translations: (languages) => t("text.translations", { languages: formatList(languages.map(languageName)) }),
  };
}

/** Thousands of tags have a handful of codes and authors: what is said of the same ones is written once. */
function remembered(say: (...of: string[]) => string): (...of: string[]) => string {
  const said = new Map<string, string>();
  return (...of) => {
    const key = of.join("\n");
    let sentence = said.get(key);
    if (sentence === undefined) said.set(key, (sentence = say(...of)));
    return sentence;
  };
}
