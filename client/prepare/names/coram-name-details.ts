import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PERSON_ROLES } from "../../../schema/domain/privacy.ts";
import type { NameEntity, NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-name-forms.ts";
import "./coram-person-choice.ts";
import "../corrections/coram-token-fields.ts";
import "./names-events.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-name-details": CoramNameDetails;
  }
}

/** One person: name, role, token, the forms and places in which the text names them, and who they are one with. */
@customElement("coram-name-details")
export class CoramNameDetails extends VerdictElement {
  @property({ attribute: false }) entity!: NameEntity;
  @property({ attribute: false }) names!: NamesView;
  @property({ attribute: false }) revision: Revision | null = null;
  @property() textLang = "";
  /** Starts of the places that are chosen. */
  @state() private chosen: ReadonlySet<number> = new Set();
  @state() private choosing: "move" | "merge" | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("entity")) return;
    const there = new Set(this.entity.mentions.map(({ start }) => start));
    this.chosen = new Set([...this.chosen].filter((start) => there.has(start)));
    if (this.chosen.size === 0 && this.choosing === "move") this.choosing = null;
  }

  private get others(): NameEntity[] {
    return this.names.entities.filter(({ id }) => id !== this.entity.id);
  }

  protected override render(): TemplateResult {
    const { id, canonical, role, isRoleGuessed = false } = this.entity;
    return html`<div class="name-details">
      <div class="name-fields">
        <div class="form-row">
          <label for="${this.uid}-name">${t("names.name")}</label>
          <input
            id="${this.uid}-name"
            class="field"
            maxlength="120"
            autocomplete="off"
            spellcheck="false"
            lang=${this.textLang || nothing}
            .value=${canonical}
            @change=${(event: Event) => this.rename(event.target as HTMLInputElement)}
          />
        </div>
        <div class="form-row">
          <label for="${this.uid}-role">${t("names.role")}</label>
          <select
            id="${this.uid}-role"
            class="field"
            .value=${role}
            aria-describedby=${isRoleGuessed ? `${this.uid}-guessed` : nothing}
            @change=${(event: Event) => {
              const wanted = (event.target as HTMLSelectElement).value;
              const chosen = PERSON_ROLES.find((each) => each === wanted);
              if (chosen) this.decide({ kind: "role", entity: id, role: chosen });
            }}
          >
            ${PERSON_ROLES.map((each) => html`<option value=${each} ?selected=${each === role}>${t(`names.role-${each}`)}</option>`)}
          </select>
        </div>
      </div>
      ${isRoleGuessed ? html`<p class="note words-warn" id="${this.uid}-guessed">${t("names.role-ask")}</p>` : nothing}
      <coram-token-fields .entity=${this.entity} .others=${this.others} .textLang=${this.textLang}></coram-token-fields>
      <coram-name-forms
        .entity=${this.entity}
        .revision=${this.revision}
        .textLang=${this.textLang}
        .chosen=${this.chosen}
        @coram-mentions-chosen=${(event: HTMLElementEventMap["coram-mentions-chosen"]) => (this.chosen = event.detail.starts)}
      ></coram-name-forms>
      ${this.renderActs()}
    </div>`;
  }

  private renderActs(): TemplateResult {
    const count = this.chosen.size;
    if (this.choosing)
      return html`<coram-person-choice
        .persons=${this.others}
        .textLang=${this.textLang}
        @coram-person-chosen=${this.onPerson}
        @coram-person-cancel=${() => (this.choosing = null)}
      ></coram-person-choice>`;
    const isAll = count === this.entity.mentions.length;
    return html`<div class="row">
      <button
        type="button"
        class="button button-small"
        @click=${() => this.emit("coram-names-rewrite-begin", { id: this.entity.id })}
      >
        <kbd class="key">R</kbd> ${t("names.rewrite")}
      </button>
      ${
        count > 0
          ? html`<button
                type="button"
                class="button button-small"
                ?disabled=${isAll}
                @click=${() => this.decide({ kind: "split", entity: this.entity.id, starts: [...this.chosen] })}
              >
                ${t("names.split", { count })}
              </button>
              <button type="button" class="button button-small" @click=${() => (this.choosing = "move")}>
                ${t("names.move", { count })}
              </button>`
          : html`<button
              type="button"
              class="button button-small"
              ?disabled=${this.others.length === 0}
              @click=${() => (this.choosing = "merge")}
            >
              ${t("names.same-as")}
            </button>`
      }
    </div>`;
  }

  private onPerson(event: HTMLElementEventMap["coram-person-chosen"]): void {
    event.stopPropagation();
    const { id } = event.detail;
    const { id: entity } = this.entity;
    if (id && this.choosing === "move") this.decide({ kind: "move", entity, starts: [...this.chosen], to: id });
    else if (id) {
      this.decide({ kind: "merge", entities: [id, entity] });
      this.emit("coram-names-open", { id });
    }
    this.choosing = null;
  }

  private rename(field: HTMLInputElement): void {
    const canonical = field.value.trim();
    if (canonical && canonical !== this.entity.canonical)
      this.decide({ kind: "rename", entity: this.entity.id, canonical });
    else field.value = this.entity.canonical;
  }

  private decide(command: NamesCommand): void {
    this.emit("coram-names-decide", { commands: [command] });
  }
}
