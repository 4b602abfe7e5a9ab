import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import { unapplyNames } from "../../api/names.ts";
import { announce, tell } from "../../elements/announce.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { CoramNamesAdd } from "./add/coram-names-add.ts";
import "./add/coram-names-add.ts";
import "./coram-names-chosen.ts";
import type { NamesDialog } from "./coram-names-dialogs.ts";
import "./coram-names-dialogs.ts";
import type { NamesAct } from "./coram-names-head.ts";
import type { CoramNamesList } from "./coram-names-list.ts";
import type { CoramNamesOverview } from "./coram-names-overview.ts";
import "./coram-names-overview.ts";
import type { CoramNamesWalk } from "./walk/coram-names-walk.ts";
import "./walk/coram-names-walk.ts";
import { addedBy, commandsOf, needsLetter, type ItemAct, type StepAct } from "./names-acts.ts";
import "./names-events.ts";
import { isInHand, NamesKeyboard, rowOf } from "./walk/names-keyboard.ts";
import type { NamesAction } from "./walk/names-keys.ts";
import { markedAt, PaintedNames } from "./names-marks.ts";
import { meanwhileWords, othersHere, overtakenWords } from "./names-others.ts";
import { addCard, chosenCard, clearedNames, waitingLine, walkCard } from "./names-views.ts";
import { NamesPlace } from "./names-place.ts";
import { NamesRewriting, type Rewritten } from "./names-rewriting.ts";
import { isSameItem, walkOf } from "./walk/names-walk.ts";
import { NamesWork } from "./names-work.ts";
import "./names.css";
import type { PointedMark } from "../prepare-events.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-panel": CoramNamesPanel;
  }
}

/**
 * The persons, numbers and other words of a verdict that may betray somebody: as a list, or one by one with their context.
 * What is looked at is shown in the text beside. Decisions are NamesWork's, where one is NamesPlace's.
 */
