import { html, nothing, type TemplateResult } from "lit";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import "../../elements/coram-discard.ts";
import { t } from "../../i18n/t.ts";
import { keepWords } from "../../typed/keep-words.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { NODE_SIGN } from "../../writer/said/block-words.ts";
import type { About } from "./output-discussion.ts";

/** What something was begun about, with the words of its block; "" of the whole document. */
export type Begun = About & { words: string };

/**
 * What comments and wordings that are not sent are about, but for the one that is being written. `wordsOf`: how a block of this document
 * reads; null of one that is not in it.
 */
export function begunElsewhere(output: string, here: About | null, wordsOf: (block: string) => string | null): Begun[] {
  const writtenIn = here && (here.block ?? output);
  const abouts = [...unsentWords.keys()].flatMap((key) => {
    const [kind, about = ""] = key.split(" ");
    return (kind === "wording" || kind === "output") && about !== writtenIn ? [about] : [];
  });
  return [...new Set(abouts)].flatMap((about): Begun[] => {
    if (about === output) return [{ block: null, words: "" }];
    const words = wordsOf(about);
    return words === null ? [] : [{ block: about, words }];
  });
}

/** The places of these, each with the way back to it; `drop`: they are not wanted any more. */
export function begunViews(
  begun: readonly Begun[],
  lang: string,
  goOn: (about: Begun) => void,
  drop: (about: Begun) => void,
): TemplateResult | typeof nothing {
  if (begun.length === 0) return nothing;
  return html`<ul class="output-waiting">
    ${begun.map(
      (about) =>
        html`<li>
          <span class="label">${t("outputs.begun")}</span>
          <p class="output-about" lang=${about.block ? lang : nothing}>
            ${about.block ? withTokenWords(about.words, lang) : t("outputs.comment-whole")}
          </p>
          <div class="draft-acts">
            <button type="button" class="link" @click=${() => goOn(about)}>${t("sync.draft-go-on")}</button>
            <coram-discard @coram-discard=${() => drop(about)}></coram-discard>
          </div>
        </li>`,
    )}
  </ul>`;
}

/** The words that are proposed in the place of those that stand there. */
export function proposedWording(
  block: string,
  words: string,
  wording: string,
  lang: string,
  write: (wording: string) => void,
): TemplateResult {
  return html`<label class="form-row"
    ><span>${t("outputs.proposal-words")}</span>
    <textarea
      class="field output-wording"
      rows="5"
      lang=${lang}
      .value=${wording}
      ${keepWords(`wording ${block}`, withTokenWords(words, lang))}
      @input=${(event: InputEvent) => write((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${
      words.includes(NODE_SIGN)
        ? html`<small class="note sub">${t("outputs.proposal-sign", { sign: NODE_SIGN })}</small>`
        : nothing
    }</label
  >`;
}
