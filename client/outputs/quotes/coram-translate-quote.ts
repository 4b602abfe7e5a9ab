import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { LongerTranslations } from "../../../schema/protocol/http/translations.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { addPassageTranslation, readLonger } from "../../api/translations.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { languageName, t } from "../../i18n/t.ts";
import type { QuoteToTranslate } from "./quote-service.ts";
import "./quotes.css";
import { consume } from "@lit/context";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import { HearsEvents } from "../../api/told/hears-events.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { covered, isCovered } from "../../reader/erased/covered-words.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-translate-quote": CoramTranslateQuote;
  }
  interface HTMLElementEventMap {
    /** The words that were kept. */
    /** `words`: as they are stored. `typedOn`: what was typed behind them before the server had answered, meant for the document. */
    "coram-quote-translated": CustomEvent<{ words: string; typedOn: string }>;
  }
}

type Longer = LongerTranslations["longer"][number];

/**
 * Translates the words of a quote: they are marked in the translation of a longer stretch, or written. The words that are kept are
 * those of a person, who has seen both; nothing is cut out of a translation by itself. Fires `coram-dialog-close`.
 */
@customElement("coram-translate-quote")
export class CoramTranslateQuote extends LightElement {
  /** Null = closed. */
  @property({ attribute: false }) of: QuoteToTranslate | null = null;
  @state() private found: LongerTranslations | null = null;
  @state() private text = "";
  /** The translation that is corrected, as it was shown last. */
  private corrects: string | undefined;
  /** Somebody was quicker: what is corrected now is shown. */
  @state() private hasMoved = false;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @query("textarea.translate-own") private readonly own!: HTMLTextAreaElement | null;
  private asked: AbortController | null = null;
  @consume({ context: sessionContext, subscribe: true })
  private readonly session: Session | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("of")) return;
    this.asked?.abort();
    this.found = null;
    this.text = givenOf(this.of);
    this.corrects = this.of?.corrects;
    this.hasMoved = false;
    this.problem = null;
    this.isBusy = false;
    if (this.of) void this.load(this.of);
  }

  constructor() {
    super();
    new HearsEvents(
      this,
      () => this.session?.events,
      (event) => this.hear(event),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked?.abort();
  }

  /** What is erased from the verdict is covered until its words were asked for anew. */
  private hear(event: ServerEvent): void {
    const { of, found } = this;
    if (!of || event.type !== "revision" || event.verdict !== of.verdict || event.erases === undefined) return;
    this.found = found && withLongerCovered(found);
    this.asked?.abort();
    const isUntouched = this.text === givenOf(of);
    if (isUntouched) this.text = covered(this.text);
    const [before, shown] = [this.found, this.text];
    void this.load(of).then(() => {
      // What stood there to be corrected is there again without what was erased, unless somebody has typed meanwhile.
      if (this.of !== of || this.found === before || !this.found) return;
      if (this.corrects !== undefined) this.corrects = this.found.own ?? undefined;
      if (isUntouched && this.text === shown) this.text = withTokenWords(this.found.own ?? "", of.language);
    });
  }

  protected override render(): TemplateResult {
    const { of } = this;
    const language = of ? languageName(of.language) : "";
    return html`<coram-dialog
      wide
      .open=${of !== null}
      heading=${t(of?.corrects === undefined ? "evidence.translate-title" : "evidence.correct-title", { language })}
      @coram-dialog-close=${this.close}
    >
      ${of ? this.renderBody(of) : nothing}
    </coram-dialog>`;
  }

  private renderBody(of: QuoteToTranslate): TemplateResult {
    const { found } = this;
    const { language } = of;
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    // The field is there from the start: whoever writes on at once loses no word while the rest is read.
    return html`<form class="form" @submit=${this.onSubmit}>
      ${
        found
          ? html`<p class="note">${t("evidence.translate-of")}</p>
              <blockquote class="quote" lang=${found.lang}>${withTokenWords(found.words, found.lang)}</blockquote>
              ${this.hasMoved && found.own !== null ? theirs(found.own, language) : nothing}
              ${found.longer.length > 0 ? html`<p class="note">${t("evidence.translate-mark")}</p>` : nothing}
              ${found.longer.map((each, at) => this.renderLonger(each, at, found.lang, language))}`
          : this.problem === null
            ? skeleton(6, t("shell.loading"))
            : nothing
      }
      <label class="form-row"
        ><span>${t("evidence.translate-own")}</span>
        <textarea
          class="field translate-own"
          rows="3"
          required
          autofocus
          autocomplete="off"
          lang=${language}
          .value=${this.text}
          ${keepWords(keyOf(of), givenOf(of))}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
          @keydown=${this.onKey}
        ></textarea>
      </label>
      ${problem}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("evidence.cancel")}</button>
        <button class="button button-primary" ?disabled=${!found || this.isBusy || this.text.trim() === ""}>
          ${t("evidence.translate-keep")}
        </button>
      </div>
    </form>`;
  }

  /** A field that takes no input and has a caret, which a `readonly` one lacks: words are marked by mouse, by touch and by keys. */
  private renderLonger(each: Longer, at: number, lang: string, language: string): TemplateResult {
    const { isOfEarlierWords, original, text } = each;
    const id = `translate-longer-${at}`;
    return html`<div class="translate-longer">
      <label for=${id}>${nameOf(each)}</label>
      ${isOfEarlierWords ? nothing : html`<p class="sub" lang=${lang}>${withTokenWords(original, lang)}</p>`}
      <div class="translate-from">
        <textarea
          class="field"
          id=${id}
          aria-readonly="true"
          inputmode="none"
          rows="3"
          autocomplete="off"
          spellcheck="false"
          @beforeinput=${(event: Event) => event.preventDefault()}
          lang=${language}
          .value=${withTokenWords(text, language)}
        ></textarea>
        <button
          type="button"
          class="button button-small"
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => this.take(id, isOfEarlierWords)}
        >
          ${t(isOfEarlierWords ? "evidence.translate-take-all" : "evidence.translate-take")}
        </button>
      </div>
    </div>`;
  }

  private async load({ verdict, anchor, language }: QuoteToTranslate): Promise<void> {
    const asked = new AbortController();
    this.asked = asked;
    try {
      const found = await readLonger(verdict, anchor, language, asked.signal);
      if (asked.signal.aborted) return;
      this.found = found;
      await this.updateComplete;
      // Who has begun to write goes on.
      if (this.of?.fromLonger && this.text === givenOf(this.of))
        this.querySelector<HTMLElement>(".translate-from textarea")?.focus();
    } catch (error) {
      if (!asked.signal.aborted) this.problem = error;
    }
  }

  /** What is marked, or all, goes into the field, behind what stands there: words of a translation may lie apart. */
  private take(id: string, isWhole: boolean): void {
    const field = this.querySelector<HTMLTextAreaElement>(`#${id}`);
    const words = field ? (isWhole ? field.value.trim() : markedIn(field)) : "";
    if (words === "") {
      field?.focus();
      return;
    }
    this.text = [this.text.trim(), words].filter(Boolean).join(" ");
    void this.updateComplete.then(() => this.own?.focus());
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.keep();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    void this.keep();
  };

  private async keep(): Promise<void> {
    const { of, found, isBusy, text: pressed } = this;
    const text = pressed.trim();
    if (!of || !found || isBusy || text === "" || isCovered(text)) return;
    this.isBusy = true;
    // Who goes on typing before the answer is there writes behind the words, and not on the button.
    this.own?.focus();
    this.own?.setSelectionRange(pressed.length, pressed.length);
    this.problem = null;
    const { verdict, anchor, language } = of;
    const { revision } = found;
    const { corrects } = this;
    const stored = withStoredTokens(text, language);
    try {
      await addPassageTranslation(verdict, { revision, anchor, language, text: stored, corrects });
      wordsSent(this, keyOf(of));
      const typedOn = this.text.startsWith(pressed) ? this.text.slice(pressed.length) : "";
      this.dispatchEvent(
        new CustomEvent("coram-quote-translated", { detail: { words: stored, typedOn }, bubbles: true }),
      );
      this.close();
    } catch (error) {
      if (error instanceof ProblemError && error.code === "translation-moved") await this.showMoved(of);
      this.problem ??= error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Brings the words, and their translation, as they are now: keeping once more then takes its place knowingly. */
  private async showMoved(of: QuoteToTranslate): Promise<void> {
    await this.load(of);
    if (this.of !== of || !this.found) return;
    this.hasMoved = true;
    this.corrects = this.found.own ?? undefined;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}

function withLongerCovered({ words, own, longer, ...of }: LongerTranslations): LongerTranslations {
  const each = ({ original, text, ...one }: Longer): Longer => ({
    ...one,
    original: covered(original),
    text: covered(text),
  });
  return { ...of, words: covered(words), own: own && covered(own), longer: longer.map(each) };
}

function nameOf({ isOfEarlierWords, paragraph }: Longer): string {
  if (isOfEarlierWords) return t("evidence.translate-earlier");
  return paragraph === null ? t("evidence.translate-longer") : t("evidence.translate-longer-of", { paragraph });
}

function theirs(words: string, language: UiLanguage): TemplateResult {
  return html`<p class="note">${t("translation.theirs")}</p>
    <blockquote class="quote" lang=${language}>${withTokenWords(words, language)}</blockquote>`;
}

/** What stands in the field when it opens. */
function givenOf(of: QuoteToTranslate | null): string {
  return of?.corrects === undefined ? "" : withTokenWords(of.corrects, of.language);
}

/** Under which the words for a quote are kept. */
function keyOf({ verdict, anchor: { revision, ranges }, language }: QuoteToTranslate): string {
  return `quote ${verdict} ${revision} ${ranges.map(({ start, end }) => `${start}-${end}`).join()} ${language}`;
}

function markedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): string {
  return value.slice(selectionStart, selectionEnd).trim();
}