@customElement("coram-names-panel")
export class CoramNamesPanel extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @property({ attribute: false }) pointed: PointedMark | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private dialog: NamesDialog | null = null;
  @state() private said: { of: "overtaken" | "no-undo"; words: string } | null = null;
  @state() private problem: unknown = null;
  @query("coram-names-walk") private readonly walker!: CoramNamesWalk | null;
  @query("coram-names-add") private readonly adder!: CoramNamesAdd | null;
  @query("coram-names-overview") private readonly overview!: CoramNamesOverview | null;
  @query("coram-names-list") private readonly list!: CoramNamesList | null;
  private isApplied = false;
  private wasDecided = false;
  private readonly place = new NamesPlace(this);
  private readonly work = new NamesWork(
    this,
    () => ({ verdict: this.view?.verdict.id ?? null, session: this.session }),
    (id, names) => this.say("overtaken", overtakenWords(this.view.members, names, id)),
  );
  private readonly rewriting = new NamesRewriting(this, this.work, this.place, {
    verdict: () => this.view.verdict.id,
    goto: (range) => this.goto(range),
    showRow: (id, isFocused) => this.showRow(id, isFocused),
    focusHead: () => this.focusHead(),
    fail: (problem) => (this.problem = problem),
  });

  constructor() {
    super();
    this.addEventListener("coram-focus-lost", (event) => {
      if (event.defaultPrevented) return;
      const next = this.walker ?? this.overview?.next;
      if (next) event.preventDefault();
      next?.focus();
    });
    new PaintedNames(this, () => {
      const { view: names } = this.work;
      return { names: this.revision && names, current: names && this.place.current(names) };
    });
    new NamesKeyboard(this, (action) => {
      const { view: names } = this.work;
      return names !== null && this.dialog === null && this.isOpen && this.doAction(names, action);
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.work.check();
    const { view: names } = this.work;
    if (!names) return;
    this.rewriting.follow(this.revision, this.view.maps, this.place.at !== null);
    if (changed.has("pointed") && this.pointed) this.openAt(names, this.pointed.offset);
    if (this.isOpen && this.place.comeBack(names)) void this.show();
    else if (this.place.follow(names, this.view)) void this.show();
    // "Look again" stands over nothing to look at, once what was said earlier is followed by the last decision.
    const isDecided = walkOf(names).length === 0;
    if (isDecided && !this.wasDecided && !changed.has("said") && this.said?.of === "overtaken") this.said = null;
    this.wasDecided = isDecided;
  }

  /** The text, where it is the one that the names are of. */
  private get revision(): Revision | null {
    return this.work.view?.revision === this.view.revision.number ? this.view.revision : null;
  }

  /** Whether there is something to decide: not once the verdict is cleared. */
  private get isOpen(): boolean {
    return this.view.verdict.stage === "in-preparation";
  }

  private get textLang(): string {
    return langOf(this.view.verdict.language, this.view.verdict.script);
  }

  protected override render(): TemplateResult {
    const { view: names } = this.work;
    const problem = this.work.problem ?? this.problem;
    const said = errorLine(problem === null ? null : describeProblem(problem));
    if (!names) return html`<div class="names-panel">${problem === null ? skeleton(8, t("page.loading")) : said}</div>`;
    return html`<div
        class="names-panel"
        @coram-names-decide=${(event: HTMLElementEventMap["coram-names-decide"]) => void this.decide(event.detail.commands)}
        @coram-names-open=${(event: HTMLElementEventMap["coram-names-open"]) => this.goto(this.place.open(names, event.detail.id))}
        @coram-names-choose=${this.onChoose}
        @coram-names-clear=${() => (this.chosen = new Set())}
        @coram-names-look=${(event: HTMLElementEventMap["coram-names-look"]) => {
          this.place.look(event.detail.range);
          this.goto(event.detail.range);
        }}
        @coram-names-act=${(event: HTMLElementEventMap["coram-names-act"]) => void this.act(event.detail.act)}
        @coram-names-rewrite=${(event: HTMLElementEventMap["coram-names-rewrite"]) => void this.rewrite(event.detail.of, event.detail.words)}
        @coram-names-rewrite-begin=${(event: HTMLElementEventMap["coram-names-rewrite-begin"]) => this.rewriting.begin(names, event.detail.id)}
        @coram-names-rewrite-leave=${() => void this.rewriting.end()}
        @coram-walk-act=${(event: HTMLElementEventMap["coram-walk-act"]) => this.walk(names, event.detail.act)}
      >
        ${this.place.at ? walkCard(names, this.place, this.view, this.textLang) : this.renderList(names)}
        <div class="names-tray">
          ${othersHere(this.view.members, this.work.here)} ${said}
          ${this.said ? html`<p class="alert">${this.said.words}</p>` : nothing}
          ${waitingLine(this.revision === null && this.isOpen, this.work)}
          ${this.place.at ? nothing : chosenCard(names, this.chosen)}
          ${this.revision && this.isOpen ? addCard(names, this.selection, this.revision, this.textLang) : nothing}
        </div>
      </div>
      <coram-names-dialogs
        .open=${this.dialog}
        .verdict=${this.view.verdict.id}
        .names=${names}
        .apply=${(passphrase: string | null) => this.work.apply(passphrase)}
        .textLang=${this.textLang}
        @coram-dialog-close=${this.onDialogClose}
        @coram-names-applied=${this.onApplied}
        @coram-key-destroyed=${() => void this.work.load()}
      ></coram-names-dialogs>`;
  }

  private renderList(names: NamesView): TemplateResult {
    if (!this.isOpen) return clearedNames(names, this, () => (this.dialog = "key"));
    return html`<coram-names-overview
      .names=${names}
      .revision=${this.revision}
      .textLang=${this.textLang}
      .opened=${this.place.opened}
      .chosen=${this.chosen}
      .rewritten=${this.rewriting.of}
    ></coram-names-overview>`;
  }

  private async decide(commands: readonly NamesCommand[]): Promise<void> {
    this.said = this.problem = null;
    const { view: before } = this.work;
    const sent = commands.map((command) => this.work.decide(command));
    if (this.work.view !== before) this.place.decide();
    const done = await Promise.all(sent);
    const of = addedBy(commands);
    if (!done.every(Boolean) || !of) return;
    this.emit("coram-prepare-unselect", { of });
    announce(t("names.added"));
  }

  /** Puts words of the text in other words; a passage for which no placeholder stands is decided with that. */
  private async rewrite(of: Rewritten, words: string): Promise<void> {
    const { at } = this.place;
    this.said = this.problem = null;
    if (!(await this.rewriting.save(of, words))) return;
    this.walker?.endRewriting();
    if (!at) void this.rewriting.end(of.id);
    const left = at?.kind === "quasi" && this.work.view && walkOf(this.work.view).find((item) => isSameItem(item, at));
    if (left && this.work.view) await this.decide(commandsOf(this.work.view, left, { name: "no" }));
  }

  private say(of: "overtaken" | "no-undo", words: string): void {
    this.said = { of, words };
    announce(words);
  }

  private async undo(kind: "undo" | "redo"): Promise<void> {
    const before = (this.place.at !== null || this.place.hasEnded) && this.work.view ? walkOf(this.work.view) : null;
    const { number } = this.work;
    await this.decide([{ kind }]);
    const isSame = this.work.number === number && !this.work.isBusy;
    if (isSame && !this.work.isLost && this.work.problem === null) this.say("no-undo", t(`names.no-${kind}`));
    const { view: names } = this.work;
    if (!before || !names) return;
    // What was decided waits again: one is back at it.
    const back = walkOf(names).find((item) => !before.some((each) => isSameItem(each, item)));
    if (!back) return;
    this.place.go(names, back);
    await this.show();
  }

  private async act(act: NamesAct): Promise<void> {
    const { view: names } = this.work;
    if (!names) return;
    if (act === "confirm-sure") await this.decide([{ kind: "confirm-sure" }]);
    else if (act === "undo" || act === "redo") await this.undo(act);
    else if (act === "unapply") await this.unapply();
    else if (act === "walk") {
      this.place.go(names, walkOf(names)[0] ?? null);
      await this.show(true);
    } else this.dialog = act;
  }

  private walk(names: NamesView, act: ItemAct | StepAct): void {
    const { at } = this.place;
    if (!at) return;
    if (act.name === "leave") this.leave();
    else if (act.name === "next" || act.name === "previous") {
      this.place.step(names, act.name === "next" ? 1 : -1);
      void this.show();
    } else if (this.place.hasNews) {
      tell(meanwhileWords(this.view.members, names, at));
      this.place.readNews();
    } else if (!this.place.shown(names, this.view)) tell(t("names.waiting-text"));
    else if (needsLetter(names, at, act)) tell(t("names.no-default"));
    else if (act.name === "yes" && this.walker?.token === null) {
      tell(t("names.no-token"));
      this.walker.rewrite();
    } else {
      void this.decide(commandsOf(names, at, act));
      if (act.name !== "role" && this.place.decidedAgain(this.work.view ?? names)) void this.show();
    }
  }

  private async unapply(): Promise<void> {
    this.problem = null;
    try {
      await this.work.change(async () => {
        await unapplyNames(this.view.verdict.id);
        announce(t("names.unapplied"));
        this.emit("coram-prepare-changed", {});
        return null;
      });
    } catch (error) {
      this.problem = error;
    }
  }

  private onDialogClose(): void {
    // What opened it may have been pressed for the last time.
    if (this.isApplied) void this.focusHead();
    this.dialog = null;
    this.isApplied = false;
  }

  private onApplied(event: HTMLElementEventMap["coram-names-applied"]): void {
    announce(t("names.applied-said", { count: event.detail.applied.replaced }));
    this.chosen = new Set();
    this.isApplied = true;
    this.emit("coram-prepare-changed", {});
  }

  private onChoose(event: HTMLElementEventMap["coram-names-choose"]): void {
    const { id, isChosen } = event.detail;
    this.chosen = new Set(isChosen ? [...this.chosen, id] : [...this.chosen].filter((each) => each !== id));
  }

  private goto(range: Range | null): void {
    if (range && this.revision) this.emit("coram-prepare-goto", { range });
  }

  /** The row whose mark was clicked, a person's with its details; the text stays where it is. */
  private openAt(names: NamesView, offset: number): void {
    const marked = markedAt(names, offset);
    if (!marked) return;
    const { entity, at } = marked;
    this.place.open(names, entity?.id ?? null, { start: at.start, end: at.end });
    void this.showRow("id" in at ? at.id : (entity?.id ?? ""));
  }

  private async showRow(id: string, isFocused = false): Promise<void> {
    await this.updateComplete;
    await this.overview?.updateComplete;
    await this.list?.updateComplete;
    const row = rowOf(this, id);
    if (isFocused) row?.querySelector<HTMLElement>(".name-open")?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  /** Brings what is decided now into view and says it; the focus stays in the text where it was there, unless `isNew`. */
  private async show(isNew = false): Promise<void> {
    const isHere = isNew || this.contains(document.activeElement);
    await this.updateComplete;
    const { walker } = this;
    const { view: names } = this.work;
    if (!walker || !names) {
      announce(t("names.done"));
      if (isHere) void this.focusHead();
      return;
    }
    const range = this.place.shown(names, this.view);
    if (range) this.emit("coram-prepare-goto", { range });
    await walker.updateComplete;
    // A button that was pressed may be gone with the item that it was for.
    if (isHere || document.activeElement === document.body) walker.focus();
    announce(walker.said);
  }

  private leave(): boolean {
    if (this.adder && !this.place.at) {
      this.emit("coram-prepare-unselect", { back: true });
      return true;
    }
    const wasWalking = this.place.at !== null;
    if (!this.place.leave() && this.chosen.size === 0) return false;
    if (wasWalking) void this.focusHead();
    else if (!this.place.opened) this.chosen = new Set();
    return true;
  }

  private async focusHead(): Promise<void> {
    await this.updateComplete;
    await this.overview?.focusNext();
  }

  /** Whether there was something to do. */
  private doAction(names: NamesView, action: NamesAction): boolean {
    switch (action.name) {
      case "undo":
      case "redo":
        void this.undo(action.name);
        return true;
      case "keys":
        this.dialog = "keys";
        return true;
      case "add":
        this.adder?.focus();
        return this.adder !== null;
      case "walk":
        if (!this.place.at) void this.act("walk");
        return true;
      case "leave":
        return this.leave();
      case "rewrite":
        return this.walker?.rewrite() ?? this.rewriting.begin(names);
      case "move":
        this.walker?.choosePerson();
        return this.walker !== null;
      default:
        if (!this.place.at) return this.doInList(names, action);
        this.walk(names, action);
        return true;
    }
  }

  /** What keys do with the person that is open in the list. */
  private doInList(names: NamesView, action: ItemAct | StepAct): boolean {
    // The last one that was walked may be the slip.
    if (action.name === "previous" && this.place.hasEnded && this.place.step(names, -1)) {
      void this.show(true);
      return true;
    }
    const order = this.list?.order ?? [];
    const index = order.findIndex(({ id }) => id === this.place.opened);
    const entity = order[index];
    if (action.name === "leave") return false;
    if (action.name === "next" || action.name === "previous") {
      const by = action.name === "next" ? 1 : index < 0 ? 0 : -1;
      const to = order[(index + by + order.length) % order.length];
      if (!to) return false;
      this.goto(this.place.open(names, to.id));
      void this.showRow(to.id, this.contains(document.activeElement));
      return true;
    }
    if (!entity || !isInHand(this, entity.id)) return false;
    void this.decide(commandsOf(names, { kind: "entity", id: entity.id }, action));
    return true;
  }
}
