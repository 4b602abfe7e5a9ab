import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { onRights, rightsLost } from "../api/told/own-rights.ts";
import { copy } from "../elements/clipboard.ts";
import { t } from "../i18n/t.ts";

/**
 * What a field says that its writer may write in no more, while words stand in it that went nowhere: who changed that, as soon as it is known,
 * and that the words can be copied. Every field that a right closes under its writer says it by this.
 */
export class ClosedHere implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = onRights(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.stop?.();
    this.stop = null;
  }

  get words(): string {
    return [rightsLost(), t("sync.closed-here")].filter(Boolean).join(" ");
  }

  copyButton(words: string): TemplateResult {
    return html`<button
      type="button"
      class="button button-small"
      @click=${() => void copy({ "text/plain": words }, t("shell.copied"))}
    >
      ${t("shell.copy")}
    </button>`;
  }
}
