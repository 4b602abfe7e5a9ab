import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { NameIdentifier, NameQuasi, NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { contextOf } from "../corrections/context-of.ts";
import { thingsBeside } from "./coram-person-choice.ts";
import "./names-events.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";
import { contextLine, decisionButtons, rewriteForm, tokenChip } from "./names-parts.ts";
import type { Rewritten } from "./names-rewriting.ts";

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
  @property({ attribute: false }) rewritten: Rewritten | null = null;

  /** The thing that another is chosen for. */
  @state() private choosing: string | null = null;
  /** Which of the same places was looked at last, by their token. */
  private readonly looked = new Map<string, number>();

  protected override render(): TemplateResult {
    const identifiers = sameOf(this.names.identifiers);
    const quasi = sameOf(this.names.quasi);
    return html`${
      identifiers.length > 0
        ? html`<h3 class="names-section">
              ${t("names.identifiers")} <span class="sub">${formatNumber(identifiers.length)}</span>
            </h3>
            <ul class="names-rows">
              ${repeat(
                identifiers,
                ([first]) => first?.id,
                (same) => html`<li data-thing=${idsOf(same)}>${this.renderIdentifiers(same)}</li>`,
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
                ([first]) => first?.id,
                (same) => html`<li data-thing=${idsOf(same)}>${this.renderQuasi(same)}</li>`,
              )}
            </ul>`
        : nothing
    }`;
  }

  private renderIdentifiers(same: readonly NameIdentifier[]): TemplateResult | typeof nothing {
    const [first] = same;
    if (!first) return nothing;
    const { kind, text, valid, token } = first;
    const isAll = (wanted: NameIdentifier["state"]): boolean => same.every(({ state }) => state === wanted);
    const facts = html`${isAll("dismissed") ? nothing : tokenChip(token, this.textLang)}
      <span>${t(`names.kind-${kind}`)}</span>
      ${
        valid === null
          ? nothing
          : html`<span class=${valid ? "" : "words-warn"}>${t(valid ? "names.valid" : "names.invalid")}</span>`
      }`;
    return this.renderRow(
      same,
      html`<span class="name-words" lang=${this.textLang || nothing}>${text}</span>`,
      facts,
      decisionButtons({
        words: text,
        is: isAll("confirmed") ? "replace" : isAll("dismissed") ? "leave" : null,
        decide: (is) => {
          const state = is === "replace" ? "confirmed" : is === "leave" ? "dismissed" : "proposed";
          this.decide({ kind: "identifier", id: first.id, state, alike: true });
        },
      }),
    );
  }

  private renderQuasi(same: readonly NameQuasi[]): TemplateResult | typeof nothing {
    const [first] = same;
    if (!first) return nothing;
    const { kind, text, token } = first;
    const isAll = (wanted: NameQuasi["state"]): boolean => same.every(({ state }) => state === wanted);
    const words = this.revision
      ? contextLine(contextOf(this.revision, first, 48), this.textLang)
      : html`<span class="name-words" lang=${this.textLang || nothing}>${text}</span>`;
    return html`${this.renderRow(
      same,
      words,
      html`${isAll("replace") ? tokenChip(token, this.textLang) : nothing}<span>${t(`names.kind-${kind}`)}</span>`,
      decisionButtons({
        words: text,
        is: isAll("replace") ? "replace" : isAll("keep") ? "leave" : null,
        instead: token ? null : () => this.emit("coram-names-rewrite-begin", { id: first.id }),
        decide: (is) => {
          const state = is === "replace" ? "replace" : is === "leave" ? "keep" : "open";
          this.decide({ kind: "quasi", id: first.id, state, alike: true });
        },
      }),
    )}
    ${this.renderSame(first)}`;
  }

  private renderRow(
    same: readonly (Range & { id: string })[],
    words: TemplateResult,
    facts: TemplateResult,
    decision: TemplateResult,
  ): TemplateResult {
    const places = same.length > 1 ? html`<span>${t("names.places", { count: same.length })}</span>` : nothing;
    return html`<div class="name-row name-row-other">
        <button type="button" class="name-open" @click=${() => this.look(same)}>
          ${words}<span class="note">${facts} ${places}</span>
        </button>
        ${decision}
      </div>
      ${rewriteForm(
        this.rewritten,
        same.map(({ id }) => id),
        this.textLang,
      )}`;
  }

  /** Another name of the same organisation or place. */
  private renderSame({ id, token, text }: NameQuasi): TemplateResult | typeof nothing {
    const others = token ? thingsBeside(this.names.quasi, token) : [];
    if (others.length === 0) return nothing;
    if (this.choosing !== id)
      return html`<button
        type="button"
        class="button button-quiet button-small"
        aria-label="${text}: ${t("names.same-thing")}"
        @click=${() => (this.choosing = id)}
      >
        ${t("names.same-thing")}
      </button>`;
    return html`<coram-person-choice
      .persons=${others}
      ofThings
      .textLang=${this.textLang}
      @coram-person-chosen=${(event: HTMLElementEventMap["coram-person-chosen"]) => {
        event.stopPropagation();
        this.endChoice(id);
        if (event.detail.id) this.decide({ kind: "same", of: "quasi", id, as: event.detail.id });
      }}
      @coram-person-cancel=${(event: Event) => {
        event.stopPropagation();
        this.endChoice(id);
      }}
    ></coram-person-choice>`;
  }

  private endChoice(id: string): void {
    this.choosing = null;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-thing~="${id}"] .name-open`)?.focus());
  }

  /** Goes to the first of the same places, and from one to the next when it is asked again. */
  private look(same: readonly (Range & { id: string })[]): void {
    const key = same[0]?.id ?? "";
    const at = ((this.looked.get(key) ?? -1) + 1) % same.length;
    this.looked.set(key, at);
    const place = same[at];
    if (place) this.emit("coram-names-look", { range: { start: place.start, end: place.end } });
  }

  private decide(command: NamesCommand): void {
    this.emit("coram-names-decide", { commands: [command] });
  }
}

function idsOf(same: readonly { id: string }[]): string {
  return same.map(({ id }) => id).join(" ");
}
