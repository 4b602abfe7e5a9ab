import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { describeProblem } from "../../api/http.ts";
import { destroySealedKey, openSealedKey } from "../../api/names.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { formatDate, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-sealed-key-dialog": CoramSealedKeyDialog;
  }
  interface HTMLElementEventMap {
    "coram-key-destroyed": CustomEvent<void>;
  }
}

/**
 * Opens the sealed key of a verdict with its passphrase, or destroys it. What it says is in this element alone and goes
 * with it. Fires `coram-dialog-close` when it should be closed, `coram-key-destroyed` when there is no key any more.
 */
@customElement("coram-sealed-key-dialog")
export class CoramSealedKeyDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @property() textLang = "";
  @state() private key: SealedKey | null = null;
  @state() private passphrase = "";
  @state() private isAsking = false;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      open
      ?wide=${this.key !== null}
      heading=${t("names.key-title")}
      @coram-dialog-close=${this.close}
    >
      <div class="form sealed-key">
        ${this.key ? this.renderKey(this.key) : this.renderLock()}
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))} ${this.renderDestroy()}
      </div>
    </coram-dialog>`;
  }

  private renderLock(): TemplateResult {
    return html`<p class="note">${t("names.key-why")}</p>
      <form class="row" @submit=${this.onOpen}>
        <input
          class="field grow"
          type="password"
          autocomplete="off"
          maxlength="200"
          autofocus
          aria-label=${t("names.passphrase")}
          placeholder=${t("names.passphrase")}
          .value=${this.passphrase}
          @input=${(event: InputEvent) => (this.passphrase = (event.target as HTMLInputElement).value)}
        />
        <button type="submit" class="button button-primary" ?disabled=${this.passphrase === "" || this.isBusy}>
          ${t("names.key-open")}
        </button>
      </form>`;
  }

  private renderKey({ entries, sealedAt }: SealedKey): TemplateResult {
    return html`<p class="note">${t("names.key-why")}</p>
      <p class="note sub">${t("names.key-sealed", { date: formatDate(sealedAt) })}</p>
      <div class="key-entries" tabindex="0" role="region" aria-label=${t("names.key-title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t("names.token")}</th>
              <th scope="col">${t("names.key-person")}</th>
              <th scope="col">${t("names.key-forms")}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(
              ({ token, canonical, forms }) =>
                html`<tr>
                  <th scope="row">
                    <span class="token" lang=${this.textLang || nothing}>${withTokenWords(token, this.textLang)}</span>
                  </th>
                  <td lang=${this.textLang || nothing}>${canonical}</td>
                  <td lang=${this.textLang || nothing} class="sub">${forms.join(", ")}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  private renderDestroy(): TemplateResult {
    if (!this.isAsking)
      return html`<div class="form-actions">
        <button type="button" class="button button-quiet" @click=${() => (this.isAsking = true)}>
          ${t("names.key-destroy")}
        </button>
      </div>`;
    return html`<p class="alert alert-error" role="alert">${t("names.key-destroy-sure")}</p>
      <div class="form-actions">
        <button type="button" class="button button-quiet" @click=${() => (this.isAsking = false)}>
          ${t("verdict.cancel")}
        </button>
        <button type="button" class="button" ?disabled=${this.isBusy} @click=${() => void this.destroy()}>
          ${t("names.key-destroy")}
        </button>
      </div>`;
  }

  private onOpen(event: Event): void {
    event.preventDefault();
    void this.attempt(async () => {
      this.key = await openSealedKey(this.verdict, this.passphrase);
      this.passphrase = "";
    });
  }

  private destroy(): Promise<void> {
    return this.attempt(async () => {
      await destroySealedKey(this.verdict);
      announce(t("names.key-destroyed"));
      this.emit("coram-key-destroyed");
      this.close();
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
