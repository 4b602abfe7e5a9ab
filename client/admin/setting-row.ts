import { html, nothing, type TemplateResult } from "lit";
import { errorLine } from "../elements/form.ts";
import { t } from "../i18n/t.ts";
import { keepForm } from "../typed/keep-form.ts";

/** A row of account or settings: what it is, what holds, and how that is changed. */
export interface SettingRow {
  label: string;
  value: string | TemplateResult;
  /** Why it is so, or what follows. */
  why?: string;
  /** Opens the form; left out where nobody changes it here. */
  change?: { words: string; label: string; begin: () => void };
}

export function settingRow({ label, value, why, change }: SettingRow): TemplateResult {
  return html`<div class="setting-row">
    <span class="what">${label}</span>
    <span class="val">${value}</span>
    ${
      change
        ? html`<button type="button" class="link" aria-label=${change.label} @click=${change.begin}>
            ${change.words}
          </button>`
        : nothing
    }
    ${why ? html`<span class="why">${why}</span>` : nothing}
  </div>`;
}

/** The form that stands in a row's place while it is changed. Left without being sent, it has its words when it is opened again. */
export function settingForm(form: {
  /** Names it among the forms of all pages. */
  key: string;
  label: string;
  fields: TemplateResult;
  why?: string;
  problem: string | null;
  /** What is proposed in the place of what was refused. */
  proposed?: TemplateResult | typeof nothing;
  isBusy: boolean;
  save: string;
  submit: (event: SubmitEvent) => void;
  cancel: () => void;
}): TemplateResult {
  return html`<form
    class="setting-row setting-form"
    aria-label=${form.label}
    ${keepForm(form.key)}
    @submit=${form.submit}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === "Escape") form.cancel();
    }}
  >
    <span class="what" aria-hidden="true">${form.label}</span>
    <div class="form">
      ${form.fields} ${form.why ? html`<p class="note sub">${form.why}</p>` : nothing} ${errorLine(form.problem)}
      ${form.proposed ?? nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${form.cancel}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${form.isBusy}>${form.save}</button>
      </div>
    </div>
  </form>`;
}

/** Scrolls until the whole form of a page is in sight: its buttons, and what is said of it. */
export function showForm(page: HTMLElement): void {
  page.querySelector(".setting-form")?.scrollIntoView({ block: "nearest" });
}

/** To the first field of a form that has just been opened, in which one can type. */
export function openForm(page: HTMLElement): void {
  page.querySelector<HTMLInputElement>(".setting-form :is(input:not([type=color]), textarea)")?.select();
  showForm(page);
}

/** A choice of few, of which one holds. */
export function choiceRow<Value extends string | number>(choice: {
  label: string;
  name: string;
  values: readonly (readonly [value: Value, words: string, lang?: string])[];
  now: Value;
  choose: (value: Value) => void;
  why?: string;
}): TemplateResult {
  return html`<div class="setting-row">
    <span class="what" aria-hidden="true">${choice.label}</span>
    <span class="setting-choice" role="radiogroup" aria-label=${choice.label}>
      ${choice.values.map(
        ([value, words, lang]) =>
          html`<label lang=${lang ?? nothing}
            ><input
              type="radio"
              name=${choice.name}
              .checked=${value === choice.now}
              @change=${() => choice.choose(value)}
            /><span>${words}</span></label
          >`,
      )}
    </span>
    ${choice.why ? html`<span class="why">${choice.why}</span>` : nothing}
  </div>`;
}

/** The pages of account and settings beside one of them; the settings are there for who manages the network. */
export function settingPages(at: "account" | "settings" | "settings/house", mayManage: boolean): TemplateResult {
  const link = (page: typeof at, words: string): TemplateResult =>
    html`<a href=${`/${page}`} aria-current=${page === at ? "page" : nothing}>${words}</a>`;
  return html`<nav class="setting-pages" aria-label=${t("account.pages")}>
    ${link("account", t("account.title"))}${mayManage ? link("settings", t("account.settings")) : nothing}${link(
      "settings/house",
      t("house.title"),
    )}
  </nav>`;
}
