import { html, nothing, type TemplateResult } from "lit";
import { replaces, rulingOf } from "../../schema/domain/disagreement.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { DisagreementList } from "../../schema/protocol/http/disagreements.ts";
import type { Range } from "../../schema/text/revision.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { describeProblem, mayPass, type ProblemError } from "../api/http.ts";
import "../app/coram-problem-page.ts";
import { answeredBy } from "../discussion/answered-by.ts";
import type { FirstWords } from "../discussion/coram-thread-list.ts";
import "../discussion/coram-thread-list.ts";
import "../elements/coram-icon.ts";
import { t } from "../i18n/t.ts";
import { disagreementKey } from "../typed/typed-on.ts";
import type { VerdictModel } from "../verdict/model/verdict-model.ts";
import { alikeOf } from "./alike.ts";
import type { DisagreementKeyboard } from "./disagreement-keyboard.ts";
import { askOf, outcomeOf } from "./disagreement-words.ts";
import type { DisagreementsLoading } from "./disagreements-loading.ts";
import "./coram-disagreement-sides.ts";
import { isAllRuled, isNothingCoded } from "./ruling/coram-all-ruled.ts";
import "./ruling/coram-rule-together.ts";
import type { Together } from "./ruling/coram-rule-together.ts";
import "./ruling/coram-ruling-shown.ts";
import "./ruling/coram-ruling.ts";
import type { RulingController } from "./ruling/ruling-controller.ts";
import "./ruling/coram-ruling-evidence.ts";
import { evidenceOf, togetherWords, type RulingDraft } from "./ruling/ruling-draft.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

/** What a ruling is drawn with and told to. */
export interface RulingPage {
  controller: RulingController;
  disagreements: DisagreementsLoading;
  keyboard: DisagreementKeyboard;
  codeOf: (category: string) => string;
  record: () => void;
  leave: () => void;
  /** All of the round. */
  all: readonly ShownDisagreement[];
  /** One decision on several; what is wrong, else null. */
  together: (act: "rule" | "agree", made: Together) => Promise<string | null>;
}

/** What was ruled, for a list; and whether it took the place of the reader's own ruling. */
export function ruledWords(
  shown: ShownDisagreement,
  me: MemberCard["id"],
  codeOf: (category: string) => string,
): string {
  const ruling = rulingOf(shown.view);
  if (!ruling) return "";
  const words = outcomeOf(shown, ruling.outcome, codeOf);
  return replaces(shown.view, me) ? `${t("reconcile.replaced-yours")} ${words}` : words;
}

/** What is asked of a disagreement, how many are left, and the way to the one before and after. */
export function workHead(
  one: ShownDisagreement,
  left: { settled: number; open: number },
  step: (by: 1 | -1) => void,
): TemplateResult {
  return html`<header class="work-head">
    <h1>${askOf(one)}</h1>
    <span class="note sub">${t("reconcile.settled-left", left)}</span>
    <span class="work-steps">
      <button
        type="button"
        class="button button-quiet button-small"
        aria-label=${t("reconcile.previous")}
        aria-keyshortcuts="k"
        @click=${() => step(-1)}
      >
        <coram-icon name="arrow-left"></coram-icon>
      </button>
      <button
        type="button"
        class="button button-quiet button-small step-next"
        aria-label=${t("reconcile.next")}
        aria-keyshortcuts="j"
        @click=${() => step(1)}
      >
        <coram-icon name="arrow-left"></coram-icon>
      </button>
    </span>
  </header>`;
}

