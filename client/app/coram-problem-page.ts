import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { endAhead } from "../palette/typed-ahead.ts";
import "./coram-top-bar.ts";
import { type Session, sessionContext } from "./session-context.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-problem-page": CoramProblemPage;
  }
}

/** In the place of a page that brings its own bar and has nothing to show: the shell's bar, why, and ways on. */
@customElement("coram-problem-page")
export class CoramProblemPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  /** Why, in a sentence. */
  @property() words = "";
  /** Tries once more; null where that would end the same way. */
  @property({ attribute: false }) retry: (() => void) | null = null;
  /** Where else one may go. */
  @property() href = "/";
  @property() to = "";

  protected override render(): TemplateResult {
    return html`<coram-top-bar .session=${this.session}></coram-top-bar>
      <main id="main" tabindex="-1" class="gate">
        <div role="alert"><h1>${this.words}</h1></div>
        <p class="row gate-ways">
          <a class="button" href=${this.href}>${this.to || t("shell.back")}</a>
          ${
            this.retry
              ? html`<button type="button" class="button" @click=${this.retry}>${t("shell.retry")}</button>`
              : nothing
          }
        </p>
      </main>`;
  }

  protected override firstUpdated(): void {
    endAhead(location.pathname);
  }

  protected override updated(): void {
    document.title = `${this.words.replace(/\.$/, "")} · Coram`;
  }
}
