import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { fromQuote, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { isHidden, saysNothing, type Entry } from "../../../schema/editor/wired-rows.ts";
import type { TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { MOD } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { TOUCH } from "../../elements/screen.ts";
import { t } from "../../i18n/t.ts";
import { fromFields } from "../../verdict/sheet/typed-value.ts";
import { addEntry, changeEntry, removeEntries } from "../../writer/entry-commands.ts";
import { goOnBehind } from "../../writer/write-beside.ts";
import { formSent, keepForm, unsentForms } from "../../typed/keep-form.ts";
import type { QuoteService } from "../quotes/quote-service.ts";
import { entryLine } from "./entry-line.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-table-rows": CoramTableRows;
  }
  interface HTMLElementEventMap {
    "coram-rows-done": CustomEvent<void>;
  }
}

/** Fields of a row that hold words of any kind. */
const FIELDS = { timeline: [], actors: ["who", "role"] } as const;

/** What may be done with the rows of a table that is read from answers: those that are read are shown or hidden, others are typed. */
@customElement("coram-table-rows")
export class CoramTableRows extends LightElement {
  @property({ attribute: false }) service!: QuoteService;
  @property({ attribute: false }) getPos!: () => number | undefined;
  /** Of the table that they stand in. */
  @property({ attribute: false }) block = "";
  @property({ attribute: false }) kind: "timeline" | "actors" = "timeline";
  @property({ attribute: false }) verdict: string | null = null;
  @property({ attribute: false }) read: readonly { key: string; line: string }[] = [];
  @property({ attribute: false }) entries: readonly Entry[] = [];
  /** What is chosen for all rows at once, above them. */
  @property({ attribute: false }) above: TemplateResult | typeof nothing = nothing;
  /** The row that is being typed: one that stands, or a new one; null while none is. */
  @state() private typing: Entry | "new" | null = null;
  /** The field whose date is none, or lies before the other. */
  @state() private wrong: "date" | "until" | null = null;

  protected override render(): TemplateResult {
    const typed = this.entries.filter(isTyped);
    return html`<div class="ev-rows" role="group" aria-label=${t("evidence.rows-edit")} @keydown=${this.onKey}>
      ${this.above}
      ${this.read.map(
        ({ key, line }) =>
          html`<label class="ev-row"
            ><input
              type="checkbox"
              .checked=${!isHidden(key, this.entries)}
              @change=${(event: Event) => this.show(key, (event.target as HTMLInputElement).checked)}
            />
            ${line}</label
          >`,
      )}
      ${typed.map(
        (entry) =>
          html`<div class="ev-row" data-entry=${entry.id}>
            <span class="grow">${entryLine(this.kind, entry)}</span>
            <button
              type="button"
              class="link"
              aria-label="${t("evidence.row-change")}: ${entryLine(this.kind, entry)}"
              @click=${() => void this.type(entry)}
            >
              ${t("evidence.row-change")}
            </button>
            <button
              type="button"
              class="link"
              aria-label="${t("evidence.remove")}: ${entryLine(this.kind, entry)}"
              @click=${() => this.service.run(removeEntries(this.getPos(), [entry.id]), true)}
            >
              ${t("evidence.remove")}
            </button>
          </div>`,
      )}
      ${
        this.typing === null
          ? html`<div class="ev-acts">
              <button type="button" class="button button-small" @click=${() => void this.type("new")}>
                ${t("evidence.row-add")}
              </button>
              <button type="button" class="button button-small button-quiet" @click=${this.done}>
                ${t("evidence.rows-done")}
              </button>
            </div>`
          : this.renderForm(this.typing === "new" ? null : this.typing)
      }
    </div>`;
  }

