import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { UI_LANGUAGES, type UiLanguage } from "../../schema/domain/language.ts";
import type { Member } from "../../schema/domain/member.ts";
import { THEMES } from "../../schema/domain/theme.ts";
import { describeProblem, mayPass } from "../api/http.ts";
import { oweEnd } from "../api/owed-end.ts";
import { signOut } from "../api/people.ts";
import { stepsTold } from "../api/steps-told.ts";
import { onWaits, waitsTold } from "../waits/waits-told.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import "../elements/coram-menu.ts";
import { isInField } from "../elements/key-press.ts";
import { LightElement } from "../elements/light-element.ts";
import { LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { SIZES, chooseSize, storedSize } from "../verdict/bars/reading-size.ts";
import { ACCOUNT_ROWS } from "./account-rows.ts";
import "./coram-leave-dialog.ts";
import type { LeaveAnswer } from "./coram-leave-dialog.ts";
import { chooseLanguage, chooseTheme } from "./looks.ts";
import { mayLeave } from "./router.ts";
import { ofNobody, type Session, sessionContext, toActor } from "./session-context.ts";
import { theme } from "./theme.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-account-menu": CoramAccountMenu;
  }
  interface HTMLElementEventMap {
    /** Show all keys; a page that has a list of its own prevents the default and shows that. */
    "coram-keys-open": CustomEvent<void>;
  }
}

/** A row of the menu that opens in place. */
type Choice = "language" | "theme" | "size";

/**
 * Who is signed in, at the end of every bar: `<coram-account-menu></coram-account-menu>`, without properties, draws nothing for who
 * is not. Language, theme, reading size, keys, pages of one's own (ACCOUNT_ROWS), signing out. The key ? asks for the keys wherever no page has taken it.
 */
