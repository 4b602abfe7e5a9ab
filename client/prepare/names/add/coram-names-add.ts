import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PERSON_ROLES, type PersonRole } from "../../../../schema/domain/privacy.ts";
import {
  THINGS_TO_ADD,
  type NameEntity,
  type NamesView,
  type ThingToAdd,
} from "../../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import "../coram-person-choice.ts";
import "../names-events.ts";
import { tokenChip, tokenIn } from "../names-parts.ts";
import { personNamed, samesOf, thingByFigures, type SameThing } from "./names-same.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-add": CoramNamesAdd;
  }
}

/** In the choice of what it is the same as: nothing else. */
const OWN = "own";

/**
 * Selected words that nobody proposed become a name: of a person who is there, or of a new one, or of a place, an organisation, an
 * address or a number; everywhere or only here.
 */
@customElement("coram-names-add")
export class CoramNamesAdd extends VerdictElement {
  @property({ attribute: false }) range!: Range;
  /** The words of `range`. */
  @property() words = "";
  @property({ attribute: false }) names!: NamesView;
  @property() textLang = "";
  /** The whole text. */
  @property() text = "";
  /** The placeholder that these words are known to be a form of: `[Place 1]`. */
  @property() proposed: string | null = null;
  /** What they are known to be, if they are nobody's name. */
  @property() likely: ThingToAdd | null = null;
  @state() private person: string | null = null;
  @state() private newRole: PersonRole = "victim";
  /** They name nobody. */
  @state() private thing: ThingToAdd | null = null;
  /** What the thing is said to be another form of (`SameThing.as`), or a thing of its own; null: nobody has said. */
  @state() private said: string | null = null;
  @state() private isChoosing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("words") || changed.has("proposed") || changed.has("likely")) {
      this.isChoosing = false;
      this.said = null;
      // A form of a place that has a placeholder is no new person.
      const known = THINGS_TO_ADD.find((thing) => samesOf(this.names, thing, this).some(({ isAlike }) => isAlike));
      const named = known ? null : personNamed(this.names, this.words, this.textLang);
      this.thing = known ?? (named ? null : (thingByFigures(this.words) ?? this.likely));
      this.person = this.thing ? null : (named ?? this.person);
    }
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
        ${this.thing ? nothing : this.renderPerson(entity)} ${entity ? nothing : this.renderRole()} ${this.renderSame()}
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

  private renderPerson(entity: NameEntity | null): TemplateResult {
    return html`<button type="button" class="button button-small" @click=${() => (this.isChoosing = true)}>
      <span class="visually-hidden">${t("names.add-who")}:</span>
      ${
        entity
          ? html`<span lang=${this.textLang || nothing}>${entity.canonical}</span>
              ${tokenChip(entity.token, this.textLang)}`
          : t("names.person-new")
      }
      <coram-icon name="chevron-down"></coram-icon>
    </button>`;
  }

  private renderRole(): TemplateResult {
    return html`<select
      class="field"
      aria-label=${t("names.add-as")}
      @change=${(event: Event) => {
        const wanted = (event.target as HTMLSelectElement).value;
        this.thing = THINGS_TO_ADD.find((thing) => thing === wanted) ?? null;
        this.said = null;
        this.newRole = PERSON_ROLES.find((role) => role === wanted) ?? this.newRole;
      }}
    >
      ${PERSON_ROLES.map((role) => html`<option value=${role} ?selected=${!this.thing && role === this.newRole}>${t(`names.role-${role}`)}</option>`)}
      <optgroup label=${t("names.add-nobody")}>
        ${THINGS_TO_ADD.map((thing) => html`<option value=${thing} ?selected=${thing === this.thing}>${t(`names.kind-${thing}`)}</option>`)}
      </optgroup>
    </select>`;
  }

  /** Places, organisations or numbers that have a placeholder already: the words may be another form of one. */
  private get sames(): SameThing[] {
    return this.thing && !this.entity ? samesOf(this.names, this.thing, this) : [];
  }

  /** What it is the same as: what was said, else what stands for these very words. */
  private sameIn(sames: readonly SameThing[]): SameThing | null {
    if (this.said === OWN) return null;
    return sames.find(({ as }) => as === this.said) ?? sames.find(({ isAlike }) => isAlike) ?? null;
  }

  private renderSame(): TemplateResult | typeof nothing {
    const { sames } = this;
    if (sames.length === 0) return nothing;
    const chosen = this.sameIn(sames);
    const own = html`<option value=${OWN} ?selected=${chosen === null}>${t("names.add-own")}</option>`;
    const isAlike = sames[0]?.isAlike === true;
    return html`<select
      class="field"
      aria-label=${t("names.same-thing")}
      @change=${(event: Event) => (this.said = (event.target as HTMLSelectElement).value)}
    >
      ${isAlike ? nothing : own}
      ${sames.map((same) => html`<option value=${same.as} ?selected=${same === chosen}>${this.sameWords(same)}</option>`)}
      ${isAlike ? own : nothing}
    </select>`;
  }

  private sameWords({ words, token }: SameThing): string {
    const called = tokenIn(token, this.textLang);
    return words === null
      ? t("names.add-same-token", { token: called })
      : t("names.add-same", { words, token: called });
  }

  private async endChoice(): Promise<void> {
    this.isChoosing = false;
    await this.updateComplete;
    this.focus();
  }

  private add(everywhere: boolean): void {
    const { entity, range, thing } = this;
    if (thing && !entity) {
      const as = this.sameIn(this.sames)?.as ?? null;
      const own = this.said === OWN;
      const command = {
        kind: "add-thing",
        of: thing,
        range: { ...range },
        as,
        ...(own && { own }),
        everywhere,
      } as const;
      return this.emit("coram-names-decide", { commands: [command] });
    }
    const role = entity?.role ?? this.newRole;
    this.emit("coram-names-decide", {
      commands: [{ kind: "add", entity: entity?.id ?? null, role, range: { ...range }, everywhere }],
    });
  }
}
