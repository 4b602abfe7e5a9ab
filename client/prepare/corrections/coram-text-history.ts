import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RevisionEntry } from "../../../schema/protocol/http/corrections.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { readHistory } from "../../api/corrections.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { Loading } from "../../elements/loading.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { takeTextBack } from "./change-text.ts";
import { lookingLine, type RunChange } from "./corrections-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-text-history": CoramTextHistory;
  }
}

/** Who changed the text when, newest first; each change can be taken back as long as its words are kept. */
@customElement("coram-text-history")
export class CoramTextHistory extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) run!: RunChange;
  @property({ attribute: false }) isBusy = false;
  private readonly history = new Loading(
    this,
    () => [this.view.verdict.id, this.view.revision.number, this.view.verdict.stage] as const,
    async ([verdict], { signal }) => (await readHistory(verdict, signal)).revisions.toReversed(),
  );

  protected override render(): TemplateResult {
    const { answer, problem } = this.history;
    if (problem !== null) return html`${errorLine(describeProblem(problem))}`;
    if (!answer) return skeleton(6, t("page.loading"));
    return html`${lookingLine(this.isBusy, this.view.verdict)}
      <ol class="correct-history" reversed>
        ${answer.map((entry) => this.renderEntry(entry))}
      </ol>`;
  }

  private renderEntry(entry: RevisionEntry): TemplateResult {
    const { number, kind, by, at, places, undoes, undoneBy } = entry;
    const who = this.view.members.find(({ id }) => id === by)?.name ?? t("correct.somebody");
    return html`<li ?data-undone=${undoneBy !== null}>
      <span class="num">${number}</span>
      <div class="grow">
        <span class="correct-what"
          >${kind === "undo" ? t("correct.revision-undo", { revision: undoes ?? number }) : t(`correct.revision-${kind}`)}</span
        >
        <span class="note sub">
          ${who} · ${formatWhen(at)}${places > 0 ? ` · ${t("correct.places", { count: places })}` : ""}
        </span>
        ${undoneBy === null ? nothing : html`<span class="note">${t("correct.undone-by", { revision: undoneBy })}</span>`}
      </div>
      ${this.renderUndo(entry)}
    </li>`;
  }

  private renderUndo({ number, undo }: RevisionEntry): TemplateResult | typeof nothing {
    if (undo === null) return nothing;
    if (undo === "names")
      return html`<button
        type="button"
        class="link"
        @click=${() => this.emit("coram-prepare-panel", { panel: "names" })}
      >
        ${t("prepare.panel-names")}
      </button>`;
    return html`<button
      type="button"
      class="button button-small"
      ?disabled=${this.isBusy}
      aria-label=${t("correct.undo-of", { revision: number })}
      @click=${() =>
        void this.run(() => takeTextBack(this.view.verdict.id, number), t("correct.undone", { revision: number }))}
    >
      ${t("correct.undo")}
    </button>`;
  }
}
