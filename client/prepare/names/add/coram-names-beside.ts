import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { langOf } from "../../../../schema/domain/language.ts";
import type { NamesCommand, NamesView, ThingToAdd } from "../../../../schema/protocol/http/pseudonyms.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { describeProblem } from "../../../api/http.ts";
import { type Session, sessionContext } from "../../../app/session-context.ts";
import { announce } from "../../../elements/announce.ts";
import { errorLine } from "../../../elements/form.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import "../../prepare-events.ts";
import "../coram-apply-names-dialog.ts";
import type { CoramNamesAdd } from "./coram-names-add.ts";
import { addedBy } from "../names-acts.ts";
import "../names-events.ts";
import { addCard } from "../names-views.ts";
import { NamesWork } from "../names-work.ts";
import { NamesKeyboard } from "../walk/names-keyboard.ts";
import "../names.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-beside": CoramNamesBeside;
  }
}

/** What selected words are perhaps: a form of what a placeholder stands for, or a thing and no person. */
interface Proposed {
  of: string | null;
  thing: ThingToAdd | null;
  start: number;
}

/** Adds words to the names that are selected while another panel is shown, and leads there. Names are asked for once words are selected. */
@customElement("coram-names-beside")
export class CoramNamesBeside extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  /** The revision in which words were added: once the names are replaced there, nothing is left to say of them. */
  @state() private addedIn: number | null = null;
  @state() private isReplacing = false;
  /** The next words that are selected were selected for this. */
  private isAwaited = false;
  /** The placeholder that these words are known to be a form of, and what they are known to be. */
  private proposed: Proposed | null = null;
  @query("coram-names-add") private readonly adder!: CoramNamesAdd | null;
  private readonly work = new NamesWork(
    this,
    () => ({ verdict: this.view?.verdict.id ?? null, session: this.session }),
    () => announce(t("names.overtaken")),
  );

  constructor() {
    super();
    new NamesKeyboard(this, ({ name }) => {
      if (!this.adder) return false;
      if (name === "add") this.adder.focus();
      else if (name === "leave") this.emit("coram-prepare-unselect", { back: true });
      return name === "add" || name === "leave";
    });
  }

  private get isWanted(): boolean {
    return this.view.verdict.stage === "in-preparation" && this.selection.length === 1;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.isWanted) this.work.check();
    const isOver = this.addedIn !== this.view.revision.number || this.view.verdict.stage !== "in-preparation";
    if (isOver || (changed.has("selection") && this.selection.length > 0)) this.addedIn = null;
  }

  /** Goes to what can be done with the words that are selected next, once that is there; `proposed` is of those at its `start`. */
  focusNext(proposed: Proposed | null): void {
    this.isAwaited = true;
    this.proposed = proposed;
  }

  /** Carries out what is decided in the panel that this stands in. */
  async decideAlso(commands: readonly NamesCommand[]): Promise<void> {
    await this.loaded();
    await this.decide(commands);
  }

  /** Asks whether what is confirmed is to be replaced in the text now. */
  async replaceNames(): Promise<void> {
    await this.loaded();
    this.isReplacing = true;
  }

  private async loaded(): Promise<void> {
    this.work.check();
    if (!this.work.view) await this.work.load();
  }

  protected override updated(): void {
    if (!this.isAwaited || !this.adder) return;
    this.isAwaited = false;
    const { adder } = this;
    void adder.updateComplete.then(() => adder.focus());
  }

  protected override render(): TemplateResult {
    const { problem, view: names } = this.work;
    const { revision, verdict } = this.view;
    const isOfText = names?.revision === revision.number;
    const lang = langOf(verdict.language, verdict.script);
    return html`${this.isWanted ? errorLine(problem === null ? null : describeProblem(problem)) : nothing}
      <div
        @coram-names-decide=${(event: HTMLElementEventMap["coram-names-decide"]) => void this.decide(event.detail.commands)}
      >
        ${this.isWanted && isOfText ? addCard(names, this.selection, revision, lang, this.proposedHere) : nothing}
      </div>
      ${
        this.addedIn !== null
          ? html`<p class="alert alert-quiet">
              <span class="grow">${t("names.added-beside")}</span>
              <button type="button" class="button button-primary button-small" @click=${() => void this.replaceNames()}>
                ${t("names.apply-now")}
              </button>
              <button type="button" class="link" @click=${() => this.emit("coram-prepare-panel", { panel: "names" })}>
                ${t("names.to-names")}
              </button>
            </p>`
          : nothing
      }
      ${this.isReplacing && names ? this.renderDialog(names, lang) : nothing}`;
  }

  private get proposedHere(): Proposed | null {
    return this.proposed?.start === this.selection[0]?.start ? this.proposed : null;
  }

  private renderDialog(names: NamesView, lang: string): TemplateResult {
    return html`<coram-apply-names-dialog
      .names=${names}
      .textLang=${lang}
      .apply=${(passphrase: string | null) => this.work.apply(passphrase)}
      @coram-names-applied=${(event: HTMLElementEventMap["coram-names-applied"]) => {
        announce(t("names.applied-said", { count: event.detail.applied.replaced }));
        this.emit("coram-prepare-changed", {});
        // What opened it is gone with the names.
        this.closest<HTMLElement>("[role=tabpanel]")?.focus();
      }}
      @coram-dialog-close=${() => (this.isReplacing = false)}
    ></coram-apply-names-dialog>`;
  }

  private async decide(commands: readonly NamesCommand[]): Promise<void> {
    const done = await Promise.all(commands.map((command) => this.work.decide(command)));
    if (!done.every(Boolean)) return;
    const of = addedBy(commands);
    if (of) this.emit("coram-prepare-unselect", { of });
    if (!commands.some(isToReplace)) return;
    this.addedIn = this.view.revision.number;
    announce(t("names.added-beside"));
  }
}

/** Whether words are to be replaced that stand in the text still. */
function isToReplace(command: NamesCommand): boolean {
  if (command.kind === "quasi") return command.state === "replace";
  if (command.kind === "identifier") return command.state === "confirmed";
  return command.kind === "add" || command.kind === "add-thing";
}
