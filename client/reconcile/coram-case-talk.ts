import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Audience } from "../../schema/domain/room.ts";
import { t } from "../i18n/t.ts";
import "../discussion/coram-comment-box.ts";
import type { CoramCommentBox } from "../discussion/coram-comment-box.ts";
import "../discussion/coram-thread-card.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { ThreadView } from "../discussion/thread-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-talk": CoramDisagreementTalk;
  }
}

/** What is said of one disagreement. */
@customElement("coram-disagreement-talk")
export class CoramDisagreementTalk extends VerdictElement {
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  /** For whom a first word would be; null where the reader may not write. */
  @property({ attribute: false }) audience: Audience | null = null;
  @property({ attribute: false }) draftKey = "";
  /** What a first word is about. */
  @property({ attribute: false }) about: Record<string, unknown> = {};
  /** False where it could not be said. */
  @property({ attribute: false }) onSay: (body: string) => boolean = () => false;
  @state() private active: string | null = null;
  @query("coram-comment-box") private readonly box!: CoramCommentBox | null;

  /** Puts the focus where one can write. */
  start(): void {
    this.active = this.threads[0]?.id ?? null;
    void this.updateComplete.then(() => {
      const reply = this.querySelector<CoramCommentBox>("coram-comment-box");
      (reply ?? this.box)?.focus();
    });
  }

  protected override render(): TemplateResult {
    const open = this.threads.filter(({ resolved }) => !resolved);
    return html`<section
      class="case-talk"
      aria-label=${t("reconcile.discussion")}
      @coram-activate=${(event: HTMLElementEventMap["coram-activate"]) => (this.active = event.detail.id)}
    >
      ${repeat(
        this.threads,
        ({ id }) => id,
        (thread) =>
          html`<coram-thread-card
            .thread=${thread}
            ?active=${thread.id === this.active || this.threads.length === 1}
          ></coram-thread-card>`,
      )}
      ${
        open.length === 0 && this.audience
          ? html`<coram-comment-box
              .label=${t("reconcile.say")}
              .draftKey=${this.draftKey}
              .on=${{ kind: "begin", audience: this.audience, key: this.draftKey, fields: this.about }}
              @coram-comment-send=${(event: HTMLElementEventMap["coram-comment-send"]) => {
                event.stopPropagation();
                if (!this.onSay(event.detail.body)) event.preventDefault();
              }}
            ></coram-comment-box>`
          : nothing
      }
    </section>`;
  }
}
