import type { UiLanguage } from "../../schema/domain/language.ts";
import { toCyrillic } from "../../schema/language/script.ts";
import { TYPOGRAPHY } from "../../schema/language/typography.ts";
import type { RecordState } from "../../schema/protocol/http/parts/record-state.ts";
import { RECORD_WORDS } from "./words/words.ts";
import type { Forms, RecordWords } from "./words/shape.ts";

export type Piece = RecordState["pieces"][number];

/** Sentences in one language, of closed words and what is set into them. */
export class Sentences {
  readonly language: UiLanguage;
  readonly words: RecordWords;
  readonly #rules: Intl.PluralRules;

  constructor(language: UiLanguage) {
    this.language = language;
    this.words = RECORD_WORDS[language];
    this.#rules = new Intl.PluralRules(language);
  }

  /** A closed sentence with what is set in at its {names}; what people typed keeps its script. */
  fill(sentence: string, values: Readonly<Record<string, string | Piece[]>> = {}): Piece[] {
    return joined(
      sentence.split(/(\{\w+\})/).flatMap((part) => {
        const value = /^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : this.closed(part);
        return typeof value === "string" ? [{ text: value, lang: null }] : (value ?? []);
      }),
    );
  }

  /** Closed words in the script of the language. */
  closed(words: string): string {
    return this.language === "sr-Cyrl" ? toCyrillic(words) : words;
  }

  count(n: number, forms: Forms): Piece[] {
    return this.fill(forms[this.#rules.select(n)] ?? forms.other, { n: String(n) });
  }

  /** Words that somebody typed, in marks; lines of a list stand in one sentence. */
  typed(words: string, language: UiLanguage | null = null): Piece[] {
    const [open, close] = TYPOGRAPHY[this.language].marks;
    const lang = language === this.language ? null : language;
    return [
      { text: open, lang: null },
      {
        text: words
          .trim()
          .split(/\s*\n\s*/u)
          .join("; "),
        lang,
      },
      { text: close, lang: null },
    ];
  }

  list(items: readonly Piece[][], between = ", "): Piece[] {
    return joined(items.flatMap((item, i) => (i === 0 ? item : [{ text: between, lang: null }, ...item])));
  }

  /** Sentences behind each other; one of nothing is left out. */
  all(...sentences: Piece[][]): Piece[] {
    return this.list(
      sentences.filter(({ length }) => length > 0),
      " ",
    );
  }
}

function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last && last.lang === piece.lang) last.text += piece.text;
    else if (piece.text !== "") out.push({ ...piece });
  }
  return out;
}
