import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-initials.ts";
import { t } from "../../i18n/t.ts";
import type { OutlineEntry } from "../model/view-model.ts";
import type { PersonHere } from "../../reader/text-views.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-outline": CoramOutline;
  }
  interface HTMLElementEventMap {
    /** Go to this offset of the text shown. */
    "coram-goto": CustomEvent<{ offset: number }>;
  }
}

/** Sections and headings with the number of their first paragraph; where one is, and where the others are. */
@customElement("coram-outline")
export class CoramOutline extends VerdictElement {
  /** In the order of the text. */
  @property({ attribute: false }) entries: readonly OutlineEntry[] = [];
  /** Offset at which one reads. */
  @property({ type: Number }) at = 0;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  /** `lang` of the verdict's words. */
  @property() textLang = "";
  /** "31 pages, 112 paragraphs". */
  @property() about = "";

  private indexOf(offset: number): number {
    return this.entries.findLastIndex((entry) => entry.start <= offset);
  }

  protected override render(): TemplateResult {
    const current = this.indexOf(this.at);
    const here = new Map<number, PersonHere[]>();
    for (const person of this.people) {
      if (person.block === null) continue;
      const index = this.indexOf(person.block);
      here.set(index, [...(here.get(index) ?? []), person]);
    }
    return html`
      <div class="head">
        <span class="label grow">${t("verdict.outline")}</span>
        <span class="note sub">${this.about}</span>
      </div>
      ${
        this.entries.length === 0
          ? html`<p class="empty note sub">${t("verdict.outline-none")}</p>`
          : html`<nav aria-label=${t("verdict.outline")}>
              ${this.entries.map((entry, index) => this.renderEntry(entry, index === current, here.get(index) ?? []))}
            </nav>`
      }
    `;
  }

  private renderEntry(entry: OutlineEntry, isCurrent: boolean, people: readonly PersonHere[]): TemplateResult {
    return html`<a
      href=${`#o${entry.start}`}
      class=${`level-${Math.min(entry.depth, 3)}`}
      title=${entry.heading === null ? nothing : withTokenWords(entry.heading, this.textLang)}
      aria-current=${isCurrent ? "location" : nothing}
      @click=${(event: MouseEvent) => this.go(event, entry.start)}
    >
      ${entry.heading === null ? nothing : html`<span class="heading ellipsis" lang=${this.textLang || nothing}>${withTokenWords(entry.heading, this.textLang)}</span>`}
      ${
        entry.section === null
          ? nothing
          : html`<span class="${entry.heading === null ? "heading" : "sub section-name"} ellipsis"
              >${entry.section}</span
            >`
      }
      <span class="grow"></span>
      ${people
        .slice(0, 3)
        .map(
          ({ member }) =>
            html`<coram-initials small .initials=${member.initials} .name=${member.name}></coram-initials>`,
        )}
      ${people.length > 3 ? html`<span class="note sub">+${people.length - 3}</span>` : nothing}
      <span class="p"><span class="visually-hidden">${t("verdict.paragraph")} </span>${entry.number}</span>
    </a>`;
  }

  private followed: Element | null = null;

  /** Keeps the entry where one reads in sight, unless somebody is looking for another. */
  protected override updated(): void {
    const nav = this.querySelector("nav");
    const entry = this.querySelector<HTMLElement>("[aria-current]");
    if (!nav || !entry || entry === this.followed) return;
    this.followed = entry;
    if (this.matches(":hover, :focus-within")) return;
    const below = entry.offsetTop + entry.offsetHeight - nav.clientHeight;
    nav.scrollTop = Math.min(entry.offsetTop, Math.max(nav.scrollTop, below));
  }

  private go(event: MouseEvent, offset: number): void {
    // A new tab is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.emit("coram-goto", { offset });
  }
}
