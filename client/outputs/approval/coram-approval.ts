import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId, OutputId, ThreadId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { blockPlaces } from "../../../schema/editor/block-places.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { ApprovalPoint, ApprovalView, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { serverReach } from "../../api/reach.ts";
import { askForSignatures, readApproval, sayWhy, signCandidate, takeCandidateBack } from "../../api/outputs.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { Pause } from "../pause.ts";
import "./approval.css";
import "./coram-approval-points.ts";
import type { SentReason } from "./coram-approval-points.ts";
import "./coram-authors.ts";
import "./coram-signatures.ts";
import type { ApprovalAct } from "./coram-signatures.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-approval": CoramApproval;
  }
  interface HTMLElementEventMap {
    /** To a discussion, or to the title. */
    "coram-approval-thread": CustomEvent<{ thread: ThreadId }>;
    "coram-approval-title": CustomEvent<void>;
    /** To whom it names as its writers. */
    "coram-approval-authors": CustomEvent<void>;
    /** Why points may stay as they are. */
    "coram-approval-why": CustomEvent<{ points: readonly ApprovalPoint[]; words: string }>;
    "coram-approval-act": CustomEvent<{ act: ApprovalAct; joint: boolean; named: boolean }>;
    /** The document may have another status now. */
    "coram-approval-done": CustomEvent<void>;
  }
}

