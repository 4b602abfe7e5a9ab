import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isBlocking, type PassReason, type Tick } from "../../../schema/domain/clearing.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { STAGES, type Stage, type Verdict } from "../../../schema/domain/verdict.ts";
import type { Clearing, ClearingView, Finding } from "../../../schema/protocol/http/clearing.ts";
import { signClearing } from "../../api/clearing.ts";
import { describeProblem } from "../../api/http.ts";
import { announce } from "../../elements/announce.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import "../../elements/coram-icon.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import type { SeenSoFar } from "../../rounds/seen-paragraphs.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { answered, sum, waitsForOther } from "./clearing-answers.ts";
import { ClearingWork } from "./clearing-work.ts";
import { carriedReasons, givenBefore, givenIn, reasonKey } from "./reason-key.ts";
import { ReasonSender } from "./reason-sender.ts";
import { lastClearing } from "./last-clearing.ts";
import "./clearing.css";
import "./coram-findings.ts";
import "./coram-left-things.ts";
import "./coram-second-reader.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-clearing": CoramClearing;
  }
  interface HTMLElementEventMap {
    /** What was found is there, or is other than before. */
    "coram-findings-changed": CustomEvent<{ view: ClearingView }>;
    /** The verdict is at its next stage, or waits for a second reader. */
    "coram-cleared": CustomEvent<{ isWaiting: boolean }>;
    /** The first paragraph that has not been in sight is wanted. */
    "coram-unread-open": CustomEvent<{ start: number }>;
  }
}

