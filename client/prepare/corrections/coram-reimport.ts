import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ReimportFinding, ReimportHunkView, ReimportView } from "../../../schema/protocol/http/corrections.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { compareFile, dropReimport, readReimport, takeReimport } from "../../api/corrections.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { blockAround, wordDiff, type RunChange } from "./corrections-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reimport": CoramReimport;
  }
}

/** A better file of the same verdict: what it has otherwise, place by place, taken or left. */
@customElement("coram-reimport")
export class CoramReimport extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) run!: RunChange;
  @property() textLang = "";
  @property({ attribute: false }) isBusy = false;
  @state() private draft: ReimportView | null = null;
  /** Starts of hunks that stay as they are. */
  @state() private left: ReadonlySet<number> = new Set();
  /** By start of a finding: keep, or a token. */
  @state() private decided: ReadonlyMap<number, string> = new Map();
  @state() private isReading = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { draft } = this;
    if (changed.has("view") && draft && draft.baseRevision !== this.view.revision.number)
      void this.show(() => readReimport(this.view.verdict.id, draft.id));
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("draft")) return;
    const marks = this.draft?.hunks.filter(({ start, end }) => start < end) ?? [];
    this.emit("coram-prepare-marks", {
      marks: marks.map(({ start, end }) => ({ start, end, kind: "found" as const })),
    });
  }

  protected override render(): TemplateResult {
    const said = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!this.draft)
      return html`<section class="correct-part">
        ${said}
        <p class="note">${t("correct.file-why")}</p>
        <label class="form-row">
          <span>${t("correct.file")}</span>
          <input class="field" type="file" ?disabled=${this.isReading} @change=${this.read} />
        </label>
        ${this.isReading ? html`<p class="note" role="status">${t("correct.file-reading")}</p>` : nothing}
      </section>`;
    const { hunks, tokensKept } = this.draft;
    const taken = this.taken;
    return html`<form class="correct-part" data-keys="own" @submit=${this.take}>
      ${said}
      <p class="note" role="status">
        ${t("correct.hunks", { count: hunks.length })}
        ${tokensKept > 0 ? t("correct.tokens-kept", { count: tokensKept }) : nothing}
      </p>
      <ul class="correct-hunks">
        ${hunks.map((hunk) => this.renderHunk(hunk))}
      </ul>
      <div class="form-actions correct-foot">
        <button type="button" class="button button-quiet" @click=${this.drop}>${t("correct.leave")}</button>
        <button type="submit" class="button button-primary" ?disabled=${this.isBusy || taken.length === 0}>
          ${t("correct.take", { count: taken.length })}
        </button>
      </div>
    </form>`;
  }

  private renderHunk(hunk: ReimportHunkView): TemplateResult {
    const { start, end, was, becomes, canSlide, hasToken, findings } = hunk;
    const { before, after } = blockAround(this.view.revision.text, { start, end });
    return html`<li>
      <input
        type="checkbox"
        aria-label=${t("correct.take-place", { words: (becomes || was).trim() })}
        ?disabled=${hasToken}
        .checked=${this.isTaken(hunk)}
        @change=${() => this.leave(start)}
      />
      <div class="grow">
        ${wordDiff({ was: before + was + after, becomes: before + becomes + after }, this.textLang)}
        ${hasToken ? html`<p class="note">${t("correct.has-token")}</p>` : nothing}
        ${canSlide && !hasToken ? html`<p class="note sub">${t("correct.can-slide")}</p>` : nothing}
        ${findings.map((finding) => this.renderFinding(finding))}
        <button type="button" class="link" @click=${() => this.emit("coram-prepare-goto", { range: { start, end } })}>
          ${t("correct.show")}
        </button>
      </div>
    </li>`;
  }

  private renderFinding({ start, text, kind }: ReimportFinding): TemplateResult {
    const now = this.decided.get(start) ?? "";
    const words = kind === "name" ? t("correct.finding-name") : t(`names.kind-${kind}`);
    return html`<label class="correct-finding alert">
      <span class="grow">${words}: <b lang=${this.textLang}>${text}</b></span>
      <select class="field" @change=${(event: Event) => this.decide(start, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${now === ""}>${t("correct.decide")}</option>
        <option value="keep" ?selected=${now === "keep"}>${t("correct.keep")}</option>
        ${this.tokensFor(kind).map((token) => html`<option value=${token} ?selected=${now === token}>${withTokenWords(token, this.textLang)}</option>`)}
      </select>
    </label>`;
  }

  /** Tokens that a finding may become: a new one of its sort, then those of the text. */
  private tokensFor(kind: ReimportFinding["kind"]): string[] {
    const there = new Set(findTokens(this.view.revision.text).map(({ token }) => token));
    const sort = kind === "name" ? "Person" : "Number";
    let next = 1;
    while (there.has(`[${sort} ${next}]`)) next++;
    return [`[${sort} ${next}]`, ...[...there].sort()];
  }

  private isTaken({ start, hasToken, findings }: ReimportHunkView): boolean {
    return !hasToken && !this.left.has(start) && findings.every((each) => this.decided.has(each.start));
  }

  private get taken(): ReimportHunkView[] {
    return this.draft?.hunks.filter((hunk) => this.isTaken(hunk)) ?? [];
  }

  private leave(start: number): void {
    const next = new Set(this.left);
    if (!next.delete(start)) next.add(start);
    this.left = next;
  }

  private decide(start: number, as: string): void {
    const next = new Map(this.decided);
    if (as === "") next.delete(start);
    else next.set(start, as);
    this.decided = next;
  }

  private readonly read = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void this.show(() => compareFile(this.view.verdict.id, file));
  };

  private async show(ask: () => Promise<ReimportView>): Promise<void> {
    this.isReading = true;
    this.problem = null;
    try {
      this.draft = await ask();
      this.left = new Set();
      this.decided = new Map();
    } catch (error) {
      this.draft = null;
      this.problem = error;
    } finally {
      this.isReading = false;
    }
  }

  private readonly drop = (): void => {
    if (this.draft) void dropReimport(this.view.verdict.id, this.draft.id).catch(() => {});
    this.draft = null;
  };

  private readonly take = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { draft, taken } = this;
    if (!draft || taken.length === 0) return;
    const { id } = this.view.verdict;
    const command = {
      baseRevision: draft.baseRevision,
      take: taken.map(({ start }) => start),
      decided: [...this.decided].map(([start, as]) => ({ start, as })),
    };
    const done = t("correct.taken", { count: taken.length });
    if (await this.run(() => takeReimport(id, draft.id, command), done)) this.draft = null;
  };
}
