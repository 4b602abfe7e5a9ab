import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import { hueOf } from "../elements/hue.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-initials.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { valueOf } from "./disagreement-words.ts";
import type { DisagreementSide, ShownDisagreement } from "./shown-disagreement.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-sides": CoramDisagreementSides;
  }
  interface HTMLElementEventMap {
    "coram-concede": CustomEvent<{ isConceded: boolean }>;
  }
}

/** What each coder says of the passage, side by side, with their notes. */
@customElement("coram-disagreement-sides")
export class CoramDisagreementSides extends VerdictElement {
  @property({ attribute: false }) shown!: ShownDisagreement;
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) textLang = "";
  @property({ attribute: false }) me: MemberId | null = null;
  /** Whether the reader may concede; only with an entry of theirs, while nobody has ruled. */
  @property({ type: Boolean }) canConcede = false;
  /** How the reader agrees in several at once. */
  @property({ attribute: false }) together: TemplateResult | typeof nothing = nothing;
  /** Those that a ruling is about to take, or has taken. */
  @property({ attribute: false }) taken: readonly MemberId[] = [];

  protected override render(): TemplateResult {
    const { sides, missing } = this.shown;
    return html`<div class="sides">
      ${sides.map((side, slot) => this.renderSide(side, slot))}
      ${missing.map(
        (member) =>
          html`<article class="side side-missing" aria-label=${member.name}>
            <header>
              <coram-initials small .initials=${member.initials}></coram-initials><b class="ellipsis">${member.name}</b>
            </header>
            <p class="sub">${t(this.shown.view.about ? "sheet.not-answered" : "reconcile.nothing-here")}</p>
            ${this.shown.agreed.includes(member.id) ? html`<p class="words">${t("reconcile.agrees")}</p>` : nothing}
            ${member.id === this.me && this.canConcede && this.shown.view.kind === "missed" ? this.renderAgree(member.id) : nothing}
          </article>`,
      )}
    </div>`;
  }

  /** Who missed what the others say may agree with them, here and wherever it is the same. */
  private renderAgree(me: MemberId): TemplateResult {
    const hasAgreed = this.shown.agreed.includes(me);
    return html`<button
        type="button"
        class="link"
        aria-keyshortcuts="g"
        @click=${() => this.emit("coram-concede", { isConceded: !hasAgreed })}
      >
        ${t(hasAgreed ? "reconcile.take-back" : "reconcile.agree")} <kbd class="key" aria-hidden="true">G</kbd>
      </button>
      ${this.together}`;
  }

  private renderSide(
    { member, tag, answer, lane, ranges, note, hasConceded, isChanged }: DisagreementSide,
    slot: number,
  ): TemplateResult {
    const isMine = member.id === this.me;
    const classes = classMap({
      side: true,
      "side-taken": this.taken.includes(member.id),
      "side-conceded": hasConceded,
    });
    return html`<article
      class=${classes}
      data-cat=${tag ? hueOf(tag.code) : nothing}
      data-lane=${lane}
      aria-label=${member.name}
    >
      <header>
        <span class="side-place" aria-hidden="true" style=${styleMap({ "--lines": String(this.shown.sides.length) })}
          >${this.shown.sides.map((_, line) => html`<i class=${line === slot ? "on" : ""}></i>`)}</span
        >
        <b class="ellipsis">${member.name}</b>
        <kbd class="key" aria-hidden="true">${slot + 1}</kbd>
      </header>
      ${
        tag
          ? html`<div class="side-tag"><coram-code-chip code=${tag.code}></coram-code-chip> ${tag.label}</div>
              <p class="side-extent">
                ${t("reconcile.words", { count: tag.words })}${
                  ranges.length > 0
                    ? html`, <q lang=${this.textLang}>${withTokenWords(this.edges(ranges), this.textLang)}</q>`
                    : nothing
                }
              </p>`
          : nothing
      }
      ${
        answer
          ? html`<p class="side-answer">
              <b>${valueOf(this.shown, answer.value)}</b>
              ${answer.certainty === "unsure" ? html`<span class="tagline">${t("reconcile.unsure")}</span>` : nothing}
            </p>`
          : nothing
      }
      ${isChanged ? html`<p class="words words-warn">${t("verdict.state-changed")}</p>` : nothing}
      ${note.trim() ? html`<p class="side-note">${note}</p>` : html`<p class="sub">${t("reconcile.no-note")}</p>`}
      ${hasConceded ? html`<p class="words">${t("reconcile.conceded")}</p>` : nothing}
      ${
        isMine && this.canConcede
          ? html`<button
              type="button"
              class="link"
              aria-keyshortcuts="g"
              @click=${() => this.emit("coram-concede", { isConceded: !hasConceded })}
            >
              ${t(hasConceded ? "reconcile.take-back" : "reconcile.concede")}
            </button>`
          : nothing
      }
    </article>`;
  }

  /** The first and the last word, as one finds a passage again. */
  private edges(ranges: DisagreementSide["ranges"]): string {
    const words = ranges
      .map(({ start, end }) => this.text.slice(start, end))
      .join(" ")
      .trim()
      .split(/\s+/u);
    return words.length < 4 ? words.join(" ") : `${words[0]} … ${words.at(-1)}`;
  }
}
