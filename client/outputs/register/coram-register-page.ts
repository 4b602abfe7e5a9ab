import { can } from "../../../schema/domain/can.ts";
import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { OutputId } from "../../../schema/domain/ids.ts";
import { Country, COUNTRIES } from "../../../schema/domain/language.ts";
import { OutputStatus } from "../../../schema/domain/output.ts";
import {
  byAddressee,
  chosenFrom,
  placesOf,
  type Recommendation,
  type Said,
  type Shown,
  shownIn,
} from "../../../schema/editor/register.ts";
import { RegisterChoice } from "../../../schema/protocol/http/quotes.ts";
import { RegisterFormat, type ExportCommand } from "../../../schema/protocol/http/exports.ts";
import { readRegister } from "../../api/quotes.ts";
import { describeProblem } from "../../api/http.ts";
import { Refetch } from "../../app/refetch.ts";
import { toActor, type Session, sessionContext } from "../../app/session-context.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { compareWords, language, LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import "../../network/coram-make-file.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { type Command, OffersCommands } from "../../palette/offered.ts";
import "./coram-follow-up.ts";
import "./register.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-register-page": CoramRegisterPage;
  }
}

const FACTS = ["finding", "verb", "deadline", "indicator"] as const;

/** All recommendations of all documents that the reader may read, by whom they address. */
@customElement("coram-register-page")
export class CoramRegisterPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private recommendations: Recommendation[] | null = null;
  @state() private choice: RegisterChoice = RegisterChoice.parse({});
  @state() private format: RegisterFormat = "recommendations-xlsx";
  @state() private isExporting = false;
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "output" || type === "verdict",
    fetch: readRegister,
    take: ({ recommendations }) => {
      this.recommendations = recommendations;
    },
  });

  constructor() {
    super();
    const exporting: Command = {
      key: "export-register",
      name: t("papers.export"),
      label: "papers.export",
      act: () => (this.isExporting = true),
    };
    new OffersCommands(this, () => (this.recommendations?.length && this.may("export.own") ? [exporting] : []));
  }

  private may(action: "export.own" | "export.all"): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), action, null) : false;
  }

  protected override render(): TemplateResult {
    const { recommendations: all } = this;
    // What is listed stays while the server is out of reach.
    const problem = all ? null : this.refetch.problem;
    const shown = all ? chosenFrom(all, this.choice) : [];
    const mayExport = this.may("export.own");
    return html`<div class="page">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("papers.register")}</h1>
          <p class="sub">${t("papers.register-about")}</p>
        </div>
        <div class="row">
          <a class="button" href="/outputs">${t("outputs.title")}</a>
          ${
            mayExport && shown.length > 0
              ? html`<button type="button" class="button" @click=${() => (this.isExporting = true)}>
                  ${t("papers.export")}
                </button>`
              : nothing
          }
        </div>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${
        all === null
          ? problem === null
            ? skeleton(8, t("shell.loading"))
            : nothing
          : all.length === 0
            ? html`<p class="sub">${t("papers.register-none")}</p>`
            : html`${this.renderFilters(all)} ${this.renderList(shown)}`
      }
      ${this.renderExport()}
    </div>`;
  }

  private renderFilters(all: readonly Recommendation[]): TemplateResult {
    const documents = new Map(
      all.flatMap(placesOf).map(({ output, title }) => [output, title || t("outputs.unnamed")]),
    );
    const countries = new Set(all.flatMap((each) => each.countries));
    const set = (change: Partial<RegisterChoice>): void => void (this.choice = { ...this.choice, ...change });
    return html`<div class="register-filters" role="search">
      ${this.renderSelect(
        t("papers.addressee"),
        t("papers.everybody"),
        byAddressee(shownTo(all)).map(([name]) => [`=${name}`, name || t("papers.nobody")]),
        this.choice.addressee === null ? "" : `=${this.choice.addressee}`,
        (value) => set({ addressee: value === "" ? null : value.slice(1) }),
      )}
      ${this.renderSelect(
        t("papers.document"),
        t("papers.all-documents"),
        [...documents].sort(([, a], [, b]) => compareWords(a, b)),
        this.choice.output ?? "",
        (value) => set({ output: value === "" ? null : OutputId.parse(value) }),
      )}
      ${this.renderSelect(
        t("exports.country"),
        t("exports.all-countries"),
        COUNTRIES.filter((each) => countries.has(each)).map((each) => [each, t(`word.country.${each}`)]),
        this.choice.country ?? "",
        (value) => set({ country: value === "" ? null : Country.parse(value) }),
      )}
      ${this.renderSelect(
        t("outputs.status"),
        t("papers.all-states"),
        OutputStatus.options.map((each) => [each, t(`outputs.status-${each}`)]),
        this.choice.status ?? "",
        (value) => set({ status: value === "" ? null : OutputStatus.parse(value) }),
      )}
    </div>`;
  }

  private renderSelect(
    label: string,
    all: string,
    options: readonly (readonly [value: string, name: string])[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label class="form-row"
      ><span>${label}</span>
      <select class="field" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        <option value="">${all}</option>
        ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }

  private renderList(shown: Recommendation[]): TemplateResult {
    if (shown.length === 0) return html`<p class="sub">${t("papers.none-chosen")}</p>`;
    return html`<p class="visually-hidden" role="status">${t("papers.count", { count: shown.length })}</p>
      ${byAddressee(shownTo(shown)).map(
        ([addressee, group]) =>
          html`<section class="register-group">
            <div class="section-head">
              <h2 lang=${addressee ? (group[0]?.addresseeLang ?? nothing) : nothing}>
                ${addressee || t("papers.nobody")}
              </h2>
              <span class="sub">${group.length}</span>
            </div>
            <ol>
              ${group.map((each) => html`<li>${this.renderOne(each)}</li>`)}
            </ol>
          </section>`,
      )}`;
  }

  private renderOne({ of, said, others }: Shown): TemplateResult {
    const { output, block, title, language: lang, status, body } = said;
    const facts = FACTS.filter((name) => said[name].trim() !== "");
    return html`<a class="register-body" lang=${lang} href="/outputs/${output}#${block}"
        >${withTokenWords(body.trim(), lang) || t("papers.no-words")}</a
      >
      ${
        facts.length > 0
          ? html`<dl class="register-facts">
              ${facts.map(
                (name) =>
                  html`<div>
                    <dt>${t(`papers.${name}`)}</dt>
                    <dd lang=${lang}>${withTokenWords(said[name], lang)}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      <p class="register-from sub">
        <span lang=${lang}>${title || t("outputs.unnamed")}</span>
        <span>${LANGUAGE_NAMES[lang]}</span>
        <span>${of.countries.map((country) => t(`word.country.${country}`)).join(", ")}</span>
        <span class="state" data-state=${status}>${t(`outputs.status-${status}`)}</span>
      </p>
      ${others.map(renderElsewhere)}
      ${
        of.mayFollow || of.followUp
          ? html`<coram-follow-up
              .of=${of}
              @coram-followed=${({ detail }: HTMLElementEventMap["coram-followed"]) => (this.recommendations = detail.recommendations)}
            ></coram-follow-up>`
          : nothing
      }`;
  }

  private renderExport(): TemplateResult {
    const { format, choice } = this;
    const command: ExportCommand = { format, register: choice, language: language() };
    return html`<coram-dialog
      .heading=${t("papers.export-register")}
      .open=${this.isExporting}
      @coram-dialog-close=${() => (this.isExporting = false)}
    >
      <div class="form">
        <p class="note">${t("papers.export-shown")} ${t("exports.tells-verdicts")}</p>
        <fieldset class="form-row">
          <legend class="label">${t("exports.format")}</legend>
          ${RegisterFormat.options.map(
            (each) =>
              html`<label class="form-check"
                ><input
                  type="radio"
                  name="register-format"
                  .checked=${each === format}
                  @change=${() => (this.format = each)}
                /><span
                  >${t(each === "recommendations-xlsx" ? "papers.format-xlsx" : "papers.format-docx")}</span
                ></label
              >`,
          )}
        </fieldset>
        ${
          this.isExporting
            ? html`<coram-make-file .command=${command} .mayPass=${this.may("export.all")}></coram-make-file>`
            : nothing
        }
      </div>
    </coram-dialog>`;
  }
}

const shownTo = (all: readonly Recommendation[]): Shown[] => all.map((each) => shownIn(each, language()));

/** The way to what another language of the document says. */
function renderElsewhere({ output, block, title, language: lang, status, body }: Said): TemplateResult {
  return html`<p class="register-from register-other sub">
    <a
      lang=${lang}
      hreflang=${lang}
      href="/outputs/${output}#${block}"
      title=${withTokenWords(body.trim(), lang) || t("papers.no-words")}
      >${title || t("outputs.unnamed")}</a
    >
    <span>${LANGUAGE_NAMES[lang]}</span>
    <span class="state" data-state=${status}>${t(`outputs.status-${status}`)}</span>
  </p>`;
}
