import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ThreadId } from "../../schema/domain/ids.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { typedKey, type TypedOn } from "../typed/typed-on.ts";
import "./coram-comment-box.ts";
import type { CoramCommentBox } from "./coram-comment-box.ts";
import "./coram-thread-card.ts";
import type { ThreadView } from "./thread-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-thread-list": CoramThreadList;
  }
  interface HTMLElementEventMap {
    /** A listener that can not begin the thread calls preventDefault: the words then stay in the box. */
    "coram-thread-begin": CustomEvent<{ body: string }>;
  }
}

/** The box in which a new thread is begun. */
export interface FirstWords {
  /** Names the field. */
  label: string;
  on: Extract<TypedOn, { kind: "begin" }>;
  /** False: what was begun stays in it, and goes nowhere. */
  mayWrite: boolean;
}

/**
 * Threads below each other, and a box for the first words of another: of documents, disagreements and the methodology. Beside a verdict's
 * text the same cards stand in the margin.
 */
@customElement("coram-thread-list")
export class CoramThreadList extends VerdictElement {
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  /** What its page says above a thread. */
  @property({ attribute: false }) above: (id: ThreadId) => TemplateResult | typeof nothing = () => nothing;
  /** Null: none can be begun here. */
  @property({ attribute: false }) first: FirstWords | null = null;
  /** The thread that is shown with all that is said and a box for replies. */
  @property({ attribute: false }) active: string | null = null;
  /** Every thread is shown so. */
  @property({ type: Boolean }) allActive = false;
  @query("coram-comment-box") private readonly box!: CoramCommentBox | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("coram-activate", this.onActivate);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("coram-activate", this.onActivate);
  }

  /** Puts the focus where one can write: a reply to the first thread, or first words. */
  start(): void {
    this.active = this.threads[0]?.id ?? null;
    void this.updateComplete.then(() => this.box?.focus());
  }

  private readonly onActivate = ({ detail }: HTMLElementEventMap["coram-activate"]): void => {
    this.active = detail.id;
  };

  protected override render(): TemplateResult {
    return html`${repeat(
      this.threads,
      ({ id }) => id,
      (thread) =>
        html`<div class="listed-thread" data-thread=${thread.id}>
          ${this.above(thread.id)}
          <coram-thread-card
            .thread=${thread}
            .active=${this.allActive || thread.id === this.active}
          ></coram-thread-card>
        </div>`,
    )}
    ${this.first ? this.renderFirst(this.first) : nothing}`;
  }

  private renderFirst({ label, on, mayWrite }: FirstWords): TemplateResult {
    return html`<coram-comment-box
      .label=${label}
      .draftKey=${typedKey(on)}
      .on=${on}
      .mayWrite=${mayWrite}
      @coram-comment-send=${this.onSend}
    ></coram-comment-box>`;
  }

  private readonly onSend = (event: HTMLElementEventMap["coram-comment-send"]): void => {
    event.stopPropagation();
    if (!this.offer("coram-thread-begin", { body: event.detail.body })) event.preventDefault();
  };
}
