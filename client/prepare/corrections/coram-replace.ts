import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { EditCommand, EditDone, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { replaceHits, replacementFor, searchText, type SearchOptions } from "../../../schema/text/search.ts";
import { tokensOf, withStoredTokens } from "../../../schema/text/token-words.ts";
import { editText } from "../../api/verdicts.ts";
import { ask } from "../../elements/coram-ask.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { correctText } from "./change-text.ts";
import { lookingLine, placeInContext, type RunChange } from "./corrections-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-replace": CoramReplace;
  }
}

const SWITCHES = ["wholeWords", "case", "script", "diacritics"] as const;
/** As many places as one command may have. */
const MOST = 2000;
/** More than this is not read; the others are counted. */
const SHOWN = 200;

/** Search and replace, every place of it shown before anything is changed. */
@customElement("coram-replace")
export class CoramReplace extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) run!: RunChange;
  @property() textLang = "";
  @property({ attribute: false }) isBusy = false;
  @state() private wanted = "";
  @state() private becomes = "";
  @state() private switches: ReadonlySet<(typeof SWITCHES)[number]> = new Set(["wholeWords"]);
  /** Starts of the places that stay as they are. */
  @state() private left: ReadonlySet<number> = new Set();
  /** What is replaced is on its way, or asked about. */
  @state() private isReplacing = false;
  private hits: Range[] = [];
  private inTokens = 0;

  private get options(): SearchOptions {
    const has = (name: (typeof SWITCHES)[number]): boolean => this.switches.has(name);
    return {
      case: has("case"),
      diacritics: has("diacritics"),
      script: has("script"),
      wholeWords: has("wholeWords"),
      language: this.view.verdict.language === "mk" ? "mk" : "sr",
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isAnother = ["view", "wanted", "switches"].some((name) => changed.has(name));
    if (!isAnother) return;
    this.left = new Set();
    const found = searchText(this.view.revision.text, this.wanted, this.options);
    this.hits = found.hits.slice(0, MOST);
    this.inTokens = found.inTokens;
  }

  protected override firstUpdated(): void {
    this.querySelector("input")?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (!["view", "wanted", "switches"].some((name) => changed.has(name))) return;
    this.emit("coram-prepare-marks", { marks: this.hits.map((hit) => ({ ...hit, kind: "found" as const })) });
  }

  protected override render(): TemplateResult {
    const { text } = this.view.revision;
    const chosen = this.hits.filter(({ start }) => !this.left.has(start));
    return html`<form class="correct-part" data-keys="own" @submit=${this.replace}>
      <label class="form-row">
        <span>${t("correct.find")}</span>
        <input
          class="field"
          type="search"
          autocomplete="off"
          .value=${this.wanted}
          ?readonly=${this.isReplacing}
          @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
        />
      </label>
      <label class="form-row">
        <span>${t("correct.by")}</span>
        <input
          class="field"
          autocomplete="off"
          .value=${this.becomes}
          ?readonly=${this.isReplacing}
          @input=${(event: Event) => (this.becomes = (event.target as HTMLInputElement).value)}
        />
      </label>
      <fieldset class="correct-switches">
        <legend class="visually-hidden">${t("correct.how")}</legend>
        ${SWITCHES.map(
          (name) =>
            html`<label class="form-check">
              <input
                type="checkbox"
                ?disabled=${this.isReplacing}
                .checked=${this.switches.has(name)}
                @change=${() => this.toggle(name)}
              />
              <span>${t(`correct.option-${name}`)}</span>
            </label>`,
        )}
      </fieldset>
      ${this.wanted.trim() === "" ? nothing : this.renderCount()}
      ${
        this.hits.length === 0
          ? nothing
          : html`<ul class="correct-places">
                ${this.hits.slice(0, SHOWN).map((hit) => this.renderHit(text, hit))}
              </ul>
              <div class="form-actions correct-foot">
                ${lookingLine(this.isReplacing, this.view.verdict)}
                <button
                  type="submit"
                  class="button button-primary"
                  ?disabled=${this.isBusy || this.isReplacing || chosen.length === 0}
                >
                  ${t("correct.replace", { count: chosen.length })}
                </button>
              </div>`
      }
    </form>`;
  }

  private renderCount(): TemplateResult {
    return html`<p class="note" role="status">
      ${t("correct.found", { count: this.hits.length })}
      ${this.inTokens > 0 ? t("correct.found-tokens", { count: this.inTokens }) : nothing}
      ${this.hits.length > SHOWN ? t("correct.found-more", { count: SHOWN }) : nothing}
    </p>`;
  }

  private renderHit(text: string, hit: Range): TemplateResult {
    const words = text.slice(hit.start, hit.end);
    return html`<li>
      <input
        type="checkbox"
        aria-label=${t("correct.take-place", { words })}
        ?disabled=${this.isReplacing}
        .checked=${!this.left.has(hit.start)}
        @change=${() => this.leave(hit.start)}
      />
      <button type="button" @click=${() => this.emit("coram-prepare-goto", { range: hit })}>
        ${placeInContext(text, hit, replacementFor(words, this.replacement, this.options), this.textLang)}
      </button>
    </li>`;
  }

  /** As it is kept: what reads as a token of this text is that token. */
  private get replacement(): string {
    return withStoredTokens(this.becomes, this.textLang, tokensOf(this.view.revision.text));
  }

  private toggle(name: (typeof SWITCHES)[number]): void {
    const next = new Set(this.switches);
    if (!next.delete(name)) next.add(name);
    this.switches = next;
  }

  private leave(start: number): void {
    const next = new Set(this.left);
    if (!next.delete(start)) next.add(start);
    this.left = next;
  }

  private readonly replace = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { revision, verdict } = this.view;
    const chosen = this.hits.filter(({ start }) => !this.left.has(start));
    const edits = replaceHits(revision.text, chosen, this.replacement, this.options);
    if (edits.length === 0 || this.isBusy || this.isReplacing) return;
    const command = { baseRevision: revision.number, kind: "correct" as const, edits };
    const done = t("correct.replaced", { count: edits.length });
    this.isReplacing = true;
    const isReplaced = await this.run(() => this.write(verdict.id, command), done);
    this.isReplacing = false;
    if (isReplaced) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".correct-foot button")?.focus();
  };

  /** Null where its writer left it, as tags or discussions lie on it, or as it would name somebody. */
  private async write(id: VerdictId, command: EditCommand): Promise<EditDone | null> {
    const { touchedTags, touchedThreads } = await editText(id, { ...command, preview: true });
    const count = touchedTags + touchedThreads;
    const isMeant = count === 0 || (await this.askTouched(command.edits.length, count));
    return isMeant ? correctText(id, command) : null;
  }

  private askTouched(places: number, touched: number): Promise<boolean> {
    return ask({
      heading: t("correct.replace-ask", { count: places }),
      lead: `${t("correct.touches", { count: touched })} ${t("correct.touched-say")}`,
      leave: t("correct.leave"),
      sure: t("correct.replace", { count: places }),
    });
  }
}
