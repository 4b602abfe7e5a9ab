import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PutOut } from "../../../../schema/protocol/http/clearing.ts";
import type { MemberCard } from "../../../../schema/domain/member.ts";
import { STAGES, type Round, type Stage, type Verdict } from "../../../../schema/domain/verdict.ts";
import { describeProblem } from "../../../api/http.ts";
import { readPutOut, setStage } from "../../../api/verdicts.ts";
import "../../../prepare/clearing/coram-clearing.ts";
import "../../../elements/coram-dialog.ts";
import { errorLine } from "../../../elements/form.ts";
import { compareWords, formatList, t } from "../../../i18n/t.ts";
import type { SeenSoFar } from "../../../rounds/seen-paragraphs.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-stage-dialog": CoramStageDialog;
  }
}

/**
 * Moves a verdict one stage forward, by the checklist, or back. Fires `coram-dialog-close` when it should be closed: the
 * page hears of the new stage by the event that everybody gets.
 */
@customElement("coram-stage-dialog")
export class CoramStageDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: Pick<Verdict, "id" | "stage" | "court" | "caseNumber">;
  @property({ attribute: false }) round: Pick<Round, "number" | "mode"> | null = null;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  @property() textLang = "";
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) seen: SeenSoFar | null = null;
  @state() private problem: unknown = null;
  /** What it takes from whom is said, and asked. */
  @state() private isAsking = false;
  @state() private isBusy = false;
  /** Null before it is known whom it puts out; `unknown`: that could not be looked up, which keeps nobody from taking it back. */
  @state() private putOut: PutOut | "unknown" | null = null;

  protected override render(): TemplateResult {
    const { stage } = this.verdict;
    return html`<coram-dialog
      wide
      .open=${this.open}
      heading=${t("page.stage", { stage: t(`word.stage.${stage}`) })}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? this.renderBody(stage) : nothing}
    </coram-dialog>`;
  }

  private renderBody(stage: Stage): TemplateResult {
    const back = stepBack(stage);
    return html`<p class="note">${t("page.stage-question")}</p>
      <coram-clearing
        .verdict=${this.verdict}
        .members=${this.members}
        .textLang=${this.textLang}
        .seen=${this.seen}
        @coram-unread-open=${(event: HTMLElementEventMap["coram-unread-open"]) => {
          this.close();
          this.emit("coram-goto", { offset: event.detail.start });
        }}
        @coram-cleared=${(event: HTMLElementEventMap["coram-cleared"]) => {
          if (!event.detail.isWaiting) this.close();
        }}
      ></coram-clearing>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${back && this.isAsking ? this.renderAsked(back) : this.renderActs(back)}`;
  }

  private renderActs(back: StageBack | null): TemplateResult {
    return html`<div class="stage-back">
      <a class="button" href="/verdicts/${this.verdict.id}/prepare">${t("prepare.open")}</a>
      ${
        back
          ? html`<button type="button" class="button" @click=${() => void this.ask(true)}>
              ${t("page.stage-back", { stage: t(`word.stage.${back}`) })}…
            </button>`
          : nothing
      }
    </div>`;
  }

  /** What it takes from whom, before it is done: it ends the work of everybody who has the verdict open. */
  private renderAsked(back: StageBack): TemplateResult {
    return html`<div class="alert alert-warn clearing-asked stage-back" role="group" aria-label=${t("page.back-sure")}>
      <p><b>${t("page.back-sure")}</b> ${t(`page.takes-${back}`)}</p>
      ${back === "in-preparation" ? this.renderUnderWay() : nothing}
      ${back === "cleared" ? this.renderPutOut() : nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => void this.ask(false)}>${t("clear.not-yet")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || (back === "cleared" && this.putOut === null)}
          @click=${() => void this.goBack(back)}
        >
          ${t("page.stage-back", { stage: t(`word.stage.${back}`) })}
        </button>
      </div>
    </div>`;
  }

  /** Who reads it as a guest, and what they and others read that draws on it. */
  private renderPutOut(): TemplateResult {
    if (!this.putOut) return html`<p class="note" role="status">${t("page.puts-out-looking")}</p>`;
    if (this.putOut === "unknown") return html`<p role="status">${t("page.puts-out-unknown")}</p>`;
    const { guests, documents } = this.putOut;
    const listed = (names: readonly string[]): string => formatList(names.toSorted(compareWords));
    return html`<p>${guests.length > 0 ? t("page.puts-out", { names: listed(guests) }) : t("page.puts-out-nobody")}</p>
      ${
        documents.length > 0
          ? html`<p>${t("page.closes-documents")}</p>
              <ul>
                ${documents.map(
                  ({ title, language, guests: readers }) =>
                    html`<li>
                      <b lang=${title ? language : nothing}>${title || t("outputs.unnamed")}</b>: ${listed(readers)}
                    </li>`,
                )}
              </ul>`
          : nothing
      }`;
  }

  private renderUnderWay(): TemplateResult | typeof nothing {
    const { round } = this;
    if (round?.mode !== "blind" && round?.mode !== "revealed") return nothing;
    return html`<p>${t(`page.stops-${round.mode}`, { number: round.number })}</p>`;
  }

  private async ask(isAsking: boolean): Promise<void> {
    this.isAsking = isAsking;
    this.problem = this.putOut = null;
    const looking = isAsking && stepBack(this.verdict.stage) === "cleared" ? this.lookWho() : null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".stage-back button")?.focus();
    await looking;
  }

  private async lookWho(): Promise<void> {
    try {
      this.putOut = await readPutOut(this.verdict.id);
    } catch {
      this.putOut = "unknown";
    }
  }

  private async goBack(stage: Stage): Promise<void> {
    this.isBusy = true;
    try {
      await setStage(this.verdict.id, stage);
      this.close();
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  }

  private readonly close = (): void => {
    this.problem = null;
    this.isAsking = false;
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}

type StageBack = Exclude<Stage, "cleared-for-public">;

/** The stage before; null before the first. */
function stepBack(stage: Stage): StageBack | null {
  const back = STAGES[STAGES.indexOf(stage) - 1];
  return back === undefined || back === "cleared-for-public" ? null : back;
}
