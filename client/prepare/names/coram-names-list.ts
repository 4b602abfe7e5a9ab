import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { NameEntity, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-icon.ts";
import { compareWords, formatNumber, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-name-details.ts";
import "./names-events.ts";
import { countOf, groupsOf, isInText, NAME_SORTS, type NameGroup, type NameSort } from "./names-list.ts";
import { decisionButtons, rewriteForm, surnameNote, tokenChip } from "./names-parts.ts";
import type { Rewritten } from "./names-rewriting.ts";
import { unsureOf } from "./walk/names-walk.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-list": CoramNamesList;
  }
}

/** So long a second tap at the same place is meant for the same person. */
const SECOND_TAP_MS = 600;

/** The persons of a verdict, a row each, in groups by what was decided; one of them may be open with its details. */
@customElement("coram-names-list")
export class CoramNamesList extends VerdictElement {
  @property({ attribute: false }) names!: NamesView;
  /** The text that the names are of; null while it is not here. */
  @property({ attribute: false }) revision: Revision | null = null;
  @property() textLang = "";
  @property({ attribute: false }) opened: string | null = null;
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @property({ attribute: false }) rewritten: Rewritten | null = null;
  @state() private filter = "";
  @state() private sort: NameSort = "count";
  /** In which groups rows stay that were decided on here: no other person comes under the pointer, or the focus, before that leaves. */
  @state() private stays: ReadonlyMap<string, NameGroup["state"]> = new Map();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Persons in the order in which they are shown now. */
  get order(): readonly NameEntity[] {
    return this.groups.flatMap(({ entities }) => entities);
  }

  private get groups(): NameGroup[] {
    return groupsOf(this.names.entities, this.filter, this.sort, compareWords, this.stays);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Before the press is answered: what comes of it may be drawn between two listeners.
    this.addEventListener("click", this.stay, { capture: true });
    this.addEventListener("pointerleave", this.onLeave);
    this.addEventListener("focusout", this.onFocusOut);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("click", this.stay, { capture: true });
    this.removeEventListener("pointerleave", this.onLeave);
    this.removeEventListener("focusout", this.onFocusOut);
    this.arrange();
  }

  private readonly stay = (event: MouseEvent): void => {
    const pressed = event.target instanceof Element ? event.target.closest("[aria-pressed]") : null;
    const row = pressed?.closest<HTMLElement>("[data-group]");
    const [id, group] = [row?.dataset["thing"], row?.dataset["group"]];
    const state = this.groups.find((each) => each.state === group)?.state;
    if (!id || !state) return;
    this.stays = new Map([...this.stays, [id, state]]);
    clearTimeout(this.timer);
    if (event instanceof PointerEvent && ["touch", "pen"].includes(event.pointerType))
      this.timer = setTimeout(this.arrange, SECOND_TAP_MS);
  };

  private readonly onLeave = ({ pointerType }: PointerEvent): void => {
    if (pointerType === "mouse") this.arrange();
  };

  /** Looked at once it has come to rest: a window that is left keeps it, and what is drawn anew gives it back. */
  private readonly onFocusOut = (): void => {
    setTimeout(() => {
      if (!this.contains(document.activeElement) && !this.matches(":hover")) this.arrange();
    });
  };

  /** Each goes where it belongs; what has the focus keeps it there, without a jump. */
  private readonly arrange = (): void => {
    clearTimeout(this.timer);
    if (this.stays.size === 0) return;
    this.stays = new Map();
    const row = document.activeElement?.closest<HTMLElement>("[data-thing]");
    const at = row && this.contains(row) ? controlsOf(row).indexOf(document.activeElement) : -1;
    if (!row || at < 0) return;
    void this.updateComplete.then(() => {
      const now = this.querySelector(`[data-thing="${row.dataset["thing"] ?? ""}"]`);
      const control = now && controlsOf(now)[at];
      if (control instanceof HTMLElement) control.focus({ preventScroll: true });
    });
  };