/** What stands in the way of a document, why what is open may stay so, and its signatures. */
@customElement("coram-approval")
export class CoramApproval extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  /** As it stood at the last pause in the writing. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  /** What the server last said of its quotes, figures and tables. */
  @property({ attribute: false }) answer: unknown = null;
  /** Counts up when the server says that something has changed. */
  @property({ attribute: false }) turn = 0;
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ type: Boolean }) canWrite = false;
  @property({ type: Boolean }) numbersParagraphs = false;
  /** Sections that it leaves out now, with blanks between. */
  @property() leftOut = "";
  private readonly openOnce = onceFor(stillOpen);
  private readonly placesOnce = onceFor(blockPlaces);
  @state() private approval: ApprovalView | null = null;
  /** What the document was when that was asked for. */
  private readAs: OutputView["status"] | null = null;
  @state() private problem: unknown = null;
  /** Why what was pressed was not done: it stands while the page reads what is so now, until something is pressed again. */
  @state() private refused: unknown = null;
  @state() private isBusy = false;
  /** Reasons that are on their way, or were refused. */
  @state() private sent: readonly SentReason[] = [];
  /** Calls off the waiting for a server that was out of reach. */
  private callOff: () => void = () => undefined;
  private readonly pause = new Pause(() => void this.load());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause.close();
    this.callOff();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const was = changed.get("output");
    if (
      changed.has("turn") ||
      (changed.has("output") && (was?.id !== this.output.id || was.status !== this.output.status))
    )
      void this.load();
    else if (changed.has("doc") || changed.has("answer")) this.pause.wait();
  }

  protected override render(): TemplateResult {
    const { output } = this;
    const approval = this.approval && this.openOnce(this.approval, output.id, this.leftOut);
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!approval || this.isOfBefore(approval))
      return html`${problem}${this.problem === null ? skeleton(6, t("shell.loading")) : nothing}`;
    return html`<div class="approval" aria-busy=${this.isBusy}>
      ${
        output.status === "approved"
          ? nothing
          : html`<coram-approval-points
                .approval=${approval}
                .output=${output}
                .doc=${this.doc}
                .members=${this.members}
                .sent=${this.sent}
                .canWrite=${this.canWrite}
                .numbersParagraphs=${this.numbersParagraphs}
                @coram-approval-why=${this.onWhy}
                @coram-approval-authors=${() => this.querySelector<HTMLElement>("coram-authors input:enabled")?.focus()}
              ></coram-approval-points>
              ${output.status === "asked" ? nothing : this.renderAuthors(approval)}`
      }
      <coram-signatures
        .approval=${approval}
        .output=${output.id}
        .status=${output.status}
        .members=${this.members}
        .isBusy=${this.isBusy}
        .places=${this.doc ? this.placesOnce(this.doc, this.numbersParagraphs) : null}
        @coram-approval-act=${this.onAct}
      ></coram-signatures>
      ${this.refused === null ? problem : errorLine(describeProblem(this.refused))}
      ${output.status === "asked" ? this.renderAuthors(approval) : nothing}
    </div>`;
  }

  /** Before signatures are asked for they are chosen; from then on they are read, and stand below what is to be done. */
  private renderAuthors({
    isAlwaysJoint,
    authors,
    unnamed,
    publishers,
  }: ApprovalView): TemplateResult | typeof nothing {
    if (isAlwaysJoint) return nothing;
    return html`<coram-authors
      .authors=${authors}
      .unnamed=${unnamed}
      .publishers=${publishers}
      .imprint=${this.doc?.imprint ?? null}
      .canWrite=${this.canWrite}
    ></coram-authors>`;
  }

  /** What was read before the last signature says nothing of those of the paper. */
  private isOfBefore({ candidate }: ApprovalView): boolean {
    return this.output.status === "approved" && this.readAs !== "approved" && candidate?.state !== "approved";
  }

  private async load(): Promise<void> {
    await this.attempt(() => readApproval(this.output.id));
  }

  private async attempt(ask: () => Promise<ApprovalView>): Promise<void> {
    const { status } = this.output;
    this.callOff();
    try {
      this.approval = await ask();
      this.readAs = status;
      this.problem = null;
    } catch (error) {
      this.problem = error;
      if (!(error instanceof ProblemError && error.code === "offline") || !this.isConnected) return;
      this.callOff = serverReach.whenReached(() => void this.load());
    }
  }

  private readonly onWhy = ({ detail: { points, words } }: HTMLElementEventMap["coram-approval-why"]): void => {
    void this.keepReason({ points, words, isRefused: false });
  };

  /** It stands in its line from the press on; where it is refused it stands in its field again. */
  private async keepReason(reason: SentReason): Promise<void> {
    const { points, words } = reason;
    const keys = points.map(({ key }) => key);
    const of = points[0]?.output ?? this.output.id;
    this.refused = null;
    const isOfSame = (each: SentReason): boolean =>
      each.points.some(({ output, key }) => output === of && keys.includes(key));
    this.sent = [...this.sent.filter((each) => !isOfSame(each)), reason];
    try {
      await sayWhy(of, { points: keys, words });
      await this.load();
      this.sent = this.sent.filter((each) => each !== reason);
    } catch (error) {
      this.refused = error;
      this.sent = this.sent.map((each) => (each === reason ? { ...reason, isRefused: true } : each));
    }
  }

  private readonly onAct = async ({ detail }: HTMLElementEventMap["coram-approval-act"]): Promise<void> => {
    const { approval, output } = this;
    if (!approval || this.isBusy) return;
    this.isBusy = true;
    this.refused = null;
    try {
      this.approval = await act(approval, output, detail);
      announce(t(`approval.done-${detail.act}`));
    } catch (error) {
      this.refused = error;
      // What has changed is named beside what went wrong.
      if (error instanceof ProblemError) this.approval = await readApproval(output.id).catch(() => approval);
    }
    this.isBusy = false;
    this.dispatchEvent(new CustomEvent("coram-approval-done"));
  };
}

/**
 * Without what was mended since that was read: a section that was just left out is empty no more. Its line goes with the press, and not some
 * moments later, when what stands below it would move away under the next one.
 */
function stillOpen(approval: ApprovalView, output: OutputId, leftOut: string): ApprovalView {
  const sections = new Set(leftOut.split(" "));
  const isMended = ({ kind, output: of, at }: ApprovalPoint): boolean =>
    kind === "section-empty" && of === output && at !== null && "section" in at && sections.has(at.section);
  const points = approval.points.filter((point) => !isMended(point));
  return points.length === approval.points.length ? approval : { ...approval, points };
}

function act(
  { candidate }: ApprovalView,
  { id, number }: OutputView,
  { act: which, joint, named }: HTMLElementEventMap["coram-approval-act"]["detail"],
): Promise<ApprovalView> {
  if (which === "ask" || !candidate) return askForSignatures(id, { number, joint });
  const { id: of, digest } = candidate;
  return which === "take-back"
    ? takeCandidateBack(id, { candidate: of })
    : signCandidate(id, { candidate: of, digest, named, givesBack: which === "give-back" });
}
