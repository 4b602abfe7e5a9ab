import { html, nothing, type TemplateResult } from "lit";
import type { AmendDone } from "../../../schema/protocol/http/disagreements.ts";
import { t } from "../../i18n/t.ts";
import { keepWords } from "../../typed/keep-words.ts";
import type { ShownDisagreement } from "../shown-disagreement.ts";
import { rulingWords } from "../../typed/unsent-rulings.ts";
import type { RulingDraft } from "./ruling-draft.ts";

type Amend = NonNullable<RulingDraft["amend"]>;

/** What a ruling changes in the methodology's draft: of which category, in which words, and what that puts up for review. */
export function amendedForm(
  amend: Amend,
  { view, categoriesNow: categories }: ShownDisagreement,
  affected: AmendDone | null,
  change: (amend: Amend) => void,
): TemplateResult {
  return html`<div class="amend">
    <label class="amend-part"
      ><span class="sub">${t(`reconcile.amend-${amend.part}`)}</span>
      <select
        class="field"
        @change=${(event: Event) => {
          const found = categories.find(({ id }) => id === (event.target as HTMLSelectElement).value);
          if (found) change({ ...amend, category: found.id });
        }}
      >
        ${categories.map(
          ({ id, code, label }) =>
            html`<option value=${id} ?selected=${id === amend.category}>${code} ${label}</option>`,
        )}
      </select></label
    >
    ${
      amend.part === "example"
        ? nothing
        : html`<textarea
            class="field"
            rows="1"
            aria-label=${t("reconcile.amend-text")}
            placeholder=${t("reconcile.amend-text")}
            .value=${amend.text}
            ${keepWords(rulingWords(view.id).amend)}
            @input=${(event: InputEvent) => change({ ...amend, text: (event.target as HTMLTextAreaElement).value })}
          ></textarea>`
    }
    ${
      // An example alone changes no meaning.
      affected && amend.part !== "example"
        ? html`<span class="note sub">${t("reconcile.amend-review", { count: affected.tags })}</span>`
        : nothing
    }
  </div>`;
}
