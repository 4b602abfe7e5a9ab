import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { copy } from "../clipboard.ts";
import "../coram-discard.ts";
import { t } from "../../i18n/t.ts";

/** Words that no field shows any more, each its writer's only copy, to be copied or discarded. `said`: what has become of their place. */
export function renderOnlyCopies(
  said: string,
  copies: readonly (readonly [key: string, words: string])[],
  drop: (key: string) => void,
  look = "",
): TemplateResult {
  return html`<section class="alert drafts ${look}" aria-label=${said} role="alert">
    <div class="grow">
      ${said}
      <ul>
        ${repeat(
          copies,
          ([key]) => key,
          ([key, words]) =>
            html`<li>
              <div class="draft-words"><blockquote>${words}</blockquote></div>
              <div class="draft-acts">
                <button
                  type="button"
                  class="link"
                  @click=${() => void copy({ "text/plain": words }, t("shell.copied"))}
                >
                  ${t("shell.copy")}
                </button>
                <coram-discard @coram-discard=${() => drop(key)}></coram-discard>
              </div>
            </li>`,
        )}
      </ul>
    </div>
  </section>`;
}
