import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { DisagreementId, CategoryId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { DUTIES, type MemberCard } from "../../../schema/domain/member.ts";
import type { AmendDone } from "../../../schema/protocol/http/disagreements.ts";
import { snapToWords } from "../../../schema/text/snap.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { concede } from "../../api/disagreements.ts";
import { describeProblem } from "../../api/http.ts";
import { tell } from "../../elements/announce.ts";
import { language, t } from "../../i18n/t.ts";
import type { VerdictModel } from "../../verdict/model/verdict-model.ts";
import { sameAgain } from "../alike.ts";
import type { DisagreementsLoading } from "../disagreements-loading.ts";
import { begunChoice } from "./begun-choice.ts";
import {
  draftInText,
  draftOn,
  evidenceOf,
  isBegun,
  keepDraft,
  newDraft,
  shownIn,
  togetherWords,
  type RulingDraft,
} from "./ruling-draft.ts";
import { ofMember } from "../../typed/of-member.ts";
import { keepPanel, keptPanel, lastRuling } from "./kept-panel.ts";
import type { Together } from "./coram-rule-together.ts";
import {
  forgetUnsent,
  onRulingSent,
  onUnsentRulings,
  type Recorded,
  rulingWords,
  sendRuling,
  sendUnsentRulings,
  unsentRulings,
} from "../../typed/unsent-rulings.ts";
import { affectedBy, lastHeldBy, recordTogether, rulingToSend } from "./ruling-work.ts";
import { inText } from "../../reader/carry-over.ts";
import { mostSay, type ShownDisagreement } from "../shown-disagreement.ts";

/** What was looked at and left open, while the page lives: it looks otherwise than what nobody has come to. */
const leftOpen = ofMember(new Set<DisagreementId>());

/** What ruling works with. */
export interface RulingContext {
  verdict: VerdictId;
  model: VerdictModel | null;
  disagreements: DisagreementsLoading;
  /** The disagreement that is looked at, as the reader sees it now. */
  one: ShownDisagreement | null;
  all: readonly ShownDisagreement[];
}

/** The ruling that is being made: its draft, who makes it, and what became of it. */
export class RulingController implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => RulingContext;
  isRecording = false;
  /** What is to be said of the last command; null = nothing. */
  said: string | null = null;
  /** How many earlier tags the wanted change of the methodology would put up for review. */
  affected: AmendDone | null = null;
  /** The words of an answer's disagreement that were selected last, in the text of then. */
  private selected: { of: DisagreementId; revision: number; range: Range } | null = null;
  /** A ruled disagreement that is about to be ruled on again. */
  private again: DisagreementId | null = null;
  private stops: (() => void)[] = [];
  private wasOffline = false;
  /** Version of the disagreement as the reader sees it now: a ruling made meanwhile is never replaced unseen. */
  private seenVersion = 0;

  constructor(host: ReactiveControllerHost, asked: () => RulingContext) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  hostConnected(): void {
    this.stops = [
      onUnsentRulings(() => this.host.requestUpdate()),
      onRulingSent(({ verdict, id }, recorded) => {
        if (verdict === this.asked().verdict) void this.takeSent(id, recorded);
      }),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.stops) stop();
  }

  private readonly onBack = (): void => void sendUnsentRulings(this.asked().model?.me);

  hostUpdated(): void {
    const { one, disagreements } = this.asked();
    this.seenVersion = one?.view.version ?? 0;
    const isBack = this.wasOffline && !disagreements.isOffline;
    this.wasOffline = disagreements.isOffline;
    if (isBack) this.onBack();
  }

  /** How many rulings wait for the server to be back. */
  get waiting(): number {
    return unsentRulings(this.asked().verdict);
  }

  /** What waited was sent. */
  private async takeSent(id: DisagreementId, recorded: Recorded): Promise<void> {
    const one = this.asked().all.find(({ view }) => view.id === id);
    if ("ruled" in recorded) {
      if (one) this.drop(one);
      this.asked().disagreements.take(recorded.ruled);
    }
    this.said = "ruled" in recorded ? sentWords(recorded.said) : "problem" in recorded ? recorded.problem : null;
    if ("moved" in recorded) await this.asked().disagreements.load();
    this.host.requestUpdate();
  }

  /** Another disagreement is looked at. */
  clear(): void {
    [this.said, this.affected, this.again] = [null, null, null];
    this.host.requestUpdate();
  }

  /** The ruling that is being made, as the text that is here shows it. */
  draftOf(one: ShownDisagreement): RulingDraft {
    const { model } = this.asked();
    const draft = this.toRecord(one);
    return model ? shownIn(draft, model.view) : draft;
  }

  /** The same as it is sent: on a text that is older than its passages these are not shown, and are its all the same. */
  toRecord(one: ShownDisagreement): RulingDraft {
    const { offered } = one;
    const draft = this.begunOn(one) ?? this.newOn(one);
    // What is left after the others conceded is offered, and is the panel's to take.
    if (draft.choice !== null || offered === null) return draft;
    return { ...draft, choice: offered.length > 0 ? "entries" : "none", coders: offered };
  }

  /** What was begun on it in this page, or before it was loaded again. */
  private begunOn({ view }: ShownDisagreement): RulingDraft | null {
    const { model } = this.asked();
    const begun = draftOn(view.id) ?? (model && begunChoice.of(model.me, view.id));
    return begun && model ? draftInText(begun, model.view) : begun;
  }

  private newOn({ view }: ShownDisagreement): RulingDraft {
    return newDraft(view.version, this.asked().model?.view.revision.number ?? 0);
  }

  /** Whether somebody else ruled while a ruling was being made here. */
  hasMoved(one: ShownDisagreement): boolean {
    const draft = this.begunOn(one);
    return draft !== null && isBegun(draft) && draft.basis < one.view.version;
  }

  isRuling(one: ShownDisagreement): boolean {
    return this.mayRule && (one.isOpen || this.again === one.view.id || this.hasMoved(one));
  }

  get mayRule(): boolean {
    return this.asked().disagreements.list?.can.rule === true;
  }

  /** That on which the reader ruled last, while their ruling holds and they may rule; null where there is none. */
  get lastRuled(): DisagreementId | null {
    const { model, disagreements } = this.asked();
    return model && this.mayRule ? lastHeldBy(model.me, disagreements.list?.cases ?? []) : null;
  }

  get lastReason(): string {
    return lastRuling(this.asked().verdict)?.reason ?? "";
  }

  /** What ruling as on the last disagreement means for this one: its reason and, where nothing is chosen yet, what stands. Null before the first. */
  lastFor(one: ShownDisagreement): Partial<RulingDraft> | null {
    const last = lastRuling(this.asked().verdict);
    if (!last) return null;
    const { reason } = last;
    return { ...(this.draftOf(one).choice === null ? sameAgain(one, last) : {}), reason };
  }

  /** Who decides, the reader first, and who else could. */
  panelOf(model: VerdictModel): { panel: MemberCard[]; others: MemberCard[] } {
    const may = model.view.members.filter(
      ({ role, isGuest, isRemoved }) => DUTIES[role].codes && !isGuest && !isRemoved,
    );
    const me = may.filter(({ id }) => id === model.me);
    const others = may.filter(({ id }) => id !== model.me);
    return { panel: [...me, ...others.filter(({ id }) => keptPanel(this.asked().verdict).panel.includes(id))], others };
  }

  choosePanel(panel: MemberId[]): void {
    keepPanel(this.asked().verdict, { panel });
    this.host.requestUpdate();
  }

  change(one: ShownDisagreement, change: Partial<RulingDraft>): void {
    // What stands, and on what, is chosen in the text that is here; a reason says nothing of its places.
    const isOfText = ["choice", "coders", "span", "evidence"].some((field) => field in change);
    const before = isOfText ? this.draftOf(one) : this.toRecord(one);
    const draft = { ...before, ...change };
    // Another answer rests on other passages.
    if (("choice" in change || "coders" in change) && !("evidence" in change)) draft.evidence = null;
    if (draft.choice === "span" && draft.span.ranges.length === 0 && draft.span.category === null)
      draft.span = { category: spanCategory(one), ranges: one.sides[0]?.ranges ?? [] };
    // What is changed in the methodology is the category that is to stand, until the writer says another.
    const isDecided = !before.amend || "choice" in change || "coders" in change || "span" in change;
    if (draft.amend && isDecided)
      draft.amend = { ...draft.amend, category: ruledCategory(one, draft) ?? draft.amend.category };
    keepDraft(one.view.id, draft);
    // What is decided otherwise now is not to go as it was.
    if (JSON.stringify(draft) !== JSON.stringify(before)) forgetUnsent(one.view.id);
    const { model } = this.asked();
    if (model) begunChoice.keep(model.me, one.view.id, draft);
    this.host.requestUpdate();
    if (draft.amend && draft.amend !== before.amend) void this.count(one, draft.amend);
  }

  /** The words that were selected become the span that is to stand, while one is chosen; of an answer they may prove it. */
  takeSpan(one: ShownDisagreement, selected: Range): void {
    const draft = this.draftOf(one);
    const { model } = this.asked();
    if (!this.isRuling(one) || !model) return;
    const range = snapToWords(model.text, selected);
    if (range && draft.choice === "span") this.change(one, { span: { ...draft.span, ranges: [range] } });
    const revision = model.view.revision.number;
    this.selected = range && one.view.about ? { of: one.view.id, revision, range } : null;
  }

  /** The words that were selected last prove the answer that is to stand, too. False where there is nothing to prove or to prove it by. */
  addEvidence(one: ShownDisagreement): boolean {
    const draft = this.draftOf(one);
    if (!one.view.about || !this.isRuling(one) || (draft.choice !== "entries" && draft.choice !== "value"))
      return false;
    const { selected } = this;
    const { model } = this.asked();
    const [proof] =
      model && selected?.of === one.view.id ? inText(model.view, selected.revision, [[selected.range]]) : [];
    if (!proof) {
      tell(t("sheet.nothing-to-give"));
      return true;
    }
    const known = evidenceOf(one, draft);
    const same = JSON.stringify(proof);
    if (!known.some((ranges) => JSON.stringify(ranges) === same)) this.change(one, { evidence: [...known, proof] });
    return true;
  }

  async concede(one: ShownDisagreement, isConceded: boolean): Promise<void> {
    const { disagreements, verdict } = this.asked();
    try {
      disagreements.take(await concede(verdict, one.view.id, isConceded));
    } catch (error) {
      this.said = describeProblem(error);
      this.host.requestUpdate();
    }
  }

  ruleAgain(one: ShownDisagreement): void {
    keepDraft(one.view.id, this.newOn(one));
    this.again = one.view.id;
    this.host.requestUpdate();
  }

  get leftOpen(): ReadonlySet<DisagreementId> {
    return new Set(leftOpen);
  }

  leaveOpen({ view }: ShownDisagreement): void {
    leftOpen.add(view.id);
    this.host.requestUpdate();
  }

  /** Lets another's ruling stand; what was begun here is gone. */
  leaveTheirs(one: ShownDisagreement): void {
    this.drop(one);
    this.again = null;
    this.host.requestUpdate();
  }

  /** True once the ruling is on the server; else what is wrong is said, or another's ruling shown beside. */
  async record(model: VerdictModel, one: ShownDisagreement): Promise<boolean> {
    if (this.isRecording) return false;
    const { verdict, disagreements } = this.asked();
    const draft = this.toRecord(one);
    [this.isRecording, this.said] = [true, null];
    this.host.requestUpdate();
    const version = this.hasMoved(one) ? this.seenVersion : draft.basis;
    const about = {
      member: model.me,
      verdict,
      id: one.view.id,
      isAnswer: one.view.about !== null,
    };
    const panel = this.panelOf(model).panel.map(({ id }) => id);
    const ruling = rulingToSend(about, version, draft, panel, language());
    const recorded: Recorded = ruling ? await sendRuling(ruling) : { problem: t("reconcile.incomplete") };
    this.isRecording = false;
    this.host.requestUpdate();
    if ("problem" in recorded) {
      this.said = recorded.problem;
      return false;
    }
    if ("moved" in recorded) {
      // Theirs is shown beside what stays here, which goes no more by itself.
      await disagreements.load();
      return false;
    }
    this.drop(one);
    const { choice, coders } = draft;
    keepPanel(verdict, { last: { choice, coders, reason: draft.reason.trim() } });
    disagreements.take(recorded.ruled);
    this.again = null;
    this.said = recorded.said;
    return true;
  }

  /** One decision on several: null once it is on the server, else what is wrong. */
  async together(model: VerdictModel, act: "rule" | "agree", made: Together): Promise<string | null> {
    const { verdict, disagreements } = this.asked();
    const panel = this.panelOf(model).panel.map(({ id }) => id);
    const done = await recordTogether(verdict, act, made, panel);
    if ("problem" in done) {
      if (done.isMoved) await disagreements.load();
      return done.problem;
    }
    if (act === "rule") {
      for (const one of made.chosen) this.drop(one);
      model.noteTyped({ kind: "act", key: togetherWords(verdict) }, "");
      // As on one of them: the next one may be ruled on in the same way.
      const coders = made.stands ? made.chosen.flatMap(mostSay) : [];
      const choice = made.stands ? "entries" : "none";
      keepPanel(verdict, { last: { choice, coders: [...new Set(coders)], reason: made.reason } });
    }
    disagreements.take(...done.changed);
    return null;
  }

  /** What was begun is recorded, or nobody wants it. */
  private drop({ view: { id } }: ShownDisagreement): void {
    keepDraft(id, null);
    forgetUnsent(id);
    begunChoice.drop(id);
    for (const key of Object.values(rulingWords(id))) this.asked().model?.noteTyped({ kind: "act", key }, "");
  }

  private async count(one: ShownDisagreement, wanted: NonNullable<RulingDraft["amend"]>): Promise<void> {
    const affected = await affectedBy(this.asked().verdict, one.view.id, wanted, language());
    if (this.asked().one?.view.id !== one.view.id) return;
    this.affected = affected;
    this.host.requestUpdate();
  }
}

/** That one that waited is recorded, and what else is to be said of it. */
function sentWords(said: string | null): string {
  return [t("reconcile.sent"), ...(said === null ? [] : [said])].join(" ");
}

/** The category that a ruling lets stand, where that is one in the version in force, too; null where it says none. */
function ruledCategory({ sides, categoriesNow }: ShownDisagreement, draft: RulingDraft): CategoryId | null {
  const { choice, coders, span } = draft;
  if (choice === "span") return span.category;
  if (choice !== "entries") return null;
  const said = sides.find(({ member, tag }) => tag && coders.includes(member.id))?.tag?.category;
  return categoriesNow.find(({ id }) => id === said)?.id ?? null;
}

/** What most coders say, where that is one category in the version in force, too. */
function spanCategory({ categoriesNow: [first] }: ShownDisagreement): CategoryId | null {
  return first?.isSure ? first.id : null;
}
