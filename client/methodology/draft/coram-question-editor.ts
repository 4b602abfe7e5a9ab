import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { QUESTION_TYPES, NOT_MENTIONED, UNCLEAR, isEmptyWord } from "../../../schema/domain/answer.ts";
import { localise } from "../../../schema/domain/language.ts";
import { VerdictFact } from "../../../schema/domain/methodology/methodology.ts";
import type { VoteList } from "../../../schema/protocol/http/methodology.ts";
import { addChoice, moveChoice } from "../../../schema/rooms/draft/draft-question-acts.ts";
import type { DraftChoice, DraftQuestion } from "../../../schema/rooms/draft/draft-room.ts";
import "../../elements/coram-icon.ts";
import type { IconName } from "../../elements/icons.ts";
import { language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "../coram-draft-threads.ts";
import "./words/coram-language-heads.ts";
import type { DraftModel } from "./draft-model.ts";
import { publishOptions } from "./publish-options.ts";
import { isMissing, type LanguagePair } from "./words/language-pair.ts";
import { wordingRow } from "./words/wording-row.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-question-editor": CoramQuestionEditor;
  }
}

const LEVELS = ["verdict", "defendant", "victim"] as const;

/** One question: its words in two languages, what may be answered, of whom it is asked, and when. */
@customElement("coram-question-editor")
export class CoramQuestionEditor extends VerdictElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) question!: DraftQuestion;
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  /** On all proposals. */
  @property({ attribute: false }) votes: VoteList["votes"] = [];
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;

  focusWords(): void {
    this.querySelector<HTMLElement>("coram-wording")?.focus();
  }

  protected override render(): TemplateResult {
    const { model, question, pair } = this;
    const { entry, type } = question;
    const choices = model.state.choices.filter((each) => each.question === question.id);
    const hasChoices = type === "choice" || type === "multi-choice";
    const texts = [question.label, question.help, ...(hasChoices ? choices.map(({ label }) => label) : [])];
    const missing = new Map(pair.map((each) => [each, texts.filter((text) => isMissing(text, each)).length]));
    const row = (name: "label" | "help", label: string, rows: number): TemplateResult =>
      wordingRow(model, pair, {
        root: "questions",
        entry,
        name,
        label,
        rows,
        isLine: name === "label",
        text: question[name],
      });
    return html`<div class="words-head">
        <button type="button" class="button button-quiet words-back" @click=${() => this.emit("coram-draft-back")}>
          <coram-icon name="arrow-left"></coram-icon>${t("network.questions")}
        </button>
        <h2 class="words-title">${localise(question.label, language()) || t("methodology.unnamed")}</h2>
      </div>
      ${this.renderShape()}
      <label class="form-check"
        ><input
          type="checkbox"
          .checked=${question.evidenceExpected}
          ?disabled=${!model.canEdit}
          @change=${(event: Event) => model.set("questions", entry, { evidenceExpected: (event.target as HTMLInputElement).checked })}
        />${t("methodology.evidence")}</label
      >
      <coram-language-heads .pair=${pair} .missing=${missing}></coram-language-heads>
      ${row("label", t("methodology.question"), 2)} ${row("help", t("methodology.help"), 2)}
      ${hasChoices ? this.renderChoices(choices) : nothing} ${this.renderCondition()}
      ${
        model.discussion
          ? html`<coram-draft-threads
              .discussion=${model.discussion}
              .wanted=${model.wanted}
              .on=${{ question: question.id }}
              .votes=${this.votes}
              .cards=${model.members}
              .me=${model.me}
              .canVote=${model.canEdit}
              .turn=${this.turn}
            ></coram-draft-threads>`
          : nothing
      }`;
  }

  /** Its group, how it is answered, of whom, from what, and what may be published of it. */
  private renderShape(): TemplateResult {
    const { question } = this;
    const { type } = question;
    return html`<div class="form-columns question-shape">
      ${this.renderSelect(t("methodology.group"), question.group, this.groups(), (group) => ({ group }))}
      ${this.renderSelect(
        t("methodology.type"),
        type,
        QUESTION_TYPES.map((each) => [each, t(`methodology.type-${each}`)]),
        (value) => ({ type: value }),
      )}
      ${this.renderSelect(
        t("methodology.level"),
        question.level,
        LEVELS.map((each) => [each, t(`methodology.level-${each}`)]),
        (level) => ({ level }),
      )}
      ${
        question.level === "verdict"
          ? this.renderSelect(
              t("methodology.from"),
              question.from ?? "",
              [
                ["", t("methodology.from-nobody")],
                ...VerdictFact.options.map(
                  (each) => [each, `${t("sheet.facts")}: ${t(`sheet.fact-${each}`)}`] as const,
                ),
              ],
              (from) => ({ from: from || null }),
            )
          : nothing
      }
      ${this.renderSelect(t("methodology.publish"), question.publish ?? "", publishOptions(), (publish) => ({
        publish: publish || null,
      }))}
    </div>`;
  }

  private groups(): [string, string][] {
    return this.model.state.groups.map(({ id, label }) => [
      id,
      localise(label, language()) || t("methodology.unnamed"),
    ]);
  }

  private renderSelect(
    label: string,
    now: string,
    options: readonly (readonly [string, string])[],
    toFields: (value: string) => Record<string, unknown>,
  ): TemplateResult {
    const { model, question } = this;
    return html`<label class="form-row"
      ><span>${label}</span>
      <select
        class="field field-soft"
        ?disabled=${!model.canEdit}
        @change=${(event: Event) => model.set("questions", question.entry, toFields((event.target as HTMLSelectElement).value))}
      >
        ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === now}>${name}</option>`)}
      </select></label
    >`;
  }

  private renderChoices(choices: readonly DraftChoice[]): TemplateResult {
    const { model, pair, question } = this;
    return html`<h3 class="words-part">${t("methodology.choices")}</h3>
      ${repeat(
        choices,
        ({ entry }) => entry,
        (choice, index) => {
          const { entry, label } = choice;
          const name = t("methodology.choice", { number: index + 1 });
          const act = (icon: IconName, does: string, isPossible: boolean, what: () => void): TemplateResult =>
            html`<button
              type="button"
              class="button button-quiet button-small"
              aria-label=${`${name}: ${does}`}
              title=${does}
              ?disabled=${!isPossible}
              @click=${what}
            >
              <coram-icon name=${icon}></coram-icon>
            </button>`;
          return html`<div class="choice-row">
            ${wordingRow(model, pair, { root: "choices", entry, name: "label", label: name, rows: 1, text: label })}
            ${
              model.canEdit
                ? html`<div class="choice-acts">
                    ${act("arrow-up", t("methodology.act-up"), index > 0, () => void model.act((room) => moveChoice(room, entry, index - 1)))}
                    ${act("arrow-down", t("methodology.act-down"), index < choices.length - 1, () => void model.act((room) => moveChoice(room, entry, index + 1)))}
                    ${act("x", t("methodology.act-remove"), true, () => void model.act((room, now) => room.roots.choices.set(entry, { deleted: now })))}
                  </div>`
                : nothing
            }
          </div>`;
        },
      )}
      ${
        model.canEdit
          ? html`<p>
              <button
                type="button"
                class="button button-small"
                @click=${() => void model.act((room, now) => addChoice(room, question.id, now))}
              >
                <coram-icon name="plus"></coram-icon>${t("methodology.add-choice")}
              </button>
            </p>`
          : nothing
      }`;
  }

  // ------------------------------------------------------------------------------------------------------ shown only if

  private renderCondition(): TemplateResult {
    const { model, question } = this;
    const { shownIf, entry } = question;
    const lang = language();
    const others = model.state.questions.filter(
      (each) => each.id !== question.id && !each.from && this.answersOf(each).length > 0,
    );
    const other = others.find((each) => each.id === shownIf?.question);
    return html`<h3 class="words-part">${t("methodology.shown-if")}</h3>
      <label class="form-row"
        ><span>${t("methodology.shown-if-question")}</span>
        <select
          class="field field-soft"
          ?disabled=${!model.canEdit}
          @change=${(event: Event) => this.setCondition((event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${!shownIf}>${t("methodology.shown-always")}</option>
          ${others.map(
            (each) =>
              html`<option value=${each.id} ?selected=${each.id === shownIf?.question}>
                ${localise(each.label, lang)}
              </option>`,
          )}
        </select></label
      >
      ${
        shownIf && other
          ? html`<fieldset class="condition" ?disabled=${!model.canEdit}>
              <legend class="note">${t("methodology.shown-if-answers")}</legend>
              ${this.answersOf(other).map(
                ([value, name]) =>
                  html`<label class="form-check"
                    ><input
                      type="checkbox"
                      .checked=${shownIf.values.includes(value)}
                      @change=${(event: Event) => {
                        const isOn = (event.target as HTMLInputElement).checked;
                        const values = shownIf.values.filter((each) => each !== value);
                        if (isOn) values.push(value);
                        // Without an answer it would never be shown: the last one stays.
                        if (values.length > 0)
                          model.set("questions", entry, { shownIf: { question: other.id, values } });
                        else this.requestUpdate();
                      }}
                    />${name}</label
                  >`,
              )}
            </fieldset>`
          : nothing
      }`;
  }

  private setCondition(id: string): void {
    const { model, question } = this;
    const other = model.state.questions.find((each) => each.id === id);
    const [first] = other ? this.answersOf(other) : [];
    const shownIf = other && first ? { question: other.id, values: [first[0]] } : null;
    model.set("questions", question.entry, { shownIf });
  }

  /** Answers of a question on which another may depend. */
  private answersOf(question: DraftQuestion): [string, string][] {
    const { type, id } = question;
    const ofEvery: [string, string][] = [
      [NOT_MENTIONED, t("methodology.answer-not-mentioned")],
      [UNCLEAR, t("methodology.answer-unclear")],
    ];
    if (type === "yes-no-unclear")
      return [["yes", t("methodology.answer-yes")], ["no", t("methodology.answer-no")], ...ofEvery];
    if (type !== "choice" && type !== "multi-choice") return [];
    const own = this.model.state.choices.filter((choice) => choice.question === id && !isEmptyWord(choice.id));
    return [
      ...own.map((choice): [string, string] => [
        choice.id,
        localise(choice.label, language()) || t("methodology.unnamed"),
      ]),
      ...ofEvery,
    ];
  }
}
