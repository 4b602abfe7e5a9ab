import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PartialDate } from "../../../schema/domain/answer.ts";
import { writePartialDate, writeSpan } from "../../../schema/language/dates.ts";
import {
  captionsIn,
  isHidden,
  keyOfDate,
  keyOfPerson,
  saysNothing,
  datesSince,
  peopleSince,
  shownDates,
  shownPeople,
  withShownAnswers,
  type Entry,
} from "../../../schema/editor/wired-rows.ts";
import type { ActorsState, TimelineState } from "../../../schema/protocol/http/quotes.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import { goOnBehind } from "../../writer/write-beside.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { language, t } from "../../i18n/t.ts";
import { nameOfSource } from "../quotes/quote-service.ts";
import { flagWords } from "../quotes/quote-words.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { shutOutAlert } from "../quotes/quote-views.ts";
import { wayItem } from "../quotes/way-item.ts";
import { PartElement } from "../quotes/part-element.ts";
import "../quotes/quotes.css";
import { begunRow } from "./coram-table-rows.ts";
import { captionField } from "./caption-field.ts";
import { answerChoice, unknownPeople } from "./people-shown.ts";
import { tableMenu } from "./table-menu.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-case-table": CoramCaseTable;
  }
}

/** The dates of a verdict, or who takes part in it, as its case sheet and units say now. */
@customElement("coram-case-table")
export class CoramCaseTable extends PartElement {
  @property({ attribute: false }) kind: "timeline" | "actors" = "timeline";
  @property({ attribute: false }) verdict: string | null = null;
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @state() private isEditing = false;

  protected override render(): TemplateResult {
    const { kind, service } = this;
    const state = service.parts.state(this.block);
    const part = state?.kind === kind ? state : null;
    const name = t(`evidence.${kind}`);
    const { source } = part ?? {};
    const label = source ? t("evidence.table-of", { name, case: nameOfSource(source) }) : name;
    return html`<figure class="ev-table">
      <figcaption>
        <span class="grow">${label}</span>
        ${source && service.canOpen ? html`<a class="link ev-way" href="/verdicts/${source.verdict}" tabindex=${service.canWrite ? -1 : 0} @click=${this.keepPlace}>${t("evidence.open")}</a>` : nothing}
        ${this.renderMenu(Boolean(source))}
      </figcaption>
      ${captionField(this)}
      ${
        this.verdict === null
          ? this.renderChoice()
          : !part
            ? html`<div class="skeleton" role="status" aria-label=${t("evidence.waiting")}><i></i><i></i></div>`
            : part.source === null
              ? html`<p class="words-warn">${t("evidence.flag-gone")}</p>`
              : part.rows.length === 0 && this.typed.length === 0
                ? html`<p class="note sub">
                    ${t(part.hidden ? `evidence.table-${part.hidden}` : `evidence.${kind}-none`)}
                  </p>`
                : part.kind === "timeline"
                  ? this.renderTimeline(part, label)
                  : this.renderActors(part, label)
      }
      ${part?.hidden && part.rows.length + this.typed.length > 0 ? html`<p class="note sub">${t(`evidence.table-${part.hidden}`)}</p>` : nothing}
      ${part?.kind === "timeline" && service.yearsAlone ? html`<p class="note sub">${t("evidence.years-alone")}</p>` : nothing}
      ${part ? this.renderChange(part) : nothing}
      ${part && service.canWrite && (source || this.entries.length > 0) ? this.renderRows(part) : nothing}
      ${service.canWrite ? shutOutAlert(service.parts, this.block, this.takeOut) : nothing}
    </figure>`;
  }

