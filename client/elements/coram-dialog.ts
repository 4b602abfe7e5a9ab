import { LitElement, type TemplateResult, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { Localised, t } from "../i18n/t.ts";
import { BackCloses } from "./back-closes.ts";
import "./coram-icon.ts";
import { lookAfterFocus } from "./input/lost-focus.ts";
import "./open-dialog.ts";
import { PHONE } from "./screen.ts";
import { HoldsTypedOn } from "./input/holds-typed-on.ts";

/**
 * A modal dialog in the top layer: `<coram-dialog heading=${…} ?open=${…} @coram-dialog-close=${…}>content</coram-dialog>`.
 * Esc, the close button, a press beside it, but for one on the button that opened it, and a phone's Back fire `coram-dialog-close`; the parent sets `open` to false. Focus goes to
 * the child with `autofocus`, else to the heading, and back to where it was. It never begins in a select, where a letter that is
 * typed chooses. For tagging there is no dialog.
 */
@customElement("coram-dialog")
export class CoramDialog extends LitElement {
  static override styles = css`
    dialog {
      border: 1px solid var(--hair-2);
      border-radius: var(--r-3);
      background: var(--raised);
      color: var(--ink);
      box-shadow: var(--shadow-2);
      padding: 0;
      width: min(34rem, calc(100vw - 2rem));
      max-height: calc(100dvh - 2rem);
      /* What has the focus is not under a foot that stays in sight. */
      scroll-padding-bottom: 6rem;
      font: inherit;
      /* Not what a bar that it stands in says of its own words. */
      white-space: normal;
      text-align: start;
      overflow-wrap: break-word;
    }
    :host([wide]) dialog {
      width: min(48rem, calc(100vw - 2rem));
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    .head {
      display: flex;
      align-items: center;
      gap: var(--s-3);
      padding: var(--s-3) var(--s-3) 0 var(--s-5);
    }
    h2 {
      flex: 1;
      min-width: 0;
      margin: 0;
      font: 600 var(--fs-h3) / 1.3 var(--serif);
    }
    h2:focus {
      outline: none;
    }
    button {
      display: inline-grid;
      place-items: center;
      width: 32px;
      height: 32px;
      border: 0;
      border-radius: var(--r-2);
      background: none;
      color: var(--ink-2);
      cursor: pointer;
    }
    button:hover {
      background: var(--wash-1);
      color: var(--ink);
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 0;
    }
    svg,
    coram-icon {
      width: 16px;
      height: 16px;
    }
    coram-icon svg {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
    }
    .body {
      padding: var(--s-3) var(--s-5) var(--s-5);
    }
  `;

  @property({ type: Boolean, reflect: true }) open = false;
  @property({ type: Boolean, reflect: true }) wide = false;
  @property() heading = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("h2") private readonly headline!: HTMLElement;
  /** What had the focus when it opened. */
  private opener: Element | null = null;
  private readonly typedOn = new HoldsTypedOn(this);

  constructor() {
    super();
    new Localised(this);
    new BackCloses(this, () => this.open && PHONE.matches, this.askToClose);
    this.addController({ hostUpdated: lookAfterFocus });
    this.addEventListener("coram-focus-lost", (event) => {
      if (!this.open || event.defaultPrevented) return;
      event.preventDefault();
      this.headline.focus();
    });
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @cancel=${this.onCancel} @click=${this.onClick}>
      <div class="head">
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button type="button" aria-label=${t("shell.close")} title=${t("shell.close")} @click=${this.askToClose}>
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  protected override updated(): void {
    if (this.open && !this.dialog.open) {
      this.opener = document.activeElement;
      this.dialog.showModal();
      const given = this.querySelector<HTMLElement>("[autofocus]");
      const first = given instanceof HTMLSelectElement ? this.headline : (given ?? this.headline);
      this.typedOn.begin(first);
      first.focus();
    } else if (!this.open && this.dialog.open) {
      this.dialog.close();
    }
  }

  private readonly askToClose = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };

  private onCancel(event: Event): void {
    // The parent decides: it may hold words that are not saved.
    event.preventDefault();
    this.askToClose();
  }

  private onClick(event: MouseEvent): void {
    // The second of two quick presses on what opened it means nothing that lies behind.
    if (event.detail > 1) return;
    // A link leads to what lies below.
    if (event.composedPath().some(leadsAway) && !(event.ctrlKey || event.metaKey || event.shiftKey))
      return this.askToClose();
    // Only a press on the backdrop has the dialog itself as its target and lies outside its box.
    if (event.composedPath()[0] !== this.dialog) return;
    // Nor on the button that opened it, which is pressed to have it open.
    const isOnOpener = this.opener instanceof HTMLButtonElement && isWithin(event, this.opener);
    if (!isWithin(event, this.dialog) && !isOnOpener) this.askToClose();
  }
}

function isWithin({ clientX, clientY }: MouseEvent, element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

/** A link to another place of this page or of this tab: no download, no other tab. */
function leadsAway(node: EventTarget): boolean {
  return (
    node instanceof HTMLAnchorElement && node.href !== "" && node.target !== "_blank" && !node.hasAttribute("download")
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-dialog": CoramDialog;
  }
  interface HTMLElementEventMap {
    "coram-dialog-close": CustomEvent<void>;
  }
}
