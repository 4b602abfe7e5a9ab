import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../elements/announce.ts";
import { isDialogOpen } from "../elements/open-dialog.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { SaysHeight } from "../workshops/says-height.ts";
import { onPassing, type Passing, type PassingNow } from "./passing-told.ts";
import "./passing.css";

/** So many stand at once: the newest. */
const MOST = 3;
/** Long enough to be read by whoever reads slowly; longer while the pointer or the focus is in it. */
const STAYS_MS = 30_000;

/** What others did with the reader just now, in words, on whatever page they are: each line can be opened and put away. */
@customElement("coram-passing")
export class CoramPassing extends LightElement {
  /** The path of the page that is shown: nothing leads to where one is. */
  @property() page = "";
  @state() private lines: readonly Passing[] = [];
  /** The lines stand at the foot of the window, and the page ends above them: over the page they would cover its buttons. */
  @state() private isBelow = true;
  @query(".passing") private readonly list!: HTMLElement | null;
  private stop: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new SaysHeight(this, "--passing", () => this.querySelector(".passing-below"));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onPassing((now) => this.take(now));
    document.addEventListener("selectionchange", this.place);
    document.addEventListener("focusin", this.place);
    document.addEventListener("pointerdown", this.lower);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    clearTimeout(this.timer);
    document.removeEventListener("selectionchange", this.place);
    document.removeEventListener("focusin", this.place);
    document.removeEventListener("pointerdown", this.lower);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("page")) return;
    this.lines = this.lines.filter(({ href }) => new URL(href, location.href).pathname !== this.page);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.lines.length === 0) return nothing;
    return html`<aside aria-label=${t("network.told")}>
      <ul
        class="passing ${this.isBelow ? "passing-below" : ""}"
        @pointerenter=${this.hold}
        @pointerleave=${this.wait}
        @focusin=${this.hold}
        @focusout=${this.wait}
      >
        ${repeat(
          this.lines,
          ({ key }) => key,
          (line) =>
            html`<li>
              <span class="grow">${line.words}</span>
              <a
                class="button button-small"
                href=${line.href}
                aria-label="${t("network.open")}: ${line.words}"
                @click=${() => this.leave(line)}
                >${t("network.open")}</a
              >
              <button
                type="button"
                class="passing-away"
                aria-label="${t("shell.close")}: ${line.words}"
                @click=${() => this.leave(line)}
              >
                <coram-icon name="x"></coram-icon>
              </button>
            </li>`,
        )}
      </ul>
    </aside>`;
  }

  private take({ fresh, all }: PassingNow): void {
    const said = new Map(all.map((line) => [line.key, line]));
    this.lines = this.lines.flatMap(({ key }) => said.get(key) ?? []);
    if (fresh.length === 0) return;
    this.place();
    this.lines = [...fresh.toReversed(), ...this.lines].slice(0, MOST);
    announce(fresh.map(({ words }) => words).join(" "));
    this.wait();
    void this.updateComplete.then(() => this.raise());
  }

  /** Over a dialog that is open, until the next press: below it nobody could read them, and above it they are in its way. */
  private raise(): void {
    const { list } = this;
    if (!list || !isDialogOpen()) return;
    this.lower();
    list.popover = "manual";
    list.showPopover();
  }

  private readonly lower = (): void => {
    if (!this.list?.popover) return;
    this.list.popover = null;
    this.place();
  };

  private leave(line: Passing): void {
    line.onSeen?.();
    this.lines = this.lines.filter((each) => each !== line);
  }

  private readonly hold = (): void => clearTimeout(this.timer);

  private readonly wait = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.lines = []), STAYS_MS);
  };

  /** Away from where one types, and over a dialog, which does not end above them. */
  private readonly place = (): void => {
    const at = caretBox();
    this.isBelow = !isDialogOpen() && (at === null || at.top < innerHeight / 2);
  };
}

/** Where in the window somebody types; null where they do not. */
function caretBox(): DOMRect | null {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.getBoundingClientRect();
  if (!(field instanceof HTMLElement && field.isContentEditable)) return null;
  const selection = getSelection();
  const box = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).getBoundingClientRect() : null;
  return box && box.height > 0 ? box : field.getBoundingClientRect();
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-passing": CoramPassing;
  }
}
