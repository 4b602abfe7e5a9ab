import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { DraftView, VoteList } from "../../../schema/protocol/http/methodology.ts";
import { serverReach } from "../../api/reach.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { readDraft, readVotes, screenDraftTexts } from "../../api/methodology/methodology.ts";
import { readNetwork } from "../../api/verdicts.ts";
import { AnsweredBoxes } from "../../discussion/where-said.ts";
import { announce } from "../../elements/announce.ts";
import { toActor, type Session } from "../../app/session-context.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { HearsAddress } from "../../elements/address/hears-address.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t, type MessageKey } from "../../i18n/t.ts";
import { device } from "../../sync/offline/device.ts";
import type { RoomClosed } from "../../sync/room-closed.ts";
import { isAtRisk } from "../../sync/saved-state.ts";
import { openScreened, screenFor } from "../../sync/screening.ts";
import "../../verdict/bars/coram-saved.ts";
import { actionOf } from "../../verdict/model/keymap.ts";
import "./coram-draft-asides.ts";
import "./coram-draft-categories.ts";
import type { CoramDraftCategories } from "./coram-draft-categories.ts";
import "./coram-draft-questions.ts";
import type { CoramDraftQuestions } from "./coram-draft-questions.ts";
import "./coram-draft-outputs.ts";
import type { CoramDraftOutputs } from "./coram-draft-outputs.ts";
import "./coram-draft-taken.ts";
import "./freeze/coram-draft-changes.ts";
import "./freeze/coram-freeze-dialog.ts";
import { DraftModel } from "./draft-model.ts";
import type { DraftPlace } from "./words/problem-words.ts";
import { storedPair, storePair, type LanguagePair } from "./words/language-pair.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft": CoramDraft;
  }
}

const PARTS = ["categories", "questions", "outputs", "changes"] as const;
type Part = (typeof PARTS)[number];
const PART_NAMES = {
  categories: "network.categories",
  questions: "network.questions",
  outputs: "handbook.outputs",
  changes: "methodology.changes",
} as const satisfies Record<Part, MessageKey>;

/** The part that the address asks for. */
function partIn(search: string): Part {
  const part = new URLSearchParams(search).get("part");
  return PARTS.find((each) => each === part) ?? "categories";
}

/** The category or question that an address names, and what is said of it. */
function askedIn(search: string): DraftPlace | null {
  const asked = new URLSearchParams(search);
  const thread = asked.get("thread");
  const [category, question] = [asked.get("category"), asked.get("question")];
  const place = category ? ({ root: "categories", id: category } as const) : null;
  const at = place ?? (question ? ({ root: "questions", id: question } as const) : null);
  return at && { ...at, thread };
}

interface Described {
  view: DraftView;
  members: readonly MemberCard[];
  votes: VoteList["votes"];
}

/** The draft of the next version: several people change it at once, each undoing only their own. */
@customElement("coram-draft")
export class CoramDraft extends LightElement {
  @property({ attribute: false }) session: Session | null = null;
  /** The version in force, which the draft goes on from. */
  @property({ attribute: false }) version!: MethodologyVersion;
  @state() private model: DraftModel | null = null;
  @state() private turn = 0;
  /** What the address asks for. */
  @state() private shownPart: Part = partIn(location.search);
  @state() private pair: LanguagePair = storedPair(language());
  @state() private problem: unknown = null;
  @state() private closed: RoomClosed | null = null;
  @state() private votes: VoteList["votes"] = [];
  @state() private taken: DraftView["taken"] = null;
  @state() private isFreezing = false;
  @query("coram-draft-categories") private readonly categories!: CoramDraftCategories | null;
  @query("coram-draft-questions") private readonly questions!: CoramDraftQuestions | null;
  @query("coram-draft-outputs") private readonly outputs!: CoramDraftOutputs | null;
  private readonly cards = new Map<MemberId, MemberCard>();
  private gone = new AbortController();
  private stopEvents: (() => void) | null = null;
  private letGo: (() => void) | null = null;
  protected readonly boxes = new AnsweredBoxes(this, () => this.model);