  protected override render(): TemplateResult {
    const { groups } = this;
    return html`<div class="names-tools">
        <label class="field field-soft grow">
          <coram-icon name="search"></coram-icon>
          <input
            type="search"
            aria-label=${t("names.filter")}
            placeholder=${t("names.filter")}
            .value=${this.filter}
            @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value)}
          />
        </label>
        <select
          class="field field-soft"
          aria-label=${t("names.sort")}
          @change=${(event: Event) => {
            const wanted = (event.target as HTMLSelectElement).value;
            this.sort = NAME_SORTS.find((sort) => sort === wanted) ?? this.sort;
          }}
        >
          ${NAME_SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === this.sort}>${t(`names.sort-${sort}`)}</option>`)}
        </select>
      </div>
      ${groups.length === 0 && this.filter ? html`<p class="note" role="status">${t("names.filter-none", { words: this.filter.trim() })}</p>` : nothing}
      ${groups.map(
        ({ state: group, entities, count }) =>
          html`<h4 class="names-group">${t(`names.state-${group}`)} <span class="sub">${formatNumber(count)}</span></h4>
            <ul class="names-rows">
              ${repeat(
                entities,
                ({ id }) => id,
                (entity) => html`<li data-thing=${entity.id} data-group=${group}>${this.renderRow(entity)}</li>`,
              )}
            </ul>`,
      )}`;
  }

  private renderRow(entity: NameEntity): TemplateResult {
    const { id, canonical, role, isRoleGuessed, state: decided, token } = entity;
    const isOpen = id === this.opened;
    const unsure = decided === "dismissed" ? 0 : unsureOf(entity).length;
    return html`<div class="name-row" ?data-open=${isOpen} data-state=${decided}>
        <label class="tick">
          <input
            type="checkbox"
            aria-label=${t("names.choose", { name: canonical })}
            .checked=${this.chosen.has(id)}
            @change=${(event: Event) =>
              this.emit("coram-names-choose", { id, isChosen: (event.target as HTMLInputElement).checked })}
          />
        </label>
        <button
          type="button"
          class="name-open"
          aria-expanded=${isOpen}
          @click=${() => this.emit("coram-names-open", { id: isOpen ? null : id })}
        >
          <span class="name-words" lang=${this.textLang || nothing}>${canonical}</span>
          <span class="note">
            ${decided === "dismissed" ? nothing : tokenChip(token, this.textLang)}
            <span class="name-role">${t(`names.role-${role}`)}</span>
            ${decided === "confirmed" ? nothing : surnameNote(entity, this.textLang)}
            ${isRoleGuessed ? html`<span class="words-warn">${t("names.role-guessed")}</span>` : nothing}
            ${isInText(entity) ? nothing : html`<span>${t("names.places", { count: countOf(entity) })}</span>`}
            ${unsure > 0 ? html`<span class="words-warn">${t("names.unsure", { count: unsure })}</span>` : nothing}
          </span>
        </button>
        ${isInText(entity) ? nothing : this.renderDecision(entity)}
      </div>
      ${rewriteForm(this.rewritten, [id], this.textLang)}
      ${
        isOpen
          ? html`<coram-name-details
              .entity=${entity}
              .names=${this.names}
              .revision=${this.revision}
              .textLang=${this.textLang}
            ></coram-name-details>`
          : nothing
      }`;
  }

  private renderDecision({ id, canonical, state: decided }: NameEntity): TemplateResult {
    return decisionButtons({
      words: canonical,
      is: decided === "confirmed" ? "replace" : decided === "dismissed" ? "leave" : null,
      decide: (is) =>
        this.emit("coram-names-decide", {
          commands: [{ kind: is === "replace" ? "confirm" : is === "leave" ? "dismiss" : "reopen", entity: id }],
        }),
    });
  }
}

function controlsOf(row: Element): (Element | null)[] {
  return [...row.querySelectorAll("button, input")];
}
