import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { describeProblem, isClosed } from "../../api/http.ts";
import { beginScreen, readScreen } from "../../api/workshops/door.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatTime, t } from "../../i18n/t.ts";
import "./coram-qr-code.ts";
import "./coram-shown-head.ts";
import "./coram-shown-passages.ts";
import { spaced } from "./coram-workshop-door.ts";
import "./door.css";

/** A screen has no account, and so no events: it looks so often. */
const LOOK_MS = 1000;

/** A workshop on a wall: four digits until it is paired, then how one comes in, and the running step. */
@customElement("coram-screen-page")
export class CoramScreenPage extends LightElement {
  @state() private view: ScreenView | null = null;
  @state() private problem: unknown = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      this.view = await readScreen();
      this.problem = null;
    } catch (error) {
      // Never paired, too late, or the workshop has closed: nothing of it stays on the wall.
      if (isClosed(error)) this.view = null;
      else this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    return html`<main id="main" tabindex="-1" class="wall">${this.renderView()}</main>`;
  }

  private renderView(): TemplateResult {
    const { view } = this;
    if (!view)
      return html`<h1>${t("screen.title")}</h1>
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
        <p>
          <button type="button" class="button button-primary" @click=${async () => (this.view = await beginScreen())}>
            ${t("screen.begin")}
          </button>
        </p>`;
    if (view.state === "pairing")
      return html`<h1>${t("screen.title")}</h1>
        <p class="wall-digits" translate="no">${view.digits}</p>
        <p>${t("screen.lead")}</p>`;
    const { shown, door } = view;
    return html`<coram-shown-head .shown=${shown}></coram-shown-head>
      ${shown.step ? html`<coram-shown-passages .passages=${shown.step.passages}></coram-shown-passages>` : door ? renderDoor(door) : html`<p class="sub">${t("attending.between")}</p>`}
      ${shown.step && door ? html`<footer class="sub">${address(door.url)} <b translate="no">${spaced(door.code)}</b></footer>` : nothing}`;
  }
}

type Door = NonNullable<Extract<ScreenView, { state: "paired" }>["door"]>;

function renderDoor({ url, code, openUntil }: Door): TemplateResult {
  return html`<div class="wall-door">
      <div>
        <h2>${t("screen.come-in")}</h2>
        <p>${t("screen.no-account")}</p>
        <p class="wall-digits" translate="no">${spaced(code)}</p>
        <p><b>${address(url)}</b></p>
      </div>
      <coram-qr-code words="${url}/${code}"></coram-qr-code>
    </div>
    <footer class="sub">
      ${openUntil === null ? t("door.is-knock") : t("screen.open-until", { time: formatTime(openUntil) })}
    </footer>`;
}

const address = (url: string): string => url.replace(/^https?:\/\//, "");

declare global {
  interface HTMLElementTagNameMap {
    "coram-screen-page": CoramScreenPage;
  }
}
