import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { EditCommand, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { normaliseText } from "../../../schema/text/normalise.ts";
import { redactedAt } from "../../../schema/text/edits/edit-maps.ts";
import { Section, type Block, type BlockEdit, type Range } from "../../../schema/text/revision.ts";
import { tokensOf, withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { editText } from "../../api/verdicts.ts";
import { t } from "../../i18n/t.ts";
import { StrayWords } from "../../elements/input/stray-words.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { BLOCK_KEYS, chosenBlocks, commandOf, wordEdits, type BlockAct } from "./block-acts.ts";
import { correctText } from "./change-text.ts";
import { lookingLine, wordDiff, type RunChange } from "./corrections-parts.ts";
import { isTaken } from "../names/walk/names-keys.ts";
import { hasCovered, isBeingErased } from "../../reader/erased/covered-words.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import { keptLine } from "../../typed/kept-line.ts";
import { placeIn } from "../../typed/put-into.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { putWords, TypedOver } from "../../reader/erased/typed-over.ts";
import { typedOver } from "../../verdict/cards/typed-passage.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-block-tools": CoramBlockTools;
  }
}

/** The block that is edited, by its number. */
interface Editing {
  number: string;
  /** Its words on the revision where that began. */
  was: string;
  revision: number;
  /** As they are typed: with tokens as people read them. */
  words: string;
  own: TypedOver;
  /** It began with what was typed here before. */
  isKept: boolean;
}

