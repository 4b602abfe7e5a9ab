import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { VoteList } from "../../../schema/protocol/http/methodology.ts";
import { localise } from "../../../schema/domain/language.ts";
import { addGroup, addQuestion, moveGroup, moveQuestion } from "../../../schema/rooms/draft/draft-question-acts.ts";
import type { DraftGroup, DraftQuestion } from "../../../schema/rooms/draft/draft-room.ts";
import { BackCloses } from "../../elements/back-closes.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { language, t } from "../../i18n/t.ts";
import { PHONE } from "../../elements/screen.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./words/coram-language-heads.ts";
import { beginAtTop } from "./begin-at-top.ts";
import "./coram-draft-gone.ts";
import "./coram-question-editor.ts";
import type { CoramQuestionEditor } from "./coram-question-editor.ts";
import "./coram-question-list.ts";
import type { CoramQuestionList } from "./coram-question-list.ts";
import type { DraftModel } from "./draft-model.ts";
import { othersAt, removalAsk, removedByOther, type Removed } from "./draft-removal.ts";
import { isMissing, type LanguagePair } from "./words/language-pair.ts";
import { wordingRow } from "./words/wording-row.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-questions": CoramDraftQuestions;
  }
}

/** The questions of the draft: groups and questions in their order, and beside them the one that is chosen. */
@customElement("coram-draft-questions")
export class CoramDraftQuestions extends VerdictElement {
  @property({ attribute: false }) model!: DraftModel;
  /** On all proposals. */
  @property({ attribute: false }) votes: VoteList["votes"] = [];
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  @state() private selected: string | null = null;
  @state() private isReading = false;
  /** What is removed if one is sure. */
  @state() private asked: Removed | null = null;
  protected readonly backCloses = new BackCloses(
    this,
    () => this.isReading && PHONE.matches,
    () => this.back(),
  );
  @query("coram-question-list") private readonly list!: CoramQuestionList | null;
  @query("coram-question-editor") private readonly editor!: CoramQuestionEditor | null;

  /** Opens a question or a group by its key; false where there is none. */
  open(id: string): boolean {
    const { questions, groups } = this.model.state;
    const found = questions.find((each) => each.id === id) ?? groups.find((each) => each.id === id);
    if (!found) return false;
    this.select(found.entry, true);
    this.list?.focusOn(found.entry);
    return true;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const { groups, questions } = this.model.state;
    const all = [...groups, ...questions];
    const wanted = this.model.open.questions;
    const isThere = all.some(({ entry }) => entry === this.selected) || this.gone !== null;
    if (!isThere) this.selected = (all.find(({ id }) => id === wanted) ?? groups[0])?.entry ?? null;
    // What one came for stands below the words, not in the list.
    if (!isThere && this.model.wanted.thread !== null) this.isReading = true;
    this.model.open.questions = all.find(({ entry }) => entry === this.selected)?.id ?? wanted;
  }

  /** What is open and a colleague took out of the draft, with their name. */
  private get gone(): { question?: DraftQuestion; group?: DraftGroup; by: string } | null {
    const { groups, questions } = this.model.state.gone;
    const question = questions.find(({ entry }) => entry === this.selected);
    const group = groups.find(({ entry }) => entry === this.selected);
    const entry = (question ?? group)?.entry;
    const by =
      entry === undefined ? null : removedByOther(this.model, question ? "questions" : "groups", entry, ["deleted"]);
    return by === null ? null : { ...(question ? { question } : {}), ...(group ? { group } : {}), by };
  }