  private renderForm(entry: Entry | null): TemplateResult {
    const passages = this.passages;
    const now = entry?.passage ?? null;
    const kept = now && !passages.some((each) => isSame(each, now));
    const words = html`<label class="ev-row-wide"
      ><span>${t(this.kind === "timeline" ? "evidence.event" : "evidence.facts")}</span>
      <textarea
        class="field"
        name="words"
        rows="2"
        lang=${this.service.textLang}
        .value=${entry?.words ?? ""}
      ></textarea>
    </label>`;
    return html`<form class="ev-row-form" ${keepForm(this.formKey)} @submit=${this.keep}>
      ${
        this.kind === "timeline"
          ? // When, then what: who goes on from the date says what happened. How long it lasted is rarely told.
            html`${this.field("date", t("evidence.date"), asWritten(entry?.date))} ${this.renderWrong("date")} ${words}
              ${this.field("until", t("evidence.row-until"), asWritten(entry?.until))}
              <label class="ev-row"
                ><input type="checkbox" name="isAbout" .checked=${entry?.isAbout ?? false} />
                ${t("evidence.row-about")}</label
              >
              ${this.renderWrong("until")}`
          : html`${this.field("who", t("evidence.person"), entry?.who ?? "")}
            ${this.field("role", t("evidence.role"), entry?.role ?? "")} ${words}`
      }
      <label class="ev-row-wide"
        ><span>${t("evidence.where")}</span>
        <select class="field" name="passage">
          <option value="" ?selected=${now === null}>${t("evidence.own-knowledge")}</option>
          ${kept ? html`<option value="kept" selected>${this.citationOf(entry)}</option>` : nothing}
          ${passages.map(
            (each) =>
              html`<option value=${each.annotation} ?selected=${now !== null && isSame(each, now)}>
                ${each.citation}: ${each.words.length > 80 ? `${each.words.slice(0, 80)}…` : each.words}
              </option>`,
          )}
        </select>
      </label>
      <div class="ev-acts ev-row-wide">
        <button class="button button-small">${t("evidence.remark-keep")}</button>
        <button type="button" class="button button-small button-quiet" @click=${this.finish}>
          ${t("evidence.rows-done")}
        </button>
        <button type="button" class="button button-small button-quiet" @click=${this.stop}>
          ${t("evidence.cancel")}
        </button>
      </div>
      ${TOUCH.matches ? nothing : html`<p class="note sub ev-row-wide">${t("evidence.row-keys", { mod: MOD })}</p>`}
    </form>`;
  }

  /** Under which what is typed for a row is kept. */
  private get formKey(): string {
    return formOf(this.block, this.typing ?? "new");
  }

  private field(name: string, label: string, value: string): TemplateResult {
    const isDate = name === "date" || name === "until";
    return html`<label
      ><span>${label}</span>
      <input
        class="field"
        name=${name}
        aria-invalid=${this.wrong === name ? "true" : nothing}
        maxlength="2000"
        autocomplete="off"
        placeholder=${isDate ? t("evidence.row-date-hint") : nothing}
        lang=${isDate ? nothing : this.service.textLang}
        .value=${value}
    /></label>`;
  }

  private renderWrong(name: "date" | "until"): TemplateResult {
    return html`<span class="words-warn ev-row-wide" role="alert"
      >${this.wrong === name ? t("evidence.row-date-wrong") : ""}</span
    >`;
  }

  /** Passages of the verdict that a row may rest on. */
  private get passages(): readonly TrayPassage[] {
    return (this.service.parts.tray?.passages ?? []).filter(({ verdict }) => verdict === this.verdict);
  }

  private citationOf(entry: Entry | null): string {
    const part = entry && this.service.parts.state(entry.id);
    return part?.kind === "quote" && part.citation ? part.citation : t("evidence.removed-words");
  }

  private show(key: string, isShown: boolean): void {
    const hiding = this.entries.filter(({ cell, hides }) => hides && cell === key).map(({ id }) => id);
    const command = isShown
      ? removeEntries(this.getPos(), hiding)
      : addEntry(this.getPos(), { attrs: { cell: key, hides: true }, words: "" });
    this.service.run(command, true);
  }

  /** Opens the form of a row at its first field. */
  async type(entry: Entry | "new"): Promise<void> {
    this.typing = entry;
    this.wrong = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>("form .field")?.focus();
  }

  /** Keeps the row, and goes on with the next: one that waits for its words, else a new one behind a new one. */
  private readonly keep = (event: Event): void => {
    event.preventDefault();
    const { typing } = this;
    const form = event.currentTarget as HTMLFormElement;
    if (!this.keepRow(form)) return;
    const waits = this.entries.find((entry) => entry !== typing && saysNothing(entry) && isTyped(entry));
    if (typing === "new") {
      // The same form is the next row's at once: no key between them is nobody's.
      form.reset();
      form.querySelector<HTMLElement>(".field")?.focus();
    } else if (waits) void this.goOn(waits);
    else this.goOnBelow();
  };

