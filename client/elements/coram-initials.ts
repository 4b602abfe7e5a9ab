import { LitElement, type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";

/** A person as letters in ink: `<coram-initials initials="EK" name="Elira Kola">`. With `name` it is announced; without it is decoration. */
@customElement("coram-initials")
export class CoramInitials extends LitElement {
  @property() initials = "";
  @property() name = "";
  /** The reader's own: filled with ink. */
  @property({ type: Boolean }) me = false;
  /** Not here now: outline only. */
  @property({ type: Boolean }) away = false;
  /** 20 px instead of 24. */
  @property({ type: Boolean }) small = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const classes = classMap({
      initials: true,
      "initials-me": this.me,
      "initials-away": this.away,
      "initials-small": this.small,
    });
    return html`<span
      class=${classes}
      role=${this.name ? "img" : nothing}
      aria-label=${this.name || nothing}
      aria-hidden=${this.name ? nothing : "true"}
      title=${this.name || nothing}
      >${this.initials}</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-initials": CoramInitials;
  }
}