/** What each coder made of it. */
export function disagreementSides(page: RulingPage, model: VerdictModel, one: ShownDisagreement): TemplateResult {
  const { controller, disagreements } = page;
  const { revision, verdict } = model.view;
  const { choice, coders } = controller.draftOf(one);
  const ruled = rulingOf(one.view)?.outcome;
  const ofRuling = ruled?.kind === "entries" ? ruled.coders : [];
  const taken = controller.isRuling(one) ? (choice === "entries" ? coders : []) : ofRuling;
  return html`<coram-disagreement-sides
    .shown=${one}
    .text=${revision.text}
    .textLang=${langOf(verdict.language, verdict.script)}
    .me=${model.me}
    .taken=${taken}
    .together=${togetherOf(page, model, one, "agree")}
    ?canConcede=${one.isOpen && disagreements.list?.can.concede}
  ></coram-disagreement-sides>`;
}

/** The way to decide at once on all that are like the one that is looked at. */
function togetherOf(
  page: RulingPage,
  model: VerdictModel,
  one: ShownDisagreement,
  act: "rule" | "agree",
): TemplateResult | typeof nothing {
  const { me, view } = model;
  const { verdict, revision } = view;
  const all = alikeOf(page.all, one);
  const alike = act === "rule" ? all : all.filter(({ agreed }) => agreed.every((id) => id !== me));
  const names = page.controller.panelOf(model).panel.map(({ initials }) => initials);
  if (alike.length < 2 || alike.every(({ view: { id } }) => id !== one.view.id)) return nothing;
  return html`<coram-rule-together
    act=${act}
    .alike=${alike}
    .revision=${revision}
    textLang=${langOf(verdict.language, verdict.script)}
    signed=${names.join(", ")}
    key=${togetherWords(verdict.id)}
    .send=${(made: Together) => page.together(act, made)}
  ></coram-rule-together>`;
}

/** Nothing is looked at: all is ruled, or nothing matches. */
export function nothingShown({ view }: VerdictModel, list: DisagreementList): TemplateResult {
  return html`<div class="work-scrolls">
    <div class="work-inner">
      ${
        isAllRuled(list)
          ? html`<coram-all-ruled .view=${view} .list=${list}></coram-all-ruled>`
          : html`<p class="note">
              ${list.cases.length > 0 ? t("reconcile.none-match") : isNothingCoded(list) ? t("reconcile.none-coded", { number: list.round.number }) : t("reconcile.none")}
            </p>`
      }
    </div>
  </div>`;
}

export function disagreementTalk(model: VerdictModel, one: ShownDisagreement): TemplateResult {
  const { id } = one.view;
  const threads = model.threadsOn(id);
  const [audience] = model.writableAudiences;
  const mayBegin = audience !== undefined && threads.every(({ resolved }) => resolved);
  const fields = model.aboutDisagreement(id, one.ranges);
  const first: FirstWords | null = mayBegin
    ? { label: t("reconcile.say"), on: { kind: "begin", audience, key: disagreementKey(id), fields }, mayWrite: true }
    : null;
  return html`<section class="case-talk" aria-label=${t("reconcile.discussion")}>
    <coram-thread-list
      .threads=${threads}
      .allActive=${threads.length === 1}
      .first=${first}
      @coram-thread-begin=${(event: HTMLElementEventMap["coram-thread-begin"]) => {
        const [now] = model.writableAudiences;
        if (!now || !model.openThread(now, { case: id, ranges: one.ranges }, event.detail.body)) event.preventDefault();
      }}
      ${answeredBy(model.talk)}
    ></coram-thread-list>
  </section>`;
}

/** What is drawn as standing: what is about to, while one rules; else what the ruling that holds lets stand. */
export function standingIn({ controller }: Pick<RulingPage, "controller">, one: ShownDisagreement): Range[] {
  const draft = controller.draftOf(one);
  if (controller.isRuling(one)) return draft.choice === "span" ? draft.span.ranges : evidenceOf(one, draft).flat();
  return one.ruled.get(rulingOf(one.view)?.number ?? 0)?.passages.flat() ?? [];
}