  constructor() {
    super();
    new HearsAddress(this, () => {
      const asked = askedIn(location.search);
      if (asked) this.goTo(asked);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.gone = new AbortController();
    document.addEventListener("keydown", this.onKey);
    addEventListener("beforeunload", this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
    removeEventListener("beforeunload", this.onLeave);
    this.stopEvents?.();
    this.stopEvents = null;
    this.gone.abort();
    // They hear of it after this, when nothing takes their words any more.
    for (const wording of this.querySelectorAll("coram-wording")) wording.leave();
    this.model?.close();
    this.model = null;
    this.letGo?.();
    this.letGo = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { session } = this;
    if (!session?.member || this.stopEvents) return;
    if (changed.has("session")) {
      this.stopEvents = session.events.listen((event) => {
        if (event.type === "methodology" || event.type === "members" || event.type === "hello") void this.load();
      });
      void this.load();
    }
  }

  /** Opens what a problem of the draft names: a category, a question or a group. */
  open(root: DraftPlace["root"], id: string): void {
    this.shownPart = root;
    void this.updateComplete.then(() => this[root]?.open(id));
  }

  /** What is talked over there is in sight too, where it was come for. */
  private readonly onPlace = ({ detail }: HTMLElementEventMap["coram-draft-place"]): void => this.goTo(detail);

  private goTo({ root, id, thread = null, box = null }: DraftPlace): void {
    this.open(root, id);
    void this.updateComplete.then(() => {
      if (!this.model || (thread === null && box === null)) return;
      Object.assign(this.model.wanted, { thread, box });
      this.turn++;
    });
  }

  private async load(): Promise<void> {
    const me = this.session?.member?.id;
    if (!me) return;
    const { signal } = this.gone;
    try {
      const { view, members, votes } = await this.describe(signal);
      if (signal.aborted) return;
      this.votes = votes;
      this.taken = view.taken;
      for (const member of members) this.cards.set(member.id, member);
      if (this.model) this.model.update(view);
      else await this.start(view, me, signal);
      this.problem = this.closed = null;
    } catch (error) {
      if (signal.aborted) return;
      // What is on the screen stays while the server is out of reach.
      if (!this.model || !(error instanceof ProblemError && error.code === "offline")) this.problem = error;
    }
  }

  /** The draft as the server describes it; while it is out of reach, as it was last seen on this device. */
  private async describe(signal: AbortSignal): Promise<Described> {
    const work = await device.ready();
    try {
      const [view, { members }, { votes }] = await Promise.all([
        readDraft(signal),
        readNetwork(signal),
        readVotes(signal),
      ]);
      work?.copies.keepMethodology({ version: this.version, draft: view });
      return { view, members, votes };
    } catch (error) {
      const isOffline = error instanceof ProblemError && error.code === "offline";
      const [copy, network] =
        isOffline && !this.model && work ? await Promise.all([work.copies.methodology(), work.copies.network()]) : [];
      if (copy) return { view: copy.draft, members: network?.members ?? [], votes: [] };
      throw error;
    }
  }

  private async start(view: DraftView, me: MemberId, signal: AbortSignal): Promise<void> {
    const work = await device.ready();
    if (!work) return;
    const of = this.version.methodology;
    const screen = screenFor(null, (_, texts) => screenDraftTexts(texts));
    const kept = await openScreened(work, of, screen, serverReach.isAway);
    // Another answer may have come meanwhile.
    if (signal.aborted || this.model) return;
    this.letGo = work.hold(of);
    this.model = new DraftModel(view, me, this.cards, kept, {
      onChange: () => this.turn++,
      onClosed: (why) => this.onClosed(why),
      onStale: () => void this.load(),
      screen,
    });
    const asked = new URLSearchParams(location.search);
    this.model.open.categories = asked.get("category");
    this.model.open.questions = asked.get("question");
    this.model.wanted.thread = asked.get("thread");
  }

  private onClosed(why: RoomClosed): void {
    if (why === "no-access" || why === "no-room") void this.load();
    else this.closed = why;
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!model?.hasContent)
      return html`${problem} ${this.problem === null ? skeleton(12, t("shell.loading")) : nothing}`;
    return html`${problem} ${this.closed ? this.renderClosed() : nothing} ${this.renderTaken(model)}
      <coram-draft-asides .model=${model} .turn=${this.turn} @coram-draft-place=${this.onPlace}></coram-draft-asides>
      ${this.renderBar(model)} ${this.renderPart(model)}
      <coram-freeze-dialog
        .open=${this.isFreezing}
        .version=${this.version}
        .model=${model}
        .draft=${this.isFreezing ? (model.frozen?.content ?? null) : null}
        @coram-dialog-close=${() => (this.isFreezing = false)}
        @coram-draft-place=${this.onPlace}
      ></coram-freeze-dialog>`;
  }

  private renderTaken({ canEdit }: DraftModel): TemplateResult {
    const { taken } = this;
    return html`<coram-draft-taken
      .taken=${taken}
      .me=${this.session?.member?.id ?? null}
      .name=${(taken && this.cards.get(taken.by)?.name) ?? ""}
      ?mayWrite=${canEdit}
    ></coram-draft-taken>`;
  }

  private renderBar(model: DraftModel): TemplateResult {
    return html`<div class="draft-bar">
      <div class="choice" role="radiogroup" aria-label=${t("methodology.part")}>
        ${PARTS.map(
          (each) =>
            html`<button
              type="button"
              role="radio"
              aria-checked=${each === this.shownPart}
              @click=${() => (this.shownPart = each)}
            >
              ${t(PART_NAMES[each])}
            </button>`,
        )}
      </div>
      <div class="presence grow" role="group" aria-label=${t("methodology.people-here")}>
        ${model.people.map(
          ({ member }) =>
            html`<span class="here" title=${member.name}
              ><coram-initials initials=${member.initials} name=${member.name}></coram-initials
            ></span>`,
        )}
      </div>
      ${model.canEdit ? nothing : html`<span class="tagline">${t("methodology.read-only")}</span>`}
      <coram-saved .saved=${model.saved} @coram-retry=${() => void this.load()}></coram-saved>
      ${model.canEdit ? this.renderUndo() : nothing}
      ${
        this.canFreeze
          ? html`<button type="button" class="button button-primary" @click=${() => (this.isFreezing = true)}>
              ${t("methodology.freeze")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderUndo(): TemplateResult {
    return html`<span class="draft-undo"
      ><button
        type="button"
        class="button button-quiet icon-button"
        title=${t("methodology.undo")}
        aria-label=${t("methodology.undo")}
        @click=${() => this.undo()}
      >
        <coram-icon name="undo"></coram-icon>
      </button>
      <button
        type="button"
        class="button button-quiet icon-button"
        title=${t("methodology.redo")}
        aria-label=${t("methodology.redo")}
        @click=${() => this.redo()}
      >
        <coram-icon name="redo"></coram-icon></button
    ></span>`;
  }

  private renderPart(model: DraftModel): TemplateResult | typeof nothing {
    const onPair = (event: HTMLElementEventMap["coram-language-pair"]): void => {
      this.pair = event.detail.pair;
      storePair(this.pair);
    };
    const onVotes = (event: HTMLElementEventMap["coram-votes"]): void => void (this.votes = event.detail.votes);
    if (this.shownPart === "questions")
      return html`<coram-draft-questions
        .model=${model}
        .turn=${this.turn}
        .pair=${this.pair}
        .votes=${this.votes}
        @coram-votes=${onVotes}
        @coram-language-pair=${onPair}
      ></coram-draft-questions>`;
    if (this.shownPart === "outputs")
      return html`<coram-draft-outputs
        .model=${model}
        .turn=${this.turn}
        .pair=${this.pair}
        @coram-language-pair=${onPair}
      ></coram-draft-outputs>`;
    if (this.shownPart === "changes")
      return html`<coram-draft-changes
        .model=${model}
        .version=${this.version}
        .turn=${this.turn}
      ></coram-draft-changes>`;
    return html`<coram-draft-categories
      .model=${model}
      .turn=${this.turn}
      .pair=${this.pair}
      .votes=${this.votes}
      @coram-votes=${onVotes}
      .inForce=${new Map(this.version.content.categories.map((category) => [category.id, category]))}
      @coram-language-pair=${onPair}
    ></coram-draft-categories>`;
  }

  private get canFreeze(): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), "methodology.freeze", null) : false;
  }

  private renderClosed(): TemplateResult {
    return html`<div class="alert alert-error" role="alert">
      <coram-icon name="circle-alert"></coram-icon>
      <span class="grow">${t("methodology.closed")}</span>
      <button type="button" class="link" @click=${() => location.reload()}>${t("shell.reload")}</button>
    </div>`;
  }

  private undo(): void {
    announce(t(this.model?.undo() ? "page.undone" : "page.nothing-to-undo"));
  }

  private redo(): void {
    announce(t(this.model?.redo() ? "page.redone" : "page.nothing-to-undo"));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !this.model?.canEdit) return;
    const name = actionOf(event)?.name;
    if (name !== "undo" && name !== "redo") return;
    const { target } = event;
    // What one has typed and not left yet is the field's own to undo.
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (isField && (!target.classList.contains("wording-field") || target.hasAttribute("data-dirty"))) return;
    event.preventDefault();
    if (name === "undo") this.undo();
    else this.redo();
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    // What was typed within the last second is nowhere yet: it is sent or kept, or asked about.
    for (const wording of this.querySelectorAll("coram-wording")) wording.commit();
    if (isAtRisk(this.model?.saved) || this.model?.isTypedAtRisk) event.preventDefault();
  };
}
