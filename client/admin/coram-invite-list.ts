import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { COUNTRIES, Country } from "../../schema/domain/language.ts";
import { type Organisation, ROLES, Role, USUAL_ROLE } from "../../schema/domain/member.ts";
import { looksAlike } from "../../schema/domain/people/look-alike.ts";
import { INVITE_LIST_MAX, type InvitationView, type MembersView } from "../../schema/protocol/http/people.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import { describeProblem } from "../api/http.ts";
import { inviteList, readInvitations, readMembers } from "../api/people.ts";
import { announce } from "../elements/announce.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { byName, t } from "../i18n/t.ts";
import { holdHere } from "../typed/keep-words.ts";
import "./invite-list.css";
import {
  type Answer,
  answersTo,
  begun,
  insteadOfInviting,
  LIST,
  listOf,
  NEW,
  newOrganisations,
  readRows,
  type Row,
  toldOf,
} from "./invite-rows.ts";
import { asking } from "./member-controls.ts";
import { linksKept } from "./links-kept.ts";
import { linksMade } from "./links-made.ts";
import { roleLines } from "./role-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-invite-list": CoramInviteList;
  }
  interface HTMLElementEventMap {
    /** So many people were invited; their links are on the page. */
    "coram-invited": CustomEvent<{ count: number }>;
    /** The links were done with, and nothing is begun. */
    "coram-links-done": CustomEvent<void>;
  }
}

const OTHER = "other";
/** As many pasted lines are shown at once. */
const LINES_MAX = 8;

/**
 * Invites a list of people: `<coram-invite-list></coram-invite-list>`, without properties. It asks the server for members and open
 * invitations itself, so that it stands on any page of a facilitator. Lines are pasted and read as a table, each beside what was
 * read of it, and what is doubtful is asked before anybody is invited; then all links are shown, until they are done with. Fires
 * `coram-invited` when the links are made, and `coram-links-done` (both bubble).
 */
