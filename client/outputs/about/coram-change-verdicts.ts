import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { type BlockId, verdictsOfScope } from "../../../schema/domain/output.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { RESTING_KINDS } from "../../../schema/editor/drawn-on.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { OutputVerdicts, RestingPlace } from "../../../schema/protocol/http/parts/output-verdicts.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../../api/http.ts";
import { changeOutputVerdicts, readOutputVerdicts } from "../../api/outputs.ts";
import { readNetwork } from "../../api/verdicts.ts";
import { tell } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, languageName, t } from "../../i18n/t.ts";
import { blindNote, verdictChoice, verdictsToChoose } from "./verdict-choice.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-change-verdicts": CoramChangeVerdicts;
  }
  interface HTMLElementEventMap {
    /** The verdicts of the document are to be changed. */
    "coram-output-verdicts": CustomEvent<void>;
  }
}

/** What the dialog was opened with: a number that is not the document's any more is refused. */
interface Asked {
  number: number;
  network: NetworkView;
  known: OutputVerdicts;
}

/** Changes which verdicts a draft is about. One that something rests on stays, and each such place is a way there (`coram-naming-go`). */
@customElement("coram-change-verdicts")
export class CoramChangeVerdicts extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  @state() private isOpen = false;
  @state() private asked: Asked | null = null;
  @state() private chosen: ReadonlySet<VerdictId> = new Set();
  /** One is exchanged for another; several are ticked. */
  @state() private isOne = true;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("output") && changed.get("output")?.id !== this.output.id) this.isOpen = false;
  }

  /** Opens it, and asks what rests on which verdict now. */
  async ask(): Promise<void> {
    this.isOpen = true;
    const { id, number } = this.output;
    this.asked = this.problem = null;
    this.chosen = new Set(this.current);
    try {
      const [network, known] = await Promise.all([readNetwork(), readOutputVerdicts(id)]);
      this.asked = { number, network, known };
      // Where the only one has to stay, another can only be added.
      const stays = this.current.some((verdict) => this.restsOn(verdict).length > 0);
      this.isOne = known.limit === 1 ? this.current.length < 2 : this.current.length < 2 && !stays;
    } catch (error) {
      this.problem = error;
    }
  }

  private get current(): readonly VerdictId[] {
    return verdictsOfScope(this.output.scope);
  }

  private restsOn(verdict: VerdictId): RestingPlace[] {
    return this.asked?.known.rests.filter((each) => each.verdict === verdict) ?? [];
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      .heading=${t("outputs.verdicts-change")}
      .open=${this.isOpen}
      @coram-dialog-close=${this.close}
    >
      ${this.isOpen ? this.renderInside() : nothing}
    </coram-dialog>`;
  }

  private renderInside(): TemplateResult {
    const { asked } = this;
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!asked)
      return html`<div class="form">${this.problem === null ? skeleton(4, t("shell.loading")) : problem}</div>`;
    const { isHeld, languages } = asked.known;
    if (isHeld)
      return html`<div class="form">
        <p>${t("problem.output-held")}</p>
        <div class="form-actions">
          <button type="button" class="button" autofocus @click=${this.close}>${t("outputs.verdicts-leave")}</button>
        </div>
      </div>`;
    return html`<form class="form" @submit=${this.onSubmit}>
      <p class="note">
        ${
          languages.length > 0
            ? `${t("outputs.verdicts-languages", { languages: formatList(languages.map(languageName)) })} `
            : nothing
        }${t("outputs.verdicts-what")}
      </p>
      ${this.renderChoices(asked)} ${problem}
      <div class="form-actions">
        ${
          this.isOne && asked.known.limit !== 1
            ? html`<button type="button" class="link" @click=${() => (this.isOne = false)}>
                ${t("outputs.verdicts-several")}
              </button>`
            : nothing
        }
        <button type="button" class="button" @click=${this.close}>${t("outputs.verdicts-leave")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy || !this.isOther}>
          ${t("outputs.verdicts-sure")}
        </button>
      </div>
    </form>`;
  }

  private renderChoices({ network }: Asked): TemplateResult {
    const { blind, verdicts } = verdictsToChoose(network);
    const { current: before } = this;
    // One that it is about stays in the list, whatever its stage has become.
    const own = network.verdicts.flatMap(({ verdict }) =>
      before.includes(verdict.id) && !verdicts.some(({ id }) => id === verdict.id) ? [verdict] : [],
    );
    return html`<fieldset class="output-verdicts output-verdicts-change">
      <legend class="visually-hidden">${t("outputs.scope-verdicts")}</legend>
      ${repeat(
        [...own, ...verdicts],
        ({ id }) => id,
        (verdict) => this.renderChoice(verdict),
      )}
      ${blindNote(blind)}
    </fieldset>`;
  }

  private renderChoice(verdict: Verdict): TemplateResult {
    const { id } = verdict;
    const stays = (each: VerdictId): boolean => this.current.includes(each) && this.restsOn(each).length > 0;
    // Of one to choose, any other would take away the one that has to stay.
    const isShut = this.isOne ? this.current.some(stays) : stays(id);
    const rests = stays(id) ? this.restsOn(id) : [];
    return html`<div>
      <label class="form-check"
        ><input
          type=${this.isOne ? "radio" : "checkbox"}
          name="verdict"
          value=${id}
          .checked=${this.chosen.has(id)}
          ?disabled=${isShut}
          @change=${(event: Event) => this.choose(id, (event.target as HTMLInputElement).checked)}
        />
        ${verdictChoice(verdict)}</label
      >
      ${rests.length > 0 ? this.renderRests(rests) : nothing}
    </div>`;
  }

  private renderRests(rests: readonly RestingPlace[]): TemplateResult {
    const counts = RESTING_KINDS.flatMap((kind) => {
      const count = rests.filter((each) => each.kind === kind).length;
      return count > 0 ? [t(`outputs.rests-${kind}`, { count })] : [];
    });
    return html`<div class="output-rests">
      <p class="note">${t("outputs.rests", { what: formatList(counts) })}</p>
      <ul>
        ${rests.map((each) => html`<li>${this.renderPlace(each)}</li>`)}
      </ul>
    </div>`;
  }

  private renderPlace({ output, language, block, kind, place }: RestingPlace): TemplateResult {
    const said = html`${t(`outputs.rest-${kind}`)}${place ? html`, <span lang=${language}>${place}</span>` : nothing}`;
    if (output !== this.output.id)
      return html`<a class="link" href="/outputs/${output}#${block}">${said} (${languageName(language)})</a>`;
    return html`<button type="button" class="link" @click=${() => void this.go(block)}>${said}</button>`;
  }

  private async go(block: BlockId): Promise<void> {
    this.isOpen = false;
    // The dialog gives the focus back to where it was.
    await this.updateComplete;
    this.dispatchEvent(new CustomEvent("coram-naming-go", { detail: block, bubbles: true }));
  }

  private choose(verdict: VerdictId, isChosen: boolean): void {
    const others = this.isOne ? [] : [...this.chosen].filter((each) => each !== verdict);
    this.chosen = new Set(isChosen ? [...others, verdict] : others);
  }

  /** Whether something is chosen that is not what the document is about. */
  private get isOther(): boolean {
    const { current: before, chosen } = this;
    return chosen.size > 0 && (chosen.size !== before.length || before.some((verdict) => !chosen.has(verdict)));
  }

  private readonly onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { asked, output } = this;
    if (!asked || this.isBusy || !this.isOther) return;
    this.isBusy = true;
    this.problem = null;
    try {
      await changeOutputVerdicts(output.id, { number: asked.number, verdicts: [...this.chosen] });
      this.close();
      tell(t("outputs.verdicts-changed"));
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };

  private readonly close = (event?: Event): void => {
    event?.stopPropagation();
    this.isOpen = false;
  };
}
