import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { describeProblem } from "../../api/http.ts";
import { changeVerdict } from "../../api/verdicts.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-edit-data": CoramEditData;
  }
}

/** Edits court or case number where something was found in it. The page hears of it by the event that everybody gets. */
@customElement("coram-edit-data")
export class CoramEditData extends VerdictElement {
  @property({ attribute: false }) verdict!: Pick<Verdict, "id" | "court" | "caseNumber">;
  @property() field: "court" | "caseNumber" = "court";
  @property() textLang = "";
  @state() private problem: unknown = null;
  @state() private isBusy = false;

  protected override render(): TemplateResult {
    return html`<form class="edit-data" @submit=${this.submit}>
      <input
        class="field"
        name="value"
        required
        autocomplete="off"
        spellcheck="false"
        lang=${this.textLang}
        maxlength=${this.field === "court" ? 300 : 120}
        aria-label=${t(`clear.field-${this.field}`)}
        .value=${this.verdict[this.field]}
      />
      <button class="button" ?disabled=${this.isBusy}>${t("clear.save")}</button>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
    </form>`;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.isBusy = true;
    this.problem = null;
    try {
      await changeVerdict(this.verdict.id, { [this.field]: textOf(event.target as HTMLFormElement, "value") });
      announce(t("clear.saved"));
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };
}
