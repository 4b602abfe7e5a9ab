import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { ClearingView, Finding } from "../../../schema/protocol/http/clearing.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { CoramNamesBeside } from "../names/add/coram-names-beside.ts";
import "../names/add/coram-names-beside.ts";
import "./coram-clearing.ts";
import type { SeenSoFar } from "../../rounds/seen-paragraphs.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { PointedMark, PrepareMark } from "../prepare-events.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-check-panel": CoramCheckPanel;
  }
}

/** The checklist before the verdict's next stage, beside the text: each finding is a mark there and one click away. */
@customElement("coram-check-panel")
export class CoramCheckPanel extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @property({ attribute: false }) seen: SeenSoFar | null = null;
  @property({ attribute: false }) pointed: PointedMark | null = null;
  @property({ type: Boolean }) isShown = false;
  @state() private current: Finding | null = null;
  @query("coram-names-beside") private readonly beside!: CoramNamesBeside | null;
  private checked: ClearingView | null = null;

  protected override render(): TemplateResult {
    const { verdict, members } = this.view;
    return html`<div
      class="check-panel"
      @coram-findings-changed=${(event: HTMLElementEventMap["coram-findings-changed"]) => {
        this.checked = event.detail.view;
        this.current = null;
        this.paint();
      }}
      @coram-finding-open=${(event: HTMLElementEventMap["coram-finding-open"]) => this.show(event.detail.finding)}
      @coram-finding-replace=${(event: HTMLElementEventMap["coram-finding-replace"]) => {
        const { finding } = event.detail;
        const { of: [of = null] = [], place, kind } = finding;
        const thing = kind === "settlement" ? kind : null;
        this.beside?.focusNext("start" in place ? { of, thing, start: place.start } : null);
        this.show(finding, true);
      }}
      @coram-unread-open=${(event: HTMLElementEventMap["coram-unread-open"]) => {
        const { start } = event.detail;
        this.emit("coram-prepare-goto", { range: { start, end: start }, read: true });
      }}
      @coram-cleared=${() => this.emit("coram-prepare-changed", {})}
    >
      <coram-clearing
        .verdict=${verdict}
        .members=${members}
        .textLang=${langOf(verdict.language, verdict.script)}
        .isBeside=${true}
        .isShown=${this.isShown}
        .current=${this.current}
        .seen=${this.seen}
        @coram-names-decide=${(event: HTMLElementEventMap["coram-names-decide"]) =>
          void this.beside?.decideAlso(event.detail.commands)}
        @coram-names-replace-now=${() => void this.beside?.replaceNames()}
      ></coram-clearing>
      <coram-names-beside .view=${this.view} .selection=${this.selection}></coram-names-beside>
    </div>`;
  }

  private show(finding: Finding, select = false): void {
    const { place } = finding;
    if (!("start" in place)) return;
    this.current = finding;
    this.paint();
    this.emit("coram-prepare-goto", { range: { start: place.start, end: place.end }, select });
  }

  private paint(): void {
    const { checked } = this;
    const isSameText = checked?.revision === this.view.revision.number;
    const findings = isSameText ? checked.findings : [];
    const marks = findings.flatMap((finding): PrepareMark[] =>
      finding.place.in === "text"
        ? [{ ...finding.place, kind: "finding", current: finding.place === this.current?.place }]
        : [],
    );
    const place = this.current?.place;
    if (isSameText && place?.in === "text" && !findings.some((each) => each.place === place))
      marks.push({ ...place, kind: "finding", current: true });
    this.emit("coram-prepare-marks", { marks });
  }
}