  /** Keeps what stands in the form, if anything does, and goes on below the table. */
  private readonly finish = (): void => {
    const form = this.querySelector("form");
    if (!form || this.keepRow(form)) this.goOnBelow();
  };

  private goOnBelow(): void {
    this.typing = null;
    const pos = this.getPos();
    this.done();
    this.service.run(goOnBehind(pos));
  }

  /** False where its dates are none: it says so at the first that is not, and one is there. */
  private keepRow(fields: HTMLFormElement): boolean {
    const form = new FormData(fields);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value.replace(/\s+/g, " ").trim().normalize("NFC") : "";
    };
    const [date, until] = ["date", "until"].map((name) => fromFields("date", [text(name)]) ?? "");
    this.wrong = null;
    if (typeof date !== "string") return this.tellWrong("date");
    if (typeof until !== "string" || (until !== "" && until < date)) return this.tellWrong("until");
    const { typing } = this;
    formSent(this.formKey);
    const attrs = {
      date,
      until: date === "" ? "" : until,
      isAbout: form.has("isAbout"),
      ...Object.fromEntries(FIELDS[this.kind].map((name) => [name, text(name)])),
      ...this.passageOf(text("passage")),
    };
    const content = { attrs, words: text("words") };
    const isEmpty = [content.words, text("who"), text("role"), date].every((each) => each === "");
    if (typing === "new" && !isEmpty) this.service.run(addEntry(this.getPos(), content), true);
    if (typing !== "new" && typing !== null)
      this.service.run(changeEntry(this.getPos(), typing.id, typing.words, content), true);
    return true;
  }

  private tellWrong(name: "date" | "until"): false {
    this.wrong = name;
    this.querySelector<HTMLElement>(`form [name="${name}"]`)?.focus();
    return false;
  }

  /** Attributes of the passage that was chosen; none where it is to stay what it is. */
  private passageOf(choice: string): Record<string, string | null> {
    if (choice === "kept") return {};
    const passage = this.passages.find(({ annotation }) => annotation === choice);
    const { verdict, anchor, annotation, layer, approved } = fromQuote({
      verdict: passage?.verdict ?? null,
      anchor: passage?.anchor ?? null,
      annotation: passage?.annotation ?? null,
      layer: passage?.layer ?? null,
      translation: null,
      approved: passage?.approval ?? null,
      note: "",
    });
    return { verdict, anchor, annotation, layer, approved } as Record<string, string | null>;
  }

  /** Goes on with a row at its words. */
  async goOn(entry: Entry): Promise<void> {
    await this.type(entry);
    this.querySelector<HTMLElement>("textarea")?.focus();
  }

  private readonly stop = async (): Promise<void> => {
    this.typing = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>("button.button")?.focus();
  };

  private readonly done = (): void => {
    this.dispatchEvent(new CustomEvent("coram-rows-done", { bubbles: true }));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.isComposing && this.typing !== null) {
      const isOver = event.ctrlKey || event.metaKey;
      // A row has no lines: Enter in its words is what it is in its date.
      if (!isOver && (event.shiftKey || !(event.target instanceof HTMLTextAreaElement))) return;
      event.preventDefault();
      event.stopPropagation();
      if (isOver) this.finish();
      else this.querySelector("form")?.requestSubmit();
      return;
    }
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    // What is typed next is meant for the text. What stands in the form is kept with it, and the table says so.
    if (this.typing === null) this.done();
    else this.goOnBelow();
  };
}

/** The row in whose form words stand that were not kept: one of these, or a new one; null where there is none. */
export function begunRow(block: string, entries: readonly Entry[]): Entry | "new" | null {
  const begun = unsentForms(formOf(block, ""));
  const isBegun = (row: Entry | "new"): boolean => begun.includes(formOf(block, row));
  return isBegun("new") ? "new" : (entries.find(isBegun) ?? null);
}

function formOf(block: string, row: Entry | "new" | ""): string {
  return `row ${block} ${typeof row === "string" ? row : row.id}`;
}

const isTyped = ({ cell, hides }: Entry): boolean => cell === "" && !hides;

/** A date as its field asks for it: 2019, 5.2019 or 19.5.2019. */
function asWritten(date = ""): string {
  return date
    .split("-")
    .map((part) => part.replace(/^0/, ""))
    .reverse()
    .join(".");
}

function isSame({ annotation }: TrayPassage, passage: QuoteAttributes): boolean {
  return annotation === passage.annotation;
}
