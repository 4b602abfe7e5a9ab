import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";
import type { NameEntity, NameIdentifier, NameQuasi } from "../../../schema/protocol/http/pseudonyms.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./names-events.ts";
import { tokenChip } from "./names-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-person-choice": CoramPersonChoice;
  }
}

/** A person, or a number, place or organisation, with all places of it. */
export type Choosable = Pick<NameEntity, "id" | "canonical" | "token"> & { mentions: readonly { text: string }[] };

/** The others of a token's kind, each with all its places: what has it may be another name of one of them. */
export function thingsBeside(
  all: readonly (NameIdentifier | NameQuasi)[],
  { kind, label }: NameEntity["token"],
): Choosable[] {
  return sameOf(all).flatMap((mentions) => {
    const [{ id, text: canonical, token } = { id: "", text: "", token: null }] = mentions;
    return token?.kind === kind && token.label !== label ? [{ id, canonical, token, mentions }] : [];
  });
}

/** More are found by typing. */
const SHOWN = 7;

/**
 * Chooses one of the persons of a verdict by name, in any script and form; takes the focus when it comes. Fires
 * `coram-person-chosen`, or `coram-person-cancel` on Esc.
 */
@customElement("coram-person-choice")
export class CoramPersonChoice extends VerdictElement {
  @property({ attribute: false }) persons: readonly Choosable[] = [];
  /** They are no persons. */
  @property({ type: Boolean }) ofThings = false;
  /** The last choice is a person who is not there yet. */
  @property({ type: Boolean }) canBeNew = false;
  @property() textLang = "";
  @state() private words = "";
  @state() private at = 0;
  @query("input") private readonly field!: HTMLInputElement | null;

  override focus(): void {
    this.field?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  private get choices(): (Choosable | null)[] {
    const wanted = this.words.trim();
    const found = this.persons
      .filter(({ canonical, mentions }) =>
        [canonical, ...mentions.map(({ text }) => text)].some((form) => wanted === "" || holdsWords(form, wanted) > 0),
      )
      .sort((a, b) => b.mentions.length - a.mentions.length)
      .slice(0, SHOWN);
    return this.canBeNew ? [...found, null] : found;
  }

  private get asked(): string {
    return t(this.ofThings ? "names.thing-choice" : "names.person-choice");
  }

  protected override render(): TemplateResult {
    const { choices } = this;
    const at = Math.min(this.at, choices.length - 1);
    return html`<input
        class="field"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.asked}
        placeholder=${this.asked}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls="${this.uid}-list"
        aria-activedescendant=${at < 0 ? nothing : `${this.uid}-${at}`}
        .value=${this.words}
        @input=${(event: InputEvent) => {
          this.words = (event.target as HTMLInputElement).value;
          this.at = 0;
        }}
        @keydown=${this.onKey}
      />
      <div
        class="person-list"
        role="listbox"
        id="${this.uid}-list"
        aria-label=${this.ofThings ? this.asked : t("names.persons")}
      >
        ${choices.map(
          (person, index) =>
            html`<div
              role="option"
              id="${this.uid}-${index}"
              aria-selected=${index === at}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.choose(person)}
            >
              ${
                person
                  ? html`<span class="ellipsis" lang=${this.textLang || nothing}>${person.canonical}</span>
                      ${tokenChip(person.token, this.textLang)}`
                  : html`<span>${t("names.person-new")}</span>`
              }
            </div>`,
        )}
      </div>
      ${choices.length === 0 ? html`<p class="note" role="status">${t(this.ofThings ? "names.thing-none" : "names.person-none")}</p>` : nothing}`;
  }

  private choose(person: Choosable | null | undefined): void {
    if (person !== undefined) this.emit("coram-person-chosen", { id: person?.id ?? null });
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.choices.length - 1;
    const at = Math.min(this.at, last);
    if (event.key === "ArrowDown") this.at = at >= last ? 0 : at + 1;
    else if (event.key === "ArrowUp") this.at = at <= 0 ? last : at - 1;
    else if (event.key === "Enter") this.choose(this.choices[at]);
    else if (event.key === "Escape") this.emit("coram-person-cancel");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
