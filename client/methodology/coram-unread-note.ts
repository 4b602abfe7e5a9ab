import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { VerdictElement } from "../elements/verdict-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementEventMap {
    /** One goes to the draft, to correct a text. */
    "coram-correct-texts": CustomEvent<void>;
  }
  interface HTMLElementTagNameMap {
    "coram-unread-note": CoramUnreadNote;
  }
}

const STORAGE_KEY = "coram.methodology-unread";

/** That no lawyer of each country has read the methodology's texts yet, and where they are corrected; once on a device. */
@customElement("coram-unread-note")
export class CoramUnreadNote extends VerdictElement {
  /** Whether one writes the draft, in which the texts are corrected. */
  @property({ type: Boolean }) mayWrite = false;
  /** It stands above the draft. */
  @property({ type: Boolean }) isInDraft = false;
  @state() private isRead = wasRead();

  protected override render(): TemplateResult | typeof nothing {
    if (this.isRead) return nothing;
    return html`<div class="alert unread-note" role="note">
      <p>${t("methodology.unread")} ${this.whatToDo}</p>
      <p class="unread-acts">
        ${
          this.mayWrite && !this.isInDraft
            ? html`<button type="button" class="button button-small" @click=${() => this.emit("coram-correct-texts")}>
                ${t("methodology.unread-draft")}
              </button>`
            : nothing
        }
        <button type="button" class="button button-small" @click=${this.onRead}>${t("sync.understood")}</button>
      </p>
    </div>`;
  }

  /** Said to who reads it: whoever writes the draft, and stands in it, has nobody to tell and nowhere to go. */
  private get whatToDo(): string {
    if (!this.mayWrite) return t("methodology.unread-say");
    return this.isInDraft ? t("methodology.unread-here") : t("methodology.unread-correct");
  }

  private readonly onRead = (): void => {
    this.isRead = true;
    try {
      localStorage.setItem(STORAGE_KEY, "read");
    } catch {
      // Storage may be closed to us: it then goes for this page.
    }
  };
}

function wasRead(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null;
  } catch {
    return false;
  }
}
