import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ErasureView } from "../../schema/protocol/http/erasure.ts";
import { certificateUrl, readErasure } from "../api/erasures.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import { countList } from "./counts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erasure-done": CoramErasureDone;
  }
}

const ASK_AGAIN_MS = 2000;

/** What was erased, with its certificate; while the server waits for another program it says so and asks again. */
@customElement("coram-erasure-done")
export class CoramErasureDone extends LightElement {
  @property({ attribute: false }) erasure!: ErasureView;
  @state() private now: ErasureView | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.timer) clearTimeout(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("erasure")) this.now = this.erasure;
    if (this.now && this.now.doneAt === null) this.askLater();
  }

  protected override render(): TemplateResult {
    const { id, number, doneAt, counts } = this.now ?? this.erasure;
    if (doneAt === null) return html`<p class="alert" role="status">${t("erase.waiting")}</p>`;
    return html`<div class="form">
      <p role="status">${t("erase.done", { number: number ?? 0 })}</p>
      ${countList(counts)}
      <p>
        <a class="button" href=${certificateUrl(id, language())} download>${t("erase.certificate")}</a>
      </p>
      <p class="note">${t("erase.beyond")}</p>
    </div>`;
  }

  private askLater(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      readErasure(this.erasure.id).then(
        (view) => (this.now = view),
        () => this.askLater(),
      );
    }, ASK_AGAIN_MS);
  }
}
