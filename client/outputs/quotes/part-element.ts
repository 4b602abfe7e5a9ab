import type { PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { removeNode, selectNode } from "../../writer/quote-commands.ts";
import { LightElement } from "../../elements/light-element.ts";
import type { QuoteService } from "./quote-service.ts";

/** A quote, figure or table in a document: what it is now is what `service` knows of `block`, and it is drawn anew whenever that changes. */
export abstract class PartElement extends LightElement {
  @property({ attribute: false }) service!: QuoteService;
  @property({ attribute: false }) block = "";
  @property({ attribute: false }) getPos: () => number | undefined = () => undefined;
  private unwatch: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.service) this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
    this.unwatch = null;
    // What it did to the document, as being out of date or shutting out guests, is over once that is saved.
    this.service?.parts.touch();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("block") || changed.has("service")) this.watch();
  }

  private watch(): void {
    this.unwatch?.();
    this.unwatch = this.service.parts.watch(this.block, () => this.requestUpdate());
  }

  protected readonly takeOut = (): void => {
    this.service.run(removeNode(this.getPos()));
  };

  /** Where one writes in it: its caption, where it has one. */
  goOn(): void | Promise<void> {
    this.querySelector<HTMLElement>("input.ev-caption")?.focus();
  }

  /** Selects it: keys are the text's again. */
  protected back(): void {
    this.service.run(selectNode(this.getPos()));
  }

  /** Esc goes back into the text. */
  protected leave(): void {
    this.back();
  }

  protected readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.service.canWrite) return;
    event.preventDefault();
    this.leave();
  };

  /** Back from where it leads to one comes to it again. */
  protected readonly keepPlace = (): void => {
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${this.block}`);
  };
}

/** Into the fields of what is read from answers; nowhere where what is drawn has none. */
export function goOnIn(drawn: Node | null): void {
  const part = drawn instanceof HTMLElement ? drawn.querySelector(PARTS) : null;
  if (part instanceof PartElement) void part.goOn();
}

const PARTS = "coram-case-table, coram-comparison, coram-chart";
