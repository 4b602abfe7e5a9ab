import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import { UI_LANGUAGES } from "../../schema/domain/language.ts";
import type { Member } from "../../schema/domain/member.ts";
import { THEMES } from "../../schema/domain/theme.ts";
import type { AccountView } from "../../schema/protocol/http/account.ts";
import {
  changeAddress,
  changeAuthor,
  changeInitials,
  changeName,
  changePassword,
  leaveNetwork,
  readAccount,
} from "../api/account.ts";
import { describeProblem, toldAt } from "../api/http.ts";
import { readSession } from "../api/people.ts";
import { chooseLanguage, chooseTheme } from "../app/looks.ts";
import { newPasswordRow } from "../app/new-password.ts";
import { ofNobody, type Session, sessionContext, toActor } from "../app/session-context.ts";
import { theme } from "../app/theme.ts";
import { announce } from "../elements/announce.ts";
import { errorLine, keepName, keepsName, ledToField, passwordOf, skeleton, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { SIZES, chooseSize, storedSize } from "../verdict/bars/reading-size.ts";
import { heldRow, isHeld, leavesNobody, onlyLeadWords } from "./leaving.ts";
import { choiceRow, openForm, settingForm, settingPages, settingRow, showForm } from "./setting-row.ts";
import { formSent } from "../typed/keep-form.ts";
import "./account.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-account-page": CoramAccountPage;
  }
}

const EDITED = ["name", "initials", "address", "author", "password", "leave"] as const;
/** A row that is changed by a form. */
type Edited = (typeof EDITED)[number];

