import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PERSON_ROLES, type PersonRole } from "../../../schema/domain/privacy.ts";
import type { NameEntity, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-person-choice.ts";
import "./names-events.ts";
import { tokenChip } from "./names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-add": CoramNamesAdd;
  }
}

/** Selected words that nobody proposed become a name: of a person who is there, or of a new one; everywhere or only here. */
@customElement("coram-names-add")
export class CoramNamesAdd extends VerdictElement {
  @property({ attribute: false }) range!: Range;
  /** The words of `range`. */
  @property() words = "";
  @property({ attribute: false }) names!: NamesView;
  @property() textLang = "";
  @state() private person: string | null = null;
  @state() private newRole: PersonRole = "victim";
  @state() private isChoosing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("words")) this.isChoosing = false;
    if (this.person && !this.entity) this.person = null;
  }

  override focus(): void {
    this.querySelector<HTMLElement>(".names-add-main")?.focus();
  }

  private get entity(): NameEntity | null {
    return this.names.entities.find(({ id }) => id === this.person) ?? null;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    // The words stand where the language puts them, in a run of the text's own language.
    const [before, after] = t("names.add-title", { words: "\n" }).split("\n");
    return html`<section class="names-add" aria-label=${t("names.add-title", { words })}>
      <p>${before}<mark class="name-words" lang=${this.textLang || nothing}>${words}</mark>${after}</p>
      ${this.isChoosing ? this.renderChoice() : this.renderWho()}
    </section>`;
  }

  private renderChoice(): TemplateResult {
    return html`<coram-person-choice
      canBeNew
      .persons=${this.names.entities}
      .textLang=${this.textLang}
      @coram-person-chosen=${(event: HTMLElementEventMap["coram-person-chosen"]) => {
        event.stopPropagation();
        this.person = event.detail.id;
        void this.endChoice();
      }}
      @coram-person-cancel=${(event: Event) => {
        event.stopPropagation();
        void this.endChoice();
      }}
    ></coram-person-choice>`;
  }

  private renderWho(): TemplateResult {
    const { entity } = this;
    return html`<div class="names-add-who">
        <button type="button" class="button button-small" @click=${() => (this.isChoosing = true)}>
          <span class="visually-hidden">${t("names.add-who")}:</span>
          ${
            entity
              ? html`<span lang=${this.textLang || nothing}>${entity.canonical}</span>
                  ${tokenChip(entity.token, this.textLang)}`
              : t("names.person-new")
          }
          <coram-icon name="chevron-down"></coram-icon>
        </button>
        ${entity ? nothing : this.renderRole()}
      </div>
      <div class="row">
        <button type="button" class="button button-small names-add-main" @click=${() => this.add(true)}>
          ${t("names.add-everywhere")}
        </button>
        <button type="button" class="button button-small" @click=${() => this.add(false)}>
          ${t("names.add-here")}
        </button>
      </div>`;
  }

  private renderRole(): TemplateResult {
    return html`<select
      class="field"
      aria-label=${t("names.role")}
      @change=${(event: Event) => {
        const wanted = (event.target as HTMLSelectElement).value;
        this.newRole = PERSON_ROLES.find((role) => role === wanted) ?? this.newRole;
      }}
    >
      ${PERSON_ROLES.map((role) => html`<option value=${role} ?selected=${role === this.newRole}>${t(`names.role-${role}`)}</option>`)}
    </select>`;
  }

  private async endChoice(): Promise<void> {
    this.isChoosing = false;
    await this.updateComplete;
    this.focus();
  }

  private add(everywhere: boolean): void {
    const { entity, range } = this;
    const role = entity?.role ?? this.newRole;
    this.emit("coram-names-decide", {
      commands: [{ kind: "add", entity: entity?.id ?? null, role, range: { ...range }, everywhere }],
    });
  }
}
