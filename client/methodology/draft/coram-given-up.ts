import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import { isShown } from "../../../schema/rooms/draft/draft-tree.ts";
import "../../elements/coram-code-chip.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-given-up": CoramGivenUp;
  }
  interface HTMLElementEventMap {
    "coram-draft-take-back": CustomEvent<{ entry: string }>;
  }
}

/** Categories that the next version will not have, with what becomes of each, to be taken back. */
@customElement("coram-given-up")
export class CoramGivenUp extends VerdictElement {
  @property({ attribute: false }) categories: readonly DraftCategory[] = [];
  /** Categories of the version in force: what was made since and taken out again is no loss to anybody. */
  @property({ attribute: false }) inForce: Pick<ReadonlySet<CategoryId>, "has"> = new Set();
  @property({ type: Boolean }) readonly = false;

  protected override render(): TemplateResult | typeof nothing {
    const gone = this.categories.filter(
      (each) => !isShown(each) && (each.deleted === null || this.inForce.has(each.id)),
    );
    if (gone.length === 0) return nothing;
    return html`<details class="given-up">
      <summary>${t("methodology.given-up", { count: gone.length })}</summary>
      <ul>
        ${gone.map(
          (each) =>
            html`<li>
              <coram-code-chip code=${each.code}></coram-code-chip>
              <span class="grow"
                ><s>${localise(each.label, language())}</s> <span class="note sub">${this.fateOf(each)}</span></span
              >
              ${
                this.readonly
                  ? nothing
                  : html`<button
                      type="button"
                      class="button button-small"
                      aria-label=${t("methodology.take-back-of", { code: each.code })}
                      @click=${() => this.emit("coram-draft-take-back", { entry: each.entry })}
                    >
                      ${t("methodology.take-back")}
                    </button>`
              }
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private fateOf({ fate, deleted }: DraftCategory): string {
    const nameOf = (id: string): string => {
      const category = this.categories.find((each) => each.id === id);
      return category ? `${category.code} ${localise(category.label, language())}` : "?";
    };
    if (deleted === null && fate?.kind === "merged") return t("methodology.fate-merged", { into: nameOf(fate.into) });
    if (deleted === null && fate?.kind === "split")
      return t("methodology.fate-split", { into: formatList(fate.into.map(nameOf)) });
    return t("methodology.fate-retired");
  }
}