export function ruledDisagreement(page: RulingPage, model: VerdictModel, one: ShownDisagreement): TemplateResult {
  return html`<coram-ruling-shown
    .shown=${one}
    .members=${model.view.members}
    .text=${model.view.revision.text}
    .textLang=${langOf(model.view.verdict.language, model.view.verdict.script)}
    .codeOf=${(category: string) => page.codeOf(category)}
    ?hasMoved=${page.controller.hasMoved(one)}
    ?canRule=${page.controller.mayRule && !page.controller.isRuling(one)}
    @coram-rule-again=${() => page.controller.ruleAgain(one)}
  ></coram-ruling-shown>`;
}

export function rulingForm(
  page: RulingPage,
  model: VerdictModel,
  one: ShownDisagreement,
  draft: RulingDraft,
  lang: string,
): TemplateResult {
  const { panel, others } = page.controller.panelOf(model);
  const me = panel[0];
  if (!me) return html``;
  const isOfAnswer = one.view.about !== null && (draft.choice === "entries" || draft.choice === "value");
  const evidence = isOfAnswer
    ? html`<coram-ruling-evidence
        .evidence=${evidenceOf(one, draft)}
        .text=${model.view.revision.text}
        .textLang=${lang}
        @coram-ruling-evidence=${(event: HTMLElementEventMap["coram-ruling-evidence"]) => page.controller.change(one, event.detail)}
        @coram-ruling-evidence-add=${() => page.controller.addEvidence(one)}
      ></coram-ruling-evidence>`
    : nothing;
  return html`${one.isOpen ? togetherOf(page, model, one, "rule") : nothing}<coram-ruling
      .shown=${one}
      .evidence=${evidence}
      .draft=${draft}
      .text=${model.view.revision.text}
      .textLang=${lang}
      .categories=${model.categories}
      .me=${me}
      .panel=${panel}
      .others=${others}
      .affected=${page.controller.affected}
      ?isCoder=${page.disagreements.list?.coders.includes(model.me)}
      ?isOffline=${page.disagreements.isOffline}
      ?isRecording=${page.controller.isRecording}
      ?isAgain=${!one.isOpen}
      .replaces=${replacedName(one, me, [...panel, ...others])}
      ?hasMoved=${page.controller.hasMoved(one)}
      ?hasLastReason=${page.controller.lastReason !== ""}
      ?canAmend=${page.disagreements.list?.can.amend}
      @coram-ruling-change=${(event: HTMLElementEventMap["coram-ruling-change"]) => page.controller.change(one, event.detail.change)}
      @coram-ruling-choose=${(event: HTMLElementEventMap["coram-ruling-choose"]) => page.keyboard.choose(one, event.detail.change)}
      @coram-ruling-panel=${(event: HTMLElementEventMap["coram-ruling-panel"]) => page.controller.choosePanel(event.detail.panel)}
      @coram-ruling-ditto=${() => page.keyboard.chooseLast(one)}
      @coram-ruling-record=${() => page.record()}
      @coram-ruling-leave=${() => page.leave()}
    ></coram-ruling>`;
}

/** Who ruled on it last, where that is another. */
function replacedName({ view }: ShownDisagreement, me: MemberCard, cards: readonly MemberCard[]): string {
  const by = rulingOf(view)?.by;
  return by === me.id ? "" : (cards.find(({ id }) => id === by)?.name ?? "");
}

/** Why there is nothing to settle; `isOfPage`: the verdict itself could not be had. */
export function problemOf(problem: ProblemError | "offline", isOfPage: boolean, verdict: VerdictId): TemplateResult {
  const isNone = problem !== "offline" && problem.code === "not-found" && !isOfPage;
  const isClosed = isOfPage && problem !== "offline" && !mayPass(problem);
  return html`<coram-problem-page
    .words=${
      isNone ? t("reconcile.not-there") : problem === "offline" ? t("problem.offline") : describeProblem(problem)
    }
    .href=${isClosed ? "/" : `/verdicts/${verdict}`}
    .to=${isClosed ? t("shell.back") : t("reconcile.to-verdict")}
  ></coram-problem-page>`;
}
