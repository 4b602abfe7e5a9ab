import { consume } from "@lit/context";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { GuestPlace, SessionView } from "../../schema/protocol/http/people.ts";
import { describeProblem } from "../api/http.ts";
import { signIn } from "../api/people.ts";
import { copy } from "../elements/clipboard.ts";
import { errorLine, ledToField, passwordOf, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatWhen, t } from "../i18n/t.ts";
import { askWords } from "../api/told/guest-place.ts";
import { holdHere } from "../typed/keep-words.ts";
import { hearTypedOut, stopTypedOut, withTypedOut } from "../elements/input/typed-out.ts";
import { navigate } from "./router.ts";
import { type Session, sessionContext } from "./session-context.ts";

/** By which the page asks before it goes with words that are kept nowhere else. */
const LEFT_WORDS = "unsent words of who is out";

/** E-mail address and password; then on to the page that was asked for. */
@customElement("coram-sign-in-page")
export class CoramSignInPage extends LightElement {
  /** Where to go when it has worked. */
  @property() next = "/";
  /** Whose access as a guest has ended: there is no password to ask for. */
  @property({ type: Boolean }) wasGuest = false;
  /** What they had typed and not sent, for them to copy: it is kept nowhere else. */
  @property({ attribute: false }) unsent: readonly string[] = [];
  /** Whom they ask; null where that is not known on this page. */
  @property({ attribute: false }) guestPlace: GuestPlace | null = null;
  /** Whose session ended without their doing on this page, as that of somebody who was removed: what they type on is for no field here. */
  @property({ type: Boolean }) isPutOut = false;
  /** Somebody signed out here, and the server has not heard of it yet. */
  @property({ type: Boolean }) isEndOwed = false;
  /** The same in a field, with what its writer has typed on since. */
  @state() private left = "";
  @query(".guest-unsent textarea") private readonly leftField!: HTMLTextAreaElement | null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;

  protected override render(): TemplateResult {
    const ended = this.session?.view.guestEnded;
    if (this.wasGuest)
      return html`<div class="gate">
        <h1>${t("people.guest-ended-title")}</h1>
        <p class="sub">${t("people.guest-ended")}</p>
        ${ended ? html`<p class="sub">${t("people.guest-ended-by", ended)}</p>` : nothing}
        ${this.guestPlace ? html`<p class="sub">${askWords(this.guestPlace)}</p>` : nothing}
        ${this.unsent.length > 0 ? this.renderUnsent() : nothing}
        <p>
          <button type="button" class="button" @click=${() => (this.wasGuest = false)}>
            ${t("people.guest-ended-account")}
          </button>
        </p>
      </div>`;
    return html`<div class="gate">
      <h1>${this.session?.view.network.name ?? "Coram"}</h1>
      <p class="sub">${t("people.sign-in-lead")}</p>
      ${this.renderWhy()} ${this.unsent.length > 0 ? this.renderUnsent() : nothing}
      ${this.isEndOwed ? html`<p class="alert" role="status">${t("people.end-owed")}</p>` : nothing}
      <form class="form" @submit=${this.submit}>
        <label class="form-row"
          ><span>${t("people.email")}</span>
          <input
            class="field"
            name="email"
            type="email"
            autocomplete="username"
            required
            ?autofocus=${!this.isPutOut}
          />
        </label>
        <label class="form-row"
          ><span>${t("people.password")}</span>
          <input class="field" name="password" type="password" autocomplete="current-password" required />
        </label>
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("people.sign-in")}</button>
        <p class="note">${t("people.forgotten")}</p>
      </form>
    </div>`;
  }

  /** Why somebody who was signed in here is no longer. */
  private renderWhy(): TemplateResult | typeof nothing {
    const { passwordSet: set, removed } = this.session?.view ?? {};
    if (!set && !removed && !this.isPutOut) return nothing;
    const words = set
      ? t("people.password-set", { when: formatWhen(set.at), name: set.by ?? t("people.operator") })
      : removed
        ? this.goneWords(removed)
        : t("people.put-out");
    return html`<p class="alert" role="status">${words}</p>`;
  }

  /** Whoever was put out in the middle of a word types on: that stands there too. */
  private renderUnsent(): TemplateResult {
    return html`<section class="drafts guest-unsent" aria-labelledby="guest-unsent">
      <p id="guest-unsent">${t(this.session?.view.removed ? "people.removed-unsent" : "people.guest-unsent")}</p>
      <textarea
        class="field"
        aria-labelledby="guest-unsent"
        rows=${Math.ceil(this.left.length / 40) + this.unsent.length}
        autocomplete="off"
        .value=${this.left}
        @input=${(event: Event) => (this.left = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <button type="button" class="button" @click=${() => void copy({ "text/plain": this.left }, t("shell.copied"))}>
        ${t("shell.copy")}
      </button>
    </section>`;
  }

  private goneWords({ at, by }: NonNullable<SessionView["removed"]>): string {
    const when = formatWhen(at);
    return by === undefined
      ? t("people.you-left", { when })
      : t("people.you-removed", { when, name: by ?? t("people.operator") });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stopTypedOut();
    holdHere(LEFT_WORDS, false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("isPutOut") && this.isPutOut) hearTypedOut();
    if (!changed.has("unsent")) return;
    const before = new Set(changed.get("unsent"));
    this.left = [this.left, ...this.unsent.filter((each) => !before.has(each))].filter(Boolean).join("\n\n");
    if (this.isPutOut && this.left !== "") this.left = withTypedOut(this.left);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("unsent")) {
      holdHere(LEFT_WORDS, this.unsent.length > 0);
      if (this.isPutOut && !changed.get("unsent")?.length) this.goOnTyping();
    }
    const isChosen = changed.get("wasGuest") === true;
    if (changed.has("wasGuest") && (isChosen || !this.isPutOut)) this.querySelector("input")?.focus();
  }

  private goOnTyping(): void {
    const { leftField } = this;
    if (!leftField || document.activeElement instanceof HTMLInputElement) return;
    leftField.focus();
    leftField.setSelectionRange(leftField.value.length, leftField.value.length);
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      this.session?.accept(await signIn({ email: textOf(form, "email"), password: passwordOf(form) }));
      navigate(this.next, true);
    } catch (error) {
      this.problem = ledToField(form, error);
      form.querySelector<HTMLInputElement>("[name=password]")?.select();
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-sign-in-page": CoramSignInPage;
  }
}
