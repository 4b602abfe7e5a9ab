import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { localise, type Localised } from "../../../schema/domain/language.ts";
import {
  addOutput,
  addSection,
  moveOutput,
  moveSection,
  removeOutput,
} from "../../../schema/rooms/draft/draft-output-acts.ts";
import type { DraftOutput, DraftSection } from "../../../schema/rooms/draft/draft-room.ts";
import { BackCloses } from "../../elements/back-closes.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { PHONE } from "../../elements/screen.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import "./words/coram-language-heads.ts";
import "./coram-section-sources.ts";
import type { DraftModel } from "./draft-model.ts";
import { isMissing, type LanguagePair } from "./words/language-pair.ts";
import { wordingRow, type Worded } from "./words/wording-row.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-outputs": CoramDraftOutputs;
  }
}

/** What stands in the list: the title of all, an output, or a section of one. */
type Chosen =
  | { kind: "about"; entry: string; title: Localised }
  | ({ kind: "output" } & DraftOutput)
  | ({ kind: "section" } & DraftSection);

/** The title of the methodology and the templates of outputs, in the draft: a list beside the words of what is chosen. */
@customElement("coram-draft-outputs")
export class CoramDraftOutputs extends LightElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;
  @state() private selected: string | null = null;
  /** On a narrow screen the words take the place of the list. */
  @state() private isReading = false;
  protected readonly backCloses = new BackCloses(
    this,
    () => this.isReading && PHONE.matches,
    () => (this.isReading = false),
  );

  /** Opens what has a key: an output's, or `output/section`; the title of all with "". */
  open(id: string): void {
    const { outputs, sections, about } = this.model.state;
    const section = sections.find((each) => `${each.output}/${each.id}` === id);
    const output = outputs.find((each) => each.id === id);
    this.select((section ?? output ?? about)?.entry ?? null);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const { outputs, sections, about } = model.state;
    const chosen = this.chosen();
    return html`<div class="draft-split ${this.isReading ? "is-reading" : ""}">
      <div class="draft-side">
        ${
          model.canEdit
            ? html`<div class="draft-tools">
                <button type="button" class="button button-small" @click=${this.addOutput}>
                  <coram-icon name="plus"></coram-icon>${t("handbook.add-output")}
                </button>
                <button
                  type="button"
                  class="button button-small"
                  ?disabled=${chosen === null || chosen.kind === "about"}
                  @click=${this.addSection}
                >
                  <coram-icon name="plus"></coram-icon>${t("handbook.add-section")}
                </button>
              </div>`
            : nothing
        }
        <ul class="draft-outputs" aria-label=${t("handbook.outputs")}>
          ${about ? this.renderRow({ kind: "about", ...about }, t("handbook.title")) : nothing}
          ${outputs.map(
            (output) =>
              html`${this.renderRow({ kind: "output", ...output }, nameOf(output.title))}
              ${sections
                .filter((section) => section.output === output.id)
                .map((section) => this.renderRow({ kind: "section", ...section }, nameOf(section.title)))}`,
          )}
        </ul>
        ${outputs.length === 0 ? html`<p class="note output-none">${t("handbook.no-outputs")}</p>` : nothing}
      </div>
      <div class="draft-words">
        ${chosen ? this.renderWords(chosen) : html`<p class="note">${t("handbook.outputs-note")}</p>`}
      </div>
    </div>`;
  }

  private renderRow(what: Chosen, name: string): TemplateResult {
    const isNow = what.entry === this.selected;
    return html`<li>
      <button
        type="button"
        class="output-row is-${what.kind}"
        aria-current=${isNow ? "true" : nothing}
        @click=${() => this.select(what.entry)}
      >
        ${name}
      </button>
    </li>`;
  }

  private renderWords(chosen: Chosen): TemplateResult {
    const { model, pair } = this;
    const { kind, entry, title } = chosen;
    const root = kind === "about" ? "about" : kind === "output" ? "outputs" : "sections";
    const label = { about: t("handbook.title"), output: t("handbook.output"), section: t("handbook.section") }[kind];
    const row = (worded: Pick<Worded, "name" | "label" | "rows" | "text">): TemplateResult =>
      wordingRow(model, pair, { root, entry, ...worded });
    const texts = chosen.kind === "section" ? [title, chosen.prompt] : [title];
    const missing = new Map(pair.map((each) => [each, texts.filter((text) => isMissing(text, each)).length]));
    return html`<div class="words-head">
        <button type="button" class="button button-quiet words-back" @click=${() => (this.isReading = false)}>
          <coram-icon name="arrow-left"></coram-icon>${t("handbook.outputs")}
        </button>
        <h2 class="words-title">${kind === "about" ? label : nameOf(title)}</h2>
      </div>
      <coram-language-heads .pair=${pair} .missing=${missing}></coram-language-heads>
      ${row({ name: "title", label, rows: 2, text: title })}
      ${
        chosen.kind === "section"
          ? html`${row({ name: "prompt", label: t("handbook.prompt"), rows: 3, text: chosen.prompt })}
              <coram-section-sources .model=${model} .section=${chosen} .turn=${this.turn}></coram-section-sources>`
          : nothing
      }
      ${model.canEdit && chosen.kind !== "about" ? this.renderFoot(chosen) : nothing}`;
  }

  private renderFoot(chosen: Exclude<Chosen, { kind: "about" }>): TemplateResult {
    const act = (name: "act-up" | "act-down" | "act-remove", what: () => void): TemplateResult =>
      html`<button type="button" class="button button-small" @click=${what}>${t(`methodology.${name}`)}</button>`;
    return html`<div class="words-foot">
      ${act("act-up", () => this.move(chosen, -1))} ${act("act-down", () => this.move(chosen, 1))}
      ${act("act-remove", () => this.takeOut(chosen))}
    </div>`;
  }

  private chosen(): Chosen | null {
    const { outputs, sections, about } = this.model.state;
    if (about && about.entry === this.selected) return { kind: "about", ...about };
    const output = outputs.find(({ entry }) => entry === this.selected);
    if (output) return { kind: "output", ...output };
    const section = sections.find(({ entry }) => entry === this.selected);
    return section ? { kind: "section", ...section } : null;
  }

  private select(entry: string | null): void {
    this.selected = entry;
    this.isReading = entry !== null;
    if (entry !== null) this.model.setPresence(entry, null);
  }

  private readonly addOutput = (): void => {
    this.begin(this.model.act(addOutput));
  };

  private readonly addSection = (): void => {
    const chosen = this.chosen();
    if (!chosen || chosen.kind === "about") return;
    const output = chosen.kind === "output" ? chosen.id : chosen.output;
    this.begin(this.model.act((room, now) => addSection(room, output, now)));
  };

  /** A new one is empty: one begins with its words. */
  private begin(entry: string | null): void {
    this.select(entry);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("coram-wording")?.focus());
  }

  private move(chosen: Exclude<Chosen, { kind: "about" }>, by: 1 | -1): void {
    const { outputs, sections } = this.model.state;
    const own = chosen.kind === "output" ? outputs : sections.filter(({ output }) => output === chosen.output);
    const to = own.findIndex(({ entry }) => entry === chosen.entry) + by;
    if (to < 0 || to >= own.length) return;
    this.model.act((room) => (chosen.kind === "output" ? moveOutput : moveSection)(room, chosen.entry, to));
    announce(t("methodology.said-place", { place: to + 1, count: own.length }));
  }

  private takeOut({ kind, entry }: Exclude<Chosen, { kind: "about" }>): void {
    this.model.act((room, now) =>
      kind === "output" ? removeOutput(room, entry, now) : room.roots.sections.set(entry, { deleted: now }),
    );
    announce(t("methodology.said-removed"));
    this.select(null);
  }
}

function nameOf(title: Localised): string {
  return localise(title, language()) || t("methodology.unnamed");
}
