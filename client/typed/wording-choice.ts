import { html, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";

export type WhichWording = "mine" | "theirs";

/** Says that another person has written something else at the same place, shows it, and asks which of both stands. `name`: whose it is, if known. */
export function wordingChoice(
  theirs: TemplateResult,
  name: string | undefined,
  choose: (which: WhichWording) => void,
): TemplateResult {
  return html`<div class="alert wording-choice" role="alert">
    <div class="grow">
      <p>${wordingQuestion(name)}</p>
      ${theirs} ${wordingActs(choose)}
    </div>
  </div>`;
}

export function wordingQuestion(name: string | undefined): TemplateResult {
  return html`<b>${t("methodology.both", { name: name ?? t("methodology.somebody") })}</b>`;
}

/** The two ways out; one's own cannot be kept where one may not write. */
export function wordingActs(choose: (which: WhichWording) => void, canKeep = true): TemplateResult {
  return html`<p class="wording-acts">
    <button type="button" class="button button-small" ?disabled=${!canKeep} @click=${() => choose("mine")}>
      ${t("methodology.keep-mine")}
    </button>
    <button type="button" class="button button-small" @click=${() => choose("theirs")}>
      ${t("methodology.take-theirs")}
    </button>
  </p>`;
}
