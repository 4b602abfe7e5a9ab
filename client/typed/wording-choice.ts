import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";

export type WhichWording = "mine" | "theirs" | "both";

/** Says that another person has written something else at the same place, shows it, and asks which of both stands. `name`: whose it is, if known. */
export function wordingChoice(
  theirs: TemplateResult,
  name: string | undefined,
  choose: (which: WhichWording) => void,
  { canBoth = false }: { canBoth?: boolean } = {},
): TemplateResult {
  return html`<div class="alert wording-choice" role="alert">
    <div class="grow">
      <p>${wordingQuestion(name)}</p>
      ${theirs} ${wordingActs(choose, { canBoth })}
    </div>
  </div>`;
}

export function wordingQuestion(name: string | undefined): TemplateResult {
  return html`<b>${t("methodology.both", { name: name ?? t("methodology.somebody") })}</b>`;
}

/** The ways out, first that which takes nobody's words away; one's own cannot be kept where one may not write. `canBoth`: the two can stand as one text. */
export function wordingActs(
  choose: (which: WhichWording) => void,
  { canKeep = true, canBoth = false }: { canKeep?: boolean; canBoth?: boolean },
): TemplateResult {
  return html`<p class="wording-acts">
    ${
      canBoth
        ? html`<button type="button" class="button button-small" ?disabled=${!canKeep} @click=${() => choose("both")}>
            ${t("methodology.keep-both")}
          </button>`
        : nothing
    }
    <button type="button" class="button button-small" ?disabled=${!canKeep} @click=${() => choose("mine")}>
      ${t("methodology.keep-mine")}
    </button>
    <button type="button" class="button button-small" @click=${() => choose("theirs")}>
      ${t("methodology.take-theirs")}
    </button>
  </p>`;
}
