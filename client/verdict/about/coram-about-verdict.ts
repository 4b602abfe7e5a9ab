import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import { OrganisationId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { UNIT_KINDS } from "../../../schema/domain/unit.ts";
import {
  hasReached,
  PRINTED_FIELDS,
  TYPED_FIELDS,
  type Verdict,
  type VerdictDataChange,
} from "../../../schema/domain/verdict.ts";
import type { NetworkView, VerdictAbout, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../../api/http.ts";
import { changeVerdict, endOffer, offerVerdict, readAbout, readNetwork, takeVerdict } from "../../api/verdicts.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { takesUncleared } from "../../elements/input/uncleared-words.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { byName, compareWords, formatWhen, t, type MessageKey } from "../../i18n/t.ts";
import { unitHere } from "../../i18n/tokens.ts";
import "./about.css";
import { languageWords, readRow, type Row, rowInputs, ROWS } from "./about-inputs.ts";
import { type AboutNames, earlierWords, fieldWords, organisationName } from "./about-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-about-verdict": CoramAboutVerdict;
  }
}

type Shown = Pick<VerdictView, "verdict" | "units" | "members" | "organisations" | "can">;
type Editing = Row | "owner";

/** Why a row is as it is. */
const WHY: Partial<Record<Row, "about.conflicts-why" | "about.courtsNumbers-why">> = {
  conflicts: "about.conflicts-why",
  courtsNumbers: "about.courtsNumbers-why",
};

/** What a guest was not invited to. */
const FOR_MEMBERS: ReadonlySet<Row> = new Set<Row>([
  "related",
  "keptUntil",
  "conflicts",
  "courtsNumbers",
  "courtsCopy",
]);

/**
 * A verdict's data, a row each: its owner's facilitators change them, one row at a time, and everybody sees who changed what when.
 * Fires `coram-dialog-close` when it should be closed. The page hears of a change by the event that everybody gets.
 */
