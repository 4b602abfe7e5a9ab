import { consume } from "@lit/context";
import { nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Range } from "../../../schema/text/revision.ts";
import { quotedContext, type QuotedPassages } from "../model/quoted-in.ts";
import { quotedLinks } from "./quoted-links.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quoted-in": CoramQuotedIn;
  }
}

/** The documents that quote a tag's passage, each with the way to the quote; nothing where there is none. */
@customElement("coram-quoted-in")
export class CoramQuotedIn extends VerdictElement {
  @property() tag = "";
  /** The tag's passage. */
  @property({ attribute: false }) ranges: readonly Range[] = [];
  @consume({ context: quotedContext }) @state() private passages: QuotedPassages | undefined;
  private unwatch: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
    this.unwatch = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    this.unwatch ??= this.passages?.watch(() => this.requestUpdate()) ?? null;
    const quoted = this.passages?.of(this.tag, this.ranges) ?? [];
    return quoted.length === 0 ? nothing : quotedLinks(quoted);
  }
}
