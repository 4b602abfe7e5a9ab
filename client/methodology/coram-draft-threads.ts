import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { VoteList, VoteValue } from "../../schema/protocol/http/methodology.ts";
import { describeProblem } from "../api/http.ts";
import { vote } from "../api/methodology/methodology.ts";
import { errorLine } from "../elements/form.ts";
import { formatList, t } from "../i18n/t.ts";
import { answeredBy } from "../discussion/answered-by.ts";
import type { CoramCommentBox } from "../discussion/coram-comment-box.ts";
import "../discussion/coram-thread-list.ts";
import type { FirstWords } from "../discussion/coram-thread-list.ts";
import "../verdict/cards/verdict.css";
import { VerdictElement } from "../elements/verdict-element.ts";
import { boxOf, type DraftDiscussion, type DraftThread, type Subject, type WantedThread } from "./draft-discussion.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-threads": CoramDraftThreads;
  }
  interface HTMLElementEventMap {
    "coram-votes": CustomEvent<{ votes: VoteList["votes"] }>;
  }
}

const VALUES = ["yes", "no", "abstain"] as const satisfies readonly VoteValue[];

/** What is said about one category or question: threads, and proposals with the votes on them. */
@customElement("coram-draft-threads")
export class CoramDraftThreads extends VerdictElement {
  @property({ attribute: false }) discussion!: DraftDiscussion;
  @property({ attribute: false }) on!: Subject;
  @property({ attribute: false }) wanted: WantedThread = { thread: null, box: null };
  @property({ attribute: false }) votes: VoteList["votes"] = [];
  @property({ attribute: false }) cards: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ attribute: false }) me!: MemberId;
  @property({ type: Boolean }) canVote = false;
  /** Grows when the discussion changes. */
  @property({ type: Number }) turn = 0;
  @state() private isProposal = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What is put to the vote is so of one subject.
    const before = changed.get("on");
    if (before && boxOf(before) !== this.key) this.isProposal = false;
  }

  protected override updated(): void {
    if (this.wanted.thread !== null) void this.showWanted(this.wanted.thread);
    else if (this.wanted.box === this.key) void this.goOn();
  }

  /** Goes to the box in which there are words of one's own. */
  private async goOn(): Promise<void> {
    this.wanted.box = null;
    const list = this.querySelector("coram-thread-list");
    await list?.updateComplete;
    const box = list?.querySelector<CoramCommentBox>(":scope > coram-comment-box");
    await box?.updateComplete;
    box?.focus();
    box?.scrollIntoView({ block: "center" });
  }

  /** Goes to the thread that one came for, with the focus where one votes. It may not be here yet. */
  private async showWanted(id: string): Promise<void> {
    await this.querySelector("coram-thread-list")?.updateComplete;
    const found = this.querySelector(`[data-thread="${CSS.escape(id)}"]`);
    if (!found || this.wanted.thread !== id) return;
    this.wanted.thread = null;
    found.querySelector<HTMLElement>(".votes button")?.focus({ preventScroll: true });
    found.scrollIntoView({ block: "start" });
  }

  protected override render(): TemplateResult {
    const { discussion } = this;
    const threads = discussion.threads(this.on, this.votes);
    return html`<section class="draft-threads" aria-label=${t("methodology.discussion")}>
      <div class="section-head">
        <h3 class="grow">${t("methodology.discussion")}</h3>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${threads.length === 0 ? html`<p class="note sub">${t(this.isQuestion ? "handbook.discussion-none" : "methodology.discussion-none")}</p>` : nothing}
      <coram-thread-list
        .threads=${threads}
        .above=${(id: ThreadId) => this.renderVotes(threads.find((thread) => thread.id === id))}
        .allActive=${true}
        .first=${this.first}
        @coram-thread-begin=${this.onBegin}
        ${answeredBy(discussion)}
      ></coram-thread-list>
      ${discussion.canWrite ? this.renderKind() : nothing}
    </section>`;
  }

  private get isQuestion(): boolean {
    return "question" in this.on;
  }

  private get key(): string {
    return boxOf(this.on) ?? "";
  }

  private get first(): FirstWords {
    const { isProposal, isQuestion, key } = this;
    const fields = { ...this.on, ...(isProposal ? { proposal: true } : {}) };
    const label = t(
      isProposal ? "methodology.proposal-field" : isQuestion ? "handbook.comment-field" : "methodology.comment-field",
    );
    return { label, mayWrite: this.discussion.canWrite, on: { kind: "begin", audience: "internal", key, fields } };
  }

  private readonly onBegin = (event: HTMLElementEventMap["coram-thread-begin"]): void => {
    if (this.discussion.begin(this.on, event.detail.body, this.isProposal)) this.isProposal = false;
    else event.preventDefault();
  };

  /** Whether first words are a proposal. */
  private renderKind(): TemplateResult {
    return html`<label class="form-check" @keydown=${this.onKindKey}
      ><input
        type="checkbox"
        .checked=${this.isProposal}
        @change=${(event: Event) => (this.isProposal = (event.target as HTMLInputElement).checked)}
      />${t("methodology.put-to-vote")}</label
    >`;
  }

  /** The key of the box below which it stands sends its words from here too. */
  private readonly onKindKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector<CoramCommentBox>("coram-thread-list > coram-comment-box")?.send();
  };

  private renderVotes(thread: DraftThread | undefined): TemplateResult | typeof nothing {
    const votes = thread?.votes;
    if (!votes) return nothing;
    const mine = votes.find(({ member }) => member === this.me)?.vote ?? null;
    const namesOf = (value: VoteValue): string =>
      formatList(votes.flatMap((each) => (each.vote === value ? [this.cards.get(each.member)?.name ?? "?"] : [])));
    return html`<div class="votes" role="group" aria-label=${t("methodology.votes")}>
      <b>${t(thread.isEnded && !thread.resolved ? "methodology.proposal-withdrawn" : "methodology.proposal")}</b>
      ${VALUES.map((value) => {
        const count = votes.filter((each) => each.vote === value).length;
        const words = t(`methodology.vote-${value}`, { count });
        return this.canVote && !thread.isEnded
          ? html`<button
              type="button"
              class="button button-small"
              aria-pressed=${mine === value}
              title=${namesOf(value)}
              @click=${() => void this.vote(thread, mine === value ? null : value)}
            >
              ${words}
            </button>`
          : html`<span class="note" title=${namesOf(value)}>${words}</span>`;
      })}
    </div>`;
  }

  private async vote({ id }: DraftThread, value: VoteValue | null): Promise<void> {
    this.problem = null;
    try {
      this.emit("coram-votes", await vote({ thread: id, vote: value }));
    } catch (error) {
      this.problem = error;
    }
  }
}
