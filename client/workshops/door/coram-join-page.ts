import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Joined, JoinView } from "../../../schema/protocol/http/workshops/door.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { hearKnock, joinWorkshop, lookAtDoor } from "../../api/workshops/door.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { renderOnlyCopies } from "../../elements/input/only-copies.ts";
import { TOUCH } from "../../elements/screen.ts";
import { formatDate, language, t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { renderAttending } from "./render-attending.ts";
import { isParked } from "../votes/parked-field.ts";
import "./door.css";

/** Whoever knocked asks again so often. */
const HEAR_MS = 2000;

/** Coming into a workshop by its code, without an account. */
@customElement("coram-join-page")
export class CoramJoinPage extends LightElement {
  /** From the address that a phone has read: it does not stay there. */
  @property() code = "";
  @state() private door: JoinView | null = null;
  @state() private isWaiting = false;
  @state() private isBusy = false;
  /** Let in, and on the way to the page that one has now. */
  @state() private isComing = false;
  /** Let in, while words stand here that would go with this page. */
  @state() private mayComeTo: string | null = null;
  @state() private problem: string | null = null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private hearing: ReturnType<typeof setInterval> | undefined;
  /** The field in which one was led to begin. */
  private begun: HTMLInputElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.code === "") return;
    history.replaceState(history.state, "", "/j");
    void this.look(this.code);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.hearing);
  }

  /** One types the code at once, and goes on in the name: on a phone its keys would cover what is said above. A code in the address is not typed. */
  protected override updated(): void {
    const field = this.querySelector<HTMLInputElement>(this.door ? "[name=name]" : "[name=code]");
    if (!field || field === this.begun) return;
    this.begun = field;
    if (this.door ? !TOUCH.matches : this.code === "") field.focus();
  }

  protected override render(): TemplateResult {
    if (this.session?.member?.guest?.workshop) return renderAttending(this);
    const { door } = this;
    return html`<div class="gate">
      <h1>${door?.workshop || t("join.title")}</h1>
      ${door ? nothing : this.renderOver()} ${this.renderLeft()} ${door ? this.renderDoor(door) : this.renderCode()}
    </div>`;
  }

  /** Who was a guest here reads why they are no longer. */
  private renderOver(): TemplateResult | typeof nothing {
    const over = this.session?.view.workshopOver;
    if (!over) return nothing;
    return html`<p class="alert join-over" role="status">
      <span
        >${over.title === "" ? nothing : html`<b>${over.title}</b><br />`}
        ${over.by === null ? t("join.closed") : t("join.sent-out", { organisation: over.by })}</span
      >
    </p>`;
  }

  /** What a guest was typing as their time in a workshop ended: it is their only copy. */
  private get left(): [string, string][] {
    return [...unsentWords].filter(([key]) => isParked(key));
  }

  private renderLeft(): TemplateResult | typeof nothing {
    const { left } = this;
    if (left.length === 0) return nothing;
    return renderOnlyCopies(t("workshop.words-left"), left, (key) => {
      wordsSent(this, key);
      this.requestUpdate();
    });
  }

  private renderCode(): TemplateResult {
    return html`<form
      class="form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.look(textOf(event.currentTarget as HTMLFormElement, "code"));
      }}
    >
      <label class="form-row"
        ><span>${t("join.code")}</span>
        <input
          class="field join-code"
          name="code"
          required
          maxlength="12"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
        />
      </label>
      ${errorLine(this.problem)}
      <button class="button button-primary" ?disabled=${this.isBusy}>${t("join.look")}</button>
    </form>`;
  }

  private renderDoor(door: JoinView): TemplateResult {
    const { mayComeTo } = this;
    if (mayComeTo !== null)
      return html`<p role="status">${t("join.copy-first")}</p>
        <button type="button" class="button button-primary" @click=${() => this.comeTo(mayComeTo)}>
          ${t("join.come")}
        </button>`;
    if (this.isComing) return html`<p role="status">${t("join.coming")}</p>`;
    if (this.isWaiting) return html`<p role="status">${t("join.waiting")}</p>`;
    const day =
      door.day !== null && door.days > 1 ? `${t("workshop.day-of", { day: door.day, days: door.days })}. ` : "";
    const lead =
      door.knownAs === null ? t("join.as-guest") : t(door.knownAs === "member" ? "join.member" : "join.known");
    return html`<p class="sub">${day}${lead}</p>
      <form class="form" @submit=${this.submit}>
        ${door.knownAs === null ? renderName(door) : nothing} ${errorLine(this.problem)}
        <button class="button button-primary" ?disabled=${this.isBusy}>
          ${t(door.state === "knock" && door.knownAs === null ? "join.knock" : "join.come")}
        </button>
        ${door.state === "knock" && door.knownAs === null ? html`<p class="note sub">${t("join.knock-why")}</p>` : nothing}
      </form>`;
  }

  private async look(code: string): Promise<void> {
    await this.trying(async () => {
      this.door = await lookAtDoor(code);
      this.code = code;
    });
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const says = (name: string): boolean => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.checked ?? false;
    const typed =
      this.door?.knownAs === null ? { name: textOf(form, "name"), organisation: textOf(form, "organisation") } : {};
    const consents = { listed: says("listed"), named: says("named"), remote: says("remote") };
    await this.trying(async () =>
      this.take(await joinWorkshop({ code: this.code, language: language(), ...typed, ...consents })),
    );
  }

  private take({ as, workshop }: Joined): void {
    if (as === "waiting") {
      this.isWaiting = true;
      this.hearing ??= setInterval(() => void this.hear(), HEAR_MS);
      return;
    }
    clearInterval(this.hearing);
    const leadsTo = as === "member" ? `/workshops/${workshop}` : "/j";
    if (this.left.length > 0) this.mayComeTo = leadsTo;
    else this.comeTo(leadsTo);
  }

  /** A new session: the program begins anew with it, and what was typed before is gone with this one. */
  private comeTo(path: string): void {
    for (const [key] of this.left) wordsSent(this, key);
    this.mayComeTo = null;
    this.isComing = true;
    location.replace(path);
  }

  private async hear(): Promise<void> {
    try {
      this.take(await hearKnock());
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === "not-found")) return;
      clearInterval(this.hearing);
      this.hearing = undefined;
      this.isWaiting = false;
      this.problem = t("join.turned-away");
    }
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await act();
    } catch (error) {
      const isWrong = error instanceof ProblemError && error.code === "not-found";
      this.problem = isWrong ? t("join.wrong") : describeProblem(error);
    } finally {
      this.isBusy = false;
    }
  }
}

function renderName({ keptUntil }: JoinView): TemplateResult {
  const check = (name: string, words: string, why: string | null): TemplateResult =>
    html`<label class="join-consent"
      ><input type="checkbox" name=${name} />
      <span>${words}${why === null ? nothing : html`<span class="note sub">${why}</span>`}</span>
    </label>`;
  return html`<label class="form-row"
      ><span>${t("join.name")}</span> <input class="field" name="name" autocomplete="name" required maxlength="120" />
    </label>
    <label class="form-row"
      ><span>${t("join.organisation")}</span>
      <input class="field" name="organisation" autocomplete="organization" maxlength="120" />
    </label>
    <fieldset class="join-consents">
      <legend>${t("join.decide")}</legend>
      ${check("listed", t("join.listed"), t("join.listed-why", { date: formatDate(keptUntil) }))}
      ${check("named", t("join.named"), t("join.named-why"))} ${check("remote", t("join.remote"), null)}
    </fieldset>
    <p class="note sub">${t("join.neither")}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-join-page": CoramJoinPage;
  }
}
