import type { UiLanguage } from "../../schema/domain/language.ts";
import type { FigureState } from "../../schema/protocol/http/quotes.ts";
import { toCyrillic } from "../../schema/language/script.ts";

/** Forms of a noun by the plural rule of the language, after "of" or, for passages, after the number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Nouns = Record<FigureState["counts"], Forms> & { in: string };

const en: Nouns = {
  in: "{n} of {of} {noun}",
  verdicts: { one: "verdict", other: "verdicts" },
  defendants: { one: "defendant", other: "defendants" },
  victims: { one: "victim", other: "victims" },
  passages: { one: "passage", other: "passages" },
};

const srLatn: Nouns = {
  in: "{n} od {of} {noun}",
  verdicts: { one: "presude", other: "presuda" },
  defendants: { one: "okrivljenog", other: "okrivljenih" },
  victims: { one: "žrtve", other: "žrtava" },
  passages: { one: "odlomak", few: "odlomka", other: "odlomaka" },
};

const mk: Nouns = {
  in: "{n} од {of} {noun}",
  verdicts: { one: "пресуда", other: "пресуди" },
  defendants: { one: "обвинет", other: "обвинети" },
  victims: { one: "жртва", other: "жртви" },
  passages: { one: "извадок", other: "извадоци" },
};

const sq: Nouns = {
  in: "{n} nga {of} {noun}",
  verdicts: { one: "vendim", other: "vendime" },
  defendants: { one: "i pandehur", other: "të pandehur" },
  victims: { one: "viktimë", other: "viktima" },
  passages: { one: "pasazh", other: "pasazhe" },
};

export const FIGURE_NOUNS: Record<UiLanguage, Nouns> = { en, "sr-Latn": srLatn, "sr-Cyrl": srLatn, mk, sq };

/** `2 of 6 verdicts`; of passages their number alone: there is no base that they are part of. Never a percentage. */
export function figureText({ n, of, counts }: Pick<FigureState, "n" | "of" | "counts">, language: UiLanguage): string {
  const nouns = FIGURE_NOUNS[language];
  const forms = nouns[counts];
  const number = counts === "passages" ? n : of;
  const noun = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
  const text =
    counts === "passages"
      ? `${n} ${noun}`
      : nouns.in.replace("{n}", String(n)).replace("{of}", String(of)).replace("{noun}", noun);
  return language === "sr-Cyrl" ? toCyrillic(text) : text;
}
