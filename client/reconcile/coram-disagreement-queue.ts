import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { rulingOf } from "../../schema/domain/disagreement.ts";
import type { DisagreementId, CategoryId } from "../../schema/domain/ids.ts";
import type { DisagreementView } from "../../schema/protocol/http/disagreements.ts";
import "../elements/coram-code-chip.ts";
import { formatNumber, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { nameOf, passagesOf, summaryOf } from "./disagreement-words.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

/** Which disagreements the queue shows; null = of every kind, of every category. */
export interface QueueFilter {
  kind: DisagreementView["kind"] | null;
  category: CategoryId | null;
  onlyOpen: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-queue": CoramDisagreementQueue;
  }
  interface HTMLElementEventMap {
    /** Show a disagreement; null: what comes next, once all are ruled. */
    "coram-disagreement-open": CustomEvent<{ id: DisagreementId | null }>;
    "coram-disagreement-filter": CustomEvent<QueueFilter>;
  }
}

/** The code of what a ruling lets stand; else of what the disagreement is about. */
function codeOf({ view, sides, categories, categoriesNow }: ShownDisagreement): string | undefined {
  const outcome = rulingOf(view)?.outcome;
  const followed = outcome?.kind === "entries" ? outcome.coders : [];
  const ruled =
    outcome?.kind === "span"
      ? outcome.category
      : sides.find(({ member, tag }) => tag && followed.includes(member.id))?.tag?.category;
  return [...categories, ...categoriesNow].find(({ id }) => id === ruled)?.code ?? categories[0]?.code;
}

const KINDS = ["category", "place", "missed", "answer"] as const;

/** Whether a disagreement is among those that a filter shows. */
export function isShown({ view, categories, isOpen }: ShownDisagreement, filter: QueueFilter): boolean {
  return (
    (filter.kind === null || view.kind === filter.kind) &&
    (filter.category === null || categories.some(({ id }) => id === filter.category)) &&
    (!filter.onlyOpen || isOpen)
  );
}

/** All disagreements in the order of the text, by kind, with how many are left. */
@customElement("coram-disagreement-queue")
export class CoramDisagreementQueue extends VerdictElement {
  @property({ attribute: false }) disagreements: readonly ShownDisagreement[] = [];
  @property({ attribute: false }) filter: QueueFilter = { kind: null, category: null, onlyOpen: false };
  @property({ attribute: false }) current: DisagreementId | null = null;
  /** Nothing is left to rule on. */
  @property({ type: Boolean }) isAllRuled = false;
  /** Left open on purpose while the page lives. */
  @property({ attribute: false }) leftOpen: ReadonlySet<DisagreementId> = new Set();
  /** What a ruled disagreement says in its second line. */
  @property({ attribute: false }) ruledWords: (shown: ShownDisagreement) => string = () => "";

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("current")) this.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    const open = this.disagreements.filter(({ isOpen }) => isOpen).length;
    const shown = this.disagreements.filter((one) => isShown(one, this.filter));
    return html`<div class="queue-top">
        <div class="queue-line">
          <h2 class="label grow">${t("reconcile.to-settle")}</h2>
          <span class="note sub">${t("reconcile.left", { open, all: this.disagreements.length })}</span>
        </div>
        ${
          this.isAllRuled
            ? html`<button
                type="button"
                class="link queue-next"
                aria-current=${this.current === null ? "true" : nothing}
                @click=${() => this.emit("coram-disagreement-open", { id: null })}
              >
                ${t("reconcile.last-next")}
              </button>`
            : nothing
        }
        <div class="queue-kinds" role="group" aria-label=${t("reconcile.to-settle")}>
          ${this.renderKind(null, t("reconcile.all-kinds"))}
          ${KINDS.map((kind) => this.renderKind(kind, t(`reconcile.kind-${kind}`)))}
        </div>
        <div class="queue-line">
          ${this.renderCategories()}
          <label class="queue-open"
            ><input
              type="checkbox"
              .checked=${this.filter.onlyOpen}
              @change=${(event: Event) => this.choose({ onlyOpen: (event.target as HTMLInputElement).checked })}
            />${t("reconcile.only-open")}</label
          >
        </div>
      </div>
      ${
        shown.length === 0
          ? html`<p class="note sub queue-none">${t("reconcile.none-match")}</p>`
          : html`<ul aria-label=${t("reconcile.queue")}>
              ${repeat(
                shown,
                ({ view }) => view.id,
                (one) => this.renderDisagreement(one),
              )}
            </ul>`
      }`;
  }

  private choose(change: Partial<QueueFilter>): void {
    this.emit("coram-disagreement-filter", { ...this.filter, ...change });
  }

  private renderKind(kind: QueueFilter["kind"], label: string): TemplateResult | typeof nothing {
    // As many as choosing it lists.
    const count = this.disagreements.filter((one) => isShown(one, { ...this.filter, kind })).length;
    if (kind !== null && !this.disagreements.some(({ view }) => view.kind === kind)) return nothing;
    return html`<button
      type="button"
      class="link"
      aria-pressed=${this.filter.kind === kind}
      @click=${() => this.choose({ kind })}
    >
      ${label} ${formatNumber(count)}
    </button>`;
  }

  private renderCategories(): TemplateResult {
    const all = new Map(
      this.disagreements.flatMap(({ categories }) => categories.map((each) => [each.id, each] as const)),
    );
    const sorted = [...all.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
    return html`<select
      class="field queue-category"
      aria-label=${t("reconcile.category-filter")}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.choose({ category: sorted.find(({ id }) => id === value)?.id ?? null });
      }}
    >
      <option value="" ?selected=${this.filter.category === null}>${t("reconcile.every-category")}</option>
      ${sorted.map(
        ({ id, code, label }) =>
          html`<option value=${id} ?selected=${this.filter.category === id}>${code} ${label}</option>`,
      )}
    </select>`;
  }

  private renderDisagreement(one: ShownDisagreement): TemplateResult {
    const { view, isOpen, paragraph, questionNumber } = one;
    const code = codeOf(one);
    const ruling = rulingOf(view);
    const passages = ruling ? passagesOf(one, ruling.outcome) : 0;
    return html`<li class=${classMap({ done: !isOpen })}>
      <button
        type="button"
        aria-current=${view.id === this.current ? "true" : nothing}
        data-case=${view.id}
        @click=${() => this.emit("coram-disagreement-open", { id: view.id })}
      >
        ${code ? html`<coram-code-chip code=${code}></coram-code-chip>` : html`<span class="key">${t("reconcile.question-number", { number: questionNumber ?? "?" })}</span>`}
        <span class="queue-kind">${nameOf(one)}</span>
        <span class="queue-place">${paragraph ? t("reconcile.paragraph", { number: paragraph }) : nothing}</span>
        <span class="queue-words">${isOpen ? summaryOf(one) : this.ruledWords(one)}</span>
        ${isOpen && this.leftOpen.has(view.id) ? html`<span class="queue-words">${t("reconcile.left-open")}</span>` : nothing}
        ${passages > 0 ? html`<span class="queue-words">${t("sheet.evidence-count", { count: passages })}</span>` : nothing}
      </button>
    </li>`;
  }
}
