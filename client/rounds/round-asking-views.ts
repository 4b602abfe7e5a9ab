import { html, nothing, type TemplateResult } from "lit";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { beginRound, callOffRound, endRound, remindCoders, revealRound, unsettleRound } from "../api/rounds.ts";
import "../elements/coram-icon.ts";
import { textOf } from "../elements/form.ts";
import { sendsReason } from "../elements/key-press.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import { countWords } from "./count-words.ts";
import { progressWords } from "./round-views.ts";
import { runnersOf } from "./coram-round-coders.ts";
import "./coram-unsettling.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import { isFormer, knownOf, leadOf, leftBehind, missingOf, nameOf } from "./round-steps.ts";

/** Asks once more before a round is turned. */
export interface RoundAsking {
  view: VerdictView;
  isBusy: boolean;
  back: () => void;
  turn: (command: () => Promise<RoundView[]>) => void;
}

/**
 * What everybody sees from then on; it cannot be taken back. `asked`: the round as it was when this was asked; where it has changed
 * meanwhile nothing is confirmed but what changed.
 */
export function askToReveal(
  asking: RoundAsking & { again: () => void },
  asked: RoundView,
  round: RoundView,
): TemplateResult {
  const missing = missingOf(asked);
  const coders = asked.coders.map(({ member }) => member);
  const without = (): Promise<RoundView[]> =>
    revealRound(asking.view.verdict.id, round.id, { without: missing, coders });
  const names = formatList(round.coders.map(({ member }) => nameOf(asking.view, member)));
  const changes = changesOf(asking.view, asked, round);
  return html`<section class="reveal">
    <h3>${t("rounds.reveal-question", { number: round.number })}</h3>
    <p>${t("rounds.reveal-lead")} ${t("rounds.reveal-sure", { names })} ${t("rounds.reveal-stands")}</p>
    <ul class="reveal-coders">
      ${round.coders.map(
        ({ member, state, due, read, remindedAt }) =>
          html`<li>
            <span class="reveal-tick"
              >${state === "handed-in" ? html`<coram-icon name="check"></coram-icon>` : nothing}</span
            >
            <span class="grow">${nameOf(asking.view, member)}</span>
            <span class="sub"
              >${progressWords({ state, read, remindedAt })}${state !== "handed-in" && due ? ` · ${t("rounds.until", { date: formatDate(due) })}` : ""}</span
            >
          </li>`,
      )}
    </ul>
    ${changes.length > 0 ? changedMeanwhile(asking, changes) : confirmReveal(asking, asked, without)}
  </section>`;
}

