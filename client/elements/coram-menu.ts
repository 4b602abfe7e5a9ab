import { autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";
import { LitElement, type TemplateResult, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";

/**
 * A menu in the top layer; its items are styled in base.css, for what is in a slot belongs to the page: a trigger `<button slot="trigger">`
 * and children that are menu items: `<button role="menuitem">`, `<a role="menuitem">`, `role="menuitemradio" aria-checked`, or `<hr>`.
 * Enter, Space or Arrow down opens; arrows, Home, End and first letters move; Esc and Tab close, and Esc leads back to the text that one
 * pressed the trigger from, or came from by a key of the text; choosing an item closes, but one that opens in place (`aria-expanded`).
 */
@customElement("coram-menu")
export class CoramMenu extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
    }
    [popover] {
      position: fixed;
      inset: auto;
      margin: 0;
      padding: var(--s-1);
      min-width: 11rem;
      max-width: min(22rem, calc(100vw - 1rem));
      max-height: calc(100dvh - 4rem);
      overflow: auto;
      background: var(--raised);
      color: var(--ink);
      border: 1px solid var(--hair-2);
      border-radius: var(--r-3);
      box-shadow: var(--shadow-2);
      font-size: var(--fs-small);
      /* In a text that is written spaces are kept and letters are those of the text: a menu is none of it. */
      font-family: var(--sans);
      white-space: normal;
    }
  `;

  /** The menu's name for assistive technology. */
  @property() label = "";
  @query("[popover]") private readonly popup!: HTMLElement;
  private openAtPress = false;
  /** The text or field that one wrote in when the trigger was pressed, or a key led to it from there: Esc leads back there, and one types on. */
  private writing: HTMLElement | null = null;
  /** By a key, from the text that the menu itself stands in: that knows where in it one was. */
  private isFromText = false;
  private stopFollowing: (() => void) | null = null;

  protected override render(): TemplateResult {
    return html`<slot
        name="trigger"
        @pointerdown=${this.onPress}
        @focusin=${this.onTriggerFocus}
        @click=${this.toggle}
        @keydown=${this.onTriggerKey}
        @slotchange=${this.nameTrigger}
      ></slot>
      <div
        popover="auto"
        role="menu"
        aria-label=${this.label}
        @toggle=${this.onToggle}
        @keydown=${this.onKey}
        @click=${this.choosing}
      >
        <slot></slot>
      </div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopFollowing?.();
  }

  private get trigger(): HTMLElement | null {
    return this.querySelector<HTMLElement>(':scope > [slot="trigger"]');
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(':scope > [role^="menuitem"]')].filter(
      (item) => !item.hasAttribute("disabled") && getComputedStyle(item).display !== "none",
    );
  }

  private nameTrigger(): void {
    this.trigger?.setAttribute("aria-haspopup", "menu");
    this.trigger?.setAttribute("aria-expanded", "false");
    for (const item of this.querySelectorAll<HTMLElement>(':scope > [role^="menuitem"]')) item.tabIndex = -1;
  }

  // A press beside an open popover closes it before the click arrives, which would then open it again.
  private onPress(): void {
    this.openAtPress = this.popup.matches(":popover-open");
    if (this.openAtPress) return;
    this.writing = writtenIn(document.activeElement);
    this.isFromText = false;
  }

  /** A key of the text may lead here and open, as Alt+Enter on a quote. */
  private onTriggerFocus({ relatedTarget }: FocusEvent): void {
    this.writing = writtenIn(relatedTarget);
    this.isFromText = this.writing?.contains(this) ?? false;
  }

  private toggle(): void {
    if (this.openAtPress || this.popup.matches(":popover-open")) this.popup.hidePopover();
    else this.open();
    this.openAtPress = false;
  }

  /** With the focus, at once: `toggle` comes later, and a key between the two would go to what lies behind. */
  private open(): void {
    const { trigger, popup } = this;
    if (!trigger || popup.matches(":popover-open")) return;
    popup.showPopover();
    trigger.setAttribute("aria-expanded", "true");
    this.stopFollowing?.();
    this.stopFollowing = autoUpdate(trigger, popup, () => {
      void computePosition(trigger, popup, {
        strategy: "fixed",
        placement: "bottom-end",
        middleware: [offset(6), flip(), shift({ padding: 8 })],
      }).then(({ x, y }) => Object.assign(popup.style, { left: `${x}px`, top: `${y}px` }));
    });
    const items = this.items();
    for (const item of items) item.tabIndex = -1;
    (items.find((item) => item.ariaChecked === "true") ?? items[0])?.focus();
  }

  private onTriggerKey(event: KeyboardEvent): void {
    this.writing = null;
    this.isFromText = false;
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.open();
  }

  private onToggle(event: ToggleEvent): void {
    if (event.newState === "open") return;
    this.trigger?.setAttribute("aria-expanded", "false");
    this.stopFollowing?.();
    this.stopFollowing = null;
  }

  private onKey(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const go = (index: number): void => {
      event.preventDefault();
      items[(index + items.length) % items.length]?.focus();
    };
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(items.length - 1);
    else if (event.key === "Tab") this.close();
    else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    } else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLocaleLowerCase();
      const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      rest.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(letter))?.focus();
    }
  }

  /** Closes before what was chosen happens: where that leads elsewhere, into a text or a field, the focus stays there. */
  private readonly choosing = {
    capture: true,
    handleEvent: (event: Event): void => {
      const item = (event.target as HTMLElement).closest('[role^="menuitem"]');
      if (item && !item.hasAttribute("aria-expanded")) this.close();
    },
  };

  private close(): void {
    this.popup.hidePopover();
    // It is in sight. To a browser what sticks to the top of a text is where it would stand without that: the text would go there.
    this.trigger?.focus({ preventScroll: true });
  }

  /** Out of it without a choice. */
  private leave(): void {
    // The trigger has the focus in between.
    const { writing, isFromText } = this;
    this.close();
    const event = new CustomEvent("coram-focus-lost", { bubbles: true, composed: true, cancelable: true });
    if (isFromText && !this.dispatchEvent(event)) return;
    if (writing?.isConnected) writing.focus({ preventScroll: true });
  }
}

function writtenIn(at: EventTarget | null): HTMLElement | null {
  return at instanceof HTMLElement && at.matches("input, textarea, [contenteditable='true']") ? at : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-menu": CoramMenu;
  }
}