  protected override render(): TemplateResult {
    const { model, selected, gone } = this;
    const { groups, questions } = model.state;
    const question = questions.find(({ entry }) => entry === selected) ?? gone?.question;
    const group = groups.find(({ entry }) => entry === selected) ?? gone?.group;
    const what = gone ? nameOf(gone.question ?? gone.group) : null;
    return html`<div class="draft-split ${this.isReading ? "is-reading" : ""}">
      <div class="draft-side">
        ${this.renderTools()}
        <coram-question-list
          .groups=${groups}
          .questions=${questions}
          .selected=${selected}
          .people=${model.people}
          .talked=${model.discussion?.openOnQuestions() ?? new Map()}
          .readonly=${!model.canEdit}
          @coram-question-select=${this.onSelect}
          @coram-question-move=${(event: HTMLElementEventMap["coram-question-move"]) => this.move(event.detail.entry, event.detail.by)}
          @coram-question-remove=${(event: HTMLElementEventMap["coram-question-remove"]) => this.takeOut(event.detail.entry)}
        ></coram-question-list>
      </div>
      <div class="draft-words" @coram-draft-back=${this.back}>
        <coram-draft-gone
          .what=${what}
          .name=${gone?.by ?? ""}
          ?mayPutBack=${model.canEdit}
          @coram-draft-put-back=${this.putBack}
        ></coram-draft-gone>
        ${
          question
            ? html`<coram-question-editor
                .model=${model}
                .question=${question}
                .pair=${this.pair}
                .votes=${this.votes}
                .turn=${this.turn}
              ></coram-question-editor>`
            : group
              ? this.renderGroup(group)
              : html`<p class="note sub">${t("methodology.no-questions")}</p>`
        }
        ${model.canEdit && selected && !gone ? this.renderFoot(selected) : nothing}
      </div>
      ${removalAsk(
        model,
        this.asked,
        this.votes,
        () => (this.asked = null),
        (entry) => this.takeOutNow(entry),
      )}
    </div>`;
  }

  private renderTools(): TemplateResult {
    const { model } = this;
    const { groups, questions } = model.state;
    return html`<div class="draft-tools">
      <span class="note sub grow">${t("network.question-count", { count: questions.length })}</span>
      ${
        model.canEdit
          ? html`<button type="button" class="button button-small" @click=${this.addGroup}>
                <coram-icon name="plus"></coram-icon>${t("methodology.add-group")}
              </button>
              <button
                type="button"
                class="button button-small"
                ?disabled=${groups.length === 0}
                @click=${this.addQuestion}
              >
                <coram-icon name="plus"></coram-icon>${t("methodology.add-question")}
              </button>`
          : nothing
      }
    </div>`;
  }

  private renderFoot(selected: string): TemplateResult {
    return html`<div class="words-foot">
      <button type="button" class="button button-small" @click=${() => this.move(selected, -1)}>
        ${t("methodology.act-up")}
      </button>
      <button type="button" class="button button-small" @click=${() => this.move(selected, 1)}>
        ${t("methodology.act-down")}
      </button>
      <button type="button" class="button button-small" @click=${() => this.takeOut(selected)}>
        ${t("methodology.act-remove")}
      </button>
    </div>`;
  }

  private renderGroup(group: DraftGroup): TemplateResult {
    const missing = new Map(this.pair.map((each) => [each, isMissing(group.label, each) ? 1 : 0]));
    return html`<div class="words-head">
        <button type="button" class="button button-quiet words-back" @click=${this.back}>
          <coram-icon name="arrow-left"></coram-icon>${t("network.questions")}
        </button>
        <h2 class="words-title">${localise(group.label, language()) || t("methodology.unnamed")}</h2>
      </div>
      <coram-language-heads .pair=${this.pair} .missing=${missing}></coram-language-heads>
      ${wordingRow(this.model, this.pair, {
        root: "groups",
        entry: group.entry,
        name: "label",
        label: t("methodology.group"),
        rows: 1,
        text: group.label,
      })}`;
  }

  private select(entry: string, open: boolean): void {
    this.selected = entry;
    this.model.wanted.thread = null;
    if (open) this.openWords();
    this.model.setPresence(entry, null);
  }

  private openWords(): void {
    if (!this.isReading) beginAtTop(this);
    this.isReading = true;
  }

