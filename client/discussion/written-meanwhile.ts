import { html, nothing, type TemplateResult } from "lit";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { t } from "../i18n/t.ts";

/** Says that what is edited has become something else meanwhile, shows it, and asks with which words its writer goes on. */
export function writtenMeanwhile(
  { theirs, mine, isUnsent, lang }: { theirs: string; mine: string; isUnsent: boolean; lang: string },
  goOn: (body: string) => void,
): TemplateResult {
  return html`<div class="alert meanwhile" role="alert">
    <p>${t(isUnsent ? "verdict.meanwhile-unsent" : theirs ? "verdict.meanwhile" : "verdict.meanwhile-empty")}</p>
    ${theirs ? html`<blockquote>${withTokenWords(theirs, lang)}</blockquote>` : nothing}
    <div class="acts">
      ${
        theirs
          ? html`<button type="button" class="button button-small" @click=${() => goOn(`${theirs}\n\n${mine}`)}>
              ${t("verdict.meanwhile-both")}
            </button>`
          : nothing
      }
      <button type="button" class="button button-small" @click=${() => goOn(mine)}>
        ${t("verdict.meanwhile-mine")}
      </button>
      <button type="button" class="button button-small" @click=${() => goOn(theirs)}>
        ${t("verdict.meanwhile-theirs")}
      </button>
    </div>
  </div>`;
}
