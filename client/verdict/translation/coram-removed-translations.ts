import { initialState } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RemovedTranslation } from "../../../schema/protocol/http/translations.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../../api/http.ts";
import { readRemoved, restoreTranslation } from "../../api/translations.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { Loading } from "../../elements/loading.ts";
import { formatDate, LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-removed-translations": CoramRemovedTranslations;
  }
}

/** Translations that were taken away or replaced: who did it when, and the way back. Fires `coram-dialog-close`. */
@customElement("coram-removed-translations")
export class CoramRemovedTranslations extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ type: Boolean }) open = false;
  /** The view is another one whenever somebody takes away or restores. */
  private readonly removed = new Loading(
    this,
    () => [this.open ? this.view : null] as const,
    ([view], { signal }) => (view ? readRemoved(view.verdict.id, signal) : initialState),
  );
  @state() private problem: unknown = null;
  @state() private isBusy = false;

  protected override render(): TemplateResult {
    const { answer } = this.removed;
    const problem = this.problem ?? this.removed.problem;
    return html`<coram-dialog
      .open=${this.open}
      heading=${t("translation.removed-title")}
      @coram-dialog-close=${this.close}
    >
      <p class="note">${t("translation.removed-lead")}</p>
      ${
        answer
          ? html`<ul class="removed-translations">
              ${answer.map((each) => this.renderOne(each))}
            </ul>`
          : problem === null
            ? skeleton(3, t("page.loading"))
            : nothing
      }
      ${answer?.length === 0 ? html`<p>${t("translation.removed-none")}</p>` : nothing}
      ${errorLine(problem === null ? null : describeProblem(problem))}
    </coram-dialog>`;
  }

  private renderOne({ id, language, number, source, deletedBy, deletedAt }: RemovedTranslation): TemplateResult {
    const name = this.view.members.find((each) => each.id === deletedBy)?.name ?? "?";
    const paragraph = number === null ? null : t("page.passage", { paragraph: number });
    const what = [LANGUAGE_NAMES[language], paragraph].filter((part) => part !== null).join(", ");
    return html`<li>
      <div class="grow">
        <b>${what}</b>${source ? html` <span class="sub">${source}</span>` : nothing}
        <p class="note">${t("translation.removed-by", { name, date: formatDate(deletedAt) })}</p>
      </div>
      <button
        type="button"
        class="button"
        aria-label=${t("translation.restore-of", { what })}
        ?disabled=${this.isBusy}
        @click=${() => void this.restore(id)}
      >
        ${t("translation.restore")}
      </button>
    </li>`;
  }

  private async restore(id: RemovedTranslation["id"]): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await restoreTranslation(this.view.verdict.id, id);
      announce(t("translation.restored"));
      this.close();
    } catch (error) {
      this.problem = error;
      await this.removed.run();
    } finally {
      this.isBusy = false;
    }
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
