import { type TemplateResult, html, nothing } from "lit";
import { addressFault } from "../../schema/domain/people/address.ts";
import { ProblemError } from "../api/http.ts";
import "./coram-icon.ts";
import { t } from "../i18n/t.ts";

/** The text that a form's field holds, trimmed; "" where there is none. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A password as it was typed, spaces included. */
export function passwordOf(form: HTMLFormElement): string {
  const value = new FormData(form).get("password");
  return typeof value === "string" ? value : "";
}

/** One sentence about what went wrong, in place; nothing for null. Screen readers hear it as soon as it is there. */
export function errorLine(sentence: string | null, again?: () => void): TemplateResult | typeof nothing {
  if (!sentence) return nothing;
  return html`<div class="alert alert-error" role="alert">
    <coram-icon name="circle-alert"></coram-icon><span class="grow">${sentence}</span>
    ${again ? html`<button type="button" class="link" @click=${again}>${t("shell.retry")}</button>` : nothing}
  </div>`;
}

/** The field that a problem is about where the server names none. */
const FIELDS: Partial<Record<ProblemError["code"], string>> = {
  "password-too-short": "password",
  "wrong-current-password": "current",
  "organisation-taken": "name",
  "name-taken": "name",
  "email-taken": "email",
  "email-former": "email",
};

/**
 * Leads to the field of a form that the server refused: it is marked until it is changed and has the focus, and the problem
 * that is given back says which it is. `names`: fields that are called otherwise in the form than in what was sent.
 */
export function ledToField(
  form: HTMLFormElement,
  problem: unknown,
  names: Readonly<Record<string, string>> = {},
): unknown {
  if (!(problem instanceof ProblemError)) return problem;
  const sent =
    FIELDS[problem.code] ??
    String(problem.params["field"] ?? "")
      .split(".")
      .at(-1) ??
    "";
  const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(names[sent] ?? sent)}"]`);
  if (!field) return problem;
  field.setAttribute("aria-invalid", "true");
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  field.focus();
  if (problem.code !== "bad-request") return problem;
  const [label] = field.labels ?? [];
  const words = (label?.querySelector("span") ?? label)?.textContent.trim() ?? "";
  return new ProblemError(problem.code, {
    ...problem.params,
    what: field.type === "email" ? `email-${addressFault(field.value) ?? "signs"}` : "field",
    field: words,
  });
}

/** After a refusal since somebody has that name: sends the form all the same, where one may (`keepsName`). Enter never does. */
export function keepName(problem: unknown, words: string): TemplateResult | typeof nothing {
  const mayKeep =
    problem instanceof ProblemError && problem.code === "name-taken" && problem.params["what"] !== undefined;
  const keep = ({ currentTarget }: Event): void => {
    const { form } = currentTarget as HTMLButtonElement;
    if (!form) return;
    form.dataset["keepsName"] = "";
    form.requestSubmit();
    delete form.dataset["keepsName"];
  };
  return mayKeep ? html`<button type="button" class="button" @click=${keep}>${words}</button>` : nothing;
}

/** Whether a form is being sent by that button: asked while it is. */
export function keepsName(form: HTMLFormElement): boolean {
  return form.dataset["keepsName"] !== undefined;
}

/** Grey lines in the place of what is being fetched. */
export function skeleton(lines: number, label: string): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}