@customElement("coram-invite-list")
export class CoramInviteList extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private people: MembersView | null = null;
  @state() private invitations: InvitationView[] = [];
  @state() private pasted = "";
  @state() private answers: ReadonlyMap<string, Answer> = new Map();
  /** Countries of new organisations, by name, and names of those that no line names. */
  @state() private countries: ReadonlyMap<string, Country> = new Map();
  @state() private others: readonly string[] = [];
  /** The line for which another organisation is being named. */
  @state() private naming: string | null = null;
  /** The form stands under links that are still shown. */
  @state() private isMore = false;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  private readonly refetch = new Refetch<[MembersView, InvitationView[]]>(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "members",
    fetch: () => Promise.all([readMembers(), readInvitations()]),
    take: ([people, invitations]) => {
      this.people = people;
      this.invitations = invitations;
      // Who has joined needs none, and stands among the members.
      linksKept.drop(invitations.flatMap(({ id, spentAt }) => (spentAt === null ? [] : [id])));
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = begun.get(LIST);
    if (kept) Object.assign(this, kept);
  }

  protected override updated(): void {
    const { pasted, answers, countries, others } = this;
    if (pasted.trim() === "") begun.delete(LIST);
    else begun.set(LIST, { pasted, answers, countries, others });
    holdHere(LIST, begun.has(LIST));
  }

  protected override render(): TemplateResult {
    const problem = this.problem ?? this.refetch.problem;
    const hasLinks = linksKept.all.length > 0;
    const isAsking = !hasLinks || this.isMore || begun.has(LIST);
    const desk = {
      onCopied: () => this.requestUpdate(),
      onDone: this.doneWithLinks,
      onMore: isAsking ? null : this.inviteMore,
    };
    return html`${hasLinks ? linksMade(desk) : nothing} ${isAsking ? this.renderAsking() : nothing}
    ${errorLine(problem === null ? null : describeProblem(problem))}`;
  }

  private rows(): Row[] {
    const me = this.session?.member;
    if (!this.people || !me) return [];
    return readRows(this.pasted, {
      people: this.people,
      invitations: this.invitations,
      me: toActor(me),
      answers: this.answers,
    });
  }

  private renderAsking(): TemplateResult {
    const rows = this.rows();
    const made = newOrganisations(rows, this.countries);
    const count = rows.filter(({ isSkipped }) => !isSkipped).length;
    const open =
      rows.filter(({ doubts }) => doubts.length > 0).length + [...made.values()].filter((each) => each === null).length;
    return html`<form class="invite-list" @submit=${(event: SubmitEvent) => void this.submit(event, rows, made, open)}>
      <div class="invite-paste">
        <label class="invite-head" for="invite-lines"
          >${rows.length > 0 ? t("invite.lines", { count: rows.length }) : t("invite.paste")}</label
        >
        <textarea
          id="invite-lines"
          class="field"
          rows=${Math.max(4, Math.min(rows.length + 1, LINES_MAX))}
          spellcheck="false"
          autocomplete="off"
          aria-describedby="invite-hint"
          .value=${live(this.pasted)}
          @input=${(event: Event) => (this.pasted = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </div>
      <p class="note" id="invite-hint">${t("invite.hint")}</p>
      ${rows.length > 0 ? this.renderRows(rows, made, open) : nothing}
      ${made.size > 0 ? this.renderNewOrganisations(made) : nothing}
      ${rows.length > 0 ? html`<div class="note invite-roles">${roleLines(t("invite.guests-elsewhere"))}</div>` : nothing}
      ${
        rows.length > INVITE_LIST_MAX
          ? errorLine(t("invite.too-many", { count: INVITE_LIST_MAX }))
          : html`<div class="invite-foot">
              <span class="note grow">${t("invite.links-hint")}</span>
              <button class="button button-primary" ?disabled=${this.isBusy || count === 0}>
                ${count > 0 ? t("invite.do", { count }) : t("invite.do-none")}
              </button>
            </div>`
      }
    </form>`;
  }

  private renderRows(rows: readonly Row[], made: ReadonlyMap<string, unknown>, open: number): TemplateResult {
    return html`<div class="invite-read">
      <div class="invite-head">
        <span class="grow">${t("invite.read-as")}</span>
        <span role="status">${open > 0 ? t("invite.to-answer", { count: open }) : nothing}</span>
      </div>
      <ul>
        ${repeat(
          rows,
          ({ line }) => line.key,
          (row) => this.renderRow(row, made),
        )}
      </ul>
    </div>`;
  }

  private renderRow(row: Row, made: ReadonlyMap<string, unknown>): TemplateResult {
    const { line, role, doubts, isSkipped } = row;
    const name = line.name || line.email;
    const told = toldOf(row);
    return html`<li ?data-doubt=${doubts.length > 0} ?data-skipped=${isSkipped}>
      <span class="line">${line.text.replaceAll("\t", "   ")}</span>
      <span class="name">${name}</span>
      ${this.naming === line.key ? this.renderNaming(line.key) : this.renderOrganisation(row, made)}
      <select
        class="field field-soft"
        aria-label=${t("people.role-of", { name })}
        aria-invalid=${doubts.some((doubt) => doubt === "role" || doubt === "lead") ? "true" : nothing}
        ?disabled=${isSkipped}
        @change=${(event: Event) => this.answer(line.key, { role: Role.parse((event.target as HTMLSelectElement).value) })}
      >
        ${role === null ? html`<option value="" selected>${t("invite.which-role")}</option>` : nothing}
        ${ROLES.map((each) => html`<option value=${each} .selected=${live(each === role)}>${t(`word.role.${each}`)}</option>`)}
      </select>
      <button
        type="button"
        class="link"
        aria-label=${t(isSkipped ? "invite.unskip-of" : "invite.skip-of", { name })}
        @click=${() => this.answer(line.key, { isSkipped: !isSkipped })}
      >
        ${t(isSkipped ? "invite.unskip" : "invite.skip")}
      </button>
      ${
        told.length > 0
          ? html`<span class="says"
              ><span>${told.join(" ")}</span>
              ${answersTo(row).map(
                ({ words, answer }) =>
                  html`<button type="button" class="link" @click=${() => this.answer(line.key, answer)}>
                    ${words}
                  </button>`,
              )}
              <button type="button" class="link" @click=${() => this.goToLine(line.at)}>
                ${t("invite.to-line")}
              </button></span
            >`
          : nothing
      }
      ${isSkipped ? html`<span class="says sub">${t("invite.skipped")}</span>` : nothing}
      ${line.note && !isSkipped && !doubts.some((doubt) => ["invited", "address-invited"].includes(doubt)) ? html`<span class="says sub">${t(`invite.note-${line.note}`)}</span>` : nothing}
    </li>`;
  }

  private renderOrganisation(
    { line, organisation, doubts, isSkipped }: Row,
    made: ReadonlyMap<string, unknown>,
  ): TemplateResult {
    const name = line.name || line.email;
    return html`<select
      class="field field-soft"
      aria-label=${t("people.organisation-of", { name })}
      aria-invalid=${doubts.some((doubt) => doubt === "organisation" || doubt === "place") ? "true" : nothing}
      ?disabled=${isSkipped}
      @change=${(event: Event) => this.chooseOrganisation(line.key, (event.target as HTMLSelectElement).value)}
    >
      ${organisation === "" ? html`<option value="" selected>${t("invite.which-organisation")}</option>` : nothing}
      ${byName(this.people?.organisations ?? []).map((each) => {
        const instead = this.insteadOf(each.id);
        return html`<option value=${each.id} ?disabled=${instead !== null} .selected=${live(each.id === organisation)}>
          ${asking(each.name, instead)}
        </option>`;
      })}
      ${[...new Set([...made.keys(), ...this.others])].map(
        (each) =>
          html`<option value=${`${NEW}${each}`} .selected=${live(`${NEW}${each}` === organisation)}>
            ${t("invite.new-of", { name: each })}
          </option>`,
      )}
      <option value=${OTHER}>${t("people.new-organisation")}</option>
    </select>`;
  }

  /** Whom the reader asks to invite somebody into an organisation; null where they may. */
  private insteadOf(organisation: Organisation["id"]): string | null {
    const me = this.session?.member;
    return this.people && me ? insteadOfInviting(toActor(me), this.people, organisation, USUAL_ROLE) : null;
  }

  private renderNewOrganisations(made: ReadonlyMap<string, Country | null>): TemplateResult {
    return html`<fieldset class="invite-new">
      <legend class="invite-head">${t("invite.new-organisations")}</legend>
      ${repeat(
        made,
        ([name]) => name,
        ([name, country]) =>
          html`<label>
            <span>${name}</span>
            <select
              class="field field-soft"
              aria-label=${t("invite.country-of", { name })}
              aria-invalid=${country === null ? "true" : nothing}
              @change=${(event: Event) => {
                const chosen = Country.parse((event.target as HTMLSelectElement).value);
                this.countries = new Map([...this.countries, [name, chosen]]);
              }}
            >
              ${country === null ? html`<option value="" selected>${t("invite.which-country")}</option>` : nothing}
              ${COUNTRIES.map(
                (each) =>
                  html`<option value=${each} .selected=${live(each === country)}>${t(`word.country.${each}`)}</option>`,
              )}
            </select>
          </label>`,
      )}
    </fieldset>`;
  }

  private answer(key: string, answer: Answer): void {
    this.answers = new Map([...this.answers, [key, { ...this.answers.get(key), ...answer }]]);
  }

  private chooseOrganisation(key: string, value: string): void {
    if (value !== OTHER) return this.answer(key, { organisation: value });
    this.naming = key;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("input[name=organisation]")?.focus());
  }

  private nameOrganisation(key: string, name: string): void {
    this.naming = null;
    if (!name) return;
    // A name that is taken for that of another is that organisation.
    const known = this.people?.organisations.find((each) => looksAlike(each.name, name));
    if (known) return this.answer(key, { organisation: known.id });
    if (!this.others.includes(name)) this.others = [...this.others, name];
    this.answer(key, { organisation: `${NEW}${name}` });
  }

  /** Enter takes the name, Escape leaves it; the focus is on the line's choice of organisation then. */
  private onNamingKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const input = event.target as HTMLInputElement;
    const row = input.closest("li");
    if (event.key === "Escape") input.value = "";
    input.blur();
    void this.updateComplete.then(() => row?.querySelector("select")?.focus());
  }

  /** To a line as it was pasted, which is selected. */
  private goToLine(at: number): void {
    const field = this.querySelector("textarea");
    if (!field) return;
    const before = field.value.split("\n").slice(0, at + 1);
    const end = before.join("\n").length;
    field.setSelectionRange(end - (before.at(-1) ?? "").length, end);
    field.focus();
  }

  private renderNaming(key: string): TemplateResult {
    return html`<input
      class="field"
      name="organisation"
      maxlength="200"
      aria-label=${t("people.organisation-name")}
      @keydown=${(event: KeyboardEvent) => this.onNamingKey(event)}
      @blur=${(event: Event) => this.nameOrganisation(key, (event.target as HTMLInputElement).value.trim())}
    />`;
  }

  private readonly inviteMore = (): void => {
    this.isMore = true;
    void this.refetch.load();
    void this.updateComplete.then(() => this.focusLines());
  };

  private readonly doneWithLinks = (): void => {
    linksKept.drop(linksKept.all.map(({ invitation }) => invitation.id));
    this.isMore = false;
    void this.refetch.load();
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("coram-links-done", { bubbles: true }));
    void this.updateComplete.then(() => this.focusLines());
  };

  /** To where lines are pasted, or to the links that are shown. */
  focusLines(): void {
    (this.querySelector("textarea") ?? this.querySelector<HTMLElement>(".invite-made h3"))?.focus();
  }

  private async submit(
    event: SubmitEvent,
    rows: readonly Row[],
    made: ReadonlyMap<string, Country | null>,
    open: number,
  ): Promise<void> {
    event.preventDefault();
    if (open > 0) {
      announce(t("invite.to-answer", { count: open }));
      this.querySelector<HTMLElement>("[data-doubt] [aria-invalid], [data-doubt] .link, [aria-invalid]")?.focus();
      return;
    }
    this.isBusy = true;
    this.problem = null;
    try {
      const { made: links } = await inviteList(listOf(rows, made));
      linksKept.add(links);
      this.pasted = "";
      this.answers = new Map();
      this.others = [];
      this.isMore = false;
      begun.delete(LIST);
      this.dispatchEvent(new CustomEvent("coram-invited", { detail: { count: links.length }, bubbles: true }));
      await this.updateComplete;
      this.querySelector<HTMLElement>(".invite-made h3")?.focus();
    } catch (error) {
      this.problem = error;
      // Somebody was quicker: what is doubtful now is shown.
      void this.refetch.load();
    } finally {
      this.isBusy = false;
    }
  }
}
