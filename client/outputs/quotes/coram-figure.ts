import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { FigureScope, FigureSubject, parseJson } from "../../../schema/domain/output.ts";
import type { FigureState } from "../../../schema/protocol/http/quotes.ts";
import { MatrixChoice } from "../../../schema/matrix/choice.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { t } from "../../i18n/t.ts";
import { toAddress } from "../../matrix/matrix-address.ts";
import { wayItem } from "./way-item.ts";
import { PartElement } from "./part-element.ts";
import "./quotes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-figure": CoramFigure;
  }
}

/** A number in a sentence, counted when it is shown. It is a button: its menu opens what it counts. */
@customElement("coram-figure")
export class CoramFigure extends PartElement {
  @property({ attribute: false }) subject: string | null = null;
  @property({ attribute: false }) scope: string | null = null;
  @property({ attribute: false }) approved: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // The document is not changed while it is drawn.
    if (this.service.parts.state(this.block) && this.service.isFirst(this.block))
      queueMicrotask(() => this.stamp(true));
  }

  protected override render(): TemplateResult {
    const state = this.service.parts.state(this.block);
    const part = state?.kind === "figure" ? state : null;
    const isFlagged = (part?.flags.length ?? 0) > 0;
    const isChosen = this.subject !== null;
    const text = !isChosen ? t("evidence.figure-empty") : (part?.text ?? t("evidence.figure-waiting"));
    const { canWrite, canOpen } = this.service;
    // Nothing can be done with it.
    if (!canOpen)
      return html`<span>${text}</span>${part?.beside ? this.renderBeside(part.beside, part.uncounted) : nothing}`;
    return html`<coram-menu label=${t("evidence.figure-menu")} @keydown=${this.onKey}
        ><button
          slot="trigger"
          type="button"
          class="ev-figure ${isChosen && part ? "" : "sub"}"
          tabindex=${canWrite ? -1 : 0}
          aria-label=${t("evidence.figure-of", { text })}
          aria-keyshortcuts=${canWrite ? "Alt+Enter" : nothing}
          title=${canWrite ? `${t("evidence.figure-menu")} (Alt+Enter)` : nothing}
          .textContent=${text}
        ></button>
        ${isChosen ? this.renderOpen() : nothing}
        ${
          canWrite
            ? html`<button type="button" role="menuitem" @click=${this.choose}>${t("evidence.figure-change")}</button>
                ${part && isChosen ? html`<button type="button" role="menuitem" @click=${this.approve}>${t("evidence.approve")}</button>` : nothing}
                <hr />
                <button type="button" role="menuitem" @click=${this.takeOut}>${t("evidence.remove")}</button>`
            : nothing
        }</coram-menu
      >${isFlagged && part ? this.renderChange(part) : nothing}${
        part?.beside ? this.renderBeside(part.beside, part.uncounted) : nothing
      }`;
  }

  /** As in a file: of whom the number is not. */
  private renderBeside(beside: string, uncounted: number): TemplateResult {
    const why =
      uncounted > 0
        ? t(this.service.canOpen ? "evidence.figure-uncounted" : "evidence.figure-uncounted-guest", {
            count: uncounted,
          })
        : null;
    return html`<span class="ev-uncounted" title=${why ?? nothing}
      >(${beside})${why ? html`<span class="visually-hidden"> ${why}</span>` : nothing}</span
    >`;
  }

  private renderOpen(): TemplateResult {
    const words = t("evidence.figure-open");
    const { matrix, keepPlace } = this;
    if (!this.service.canWrite) return html`<a role="menuitem" href=${matrix} @click=${keepPlace}>${words}</a>`;
    return html`${wayItem(this, words)} <a class="ev-way" hidden href=${matrix} @click=${keepPlace}></a>`;
  }

  private renderChange({ before, n, of }: FigureState): TemplateResult | typeof nothing {
    if (!before) return nothing;
    const words = t("evidence.flag-value", { before: `${before.n}/${before.of}`, now: `${n}/${of}` });
    return html`<span class="alert ev-alert ev-inline-alert" role="status">
      <coram-icon name="triangle-alert"></coram-icon><span class="ev-alert-words">${words}</span>
      ${
        this.service.canWrite
          ? html`<span class="ev-acts">
              <button type="button" class="button button-small" @click=${this.approve}>
                ${t("evidence.figure-use")}
              </button>
              <button type="button" class="button button-small button-quiet" @click=${this.takeOut}>
                ${t("evidence.remove")}
              </button>
            </span>`
          : nothing
      }
    </span>`;
  }

  /** The column of the matrix that it counts. */
  private get matrix(): string {
    const subject = parseJson(FigureSubject, this.subject);
    const scope = parseJson(FigureScope, this.scope);
    const by = subject?.kind === "answers" ? "questions" : "categories";
    const column = subject?.kind === "answers" ? subject.question : subject?.category;
    const country = typeof scope === "object" && scope?.kind === "country" ? scope.country : null;
    return toAddress(MatrixChoice.parse({ by, country }), column ? { column, of: "all" } : null);
  }

  private stamp(quietly: boolean): void {
    const part = this.service.parts.state(this.block);
    if (part?.kind !== "figure") return;
    this.service.run(changeNode(this.getPos(), { approved: JSON.stringify({ n: part.n, of: part.of }) }), quietly);
  }

  private readonly approve = (): void => this.stamp(false);

  private readonly choose = (): void => {
    this.service.chooseFigure({ block: this.block, pos: this.getPos, subject: this.subject, scope: this.scope });
  };
}
