import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { OrganisationId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country, Script, VerdictLanguage, langOf } from "../../schema/domain/language.ts";
import type { Organisation } from "../../schema/domain/member.ts";
import { CourtsCopy, Form, Instance } from "../../schema/domain/verdict.ts";
import type { ImportConfirm, Recognised } from "../../schema/protocol/http/imports.ts";
import "../elements/coram-icon.ts";
import { errorLine, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { copyWords } from "../verdict/about/about-words.ts";

/** Data and owner, and whether it is added though one of that court and number is here. */
export type ImportData = Pick<ImportConfirm, "data" | "owner" | "again">;

/** Nobody of an organisation without a facilitator could prepare it. */
export interface OwnerChoice extends Organisation {
  isUnled?: boolean;
}

/** What was recognised about a decision, to be looked at and corrected. Fires `coram-import-confirm` with ImportData. */
@customElement("coram-import-form")
export class CoramImportForm extends LightElement {
  @property({ attribute: false }) recognised: Recognised | null = null;
  @property({ attribute: false }) organisations: OwnerChoice[] = [];
  /** Proposed owner, and country where none was recognised. */
  @property() owner = "";
  @property() country = "";
  @property({ type: Boolean }) busy = false;
  /** One sentence about why it could not be confirmed. */
  @property({ attribute: false }) problem: string | null = null;
  /** A verdict of the court and number that were sent last, where one is here already. */
  @property({ attribute: false }) known: string | null = null;
  /** Court and number that were sent last, and as they stand now. */
  private sent = "";
  @state() private name = "";
  /** Who it is to belong to, as chosen, and the other organisation that it was asked about. */
  @state() private chosen = "";
  @state() private askedAbout = "";

  protected override render(): TemplateResult {
    const { recognised } = this;
    if (!recognised) return html``;
    const lang = langOf(recognised.language, recognised.script);
    return html`<form class="form" @submit=${this.submit} @change=${this.onChange} @input=${this.onInput}>
      <label class="form-row"
        ><span>${t("import.court")}</span>
        <input class="field serif" lang=${lang} name="court" required maxlength="300" value=${recognised.court ?? ""} />
      </label>
      <div class="form-columns">
        <label class="form-row"
          ><span>${t("import.case-number")}</span>
          <input
            class="field"
            lang=${lang}
            name="case-number"
            required
            maxlength="120"
            value=${recognised.caseNumber ?? ""}
          />
        </label>
        <label class="form-row"
          ><span>${t("import.date")}</span>
          <input class="field" name="date" type="date" value=${recognised.date ?? ""} />
        </label>
        ${this.renderSelect("country", t("people.country"), COUNTRIES, recognised.country ?? this.country, (value) =>
          t(`word.country.${value}`),
        )}
        ${this.renderSelect("instance", t("import.instance"), Instance.options, "first", (value) => t(`word.instance.${value}`))}
        ${this.renderSelect("language", t("import.language"), VerdictLanguage.options, recognised.language, (value) =>
          t(`word.language.${value}`),
        )}
        ${this.renderSelect("script", t("import.script"), Script.options, recognised.script, (value) =>
          t(`word.script.${value}`),
        )}
        ${this.renderSelect("form", t("import.form"), Form.options, recognised.form ?? "individual", (value) =>
          t(`word.form.${value}`),
        )}
      </div>
      ${this.renderCourts()}
      <label class="form-row"
        ><span>${t("import.owner")}</span>
        <select class="field" name="owner">
          ${this.organisations.map(
            (each) =>
              html`<option value=${each.id} ?selected=${each.id === this.owner} ?disabled=${each.isUnled}>
                ${each.isUnled ? t("import.owner-not-led", { organisation: each.name }) : each.name}
              </option>`,
          )}
        </select>
      </label>
      <p class="note">${t("import.after")}</p>
      ${this.isKnown ? this.renderKnown() : errorLine(this.problem)} ${this.renderOther()}
      <button class="button button-primary" ?disabled=${this.busy || this.organisations.length === 0}>
        ${t(this.isKnown ? "import.confirm-again" : this.other ? "import.confirm-other" : "import.confirm")}
      </button>
    </form>`;
  }

  /** What the court says of its own, where somebody looked: left as it is, nothing is known of it. */
  private renderCourts(): TemplateResult {
    const count = (name: string, label: string): TemplateResult =>
      html`<label class="form-row"
        ><span>${label}</span> <input class="field" name=${name} type="number" min="0" max="9999"
      /></label>`;
    return html`<fieldset class="import-courts">
        <legend>${t("about.courtsNumbers")}</legend>
        <div class="form-columns">
          ${count("courts-defendants", t("about.defendants"))} ${count("courts-victims", t("about.victims"))}
        </div>
        <p class="note">${t("about.courtsNumbers-why")}</p>
      </fieldset>
      ${this.renderSelect("courts-copy", t("about.courtsCopy"), CourtsCopy.options, "not-looked", copyWords)}`;
  }

  /** Whether what stands in the form is known to be here; another number is another verdict. */
  private get isKnown(): boolean {
    return this.known !== null && this.name === this.sent;
  }

  private renderKnown(): TemplateResult {
    return html`<div class="alert alert-warn" role="alert">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow">${this.problem}</span>
      <a class="link" href="/verdicts/${this.known}" target="_blank" rel="noopener">${t("import.known-open")}</a>
    </div>`;
  }

  /** The organisation of others that it was asked about and that is chosen still. */
  private get other(): Organisation | null {
    if (this.chosen !== this.askedAbout) return null;
    return this.organisations.find(({ id }) => id === this.askedAbout) ?? null;
  }

  /** Names in the text are read by who owns it, from then on and by them alone: nobody gives that away by one wrong choice. */
  private renderOther(): TemplateResult | typeof nothing {
    const { other } = this;
    if (!other) return nothing;
    return html`<div class="alert alert-warn" role="alert">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow">${t("import.other", { organisation: other.name })}</span>
    </div>`;
  }

  private readonly onInput = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    this.name = nameIn(form);
    this.chosen = textOf(form, "owner");
  };

  private renderSelect<Value extends string>(
    name: string,
    label: string,
    values: readonly Value[],
    chosen: string,
    word: (value: Value) => string,
  ): TemplateResult {
    return html`<label class="form-row"
      ><span>${label}</span>
      <select class="field" name=${name}>
        ${values.map((value) => html`<option value=${value} ?selected=${value === chosen}>${word(value)}</option>`)}
      </select>
    </label>`;
  }

  private onChange(event: Event): void {
    const form = event.currentTarget as HTMLFormElement;
    const lang = langOf(VerdictLanguage.parse(textOf(form, "language")), Script.parse(textOf(form, "script")));
    this.dispatchEvent(new CustomEvent("coram-import-language", { detail: lang }));
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.name = nameIn(form);
    this.chosen = textOf(form, "owner");
    if (this.chosen !== this.owner && this.chosen !== this.askedAbout) {
      this.askedAbout = this.chosen;
      return;
    }
    const again = this.isKnown;
    this.sent = this.name;
    const detail: ImportData = {
      again,
      data: {
        country: Country.parse(textOf(form, "country")),
        court: textOf(form, "court"),
        caseNumber: textOf(form, "case-number"),
        date: textOf(form, "date") || null,
        instance: Instance.parse(textOf(form, "instance")),
        form: Form.parse(textOf(form, "form")),
        language: VerdictLanguage.parse(textOf(form, "language")),
        script: Script.parse(textOf(form, "script")),
        courtsNumbers: { defendants: countIn(form, "courts-defendants"), victims: countIn(form, "courts-victims") },
        courtsCopy: CourtsCopy.parse(textOf(form, "courts-copy")),
      },
      owner: OrganisationId.parse(textOf(form, "owner")),
    };
    this.dispatchEvent(new CustomEvent("coram-import-confirm", { detail }));
  }
}

function nameIn(form: HTMLFormElement): string {
  return `${textOf(form, "court")}/${textOf(form, "case-number")}`;
}

function countIn(form: HTMLFormElement, name: string): number | null {
  const count = textOf(form, name);
  return count === "" ? null : Number(count);
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-form": CoramImportForm;
  }
}
