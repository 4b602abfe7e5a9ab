import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../schema/domain/language.ts";
import { describeProblem } from "../api/http.ts";
import { readSession, signOut } from "../api/people.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import "../elements/coram-menu.ts";
import { LightElement } from "../elements/light-element.ts";
import { LANGUAGE_NAMES, language, setLanguage, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { announce } from "../elements/announce.ts";
import { mayLeave } from "./router.ts";
import "./coram-leave-dialog.ts";
import type { LeaveAnswer } from "./coram-leave-dialog.ts";
import { type Session, toActor } from "./session-context.ts";
import { THEMES, setTheme, theme } from "./theme.ts";

interface Entry {
  route: string;
  href: string;
  label: string;
}

/** The bar above every page of the shell: where one is, language, theme, account. */
@customElement("coram-top-bar")
export class CoramTopBar extends LightElement {
  @property() route = "";
  @property({ attribute: false }) session: Session | null = null;
  /** The server is out of reach. */
  @property({ type: Boolean }) isLost = false;
  /** What would be left behind by signing out, when that has to be asked about. */
  @state() private leaving = 0;

  protected override render(): TemplateResult {
    const member = this.session?.member ?? null;
    const entries = this.entries();
    return html`<header class="top-bar">
      ${entries.length > 1 ? this.renderNarrowNav(entries) : nothing}
      <a class="wordmark" href="/">Coram</a>
      <nav class="nav grow" aria-label=${t("shell.main")}>
        ${entries.map(
          (entry) =>
            html`<a href=${entry.href} aria-current=${entry.route === this.route ? "page" : nothing}
              >${entry.label}</a
            >`,
        )}
      </nav>
      <span class="grow" ?hidden=${entries.length > 0}></span>
      ${
        this.isLost && member
          ? html`<span class="save save-off" role="status" title=${t("shell.offline")}
              ><coram-icon name="cloud-off"></coram-icon><span class="save-text">${t("shell.offline")}</span></span
            >`
          : nothing
      }
      ${this.renderLanguages()} ${this.renderThemes()} ${member ? this.renderAccount() : nothing}
      <coram-leave-dialog
        .count=${this.leaving}
        .isOnDevice=${device.work?.isOnDevice ?? false}
        @coram-leave=${(event: HTMLElementEventMap["coram-leave"]) => void this.leave(event.detail)}
      ></coram-leave-dialog>
    </header>`;
  }

  private entries(): Entry[] {
    const member = this.session?.member;
    if (!member) return [];
    const actor = toActor(member);
    const entries: Entry[] = [{ route: "network", href: "/", label: t("shell.network") }];
    if (can(actor, "network.read", null)) entries.push({ route: "matrix", href: "/matrix", label: t("matrix.title") });
    if (can(actor, "methodology.read", null))
      entries.push({ route: "methodology", href: "/methodology", label: t("shell.methodology") });
    if (can(actor, "network.read", null))
      entries.push({ route: "outputs", href: "/outputs", label: t("outputs.title") });
    if (can(actor, "member.list", null))
      entries.push({ route: "members", href: "/members", label: t("shell.members") });
    return entries;
  }

  private renderNarrowNav(entries: Entry[]): TemplateResult {
    return html`<coram-menu class="narrow-nav" label=${t("shell.pages")}>
      <button slot="trigger" class="button button-quiet icon-button" aria-label=${t("shell.pages")}>
        <coram-icon name="menu"></coram-icon>
      </button>
      ${entries.map(
        (entry) =>
          html`<a role="menuitem" href=${entry.href} aria-current=${entry.route === this.route ? "page" : nothing}
            >${entry.label}</a
          >`,
      )}
    </coram-menu>`;
  }

  private renderLanguages(): TemplateResult {
    const now = LANGUAGE_NAMES[language()];
    return html`<coram-menu label=${t("shell.language")}>
      <button
        slot="trigger"
        class="button button-quiet icon-button"
        aria-label=${t("shell.language-now", { language: now })}
        title=${t("shell.language-now", { language: now })}
      >
        <coram-icon name="globe"></coram-icon>
      </button>
      ${UI_LANGUAGES.map(
        (each) =>
          html`<button
            role="menuitemradio"
            lang=${each}
            aria-checked=${String(each === language())}
            @click=${() => void this.read(each)}
          >
            ${LANGUAGE_NAMES[each]}
          </button>`,
      )}
    </coram-menu>`;
  }

  /** Names that the server has said were put into words of the language before: they are asked for again. */
  private async read(chosen: UiLanguage): Promise<void> {
    await setLanguage(chosen);
    this.session?.events.again();
  }

  private renderThemes(): TemplateResult {
    const labels = { system: t("shell.theme-system"), light: t("shell.theme-light"), dark: t("shell.theme-dark") };
    return html`<coram-menu label=${t("shell.theme")}>
      <button
        slot="trigger"
        class="button button-quiet icon-button"
        aria-label=${t("shell.theme")}
        title=${t("shell.theme")}
      >
        <coram-icon name="sun-moon"></coram-icon>
      </button>
      ${THEMES.map(
        (each) =>
          html`<button
            role="menuitemradio"
            aria-checked=${String(each === theme())}
            @click=${() => {
              setTheme(each);
              this.requestUpdate();
            }}
          >
            ${labels[each]}
          </button>`,
      )}
    </coram-menu>`;
  }

  private renderAccount(): TemplateResult | typeof nothing {
    const member = this.session?.member;
    if (!member) return nothing;
    return html`<coram-menu label=${t("shell.account", { name: member.name })}>
      <button
        slot="trigger"
        class="account"
        aria-label=${`${member.initials}: ${t("shell.account", { name: member.name })}`}
        title=${member.name}
      >
        <coram-initials initials=${member.initials} me></coram-initials>
      </button>
      <div class="account-head" role="presentation">
        <b>${member.name}</b>${member.guest ? t("word.guest") : t(`word.role.${member.role}`)}
      </div>
      <button role="menuitem" @click=${this.askToSignOut}>
        <coram-icon name="log-out"></coram-icon>${t("shell.sign-out")}
      </button>
    </coram-menu>`;
  }

  private async askToSignOut(): Promise<void> {
    if (!mayLeave()) return;
    // Once the device is open: pressed before, there would seem to be nothing to ask about.
    const count = (await (await device.ready())?.unsentCount()) ?? 0;
    if (count > 0) this.leaving = count;
    else await this.signOut();
  }

  private async leave(answer: LeaveAnswer): Promise<void> {
    this.leaving = 0;
    if (answer === "discard") await device.work?.discardUnsent();
    if (answer !== "stay") await this.signOut();
  }

  private async signOut(): Promise<void> {
    try {
      await signOut();
      // The shell leaves for the sign-in page by itself.
      this.session?.accept(await readSession());
    } catch (error) {
      announce(describeProblem(error));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-top-bar": CoramTopBar;
  }
}
