import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";
import type { ForWhom } from "../typed/for-whom.ts";

/** Whom what is said is for, of several; with who reads it. `name`: of the radios. */
export function audienceChoice(
  audiences: readonly ForWhom[],
  chosen: ForWhom | null,
  name: string,
  onChoose: (audience: ForWhom) => void,
): TemplateResult {
  return html`<fieldset class="audiences">
    <legend class="visually-hidden">${t("verdict.audience")}</legend>
    ${audiences.map(
      (audience) =>
        html`<label>
          <input type="radio" name=${name} .checked=${audience === chosen} @change=${() => onChoose(audience)} />
          <span class="audience" data-audience=${audience}>${t(`verdict.audience-${audience}`)}</span>
        </label>`,
    )}
    ${
      chosen === "internal" || chosen === "review"
        ? html`<span class="note audience-what">${t(`verdict.read-by-${chosen}`)}</span>`
        : nothing
    }
  </fieldset>`;
}
