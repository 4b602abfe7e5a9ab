import { consume } from "@lit/context";
import { type TemplateResult, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { COUNTRIES, Country } from "../../schema/domain/language.ts";
import { describeProblem } from "../api/http.ts";
import { setUp } from "../api/people.ts";
import { errorLine, ledToField, passwordOf, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { newPasswordRow } from "./new-password.ts";
import { linkToken } from "./link-token.ts";
import { navigate } from "./router.ts";
import { type Session, sessionContext } from "./session-context.ts";

/** The first facilitator of an empty network, by the one-time link that the server printed. */
@customElement("coram-setup-page")
export class CoramSetupPage extends LightElement {
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  @state() private token = "";

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.look);
    this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.look);
  }

  /** Again where the link is pasted into the tab that asked for it: only the fragment changes then. */
  private readonly look = (): void => {
    this.token = linkToken();
  };

  protected override render(): TemplateResult {
    if (this.session && !this.session.view.setup) return this.renderDone();
    if (!this.token)
      return html`<div class="gate">
        <h1>${t("people.setup-title")}</h1>
        <p class="sub">${t("people.setup-no-link")}</p>
      </div>`;
    return html`<div class="gate">
      <h1>${t("people.setup-title")}</h1>
      <p class="sub">${t("people.setup-lead")}</p>
      <form class="form" @submit=${this.submit}>
        <label class="form-row"
          ><span>${t("people.network-name")}</span>
          <input class="field" name="network" required maxlength="200" autofocus />
        </label>
        <label class="form-row"
          ><span>${t("people.organisation")}</span>
          <input class="field" name="organisation" autocomplete="organization" required maxlength="200" />
        </label>
        <label class="form-row"
          ><span>${t("people.country")}</span>
          <select class="field" name="country">
            ${COUNTRIES.map((country) => html`<option value=${country}>${t(`word.country.${country}`)}</option>`)}
          </select>
        </label>
        <label class="form-row"
          ><span>${t("people.your-name")}</span>
          <input class="field" name="name" autocomplete="name" required maxlength="120" />
        </label>
        <label class="form-row"
          ><span>${t("people.email")}</span>
          <input class="field" name="email" type="email" autocomplete="username" required />
        </label>
        ${newPasswordRow()} ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("people.setup-do")}</button>
      </form>
    </div>`;
  }

  private renderDone(): TemplateResult {
    return html`<div class="gate">
      <h1>${t("people.setup-title")}</h1>
      <p class="sub">${t("people.setup-done")}</p>
      <a class="button" href="/">${t("shell.back")}</a>
    </div>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      const view = await setUp({
        token: this.token,
        network: textOf(form, "network"),
        organisation: textOf(form, "organisation"),
        country: Country.parse(textOf(form, "country")),
        name: textOf(form, "name"),
        email: textOf(form, "email"),
        password: passwordOf(form),
      });
      this.session?.accept(view);
      navigate("/", true);
    } catch (error) {
      this.problem = ledToField(form, error);
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-setup-page": CoramSetupPage;
  }
}
