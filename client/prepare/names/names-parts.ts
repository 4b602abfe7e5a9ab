import { html, nothing, type TemplateResult } from "lit";
import type { NameEntity } from "../../../schema/protocol/http/pseudonyms.ts";
import { formatToken } from "../../../schema/text/token.ts";
import { formatList, t } from "../../i18n/t.ts";
import type { Context } from "../corrections/context-of.ts";
import "./coram-names-rewrite.ts";
import type { Rewritten } from "./names-rewriting.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

/** `[Žrtva A]`, as it will stand in a text of this language: here is decided what is put there, whatever the reader's language. */
export function tokenIn({ kind, label }: NameEntity["token"], textLang: string): string {
  return withTokenWords(formatToken(kind, label), textLang);
}

/** The same as an element; nothing where there is no token. */
export function tokenChip(token: NameEntity["token"] | null, textLang: string): TemplateResult | typeof nothing {
  return token ? html`<span class="token" lang=${textLang || nothing}>${tokenIn(token, textLang)}</span>` : nothing;
}

/** `[Žrtva A], [Svedok 2]`. */
export function tokensIn(tokens: readonly string[], textLang: string): string {
  return formatList(tokens.map((token) => withTokenWords(token, textLang)));
}

/** Whose surname a person has who is read by name, where the others are not. */
export function surnameNote({ surnameOf }: NameEntity, textLang: string): TemplateResult | typeof nothing {
  return surnameOf
    ? html`<span class="words-warn">${t("names.surname-of", { of: tokensIn(surnameOf, textLang) })}</span>`
    : nothing;
}

interface Decision {
  /** What is decided on, for who does not see the row. */
  words: string;
  is: "replace" | "leave" | null;
  /** Where no token can stand: opens the field for other words. */
  instead?: (() => void) | null;
  /** null takes the decision back. */
  decide: (is: "replace" | "leave" | null) => void;
}

/** Two presses as close as these, in ms, are one, as a double click is; of a finger, or a quick mouse, the browser counts each for itself. */
const DOUBLE_MS = 500;

/** When a button was pressed last, and whether that took the decision back. */
const pressed = new WeakMap<EventTarget, { at: number; isBack: boolean }>();

/** The press before, where this one is the second of two on the same button that are meant as one; null else. */
function firstOfTwo({ detail, timeStamp, currentTarget }: MouseEvent, isBack: boolean): { isBack: boolean } | null {
  if (!currentTarget) return null;
  const before = pressed.get(currentTarget);
  const isSecond = detail > 1 || (before !== undefined && timeStamp - before.at < DOUBLE_MS);
  pressed.set(currentTarget, { at: timeStamp, isBack: isBack && !isSecond });
  return isSecond ? (before ?? { isBack: false }) : null;
}

/**
 * Replace or leave: two buttons of which one at most is pressed; pressed once more it takes the decision back. Two presses at once decide, and
 * take nothing back.
 */
export function decisionButtons({ words, is, instead = null, decide }: Decision): TemplateResult {
  const button = (which: "replace" | "leave"): TemplateResult =>
    html`<button
      type="button"
      aria-pressed=${is === which}
      @click=${(event: MouseEvent) => {
        const first = firstOfTwo(event, is === which);
        if (!first) decide(is === which ? null : which);
        // The first one took it back, which was not meant.
        else if (first.isBack) decide(which);
      }}
    >
      ${t(`names.${which}`)}
    </button>`;
  return html`<div class="choice names-decision" role="group" aria-label=${t("names.decide", { words })}>
    ${
      instead
        ? html`<button type="button" title=${t("names.no-token")} @click=${instead}>${t("names.rewrite")}</button>`
        : button("replace")
    }${button("leave")}
  </div>`;
}

/** The field for other words under the row of a thing, while a place of it is rewritten. */
export function rewriteForm(
  of: Rewritten | null,
  ids: readonly string[],
  textLang: string,
): TemplateResult | typeof nothing {
  if (!of || !ids.includes(of.id)) return nothing;
  return html`<coram-names-rewrite .of=${of} .textLang=${textLang}></coram-names-rewrite>`;
}

/** Words in their sentence, in the letters of the court; what is replaced already reads as in the text beside. */
export function contextLine(context: Context, lang: string): TemplateResult {
  return html`<span class="names-context" lang=${lang}
    ><span class="names-around">${withTokenWords(context.before, lang)}</span
    ><mark>${withTokenWords(context.words, lang)}</mark
    ><span class="names-around">${withTokenWords(context.after, lang)}</span></span
  >`;
}

/** The same as one string, for a name that is read out. */
export function contextWords({ before, words, after }: Context, lang: string): string {
  return withTokenWords(`${before}${words}${after}`, lang);
}
