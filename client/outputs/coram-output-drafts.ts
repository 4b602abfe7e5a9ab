import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { shortened } from "../../schema/text/shortened.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { copy } from "../elements/clipboard.ts";
import "../elements/coram-discard.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { type Draft, wordsOf } from "../sync/draft.ts";
import { FoldedDrafts } from "../typed/folded-drafts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-drafts": CoramOutputDrafts;
  }
  interface HTMLElementEventMap {
    /** Work that could not go where it was meant to go is not wanted any more. */
    "coram-output-draft-drop": CustomEvent<{ draft: Draft }>;
    /** What was typed and not sent is to stand in its box again. */
    "coram-output-draft-go-on": CustomEvent<{ draft: Draft }>;
  }
}

/** Of the paragraph that a draft is about so many characters say which. */
const ABOUT_LENGTH = 160;

/** The drafts of a document, and the boxes that some of them go back into. */
type Model = { drafts: readonly Draft[]; dropDraft(draft: Draft): void } | null;
type Talk = { aboutOf(draft: Draft): string | null; boxOf(draft: Draft): unknown; goOn(draft: Draft): void };
type Drawn = TemplateResult | typeof nothing;

/**
 * An author's own words that found no place in a document. Where some could not be saved they stand at the foot of what is seen of the document,
 * since their author may be writing anywhere in it; what was only typed and not sent is told of above the text.
 */
export function draftsOf(model: Model, talk: Talk, textLang: string): { above: Drawn; atFoot: Drawn } {
  const { drafts = [] } = model ?? {};
  const drawn = html`<coram-output-drafts
    .textLang=${textLang}
    .drafts=${drafts}
    .aboutOf=${talk.aboutOf}
    .goesOn=${(draft: Draft) => talk.boxOf(draft) !== null}
    @coram-output-draft-go-on=${({ detail }: HTMLElementEventMap["coram-output-draft-go-on"]) => talk.goOn(detail.draft)}
    @coram-output-draft-drop=${({ detail }: HTMLElementEventMap["coram-output-draft-drop"]) => model?.dropDraft(detail.draft)}
  ></coram-output-drafts>`;
  return drafts.some(({ why }) => why !== "typed")
    ? { above: nothing, atFoot: drawn }
    : { above: drawn, atFoot: nothing };
}

/** The list of them. */
@customElement("coram-output-drafts")
export class CoramOutputDrafts extends LightElement {
  /** Of the document's words. */
  @property() textLang = "";
  @property({ attribute: false }) drafts: readonly Draft[] = [];
  /** Whether the box of a draft's words can be opened. */
  @property({ attribute: false }) goesOn: (draft: Draft) => boolean = () => false;
  /** How the block reads that a draft is about; null where it is about none. */
  @property({ attribute: false }) aboutOf: (draft: Draft) => string | null = () => null;
  private readonly folding = new FoldedDrafts(this, () => this.drafts);

  protected override render(): TemplateResult | typeof nothing {
    return this.drafts.length > 0 ? this.renderDrafts() : nothing;
  }

  private goOn(draft: Draft): void {
    this.dispatchEvent(new CustomEvent("coram-output-draft-go-on", { detail: { draft } }));
  }

  private renderDrafts(): TemplateResult {
    const count = this.drafts.length;
    const isTyped = this.drafts.every(({ why }) => why === "typed");
    const head = isTyped ? t("sync.drafts-typed", { count }) : t("outputs.drafts", { count });
    return html`<section class="alert drafts output-drafts" role="alert" aria-label=${head}>
      <details class="grow" .open=${live(this.folding.isOpen)} @toggle=${this.folding.onToggle}>
        <summary>${head}</summary>
        <ul>
          ${repeat(
            this.drafts,
            ({ id }) => id,
            (draft) =>
              html`<li>
                <div class="draft-words">${this.renderAbout(draft)} ${this.renderWords(draft)}</div>
                <div class="draft-acts">
                  ${
                    this.goesOn(draft)
                      ? html`<button type="button" class="link" @click=${() => this.goOn(draft)}>
                          ${t("sync.draft-go-on")}
                        </button>`
                      : nothing
                  }
                  <button
                    type="button"
                    class="link"
                    @click=${() => void copy({ "text/plain": wordsOf(draft) }, t("shell.copied"))}
                  >
                    ${t("shell.copy")}
                  </button>
                  <coram-discard
                    @coram-discard=${() => this.dispatchEvent(new CustomEvent("coram-output-draft-drop", { detail: { draft } }))}
                  ></coram-discard>
                </div>
              </li>`,
          )}
        </ul>
      </details>
    </section>`;
  }

  private renderWords(draft: Draft): TemplateResult {
    const { textLang: lang } = this;
    const words = withTokenWords(wordsOf(draft), lang);
    return html`<blockquote lang=${lang}>${words}</blockquote>`;
  }

  private renderAbout(draft: Draft): TemplateResult | typeof nothing {
    const words = this.aboutOf(draft)?.trim();
    const { textLang: lang } = this;
    return words
      ? html`<p class="output-about" lang=${lang}>${withTokenWords(shortened(words, ABOUT_LENGTH), lang)}</p>`
      : nothing;
  }
}
