import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { VerdictId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { PlacesView } from "../../schema/protocol/http/network.ts";
import { readMethodology, readPlaces } from "../api/verdicts.ts";
import { mayFind } from "../find/may-find.ts";
import { OF_A_VERDICT } from "../app/pages.ts";
import type { Place } from "../app/router.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import { BackCloses } from "../elements/back-closes.ts";
import "../elements/coram-icon.ts";
import { latinLetter, MOD } from "../elements/key-press.ts";
import { LightElement } from "../elements/light-element.ts";
import { markedLabel } from "../elements/marked.ts";
import { PHONE } from "../elements/screen.ts";
import { ANY } from "../elements/input/uncleared-words.ts";
import { readAllLanguages, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { type Asked, readAsked } from "./asked.ts";
import type { Found, FoundGroup } from "./found.ts";
import { type Command, offeredCommands } from "./offered.ts";
import { placesOnDevice } from "./places-on-device.ts";
import "./palette.css";
import { ReadParagraphs } from "./read-paragraphs.ts";
import { SOURCES, withWords } from "./sources.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-palette": CoramPalette;
  }
  interface WindowEventMap {
    /** *Find, or go to* is to be opened. */
    "coram-palette-open": CustomEvent<null>;
  }
}

/** By so many a page of the list is. */
const PAGE = 8;

/**
 * *Find, or go to*, over every page: verdicts, paragraphs, documents, categories, members and commands by name, for the keyboard. What
 * is typed stays in the field: names are asked for whole (`/api/places`), and what is chosen is gone to by its id.
 */
@customElement("coram-palette")
export class CoramPalette extends LightElement {
  @property({ attribute: false }) place: Place | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private isOpen = false;
  @state() private typed = "";
  /** Of the options, over all groups. */
  @state() private at = 0;
  @state() private places: PlacesView | null = null;
  @state() private methodology: MethodologyVersion | null = null;
  private commands: readonly Command[] = [];
  private paragraphs = new ReadParagraphs(() => this.requestUpdate());
  /** Whose names they are. */
  private of: string | null = null;
  private reading = new AbortController();
  /** Times that it was closed here, of which the browser has yet to tell. */
  private tellings = 0;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("input") private readonly field!: HTMLInputElement;