/** What the chosen blocks are, and the words of one of them. */
@customElement("coram-block-tools")
export class CoramBlockTools extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @property({ attribute: false }) run!: RunChange;
  @property() textLang = "";
  @property({ attribute: false }) isBusy = false;
  @state() private editing: Editing | null = null;
  /** A colleague has changed the words meanwhile: what is compared is theirs. */
  @state() private isOvertaken = false;
  /** What is edited is on its way, and waits perhaps until the text is looked over: whoever leaves it meanwhile has not saved it. */
  @state() private saving: AbortController | null = null;
  /** Tags that the new words would touch. */
  @state() private touched: number | null = null;
  private readonly stray = new StrayWords(this);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.onKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { editing } = this;
    if (!editing) return;
    // What was begun stays, whatever comes, but for what is erased; an editor in which nothing was done goes on with what stands in the text now.
    const isBegun = editing.words !== this.shown(editing.was);
    const [first] = chosenBlocks(this.view.revision, this.selection);
    if (!isBegun && first && first.number !== editing.number) this.editing = null;
    else if (changed.has("view") && (!isBegun || this.isErased(editing))) this.editing = this.asItStands(editing);
  }

  /** Whether words of it have been erased, or are being erased, since it was begun. */
  private isErased({ number, was, revision }: Editing): boolean {
    const now = this.newestWords(number);
    return now !== was && (isBeingErased(was, now) || hasCovered(was) || redactedAt(this.view.maps) > revision);
  }

  private asItStands(editing: Editing): Editing {
    const was = this.newestWords(editing.number);
    const words = this.shown(editing.own.follow(was));
    const field = this.querySelector("textarea");
    if (field) putWords(field, words, editing.own, this.textLang);
    const kept = this.kept(editing.number);
    if (unsentWords.has(kept)) unsentWords.set(kept, words);
    return { ...editing, was, revision: this.view.revision.number, words };
  }

  protected override render(): TemplateResult {
    const chosen = chosenBlocks(this.view.revision, this.selection);
    const [first] = chosen;
    if (this.editing) return this.renderEditor(this.editing);
    if (!first) return html`<p class="note">${t("correct.choose")}</p>`;
    return html`<section class="correct-part">
      <h3 class="names-section">${this.titleOf(chosen)}</h3>
      <div class="correct-acts">
        ${BLOCK_KEYS.map(
          ({ act, key }) =>
            html`<button
              type="button"
              class="button"
              ?disabled=${this.isBusy}
              aria-pressed=${act === first.kind ? "true" : nothing}
              @click=${() => void this.act(act)}
            >
              <kbd class="key">${key.toUpperCase()}</kbd> ${t(`correct.act-${act}`)}
            </button>`,
        )}
      </div>
      <div class="form-columns">
        ${
          first.level === null
            ? nothing
            : this.field(
                t("correct.level"),
                html`<input
                  class="field"
                  type="number"
                  min="1"
                  max="6"
                  .value=${String(first.level)}
                  @change=${(event: Event) => void this.set(chosen, { level: numberOf(event) })}
                />`,
              )
        }
        ${this.field(
          t("correct.section"),
          html`<select class="field" @change=${(event: Event) => void this.set(chosen, { section: sectionOf(event) })}>
            <option value="" ?selected=${first.section === null}>${t("correct.no-section")}</option>
            ${Section.options.map(
              (section) =>
                html`<option value=${section} ?selected=${first.section === section}>
                  ${t(`correct.section-${section}`)}
                </option>`,
            )}
          </select>`,
        )}
        ${first.cell ? this.renderCell(first, first.cell) : nothing}
      </div>
      ${
        chosen.length === 1
          ? html`<button type="button" class="button" @click=${() => this.edit(first)}>
              <kbd class="key">E</kbd> ${t("correct.edit")}
            </button>`
          : nothing
      }
    </section>`;
  }

  private field(label: string, control: TemplateResult): TemplateResult {
    return html`<label class="form-row"><span>${label}</span>${control}</label>`;
  }

  private renderCell(block: Block, cell: NonNullable<Block["cell"]>): TemplateResult {
    return html`${(["row", "column"] as const).map((what) =>
      this.field(
        t(`correct.${what}`),
        html`<input
          class="field"
          type="number"
          min="1"
          .value=${String(cell[what] + 1)}
          @change=${(event: Event) => void this.set([block], { cell: { ...cell, [what]: numberOf(event) - 1 } })}
        />`,
      ),
    )}`;
  }

  private renderEditor({ number, was, words, isKept }: Editing): TemplateResult {
    const becomes = this.stored(words);
    const isChanged = becomes !== was;
    const isSaving = this.saving !== null;
    return html`<form class="correct-part" data-keys="own" aria-busy=${isSaving} @submit=${this.save}>
      <h3 class="names-section">${t("correct.edit-of", { number })}</h3>
      ${this.isOvertaken ? html`<p class="alert" role="alert">${t("correct.overtaken")}</p>` : nothing}
      <label class="form-row">
        <span>${t("correct.words")}</span>
        <textarea
          class="field serif"
          rows="7"
          lang=${this.textLang}
          .value=${words}
          ${keepWords(this.kept(number), this.shown(was), true)}
          @input=${(event: Event) => this.onTyped(event.target as HTMLTextAreaElement)}
          @change=${() => void this.count()}
          @keydown=${this.onEditorKey}
        ></textarea>
        <span class="note sub">${t("correct.words-note")}</span>
      </label>
      ${keptLine(isKept && isChanged, this.shown(was))}
      ${isChanged ? wordDiff({ was, becomes }, this.textLang) : nothing}
      ${isChanged && this.touched ? html`<p class="note">${t("correct.touches", { count: this.touched })}</p>` : nothing}
      ${lookingLine(isSaving, this.view.verdict)}
      <div class="form-actions">
        <button type="button" class="button button-quiet" @click=${this.leave}>${t("correct.leave")}</button>
        <button type="submit" class="button button-primary" ?disabled=${!isChanged || isSaving || this.isBusy}>
          ${t("correct.save")}
        </button>
      </div>
    </form>`;
  }

  private titleOf(chosen: readonly Block[]): string {
    const [first] = chosen;
    return chosen.length === 1 && first
      ? t("correct.block", { number: first.number ?? "", kind: t(`correct.kind-${first.kind}`) })
      : t("correct.blocks", { count: chosen.length });
  }

  /** The words that are selected in the paragraph are selected in its field, and in sight: to type replaces them. */
  private edit({ number, start, end }: Block): void {
    const { text } = this.view.revision;
    const was = text.slice(start, end);
    const [first, last] = [this.selection[0]?.start ?? end, this.selection.at(-1)?.end ?? end];
    const [from, to] = [first, last].map(
      (at) => this.shown(text.slice(start, Math.max(start, Math.min(at, end)))).length,
    );
    this.touched = null;
    this.isOvertaken = false;
    const { number: revision } = this.view.revision;
    const kept = this.kept(number ?? "");
    const isKept = unsentWords.has(kept);
    const own = typedOver(kept, was);
    this.editing = this.asItStands({ number: number ?? "", was, revision, words: this.shown(was), own, isKept });
    void this.updateComplete.then(() => {
      const field = this.querySelector("textarea");
      if (!field) return;
      // Among words that were typed before they stand elsewhere.
      const [start, end] = [from, to].map((at) => placeIn(this.shown(was), field.value, at ?? 0));
      field.setSelectionRange(start ?? null, end ?? null);
      field.focus();
    });
  }

  private onTyped({ value: words, selectionEnd }: HTMLTextAreaElement): void {
    const { editing } = this;
    if (!editing) return;
    editing.own.type(this.stored(words), this.stored(words.slice(0, selectionEnd)).length);
    this.editing = { ...editing, words };
  }

  /** Kept words as one reads and types them. */
  private shown(words: string): string {
    return withTokenWords(words, this.textLang);
  }

  /** Typed words as they are kept: what reads as a token of this text is that token. */
  private stored(words: string): string {
    return normaliseText(withStoredTokens(words, this.textLang, tokensOf(this.view.revision.text)));
  }

  /** Under which the words of a paragraph are kept while it is corrected; on no device, as the text is being prepared. */
  private kept(number: string): string {
    return `block ${this.view.verdict.id} ${number}`;
  }

  /** With what was typed while what stands there now was on its way; it is kept as if it were typed now. */
  private goOnFrom(was: string, typedOn: Editing): void {
    this.editing = { ...typedOn, was, revision: this.view.revision.number, own: new TypedOver(was) };
    this.touched = null;
    void this.updateComplete.then(() => this.querySelector("textarea")?.dispatchEvent(new Event("input")));
  }

  private readonly leave = (): void => {
    this.saving?.abort();
    this.saving = this.editing = null;
    this.isOvertaken = false;
  };

  private readonly onEditorKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.querySelector("form")?.requestSubmit();
    if (event.key === "Escape") this.leave();
  };

  /** The edit as a command; null where a colleague has changed the block since. */
  private get command(): EditCommand | null {
    const { revision } = this.view;
    const block = revision.blocks.find(({ number }) => number === this.editing?.number);
    if (!this.editing || !block || revision.text.slice(block.start, block.end) !== this.editing.was) return null;
    const edits = wordEdits(revision, block, this.stored(this.editing.words));
    return { baseRevision: revision.number, kind: "correct", edits };
  }

  private async count(): Promise<void> {
    const { command } = this;
    if (!command || command.edits.length === 0) return;
    // Only a number beside the editor: where it cannot be had, saving says why.
    const preview = await editText(this.view.verdict.id, { ...command, preview: true }).catch(() => null);
    this.touched = preview ? preview.touchedTags + preview.touchedThreads : null;
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { command, editing } = this;
    if (this.isBusy || this.saving) return;
    if (!command || !editing) {
      this.isOvertaken = true;
      this.editing = editing && this.overtaken(editing);
      return;
    }
    const saving = (this.saving = new AbortController());
    const { id } = this.view.verdict;
    const isSaved = await this.run(() => correctText(id, command, saving.signal), t("correct.saved"));
    if (isSaved) wordsSent(this, this.kept(editing.number));
    // Who has left it meanwhile may be at another one.
    if (this.saving !== saving) return;
    this.saving = null;
    const { editing: now } = this;
    const isTypedOn = now !== null && now.words !== editing.words;
    if (isSaved) return isTypedOn ? this.goOnFrom(this.stored(editing.words), now) : this.leave();
    await this.updateComplete;
    this.querySelector("textarea")?.focus();
  };

  /** A colleague was quicker: the comparison goes on with what stands there now. */
  private overtaken(editing: Editing): Editing {
    const was = this.newestWords(editing.number);
    const own = new TypedOver(was);
    own.type(this.stored(editing.words));
    return { ...editing, was, revision: this.view.revision.number, own };
  }

  private newestWords(wanted: string): string {
    const { text, blocks } = this.view.revision;
    const block = blocks.find(({ number }) => number === wanted);
    return block ? text.slice(block.start, block.end) : "";
  }

  private async act(act: BlockAct): Promise<void> {
    const { revision, verdict } = this.view;
    const command = commandOf(revision, this.selection, act);
    if (!command) return;
    await this.run(
      () => correctText(verdict.id, { baseRevision: revision.number, kind: "correct", ...command }),
      t(`correct.done-${act}`),
    );
  }

  private async set(chosen: readonly Block[], set: BlockEdit["set"]): Promise<void> {
    const { revision, verdict } = this.view;
    const blockEdits = chosen.map(({ start }) => ({ start, set }));
    await this.run(
      () => correctText(verdict.id, { baseRevision: revision.number, kind: "correct", edits: [], blockEdits }),
      t("correct.saved"),
    );
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.offsetParent === null || event.defaultPrevented || isTaken(event)) return;
    const isHeld = event.ctrlKey || event.metaKey || event.altKey;
    const key = event.key.toLowerCase();
    const act = BLOCK_KEYS.find((each) => each.key === key)?.act;
    if (isHeld || event.shiftKey || (!act && key !== "e")) return this.stray.onNoCommand(event);
    const [first, ...more] = chosenBlocks(this.view.revision, this.selection);
    if (this.isBusy || !first || (!act && more.length > 0)) return;
    event.preventDefault();
    if (act) void this.act(act);
    else this.edit(first);
  };
}

function numberOf(event: Event): number {
  return Math.max(1, Number((event.target as HTMLInputElement).value) || 1);
}

function sectionOf(event: Event): Section | null {
  const { value } = event.target as HTMLSelectElement;
  return Section.safeParse(value).data ?? null;
}