  private readonly onSelect = (event: HTMLElementEventMap["coram-question-select"]): void => {
    const { entry, by } = event.detail;
    this.select(entry, by !== "focus");
    if (by !== "enter") return;
    void this.updateComplete.then(() =>
      this.editor ? this.editor.focusWords() : this.querySelector<HTMLElement>("coram-wording")?.focus(),
    );
  };

  private readonly back = (): void => {
    this.isReading = false;
    if (this.selected) this.list?.focusOn(this.selected);
  };

  private readonly addGroup = (): void => {
    const key = this.model.act(addGroup);
    const group = this.model.state.groups.find(({ id }) => id === key);
    if (group) this.begin(group.entry);
  };

  private readonly addQuestion = (): void => {
    const { groups, questions } = this.model.state;
    const chosen = questions.find(({ entry }) => entry === this.selected)?.group;
    const group = chosen ?? groups.find(({ entry }) => entry === this.selected)?.id ?? groups.at(-1)?.id;
    if (group === undefined) return;
    const entry = this.model.act((room, now) => addQuestion(room, group, now));
    if (entry) this.begin(entry);
  };

  /** A new one is empty: one begins with its words. */
  private begin(entry: string): void {
    this.select(entry, true);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("coram-wording")?.focus());
  }

  private move(entry: string, by: 1 | -1): void {
    const { model } = this;
    const { groups, questions } = model.state;
    const groupAt = groups.findIndex((each) => each.entry === entry);
    const question = questions.find((each) => each.entry === entry);
    if (groupAt >= 0) {
      const to = groupAt + by;
      if (to < 0 || to >= groups.length) return;
      model.act((room) => moveGroup(room, entry, to));
      announce(t("methodology.said-place", { place: to + 1, count: groups.length }));
    } else if (question) {
      const own = questions.filter((each) => each.group === question.group);
      const at = own.indexOf(question) + by;
      if (at >= 0 && at < own.length) {
        model.act((room) => moveQuestion(room, entry, question.group, at));
        announce(t("methodology.said-place", { place: at + 1, count: own.length }));
      } else {
        const next = groups[groups.findIndex(({ id }) => id === question.group) + by];
        if (!next) return;
        const last = questions.filter((each) => each.group === next.id).length;
        model.act((room) => moveQuestion(room, entry, next.id, by === 1 ? 0 : last));
        announce(t("methodology.said-group", { group: localise(next.label, language()) }));
      }
    }
    this.list?.focusOn(entry);
  }

  private takeOut(entry: string): void {
    const { model } = this;
    const { groups, questions } = model.state;
    const group = groups.find((each) => each.entry === entry);
    // Its questions would be nowhere.
    if (group && questions.some((each) => each.group === group.id)) return announce(t("methodology.group-not-empty"));
    const question = questions.find((each) => each.entry === entry);
    const on = question ? { question: question.id } : null;
    const asked = { entry, name: nameOf(question ?? group), on };
    const { here, voted } = othersAt(model, asked, this.votes);
    if (here.length + voted.length > 0) this.asked = asked;
    else this.takeOutNow(entry);
  }

  private takeOutNow(entry: string): void {
    const { model } = this;
    this.asked = null;
    const isGroup = model.state.groups.some((each) => each.entry === entry);
    model.act((room, now) => room.roots[isGroup ? "groups" : "questions"].set(entry, { deleted: now }));
    announce(t("methodology.said-removed"));
    this.isReading = false;
  }

  /** A question comes back with its group: without one it would be nowhere. */
  private readonly putBack = (): void => {
    const { gone } = this;
    if (!gone) return;
    const { question } = gone;
    const group = question ? this.model.state.gone.groups.find(({ id }) => id === question.group) : gone.group;
    this.model.act((room) => {
      if (group) room.roots.groups.set(group.entry, { deleted: null });
      if (question) room.roots.questions.set(question.entry, { deleted: null });
    });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("coram-wording")?.focus());
  };
}

function nameOf(of: DraftGroup | DraftQuestion | undefined): string {
  return (of && localise(of.label, language())) || t("methodology.unnamed");
}
