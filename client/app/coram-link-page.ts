import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Member } from "../../schema/domain/member.ts";
import { calledAlike } from "../../schema/domain/people/look-alike.ts";
import type { LinkUse, LinkView } from "../../schema/protocol/http/people.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { lookAtLink, spendLink } from "../api/people.ts";
import { errorLine, keepName, keepsName, ledToField, passwordOf, skeleton, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { linkToken } from "./link-token.ts";
import { newPasswordRow } from "./new-password.ts";
import { navigate } from "./router.ts";
import { type Session, sessionContext } from "./session-context.ts";

/**
 * Where a one-time link leads: an invitation as member or guest, a new password, or the demo's way in. Opening the page
 * only looks; the button spends the link.
 */
@customElement("coram-link-page")
export class CoramLinkPage extends LightElement {
  @state() private link: LinkView | null = null;
  @state() private lookProblem: unknown = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  /** What a guest who is here has not sent: it goes with them. */
  @state() private unsent = 0;
  private token = "";

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.look);
    this.look();
    void this.countUnsent();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.look);
  }

  protected override render(): TemplateResult {
    if (this.lookProblem !== null)
      return html`<div class="gate">
        <h1>${t("people.link-dead")}</h1>
        <p class="sub">${this.whyDead()}</p>
        <a class="button" href="/">${t(this.session?.member ? "shell.back" : "people.sign-in")}</a>
      </div>`;
    const { link } = this;
    if (!link) return html`<div class="gate">${skeleton(5, t("shell.loading"))}</div>`;
    return html`<div class="gate">
      <h1>${this.heading(link)}</h1>
      <p class="sub">${link.network}</p>
      ${link.kind === "reset" ? nothing : html`<p class="note">${t("people.about")}</p>`}
      ${link.to === null ? this.renderFacts(link) : this.renderGuestFacts(link)}
      ${link.kind === "guest" ? this.renderGuestNotice(link) : nothing}
      <form class="form" @submit=${this.submit}>
        ${link.kind === "member" ? this.renderAccount(link) : nothing}
        ${link.kind === "member" || link.kind === "reset" ? newPasswordRow() : nothing}
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
        ${keepName(this.problem, t("account.keep-name"))}
        ${
          this.problem instanceof ProblemError && this.problem.code === "email-taken"
            ? html`<a class="link" href="/sign-in">${t("people.sign-in")}</a>`
            : nothing
        }
        ${this.renderWays(link)}
      </form>
    </div>`;
  }

  /** Who is here as a guest reads more by another link, or makes room for somebody else; they say which. */
  private renderWays(link: LinkView): TemplateResult {
    const here = this.here(link);
    if (!here)
      return html`<button class="button button-primary" ?disabled=${this.isBusy}>${this.action(link)}</button>`;
    const name = link.name ?? "";
    // On a shared computer: what was opened to one person is not to stand under another's name by the first press.
    const isTheirs = calledAlike(name, here.name);
    const ways = [this.renderAdding(link, isTheirs), this.renderElse(here, !isTheirs)];
    return html`<div class="notice" role="group" aria-labelledby="here">
      <h2 class="section-title" id="here">${t("people.here", { name: here.name })}</h2>
      ${isTheirs ? nothing : html`<p>${t("people.here-for", { name })}</p>`} ${isTheirs ? ways : ways.toReversed()}
    </div>`;
  }

  private renderAdding({ to }: LinkView, isFirst: boolean): TemplateResult {
    return html`<p>${t("people.here-stays")}</p>
      <button class="button ${isFirst ? "button-primary" : ""}" value="adds" ?disabled=${this.isBusy}>
        ${t(to === "output" ? "people.here-add-output" : "people.here-add-verdict")}
      </button>`;
  }

  private renderElse({ name }: Member, isFirst: boolean): TemplateResult {
    return html`<p>
        ${t("people.here-else", { name })}
        ${this.unsent > 0 ? html`<b>${t("people.here-else-unsent", { count: this.unsent })}</b>` : nothing}
      </p>
      <button class="button ${isFirst ? "button-primary" : ""}" ?disabled=${this.isBusy}>
        ${t("people.here-else-do")}
      </button>`;
  }

  private async countUnsent(): Promise<void> {
    const work = await device.ready();
    this.unsent = work?.isGuest ? await work.unsentCount() : 0;
  }

  /** The guest of verdicts or documents who is signed in where a guest's link is opened. */
  private here({ kind }: LinkView): Member | null {
    const member = this.session?.member;
    return kind === "guest" && member?.guest && !member.guest.workshop ? member : null;
  }

  private heading(link: LinkView): string {
    if (link.kind === "reset") return t("people.reset-title");
    if (link.kind === "sign-in") return t("people.demo-title", { name: link.name ?? "" });
    return link.invitedBy ? t("people.invited-by", { name: link.invitedBy }) : t("people.join-title");
  }

  private action(link: LinkView): string {
    if (link.kind === "reset") return t("people.reset-do");
    if (link.kind === "sign-in") return t("people.demo-do");
    return link.kind === "guest" ? t("people.guest-do", { name: link.name ?? "" }) : t("people.join-do");
  }

  private renderFacts(link: LinkView): TemplateResult {
    const whose =
      link.kind === "reset"
        ? html`<dt>${t("people.your-name")}</dt>
            <dd>${link.name}</dd>
            <dt>${t("people.email")}</dt>
            <dd>${link.email}</dd>`
        : nothing;
    return html`<dl>
      ${whose}
      <dt>${t("people.organisation")}</dt>
      <dd>${link.organisation}</dd>
      <dt>${t("people.role")}</dt>
      <dd>
        ${t(`word.role.${link.role}`)}
        ${link.kind === "reset" ? nothing : html`<div class="note">${t(`people.role-what-${link.role}`)}</div>`}
      </dd>
      <dt>${t("people.valid-until")}</dt>
      <dd>${formatDate(link.expiresAt)}</dd>
    </dl>`;
  }

  /** A guest's role is their invitation: to one verdict or document, and no longer than it lasts. */
  private renderGuestFacts(link: LinkView): TemplateResult {
    return html`<dl>
      <dt>${t("people.your-name")}</dt>
      <dd>${link.name}</dd>
      <dt>${t("people.role")}</dt>
      <dd>${t("word.guest")}</dd>
      <dt>${t("people.guest-access")}</dt>
      <dd>${t(link.to === "output" ? "people.guest-access-output" : "people.guest-access-text")}</dd>
      <dt>${t("people.valid-until")}</dt>
      <dd>${formatDate(link.expiresAt)}</dd>
    </dl>`;
  }

  private renderGuestNotice(link: LinkView): TemplateResult {
    return html`<div class="notice">
      <h2 class="section-title">${t("people.notice-title")}</h2>
      <p>${t("people.notice-who", { organisation: link.organisation, inviter: link.invitedBy })}</p>
      <p>${t("people.notice-what")}</p>
      <p>${t(link.to === "output" ? "people.notice-duty-output" : "people.notice-duty")}</p>
    </div>`;
  }

  private renderAccount(link: LinkView): TemplateResult {
    return html`<label class="form-row"
        ><span>${t("people.your-name")}</span>
        <input class="field" name="name" autocomplete="name" required maxlength="120" value=${link.name ?? ""} />
      </label>
      <label class="form-row"
        ><span>${t("people.email")}</span>
        <input class="field" name="email" type="email" autocomplete="username" required value=${link.email ?? ""} />
      </label>`;
  }

  private whyDead(): string {
    const code = this.lookProblem instanceof ProblemError ? this.lookProblem.code : null;
    // Not a token at all: cut short when it was copied.
    if (code === "bad-request") return t("people.link-broken");
    return code === "not-found" ? t("people.link-gone") : describeProblem(this.lookProblem);
  }

  private readonly look = (): void => {
    this.token = linkToken();
    this.link = null;
    this.lookProblem = null;
    lookAtLink(this.token).then(
      (link) => {
        this.link = link;
        void this.updateComplete.then(() =>
          (
            [...this.querySelectorAll("input")].find(({ value }) => value === "") ??
            // A member has nothing to type and nothing to read: Enter comes in.
            (link.kind === "sign-in" ? this.querySelector<HTMLElement>("form button") : null)
          )?.focus(),
        );
      },
      (error: unknown) => (this.lookProblem = error),
    );
  };

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const use: LinkUse = { token: this.token };
    if (this.link?.kind === "member") {
      use.name = textOf(form, "name");
      use.email = textOf(form, "email");
      if (keepsName(form)) use.keepsName = true;
    }
    if (this.link?.kind === "member" || this.link?.kind === "reset") use.password = passwordOf(form);
    if (event.submitter?.getAttribute("value") === "adds") use.adds = true;
    this.isBusy = true;
    this.problem = null;
    try {
      const view = await spendLink(use);
      this.session?.accept(view);
      // A guest comes for one verdict or one document: straight to it.
      const { verdicts = [], outputs = [], terms = [] } = view.member?.guest ?? {};
      const opened = (use.adds ? terms.at(-1)?.of : undefined) ?? verdicts[0] ?? outputs[0];
      const isDocument = outputs.some((id) => id === opened);
      navigate(opened ? `/${isDocument ? "outputs" : "verdicts"}/${opened}` : "/", true);
    } catch (error) {
      this.problem = ledToField(form, error);
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-link-page": CoramLinkPage;
  }
}
