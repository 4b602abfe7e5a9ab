import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CategoryId, TableId } from "../../../schema/domain/ids.ts";
import { localise, UI_LANGUAGES, UiLanguage } from "../../../schema/domain/language.ts";
import {
  BALLOT_KINDS,
  BALLOT_LIMITS,
  hasShare,
  needsChoices,
  ShareNeeded,
  WORDING_PARTS,
  type BallotKind,
  type Wording,
  WordingPart,
} from "../../../schema/domain/workshop/ballot.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, languageName, t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import { ballotKindWord } from "./ballot-words.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import { categoryOf, wordedNow, wordsOf, type WordedCategory } from "./wordings.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ballot-new": CoramBallotNew;
  }
}

/** What is voted on next: the question, how it is taken, and the wording that it is about. Fires `coram-dialog-close`. */
@customElement("coram-ballot-new")
export class CoramBallotNew extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  /** At which it is voted on; null where all vote. */
  @property({ attribute: false }) table: TableId | null = null;
  @property({ type: Boolean }) open = false;
  @state() private kind: BallotKind = "yes-no";
  @state() private isSecret = false;
  @state() private category: CategoryId | "" = "";
  @state() private ofPart: WordingPart = "definition";
  @state() private of: UiLanguage = "en";
  @state() private categories: readonly WordedCategory[] = [];
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.kind = "yes-no";
    this.isSecret = false;
    this.category = "";
    this.of = language();
    this.problem = null;
    if (this.table === null) void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.categories = await wordedNow(this.votes.id);
    } catch (error) {
      this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      heading=${t(this.table === null ? "vote.new" : "table.vote")}
      ?open=${this.open}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  /** Of whom it is asked: words that are typed for a table wait apart. */
  private get asked(): string {
    return this.table ?? this.votes.id;
  }

  private renderForm(): TemplateResult {
    const problem = this.problem ?? this.votes.refused;
    return html`<form class="form" @submit=${this.submit}>
      <label class="form-row"
        ><span>${t("vote.question")}</span>
        <input
          class="field"
          name="words"
          required
          maxlength=${BALLOT_LIMITS.words}
          autofocus
          ${keepWords(`ballot ${this.asked}`)}
        />
      </label>
      <label class="form-row"
        ><span>${t("vote.kind")}</span>
        <select class="field" name="kind" @change=${(event: Event) => this.choose(event)}>
          ${BALLOT_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${ballotKindWord(kind)}</option>`)}
        </select>
      </label>
      ${
        needsChoices(this.kind)
          ? html`<label class="form-row"
              ><span>${t("vote.choices")}</span>
              <textarea class="field" name="choices" rows="4" required ${keepWords(`choices ${this.asked}`)}></textarea>
              <span class="note sub">${t("vote.choices-why", { count: BALLOT_LIMITS.choices })}</span></label
            >`
          : nothing
      }
      ${this.renderHow()} ${this.kind === "yes-no" && this.table === null ? this.renderWording() : nothing}
      ${errorLine(problem === null ? null : describeProblem(problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.votes.isBusy}>${t("vote.open")}</button>
      </div>
    </form>`;
  }

  private renderHow(): TemplateResult {
    return html`<label class="form-check"
        ><input
          type="checkbox"
          name="secret"
          .checked=${this.isSecret}
          @change=${(event: Event) => (this.isSecret = (event.target as HTMLInputElement).checked)}
        /><span>${t("vote.make-secret")} <span class="note sub">${t("vote.make-secret-why")}</span></span></label
      >
      ${
        this.isSecret
          ? nothing
          : html`<label class="form-check"
              ><input type="checkbox" name="organisation" /><span
                >${t("vote.make-organisation")} <span class="note sub">${t("vote.make-organisation-why")}</span></span
              ></label
            >`
      }
      ${
        hasShare(this.kind)
          ? html`<label class="form-row"
              ><span>${t("vote.share")}</span>
              <select class="field" name="share">
                ${ShareNeeded.options.map((share) => html`<option value=${share} ?selected=${share === "half"}>${t(`vote.share-${share}`)}</option>`)}
                <option value="">${t("vote.share-none")}</option>
              </select>
            </label>`
          : nothing
      }`;
  }

  private renderWording(): TemplateResult {
    const category = categoryOf(this.categories, this.category);
    const before = category ? wordsOf(category, this.ofPart, this.of) : "";
    return html`<label class="form-row"
        ><span>${t("vote.wording")}</span>
        <select
          class="field"
          name="category"
          @change=${(event: Event) => (this.category = (event.target as HTMLSelectElement).value as CategoryId | "")}
        >
          <option value="">${t("vote.wording-none")}</option>
          ${this.categories.map(({ id, code, label }) => html`<option value=${id}>${code} ${localise(label, language())}</option>`)}
        </select>
      </label>
      ${
        category
          ? html` <label class="form-row"
                ><span>${t("vote.part")}</span>
                <select
                  class="field"
                  @change=${(event: Event) => (this.ofPart = WordingPart.parse((event.target as HTMLSelectElement).value))}
                >
                  ${WORDING_PARTS.map((part) => html`<option value=${part} ?selected=${part === this.ofPart}>${t(`vote.part-${part}`)}</option>`)}
                </select>
              </label>
              <label class="form-row"
                ><span>${t("vote.language")}</span>
                <select
                  class="field"
                  @change=${(event: Event) => (this.of = UiLanguage.parse((event.target as HTMLSelectElement).value))}
                >
                  ${UI_LANGUAGES.map((each) => html`<option value=${each} ?selected=${each === this.of}>${languageName(each)}</option>`)}
                </select>
              </label>

              <label class="form-row"
                ><span>${t("vote.wording-after")}</span>
                <textarea
                  class="field"
                  name="after"
                  rows="5"
                  lang=${this.of}
                  required
                  .value=${before}
                  ${keepWords(`wording ${this.votes.id} ${category.id} ${this.ofPart} ${this.of}`, before)}
                ></textarea>
                <span class="note sub">${t("vote.wording-why")}</span></label
              >`
          : nothing
      }`;
  }

  private choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.kind = BALLOT_KINDS.find((kind) => kind === value) ?? "yes-no";
    if (this.kind !== "yes-no") this.category = "";
  }

  /** What is proposed; null where the question is about no wording. */
  private wordingOf(form: HTMLFormElement): Wording | null {
    const category = categoryOf(this.categories, this.category);
    if (!category) return null;
    const { ofPart: part, of } = this;
    return {
      category: category.id,
      part,
      language: of,
      before: wordsOf(category, part, of),
      after: textOf(form, "after"),
    };
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const { kind, isSecret: secret, view } = this;
    const lines = textOf(form, "choices").split("\n");
    const choices = [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
    const share = ShareNeeded.safeParse(data.get("share"));
    const question = {
      words: textOf(form, "words"),
      kind,
      choices: needsChoices(kind) ? choices : [],
      by: !secret && data.get("organisation") !== null ? ("organisation" as const) : ("person" as const),
      secret,
      share: share.success ? share.data : null,
      wording: this.wordingOf(form),
    };
    const step = view.steps.find(({ id, beganAt }) => id === view.workshop.step && beganAt !== null)?.id ?? null;
    const { table, votes } = this;
    const opens = table ? votes.openAt(table, { question }) : votes.open({ term: view.workshop.term, step, question });
    if (!(await opens)) return;
    wordsSent(this, `ballot ${this.asked}`);
    wordsSent(this, `choices ${this.asked}`);
    if (question.wording)
      wordsSent(this, `wording ${this.votes.id} ${question.wording.category} ${this.ofPart} ${this.of}`);
    this.close();
  };

  private readonly close = (): void => {
    this.votes.putAway();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
