import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import {
  contentChanges,
  isUnchanged,
  type CategoryChange,
  type ContentChanges,
} from "../../../../schema/domain/methodology/content-changes.ts";
import type { ContentProblem } from "../../../../schema/domain/methodology/content-problems.ts";
import type { CategoryId } from "../../../../schema/domain/ids.ts";
import { changedMeanings } from "../../../../schema/domain/methodology/make-category-map.ts";
import { localise } from "../../../../schema/domain/language.ts";
import type {
  Category,
  MethodologyContent,
  MethodologyVersion,
} from "../../../../schema/domain/methodology/methodology.ts";
import type { FreezeDone, OpenProposal, TouchedField } from "../../../../schema/protocol/http/methodology.ts";
import { describeProblem } from "../../../api/http.ts";
import { freezeDraft, readEarlierWordings } from "../../../api/methodology/methodology.ts";
import "../../../elements/coram-code-chip.ts";
import "../../coram-changes.ts";
import "../../../elements/coram-dialog.ts";
import { errorLine, skeleton, textOf } from "../../../elements/form.ts";
import { formatList, language, languageName, t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import { missingWords } from "../words/missing-words.ts";
import { placeOf, problemWords, type DraftPlace } from "../words/problem-words.ts";
import type { DraftModel } from "../draft-model.ts";
import { changeAuthors } from "./change-authors.ts";
import { freezeProposals } from "./freeze-proposals.ts";
import { keepWords, wordsSent } from "../../../typed/keep-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-freeze-dialog": CoramFreezeDialog;
  }
  interface HTMLElementEventMap {
    "coram-frozen": CustomEvent<{ version: MethodologyVersion }>;
  }
}

type Decision = "same" | "redefined";

/**
 * Freezes the draft as the next version. First it says what is wrong, each with the way to its place; then it asks of what is proposed
 * whether it is to be in it, and of each category that reads otherwise whether it means the same, and says how many tags go to review.
 */
