import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { NameEntity } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-icon.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { contextOf } from "../corrections/context-of.ts";
import "./names-events.ts";
import { formsOf, type NameForm } from "./names-list.ts";
import { contextLine, contextWords } from "./names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-name-forms": CoramNameForms;
  }
  interface HTMLElementEventMap {
    /** The places that are chosen now, by their starts. */
    "coram-mentions-chosen": CustomEvent<{ starts: ReadonlySet<number> }>;
  }
}

/** The forms in which the text names a person; each opens into its places, with the words around them. */
@customElement("coram-name-forms")
export class CoramNameForms extends VerdictElement {
  @property({ attribute: false }) entity!: NameEntity;
  @property({ attribute: false }) revision: Revision | null = null;
  @property() textLang = "";
  @property({ attribute: false }) chosen: ReadonlySet<number> = new Set();
  @state() private opened: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    return html`<h5 class="label">${t("names.forms")}</h5>
      <ul class="name-forms">
        ${formsOf(this.entity).map((form) => html`<li>${this.renderForm(form)}</li>`)}
      </ul>`;
  }

  private renderForm(form: NameForm): TemplateResult {
    const { text, mentions } = form;
    const isOpen = this.opened.has(text);
    const chosen = mentions.filter(({ start }) => this.chosen.has(start)).length;
    const unsure = mentions.filter(({ sure, state: looked }) => !sure && looked === "open").length;
    return html`<div class="name-form">
        <label class="tick"
          ><input
            type="checkbox"
            aria-label=${t("names.form-all", { form: text })}
            .checked=${chosen === mentions.length}
            .indeterminate=${chosen > 0 && chosen < mentions.length}
            @change=${(event: Event) => this.choose(mentions, (event.target as HTMLInputElement).checked)}
        /></label>
        <button type="button" aria-expanded=${isOpen} @click=${() => this.toggle(form)}>
          <coram-icon name=${isOpen ? "chevron-down" : "chevron-right"}></coram-icon>
          <span lang=${this.textLang || nothing}>${text}</span>
          <span class="sub">${formatNumber(mentions.length)}</span>
          ${unsure > 0 ? html`<span class="words-warn">${t("names.unsure", { count: unsure })}</span>` : nothing}
        </button>
      </div>
      ${
        isOpen
          ? html`<ul class="name-places">
              ${mentions.map((mention) => html`<li>${this.renderMention(mention)}</li>`)}
            </ul>`
          : nothing
      }`;
  }

  private renderMention(mention: NameEntity["mentions"][number]): TemplateResult {
    const { start, end, text, sure, state: looked } = mention;
    const context = this.revision
      ? contextOf(this.revision, mention, 40)
      : { before: "", words: text, after: "", paragraph: null };
    const word = looked === "yes" ? "yes" : looked === "no" ? "no" : sure ? null : "unsure";
    return html`<label class="tick"
        ><input
          type="checkbox"
          aria-label=${t("names.mention", { context: contextWords(context, this.textLang) })}
          .checked=${this.chosen.has(start)}
          @change=${(event: Event) => this.choose([mention], (event.target as HTMLInputElement).checked)}
      /></label>
      <button type="button" class="name-place" @click=${() => this.emit("coram-names-look", { range: { start, end } })}>
        ${contextLine(context, this.textLang)}
        ${word ? html`<span class=${word === "unsure" ? "words-warn" : "sub"}>${t(`names.mention-${word}`)}</span>` : nothing}
      </button>`;
  }

  private toggle({ text, mentions }: NameForm): void {
    const opened = new Set(this.opened);
    if (!opened.delete(text)) {
      opened.add(text);
      const [first] = mentions;
      if (first) this.emit("coram-names-look", { range: { start: first.start, end: first.end } });
    }
    this.opened = opened;
  }

  private choose(mentions: NameEntity["mentions"], isChosen: boolean): void {
    const starts = new Set(this.chosen);
    for (const { start } of mentions) {
      if (isChosen) starts.add(start);
      else starts.delete(start);
    }
    this.emit("coram-mentions-chosen", { starts });
  }
}
