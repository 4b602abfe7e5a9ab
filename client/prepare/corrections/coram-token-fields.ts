import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { NameEntity } from "../../../schema/protocol/http/pseudonyms.ts";
import { parseToken, TOKEN_KINDS, type TokenKind } from "../../../schema/text/token.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { tokenSlug } from "../../elements/tokens/token-slug.ts";
import "../names/names-events.ts";
import { isInText } from "../names/names-list.ts";
import { tokenIn } from "../names/names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-token-fields": CoramTokenFields;
  }
}

/** What will stand in a person's place: kind and label, in fields. Sends a token only when it is one and nobody else has it. */
@customElement("coram-token-fields")
export class CoramTokenFields extends VerdictElement {
  @property({ attribute: false }) entity!: NameEntity;
  @property({ attribute: false }) others: readonly NameEntity[] = [];
  @property() textLang = "";
  /** The label as it is being typed; null where it is the entity's. */
  @state() private typed: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("entity")) this.typed = null;
  }

  protected override render(): TemplateResult {
    const { token } = this.entity;
    const isFixed = this.entity.unit !== null || isInText(this.entity);
    const label = this.typed ?? token.label;
    const problem = this.problemOf(token.kind, label);
    return html`<div class="name-fields">
        <div class="form-row">
          <label for="${this.uid}-kind">${t("names.token-kind")}</label>
          <select
            id="${this.uid}-kind"
            class="field"
            ?disabled=${isFixed}
            @change=${(event: Event) => {
              const wanted = (event.target as HTMLSelectElement).value;
              const kind = TOKEN_KINDS.find((each) => each === wanted);
              if (kind) this.send(kind, this.freeLabel(kind, token.label));
            }}
          >
            ${TOKEN_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === token.kind}>${t(`verdict.token-${tokenSlug(kind)}`)}</option>`)}
          </select>
        </div>
        <div class="form-row">
          <label for="${this.uid}-label">${t("names.token-label")}</label>
          <input
            id="${this.uid}-label"
            class="field"
            maxlength="4"
            autocomplete="off"
            spellcheck="false"
            ?disabled=${isFixed}
            aria-invalid=${problem !== null}
            aria-describedby=${problem === null ? nothing : `${this.uid}-problem`}
            .value=${label}
            @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value.trim().toUpperCase())}
            @change=${() => this.send(token.kind, label)}
          />
        </div>
      </div>
      ${problem === null ? nothing : html`<p class="note words-warn" role="alert" id="${this.uid}-problem">${problem}</p>`}
      ${isFixed ? html`<p class="note">${t("names.unit")}</p>` : nothing}`;
  }

  private problemOf(kind: TokenKind, label: string): string | null {
    if (!parseToken(`[${kind} ${label}]`)) return t("names.token-bad");
    const other = this.others.find(({ token }) => token.kind === kind && token.label === label);
    return other
      ? t("names.token-taken", { token: tokenIn({ kind, label }, this.textLang), name: other.canonical })
      : null;
  }

  /** The label, or where another has it the next one of its sort: letters or numbers. */
  private freeLabel(kind: TokenKind, label: string): string {
    const taken = new Set(this.others.filter(({ token }) => token.kind === kind).map(({ token }) => token.label));
    const isLetter = /^[A-Z]/.test(label);
    for (let n = 0; n < 26 && taken.has(label); n++) label = isLetter ? String.fromCharCode(65 + n) : String(n + 1);
    return label;
  }

  private send(kind: TokenKind, label: string): void {
    const { id, token } = this.entity;
    const isSame = kind === token.kind && label === token.label;
    if (isSame || this.problemOf(kind, label)) return;
    this.emit("coram-names-decide", { commands: [{ kind: "token", entity: id, token: { kind, label } }] });
  }
}
