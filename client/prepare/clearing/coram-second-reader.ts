import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { WAIVE_REASONS, WaiveReason } from "../../../schema/domain/clearing.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { needSecondReader } from "../../api/clearing.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { formatList, formatWhen, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-second-reader": CoramSecondReader;
  }
  interface HTMLElementEventMap {
    /** It is kept, or was refused (`problem`, else null). */
    "coram-second-reader-set": CustomEvent<{ problem: unknown }>;
  }
}

/** Whether a second reader must sign. It is asked for by one click; taken away of a verdict only with a reason, after who has signed it was said. */
@customElement("coram-second-reader")
export class CoramSecondReader extends VerdictElement {
  @property({ attribute: false }) view!: Pick<ClearingView, "secondReader" | "signed">;
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  @state() private isAsking = false;
  @state() private reason: WaiveReason | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has("verdict") && changed.get("verdict") !== this.verdict;
    // Somebody else may have taken it away meanwhile.
    if (isOther || !this.view.secondReader.verdict) this.isAsking = false;
    if (!this.isAsking) this.reason = null;
  }

  protected override render(): TemplateResult {
    const { secondReader } = this.view;
    const isNeeded = secondReader.network || secondReader.verdict;
    return html`${this.renderWaived()}
      <details class="clearing-second">
        <summary>${isNeeded ? t("clear.second-on") : t("clear.second-off")}</summary>
        <p class="note">${t("clear.second-about")}</p>
        ${this.renderBox(secondReader.verdict, t("clear.second-verdict"), (isOn) => this.ofVerdict(isOn))}
        ${this.isAsking ? this.renderAsked() : nothing}
        ${this.renderBox(secondReader.network, t("clear.second-network"), (isOn) => this.keep(null, isOn))}
      </details>`;
  }

  private renderBox(isOn: boolean, label: string, set: (isOn: boolean) => Promise<void>): TemplateResult {
    return html`<label class="form-check"
      ><input
        type="checkbox"
        .checked=${live(isOn)}
        @change=${(event: Event) => void set((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >`;
  }

  /** Whoever is to sign next finds no box that was ticked before, and who unticked it. */
  private renderWaived(): TemplateResult | typeof nothing {
    const { waived } = this.view.secondReader;
    if (!waived) return nothing;
    const { by, at, reason } = waived;
    return html`<p class="note clearing-waived" role="status">
      ${t("clear.waived", { name: this.nameOf(by), when: formatWhen(at), reason: t(`clear.waive-${reason}`) })}
    </p>`;
  }

  private renderAsked(): TemplateResult {
    const signed = new Map(
      this.view.signed
        .filter(({ state }) => state !== "withdrawn")
        .toReversed()
        .map(({ member, stage }) => [`${member} ${stage}`, `${this.nameOf(member)} (${t(`word.stage.${stage}`)})`]),
    );
    const sure = t("clear.waive-sure");
    return html`<div class="alert alert-warn clearing-asked" role="group" aria-label=${sure}>
      <p><b>${sure}</b> ${t(this.view.secondReader.network ? "clear.waive-network" : "clear.waive-brings")}</p>
      <p>
        ${signed.size > 0 ? t("clear.waive-signed", { names: formatList([...signed.values()]) }) : t("clear.waive-unsigned")}
      </p>
      <p class="note">${t("clear.waive-told")}</p>
      <label class="form-row"
        ><span>${t("clear.waive-why")}</span>
        <select
          class="field"
          .value=${this.reason ?? ""}
          @change=${(event: Event) =>
            (this.reason = WaiveReason.nullable()
              .catch(null)
              .parse((event.target as HTMLSelectElement).value))}
        >
          <option value="" ?selected=${this.reason === null}>${t("clear.reason-none")}</option>
          ${WAIVE_REASONS.map(
            (reason) =>
              html`<option value=${reason} ?selected=${reason === this.reason}>${t(`clear.waive-${reason}`)}</option>`,
          )}
        </select></label
      >
      <div class="form-actions">
        <button type="button" class="button" @click=${() => this.close()}>${t("clear.waive-leave")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.reason === null}
          @click=${() => void this.waive()}
        >
          ${t("clear.waive-now")}
        </button>
      </div>
    </div>`;
  }

  private nameOf(member: string): string {
    return this.members.find(({ id }) => id === member)?.name ?? t("network.somebody");
  }

  private async ofVerdict(isOn: boolean): Promise<void> {
    if (isOn) return this.keep(this.verdict, true);
    // The box stays ticked until it is said why.
    this.isAsking = true;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("select")?.focus();
  }

  private async waive(): Promise<void> {
    const { reason } = this;
    if (reason === null) return;
    this.close();
    await this.keep(this.verdict, false, reason);
  }

  /** Back to the box that asked. */
  private close(): void {
    this.isAsking = false;
    this.querySelector("input")?.focus();
  }

  private async keep(of: VerdictId | null, isNeeded: boolean, reason?: WaiveReason): Promise<void> {
    let problem: unknown = null;
    try {
      await needSecondReader(of, isNeeded, reason);
    } catch (error) {
      problem = error;
    }
    this.emit("coram-second-reader-set", { problem });
  }
}
