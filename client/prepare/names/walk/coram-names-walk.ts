import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { PERSON_ROLES } from "../../../../schema/domain/privacy.ts";
import type { NameEntity, NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import type { Revision } from "../../../../schema/text/revision.ts";
import { tell } from "../../../elements/announce.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import type { Context } from "../../corrections/context-of.ts";
import "../coram-names-rewrite.ts";
import { thingsBeside, type Choosable } from "../coram-person-choice.ts";
import type { ItemAct, StepAct } from "../names-acts.ts";
import "../names-events.ts";
import "../../prepare-events.ts";
import { digitOf } from "./names-keys.ts";
import { formsOf } from "../names-list.ts";
import { placeToRewrite } from "../names-marks.ts";
import { contextLine, contextWords, surnameNote, tokenChip, tokenIn } from "../names-parts.ts";
import type { Rewritten } from "../names-rewriting.ts";
import { decisionOf, isSameItem, placeOf, sameAs, type WalkItem } from "./names-walk.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-walk": CoramNamesWalk;
  }
  interface HTMLElementEventMap {
    /** What is to be done with the item in hand. */
    "coram-walk-act": CustomEvent<{ act: ItemAct | StepAct }>;
  }
}

const FORMS_SHOWN = 4;

/** One thing to decide, with the words around it and what each key does. It decides nothing: it says what was wanted. */
@customElement("coram-names-walk")
export class CoramNamesWalk extends VerdictElement {
  @property({ attribute: false }) item!: WalkItem;
  @property({ attribute: false }) names!: NamesView;
  @property({ attribute: false }) verdict!: VerdictId;
  /** The text, where the names are of it. */
  @property({ attribute: false }) revision: Revision | null = null;
  /** The words around the place, in the text that is shown. */
  @property({ attribute: false }) context: Context | null = null;
  @property() textLang = "";
  /** Which of how many, counted from 1. */
  @property({ attribute: false }) position = { number: 1, all: 1 };
  /** What a colleague has decided on it meanwhile; empty where nobody has. */
  @property() news = "";
  @state() private isChoosing = false;
  /** The place that is put in other words, as it was when that was begun. */
  @state() private rewritten: Rewritten | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("item");
    if (before && !isSameItem(before, this.item)) {
      this.isChoosing = false;
      this.rewritten = null;
    }
    if (this.rewritten && this.revision && this.context) this.rewritten = this.rewrittenNow(this.rewritten);
  }

  override focus(): void {
    this.querySelector<HTMLElement>(".walk-card")?.focus({ preventScroll: true });
  }

  /** Opens the choice of another person, where the item may have one. */
  choosePerson(): void {
    if (this.entity || this.things.length > 0) this.isChoosing = true;
  }

  /** Opens the field for other words in the place in hand; whether there is one, or it is said that it will be in a moment. */
  rewrite(): boolean {
    if (!this.revision) {
      tell(t("names.waiting-text"));
      return true;
    }
    this.rewritten = this.rewrittenNow();
    if (!this.rewritten) return false;
    void this.updateComplete.then(() => this.querySelector("coram-names-rewrite")?.focus());
    return true;
  }

  /** The words are saved, or left. */
  endRewriting(): void {
    this.rewritten = null;
    this.focus();
  }

  /** The question and the words around it, for who hears the page. */
  get said(): string {
    const { question, context } = this;
    return context ? `${question} ${contextWords(context, this.textLang)}` : question;
  }

  private get entity(): NameEntity | null {
    const { item } = this;
    if (item.kind === "identifier" || item.kind === "quasi") return null;
    return this.names.entities.find(({ id }) => id === item.id) ?? null;
  }

  /** Those of the kind of the thing in hand that it may be another name of. */
  private get things(): Choosable[] {
    const { item, token, names } = this;
    if (token === null || (item.kind !== "identifier" && item.kind !== "quasi")) return [];
    return thingsBeside(item.kind === "identifier" ? names.identifiers : names.quasi, token);
  }

  private get question(): string {
    if (this.item.kind === "mention") return t("names.ask-mention", { name: this.entity?.canonical ?? "" });
    return t(`names.ask-${this.item.kind}`);
  }

  /** What would stand for it; null for a passage that can only be put in other words. */
  get token(): NameEntity["token"] | null {
    const { item } = this;
    if (item.kind === "identifier") return this.names.identifiers.find(({ id }) => id === item.id)?.token ?? null;
    if (item.kind === "quasi") return this.names.quasi.find(({ id }) => id === item.id)?.token ?? null;
    return this.entity?.token ?? null;
  }

  protected override render(): TemplateResult {
    const { context, entity, item, position } = this;
    const same = sameAs(this.names, item);
    const forms = [...new Set(same.map(({ text }) => text))];
    return html`<div class="walk-head">
        <h3 class="label">${t("names.walk-title")}</h3>
        <span class="sub">${t("names.walk-position", position)}</span>
        <span class="grow"></span>
        <button type="button" class="button button-quiet button-small" @click=${() => this.act({ name: "leave" })}>
          ${t("names.walk-end")} <kbd class="key">Esc</kbd>
        </button>
      </div>
      <div class="walk-card" role="group" tabindex="-1" aria-label=${this.question}>
        ${context?.paragraph ? html`<p class="note sub">${t("names.paragraph", { number: context.paragraph })}</p>` : nothing}
        ${context ? html`<p class="walk-context">${contextLine(context, this.textLang)}</p>` : nothing}
        <h4 class="walk-question">
          ${
            item.kind === "mention" && entity
              ? t("names.ask-mention", { name: entity.canonical })
              : html`${this.question} <span class="note sub">${this.renderKind()}</span>`
          }
        </h4>
        ${this.renderDecided()}
        ${
          same.length > 1
            ? html`<p class="note">
                <span lang=${this.textLang || nothing}>${forms.slice(0, FORMS_SHOWN).join(", ")}</span>
                ${t("names.more-places", { count: same.length - 1 })}
              </p>`
            : nothing
        }
        ${item.kind === "entity" && entity ? this.renderEntity(entity) : nothing}
        ${item.kind === "mention" && entity ? html`<p class="note">${tokenChip(entity.token, this.textLang)} ${t(`names.role-${entity.role}`)}</p>` : nothing}
        ${this.isChoosing ? this.renderChoice() : this.rewritten ? this.renderRewriting() : this.renderActs()}
        ${item.kind === "entity" && entity && !this.isChoosing ? this.renderRoles(entity) : nothing}
        ${this.renderSteps()}
      </div>`;
  }

  /** One has come back to it. */
  private renderDecided(): TemplateResult | typeof nothing {
    if (this.news) return html`<p class="alert" role="status">${this.news}</p>`;
    const decision = decisionOf(this.names, this.item);
    if (decision === null) return nothing;
    return html`<p class="note walk-decided">${t(decision ? "names.walk-was-yes" : "names.walk-was-no")}</p>`;
  }

  private renderKind(): string {
    const { item } = this;
    if (item.kind === "quasi") {
      const quasi = this.names.quasi.find(({ id }) => id === item.id);
      return quasi ? t(`names.kind-${quasi.kind}`) : "";
    }
    const identifier = this.names.identifiers.find(({ id }) => id === item.id);
    if (item.kind !== "identifier" || !identifier) return "";
    const kind = t(`names.kind-${identifier.kind}`);
    return identifier.valid === null ? kind : `${kind}, ${t(identifier.valid ? "names.valid" : "names.invalid")}`;
  }

  private renderEntity(entity: NameEntity): TemplateResult {
    const forms = formsOf(entity);
    const more = forms.length - FORMS_SHOWN;
    return html`<p class="walk-name" lang=${this.textLang || nothing}>${entity.canonical}</p>
      <p class="note">
        ${t("names.places", { count: entity.mentions.length })}:
        <span lang=${this.textLang || nothing}
          >${forms
            .slice(0, FORMS_SHOWN)
            .map(({ text }) => text)
            .join(", ")}</span
        >${more > 0 ? html` ${t("names.more-forms", { count: more })}` : nothing}
      </p>
      <p class="note">${surnameNote(entity, this.textLang)}</p>`;
  }

  private renderRoles(entity: NameEntity): TemplateResult {
    return html`${entity.isRoleGuessed ? html`<p class="note words-warn">${t("names.role-ask")}</p>` : nothing}
      <div class="walk-roles" role="group" aria-label=${t("names.role")}>
        ${PERSON_ROLES.map(
          (role) =>
            html`<button
              type="button"
              aria-pressed=${role === entity.role}
              @click=${() => this.act({ name: "role", role })}
            >
              <kbd class="key">${digitOf(role)}</kbd> ${t(`names.role-${role}`)}
            </button>`,
        )}
      </div>`;
  }

  private renderActs(): TemplateResult {
    const { kind } = this.item;
    return html`<div class="walk-acts">
        ${this.renderYes()}
        <button type="button" class="button" @click=${() => this.act({ name: "no" })}>
          <kbd class="key">N</kbd> ${t(kind === "mention" ? "names.no-mention" : "names.no-entity")}
        </button>
        ${this.token === null ? nothing : this.renderRewrite()}
        ${
          this.entity || this.things.length > 0
            ? html`<button type="button" class="button" @click=${() => (this.isChoosing = true)}>
                <kbd class="key">M</kbd>
                ${t(this.entity === null ? "names.same-thing" : kind === "entity" ? "names.same-as" : "names.somebody-else")}
              </button>`
            : nothing
        }
      </div>
      ${this.token === null ? html`<p class="note">${t("names.no-token")}</p>` : nothing}`;
  }

  /** Where no placeholder can stand, this is the yes. */
  private renderRewrite(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.rewrite()}>
      ${this.token === null ? html`<kbd class="key">Y</kbd> ` : nothing}<kbd class="key">R</kbd> ${t("names.rewrite")}
    </button>`;
  }

  private renderYes(): TemplateResult {
    const { item, token } = this;
    if (token === null) return this.renderRewrite();
    return html`<button type="button" class="button" @click=${() => this.act({ name: "yes" })}>
      <kbd class="key">Y</kbd>
      ${
        item.kind === "mention"
          ? t("names.yes-mention")
          : t("names.yes-entity", { token: tokenIn(token, this.textLang) })
      }
    </button>`;
  }

  /** Where it stands, in other words; no token stands for a whole passage. */
  private renderRewriting(): TemplateResult {
    return html`<coram-names-rewrite
      .of=${this.rewritten}
      .textLang=${this.textLang}
      @coram-names-rewrite-leave=${(event: Event) => {
        event.stopPropagation();
        this.endRewriting();
      }}
    ></coram-names-rewrite>`;
  }

  /** The place in hand; null where it has other words than `before`, or names and text are not of each other. */
  private rewrittenNow(before?: Rewritten): Rewritten | null {
    const { context } = this;
    const { id } = this.item;
    const place = context && placeToRewrite(this.names, id, placeOf(this.names, this.item));
    if (!place || (before && before.words !== context.words)) return null;
    return { verdict: this.verdict, id, ...place, words: context.words };
  }

  private renderSteps(): TemplateResult {
    return html`<div class="walk-steps">
      <button type="button" class="button button-quiet" @click=${() => this.act({ name: "previous" })}>
        <kbd class="key">K</kbd> ${t("names.previous")}
      </button>
      <button type="button" class="button button-quiet" @click=${() => this.act({ name: "next" })}>
        <kbd class="key">J</kbd> ${t("names.next")}
      </button>
    </div>`;
  }

  private renderChoice(): TemplateResult {
    return html`<coram-person-choice
      .persons=${this.entity ? this.names.entities.filter(({ id }) => id !== this.item.id) : this.things}
      ?ofThings=${this.entity === null}
      ?canBeNew=${this.item.kind === "mention"}
      .textLang=${this.textLang}
      @coram-person-chosen=${(event: HTMLElementEventMap["coram-person-chosen"]) => {
        event.stopPropagation();
        this.isChoosing = false;
        this.focus();
        this.act({ name: "person", id: event.detail.id });
      }}
      @coram-person-cancel=${(event: Event) => {
        event.stopPropagation();
        this.isChoosing = false;
        this.focus();
      }}
    ></coram-person-choice>`;
  }

  private act(act: ItemAct | StepAct): void {
    this.emit("coram-walk-act", { act });
  }
}
