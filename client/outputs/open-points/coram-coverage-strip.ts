import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CoverageBar, Finding } from "../../../schema/editor/coverage-bars.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { ShownSection } from "../coram-output-outline.ts";
import { emptySections } from "../shown-sections.ts";
import "./coverage-strip.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-coverage-strip": CoramCoverageStrip;
  }
  interface HTMLElementEventMap {
    /** To what the document lacks next. */
    "coram-output-gap": CustomEvent<void>;
  }
}

type StripSection = Pick<
  ShownSection,
  "id" | "number" | "heading" | "quotes" | "isEmpty" | "isLeftOut" | "isOnlyInLeading"
>;

/** Where one goes to: a finding, or the heading of a section that has none. */
type Place = { block: string } | { section: string };

/** What of a document rests on verdicts, above it: one bar a section, one cell a finding. */
@customElement("coram-coverage-strip")
export class CoramCoverageStrip extends LightElement {
  @property({ attribute: false }) bars: readonly CoverageBar[] = [];
  @property({ attribute: false }) sections: readonly StripSection[] = [];
  /** The section that is written in. */
  @property({ attribute: false }) current: string | null = null;
  /** Of the document's words. */
  @property() textLang = "";
  @property({ type: Boolean }) canWrite = false;
  /** Where each of the lists of places was gone to last. */
  private readonly gone = new Map<string, number>();

  protected override render(): TemplateResult | typeof nothing {
    const { bars, sections } = this;
    if (bars.length === 0) return nothing;
    const quotes = sections.reduce((sum, each) => sum + (each.quotes ?? 0), 0);
    const of = (state: Finding["state"]): Place[] =>
      bars.flatMap(({ section, findings }) =>
        findings
          .filter((each) => each.state === state)
          .map(({ block }): Place => (block === null ? { section } : { block })),
      );
    // As beside the text and in the dialog of files: of all sections, not only of those that have a bar.
    const empty = emptySections(sections).map(({ id }): Place => ({ section: id }));
    return html`<div class="cover">
      <p class="cover-line">
        <b>${t("outputs.side-coverage")}</b>
        <span class="cover-quotes">${t("papers.cover-quotes", { count: quotes })}</span>
        ${this.renderWay("open", of("open"), t("papers.cover-open", { count: of("open").length }))}
        ${this.renderWay("changed", of("changed"), t("papers.cover-changed", { count: of("changed").length }))}
        ${this.renderWay("empty", empty, t("papers.cover-empty", { count: empty.length }))}
        ${
          this.canWrite
            ? html`<button
                type="button"
                class="cover-way cover-next"
                aria-keyshortcuts="F8"
                @click=${() => this.dispatchEvent(new CustomEvent("coram-output-gap", { bubbles: true }))}
              >
                ${t("outputs.gap-next")} <kbd class="key">F8</kbd>
              </button>`
            : nothing
        }
      </p>
      <div class="cover-bars" role="group" aria-label=${t("papers.cover-bars")}>
        ${bars.map((bar) => this.renderBar(bar))}
      </div>
    </div>`;
  }

  /** Leads to the next of its places with each press. */
  private renderWay(name: string, places: readonly Place[], words: string): TemplateResult | typeof nothing {
    if (places.length === 0) return nothing;
    return html`<button type="button" class="cover-way" data-state=${name} @click=${() => this.next(name, places)}>
      ${words}
    </button>`;
  }

  private renderBar({ section, findings }: CoverageBar): TemplateResult {
    const say = `${this.nameOf(section)}: ${statesOf(findings)}`;
    const states = findings.length === 0 ? (["empty"] as const) : findings.map(({ state }) => state);
    return html`<button
      type="button"
      class="cover-bar"
      style="flex-grow: ${Math.max(2, findings.length)}"
      aria-label=${say}
      title=${say}
      aria-current=${this.current === section ? "true" : nothing}
      @click=${() => this.go({ section })}
    >
      ${states.map((state) => html`<i data-state=${state}></i>`)}
    </button>`;
  }

  private nameOf(id: string): string {
    const section = this.sections.find((each) => each.id === id);
    return [section?.number, withTokenWords(section?.heading ?? "", this.textLang)].filter(Boolean).join(" ") || id;
  }

  private next(name: string, places: readonly Place[]): void {
    const at = ((this.gone.get(name) ?? -1) + 1) % places.length;
    this.gone.set(name, at);
    const place = places[at];
    if (place) this.go(place);
  }

  private go(detail: Place): void {
    const name = "block" in detail ? "coram-output-block" : "coram-output-section";
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** What the cells of a bar show, in words. */
function statesOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return t("papers.cover-bar-empty");
  const open = findings.filter(({ state }) => state === "open").length;
  const changed = findings.filter(({ state }) => state === "changed").length;
  const rest =
    open === 0
      ? t("papers.cover-bar-all", { count: findings.length })
      : t("papers.cover-bar-some", { count: findings.length - open, of: findings.length });
  return changed > 0 ? `${rest}, ${t("papers.cover-changed", { count: changed })}` : rest;
}