@customElement("coram-about-verdict")
export class CoramAboutVerdict extends VerdictElement {
  @property({ attribute: false }) view!: Shown;
  @property({ type: Boolean }) isGuest = false;
  @property({ type: Boolean }) open = false;
  @state() private about: VerdictAbout | null = null;
  /** For what is related to it, by number. */
  @state() private network: Pick<NetworkView, "verdicts"> | null = null;
  @state() private editing: Editing | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @query("form") private readonly form!: HTMLFormElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The court and the number of a verdict are read in it.
    takesUncleared(this, this.view.verdict.id);
    if (changed.has("open") && !this.open) this.leave();
    if (this.open && (changed.has("open") || changed.has("view"))) void this.read();
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog wide .open=${this.open} heading=${t("about.title")} @coram-dialog-close=${this.close}>
      ${this.open ? this.renderBody() : nothing}
    </coram-dialog>`;
  }

  private renderBody(): TemplateResult {
    const rows = ROWS.filter((row) => !this.isGuest || !FOR_MEMBERS.has(row));
    return html`<div class="about-verdict">
      ${this.renderAsked()}
      ${rows.map((row) => html`${row === "courtsNumbers" ? this.renderPersons() : nothing} ${this.renderRow(row)}`)}
      ${this.isGuest ? nothing : html`${this.renderOwner()} ${this.renderChanges()}`}
      ${this.editing === null ? errorLine(this.problem === null ? null : describeProblem(this.problem)) : nothing}
    </div>`;
  }

  private get names(): AboutNames {
    const { members, organisations, verdict } = this.view;
    const verdicts = this.network?.verdicts.map((row) => row.verdict) ?? [verdict];
    return { members, organisations, verdicts };
  }

  // ---------------------------------------------------------------------------------------------------------------- rows

  private renderRow(row: Row): TemplateResult {
    const { verdict, can } = this.view;
    if (this.editing === row) return this.renderForm(row);
    const isFixed = row === "language" && verdict.stage !== "in-preparation";
    const why = isFixed && can.prepare ? "about.locked" : WHY[row];
    const isTyped = TYPED_FIELDS.some((each) => each === row);
    const lang = isTyped ? langOf(verdict.language, verdict.script) : nothing;
    return html`<div class="about-row" data-row=${row}>
      <span id=${`${this.uid}-${row}`}>${t(`about.${row}`)}</span>
      <span class="about-value" lang=${lang}>${this.shown(row, verdict)}</span>
      ${can.prepare && !isFixed ? this.renderChange(row) : nothing}
      ${why ? html`<span class="about-why">${t(why)}</span>` : nothing}
    </div>`;
  }

  private shown(row: Row, verdict: Verdict): string {
    return row === "language" ? languageWords(verdict) : fieldWords(row, verdict[row], this.names);
  }

  private renderChange(row: Editing, words = t("about.change")): TemplateResult {
    return html`<button
      type="button"
      class="link"
      aria-label="${words}: ${t(`about.${row}`)}"
      @click=${() => void this.edit(row)}
    >
      ${words}
    </button>`;
  }

  private renderForm(row: Editing): TemplateResult {
    const { verdict, members } = this.view;
    const label = t(row === "owner" ? "about.offer-to" : `about.${row}`);
    const choices = { members, verdicts: this.network?.verdicts.map((each) => each.verdict) ?? [] };
    return html`<form class="about-row about-form" data-row=${row} @submit=${this.submit} @keydown=${this.onKey}>
      <span>${label}</span>
      <div class="about-inputs">
        ${row === "owner" ? this.renderTakers(label) : rowInputs(row, verdict, choices, label)}
        <button class="button button-primary" ?disabled=${this.isBusy}>
          ${t(row === "owner" ? "about.offer-send" : "about.save")}
        </button>
        <button type="button" class="button" @click=${() => void this.stop()}>${t("shell.cancel")}</button>
      </div>
      ${row === "owner" ? html`<span class="about-why">${t("about.offer-why")}</span>` : nothing}
      ${PRINTED_FIELDS.some((each) => each === row) ? html`<span class="about-why">${t("about.flags")}</span>` : nothing}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
    </form>`;
  }

  /** Each by what stands for their name in the text. */
  private renderPersons(): TemplateResult {
    const { units } = this.view;
    const named = UNIT_KINDS.map((kind) => {
      // A proposal of who codes blind is none of the verdict's yet.
      const labels = units
        .filter((unit) => unit.kind === kind && !unit.proposedBy)
        .toSorted((a, b) => compareWords(a.label, b.label));
      return html`<div>
        ${t(kind === "victim" ? "sheet.facts-victims" : "sheet.facts-defendants", { count: labels.length })}
        ${
          labels.length > 0
            ? html`<ul class="about-persons">
                ${labels.map((unit) => html`<li>${unitHere(unit)}</li>`)}
              </ul>`
            : nothing
        }
      </div>`;
    });
    return html`<div class="about-row" data-row="persons">
      <span>${t("about.persons")}</span>
      <div class="about-value">${named}</div>
    </div>`;
  }

  // --------------------------------------------------------------------------------------------------------------- owner

  private renderOwner(): TemplateResult {
    const { verdict, can } = this.view;
    if (this.editing === "owner") return this.renderForm("owner");
    const offer = this.about?.offer ?? null;
    const isCleared = hasReached(verdict.stage, "cleared");
    const mayOffer = can.prepare && isCleared && this.takers.length > 0;
    return html`<div class="about-row" data-row="owner" tabindex="-1">
      <span>${t("about.owner")}</span>
      <span class="about-value">${organisationName(this.view, verdict.owner)}</span>
      ${
        can.prepare && offer
          ? html`<button
              type="button"
              class="link"
              ?disabled=${this.isBusy}
              @click=${() => void this.settle("about.offer-ended", () => endOffer(verdict.id))}
            >
              ${t("about.offer-back")}
            </button>`
          : mayOffer
            ? this.renderChange("owner", t("about.offer"))
            : nothing
      }
      ${can.prepare && !isCleared ? html`<span class="about-why">${t("about.offer-later")}</span>` : nothing}
      ${
        offer
          ? html`<span class="about-why"
              >${t("about.offered", {
                organisation: organisationName(this.view, offer.organisation),
                when: formatWhen(offer.at),
              })}</span
            >`
          : nothing
      }
    </div>`;
  }

  /** Organisations in which somebody may take it: an offer to another one is refused. */
  private get takers(): Shown["organisations"] {
    const { verdict, organisations, members } = this.view;
    const mayTake = ({ id, role, organisation, isGuest, isRemoved }: MemberCard, offeredTo: OrganisationId): boolean =>
      !isGuest && !isRemoved && can({ id, role, organisation, guest: null }, "verdict.take", { verdict, offeredTo });
    return byName(
      organisations.filter(({ id }) => id !== verdict.owner && members.some((member) => mayTake(member, id))),
    );
  }

  private renderTakers(label: string): TemplateResult {
    return html`<select class="field" name="value" aria-label=${label}>
      ${this.takers.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
    </select>`;
  }

  /** What the reader's organisation is asked. */
  private renderAsked(): TemplateResult | typeof nothing {
    const { offer = null, mayTake = false } = this.about ?? {};
    if (!offer || !mayTake) return nothing;
    const name = this.view.members.find(({ id }) => id === offer.by)?.name ?? "";
    const organisation = organisationName(this.view, offer.organisation);
    return html`<div class="alert about-asked" role="group" aria-label=${t("about.owner")}>
      <p><b>${t("about.asks", { name, organisation })}</b> ${t("about.take-why")}</p>
      <div class="form-actions">
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy}
          @click=${() => void this.settle("about.taken", () => takeVerdict(this.view.verdict.id, offer.organisation))}
        >
          ${t("about.take")}
        </button>
        <button
          type="button"
          class="button"
          ?disabled=${this.isBusy}
          @click=${() => void this.settle("about.declined", () => endOffer(this.view.verdict.id))}
        >
          ${t("about.decline")}
        </button>
      </div>
    </div>`;
  }

  /** What was asked is done with, and its buttons are gone: the focus is where it says whose the verdict is. */
  private async settle(
    said: "about.declined" | "about.offer-ended" | "about.taken",
    command: () => Promise<unknown>,
  ): Promise<void> {
    if (!(await this.act(said, command))) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>("[data-row=owner]")?.focus();
  }

  // ------------------------------------------------------------------------------------------------------------- changes

  private renderChanges(): TemplateResult {
    const changes = this.about?.changes ?? [];
    return html`<section aria-labelledby=${`${this.uid}-changes`}>
      <h3 id=${`${this.uid}-changes`}>${t("about.changes")}</h3>
      ${
        changes.length === 0
          ? html`<p class="note sub">${t("about.no-changes")}</p>`
          : html`<ul class="about-changes">
              ${changes.map((change) => this.renderPast(change))}
            </ul>`
      }
    </section>`;
  }

  private renderPast({ field, before, by, at }: VerdictDataChange): TemplateResult {
    const { verdict, members } = this.view;
    const was = before === undefined ? t("about.was-gone") : earlierWords(field, before, this.names);
    const isTyped = before !== undefined && TYPED_FIELDS.some((each) => each === field);
    return html`<li>
      <b>${t(fieldLabel(field))}</b>
      <span lang=${isTyped ? langOf(verdict.language, verdict.script) : nothing}
        >${before === undefined ? was : t("about.was", { before: was })}</span
      >
      <span class="sub"
        >${members.find(({ id }) => id === by)?.name ?? ""}, <time datetime=${at}>${formatWhen(at)}</time></span
      >
    </li>`;
  }

  // ----------------------------------------------------------------------------------------------------------------- acts

  private async read(): Promise<void> {
    if (this.isGuest) return;
    const { id, related } = this.view.verdict;
    try {
      const [about, network] = await Promise.all([
        readAbout(id),
        related.length > 0 ? (this.network ?? readNetwork()) : this.network,
      ]);
      if (this.view.verdict.id !== id) return;
      this.about = about;
      this.network = network;
    } catch (error) {
      this.problem = error;
    }
  }

  private async edit(row: Editing): Promise<void> {
    this.problem = null;
    if (row === "related" && !this.network)
      try {
        this.network = await readNetwork();
      } catch (error) {
        this.problem = error;
        return;
      }
    this.editing = row;
    await this.updateComplete;
    this.form?.querySelector<HTMLElement>(".about-inputs :is(input, select)")?.focus();
  }

  /** Back to the row, and to the way into it. */
  private async stop(): Promise<void> {
    const row = this.editing;
    this.leave();
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[data-row="${row}"] .link`)?.focus();
  }

  private leave(): void {
    this.editing = null;
    this.problem = null;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { editing, form, view } = this;
    if (editing === null || !form || this.isBusy) return;
    const { verdict } = view;
    const isDone =
      editing === "owner"
        ? await this.act("about.offer-sent", () =>
            offerVerdict(verdict.id, OrganisationId.parse(textOf(form, "value"))),
          )
        : await this.act("about.saved", () => changeVerdict(verdict.id, readRow(editing, form, verdict)));
    if (isDone) await this.stop();
  };

  private async act(
    said: "about.saved" | "about.offer-sent" | "about.offer-ended" | "about.taken" | "about.declined",
    command: () => Promise<unknown>,
  ): Promise<boolean> {
    this.isBusy = true;
    this.problem = null;
    try {
      await command();
      announce(t(said));
      await this.read();
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** Esc leaves the row, not the dialog. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    void this.stop();
  };

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}

/** The name of the row in which a field stands. */
function fieldLabel(
  field: VerdictDataChange["field"],
): MessageKey & (`about.${Row}` | "about.owner" | "page.invented") {
  if (field === "script") return "about.language";
  return field === "invented" ? "page.invented" : `about.${field}`;
}
