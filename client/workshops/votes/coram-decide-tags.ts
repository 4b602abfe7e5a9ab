import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CategoryId, PassageId } from "../../../schema/domain/ids.ts";
import { type Decision, DECISION_WORDS_MAX } from "../../../schema/domain/workshop/decision.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import "../../elements/coram-code-chip.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { LightElement } from "../../elements/light-element.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { keepInRoom } from "../keep-in-room.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { type CodingText, numberOf, rangesNow, wordsOf } from "../slip/coding-texts.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-decide-tags": CoramDecideTags;
  }
}

/** A category that words of a passage may take. */
export interface TagToDecide {
  /** The passage of the step. */
  id: PassageId;
  text: CodingText;
  /** Of the passage, and of it the words that the category is to be on. */
  passage: readonly Range[];
  ranges: readonly Range[];
  category: CategoryId;
  /** Who says so: "3 of 5". */
  note: string;
}

type Taken = Extract<Decision, { kind: "passage" }>;

/** What all decide of tags that were proposed: each is accepted or rejected by who leads, and how it stands is read by everybody. */
@customElement("coram-decide-tags")
export class CoramDecideTags extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) tags: readonly TagToDecide[] = [];
  @property({ attribute: false }) categories: readonly Pick<CategoryView, "code" | "id" | "label">[] = [];
  /** Categories that a verdict cannot be tagged with now: they are decided on all the same. */
  @property({ attribute: false }) notInForce: readonly CategoryId[] = [];
  /** What is being decided, before it is recorded: one at a time. */
  @state() private draft: { key: string; takes: boolean } | null = null;

  protected override render(): TemplateResult {
    const { tags } = this;
    const problem = this.votes.refusedAt("tags");
    return html`<section class="decide-tags" aria-labelledby="decide-tags">
      <h2 class="slip-heading" id="decide-tags">${t("decide.title")}</h2>
      ${
        tags.length === 0
          ? html`<p class="sub">${t("decide.none")}</p>`
          : html`<ul>
              ${repeat(tags, keyOf, (tag) => this.renderTag(tag))}
            </ul>`
      }
      ${errorLine(problem === null || this.draft ? null : describeProblem(problem))}
    </section>`;
  }

  private renderTag(tag: TagToDecide): TemplateResult {
    const { text, ranges, note } = tag;
    const known = this.categories.find(({ id }) => id === tag.category);
    const code = known?.code ?? "";
    const isOpen = this.draft?.key === keyOf(tag);
    return html`<li tabindex="-1" data-cat=${hueOf(code)} data-key=${keyOf(tag)}>
      <div class="decide-tag">
        <span class="sub">¶ ${numberOf(text, ranges)}</span>
        <span class="grow"
          ><coram-code-chip code=${code}></coram-code-chip> ${known?.label ?? t("slip.category-gone")}
          <span class="note sub">${note}</span></span
        >
        ${isOpen ? nothing : this.renderState(tag, code)}
      </div>
      <p class="decide-words" lang=${text.lang}>${renderTokens(wordsOf(text, ranges), text.lang)}</p>
      ${isOpen && this.draft ? this.renderForm(tag, this.draft.takes) : nothing}
    </li>`;
  }

  private renderState(tag: TagToDecide, code: string): TemplateResult {
    const decided = this.decisionOn(tag);
    const name = { code, number: numberOf(tag.text, tag.ranges) };
    const act = (takes: boolean): TemplateResult =>
      html`<button
        type="button"
        class="button button-small"
        aria-label=${t(takes ? "decide.accept-of" : "decide.reject-of", name)}
        @click=${() => this.begin(tag, takes)}
      >
        ${t(takes ? "decide.accept" : "decide.reject")}
      </button>`;
    const said = decided ? t(decided.takes ? "decide.taken" : "decide.not-taken") : t("table.undecided");
    return html`<span class=${decided ? "decide-said" : "sub"}>${said}</span>
      ${this.mayDecide ? [true, false].filter((takes) => takes !== decided?.takes).map(act) : nothing}`;
  }

  private renderForm(tag: TagToDecide, takes: boolean): TemplateResult {
    const problem = this.votes.refusedAt("tags");
    return html`<form class="form" @submit=${(event: SubmitEvent) => void this.submit(event, tag, takes)}>
      <label class="form-row"
        ><span>${t("table.why")}</span>
        <textarea
          class="field"
          name="words"
          rows="2"
          maxlength=${DECISION_WORDS_MAX}
          ${keepInRoom(`decide ${this.step.id} ${keyOf(tag)}`)}
        ></textarea>
      </label>
      ${takes ? this.renderWrite(tag) : nothing} ${errorLine(problem === null ? null : describeProblem(problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => void this.leave(keyOf(tag))}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.votes.isBusy}>
          ${t(takes ? "decide.accept" : "decide.reject")}
        </button>
      </div>
    </form>`;
  }

  private renderWrite({ category }: TagToDecide): TemplateResult {
    if (this.notInForce.includes(category)) return html`<p class="note sub">${t("decide.not-in-force")}</p>`;
    return html`<label class="form-check"
      ><input type="checkbox" name="write" /><span>${t("decide.write")}</span></label
    >`;
  }

  private get mayDecide(): boolean {
    return this.view.rights.lead && this.view.workshop.state === "open";
  }

  /** The last word of all on these words of the passage. */
  private decisionOn({ text, passage, category }: TagToDecide): Taken | undefined {
    return this.votes.decisions.find(
      (each): each is Taken =>
        each.kind === "passage" &&
        each.step === this.step.id &&
        each.verdict === text.id &&
        each.category === category &&
        rangesNow(text, each.anchor).some(({ start, end }) =>
          passage.some((part) => start < part.end && part.start < end),
        ),
    );
  }

  private begin(tag: TagToDecide, takes: boolean): void {
    this.draft = { key: keyOf(tag), takes };
    void this.updateComplete.then(() => {
      const words = this.querySelector("textarea");
      words?.focus();
      words?.form?.scrollIntoView({ block: "nearest" });
    });
  }

  private async submit(event: SubmitEvent, tag: TagToDecide, takes: boolean): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { text, ranges, category } = tag;
    const done = await this.votes.decide({
      term: this.view.workshop.term,
      step: this.step.id,
      words: textOf(form, "words"),
      decided: {
        kind: "passage",
        verdict: text.id,
        anchor: { revision: text.revision, ranges: [...ranges] },
        category,
        takes,
        write: takes && new FormData(form).has("write"),
      },
    });
    if (!done) return;
    wordsSent(this, `decide ${this.step.id} ${keyOf(tag)}`);
    await this.leave(keyOf(tag));
  }

  /** One is at the tag, and the next key opens nothing of it; a form of another tag that was opened meanwhile stays. */
  private async leave(key: string): Promise<void> {
    if (this.draft?.key !== key) return;
    this.draft = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`li[data-key="${CSS.escape(key)}"]`)?.focus();
  }
}

/** The same after a correction has moved the words: a form that is open stays. */
const keyOf = ({ id, category }: TagToDecide): string => `${id} ${category}`;