/** One's own account: name, initials, address, password, language and looks. Each row is a command of its own. */
@customElement("coram-account-page")
export class CoramAccountPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private account: AccountView | null = null;
  @state() private editing: Edited | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** What the last change did beyond what the row shows. */
  @state() private done: (() => string) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.account = await readAccount();
    } catch (error) {
      this.problem = error;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const member = this.session?.member;
    if (!member) return nothing;
    const actor = toActor(member);
    return html`<div class="page setting-page">
      ${settingPages("account", can(actor, "network.manage", null))}
      <div>
        <h1 class="page-title">${t("account.title")}</h1>
        ${this.editing === null ? errorLine(this.problem === null ? null : describeProblem(this.problem)) : nothing}
        <section aria-labelledby="account-you">
          <div class="section-head"><h2 id="account-you">${t("account.you")}</h2></div>
          ${this.renderYou(member)}
        </section>
        <section aria-labelledby="account-looks">
          <div class="section-head"><h2 id="account-looks">${t("account.looks")}</h2></div>
          ${this.renderLooks()}
        </section>
        <section aria-labelledby="account-in">
          <div class="section-head"><h2 id="account-in">${t("account.signing-in")}</h2></div>
          ${this.account ? this.renderPassword(this.account) : skeleton(1, t("shell.loading"))} ${this.renderLeave()}
        </section>
      </div>
    </div>`;
  }

  private renderYou(member: Member): TemplateResult {
    const { account } = this;
    const mayManage = can(toActor(member), "member.manage", null);
    return html`${this.row("name", t("account.name"), member.name)}
    ${this.row("initials", t("account.initials"), member.initials, t("account.initials-why"))}
    ${account ? this.row("address", t("people.email"), account.email ?? "") : skeleton(1, t("shell.loading"))}
    ${account ? this.row("author", t("house.author-name"), account.author ?? "", t("house.author-why")) : nothing}
    ${settingRow({
      label: t("account.place"),
      value: t("account.role-at", {
        role: t(`word.role.${member.role}`),
        organisation: this.session?.view.organisation ?? "",
      }),
      why: account?.onlyLead
        ? t("people.place-own-only")
        : t(mayManage ? "account.place-why-facilitator" : "account.place-why"),
    })}`;
  }

  private renderLooks(): TemplateResult {
    const { session } = this;
    const themes = { system: t("shell.theme-system"), light: t("shell.theme-light"), dark: t("shell.theme-dark") };
    return html`${choiceRow({
      label: t("shell.language"),
      name: "language",
      values: UI_LANGUAGES.map((each) => [each, LANGUAGE_NAMES[each], each] as const),
      now: language(),
      choose: (chosen) => void chooseLanguage(session, chosen),
    })}
    ${choiceRow({
      label: t("shell.theme"),
      name: "theme",
      values: THEMES.map((each) => [each, themes[each]] as const),
      now: theme(),
      choose: (chosen) => {
        void chooseTheme(session, chosen);
        this.requestUpdate();
      },
    })}
    ${choiceRow({
      label: t("account.reading-size"),
      name: "size",
      values: SIZES.map((each) => [each, String(each)] as const),
      now: storedSize(),
      choose: (chosen) => {
        chooseSize(chosen);
        this.requestUpdate();
      },
      why: t("account.size-why"),
    })}`;
  }

  private renderPassword({ passwordSetAt }: AccountView): TemplateResult {
    const value = passwordSetAt === null ? "" : t("account.password-set", { date: formatDate(passwordSetAt) });
    return html`${this.row("password", t("people.password"), value)}
      <p class="note" role="status">${this.done?.()}</p>`;
  }

  private renderLeave(): TemplateResult {
    const label = t("account.membership");
    const lead = this.account?.onlyLead;
    if (this.editing === "leave" && lead && isHeld(lead)) return heldRow(label, lead, () => this.end("leave"));
    if (this.editing === "leave") return this.renderForm("leave", label, "");
    return settingRow({
      label,
      value: this.session?.view.network.name ?? "",
      change: { words: t("account.leave"), label: t("account.leave"), begin: () => this.begin("leave") },
    });
  }

  private row(of: Edited, label: string, value: string, why?: string): TemplateResult {
    if (this.editing === of) return this.renderForm(of, label, value, why);
    return settingRow({
      label,
      value: value || (of === "author" ? t("house.author-none") : value),
      ...(why ? { why } : {}),
      change: {
        words: t("account.change"),
        label: t("account.change-of", { what: label }),
        begin: () => this.begin(of),
      },
    });
  }

  private renderForm(of: Edited, label: string, value: string, why?: string): TemplateResult {
    const asksPassword = of === "address";
    // Asked in the order in which one knows them.
    const current = html`<label class="form-row"
        ><span>${t("account.current-password")}</span>
        <input
          class="field"
          name="current"
          type="password"
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck="false"
          required
          aria-describedby="account-no-password"
        />
      </label>
      <p class="note sub" id="account-no-password">${this.newPasswordWay}</p>`;
    const field = html`<label class="form-row"
      ><span class="visually-hidden">${label}</span>
      <input
        class="field"
        name=${of === "address" ? "email" : of}
        type=${of === "address" ? "email" : "text"}
        autocomplete=${of === "address" ? "username" : of === "name" ? "name" : "off"}
        maxlength=${of === "initials" ? 3 : of === "name" || of === "author" ? 120 : 200}
        minlength=${of === "initials" ? 2 : of === "author" ? 0 : 1}
        ?required=${of !== "author"}
        .value=${value}
      />
    </label>`;
    return settingForm({
      key: keyOf(of),
      label,
      fields:
        of === "leave"
          ? html`${this.account?.onlyLead ? onlyLeadWords(this.account.onlyLead) : nothing}
              <p>${t("account.leave-then")}</p>
              ${current}`
          : of === "password"
            ? html`${current} ${newPasswordRow()}`
            : html`${field} ${asksPassword ? current : nothing}`,
      ...(of === "password" ? { why: t("account.password-why") } : why ? { why } : {}),
      problem: this.problem === null ? null : describeProblem(this.problem),
      proposed: keepName(this.problem, t("account.keep-name")),
      isBusy: this.isBusy,
      save: t(of === "leave" ? "account.leave" : "account.change"),
      submit: (event) => void this.submit(event, of),
      cancel: () => this.end(of),
    });
  }

  /** Whoever came in by a link, or was added by who runs the server, may never have chosen one. */
  private get newPasswordWay(): string {
    const lead = this.account?.onlyLead;
    return lead ? t("account.forgotten-alone", { organisation: lead.organisation }) : t("people.forgotten");
  }

  private begin(of: Edited): void {
    this.editing = of;
    this.problem = null;
    this.done = null;
    // Others may have come or gone since the page was opened.
    if (of === "leave") void this.load();
    void this.updateComplete.then(() => openForm(this));
  }

  /** The focus goes back to what opened the form. */
  private end(of: Edited): void {
    this.editing = null;
    this.problem = null;
    const at = EDITED.indexOf(of);
    void this.updateComplete.then(() => this.querySelectorAll<HTMLElement>(".setting-row > .link").item(at)?.focus());
  }

  private async submit(event: SubmitEvent, of: Edited): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      if (of === "leave") return await this.leave(form);
      const said = await this.change(form, of, keepsName(form));
      const [view] = await Promise.all([readSession(), this.load()]);
      this.session?.accept(view);
      formSent(keyOf(of));
      this.end(of);
      if (of === "password") this.done = said;
      announce(said());
    } catch (error) {
      this.problem = ledToField(form, of === "name" ? error : toldAt("account", error));
      void this.updateComplete.then(() => showForm(this));
    } finally {
      this.isBusy = false;
    }
  }

  /** Signed out everywhere: the shell goes to the sign-in page by itself. What was not sent goes, as was said. */
  private async leave(form: HTMLFormElement): Promise<void> {
    const knows = leavesNobody(this.account?.onlyLead);
    try {
      await leaveNetwork({ current: passwordIn(form), ...(knows ? { leavesNobody: true } : {}) });
    } catch (error) {
      // What is refused is said on the page by now.
      await this.load();
      throw error;
    }
    formSent(keyOf("leave"));
    await device.work?.discardUnsent();
    if (this.session) this.session.accept(ofNobody(this.session.view));
    dispatchEvent(new Event("coram-signed-out"));
  }

  /** Does it, and says what was done, in the language of whenever that is read. */
  private async change(form: HTMLFormElement, of: Edited, keeps: boolean): Promise<() => string> {
    const known = passwordIn(form);
    if (of === "password") {
      const { signedOut } = await changePassword({ password: passwordOf(form), current: known });
      return () =>
        signedOut > 0 ? t("account.password-done-elsewhere", { count: signedOut }) : t("account.password-done");
    }
    if (of === "address") await changeAddress({ email: textOf(form, "email"), current: known });
    else if (of === "initials") await changeInitials(textOf(form, "initials"));
    else if (of === "author") await changeAuthor(textOf(form, "author") || null);
    else await changeName({ name: textOf(form, "name"), ...(keeps ? { keepsName: true } : {}) });
    return () => t("account.changed");
  }
}

/** The one that somebody has now, as it was typed. */
function passwordIn(form: HTMLFormElement): string {
  const current = new FormData(form).get("current");
  return typeof current === "string" ? current : "";
}

/** Names the form of a row. */
function keyOf(of: Edited): string {
  return `account ${of}`;
}
