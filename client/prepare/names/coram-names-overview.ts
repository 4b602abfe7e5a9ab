import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-names-head.ts";
import "./coram-names-list.ts";
import "./coram-names-others.ts";
import type { Rewritten } from "./names-rewriting.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-overview": CoramNamesOverview;
  }
}

/** Everything that was found in a verdict, with what is done with all of it. */
@customElement("coram-names-overview")
export class CoramNamesOverview extends VerdictElement {
  @property({ attribute: false }) names!: NamesView;
  /** The text that the names are of; null while it is not here. */
  @property({ attribute: false }) revision: Revision | null = null;
  @property() textLang = "";
  /** The person whose details are open. */
  @property({ attribute: false }) opened: string | null = null;
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  /** What is put in other words now. */
  @property({ attribute: false }) rewritten: Rewritten | null = null;

  /** What is to be done next with all names: to decide one by one, as long as there are, never many of them unseen. */
  get next(): HTMLElement | null {
    const acts = this.querySelector(".names-acts");
    return acts?.querySelector<HTMLElement>("[data-act=walk]") ?? acts?.querySelector(".button:not(:disabled)") ?? null;
  }

  async focusNext(): Promise<void> {
    await this.updateComplete;
    await this.querySelector("coram-names-head")?.updateComplete;
    this.next?.focus();
  }

  protected override render(): TemplateResult {
    const { entities, identifiers, quasi } = this.names;
    const isEmpty = entities.length + identifiers.length + quasi.length === 0;
    return html`<coram-names-head .names=${this.names}></coram-names-head>
      ${isEmpty ? html`<p class="note">${t("names.none")}</p>` : nothing}
      ${
        entities.length > 0
          ? html`<h3 class="names-section">
                ${t("names.persons")} <span class="sub">${formatNumber(entities.length)}</span>
              </h3>
              <coram-names-list
                .names=${this.names}
                .revision=${this.revision}
                .textLang=${this.textLang}
                .opened=${this.opened}
                .chosen=${this.chosen}
                .rewritten=${this.rewritten}
              ></coram-names-list>`
          : nothing
      }
      <coram-names-others
        .names=${this.names}
        .revision=${this.revision}
        .textLang=${this.textLang}
        .rewritten=${this.rewritten}
      ></coram-names-others>`;
  }
}
