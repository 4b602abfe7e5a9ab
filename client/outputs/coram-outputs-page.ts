import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import { langOf, type UiLanguage } from "../../schema/domain/language.ts";
import type { OutputCard } from "../../schema/protocol/http/outputs.ts";
import type { ClosedOutput } from "../../schema/protocol/http/parts/closed-output.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { readOutputs } from "../api/outputs.ts";
import { readNetwork } from "../api/verdicts.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { compareWords, formatList, formatWhen, LANGUAGE_NAMES, languageName, t } from "../i18n/t.ts";
import { type Command, OffersCommands } from "../palette/offered.ts";
import { takeForNew } from "./carried-quotes.ts";
import "../elements/coram-menu.ts";
import { freeLanguages, makeInLanguage } from "./about/coram-output-languages.ts";
import "./coram-make-output.ts";
import { aboutOf, isNew, kindOf } from "./output-words.ts";
import "./outputs.css";

/** All documents that the reader may read, by kind. */
@customElement("coram-outputs-page")
export class CoramOutputsPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private outputs: OutputCard[] | null = null;
  @state() private closed: readonly ClosedOutput[] = [];
  @state() private network: NetworkView | null = null;
  @state() private isMaking = takeForNew();
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "output" || type === "verdict",
    fetch: (signal) => Promise.all([readOutputs(signal), readNetwork(signal)]),
    take: ([{ outputs, closed }, network]) => {
      this.outputs = outputs;
      this.closed = closed ?? [];
      this.network = network;
    },
  });

  /** The kind that was chosen with *New document*. */
  @state() private template = "";

  /** A version in another language is being made, and why the last one was not. */
  private isMakingIn = false;
  @state() private notMade: unknown = null;

  constructor() {
    super();
    new OffersCommands(this, () => (this.canMake ? [this.making] : []));
  }

  private get making(): Command {
    const act = (template = ""): void => {
      this.template = template;
      this.isMaking = true;
    };
    return { key: "new-document", name: t("outputs.new"), label: "outputs.new", act };
  }

  private get canMake(): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), "output.make", { verdicts: [], actorCodesBlind: false }) : false;
  }

  protected override render(): TemplateResult {
    const { outputs, coded } = this;
    // What is listed stays while the server is out of reach.
    const problem = this.notMade ?? (outputs ? null : this.refetch.problem);
    return html`<div class="page">
      <div class="page-lead">
        <h1 class="page-title grow">${t("outputs.title")}</h1>
        <div class="row">
          <a class="button" href="/recommendations">${t("papers.register")}</a>
          ${
            this.canMake
              ? html`<button type="button" class="button button-primary" @click=${() => this.making.act()}>
                  ${t("outputs.new")}
                </button>`
              : nothing
          }
        </div>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))} ${this.renderHidden(coded)}
      ${this.renderClosed()}
      ${outputs ? this.renderList(outputs) : problem === null ? skeleton(8, t("shell.loading")) : nothing}
      <coram-make-output
        .open=${this.isMaking}
        .network=${this.network}
        .template=${this.template}
        @coram-dialog-close=${() => (this.isMaking = false)}
      ></coram-make-output>
    </div>`;
  }

  /** Case numbers of verdicts that one codes blind. */
  private get coded(): string[] {
    const coded = this.network?.verdicts.filter(({ mode, counts }) => mode === "blind" && counts === null) ?? [];
    return coded.map(({ verdict }) => verdict.caseNumber);
  }

  /** Said of every verdict that one codes, whatever there is about it. */
  private renderHidden(coded: readonly string[]): TemplateResult | typeof nothing {
    if (coded.length === 0) return nothing;
    const cases = formatList(coded);
    return html`<p class="alert alert-quiet">${t("outputs.coding-blind", { cases })}</p>`;
  }

  /** Nobody takes a document for lost that another organisation's work keeps closed. */
  private renderClosed(): TemplateResult | typeof nothing {
    if (this.closed.length === 0) return nothing;
    return html`<ul class="alert alert-quiet output-closed">
      ${this.closed.map(
        ({ title, language, organisations }) =>
          html`<li>
            <strong lang=${title ? language : nothing}>${title || t("outputs.unnamed")}</strong>
            ${t("outputs.closed-preparing", { organisation: formatList(organisations) })}
          </li>`,
      )}
    </ul>`;
  }

  private renderList(outputs: OutputCard[]): TemplateResult {
    // Where some may be hidden nobody knows that there are none.
    if (outputs.length === 0 && this.coded.length + this.closed.length > 0) return html``;
    if (outputs.length === 0)
      return html`<p class="sub">${t(this.canMake ? "outputs.none" : "outputs.none-yours")}</p>`;
    const kinds = new Map<string, OutputCard[]>();
    for (const output of outputs) kinds.set(output.template, [...(kinds.get(output.template) ?? []), output]);
    const groups = [...kinds.values()].sort((a, b) => compareWords(kindIn(a), kindIn(b)));
    return html`<table class="output-list" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${t("outputs.title-field")}</th>
          <th role="columnheader" scope="col">${t("outputs.about")}</th>
          <th role="columnheader" scope="col">${t("outputs.status")}</th>
          <th role="columnheader" scope="col">${t("outputs.language")}</th>
          <th role="columnheader" scope="col">${t("outputs.pair")}</th>
          <th role="columnheader" scope="col" class="num">${t("outputs.quotes")}</th>
          <th role="columnheader" scope="col">${t("outputs.changed")}</th>
        </tr>
      </thead>
      ${groups.map(
        (group) =>
          html`<tbody role="rowgroup">
            <tr role="row" class="output-kind">
              <th role="rowheader" scope="rowgroup" colspan="7">${kindIn(group)} <span>${group.length}</span></th>
            </tr>
            ${group.map((output) => this.renderRow(output, outputs))}
          </tbody>`,
      )}
    </table>`;
  }

  private renderRow(output: OutputCard, all: readonly OutputCard[]): TemplateResult {
    const { id, title, language, status, quotes, changedAt, createdBy } = output;
    const others = all.filter((each) => each !== output && leaderOf(each) === leaderOf(output));
    const author = this.network?.members.find((member) => member.id === createdBy);
    return html`<tr role="row">
      <th role="rowheader" scope="row" class="output-title">
        <a href="/outputs/${id}" lang=${language}>${title || t("outputs.unnamed")}</a>
        ${
          isNew(output)
            ? html`<i
                class="output-new"
                role="img"
                aria-label=${t("outputs.new-change")}
                title=${t("outputs.new-change")}
              ></i>`
            : nothing
        }
        ${author ? html`<span class="sub output-author">${author.name}</span>` : nothing}
      </th>
      <td role="cell">${this.renderAbout(output)}</td>
      <td role="cell"><span class="state" data-state=${status}>${t(`outputs.status-${status}`)}</span></td>
      <td role="cell">${LANGUAGE_NAMES[language]}</td>
      <td role="cell">
        ${
          others.length > 0
            ? others.map(
                (each, i) =>
                  html`${i > 0 ? ", " : ""}<a href="/outputs/${each.id}">${LANGUAGE_NAMES[each.language]}</a>`,
              )
            : this.canMake
              ? this.renderMakings(output)
              : html`<span class="none">${t("outputs.pair-none")}</span>`
        }
      </td>
      <td role="cell" class="num">${quotes}</td>
      <td role="cell" class="when">${formatWhen(changedAt)}</td>
    </tr>`;
  }

  /** Where there is no other language one looks for the way to it. */
  private renderMakings({ id, language }: OutputCard): TemplateResult {
    return html`<coram-menu class="none" label=${t("outputs.partner")}>
      <button
        slot="trigger"
        type="button"
        class="link output-makings"
        aria-label=${t("pairs.of", { act: t("outputs.pair-none"), words: t("outputs.partner") })}
      >
        ${t("outputs.pair-none")}
      </button>
      ${freeLanguages(language, []).map(
        (each) =>
          html`<button type="button" role="menuitem" @click=${() => void this.makeIn(id, each)}>
            ${t("outputs.partner-make", { language: languageName(each) })}
          </button>`,
      )}
    </coram-menu>`;
  }

  private async makeIn(output: OutputId, language: UiLanguage): Promise<void> {
    if (this.isMakingIn) return;
    this.isMakingIn = true;
    this.notMade = null;
    try {
      await makeInLanguage(output, language);
    } catch (error) {
      this.notMade = error;
    } finally {
      this.isMakingIn = false;
    }
  }

  private renderAbout(output: OutputCard): TemplateResult {
    const only = output.scope.kind === "verdicts" && output.verdicts.length === 1 ? output.verdicts[0] : undefined;
    const verdict = this.network?.verdicts.find((each) => each.verdict.id === only)?.verdict;
    const words = aboutOf(output, (id) => this.caseOf(id));
    return verdict ? html`<span lang=${langOf(verdict.language, verdict.script)}>${words}</span>` : html`${words}`;
  }

  private caseOf(id: string): string | null {
    return this.network?.verdicts.find(({ verdict }) => verdict.id === id)?.verdict.caseNumber ?? null;
  }
}

function kindIn(group: readonly OutputCard[]): string {
  const [first] = group;
  return first ? kindOf(first) : "";
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-outputs-page": CoramOutputsPage;
  }
}

/** Of all that say the same. */
function leaderOf({ id, leader }: OutputCard): string {
  return leader ?? id;
}
