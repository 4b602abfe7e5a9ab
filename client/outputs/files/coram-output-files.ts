import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputFormat, type ExportCommand } from "../../../schema/protocol/http/exports.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-dialog.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { languageName, t } from "../../i18n/t.ts";
import "../../network/coram-make-file.ts";
import { type FileChoice, inFile, keepChoice, lastChoice, ofLanguagesThere } from "./last-choice.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import "./coram-file-languages.ts";
import "./coram-file-state.ts";
import "./coram-naming-places.ts";
import "./coram-uncleared-words.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-files": CoramOutputFiles;
  }
}

const SHORT = { "output-docx": "docx", "output-pdf": "pdf", "output-html": "html" } as const;

/** Takes a document out as a file, and says before that what of it will be there in each language. */
@customElement("coram-output-files")
export class CoramOutputFiles extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) output!: OutputView;
  /** The document, where places of it can be led to. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  /** Whether its paragraphs have numbers to be found by. */
  @property({ type: Boolean }) numbersParagraphs = false;
  @state() private format: OutputFormat = "output-docx";
  /** What the writer says names no verdict. Asked anew each time: it is words, which no browser keeps. */
  @state() private kept: ReadonlySet<string> = new Set();
  @state() private choice: FileChoice = { languages: [], sideBySide: false, withoutCaseNumbers: false };

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has("output") && changed.get("output")?.id !== this.output.id;
    if (isOther) this.kept = new Set();
    // The choice of an open window is its own, whatever colleagues do and another tab chooses, until it is closed.
    const staysOpen = this.open && !changed.has("open") && !isOther;
    if (staysOpen) this.choice = ofLanguagesThere(this.choice, this.output);
    else if (changed.has("open") || changed.has("output")) this.choice = lastChoice(this.output);
  }

  private keep({ detail: { words, isKept } }: CustomEvent<{ words: string; isKept: boolean }>): void {
    this.kept = new Set([...[...this.kept].filter((each) => each !== words), ...(isKept ? [words] : [])]);
  }

  private choose(choice: Partial<FileChoice>): void {
    this.choice = { ...this.choice, ...choice };
    keepChoice(this.output.id, this.choice);
  }

  protected override render(): TemplateResult {
    const { format, output } = this;
    const { withoutCaseNumbers } = this.choice;
    const sideBySide = this.choice.sideBySide && this.mayBeBeside;
    const isBare = withoutCaseNumbers || output.namesNoVerdict === true;
    const command: ExportCommand = {
      format,
      output: {
        ...inFile(this.choice, output.id),
        sideBySide,
        withoutCaseNumbers,
        kept: isBare ? [...this.kept] : [],
      },
    };
    return html`<coram-dialog
      .heading=${t("papers.export-title")}
      .open=${this.open}
      @coram-dialog-close=${() => this.dispatchEvent(new CustomEvent("coram-dialog-close"))}
    >
      <div class="form">
        ${this.open ? this.renderState() : nothing}
        <fieldset class="form-row">
          <legend class="label">${t("exports.format")}</legend>
          ${OutputFormat.options.map((each) =>
            this.renderChoice("output-format", each === format, () => (this.format = each), {
              name: t(`papers.format-${SHORT[each]}`),
              about: t(`papers.about-${SHORT[each]}`),
            }),
          )}
        </fieldset>
        ${output.languages.length > 1 ? this.renderLanguages() : nothing}
        <label class="form-check"
          ><input
            type="checkbox"
            name="without-numbers"
            .checked=${isBare}
            ?disabled=${output.namesNoVerdict === true}
            @change=${(event: Event) => this.choose({ withoutCaseNumbers: (event.target as HTMLInputElement).checked })}
          /><span
            ><b>${t("papers.without-numbers")}</b
            ><span class="note"
              >${output.namesNoVerdict ? `${t("papers.without-numbers-always")} ` : nothing}${t("papers.without-numbers-why")}</span
            ></span
          ></label
        >
        ${this.open && isBare ? this.renderNaming() : nothing}
        ${this.open ? html`<coram-make-file .command=${command} .mayPass=${output.may.approve}></coram-make-file>` : nothing}
      </div>
    </coram-dialog>`;
  }

  private renderState(): TemplateResult {
    const { output } = this;
    return html`<coram-file-state .output=${output.id} .chosen=${this.choice.languages}></coram-file-state>
      ${this.inFile.map(
        ({ id, doc }) =>
          html`<coram-uncleared-words
            .output=${id}
            .doc=${doc}
            ?numbersParagraphs=${this.numbersParagraphs}
          ></coram-uncleared-words>`,
      )}`;
  }

  /** What the file holds in each of its languages; the words of the document that is open alone are here. */
  private get inFile(): { id: OutputId; language: UiLanguage; doc: OutputDocument | null }[] {
    const { output } = this;
    return this.choice.languages.map((id) => {
      const language = output.languages.find((each) => each.output === id)?.language ?? output.language;
      return { id, language, doc: id === output.id ? this.doc : null };
    });
  }

  private renderNaming(): TemplateResult[] {
    return this.inFile.map(
      ({ id, language, doc }, nth) =>
        html`${nth > 0 ? html`<h3 class="label">${languageName(language)}</h3>` : nothing}
          <coram-naming-places
            .output=${id}
            .textLang=${language}
            .doc=${doc}
            .kept=${this.kept}
            @coram-naming-keep=${this.keep}
            ?numbersParagraphs=${this.numbersParagraphs}
          ></coram-naming-places>`,
    );
  }

  /** Minutes of two languages in Word: row by row in two columns. */
  private get mayBeBeside(): boolean {
    const isOfTwo = this.choice.languages.length === 2;
    return this.output.template === "minutes" && this.format === "output-docx" && isOfTwo;
  }

  private renderLanguages(): TemplateResult {
    const [first, second] = this.inFile.map(({ language }) => languageName(language));
    return html`<coram-file-languages
        .languages=${this.output.languages}
        .chosen=${this.choice.languages}
        @coram-file-languages=${({ detail }: HTMLElementEventMap["coram-file-languages"]) => this.choose({ languages: detail })}
      ></coram-file-languages>
      ${
        this.mayBeBeside && first && second
          ? html`<label class="form-check"
              ><input
                type="checkbox"
                name="side-by-side"
                .checked=${this.choice.sideBySide}
                @change=${(event: Event) => this.choose({ sideBySide: (event.target as HTMLInputElement).checked })}
              /><b>${t("papers.side-by-side", { language: first, other: second })}</b></label
            >`
          : nothing
      }`;
  }

  private renderChoice(
    group: string,
    isOn: boolean,
    choose: () => void,
    { name, about }: { name: string; about: string },
  ): TemplateResult {
    return html`<label class="form-check"
      ><input type="radio" name=${group} .checked=${isOn} @change=${choose} /><span
        ><b>${name}</b>${about ? html`<span class="note">${about}</span>` : nothing}</span
      ></label
    >`;
  }
}
