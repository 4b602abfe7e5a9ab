import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { newId, PassageId, VerdictId } from "../../../schema/domain/ids.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import { type PlannedStep, type StepPassage, WORKSHOP_LIMITS } from "../../../schema/domain/workshop/workshop.ts";
import type { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { describeProblem } from "../../api/http.ts";
import { readVerdict } from "../../api/verdicts.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../coram-step-passages.ts";
import { button } from "./coram-plan-frame.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-passages": CoramPlanPassages;
  }
  interface HTMLElementEventMap {
    "coram-passages": CustomEvent<{ passages: StepPassage[] }>;
  }
}

/** The passages that a step works on, chosen by paragraph from verdicts that are cleared. */
@customElement("coram-plan-passages")
export class CoramPlanPassages extends LightElement {
  @property({ attribute: false }) step!: PlannedStep;
  @property({ attribute: false }) network!: NetworkView;
  @state() private isAdding = false;
  @state() private isReading = false;
  @state() private fault: string | null = null;

  protected override render(): TemplateResult {
    const { passages } = this.step;
    return html`<div class="plan-passages">
      ${
        passages.length === 0
          ? nothing
          : html`<ul>
              ${passages.map((passage, i) => this.renderPassage(passage, i))}
            </ul>`
      }
      ${
        this.isAdding
          ? this.renderForm()
          : passages.length < WORKSHOP_LIMITS.passages
            ? html`<button type="button" class="button button-small plan-passage-add" @click=${this.add}>
                ${t("plan.passage-add")}
              </button>`
            : nothing
      }
    </div>`;
  }

  private renderPassage(passage: StepPassage, i: number): TemplateResult {
    const { passages } = this.step;
    const of = this.network.verdicts.find(({ verdict }) => verdict.id === passage.verdict);
    const name = of?.verdict.caseNumber ?? "–";
    return html`<li>
      <coram-step-passages .passages=${[passage]}></coram-step-passages>
      ${button("x", t("plan.remove", { name }), false, () => this.change(passages.toSpliced(i, 1)))}
      ${of?.mode === "blind" ? html`<p class="alert">${t("plan.coded-blind", { case: name })}</p>` : nothing}
    </li>`;
  }

  private renderForm(): TemplateResult {
    const cleared = this.network.verdicts.filter(({ verdict }) => hasReached(verdict.stage, "cleared"));
    if (cleared.length === 0) return this.renderNone();
    return html`<form class="plan-passage-form" @submit=${this.submit}>
      <label class="form-row"
        ><span>${t("plan.verdict")}</span>
        <select class="field" name="verdict" required>
          <option value="">${t("plan.verdict-choose")}</option>
          ${repeat(
            cleared,
            ({ verdict }) => verdict.id,
            ({ verdict, mode }) =>
              html`<option value=${verdict.id}>
                ${verdict.caseNumber}, ${verdict.court}${mode === "blind" ? ` (${t("word.mode.blind")})` : ""}
              </option>`,
          )}
        </select></label
      >
      <label class="form-row"
        ><span>${t("plan.paragraphs")}</span>
        <input class="field" name="paragraphs" required autocomplete="off" maxlength="40" />
        <small class="note sub">${t("plan.paragraphs-why")}</small></label
      >
      <div class="row">
        <button class="button button-small" ?disabled=${this.isReading}>
          ${t(this.isReading ? "plan.reading" : "plan.take")}
        </button>
        <button type="button" class="button button-small button-quiet" @click=${this.leave}>
          ${t("shell.cancel")}
        </button>
      </div>
      ${errorLine(this.fault)}
    </form>`;
  }

  /** What is to be done first, and where: the list comes by itself after that. */
  private renderNone(): TemplateResult {
    const preparing = this.network.verdicts.filter(({ canPrepare }) => canPrepare);
    return html`<div class="plan-passage-form">
      <div class="note plan-passage-none">
        <p role="status">${t("plan.none-cleared")}</p>
        ${
          preparing.length === 0
            ? nothing
            : html`<p>
                ${t("word.stage.in-preparation")}:
                ${preparing.map(
                  ({ verdict }, i) =>
                    html`${i > 0 ? ", " : ""}<a href="/verdicts/${verdict.id}/prepare">${verdict.caseNumber}</a>`,
                )}
              </p>`
        }
      </div>
      <div class="row">
        <button type="button" class="button button-small button-quiet" @click=${this.leave}>
          ${t("shell.cancel")}
        </button>
      </div>
    </div>`;
  }

  private readonly add = async (): Promise<void> => {
    this.isAdding = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".plan-passage-form :is(select, button)")?.focus();
  };

  /** The next passage is added from where this one was. */
  private readonly leave = async (): Promise<void> => {
    this.isAdding = false;
    this.fault = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".plan-passage-add")?.focus();
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const verdict = VerdictId.safeParse(textOf(form, "verdict"));
    const paragraphs = textOf(form, "paragraphs");
    if (!verdict.success) return;
    this.isReading = true;
    this.fault = null;
    try {
      const anchor = anchorOf(await readVerdict(verdict.data), paragraphs);
      if ("fault" in anchor) this.fault = anchor.fault;
      else {
        this.change([...this.step.passages, { id: newId(PassageId), verdict: verdict.data, anchor }]);
        await this.leave();
      }
    } catch (error) {
      this.fault = describeProblem(error);
    } finally {
      this.isReading = false;
    }
  };

  private change(passages: StepPassage[]): void {
    this.dispatchEvent(new CustomEvent("coram-passages", { detail: { passages } }));
  }
}

/** Whole paragraphs of the newest text, by their numbers: "73", "73–75". */
export function anchorOf(
  { revision }: Pick<VerdictView, "revision">,
  said: string,
): StepPassage["anchor"] | { fault: string } {
  const numbers = said.trim().split(/\s*[–—-]\s*/u);
  if (numbers.length > 2 || numbers.includes("")) return { fault: t("plan.paragraphs-order") };
  const blocks = contentBlocks(revision.blocks);
  const found = numbers.map((number) => blocks.find((block) => block.number === number));
  const [first, last = first] = found;
  const unknown = numbers[found.indexOf(undefined)];
  if (unknown !== undefined) return { fault: t("plan.no-paragraph", { number: unknown }) };
  if (!first || !last || last.start < first.start) return { fault: t("plan.paragraphs-order") };
  return { revision: revision.number, ranges: [{ start: first.start, end: last.end }] };
}
