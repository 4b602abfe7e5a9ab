import { initialState } from "@lit/task";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { VerdictId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country, localise, UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import type { OutputScope } from "../../schema/domain/output.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { makeOutput } from "../api/outputs.ts";
import { readMethodology } from "../api/verdicts.ts";
import "../elements/coram-dialog.ts";
import { errorLine, skeleton, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import { formSent, keepForm } from "../typed/keep-form.ts";
import { ofMember } from "../typed/of-member.ts";
import { goWriting } from "../palette/typed-ahead.ts";
import { kindOf as paperKindOf, verdictsOfKind } from "../../schema/editor/paper-kinds.ts";
import { carriedQuotes } from "./carried-quotes.ts";
import { blindNote, verdictChoice, verdictsToChoose } from "./about/verdict-choice.ts";

const SCOPES = ["verdicts", "country", "all"] as const;
const FORM = "new document";

/** What was chosen for a document that was not made, while the page lives: its words are kept with the form. */
const begun = ofMember(new Map<"kind" | "scope" | "verdict", readonly string[]>());

/** Begins a document: which template, about what, in which language. Goes to its page when it is made. */
@customElement("coram-make-output")
export class CoramMakeOutput extends LightElement {
  @property({ type: Boolean }) open = false;
  /** Chosen already; "" = the first. */
  @property() template = "";
  @property({ attribute: false }) network: NetworkView | null = null;
  private readonly templates = new Loading(
    this,
    () => [this.open] as const,
    async ([open], { signal }) => (open ? ((await readMethodology(signal))?.content.outputs ?? []) : initialState),
  );
  @state() private scope = SCOPES.find((each) => begun.get("scope")?.includes(each)) ?? "verdicts";
  /** The kind that somebody has chosen here. */
  @state() private kind: string | null = null;
  @state() private problem: unknown = null;
  @state() private fault: string | null = null;
  @state() private isUntitled = false;
  @state() private isBusy = false;
  /** Chosen when the dialog is opened: the one where there is one, and those of the passages that somebody writes from. */
  private chosen: ReadonlySet<VerdictId> = new Set();

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isHere = changed.has("network") && !changed.get("network");
    if (!this.open || !(changed.has("open") || isHere)) return;
    this.problem = this.fault = null;
    // A kind that the page has chosen goes before one of before.
    this.kind = this.template === "" ? (begun.get("kind")?.[0] ?? null) : null;
    this.isUntitled = false;
    const [only, more] = verdictsToChoose(this.network).verdicts;
    const carried = carriedQuotes().flatMap(({ verdict }) => verdict ?? []);
    const before = (begun.get("verdict") ?? []).map((id) => VerdictId.parse(id));
    this.chosen = new Set(only && !more ? [only.id] : carried.length > 0 ? carried : before);
  }

  /** What the dialog within says does not leave it by itself. */
  private close(): void {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  }

  protected override render(): TemplateResult {
    const { answer: templates } = this.templates;
    const problem = this.problem ?? this.templates.problem;
    return html`<coram-dialog .heading=${t("outputs.new")} .open=${this.open} @coram-dialog-close=${() => this.close()}>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${templates && this.network ? this.renderForm(templates) : problem === null ? skeleton(6, t("shell.loading")) : nothing}
    </coram-dialog>`;
  }

  /** Not before its lists are there: who typed a title, and went on, made what they had not chosen. */
  private renderForm(templates: MethodologyContent["outputs"]): TemplateResult {
    if (templates.length === 0) return html`<p class="sub">${t("outputs.no-templates")}</p>`;
    return html`<form class="form" ${keepForm(FORM)} @submit=${this.submit}>
      <label class="form-row"
        ><span>${t("outputs.kind")}</span>
        <select
          class="field"
          name="template"
          @change=${(event: Event) => this.keep("kind", [(this.kind = (event.target as HTMLSelectElement).value)])}
        >
          ${templates.map((each) => html`<option value=${each.id} ?selected=${each.id === (this.kind ?? this.template)}>${localise(each.title, language())}</option>`)}
        </select></label
      >
      ${
        this.isOfOne
          ? html`<div class="form-row"><span>${t("outputs.scope")}</span>${this.renderVerdicts()}</div>`
          : this.renderScope()
      }
      <label class="form-row"
        ><span>${t("outputs.language")}</span>
        <select class="field" name="language">
          ${UI_LANGUAGES.map(
            (each) => html`<option value=${each} ?selected=${each === language()}>${LANGUAGE_NAMES[each]}</option>`,
          )}
        </select></label
      >
      <label class="form-row"
        ><span>${t("outputs.title-field")}</span>
        <input
          class="field"
          name="title"
          maxlength="300"
          autocomplete="off"
          aria-invalid=${this.isUntitled}
          @input=${() => (this.isUntitled = false)}
        />
        <small class="note sub">${t("outputs.title-hint")}</small></label
      >
      ${errorLine(this.isUntitled ? t("outputs.title-wanted") : null)}
      <div class="form-actions">
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("outputs.make")}</button>
      </div>
    </form>`;
  }

  /** Whether a document of the kind that is chosen is about one verdict. */
  private get isOfOne(): boolean {
    const templates = this.templates.answer ?? [];
    const chosen =
      templates.find(({ id }) => id === (this.kind ?? this.template)) ??
      templates.find(({ id }) => id === this.template) ??
      templates[0];
    return (
      chosen !== undefined &&
      verdictsOfKind(
        paperKindOf(
          chosen.id,
          chosen.sections.map(({ id }) => id),
        ),
      ) === 1
    );
  }

  /** What the document is about. */
  private renderScope(): TemplateResult {
    return html`<div class="form-row">
        <span id="output-scope">${t("outputs.scope")}</span>
        <div class="choice" role="radiogroup" aria-labelledby="output-scope">
          ${SCOPES.map(
            (each) =>
              html`<button
                type="button"
                role="radio"
                aria-checked=${each === this.scope}
                @click=${() => this.keep("scope", [(this.scope = each)])}
              >
                ${t(`outputs.scope-${each}`)}
              </button>`,
          )}
        </div>
      </div>
      ${this.scope === "verdicts" ? this.renderVerdicts() : nothing}
      ${
        this.scope === "country"
          ? html`<label class="form-row"
              ><span>${t("outputs.scope-country")}</span>
              <select class="field" name="country">
                ${COUNTRIES.map((each) => html`<option value=${each}>${t(`word.country.${each}`)}</option>`)}
              </select></label
            >`
          : nothing
      }`;
  }

  private renderVerdicts(): TemplateResult {
    const { blind, verdicts } = verdictsToChoose(this.network);
    return html`<fieldset class="output-verdicts">
        <legend class="visually-hidden">${t("outputs.scope-verdicts")}</legend>
        ${repeat(
          verdicts,
          ({ id }) => id,
          (verdict) =>
            html`<label class="form-check"
              ><input
                type=${this.isOfOne ? "radio" : "checkbox"}
                name="verdict"
                value=${verdict.id}
                ?checked=${this.chosen.has(verdict.id)}
                @change=${this.onVerdict}
              />
              ${verdictChoice(verdict)}</label
            >`,
        )}
        ${blindNote(blind)}
      </fieldset>
      <div class="output-fault">${errorLine(this.fault)}</div>`;
  }

  private keep(what: "kind" | "scope" | "verdict", chosen: readonly string[]): void {
    begun.set(what, chosen);
  }

  private readonly onVerdict = ({ target }: Event): void => {
    this.fault = null;
    const { form } = target as HTMLInputElement;
    if (form) this.keep("verdict", new FormData(form).getAll("verdict").map(String));
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) void this.make(event.currentTarget);
  };

  private async make(form: HTMLFormElement): Promise<void> {
    const scope = this.scopeOf(form);
    if (!scope) {
      this.fault = t("outputs.choose-verdicts");
      form.querySelector<HTMLElement>("[name=verdict]")?.focus();
      // The list scrolls, and so may the dialog: the message stands below the list, in view.
      await this.updateComplete;
      form.querySelector(".output-verdicts + .output-fault")?.scrollIntoView({ block: "nearest" });
      return;
    }
    const title = textOf(form, "title").trim();
    this.isUntitled = title === "";
    if (this.isUntitled) return form.querySelector<HTMLElement>("[name=title]")?.focus();
    this.isBusy = true;
    this.problem = this.fault = null;
    try {
      await goWriting(FORM, form, async () => {
        const { id } = await makeOutput({
          template: textOf(form, "template"),
          scope,
          language: UiLanguage.parse(textOf(form, "language")),
          title,
        });
        formSent(FORM);
        begun.clear();
        this.open = false;
        this.close();
        await this.updateComplete;
        await this.querySelector("coram-dialog")?.updateComplete;
        return `/outputs/${id}`;
      });
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Null where no verdict is chosen. */
  private scopeOf(form: HTMLFormElement): OutputScope | null {
    if (!this.isOfOne && this.scope === "all") return { kind: "all" };
    if (!this.isOfOne && this.scope === "country")
      return { kind: "country", country: Country.parse(textOf(form, "country")) };
    const verdicts = new FormData(form).getAll("verdict").map((id) => VerdictId.parse(id));
    return verdicts.length > 0 ? { kind: "verdicts", verdicts } : null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-make-output": CoramMakeOutput;
  }
}
