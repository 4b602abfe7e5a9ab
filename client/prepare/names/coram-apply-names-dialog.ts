import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { NamesApplied, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { formatList, formatNumber, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { replacementsOf, rolesOf, type Replacements } from "./names-list.ts";
import { tokenChip, tokensIn } from "./names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-apply-names-dialog": CoramApplyNamesDialog;
  }
  interface HTMLElementEventMap {
    /** The tokens are in the text. */
    "coram-names-applied": CustomEvent<{ applied: NamesApplied }>;
  }
}

const SHORTEST = 12;
/** A longer list of what was left is folded: it would push away what else is said. */
const LEFT_SHOWN = 12;

/**
 * Puts all tokens into the text at once, after saying what that does; with a passphrase a key is sealed. Fires
 * `coram-names-applied` when it is done and `coram-dialog-close` when it should be closed. The passphrase leaves with it.
 */
@customElement("coram-apply-names-dialog")
export class CoramApplyNamesDialog extends VerdictElement {
  @property({ attribute: false }) names!: NamesView;
  @property() textLang = "";
  /** Rejects with `names-moved` where somebody else has decided something meanwhile. */
  @property({ attribute: false }) apply!: (passphrase: string | null) => Promise<NamesApplied>;
  @state() private isSealed = false;
  @state() private passphrase = "";
  @state() private again = "";
  @state() private isBusy = false;
  @state() private wasMoved = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    const figures = replacementsOf(this.names);
    return html`<coram-dialog open heading=${t("names.apply-title")} @coram-dialog-close=${this.close}>
      <form class="form" @submit=${this.onSubmit}>
        ${figures.places === 0 ? html`<p>${t("names.apply-nothing")}</p>` : this.renderFigures(figures)}
        <div class="form-actions form-actions-stay">
          ${this.wasMoved ? html`<p class="alert grow" role="alert">${t("names.apply-moved")}</p>` : nothing}
          ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
          <button type="button" class="button button-quiet" @click=${this.close}>${t("verdict.cancel")}</button>
          <button
            type="submit"
            class="button button-primary"
            ?autofocus=${figures.places > 0}
            ?disabled=${figures.places === 0 || this.isBusy || (this.isSealed && this.flaw !== null)}
          >
            ${t("names.apply")}
          </button>
        </div>
      </form>
    </coram-dialog>`;
  }

  private renderFigures(figures: Replacements): TemplateResult {
    const { places, persons, identifiers, quasi, open, unseen, left } = figures;
    const parts = [
      persons > 0 ? t("names.apply-persons", { count: persons }) : null,
      identifiers > 0 ? t("names.apply-identifiers", { count: identifiers }) : null,
      quasi > 0 ? t("names.apply-quasi", { count: quasi }) : null,
    ].filter((part) => part !== null);
    const names = left.map((each) => `${each.name} (${t("names.places", { count: each.places })})`);
    const telling = left.flatMap(({ name, surnameOf }) =>
      surnameOf.length > 0 ? [t("names.apply-surname-of", { name, of: tokensIn(surnameOf, this.textLang) })] : [],
    );
    return html`<div class="apply-figures">
      <p><b>${t("names.apply-places", { count: places })}</b></p>
      <p class="note">${formatList(parts)}. ${t("names.apply-undo")}</p>
      ${this.renderSeal()} ${open > 0 ? html`<p class="alert">${t("names.apply-open", { count: open })}</p>` : nothing}
      ${left.length > 0 ? html`<p class="alert">${t("names.apply-left", { names: formatList(names) })}</p>` : nothing}
      ${telling.length > 0 ? html`<p class="alert alert-error">${t("names.apply-surname", { names: formatList(telling) })}</p>` : nothing}
      ${unseen > 0 ? html`<p class="alert">${t("names.apply-unseen", { count: unseen })}</p>` : nothing}
      ${this.renderLeft(figures)} ${persons > 0 ? this.renderRoles() : nothing}
    </div>`;
  }

  /** Nothing asks about them again before the last check. */
  private renderLeft({ leftThings }: Replacements): TemplateResult | typeof nothing {
    if (leftThings.length === 0) return nothing;
    return html`<details class="apply-left" ?open=${leftThings.length <= LEFT_SHOWN}>
      <summary>${t("names.apply-left-things", { count: leftThings.length })}</summary>
      <ul>
        ${leftThings.map(
          ({ words, kind, places }) =>
            html`<li>
              <span lang=${this.textLang || nothing}>${words}</span>
              <span class="note"
                >${t(`names.kind-${kind}`)}${places > 1 ? `, ${t("names.places", { count: places })}` : ""}</span
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  /** Each person with the role that the text will say of them: a wrong one misleads every reader. */
  private renderRoles(): TemplateResult {
    return html`<h3 class="label">${t("names.apply-roles")}</h3>
      <dl class="apply-roles">
        ${rolesOf(this.names).map(
          ({ role, persons }) =>
            html`<dt>${t(`names.role-${role}`)} <span class="sub">${formatNumber(persons.length)}</span></dt>
              ${persons.map(
                ({ canonical, token, isRoleGuessed }) =>
                  html`<dd>
                    <span lang=${this.textLang || nothing}>${canonical}</span> ${tokenChip(token, this.textLang)}
                    ${isRoleGuessed ? html`<span class="note words-warn">${t("names.role-guessed")}</span>` : nothing}
                  </dd>`,
              )}`,
        )}
      </dl>`;
  }

  private renderSeal(): TemplateResult {
    return html`<label class="form-check">
        <input
          type="checkbox"
          aria-describedby="${this.uid}-why"
          .checked=${this.isSealed}
          @change=${(event: Event) => (this.isSealed = (event.target as HTMLInputElement).checked)}
        />
        <span>${t(this.names.hasSealedKey ? "names.seal-add" : "names.seal")}</span>
      </label>
      <p class="note seal-why" id="${this.uid}-why">${t("names.seal-why")}</p>
      ${this.isSealed ? (this.names.hasSealedKey ? this.renderKnown() : this.renderNew()) : nothing}`;
  }

  /** What is applied now goes into the key that is there: who adds to it must be able to open it. */
  private renderKnown(): TemplateResult {
    return html`<p class="note" id="${this.uid}-flaw">${t("names.seal-known")}</p>
      ${this.renderField("passphrase", t("names.passphrase"))}`;
  }

  private renderNew(): TemplateResult {
    return html`<p class="alert">${t("names.seal-lost")}</p>
      <div class="form-columns">
        ${this.renderField("passphrase", t("names.passphrase"))}
        ${this.renderField("again", t("names.passphrase-again"))}
      </div>
      <p class="note" role="status" id="${this.uid}-flaw">${this.flaw ?? ""}</p>`;
  }

  private renderField(which: "passphrase" | "again", label: string): TemplateResult {
    return html`<div class="form-row">
      <label for="${this.uid}-${which}">${label}</label>
      <input
        id="${this.uid}-${which}"
        class="field"
        type="password"
        autocomplete="off"
        maxlength="200"
        aria-describedby="${this.uid}-flaw"
        .value=${this[which]}
        @input=${(event: InputEvent) => (this[which] = (event.target as HTMLInputElement).value)}
      />
    </div>`;
  }

  /** Why the passphrase cannot be taken; null when it can. */
  private get flaw(): string | null {
    if (this.passphrase.length < SHORTEST) return t("names.passphrase-short");
    return this.names.hasSealedKey || this.passphrase === this.again ? null : t("names.passphrase-differs");
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (!this.isBusy) void this.submit();
  }

  private async submit(): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    this.wasMoved = false;
    try {
      const applied = await this.apply(this.isSealed ? this.passphrase : null);
      this.emit("coram-names-applied", { applied });
      this.close();
    } catch (error) {
      this.wasMoved = error instanceof ProblemError && error.code === "names-moved";
      if (!this.wasMoved) this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
