import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import type { ExportJob, Leak } from "../../schema/protocol/http/exports.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-export-leaks": CoramExportLeaks;
  }
  interface HTMLElementEventMap {
    /** A facilitator answers for what would go out. */
    "coram-export-despite": CustomEvent<{ leaks: number; reason: PassReason }>;
  }
}

/** Where a file would say what it may not: places with links, and for facilitators a reason. The words are shown nowhere. */
@customElement("coram-export-leaks")
export class CoramExportLeaks extends LightElement {
  @property({ attribute: false }) job!: ExportJob;
  @property({ attribute: false }) verdicts: readonly {
    verdict: Pick<Verdict, "id" | "caseNumber">;
    /** Whether the asker may edit its data. */
    canPrepare?: boolean;
  }[] = [];
  /** Whether the asker may answer for it. */
  @property({ type: Boolean }) mayPass = false;
  @state() private reason: PassReason | null = null;

  protected override render(): TemplateResult {
    const { leaks, leakCount } = this.job;
    return html`<section class="export-leaks">
      <div class="alert alert-error" role="alert">
        <coram-icon name="circle-alert"></coram-icon>
        <span>${t("exports.leak", { count: leakCount })} ${t("exports.leak-correct")}</span>
      </div>
      <ul>
        ${leaks.map((leak) => html`<li>${this.renderLeak(leak)}</li>`)}
      </ul>
      ${leakCount > leaks.length ? html`<p class="note">${t("clear.not-listed", { count: leakCount - leaks.length })}</p>` : nothing}
      ${this.mayPass ? this.renderPass() : html`<p class="note">${t("exports.leak-ask")}</p>`}
    </section>`;
  }

  private renderLeak(leak: Leak): TemplateResult {
    const { kind, verdict, paragraph } = leak;
    const row = this.verdicts.find((each) => each.verdict.id === verdict);
    const words = html`<b>${kind === "erased" ? t("exports.leak-erased") : t(`names.kind-${kind}`)}</b>
      <span
        >${t(`exports.leak-in-${leak.in}`)}${paragraph ? `, ${t("page.passage", { paragraph })}` : ""}${
          row ? `, ${row.verdict.caseNumber}` : ""
        }</span
      >`;
    return verdict ? html`<a href=${hrefOf(leak, row?.canPrepare ?? false)}>${words}</a>` : html`<span>${words}</span>`;
  }

  private renderPass(): TemplateResult {
    return html`<div class="export-pass">
      <label class="form-row"
        ><span>${t("clear.reason")}</span>
        <select
          class="field"
          @change=${(event: Event) =>
            (this.reason = PassReason.nullable()
              .catch(null)
              .parse((event.target as HTMLSelectElement).value))}
        >
          <option value="">${t("clear.reason-none")}</option>
          ${PASS_REASONS.map((reason) => html`<option value=${reason}>${t(`clear.reason-${reason}`)}</option>`)}
        </select>
      </label>
      <button type="button" class="button" ?disabled=${this.reason === null} @click=${this.pass}>
        ${t("exports.leak-despite")}
      </button>
    </div>`;
  }

  private readonly pass = (): void => {
    const { reason } = this;
    if (!reason) return;
    const detail = { leaks: this.job.leakCount, reason };
    this.dispatchEvent(new CustomEvent("coram-export-despite", { detail, bubbles: true }));
  };
}

/** Where it can be edited, else where it can be read. */
function hrefOf({ in: where, verdict, annotation, thread }: Leak, canPrepare: boolean): string {
  const base = `/verdicts/${verdict}`;
  if (where === "data" || (where === "text" && !annotation)) return canPrepare ? `${base}/prepare?panel=check` : base;
  if (thread) return `${base}?thread=${thread}`;
  return annotation ? `${base}?tag=${annotation}` : base;
}