/** It cannot be undone: it begins with what leaves all as it is. */
function confirmReveal(asking: RoundAsking, asked: RoundView, without: () => Promise<RoundView[]>): TemplateResult {
  const missing = asked.coders.filter(({ state }) => state !== "handed-in");
  // For a former member nobody can wait.
  const awaited = missing.filter(({ member }) => !isFormer(asking.view, member));
  // Who was told once is not told again.
  const areReminded = awaited.every(({ remindedAt }) => remindedAt !== undefined);
  const remind = (): Promise<RoundView[]> => remindCoders(asking.view.verdict.id, asked.id);
  return html`${missingWords(asking.view, asked)}
    ${awaited.length === 0 ? nothing : html`<p class="note">${t(areReminded ? "rounds.wait-what" : "rounds.remind-what")}</p>`}
    <div class="form-actions">
      ${
        awaited.length === 0 || !areReminded
          ? html`<button type="button" class="button" ?autofocus=${awaited.length === 0} @click=${asking.back}>
              ${t("rounds.back")}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="button ${awaited.length === 0 ? "button-primary" : ""}"
        ?disabled=${asking.isBusy}
        @click=${() => asking.turn(without)}
      >
        ${t(awaited.length === 0 ? "rounds.reveal" : "rounds.reveal-without")}
      </button>
      ${
        awaited.length === 0
          ? nothing
          : html`<button
              type="button"
              class="button button-primary"
              autofocus
              ?disabled=${asking.isBusy}
              @click=${areReminded ? asking.back : () => asking.turn(remind)}
            >
              ${t(areReminded ? "rounds.wait" : "rounds.remind")}
            </button>`
      }
    </div>`;
}

/** In place of the button that confirms: what it would have confirmed has changed. */
function changedMeanwhile(asking: RoundAsking & { again: () => void }, changes: readonly string[]): TemplateResult {
  return html`<p class="alert" role="alert">
      <coram-icon name="info"></coram-icon><span><b>${t("rounds.meanwhile")}</b> ${changes.join(" ")}</span>
    </p>
    <div class="form-actions">
      <button type="button" class="button" @click=${asking.back}>${t("rounds.back")}</button>
      <button type="button" class="button button-primary" @click=${asking.again}>${t("rounds.look-again")}</button>
    </div>`;
}

/** What of a round's coders is another than when somebody was asked to confirm it. */
function changesOf(view: VerdictView, asked: RoundView, now: RoundView): string[] {
  const inThen = new Set(asked.coders.map(({ member }) => member));
  const inNow = new Set(now.coders.map(({ member }) => member));
  const [missedThen, missedNow] = [new Set(missingOf(asked)), new Set(missingOf(now))];
  const both = [...inNow].filter((member) => inThen.has(member));
  const say = (key: "in" | "out" | "more" | "less", members: readonly MemberId[]): string[] =>
    members.length === 0
      ? []
      : [t(`rounds.meanwhile-${key}`, { names: formatList(members.map((id) => nameOf(view, id))) })];
  return [
    ...say(
      "in",
      both.filter((member) => missedThen.has(member) && !missedNow.has(member)),
    ),
    ...say(
      "out",
      both.filter((member) => !missedThen.has(member) && missedNow.has(member)),
    ),
    ...say(
      "more",
      [...inNow].filter((member) => !inThen.has(member)),
    ),
    ...say(
      "less",
      [...inThen].filter((member) => !inNow.has(member)),
    ),
  ];
}

export function askToCallOff(asking: RoundAsking, { id }: RoundView): TemplateResult {
  return html`<section>
    <p>${t("rounds.call-off-lead")}</p>
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${asking.back}>${t("rounds.keep")}</button>
      <button
        type="button"
        class="button button-primary"
        ?disabled=${asking.isBusy}
        @click=${() => asking.turn(() => callOffRound(asking.view.verdict.id, id))}
      >
        ${t("rounds.call-off-now")}
      </button>
    </div>
  </section>`;
}

/** What beginning the round changes, for whom. */
export function askToBegin(
  asking: RoundAsking & { rounds: readonly RoundView[]; chosen: readonly Assignment[] },
  round: RoundView,
): TemplateResult {
  const { id } = asking.view.verdict;
  const number = round.mode === "open" ? round.number : round.number + 1;
  const codes = new Set(asking.chosen.map(({ member }) => member));
  const runs = runnersOf(asking.view).filter((member) => !codes.has(member.id));
  const known = [...codes].flatMap((each) => {
    const what = knownOf(asking.rounds, each);
    return what.length > 0
      ? [t("rounds.not-fresh-who", { name: nameOf(asking.view, each), what: what.join(", ") })]
      : [];
  });
  const left = leftBehind(asking.rounds.filter((each) => each.id === round.id));
  const line = (who: string, what: string): TemplateResult =>
    html`<div>
      <dt>${who}</dt>
      <dd>${what}</dd>
    </div>`;
  return html`<section class="round-begin">
    <h3>${t("rounds.begin-title-n", { number })}</h3>
    <p>${leadOf(asking.rounds, round)}</p>
    <dl>
      ${line(t("rounds.coders"), formatList([...codes].map((each) => nameOf(asking.view, each))))}
      ${known.length > 0 ? line(t("rounds.not-fresh"), formatList(known)) : nothing}
      ${left.map((what) => line(t("rounds.number", { number: round.number }), what))}
      ${line(t("rounds.runs"), formatList(runs.map(({ name }) => name)))}
      ${line(t("rounds.at-once"), t("rounds.at-once-what"))}
      ${line(t("rounds.coders-see"), t("rounds.coders-see-what"))} ${line(t("rounds.others"), t("rounds.others-what"))}
      ${line(t("rounds.until-hand-in"), t("rounds.until-hand-in-what"))}
    </dl>
    <div class="form-actions">
      <button type="button" class="button" @click=${asking.back}>${t("rounds.back")}</button>
      <button
        type="button"
        class="button button-primary"
        autofocus
        ?disabled=${asking.isBusy}
        @click=${() =>
          asking.turn(() => beginRound(id, { round: round.id, mode: "blind", coders: [...asking.chosen] }))}
      >
        ${t("rounds.begin-now")}
      </button>
    </div>
  </section>`;
}

/** `asked`: what was shown when this was asked. */
export function askToSettle(
  asking: RoundAsking & { again: () => void; rounds: readonly RoundView[] },
  round: RoundView,
  asked: Settling,
  settling: Settling,
): TemplateResult {
  const { id } = asking.view.verdict;
  const { begin, stop, digest } = asked;
  const isNothing = round.mode === "revealed" && settling.compared === 0;
  const hasChanged = settling.open === 0 && JSON.stringify(asked) !== JSON.stringify(settling);
  const areAsMany = JSON.stringify([asked.begin, asked.stop]) === JSON.stringify([settling.begin, settling.stop]);
  return html`<div class="settle-ask">
    <h3>${t("rounds.settle-question", { number: round.number })}</h3>
    ${round.mode === "open" ? nothing : html`<p>${t("rounds.settle-sure")}</p>`}
    ${
      settling.open > 0
        ? html`<p class="alert" role="status"><span>${t("rounds.settle-open", { count: settling.open })}</span></p>`
        : round.mode === "open"
          ? html`<p>${t("rounds.settle-together", countWords(settling.begin))}</p>`
          : html`<ul class="settling">
              <li>${t("rounds.settle-begin", countWords(settling.begin))}</li>
              <li>${t("rounds.settle-stop", countWords(settling.stop))}</li>
            </ul>`
    }
    ${isNothing ? html`<p class="alert" role="status"><span>${t("rounds.settle-nothing")}</span></p>` : nothing}
    ${leftBehind(asking.rounds.filter((each) => each.id !== round.id)).map((what) => html`<p>${what}</p>`)}
    ${replacedRulings(asking.view, settling)}
    ${
      hasChanged
        ? changedMeanwhile(asking, areAsMany ? [t("rounds.meanwhile-others")] : [])
        : html`<div class="form-actions">
            <button type="button" class="button" ?autofocus=${isNothing} @click=${asking.back}>
              ${t("rounds.back")}
            </button>
            <button
              type="button"
              class="button ${isNothing ? "" : "button-primary"}"
              ?autofocus=${!isNothing}
              ?disabled=${asking.isBusy || settling.open > 0}
              @click=${() => asking.turn(() => endRound(id, round.id, { begin, stop, digest }))}
            >
              ${t("rounds.settle-now")}
            </button>
          </div>`
    }
  </div>`;
}

/** Whose rulings no longer hold since somebody who coded the round ruled again, each with the way to it. */
function replacedRulings(view: VerdictView, { replaced }: Settling): TemplateResult | typeof nothing {
  if (replaced.length === 0) return nothing;
  return html`<p>${t("rounds.replaced", { count: replaced.length })}</p>
    <ul class="settling">
      ${replaced.map(
        ({ case: one, by, of }) =>
          html`<li>
            <a href="/verdicts/${view.verdict.id}/reconcile?case=${one}"
              >${t("rounds.replaced-by", { by: nameOf(view, by), of: nameOf(view, of) })}</a
            >
          </li>`,
      )}
    </ul>`;
}

export function askToUnsettle(
  asking: RoundAsking & { host: HTMLElement },
  { id, revealedAt }: RoundView,
): TemplateResult {
  const isTogether = revealedAt === null;
  return html`<form
    class="form"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const reason = textOf(event.currentTarget as HTMLFormElement, "reason");
      if (reason === "") return;
      asking.turn(async () => {
        const rounds = await unsettleRound(asking.view.verdict.id, id, reason);
        wordsSent(asking.host, `unsettle ${id}`);
        return rounds;
      });
    }}
  >
    <p>${t(isTogether ? "rounds.unsettle-together" : "rounds.unsettle-lead")}</p>
    <coram-unsettling .verdict=${asking.view.verdict.id} .round=${id}></coram-unsettling>
    <label class="form-row"
      ><span>${t("rounds.reason")}</span>
      <textarea
        class="field"
        name="reason"
        rows="2"
        maxlength="4000"
        required
        autofocus
        autocomplete="off"
        ${keepWords(`unsettle ${id}`)}
        @keydown=${(event: KeyboardEvent) => {
          if (!sendsReason(event)) return;
          event.preventDefault();
          (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
        }}
      ></textarea>
    </label>
    <div class="form-actions">
      <button type="button" class="button" @click=${asking.back}>${t("rounds.back")}</button>
      <button class="button button-primary" ?disabled=${asking.isBusy}>${t("rounds.unsettle-now")}</button>
    </div>
  </form>`;
}

export function missingWords(view: VerdictView, round: RoundView): TemplateResult | typeof nothing {
  const missing = missingOf(round);
  if (missing.length === 0) return nothing;
  return html`<p class="alert" role="status">
    <coram-icon name="info"></coram-icon
    ><span>${t("rounds.missing", { names: formatList(missing.map((id) => nameOf(view, id))) })}</span>
  </p>`;
}
