import { type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { UI_LANGUAGES } from "../../schema/domain/language.ts";
import { THEMES } from "../../schema/domain/theme.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { GivesWay } from "../elements/gives-way.ts";
import { LightElement } from "../elements/light-element.ts";
import { LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import "../palette/coram-find-field.ts";
import "./coram-account-menu.ts";
import "../waits/coram-waiting-count.ts";
import { entriesFor, type NavEntry, tabsOf } from "./nav-entries.ts";
import { chooseLanguage, chooseTheme } from "./looks.ts";
import { type Session, toActor } from "./session-context.ts";
import { theme } from "./theme.ts";

/**
 * The bar above every page of the shell: where one is, and the account; on a phone, tabs at the foot of the window. Its forms follow
 * its own width (app.css), and where words are longer than a form has room for, what it holds gives way.
 */
@customElement("coram-top-bar")
export class CoramTopBar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".top-bar"), ["field", "unsaved", "second", "home", "find"]);
    new GivesWay(this, () => this.querySelector(".tab-bar"), ["words"]);
  }

  @property() route = "";
  @property({ attribute: false }) session: Session | null = null;
  /** The server is out of reach. */
  @property({ type: Boolean }) isLost = false;

  protected override render(): TemplateResult {
    const { session } = this;
    const member = session?.member ?? null;
    const entries = session && member ? entriesFor(toActor(member), session.view) : [];
    return html`<div class="bar-frame">
        <header class="top-bar">
          <a class="wordmark" href="/">Coram</a>
          ${this.renderNav(entries)}
          <span class="grow"></span>
          ${
            this.isLost && member
              ? html`<span class="save save-off" role="status" title=${t("shell.offline")}
                  ><coram-icon name="cloud-off"></coram-icon><span class="save-text">${t("shell.offline")}</span></span
                >`
              : nothing
          }
          ${
            member
              ? html`${member.guest?.workshop ? nothing : html`<coram-find-field></coram-find-field>`}
                  <coram-account-menu></coram-account-menu>`
              : html`${this.renderLanguages()} ${this.renderThemes()}`
          }
        </header>
      </div>
      ${entries.length > 1 ? this.renderTabs(entries) : nothing}`;
  }

  private renderNav(entries: readonly NavEntry[]): TemplateResult {
    const second = entries.filter(({ group }) => group === "network");
    const link = (entry: NavEntry): TemplateResult =>
      html`<a
        class=${entry.group === "network" ? "second" : ""}
        href=${entry.href}
        aria-current=${entry.route === this.route ? "page" : nothing}
        >${t(entry.label)}${waits(entry)}</a
      >`;
    return html`<nav class="nav" aria-label=${t("shell.main")}>
      ${entries.filter(({ group }) => group === "work").map(link)}
      ${
        second.length > 0
          ? html`<span class="nav-break second" aria-hidden="true"></span>${second.map(link)}
              ${this.renderMore(
                second,
                html`<button
                  slot="trigger"
                  type="button"
                  aria-current=${second.some(({ route }) => route === this.route) ? "true" : nothing}
                >
                  ${t("account.more-pages")}<coram-icon name="chevron-down"></coram-icon>
                </button>`,
              )}`
          : nothing
      }
    </nav>`;
  }

  private renderMore(entries: readonly NavEntry[], trigger: TemplateResult): TemplateResult {
    return html`<coram-menu class="more-pages" label=${t("account.more-pages")}>
      ${trigger}
      ${entries.map(
        ({ route, href, label }) =>
          html`<a role="menuitem" href=${href} aria-current=${route === this.route ? "page" : nothing}>${t(label)}</a>`,
      )}
    </coram-menu>`;
  }

  private renderTabs(entries: readonly NavEntry[]): TemplateResult {
    const { tabs, rest } = tabsOf(entries);
    return html`<div class="tab-frame">
      <nav class="tab-bar" aria-label=${t("shell.main")}>
        ${tabs.map(
          (entry) =>
            html`<a href=${entry.href} aria-current=${entry.route === this.route ? "page" : nothing}
              ><coram-icon name=${entry.icon}></coram-icon><span>${t(entry.label)}</span>${waits(entry)}</a
            >`,
        )}
        ${
          rest.length > 0
            ? this.renderMore(
                rest,
                html`<button
                  slot="trigger"
                  type="button"
                  aria-current=${rest.some(({ route }) => route === this.route) ? "true" : nothing}
                >
                  <coram-icon name="menu"></coram-icon><span>${t("account.more-pages")}</span>
                </button>`,
              )
            : nothing
        }
      </nav>
    </div>`;
  }

  /** Before one is signed in; then these are in the account menu. */
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
            @click=${() => void chooseLanguage(this.session, each)}
          >
            ${LANGUAGE_NAMES[each]}
          </button>`,
      )}
    </coram-menu>`;
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
              void chooseTheme(this.session, each);
              this.requestUpdate();
            }}
          >
            ${labels[each]}
          </button>`,
      )}
    </coram-menu>`;
  }
}

/** Home says how much waits there. */
function waits({ href }: NavEntry): TemplateResult | typeof nothing {
  return href === "/" ? html`<coram-waiting-count></coram-waiting-count>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-top-bar": CoramTopBar;
  }
}
