import { withStoredTokens, withTokenWords } from "../../schema/text/token-words.ts";

/** Words of a field as they are kept and as one reads them there, by the language that their tokens are read in: `[Žrtva A]` for `[Victim A]`. */
export class ShownWords {
  private last = { kept: "", shown: "", lang: "" };

  /** For the field. What was typed last stands as it was typed: another blank would move the caret. */
  of(kept: string, lang: string): string {
    if (kept !== this.last.kept || lang !== this.last.lang)
      this.last = { kept, shown: withTokenWords(kept, lang), lang };
    return this.last.shown;
  }

  /** What was typed, as it is kept. */
  typed(shown: string, lang: string): string {
    this.last = { kept: withStoredTokens(shown, lang), shown, lang };
    return this.last.kept;
  }
}