  private renderTimeline({ rows }: TimelineState, label: string): TemplateResult {
    return html`<table aria-label=${label}>
      <thead>
        <tr>
          <th scope="col">${t("evidence.date")}</th>
          <th scope="col">${t("evidence.event")}</th>
          <th scope="col">${t("evidence.where")}</th>
        </tr>
      </thead>
      <tbody>
        ${shownDates(rows, this.entries).map((shown) => {
          if (shown.kind === "typed")
            return html`<tr>
              <td class="ev-date">${writeSpan(shown.entry, language())}</td>
              <td lang=${this.service.textLang}>${shown.entry.words}${this.renderUnsaid(shown.entry)}</td>
              <td class="sub">${this.renderSource(shown.entry)}</td>
            </tr>`;
          const { date, label: event, unit, citation, related } = shown.row;
          return html`<tr>
            <td class="ev-date">${shownDate(date)}</td>
            <td>
              ${event}${related ? `: ${nameOfSource(related)}` : nothing}${unit ? html` <span class="token">${withTokenWords(unit, this.service.textLang)}</span>` : nothing}
            </td>
            <td class="sub">${citation ?? "–"}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  /** As files print them: those of whom something is said, read or typed, and below them all others by their role. */
  private renderActors({ rows }: ActorsState, label: string): TemplateResult {
    const groups = groupsOf(
      withShownAnswers(rows, this.entries).filter((row) => !isHidden(keyOfPerson(row), this.entries)),
    );
    return html`<table aria-label=${label}>
      <thead>
        <tr>
          <th scope="col">${t("evidence.person")}</th>
          <th scope="col">${t("evidence.role")}</th>
          <th scope="col">${t("evidence.facts")}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.filter(({ facts }) => facts.length > 0).map(this.renderGroup)}
        ${shownPeople([], this.entries).map((shown) =>
          shown.kind === "typed"
            ? html`<tr lang=${this.service.textLang}>
                <td>${shown.entry.who}</td>
                <td>${shown.entry.role}</td>
                <td>
                  ${shown.entry.words}${this.renderUnsaid(shown.entry)}
                  <span class="sub">(${this.renderSource(shown.entry)})</span>
                </td>
              </tr>`
            : nothing,
        )}
        ${groups.filter(({ facts }) => facts.length === 0).map(this.renderGroup)}
      </tbody>
    </table>`;
  }

  private readonly renderGroup = ({ tokens, role, facts }: Group): TemplateResult =>
    html`<tr>
      <td class="ev-people">
        ${tokens.map((token) => html`<span class="token">${withTokenWords(token, this.service.textLang)}</span> `)}
      </td>
      <td>${role}</td>
      <td>
        ${
          facts.length === 0
            ? "–"
            : html`<ul class="ev-facts">
                ${facts.map((fact) => html`<li>${fact}</li>`)}
              </ul>`
        }
      </td>
    </tr>`;

  /** A row that waits for its words: it came along from the leading document, or has only a date. */
  private renderUnsaid(entry: Entry): TemplateResult | typeof nothing {
    return saysNothing(entry)
      ? html`<span class="words-warn" lang=${language()}>${t("evidence.row-unsaid")}</span>`
      : nothing;
  }

  /** Where what somebody typed stands, and whether that is something else now. */
  private renderSource({ id, passage }: Entry): TemplateResult | string {
    if (!passage) return t("evidence.own-knowledge");
    const part = this.service.parts.state(id);
    if (part?.kind !== "quote") return "–";
    const flags = part.flags.map((flag) => flagWords(flag, part));
    return html`${part.citation || t("evidence.removed-words")}${
      flags.length > 0
        ? html`<span class="words-warn" role="status"> ${t("evidence.changed")} ${flags.join(" ")}</span>`
        : nothing
    }`;
  }

  /** What is typed or hidden, and the way to change it. */
  private renderRows(part: TimelineState | ActorsState): TemplateResult {
    const lang = this.service.textLang;
    const read =
      part.kind === "timeline"
        ? part.rows.map((row) => ({ key: keyOfDate(row), line: dateWords(row, lang) }))
        : // What is known of them stands in the table above.
          asShown(part.rows).map((row) => ({ key: keyOfPerson(row), line: personWords({ ...row, facts: [] }, lang) }));
    if (this.isEditing)
      return html`<coram-table-rows
        .block=${this.block}
        .service=${this.service}
        .getPos=${this.getPos}
        .kind=${this.kind}
        .verdict=${this.verdict}
        .read=${read}
        .entries=${this.entries}
        .above=${part.kind === "actors" ? answerChoice(this, part.rows) : nothing}
        @coram-rows-done=${this.endRows}
      ></coram-table-rows>`;
    const hidden = read.filter(({ key }) => isHidden(key, this.entries)).length;
    const begun = begunRow(this.block, this.entries);
    return html`${begun ? this.renderBegun(begun) : nothing}
      <p class="note sub ev-hidden">
        <button type="button" class="link" tabindex="-1" @click=${this.editRows}>${t("evidence.rows-edit")}</button>
        ${part.kind === "actors" ? unknownPeople(this, part.rows) : nothing}
        ${hidden > 0 ? t("evidence.rows-hidden", { count: hidden }) : nothing}
      </p>`;
  }

  /** That a row was begun and not kept, with the way back to its words. */
  private renderBegun(row: Entry | "new"): TemplateResult {
    const goOn = async (): Promise<void> => {
      await this.editRows();
      await this.querySelector("coram-table-rows")?.type(row);
    };
    return html`<p class="note words-warn" role="status">
      <span>${t("evidence.row-begun")}</span>
      <button type="button" class="link" tabindex="-1" @click=${goOn}>${t("sync.draft-go-on")}</button>
    </p>`;
  }

  private get typed(): readonly Entry[] {
    return this.entries.filter(({ cell, hides }) => cell === "" && !hides);
  }

  /** At the first row that waits for its words, else at an empty caption, else where rows are changed. */
  override async goOn(): Promise<void> {
    const unsaid = this.typed.find(saysNothing);
    if (!unsaid && (this.typed.length === 0 || captionsIn(this.entries).length === 0)) return super.goOn();
    await this.editRows();
    if (unsaid) await this.querySelector("coram-table-rows")?.goOn(unsaid);
  }

  private readonly editRows = async (): Promise<void> => {
    this.isEditing = true;
    await this.updateComplete;
    const rows = this.querySelector("coram-table-rows");
    await rows?.updateComplete;
    rows?.querySelector<HTMLElement>("input, button")?.focus();
  };

  /** What follows the long list moves up: the foot of its table stays in sight. */
  private readonly endRows = async (): Promise<void> => {
    this.isEditing = false;
    this.back();
    await this.updateComplete;
    this.querySelector(".ev-hidden")?.scrollIntoView({ block: "nearest" });
  };

  /** What an approved table showed and is answered otherwise now, and what is answered now. */
  private renderChange(part: TimelineState | ActorsState): TemplateResult | typeof nothing {
    if (part.now === null) return nothing;
    const lang = this.service.textLang;
    const [was, now] =
      part.kind === "timeline"
        ? datesSince(part.rows, part.now, this.entries).map((rows) => rows.map((row) => dateWords(row, lang)))
        : peopleSince(part.rows, part.now, this.entries).map((rows) => rows.map((row) => personWords(row, lang)));
    const lines = (name: string, only: string[] = [], not: string[] = []): TemplateResult[] =>
      only.filter((line) => !not.includes(line)).map((line) => html`<li><b>${name}:</b> ${line}</li>`);
    return html`<div class="alert ev-alert" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <div class="ev-alert-words">
        ${t("evidence.flag-answers")}
        <ul class="ev-changes">
          ${lines(t("evidence.was"), was, now)} ${lines(t("evidence.now"), now, was)}
        </ul>
      </div>
    </div>`;
  }

  /** The verdicts that it may be of. */
  private renderSources(chosen: () => void = () => {}): TemplateResult[] {
    return (this.service.parts.tray?.sources ?? []).map(
      (source) =>
        html`<button
          type="button"
          role="menuitemradio"
          aria-checked=${source.verdict === this.verdict}
          @click=${() => {
            this.service.run(changeNode(this.getPos(), { verdict: source.verdict }));
            chosen();
          }}
        >
          ${nameOfSource(source)}
        </button>`,
    );
  }

  /** While it is of none: where one looks for its rows. One writes on behind it, wherever the caret was. */
  private renderChoice(): TemplateResult {
    const words = t("evidence.table-choose");
    if (!this.service.canWrite) return html`<p class="note sub">${words}</p>`;
    return html`<coram-menu label=${words} @keydown=${this.onKey}>
      <button slot="trigger" type="button" class="button button-small" tabindex="-1">
        ${words} <coram-icon name="chevron-down"></coram-icon>
      </button>
      ${this.renderSources(() => this.service.run(goOnBehind(this.getPos())))}
    </coram-menu>`;
  }

  private renderMenu(hasSource: boolean): TemplateResult | typeof nothing {
    if (!this.service.canWrite) return nothing;
    const items = html`${
        hasSource && this.service.canOpen
          ? html`${wayItem(this, t("evidence.open"))}
              <hr />`
          : nothing
      }
      ${this.renderSources()}
      <hr />
      ${hasSource ? html`<button type="button" role="menuitem" @click=${this.editRows}>${t("evidence.rows-edit")}</button>` : nothing}`;
    return tableMenu(items, { onKey: this.onKey, takeOut: this.takeOut });
  }
}

interface Group {
  tokens: string[];
  role: string;
  facts: string[];
}

/** People with the same part of whom nothing is answered stand in one row: a verdict may have dozens of witnesses. */
function groupsOf(rows: ActorsState["rows"]): Group[] {
  const groups: Group[] = [];
  for (const { token, role, facts } of rows) {
    const alike = facts.length === 0 ? groups.find((each) => each.facts.length === 0 && each.role === role) : undefined;
    if (alike) alike.tokens.push(token);
    else groups.push({ tokens: [token], role, facts });
  }
  for (const { tokens } of groups) tokens.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return groups;
}

/** People in the order of the table, not in that in which the verdict names them. */
function asShown(rows: ActorsState["rows"]): ActorsState["rows"] {
  const order = groupsOf(rows).flatMap(({ tokens }) => tokens);
  return [...rows].sort((a, b) => order.indexOf(a.token) - order.indexOf(b.token));
}

const shownDate = (date: string): string =>
  PartialDate.safeParse(date).success ? writePartialDate(date, language()) : date;

function dateWords({ date, label, unit, related }: TimelineState["rows"][number], lang: string): string {
  return `${shownDate(date)}, ${label}${related ? `: ${nameOfSource(related)}` : ""}${unit ? ` ${withTokenWords(unit, lang)}` : ""}`;
}

function personWords({ token, role, facts }: ActorsState["rows"][number], lang: string): string {
  return [`${withTokenWords(token, lang)}, ${role}`, ...facts].join("; ");
}
