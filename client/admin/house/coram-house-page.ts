import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import type { GrantId } from "../../../schema/domain/house.ts";
import { HouseColour } from "../../../schema/domain/house-colour.ts";
import { type Localised, localise, UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { HouseChange, HouseChanged, HouseView } from "../../../schema/protocol/http/house.ts";
import { changeHouse, readHouse, undoHouse } from "../../api/account.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { Refetch } from "../../app/refetch.ts";
import { type Session, sessionContext, toActor } from "../../app/session-context.ts";
import { announce } from "../../elements/announce.ts";
import { GoesToNamed } from "../../elements/address/goes-to-named.ts";
import "../../elements/coram-ask.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, LANGUAGE_NAMES, language, t } from "../../i18n/t.ts";
import { askNames } from "../member-controls.ts";
import { choiceRow, openForm, settingForm, settingPages, showForm } from "../setting-row.ts";
import { drawLogo } from "./draw-logo.ts";
import { changeWords, inLanguages, languageFields, languagesOf, swatch } from "./house-forms.ts";
import { entryWords } from "./house-words.ts";
import { housePreview } from "./house-preview.ts";
import {
  type HouseRows,
  renderAddressees,
  renderGrants,
  renderNetwork,
  renderOrganisations,
  type Row,
  type WordsRow,
} from "./house-sections.ts";
import { formSent, unsentForms } from "../../typed/keep-form.ts";
import "../account.css";
import "./house.css";

/** How its forms are named. */
const FORMS = "house ";

declare global {
  interface HTMLElementTagNameMap {
    "coram-house-page": CoramHousePage;
  }
}

/** What documents of the network print of it: read by members, changed by facilitators row by row. */
@customElement("coram-house-page")
export class CoramHousePage extends LightElement implements HouseRows {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private view: HouseView | null = null;
  /** The row that is being changed. */
  @state() private editing: string | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** The last change of this visit, which can be taken back. */
  @state() private done: { number: number; words: string } | null = null;
  @state() private shownIn = language();
  /** A change by which the confirmation of a grant falls, while that is asked; `of`: the form that it ends. */
  @state() private falling: { change: HouseChange; grant: GrantId; of?: string } | null = null;
  private readonly refetch = new Refetch<HouseView>(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "members",
    fetch: () => readHouse(),
    take: (view) => this.take(view),
  });

  constructor() {
    super();
    new GoesToNamed(this, "at");
  }

  get mayChange(): boolean {
    const member = this.session?.member;
    return member != null && can(toActor(member), "network.manage", null);
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const problem = this.problem ?? this.refetch.problem;
    return html`<div class="page setting-page">
      ${settingPages("settings/house", this.mayChange)}
      <div>
        <h1 class="page-title">${t("house.title")}</h1>
        <p class="house-why">${t("house.why")}</p>
        ${this.editing === null ? errorLine(problem === null ? null : describeProblem(problem)) : nothing}
        ${this.renderDone()}
        ${
          view
            ? html`${renderNetwork(this, view)} ${renderOrganisations(this, view)} ${renderAddressees(this, view)}
              ${renderGrants(this, view)} ${this.renderAuthors(view)} ${this.renderPreview(view)}
              ${this.renderChanges(view)}`
            : this.refetch.problem === null
              ? skeleton(8, t("shell.loading"))
              : nothing
        }
      </div>
      ${this.renderFalling()}
    </div>`;
  }

  /** Whose word it is that the donor wants what stands there, before it stands there no longer. */
  private renderFalling(): TemplateResult {
    const { falling, view } = this;
    const by = falling ? view?.confirmed[falling.grant] : undefined;
    const name = by?.name || t("network.somebody");
    return html`<coram-ask
      ?open=${falling !== null}
      heading=${falling ? t("house.falls-ask", { number: view?.house.grants[falling.grant]?.number ?? "" }) : ""}
      lead=${[
        by ? t("house.falls-lead", { name, date: formatDate(by.at) }) : t("house.falls-lead-unknown"),
        ...(by && by.by !== this.session?.member?.id ? [t("house.falls-told", { name })] : []),
      ].join(" ")}
      leave=${t("people.as-it-is")}
      sure=${t("account.change")}
      @coram-ask-sure=${() => {
        this.falling = null;
        if (falling) void this.act(() => changeHouse(falling.change), falling.of);
      }}
      @coram-dialog-close=${() => (this.falling = null)}
    ></coram-ask>`;
  }

  /** What was changed last, until the next change; it is announced where it is said. */
  private renderDone(): TemplateResult {
    const { done } = this;
    return html`<p class="house-done" role="status">
      ${
        done
          ? html`${t("house.changed", { what: done.words })}
              <button type="button" class="link" ?disabled=${this.isBusy} @click=${() => void this.undo(done.number)}>
                ${t("outputs.undo")}
              </button>`
          : nothing
      }
    </p>`;
  }

  section(id: string, title: string, body: TemplateResult, why?: string): TemplateResult {
    return html`<section aria-labelledby=${`house-${id}`} data-at=${id} tabindex="-1">
      <div class="section-head"><h2 id=${`house-${id}`}>${title}</h2></div>
      ${why ? html`<p class="house-why">${why}</p>` : nothing} ${body}
    </section>`;
  }

  row({ of, label, value, why, fields, change, more, ledBy }: Row): TemplateResult {
    if (this.editing === of && !ledBy)
      return settingForm({
        key: keyOf(of),
        label,
        fields,
        proposed: this.renderNearest(),
        ...(why ? { why } : {}),
        problem: this.problem === null ? null : describeProblem(this.problem),
        isBusy: this.isBusy,
        save: t("account.change"),
        submit: (event) => void this.submit(event, of, change),
        cancel: () => this.end(of),
      });
    const begin = (): void => this.begin(of);
    const act = html`<button
      type="button"
      class="link"
      data-of=${of}
      aria-label=${t("account.change-of", { what: label })}
      @click=${begin}
    >
      ${t("account.change")}
    </button>`;
    return html`<div class="setting-row house-row" data-at=${of} tabindex="-1">
      <span class="what">${label}</span>
      <span class="val">${value}</span>
      ${
        !this.mayChange
          ? nothing
          : ledBy
            ? html`<span class="note sub">${askNames(t("account.change"), ledBy)}</span>`
            : html`<span class="house-acts">${act}${more ?? nothing}</span>`
      }
      ${why ? html`<span class="why">${why}</span>` : nothing}
    </div>`;
  }

  /** Words in each language: those of the reader's, and which are missing. */
  wordsRow(
    of: string,
    label: string,
    said: Localised,
    change: (value: Localised) => HouseChange,
    how: WordsRow = {},
  ): TemplateResult {
    const words = localise(said, language()) || (how.plain ?? t("house.not-set"));
    const missing = Object.keys(said).length === 0 ? "" : inLanguages(said);
    return this.row({
      of,
      label,
      value: html`${how.value ?? words}${missing === "" ? nothing : html`<br /><small>${missing}</small>`}`,
      fields: languageFields(said, how.isLong),
      change: (form) => change(languagesOf(form)),
      ledBy: how.ledBy,
      ...(how.more ? { more: how.more } : {}),
    });
  }

  private renderAuthors({ authors }: HouseView): TemplateResult {
    const names = authors.map(({ name }) => name).join(", ");
    return this.section(
      "authors",
      t("house.authors"),
      html`<p>${names || t("house.authors-none")}</p>
        <p class="house-why"><a href="/account">${t("account.title")}</a>: ${t("house.authors-why")}</p>`,
    );
  }

  private renderPreview(view: HouseView): TemplateResult {
    const today = new Date().toISOString().slice(0, 10);
    return this.section(
      "preview",
      t("house.preview"),
      html`${choiceRow({
          label: t("shell.language"),
          name: "shown-in",
          values: UI_LANGUAGES.map((each) => [each, LANGUAGE_NAMES[each], each] as const),
          now: this.shownIn,
          choose: (chosen) => void (this.shownIn = chosen),
        })}
        ${housePreview(view, this.shownIn, today)}
        <p class="house-why">${t("house.preview-logos")}</p>`,
    );
  }

  private renderChanges({ changes, organisations }: HouseView): TemplateResult {
    return this.section(
      "changes",
      t("house.changes"),
      changes.length === 0
        ? html`<p class="house-changes">${t("house.changes-none")}</p>`
        : html`<ol class="house-changes" reversed start=${changes[0]?.number ?? 1}>
            ${changes.map((change) => html`<li>${changeWords(change, organisations)}</li>`)}
          </ol>`,
    );
  }

  adder(
    of: string,
    label: string,
    fields: TemplateResult,
    change: (form: HTMLFormElement) => HouseChange,
  ): TemplateResult | typeof nothing {
    if (!this.mayChange) return nothing;
    if (this.editing === of)
      return settingForm({
        key: keyOf(of),
        label,
        fields,
        problem: this.problem === null ? null : describeProblem(this.problem),
        isBusy: this.isBusy,
        save: t("house.add"),
        submit: (event) => void this.submit(event, of, change),
        cancel: () => this.end(of),
      });
    return html`<p class="setting-add">
      <button type="button" class="link" data-of=${of} @click=${() => this.begin(of)}>${label}</button>
    </p>`;
  }

  button(words: string, label: string, change: HouseChange, look = "link"): TemplateResult {
    return html`<button
      type="button"
      class=${look}
      aria-label=${label}
      ?disabled=${this.isBusy}
      @click=${() => void this.press(change)}
    >
      ${words}
    </button>`;
  }

  /** A field for a file that looks like the buttons beside it. */
  pictureButton(words: string, label: string, change: (value: { png: string }) => HouseChange): TemplateResult {
    const take = async (event: Event): Promise<void> => {
      const field = event.target as HTMLInputElement;
      const [file] = field.files ?? [];
      field.value = "";
      if (!file) return;
      try {
        await this.ask(change(await drawLogo(file)));
      } catch (error) {
        this.problem = error;
      }
    };
    return html`<label class="link house-file"
      >${words}<input
        type="file"
        accept="image/png"
        aria-label=${t("house.choose-png", { what: label })}
        ?disabled=${this.isBusy}
        @change=${(event: Event) => void take(event)}
    /></label>`;
  }

  /** The colour that the server proposes in the place of one that cannot be read. */
  private renderNearest(): TemplateResult | typeof nothing {
    const { problem } = this;
    if (!(problem instanceof ProblemError) || problem.code !== "colour-faint") return nothing;
    const nearest = HouseColour.parse(problem.params["nearest"]);
    return html`<button
      type="button"
      class="button"
      @click=${() => void this.act(() => changeHouse({ field: "colour", value: nearest }), "colour")}
    >
      ${swatch(nearest)} ${t("house.colour-take")}
    </button>`;
  }

  /** The form in which words were left stands open again. */
  private take(view: HouseView): void {
    const [left] = this.view === null && this.mayChange ? unsentForms(FORMS) : [];
    this.view = view;
    if (left !== undefined) this.begin(left.slice(FORMS.length));
  }

  private begin(of: string): void {
    this.editing = of;
    this.problem = null;
    void this.updateComplete.then(() => openForm(this));
  }

  /** The focus goes back to what opened the form. */
  private end(of: string): void {
    this.editing = null;
    this.problem = null;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-of="${of}"]`)?.focus());
  }

  private async submit(event: SubmitEvent, of: string, change: (form: HTMLFormElement) => HouseChange): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    await this.ask(change(form), of);
  }

  press(change: HouseChange): Promise<void> {
    return this.ask(change);
  }

  /** Does it, or asks first where what somebody confirmed falls by it. */
  private async ask(change: HouseChange, of?: string): Promise<void> {
    const grant = this.view && confirmedGrant(this.view, change);
    if (grant) this.falling = { change, grant, ...(of === undefined ? {} : { of }) };
    else await this.act(() => changeHouse(change), of);
  }

  private undo(number: number): Promise<void> {
    return this.act(() => undoHouse(number));
  }

  /** Does a command and shows the house as it is then. `of`: the form that it ends. */
  private async act(command: () => Promise<HouseChanged>, of?: string): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      const { number, view } = await command();
      const entry = view.changes.find((each) => each.number === number)?.entry;
      // What was written as it stands already is no change.
      const isNew = number !== this.view?.number;
      this.view = view;
      if (isNew && entry) this.done = { number, words: entryWords(entry) };
      if (of !== undefined) {
        formSent(keyOf(of));
        this.end(of);
      }
      announce(t("account.changed"));
    } catch (error) {
      this.problem = error;
      void this.updateComplete.then(() => showForm(this));
    } finally {
      this.isBusy = false;
    }
  }
}

/** The confirmed grant that a change makes a draft of again; null where it makes none. */
function confirmedGrant({ house }: HouseView, change: HouseChange): GrantId | null {
  if (!("grant" in change) || change.grant === null || change.field === "grant-away" || change.field === "grant-draft")
    return null;
  return house.grants[change.grant]?.isDraft === false ? change.grant : null;
}

/** Names the form of a row. */
function keyOf(of: string): string {
  return `${FORMS}${of}`;
}
