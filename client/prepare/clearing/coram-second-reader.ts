import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { NETWORK_WAIVE_REASONS, WAIVE_REASONS, WaiveReason } from "../../../schema/domain/clearing.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { needSecondReader } from "../../api/clearing.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "../../elements/coram-icon.ts";
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

/**
 * Whether a second reader must sign. Of one verdict it is asked for by one click, of all after what that changes was said; taken away only
 * with a reason, too.
 */
@customElement("coram-second-reader")
export class CoramSecondReader extends VerdictElement {
  @property({ attribute: false }) view!: Pick<ClearingView, "alone" | "secondReader" | "signed">;
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  /** Of what it is to be taken away, while that is asked. */
  @state() private asking: "verdict" | "network" | null = null;
  /** Whether it is to be asked for of all, while that is asked. */
  @state() private isRequiring = false;
  @state() private reason: WaiveReason | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has("verdict") && changed.get("verdict") !== this.verdict;
    // Somebody else may have taken it away meanwhile.
    if (isOther || (this.asking && !this.view.secondReader[this.asking])) this.asking = null;
    if (this.asking === null) this.reason = null;
    if (isOther || this.view.secondReader.network) this.isRequiring = false;
  }

  protected override render(): TemplateResult {
    const { secondReader, alone } = this.view;
    const isNeeded = secondReader.network || secondReader.verdict;
    return html`${this.renderWaived()}
      ${
        isNeeded && alone?.owner
          ? html`<p class="alert" role="status">
              <coram-icon name="triangle-alert"></coram-icon><span>${t("clear.alone", { name: alone.owner })}</span>
            </p>`
          : nothing
      }
      <details class="clearing-second">
        <summary>${isNeeded ? t("clear.second-on") : t("clear.second-off")}</summary>
        <p class="note">${t("clear.second-about")}</p>
        ${this.renderBox("verdict", t("clear.second-verdict"))} ${this.renderBox("network", t("clear.second-network"))}
        ${this.isRequiring ? this.renderRequiring() : nothing}
      </details>`;
  }

  private renderBox(of: "verdict" | "network", label: string): TemplateResult {
    return html`<label class="form-check"
        ><input
          type="checkbox"
          name=${of}
          .checked=${live(this.view.secondReader[of])}
          @change=${(event: Event) => void this.change(of, (event.target as HTMLInputElement).checked)}
        /><span>${label}</span></label
      >${this.asking === of ? this.renderAsked(of) : nothing}`;
  }

  /** Whoever is to sign next finds no box that was ticked before, and who unticked it. */
  private renderWaived(): TemplateResult {
    const { waived, waivedOfAll } = this.view.secondReader;
    const said = ({ by, at }: { by: string; at: string }, reason: string) => ({
      name: this.nameOf(by),
      when: formatWhen(at),
      reason,
    });
    const lines = [
      ...(waived ? [t("clear.waived", said(waived, t(`clear.waive-${waived.reason}`)))] : []),
      ...(waivedOfAll ? [t("clear.waived-all", said(waivedOfAll, t(`clear.waive-all-${waivedOfAll.reason}`)))] : []),
    ];
    return html`${lines.map((line) => html`<p class="note clearing-waived" role="status">${line}</p>`)}`;
  }

  private renderAsked(of: "verdict" | "network"): TemplateResult {
    const sure = t(of === "network" ? "clear.waive-all-sure" : "clear.waive-sure");
    return html`<div class="alert alert-warn clearing-asked" role="group" aria-label=${sure}>
      ${of === "network" ? this.renderOfAll(sure) : this.renderOfVerdict(sure)}
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
          ${
            of === "network"
              ? NETWORK_WAIVE_REASONS.map((reason) => this.renderReason(reason, t(`clear.waive-all-${reason}`)))
              : WAIVE_REASONS.map((reason) => this.renderReason(reason, t(`clear.waive-${reason}`)))
          }
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

  private renderReason(reason: WaiveReason, words: string): TemplateResult {
    return html`<option value=${reason} ?selected=${reason === this.reason}>${words}</option>`;
  }

  private renderRequiring(): TemplateResult {
    const sure = t("clear.ask-all-sure");
    return html`<div class="alert alert-warn clearing-asked" role="group" aria-label=${sure}>
      <p><b>${sure}</b> ${t("clear.ask-all-brings")}</p>
      ${(this.view.alone?.organisations ?? []).map((name) => html`<p>${t("clear.alone", { name })}</p>`)}
      <p class="note">${t("clear.ask-all-told")}</p>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => this.close()}>${t("clear.ask-all-leave")}</button>
        <button type="button" class="button button-primary" @click=${() => void this.requireOfAll()}>
          ${t("clear.ask-all-now")}
        </button>
      </div>
    </div>`;
  }

  private renderOfAll(sure: string): TemplateResult {
    return html`<p><b>${sure}</b> ${t("clear.waive-all-brings")}</p>
      <p class="note">${t("clear.waive-all-told")}</p>`;
  }

  private renderOfVerdict(sure: string): TemplateResult {
    const signed = new Map(
      this.view.signed
        .filter(({ state }) => state !== "withdrawn")
        .toReversed()
        .map(({ member, stage }) => [`${member} ${stage}`, `${this.nameOf(member)} (${t(`word.stage.${stage}`)})`]),
    );
    return html`<p>
        <b>${sure}</b> ${t(this.view.secondReader.network ? "clear.waive-network" : "clear.waive-brings")}
      </p>
      <p>
        ${signed.size > 0 ? t("clear.waive-signed", { names: formatList([...signed.values()]) }) : t("clear.waive-unsigned")}
      </p>
      <p class="note">${t("clear.waive-told")}</p>`;
  }

  private nameOf(member: string): string {
    return this.members.find(({ id }) => id === member)?.name ?? t("network.somebody");
  }

  private async change(of: "verdict" | "network", isOn: boolean): Promise<void> {
    if (isOn && of === "verdict") return this.keep(of, true);
    // The box stays as it was until that is answered.
    this.isRequiring = isOn;
    this.asking = isOn ? null : of;
    this.reason = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(isOn ? ".clearing-asked .button" : "select")?.focus();
  }

  private async requireOfAll(): Promise<void> {
    this.close();
    await this.keep("network", true);
  }

  private async waive(): Promise<void> {
    const { asking, reason } = this;
    if (asking === null || reason === null) return;
    this.close();
    await this.keep(asking, false, reason);
  }

  /** Back to the box that asked. */
  private close(): void {
    const of = this.isRequiring ? "network" : (this.asking ?? "verdict");
    const box = this.querySelector<HTMLInputElement>(`input[name="${of}"]`);
    this.asking = null;
    this.isRequiring = false;
    box?.focus();
  }

  private async keep(of: "verdict" | "network", isNeeded: boolean, reason?: WaiveReason): Promise<void> {
    let problem: unknown = null;
    try {
      await needSecondReader(of === "network" ? null : this.verdict, isNeeded, reason);
    } catch (error) {
      problem = error;
    }
    this.emit("coram-second-reader-set", { problem });
  }
}
