import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { emptyTables } from "../../../schema/approval/points.ts";
import { nodesOf } from "../../../schema/editor/output-document.ts";
import { wantsTranslation } from "../../../schema/editor/quote-order.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { OutputFormat, type ExportCommand } from "../../../schema/protocol/http/exports.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-dialog.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, languageName, t } from "../../i18n/t.ts";
import "../../network/coram-make-file.ts";
import { isForeignTo, nameOfSource } from "../quotes/quote-service.ts";
import { emptySections } from "../shown-sections.ts";
import { type FileChoice, keepChoice, lastChoice } from "./last-choice.ts";
import type { ShownSection } from "../coram-output-outline.ts";
import "./coram-naming-places.ts";
import "./coram-partner-state.ts";
import "./coram-uncleared-words.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-files": CoramOutputFiles;
  }
}

const SHORT = { "output-docx": "docx", "output-pdf": "pdf", "output-html": "html" } as const;

/** Takes a document out as a file, and says before that how its quotes stand. */
@customElement("coram-output-files")
export class CoramOutputFiles extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) output!: OutputView;
  /** Language of the partner; null where there is none. */
  @property({ attribute: false }) partner: UiLanguage | null = null;
  /** Its quotes, figures and tables; null while they are not known, and then nothing is said of them. */
  @property({ attribute: false }) parts: readonly PartState[] | null = null;
  /** As its outline has them. */
  @property({ attribute: false }) sections: readonly ShownSection[] = [];
  /** The document, where places of it can be led to. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  /** Whether its paragraphs have numbers to be found by. */
  @property({ type: Boolean }) numbersParagraphs = false;
  @state() private format: OutputFormat = "output-docx";
  /** What the writer says names no verdict. Asked anew each time: it is words, which no browser keeps. */
  @state() private kept: ReadonlySet<string> = new Set();
  @state() private choice: FileChoice = { withPartner: false, sideBySide: false, withoutCaseNumbers: false };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("output") || changed.get("output")?.id === this.output.id) return;
    this.choice = lastChoice(this.output.id);
    this.kept = new Set();
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
    const { withPartner, withoutCaseNumbers } = this.choice;
    const isBoth = withPartner && this.partner !== null;
    const sideBySide = isBoth && this.choice.sideBySide && this.mayBeBeside;
    const isBare = withoutCaseNumbers || output.namesNoVerdict === true;
    const command: ExportCommand = {
      format,
      output: {
        output: output.id,
        withPartner: isBoth,
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
        ${this.renderState()} ${this.open ? this.renderMissing(isBoth) : nothing}
        ${this.open ? this.renderUncleared() : nothing}
        <fieldset class="form-row">
          <legend class="label">${t("exports.format")}</legend>
          ${OutputFormat.options.map((each) =>
            this.renderChoice("output-format", each === format, () => (this.format = each), {
              name: t(`papers.format-${SHORT[each]}`),
              about: t(`papers.about-${SHORT[each]}`),
            }),
          )}
        </fieldset>
        ${this.partner ? this.renderLanguages(this.partner) : nothing}
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
        ${this.open && isBare ? this.renderNaming(withPartner) : nothing}
        ${this.open ? html`<coram-make-file .command=${command} .mayPass=${output.may.approve}></coram-make-file>` : nothing}
      </div>
    </coram-dialog>`;
  }

  private renderUncleared(): TemplateResult {
    return html`<coram-uncleared-words
      .output=${this.output.id}
      .doc=${this.doc}
      ?numbersParagraphs=${this.numbersParagraphs}
    ></coram-uncleared-words>`;
  }

  private renderState(): TemplateResult {
    const parts = this.parts ?? [];
    const flagged = parts.filter((part) => "flags" in part && part.flags.length > 0);
    const removed = flagged.filter(
      (part) => part.kind === "quote" && part.flags.some((flag) => flag === "removed" || flag === "gone"),
    ).length;
    const changed = flagged.length - removed;
    const untranslated = this.untranslated(parts);
    const unset = parts.filter(
      (part) =>
        ((part.kind === "timeline" || part.kind === "actors") && !part.source && part.flags.length === 0) ||
        (part.kind === "comparison" && (part.rows.length === 0 || part.questions.length === 0)),
    ).length;
    const foreign = this.foreign(parts);
    const blank = this.doc ? emptyTables(this.doc).length : 0;
    const empty = emptySections(this.sections);
    const names = formatList(empty.map(({ heading }) => heading ?? ""));
    return html`<ul class="files-state">
      ${this.output.status === "approved" ? nothing : html`<li>${t("papers.draft-mark")}</li>`}
      ${changed > 0 ? html`<li class="words-warn">${t("papers.quotes-changed", { count: changed })}</li>` : nothing}
      ${removed > 0 ? html`<li class="words-warn">${t("papers.quotes-removed", { count: removed })}</li>` : nothing}
      ${untranslated > 0 ? html`<li class="words-warn">${t("papers.quotes-untranslated", { count: untranslated })}</li>` : nothing}
      ${foreign.length > 0 ? html`<li class="words-warn">${t("papers.foreign", { count: foreign.length, names: formatList(foreign) })}</li>` : nothing}
      ${unset > 0 ? html`<li class="words-warn">${t("papers.blocks-unset", { count: unset })}</li>` : nothing}
      ${blank > 0 ? html`<li class="words-warn">${t("papers.tables-empty", { count: blank })}</li>` : nothing}
      ${empty.length > 0 ? html`<li>${t("papers.sections-empty", { count: empty.length, names })}</li>` : nothing}
      ${this.parts && flagged.length === 0 ? html`<li>${t("papers.quotes-fine")}</li>` : nothing}
    </ul>`;
  }

  /** Verdicts that it is not about, by name, of which something stands in it. */
  private foreign(parts: readonly PartState[]): string[] {
    const sources = parts.flatMap((part) =>
      part.kind === "comparison" ? part.rows.map(({ source }) => source) : "source" in part ? [part.source] : [],
    );
    const foreign = sources.flatMap((source) => (source && isForeignTo(this.output, source.verdict) ? source : []));
    return [...new Set(foreign.map(nameOfSource))];
  }

  /** Of what a row rests on the place is printed, and not the words. */
  private untranslated(parts: readonly PartState[]): number {
    const { doc, output } = this;
    const rows = new Set(
      [...(doc ? nodesOf(doc) : [])].flatMap(({ node }) => (node.type === "entry" ? node.attrs?.["id"] : [])),
    );
    return parts.filter(
      (part) =>
        part.kind === "quote" && part.words !== "" && !rows.has(part.block) && wantsTranslation(part, output.language),
    ).length;
  }

  private get other(): OutputView["languages"][number] | undefined {
    return this.output.languages.find(({ language }) => language === this.partner);
  }

  /** In each language that the file holds; a document in one language lacks nothing of another. */
  private renderMissing(isBoth: boolean): TemplateResult | typeof nothing {
    if (this.partner === null) return nothing;
    const { other, output } = this;
    return html`<coram-partner-state
      .own=${{ output: output.id, language: output.language }}
      .other=${isBoth ? (other ?? null) : null}
    ></coram-partner-state>`;
  }

  /** In each language that the file holds. */
  private renderNaming(withPartner: boolean): TemplateResult {
    const { output } = this;
    const other = withPartner && this.partner !== null ? this.other : null;
    return html`<coram-naming-places
        .output=${output.id}
        .textLang=${output.language}
        .doc=${this.doc}
        .kept=${this.kept}
        @coram-naming-keep=${this.keep}
        ?numbersParagraphs=${this.numbersParagraphs}
      ></coram-naming-places
      >${
        other
          ? html`<h3 class="label">${languageName(other.language)}</h3>
              <coram-naming-places
                .output=${other.output}
                .textLang=${other.language}
                .kept=${this.kept}
                @coram-naming-keep=${this.keep}
              ></coram-naming-places>`
          : nothing
      }`;
  }

  /** Minutes in Word: row by row in two columns. */
  private get mayBeBeside(): boolean {
    return this.output.template === "minutes" && this.format === "output-docx";
  }

  private renderLanguages(partner: UiLanguage): TemplateResult {
    const [language, other] = [languageName(this.output.language), languageName(partner)];
    const choices = [
      { withPartner: false, sideBySide: false, name: t("papers.one-language", { language }) },
      { withPartner: true, sideBySide: false, name: t("papers.both-languages", { language, other }) },
      ...(this.mayBeBeside
        ? [{ withPartner: true, sideBySide: true, name: t("papers.side-by-side", { language, other }) }]
        : []),
    ];
    const isOn = (withPartner: boolean, sideBySide: boolean): boolean =>
      withPartner === this.choice.withPartner &&
      sideBySide === (withPartner && this.choice.sideBySide && this.mayBeBeside);
    return html`<fieldset class="form-row">
      <legend class="label">${t("papers.languages")}</legend>
      ${choices.map(({ withPartner, sideBySide, name }) =>
        this.renderChoice(
          "output-languages",
          isOn(withPartner, sideBySide),
          () => this.choose({ withPartner, sideBySide }),
          {
            name,
            about: "",
          },
        ),
      )}
    </fieldset>`;
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