@customElement("coram-freeze-dialog")
export class CoramFreezeDialog extends VerdictElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) version!: MethodologyVersion;
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) draft: MethodologyContent | null = null;
  @state() private looked: FreezeDone | null = null;
  /** The draft that was looked at; what is written in it meanwhile has to be looked at, too. */
  @state() private lookedAt = "";
  @state() private decided: Record<CategoryId, Decision> = {};
  /** What was proposed and is to be in the version. */
  private takeIn: CategoryId[] = [];
  @state() private touched: readonly TouchedField[] = [];
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  private asked = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.looked = null;
    this.decided = {};
    this.takeIn = [];
    this.problem = null;
    void this.look();
    void this.readAuthors();
  }

  private async readAuthors(): Promise<void> {
    try {
      this.touched = (await readEarlierWordings()).touched;
    } catch {
      // Then it is not said who; what changed is.
    }
  }

  /** What the server makes of the draft now, with what was decided so far. */
  private async look(): Promise<void> {
    const asked = ++this.asked;
    const draft = JSON.stringify(this.draft);
    try {
      const { number: base } = this.version;
      const looked = await freezeDraft({ note: "", base, changed: this.decided, takeIn: this.takeIn, preview: true });
      if (asked !== this.asked) return;
      // What workshops decided is said already, and whoever freezes may say otherwise.
      const isNew = this.looked === null && Object.keys(looked.decided).length > 0;
      if (isNew) this.decided = { ...looked.decided, ...this.decided };
      this.looked = looked;
      this.lookedAt = draft;
      if (isNew) await this.look();
    } catch (error) {
      if (asked === this.asked) this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    const heading = t("methodology.freeze-title", { number: this.version.number + 1 });
    return html`<coram-dialog wide heading=${heading} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? this.renderContent() : nothing}
    </coram-dialog>`;
  }

  private renderContent(): TemplateResult {
    const { looked } = this;
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!looked || !this.draft)
      return html`${problem} ${this.problem === null ? skeleton(6, t("shell.loading")) : nothing}`;
    if (looked.problems.length > 0) return html`${problem} ${this.renderProblems(looked.problems, this.draft)}`;
    const left = looked.proposed.flatMap(({ category, isTaken }) => (isTaken === false && category ? [category] : []));
    const draft = this.model.contentWithout(left, this.version.content) ?? this.draft;
    const { number, content } = this.version;
    const changes = contentChanges({ number, content }, { number: number + 1, content: draft }, [looked.map]);
    const order = ({ categories }: MethodologyContent): string => categories.map(({ id }) => id).join();
    // What tags mean may change where no word did.
    const isNothing =
      isUnchanged(changes) && order(content) === order(draft) && Object.keys(looked.map.fates).length === 0;
    const isMoved = this.lookedAt !== JSON.stringify(this.draft);
    return html`<form class="form freeze" @submit=${this.submit}>
      ${freezeProposals({
        proposed: looked.proposed,
        members: this.model.members,
        inForce: this.version.content.categories,
        take: (id, isTaken) => this.take(id, isTaken),
        show: (proposal) => this.goTo(placeIn(proposal)),
      })}
      ${this.renderUndefined(looked, draft)} ${this.renderChanges(changes, draft)} ${this.renderMissing(draft)}
      ${this.renderAffected(looked)}
      <label class="form-row"
        ><span>${t("methodology.freeze-note")}</span>
        <textarea
          class="field"
          name="note"
          rows="3"
          maxlength="2000"
          required
          ${keepWords(`freeze ${this.version.number}`)}
        ></textarea>
        <span class="note sub">${t("methodology.freeze-note-hint")}</span></label
      >
      ${problem} ${isMoved ? this.renderMoved() : nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button
          class="button button-primary"
          ?disabled=${this.isBusy || isMoved || looked.undecided.length > 0 || isNothing}
        >
          ${t("methodology.freeze-do", { number: number + 1 })}
        </button>
      </div>
    </form>`;
  }

  private renderMoved(): TemplateResult {
    return html`<div class="alert alert-warn" role="alert">
      <p>${t("methodology.freeze-moved")}</p>
      <button type="button" class="button button-small" @click=${() => void this.look()}>
        ${t("rounds.look-again")}
      </button>
    </div>`;
  }

  private renderProblems(problems: readonly ContentProblem[], draft: MethodologyContent): TemplateResult {
    return html`<p>${t("methodology.freeze-problems", { count: problems.length })}</p>
      <ul class="freeze-problems">
        ${problems.map((each) => {
          const place = placeOf(each);
          return html`<li>
            <span class="grow">${problemWords(each, draft)}</span>
            ${
              place
                ? html`<button type="button" class="button button-small" @click=${() => this.goTo(place)}>
                    ${t("methodology.freeze-go")}
                  </button>`
                : nothing
            }
          </li>`;
        })}
      </ul>`;
  }

  private renderUndefined({ undefinedParts }: FreezeDone, draft: MethodologyContent): TemplateResult | typeof nothing {
    if (undefinedParts.length === 0) return nothing;
    const parts = draft.categories.filter(({ id }) => undefinedParts.includes(id));
    return html`<div class="freeze-undefined">
      <p>${t("methodology.freeze-undefined", { count: parts.length })}</p>
      <ul class="freeze-problems">
        ${parts.map(
          ({ id, code, label }) =>
            html`<li>
              <span class="grow"><coram-code-chip code=${code}></coram-code-chip> ${localise(label, language())}</span>
              ${this.renderWay(id)}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private renderWay(id: CategoryId): TemplateResult {
    return html`<button type="button" class="button button-small" @click=${() => this.goTo({ root: "categories", id })}>
      ${t("methodology.freeze-go")}
    </button>`;
  }

  /** What of new and changed categories some of its readers cannot read in their language: it goes in force so, knowingly. */
  private renderMissing(draft: MethodologyContent): TemplateResult | typeof nothing {
    const missing = missingWords(this.version.content, draft);
    if (missing.length === 0) return nothing;
    return html`<div class="freeze-missing">
      <p>${t("methodology.freeze-missing")}</p>
      <ul class="freeze-problems">
        ${missing.map(
          ({ category: { id, code, label }, texts }) =>
            html`<li>
              <span class="grow"
                ><coram-code-chip code=${code}></coram-code-chip> ${localise(label, language())}
                ${texts.map(
                  ({ text, languages, isThere }) =>
                    html`<span class="note sub missing-words"
                      >${isThere ? t("methodology.freeze-behind") : t(`methodology.text-${text}`)}:
                      ${formatList(languages.map(languageName))}</span
                    >`,
                )}</span
              >
              ${this.renderWay(id)}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  /** Categories of which it is asked whether they mean the same. */
  private get askedOf(): ReadonlySet<CategoryId> {
    return new Set<CategoryId>([...(this.looked?.undecided ?? []), ...(Object.keys(this.decided) as CategoryId[])]);
  }

  /** All that changes, in one list; of what reads otherwise it is asked there whether it means the same. */
  private renderChanges(changes: ContentChanges, draft: MethodologyContent): TemplateResult {
    const { number, content } = this.version;
    const asked = this.askedOf;
    const isReworded = changedMeanings(content.categories, draft.categories).length > 0;
    return html`<section>
      <h3>${t("methodology.changes-since", { number })}</h3>
      ${
        asked.size > 0
          ? html`<p>${t("methodology.freeze-lead", { count: asked.size })}</p>`
          : isReworded
            ? nothing
            : html`<p class="note sub">${t("methodology.freeze-same")}</p>`
      }
      <coram-changes
        .changes=${changes}
        .was=${content}
        .is=${draft}
        .authors=${changeAuthors(this.model, this.touched)}
        .ask=${(change: CategoryChange) => (change.after && asked.has(change.after.id) ? this.renderQuestion(change.after) : nothing)}
      ></coram-changes>
    </section>`;
  }

  private renderQuestion({ id, code, label }: Category): TemplateResult {
    const option = (value: Decision): TemplateResult =>
      html`<label class="form-check"
        ><input
          type="radio"
          name="means-${id}"
          value=${value}
          required
          .checked=${this.decided[id] === value}
          @change=${() => this.decide(id, value)}
        />${t(value === "same" ? "methodology.freeze-means-same" : "methodology.freeze-means-other")}</label
      >`;
    return html`<div class="freeze-options" role="radiogroup" aria-label="${code} ${localise(label, language())}">
      ${this.looked?.decided[id] ? html`<p class="note sub">${t("methodology.freeze-workshop")}</p>` : nothing}
      ${option("same")} ${option("redefined")}
    </div>`;
  }

  private renderAffected({ affected }: FreezeDone): TemplateResult | typeof nothing {
    const touched = affected.filter(({ tags, stays }) => tags > 0 || stays);
    if (touched.length === 0) return nothing;
    const all = [...this.version.content.categories, ...(this.draft?.categories ?? [])];
    return html`<div>
      <p>${t("methodology.freeze-affected")}</p>
      <ul class="changes">
        ${touched.map(({ category: id, fate, tags: count, verdicts, stays }) => {
          const category = all.find((each) => each.id === id);
          const becomes = fate.kind === "merged" ? "methodology.affected-merged" : "methodology.affected-review";
          const sentence = [
            ...(count > 0 ? [t(becomes, { count, verdicts })] : []),
            ...(stays ? [t("methodology.affected-stays", { count: stays.tags, verdicts: stays.verdicts })] : []),
          ].join("; ");
          return html`<li>
            <coram-code-chip code=${category?.code ?? ""}></coram-code-chip>
            <span><b>${category ? localise(category.label, language()) : ""}</b>: ${sentence}</span>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  private decide(id: CategoryId, decision: Decision): void {
    this.decided = { ...this.decided, [id]: decision };
    void this.look();
  }

  /** What stands under one that is left out stays out with it, and so do the other parts of what was split. */
  private take(id: CategoryId, isTaken: boolean): void {
    const parents = new Map(this.draft?.categories.map((each) => [each.id, each.parent]));
    const isUnder = (each: CategoryId): boolean => {
      for (let at: CategoryId | null | undefined = each; at; at = parents.get(at)) if (at === id) return true;
      return false;
    };
    const insteadOf = (each: CategoryId): readonly CategoryId[] =>
      this.looked?.proposed.find(({ category }) => category === each)?.instead ?? [];
    const isBeside = (each: CategoryId): boolean => insteadOf(each).some((of) => insteadOf(id).includes(of));
    const goesOut = (each: CategoryId): boolean => !isTaken && (isUnder(each) || isBeside(each));
    this.takeIn = isTaken ? [...this.takeIn, id] : this.takeIn.filter((each) => !goesOut(each));
    // The choice stands from the press on, whatever is rendered before the server says what else it brings.
    if (this.looked)
      this.looked = {
        ...this.looked,
        proposed: this.looked.proposed.map((each) => {
          if (!each.category || each.isTaken === null) return each;
          if (each.category === id) return { ...each, isTaken };
          return goesOut(each.category) ? { ...each, isTaken: false } : each;
        }),
      };
    void this.look();
  }

  private goTo(place: DraftPlace): void {
    this.close();
    this.emit("coram-draft-place", place);
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { looked } = this;
    if (!looked || this.isBusy) return;
    const note = textOf(event.target as HTMLFormElement, "note");
    this.isBusy = true;
    this.problem = null;
    try {
      const { number: base } = this.version;
      const { version } = await freezeDraft({
        note,
        base,
        seen: looked.seen,
        changed: this.decided,
        takeIn: this.takeIn,
      });
      wordsSent(this, `freeze ${base}`);
      this.isBusy = false;
      this.close();
      if (version) this.emit("coram-frozen", { version });
    } catch (error) {
      this.problem = error;
      this.isBusy = false;
      // A colleague has changed something meanwhile: the form stays, over what the draft is now.
      void this.look();
    }
  };

  private readonly close = (): void => {
    if (!this.isBusy) this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}

function placeIn({ category, question, thread }: OpenProposal): DraftPlace {
  return category ? { root: "categories", id: category, thread } : { root: "questions", id: question ?? "", thread };
}