  constructor() {
    super();
    new BackCloses(this, () => this.isOpen && PHONE.matches, this.close);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.onWindowKey);
    addEventListener("coram-palette-open", this.show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.onWindowKey);
    removeEventListener("coram-palette-open", this.show);
    this.reading.abort();
  }

  private readonly onWindowKey = (event: KeyboardEvent): void => {
    const isKey = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && latinLetter(event) === "k";
    if (!isKey || event.defaultPrevented || !this.session?.member) return;
    event.preventDefault();
    // A question that stands over the page is answered first.
    if (this.isOpen || !document.querySelector("coram-dialog[open]")) this.show();
  };

  private readonly show = (): void => {
    const member = this.session?.member;
    if (!member) return;
    if (!this.isOpen) {
      if (this.of !== member.id) this.places = this.methodology = null;
      this.of = member.id;
      this.typed = "";
      this.at = 0;
      this.commands = offeredCommands();
      this.paragraphs = new ReadParagraphs(() => this.requestUpdate());
      this.isOpen = true;
      void this.read();
      void readAllLanguages().then(
        () => this.requestUpdate(),
        () => undefined,
      );
    }
    void this.updateComplete.then(() => this.field.select());
  };

  private readonly close = (): void => {
    this.isOpen = false;
    this.typed = "";
    this.reading.abort();
    this.paragraphs.end();
  };

  /** The browser tells of its end later: it may have been opened again by then. */
  private readonly onClosed = (): void => {
    if (this.tellings > 0) this.tellings--;
    else this.close();
  };

  /** The names there are now; without the server what opens from this device. */
  private async read(): Promise<void> {
    this.reading = new AbortController();
    const { signal } = this.reading;
    const kept = async (): Promise<PlacesView | null> => this.places ?? placesOnDevice(await device.ready());
    const [places, methodology] = await Promise.all([
      readPlaces(signal).catch(kept),
      readMethodology(signal).catch(() => this.methodology),
    ]);
    if (signal.aborted) return;
    this.places = places;
    this.methodology = methodology;
  }

  private find(asked: Asked): FoundGroup[] {
    const member = this.session?.member;
    if (!member) return [];
    const { places, methodology, paragraphs, commands, place } = this;
    const ofVerdict = place && OF_A_VERDICT.has(place.route) ? place.params["id"] : undefined;
    const here = VerdictId.safeParse(ofVerdict).data ?? null;
    const found = SOURCES.flatMap((source) =>
      source(asked, { member, places, methodology, here, paragraphs, commands }),
    );
    // What is only said of something counts where nothing bears the name.
    const named = found.filter(({ isSaid }) => !isSaid);
    const shown = named.some(({ key }) => key !== "here") ? named : found;
    // What only the methodology says may as well be meant as words of verdicts.
    const isWords = named.every(({ key }) => ["here", "categories", "questions", "passages"].includes(key));
    return isWords && mayFind(toActor(member)) ? withWords(shown, asked) : shown;
  }

  protected override updated(): void {
    if (!this.isOpen) {
      if (!this.dialog?.open) return;
      this.tellings++;
      return this.dialog.close();
    }
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.field.focus();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.session?.member) return nothing;
    return html`<dialog
      class="palette"
      aria-label=${t("palette.title")}
      data-keys="own"
      @cancel=${this.onCancel}
      @close=${this.onClosed}
      @click=${this.onClick}
      @keydown=${this.onKey}
    >
      ${this.isOpen ? this.renderOpen() : nothing}
    </dialog>`;
  }

  private renderOpen(): TemplateResult {
    const asked = readAsked(this.typed);
    const groups = this.find(asked);
    const all = groups.flatMap(({ found }) => found);
    const chosen = all[Math.min(this.at, all.length - 1)];
    const isReading = this.places === null;
    return html`<div class="palette-field">
        <coram-icon name="search"></coram-icon>
        <input
          type="text"
          role="combobox"
          data-takes-uncleared=${ANY}
          aria-label=${t("palette.title")}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant=${chosen ? idOf(chosen) : nothing}
          placeholder=${t("palette.title")}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="go"
          maxlength="200"
          .value=${this.typed}
          @input=${this.onInput}
        />
        ${
          asked.sign
            ? nothing
            : html`<span class="palette-scope"
                >${t(this.session?.member?.guest ? "palette.of-guest" : "palette.everywhere")}</span
              >`
        }
        <button
          type="button"
          class="icon-button"
          aria-label=${t("shell.close")}
          title=${t("shell.close")}
          @click=${this.close}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div id="palette-list" class="palette-list" role="listbox" tabindex="-1" aria-label=${t("palette.list")}>
        ${groups.map((group) => this.renderGroup(group, asked, chosen))}
      </div>
      <p class=${all.length > 0 ? "visually-hidden" : "palette-none"} role="status">
        ${isReading ? t("shell.loading") : all.length > 0 ? t("palette.found", { count: all.length }) : t("palette.none", { key: `${MOD} F` })}
      </p>
      <div class="palette-foot">
        <span><kbd class="key">Enter</kbd>${t("palette.open")}</span>
        <span class="grow"></span>
        <span>${t("palette.number-then")}</span>
        <span class="palette-signs"
          ><span><b>#</b> ${t("palette.sign-category")}</span> ${
            this.session?.member?.guest ? nothing : html`<span><b>@</b> ${t("palette.sign-member")}</span>`
          } <span><b>&gt;</b> ${t("palette.sign-command")}</span></span
        >
      </div>`;
  }

  private renderGroup({ key, heading, found }: FoundGroup, asked: Asked, chosen: Found | undefined): TemplateResult {
    return html`<div role="group" aria-labelledby="palette-${key}">
      <p class="palette-head" id="palette-${key}" role="presentation">${heading}</p>
      ${found.map((each) => this.renderFound(each, asked, each.key === chosen?.key))}
    </div>`;
  }

  private renderFound(found: Found, { words }: Asked, isChosen: boolean): TemplateResult {
    const { name, lang, beside, besideLang, hint, keys, why } = found;
    return html`<div
      id=${idOf(found)}
      role="option"
      aria-selected=${String(isChosen)}
      aria-disabled=${why ? "true" : nothing}
      @click=${() => this.choose(found)}
    >
      <span class="palette-sign" aria-hidden="true">${found.sign}</span>
      <span class="palette-words"
        ><b lang=${lang ?? nothing}>${markedLabel(words, name)}</b>${
          beside ? html` <span class="sub" lang=${besideLang ?? nothing}>${markedLabel(words, beside)}</span>` : nothing
        }${why ? html` <span class="sub">${why}</span>` : nothing}</span
      >
      <span class="palette-hint"
        >${hint ?? nothing}${keys ? keys.map((each) => html`<kbd class="key">${each}</kbd> `) : nothing}</span
      >
    </div>`;
  }

  private get all(): Found[] {
    return this.find(readAsked(this.typed)).flatMap(({ found }) => found);
  }

  private choose(found: Found): void {
    // What cannot be done now has said why.
    if (found.why) return this.field.focus();
    this.close();
    // The focus is back where it was before what is chosen takes it.
    void this.updateComplete.then(found.act);
  }

  private readonly onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.at = 0;
  };

  private readonly onCancel = (event: Event): void => {
    event.preventDefault();
    this.close();
  };

  private readonly onClick = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.close();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.target !== this.field) return;
    const { all } = this;
    const at = Math.min(this.at, all.length - 1);
    if (event.key === "Enter") {
      const chosen = all[at];
      if (chosen && !event.repeat) this.choose(chosen);
    } else if (event.key === "ArrowDown") this.move(at + 1, all.length);
    else if (event.key === "ArrowUp") this.move(at - 1, all.length);
    else if (event.key === "PageDown") this.move(Math.min(at + PAGE, all.length - 1), all.length);
    else if (event.key === "PageUp") this.move(Math.max(at - PAGE, 0), all.length);
    else return;
    event.preventDefault();
  };

  /** Round, at either end. */
  private move(to: number, count: number): void {
    if (count === 0) return;
    this.at = (to + count) % count;
    void this.updateComplete.then(() =>
      this.querySelector("[role=option][aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
    );
  }
}

function idOf({ key }: Found): string {
  return `palette-option-${key}`;
}