/** The checklist before the next stage: what was found, what only a person can say, and the signature. Live. */
@customElement("coram-clearing")
export class CoramClearing extends VerdictElement {
  @property({ attribute: false }) verdict!: Pick<Verdict, "id" | "stage" | "court" | "caseNumber">;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  @property() textLang = "";
  @property({ type: Boolean }) isBeside = false;
  /** While it is not, nothing is looked over anew for it. */
  @property({ type: Boolean }) isShown = true;
  @property({ attribute: false }) current: Finding | null = null;
  /** Paragraphs that were on the reader's screen; null where that is not known. */
  @property({ attribute: false }) seen: SeenSoFar | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private reasons: ReadonlyMap<string, PassReason> = new Map();
  @state() private ticked: ReadonlySet<Tick> = new Set();
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** All is said, and one is asked once more: it can not be taken back as it was. */
  @state() private isAsking = false;
  /** The stage that the verdict was taken to just now: what is asked for the next one waits until it is wanted. */
  @state() private taken: Stage | null = null;
  private told: ClearingView | null = null;
  private sender: ReasonSender | null = null;
  private readonly work = new ClearingWork(this, () => ({
    verdict: this.verdict?.id ?? null,
    session: this.session,
    isShown: this.isShown,
  }));

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("verdict") && changed.get("verdict")?.id !== this.verdict.id) {
      this.begin();
      this.taken = this.told = this.sender = null;
    }
    this.work.check();
    const [view, told] = [this.work.view, this.told];
    if (view && view.stage !== this.sender?.stage)
      this.sender = new ReasonSender({ id: this.verdict.id, stage: view.stage }, this.look);
    // Who has signed, in another tab too, reads what they signed with.
    if (view && (!told || (view !== told && waitsForOther(view, this.me)))) this.reasons = givenBefore(view);
    // What a person has read is that text, and what they may say of the next stage is not of this one.
    if (view && told && (view.revision !== told.revision || view.next !== told.next)) {
      this.begin(carriedReasons(this.reasons, told, view));
      this.sender?.give(givenIn(view, this.reasons));
    }
  }

  protected override updated(): void {
    const { view } = this.work;
    if (!view || view === this.told) return;
    this.told = view;
    this.emit("coram-findings-changed", { view });
  }

  private begin(reasons: ReadonlyMap<string, PassReason> = new Map()): void {
    this.reasons = reasons;
    this.ticked = new Set();
    this.problem = null;
    this.isAsking = false;
  }

  protected override render(): TemplateResult {
    const { view } = this.work;
    const problem = this.problem ?? this.work.problem;
    const said = errorLine(problem === null ? null : describeProblem(problem));
    if (!view) return html`${this.renderTitle(this.verdict.stage)} ${problem === null ? this.renderLooking() : said}`;
    if (this.taken && this.taken === view.stage) return this.renderTaken(this.taken, view.next);
    if (view.next === null)
      return html`${this.renderTitle(view.stage)}
        <p class="note">${t("clear.last")}</p>`;
    return html`${this.renderTitle(view.stage)}
      <form class="form clearing" @submit=${this.submit}>
        ${this.renderSum(view)}
        ${view.removed > 0 ? html`<p class="note">${t("clear.removed", { count: view.removed })}</p>` : nothing}
        ${this.renderSigned(view)} ${this.renderForgotten(view)}
        <coram-findings
          ?hidden=${this.work.isLooking}
          .view=${view}
          .verdict=${this.verdict}
          .members=${this.members}
          .reasons=${this.reasons}
          ?isSigned=${waitsForOther(view, this.me)}
          .textLang=${this.textLang}
          .isBeside=${this.isBeside}
          .current=${this.current}
          @coram-finding-reason=${this.onReason}
        ></coram-findings>
        <coram-left-things
          ?hidden=${this.work.isLooking}
          .left=${view.left}
          .verdict=${this.verdict}
          .members=${this.members}
          .textLang=${this.textLang}
          .isBeside=${this.isBeside}
        ></coram-left-things>
        ${this.renderTicks(view)}
        <coram-second-reader
          .view=${view}
          .verdict=${this.verdict.id}
          .members=${this.members}
          @coram-second-reader-set=${(event: HTMLElementEventMap["coram-second-reader-set"]) => this.look(event.detail.problem)}
        ></coram-second-reader>
        ${said}
        ${
          this.isBusy
            ? this.renderBusy()
            : this.isAsking && this.missing(view) === null
              ? this.renderAsked(view, view.next)
              : this.renderActs(view, view.next)
        }
      </form>`;
  }

  /** Beside the text; in a dialog the dialog says it. */
  private renderTitle(stage: Stage): TemplateResult | typeof nothing {
    if (!this.isBeside) return nothing;
    const next = STAGES[STAGES.indexOf(stage) + 1];
    return html`<h2>${next ? t("clear.title", { stage: t(`word.stage.${next}`) }) : t("prepare.panel-check")}</h2>`;
  }

  /** Looking over a long text takes a while: what is done meanwhile is said. */
  private renderLooking(): TemplateResult {
    const words = t("clear.looking");
    return html`<p class="note clearing-looking" role="status">${words}</p>
      ${skeleton(6, words)}`;
  }

  private renderBusy(): TemplateResult {
    return html`<p class="alert alert-quiet clearing-busy" role="status" tabindex="-1">
      <coram-icon name="loader"></coram-icon><span>${t("clear.moving")}</span>
    </p>`;
  }

  private renderActs(view: ClearingView, next: Stage): TemplateResult {
    return html`<div class="form-actions clearing-acts">
      <span class="note grow">${this.renderHint(view)}</span>
      <button class="button button-primary" ?disabled=${this.missing(view) !== null}>
        ${this.isFirstOfTwo(view) ? t("clear.sign") : t("clear.forward", { stage: t(`word.stage.${next}`) })}
      </button>
    </div>`;
  }

  /** Whether this signature moves nothing yet: another facilitator is to sign after it. */
  private isFirstOfTwo({ secondReader, signed, next }: ClearingView): boolean {
    const isWaiting = signed.some(({ state, stage }) => state === "waiting" && stage === next);
    return (secondReader.network || secondReader.verdict) && !isWaiting;
  }

  /** What it brings, before it is done. The press that asked does not do it, too: the button that does is another one. */
  private renderAsked(view: ClearingView, next: Stage): TemplateResult {
    const stage = t(`word.stage.${next}`);
    const isFirst = this.isFirstOfTwo(view);
    const sure = t(isFirst ? "clear.sure-sign" : "clear.sure");
    const brings = isFirst
      ? t("clear.brings-signature", { stage })
      : next === "in-preparation"
        ? nothing
        : t(`clear.brings-${next}`);
    return html`<div class="alert alert-warn clearing-asked" role="group" aria-label=${sure}>
      <p><b>${sure}</b> ${brings}</p>
      ${this.seen ? html`<p class="note">${seenWords(this.seen)}</p>` : nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => this.leaveOff()}>${t("clear.not-yet")}</button>
        <button class="button button-primary">
          ${isFirst ? t("clear.sign-now") : t("page.stage-forward", { stage })}
        </button>
      </div>
    </div>`;
  }

  /** Where it leads now: out of the room of preparation, which has nothing more to do here. */
  private renderTaken(taken: Stage, next: Stage | null): TemplateResult {
    return html`<div class="clearing-taken">
      <p class="alert alert-quiet">
        <coram-icon name="check"></coram-icon><span>${t("clear.done", { stage: t(`word.stage.${taken}`) })}</span>
      </p>
      <p class="clearing-onward">
        <a class="button button-primary" href="/verdicts/${this.verdict.id}">${t("clear.read")}</a>
        <a class="button" href="/">${t("clear.to-network")}</a>
      </p>
      ${
        next
          ? html`<button type="button" class="button button-quiet" @click=${() => (this.taken = null)}>
              ${t("clear.check-next", { stage: t(`word.stage.${next}`) })}
            </button>`
          : nothing
      }
    </div>`;
  }

  private leaveOff(): void {
    this.isAsking = false;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".clearing-acts .button")?.focus());
  }

  private renderSum({ counts, findings }: ClearingView): TemplateResult {
    const blocking = sum(counts.filter(({ code }) => isBlocking(code)));
    const others = answered({ counts, findings }, this.reasons).filter(({ code }) => !isBlocking(code));
    if (this.work.isLooking) return this.renderLooking();
    const asking = sum(others.filter(({ reason }) => reason === null));
    if (blocking + asking === 0)
      return html`<p class="alert alert-quiet" role="status">
        <coram-icon name="check"></coram-icon
        ><span>${t(others.length > 0 ? "clear.all-answered" : "clear.nothing")}</span>
      </p>`;
    return html`<p class="alert ${blocking > 0 ? "alert-error" : ""}" role="status">
      <coram-icon name=${blocking > 0 ? "circle-alert" : "triangle-alert"}></coram-icon>
      <span
        >${blocking > 0 ? t("clear.blocking", { count: blocking }) : ""}
        ${asking > 0 ? t("clear.asking", { count: asking }) : ""}</span
      >
    </p>`;
  }

  private renderSigned({ signed, next }: ClearingView): TemplateResult | typeof nothing {
    const waiting = signed.find((each) => each.state === "waiting" && each.stage === next);
    if (waiting)
      return html`<p class="alert" role="status">
        <coram-icon name="user"></coram-icon><span>${t("clear.waits", this.whoAndWhen(waiting))}</span>
      </p>`;
    const last = signed[0];
    if (last?.state !== "withdrawn" || last.stage !== next) return nothing;
    return html`<p class="note">${t("clear.withdrawn", this.whoAndWhen(last))}</p>`;
  }

  /** One who decided on all of it before would take it for lost. */
  private renderForgotten(view: ClearingView): TemplateResult | typeof nothing {
    const last = lastClearing(view);
    if (!last || view.stage !== "in-preparation") return nothing;
    return html`<p class="note">${t("clear.forgotten", this.whoAndWhen(last))}</p>`;
  }

  private whoAndWhen({ member, at }: Clearing): { name: string; when: string } {
    return {
      name: this.members.find(({ id }) => id === member)?.name ?? t("network.somebody"),
      when: formatWhen(at),
    };
  }

  private renderTicks({ ticks }: ClearingView): TemplateResult {
    return html`<fieldset class="form-row clearing-ticks">
      <legend class="label">${t("clear.only-you")}</legend>
      ${ticks.map(
        (tick) =>
          html`<label class="form-check"
              ><input
                type="checkbox"
                .checked=${this.ticked.has(tick)}
                ?disabled=${tick === "text-read" && this.unread !== null}
                aria-describedby=${tick === "text-read" && this.unread ? `${this.uid}-unread` : nothing}
                @change=${(event: Event) => this.tick(tick, (event.target as HTMLInputElement).checked)}
              /><span
                >${t(`clear.tick-${tick}`)}${
                  tick === "text-read" && this.seen && !this.unread
                    ? html` <span class="sub">${seenWords(this.seen)}</span>`
                    : nothing
                }</span
              ></label
            >${tick === "text-read" ? this.renderUnread() : nothing}`,
      )}
    </fieldset>`;
  }

  private get unread(): SeenSoFar["unread"] {
    return this.seen?.unread ?? null;
  }

  /** Nobody has read what was never in sight. */
  private renderUnread(): TemplateResult | typeof nothing {
    const { seen, unread } = this;
    if (!seen || !unread) return nothing;
    return html`<p class="note clearing-unread">
      <span id="${this.uid}-unread"
        >${t("clear.unread", { count: seen.all - seen.seen, all: seen.all })} ${t("clear.unread-how")}</span
      >
      <button type="button" class="link" @click=${() => this.emit("coram-unread-open", { start: unread.start })}>
        ${t("clear.unread-open", { paragraph: unread.number })}
      </button>
    </p>`;
  }

  private renderHint(view: ClearingView): string {
    const missing = this.missing(view);
    return missing === null ? t("clear.signs") : t(`clear.missing-${missing}`);
  }

  private get me(): MemberId | undefined {
    return this.session?.member?.id;
  }

  /** What must still be done before one may sign; null = nothing. */
  private missing({
    counts,
    findings,
    ticks,
    signed,
    next,
    secondReader,
  }: ClearingView): "blocked" | "reason" | "tick" | "other" | null {
    if (counts.some(({ code }) => isBlocking(code))) return "blocked";
    if (waitsForOther({ signed, next, secondReader }, this.me)) return "other";
    if (answered({ counts, findings }, this.reasons).some(({ reason }) => reason === null)) return "reason";
    const isTicked = (tick: Tick): boolean => this.ticked.has(tick) && !(tick === "text-read" && this.unread);
    return ticks.every(isTicked) ? null : "tick";
  }

  private onReason({ detail }: HTMLElementEventMap["coram-finding-reason"]): void {
    const reasons = new Map(this.reasons);
    const key = reasonKey(detail.finding);
    if (detail.reason) reasons.set(key, detail.reason);
    else reasons.delete(key);
    this.reasons = reasons;
    this.sender?.give([detail]);
  }

  private tick(tick: Tick, isOn: boolean): void {
    this.ticked = new Set(isOn ? [...this.ticked, tick] : [...this.ticked].filter((each) => each !== tick));
  }

  /** Something was done or refused beside the signature. */
  private readonly look = (problem: unknown): void => {
    this.problem = problem;
    void this.work.load();
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { view } = this.work;
    if (!view?.next || this.isBusy || this.missing(view) !== null) return;
    if (!this.isAsking) {
      this.isAsking = true;
      await this.updateComplete;
      this.querySelector<HTMLElement>(".clearing-asked .button")?.focus();
      return;
    }
    this.isAsking = false;
    this.isBusy = true;
    this.problem = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".clearing-busy")?.focus();
    try {
      const findings = answered(view, this.reasons);
      const sign = { stage: view.next, revision: view.revision, findings, ticks: [...this.ticked] };
      const { isWaiting } = await signClearing(this.verdict.id, sign);
      announce(isWaiting ? t("clear.waits-said") : t("clear.done", { stage: t(`word.stage.${view.next}`) }));
      if (!isWaiting) this.taken = view.next;
      this.emit("coram-cleared", { isWaiting });
    } catch (error) {
      this.problem = error;
    }
    await this.work.load();
    this.isBusy = false;
    await this.updateComplete;
    if (this.taken) this.querySelector<HTMLElement>(".clearing-onward .button")?.focus();
  };
}

const seenWords = ({ seen, all }: SeenSoFar): string => t("clear.seen", { seen, all });