@customElement("coram-account-menu")
export class CoramAccountMenu extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private opened: Choice | null = null;
  @state() private isShowingKeys = false;
  /** What would be left behind by signing out, when that has to be asked about. */
  @state() private leaving = 0;
  /** Why one could not be signed out; "" = nothing to say. One may be about to walk away from the computer. */
  @state() private stayed = "";

  private stopWaits: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopWaits = onWaits(() => this.requestUpdate());
    addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWaits?.();
    removeEventListener("keydown", this.onKey);
  }

  protected override render(): TemplateResult | typeof nothing {
    const member = this.session?.member;
    if (!member) return nothing;
    const waits = waitsTold();
    const name = [
      `${member.initials}: ${t("shell.account", { name: member.name })}`,
      ...(waits > 0 ? [t("shell.waits", { count: waits })] : []),
    ].join(", ");
    return html`<coram-menu label=${t("shell.account", { name: member.name })}>
        <button
          slot="trigger"
          type="button"
          class="account"
          aria-label=${name}
          title=${member.name}
          @click=${this.onOpen}
        >
          <coram-initials initials=${member.initials} me></coram-initials>${
            // Seen where no link to home in the bar says it; drawn, since what is seen as text must stand in the name as it is.
            waits > 0 ? html`<span class="waits" data-count=${waits}></span>` : nothing
          }
        </button>
        <div class="account-head" role="presentation"><b>${member.name}</b>${this.place()}</div>
        ${
          waits > 0
            ? html`<a role="menuitem" href="/"
                ><span class="grow">${t("network.waiting")}</span> <span class="sub">${waits}</span></a
              >`
            : nothing
        }
        ${this.renderChoices()}
        <button type="button" role="menuitem" @click=${() => void this.showKeys()}>
          <span class="grow">${t("page.keys")}</span> <kbd class="key">?</kbd>
        </button>
        ${this.renderPages(member)}
        <hr />
        <button type="button" role="menuitem" @click=${this.askToSignOut}>${t("shell.sign-out")}</button>
      </coram-menu>
      <coram-leave-dialog
        .count=${this.leaving}
        .isSealed=${device.work?.outlivesSession ?? false}
        @coram-leave=${(event: HTMLElementEventMap["coram-leave"]) => void this.leave(event.detail)}
      ></coram-leave-dialog>
      <coram-dialog
        .open=${this.stayed !== ""}
        heading=${t("sync.still-in-title")}
        @coram-dialog-close=${() => (this.stayed = "")}
      >
        <p>${this.stayed}</p>
        <p>${t("sync.still-in")}</p>
      </coram-dialog>
      ${
        this.isShowingKeys
          ? html`<coram-keys open @coram-dialog-close=${() => (this.isShowingKeys = false)}></coram-keys>`
          : nothing
      }`;
  }

  /** "Facilitator, Pravna linija". */
  private place(): string {
    const { member, view } = this.session ?? {};
    if (!member) return "";
    if (member.guest) return t("word.guest");
    const role = t(`word.role.${member.role}`);
    return view?.organisation ? t("account.role-at", { role, organisation: view.organisation }) : role;
  }

  private renderPages(member: Member): TemplateResult | typeof nothing {
    const rows = ACCOUNT_ROWS.filter(({ may }) => may(toActor(member)));
    return rows.length === 0
      ? nothing
      : html`<hr />
          ${rows.map(({ href, label }) => {
            const steps = label === "steps.title" ? stepsTold() : null;
            const far = steps && html` <span class="sub">${t("home.of", { count: steps.done, all: steps.all })}</span>`;
            return html`<a role="menuitem" href=${href}><span class="grow">${t(label)}</span>${far}</a>`;
          })}`;
  }

  private renderChoices(): TemplateResult[] {
    const themes = { system: t("shell.theme-system"), light: t("shell.theme-light"), dark: t("shell.theme-dark") };
    const size = storedSize();
    return [
      this.renderChoice("language", t("shell.language"), LANGUAGE_NAMES[language()], () =>
        UI_LANGUAGES.map((each) =>
          choice(LANGUAGE_NAMES[each], each === language(), () => void chooseLanguage(this.session, each), each),
        ),
      ),
      this.renderChoice("theme", t("shell.theme"), themes[theme()], () =>
        THEMES.map((each) =>
          choice(themes[each], each === theme(), () => {
            void chooseTheme(this.session, each);
            this.requestUpdate();
          }),
        ),
      ),
      this.renderChoice("size", t("account.reading-size"), String(size), () =>
        SIZES.map((each) =>
          choice(String(each), each === size, () => {
            chooseSize(each);
            this.requestUpdate();
          }),
        ),
      ),
    ];
  }

  /** A row that says what holds, and opens in place to what could. */
  private renderChoice(of: Choice, label: string, now: string, choices: () => TemplateResult[]): TemplateResult {
    const isOpen = this.opened === of;
    return html`<button
        type="button"
        role="menuitem"
        data-choice=${of}
        aria-expanded=${isOpen}
        @click=${() => (this.opened = isOpen ? null : of)}
      >
        <span class="grow">${label}</span> <span class="sub">${now}</span>
      </button>
      ${isOpen ? choices() : nothing}`;
  }

  private readonly onOpen = (): void => {
    this.opened = null;
    // More of the first steps may be done than when the bar was drawn.
    this.requestUpdate();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "?" || event.defaultPrevented || isInField(event) || !this.session?.member) return;
    event.preventDefault();
    void this.showKeys();
  };

  private async showKeys(): Promise<void> {
    const isOwn = !this.dispatchEvent(
      new CustomEvent("coram-keys-open", { bubbles: true, composed: true, cancelable: true }),
    );
    if (isOwn) return;
    await import("./all-keys.ts");
    this.isShowingKeys = true;
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
    if (answer !== "stay") await this.signOut(answer === "discard");
  }

  private async signOut(isDiscarding = false): Promise<void> {
    try {
      await signOut();
    } catch (error) {
      // Whoever could not be signed out goes on with what would be discarded.
      if (!mayPass(error) || !oweEnd()) {
        this.stayed = describeProblem(error);
        return;
      }
    }
    if (isDiscarding) await device.work?.discardUnsent();
    // The shell leaves for the sign-in page by itself, also while the server cannot say who is signed in.
    this.session?.accept(ofNobody(this.session.view));
    dispatchEvent(new Event("coram-signed-out"));
  }
}

function choice(words: string, isChosen: boolean, choose: () => void, lang?: UiLanguage): TemplateResult {
  return html`<button
    type="button"
    role="menuitemradio"
    class="account-choice"
    tabindex="-1"
    lang=${lang ?? nothing}
    aria-checked=${String(isChosen)}
    @click=${choose}
  >
    ${words}
  </button>`;
}
