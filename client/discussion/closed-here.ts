import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { onRights, rightsLost } from "../api/told/own-rights.ts";
import { copy } from "../elements/clipboard.ts";
import { t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";

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

  /** `isOfRight`: it is the writer's right that went, and not the place that was closed to all. */
  words(isOfRight: boolean): string {
    // Where the device keeps nothing, a draft goes with the page.
    const stays = t(device.work?.isOnDevice ? "sync.closed-here" : "sync.closed-here-page");
    return [isOfRight ? rightsLost() : null, stays].filter(Boolean).join(" ");
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
