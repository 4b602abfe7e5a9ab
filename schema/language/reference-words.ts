import type { Referred } from "../editor/references/references.ts";
import type { UiLanguage } from "../domain/language.ts";

interface Words extends Record<Referred, string> {
  /** Where there is nothing that it leads to. */
  gone: string;
}

const WORDS: Record<UiLanguage, Words> = {
  en: {
    section: "section",
    paragraph: "paragraph",
    recommendation: "recommendation",
    table: "table",
    figure: "figure",
    gone: "[what is referred to here is not in the document]",
  },
  "sr-Latn": {
    section: "odeljak",
    paragraph: "stav",
    recommendation: "preporuka",
    table: "tabela",
    figure: "slika",
    gone: "[ono na šta se ovde upućuje nije u dokumentu]",
  },
  "sr-Cyrl": {
    section: "одељак",
    paragraph: "став",
    recommendation: "препорука",
    table: "табела",
    figure: "слика",
    gone: "[оно на шта се овде упућује није у документу]",
  },
  mk: {
    section: "дел",
    paragraph: "став",
    recommendation: "препорака",
    table: "табела",
    figure: "слика",
    gone: "[она на што се упатува овде не е во документот]",
  },
  sq: {
    section: "pjesa",
    paragraph: "paragrafi",
    recommendation: "rekomandimi",
    table: "tabela",
    figure: "figura",
    gone: "[ajo që referohet këtu nuk është në dokument]",
  },
};

/**
 * What stands in a sentence for a block that it refers to: "paragraph 41", held together; or the number alone, where the sentence has the
 * word in a form of its own ("u stavu 41").
 */
export function referenceWords(
  to: { kind: Referred; label: string } | null,
  language: UiLanguage,
  form: "named" | "number" = "named",
): string {
  const words = WORDS[language];
  if (!to) return words.gone;
  return form === "number" ? to.label : `${words[to.kind]}\u00a0${to.label}`;
}
