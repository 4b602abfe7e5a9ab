import { autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { MARKS } from "../../../schema/editor/output-nodes.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { CaretPlace } from "../../writer/output-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-link-field": CoramLinkField;
  }
  interface HTMLElementEventMap {
    /** "" takes the link away. */
    "coram-output-link": CustomEvent<{ href: string }>;
  }
}

/**
 * The field for a link's address, by the words that it is set on: in the top layer, within the window wherever the text has been scrolled to,
 * and the text stays where it is. Escape leads back into the text; a press elsewhere closes it.
 */
@customElement("coram-link-field")
export class CoramLinkField extends LightElement {
  /** Where one writes. */
  @property({ attribute: false }) caret: CaretPlace | null = null;
  /** The address of the link that is there; "" where none is. */
  @property() has = "";
  @state() private isOpen = false;
  @state() private isWrong = false;
  @query("form") private readonly popup!: HTMLFormElement | null;
  @query("input") private readonly address!: HTMLInputElement | null;
  private stopFollowing: (() => void) | null = null;

  async open(): Promise<void> {
    this.isOpen = true;
    this.isWrong = false;
    await this.updateComplete;
    const { popup, address } = this;
    if (!popup || !address) return;
    popup.showPopover();
    this.follow();
    address.value = this.has || "https://";
    address.focus({ preventScroll: true });
    address.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<form
      class="output-link"
      popover="auto"
      @submit=${this.onSubmit}
      @keydown=${this.onKey}
      @toggle=${this.onToggle}
    >
      <label class="visually-hidden" for="output-href">${t("outputs.link-to")}</label>
      <input
        class="field"
        id="output-href"
        autocomplete="off"
        aria-invalid=${this.isWrong}
        aria-describedby="output-href-wrong"
      />
      <button class="button">${t("outputs.link-set")}</button>
      ${
        this.has
          ? html`<button type="button" class="button button-quiet" @click=${() => this.set("")}>
              ${t("outputs.link-remove")}
            </button>`
          : nothing
      }
      <span id="output-href-wrong" class="words-warn" role="alert">${this.isWrong ? t("outputs.link-wrong") : ""}</span>
    </form>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another editor of the same text.
    if (changed.has("caret") && this.stopFollowing) this.follow();
  }

  private follow(): void {
    const { popup, caret } = this;
    if (!popup || !caret) return;
    this.stopFollowing?.();
    this.stopFollowing = autoUpdate(caret, popup, () => void place(caret, popup));
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const href = this.address?.value.trim() ?? "";
    this.isWrong = href === "" || !MARKS.link.href.value.safeParse(href).success;
    if (!this.isWrong) this.set(href);
  };

  private set(href: string): void {
    this.close();
    this.dispatchEvent(new CustomEvent("coram-output-link", { detail: { href }, bubbles: true }));
  }

  private close(): void {
    this.stopFollowing?.();
    this.stopFollowing = null;
    this.isOpen = false;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    this.caret?.contextElement.focus({ preventScroll: true });
  };

  private readonly onToggle = (event: ToggleEvent): void => {
    if (event.newState === "closed") this.close();
  };
}

/** Under the words, or above them where there is no room; at the edge of the window where they are out of sight. */
async function place(caret: CaretPlace, popup: HTMLElement): Promise<void> {
  const { x, y } = await computePosition(caret, popup, {
    strategy: "fixed",
    placement: "bottom-start",
    middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8, crossAxis: true })],
  });
  Object.assign(popup.style, { left: `${x}px`, top: `${y}px` });
}
