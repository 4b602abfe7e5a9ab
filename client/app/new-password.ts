import { type TemplateResult, html } from "lit";
import { PASSWORD_MIN } from "../../schema/protocol/http/people.ts";
import { t } from "../i18n/t.ts";

/** A form's row for a new password, with how long it must be; it can be shown, with the others of the form. */
export function newPasswordRow(): TemplateResult {
  return html`<div class="form-row">
    <label for="new-password">${t("people.new-password")}</label>
    <input
      class="field"
      id="new-password"
      name="password"
      type="password"
      autocomplete="new-password"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="new-password-hint"
      required
      minlength=${PASSWORD_MIN}
    />
    <span class="note" id="new-password-hint">${t("people.password-hint", { count: PASSWORD_MIN })}</span>
    <label class="form-check"
      ><input type="checkbox" autocomplete="off" @change=${showPasswords} /><span
        >${t("people.password-show")}</span
      ></label
    >
  </div>`;
}

function showPasswords({ target }: Event): void {
  const { form, checked } = target as HTMLInputElement;
  for (const field of form?.querySelectorAll<HTMLInputElement>("[autocomplete$='-password']") ?? [])
    field.type = checked ? "text" : "password";
}
