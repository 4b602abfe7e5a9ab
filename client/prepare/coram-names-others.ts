import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { NameIdentifier, NameQuasi, NamesCommand, NamesView } from "../../schema/protocol/http/pseudonyms.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import { formatNumber, t } from "../i18n/t.ts";
import { VerdictElement } from "../verdict/elements/verdict-element.ts";
import { contextOf } from "./context-of.ts";
import "./names-events.ts";
import { contextLine, decisionButtons, tokenChip } from "./names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-others": CoramNamesOthers;
  }
}

/** What is no person's name: numbers and the like, and words that may betray somebody all the same. */
@customElement("coram-names-others")
export class CoramNamesOthers extends VerdictElement {
  @property({ attribute: false }) names!: NamesView;
  @property({ attribute: false }) revision: Revision | null = null;
  @property() textLang = "";

  protected override render(): TemplateResult {
    const { identifiers, quasi } = this.names;
    return html`${
      identifiers.length > 0
        ? html`<h3 class="names-section">
              ${t("names.identifiers")} <span class="sub">${formatNumber(identifiers.length)}</span>
            </h3>
            <ul class="names-rows">
              ${repeat(
                identifiers,
                ({ id }) => id,
                (item) => html`<li>${this.renderIdentifier(item)}</li>`,
              )}
            </ul>`
        : nothing
    }
    ${
      quasi.length > 0
        ? html`<h3 class="names-section">${t("names.quasi")} <span class="sub">${formatNumber(quasi.length)}</span></h3>
            <p class="note names-why">${t("names.quasi-why")}</p>
            <ul class="names-rows">
              ${repeat(
                quasi,
                ({ id }) => id,
                (item) => html`<li>${this.renderQuasi(item)}</li>`,
              )}
            </ul>`
        : nothing
    }`;
  }

  private renderIdentifier(item: NameIdentifier): TemplateResult {
    const { id, kind, text, valid, state, token } = item;
    const facts = html`${state === "dismissed" ? nothing : tokenChip(token)}
      <span>${t(`names.kind-${kind}`)}</span>
      ${
        valid === null
          ? nothing
          : html`<span class=${valid ? "" : "words-warn"}>${t(valid ? "names.valid" : "names.invalid")}</span>`
      }`;
    const words = html`<span class="name-words" lang=${this.textLang || nothing}>${text}</span>`;
    return this.renderRow(
      item,
      words,
      facts,
      decisionButtons({
        words: text,
        is: state === "confirmed" ? "replace" : state === "dismissed" ? "leave" : null,
        decide: (is) =>
          this.decide({
            kind: "identifier",
            id,
            state: is === "replace" ? "confirmed" : is === "leave" ? "dismissed" : "proposed",
          }),
      }),
    );
  }

  private renderQuasi(item: NameQuasi): TemplateResult {
    const { id, kind, text, state, token } = item;
    const words = this.revision
      ? contextLine(contextOf(this.revision, item, 48), this.textLang)
      : html`<span class="name-words" lang=${this.textLang || nothing}>${text}</span>`;
    const facts = html`${state === "replace" ? tokenChip(token) : nothing}<span>${t(`names.kind-${kind}`)}</span>`;
    return this.renderRow(
      item,
      words,
      facts,
      decisionButtons({
        words: text,
        is: state === "replace" ? "replace" : state === "keep" ? "leave" : null,
        blocked: token ? null : t("names.no-token"),
        decide: (is) =>
          this.decide({ kind: "quasi", id, state: is === "replace" ? "replace" : is === "leave" ? "keep" : "open" }),
      }),
    );
  }

  private renderRow(
    range: Range,
    words: TemplateResult,
    facts: TemplateResult,
    decision: TemplateResult,
  ): TemplateResult {
    const { start, end } = range;
    return html`<div class="name-row name-row-other">
      <button type="button" class="name-open" @click=${() => this.emit("coram-names-look", { range: { start, end } })}>
        ${words}<span class="note">${facts}</span>
      </button>
      ${decision}
    </div>`;
  }

  private decide(command: NamesCommand): void {
    this.emit("coram-names-decide", { commands: [command] });
  }
}
