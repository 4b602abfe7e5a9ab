import { html, nothing, type TemplateResult } from "lit";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { beginRound, callOffRound, endRound, revealRound, unsettleRound } from "../api/rounds.ts";
import "../elements/coram-icon.ts";
import { textOf } from "../elements/form.ts";
import { formatList, t } from "../i18n/t.ts";
import { countWords } from "./count-words.ts";
import { runnersOf } from "./coram-round-coders.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import { leadOf, missingOf, nameOf } from "./round-steps.ts";

/** Asks once more before a round is turned. */
export interface RoundAsking {
  view: VerdictView;
  isBusy: boolean;
  back: () => void;
  turn: (command: () => Promise<RoundView[]>) => void;
}

/** What everybody sees from then on; it cannot be taken back. */
export function askToReveal(asking: RoundAsking, round: RoundView): TemplateResult {
  const missing = missingOf(round);
  const without = (): Promise<RoundView[]> => revealRound(asking.view.verdict.id, round.id, { without: missing });
  const names = formatList(round.coders.map(({ member }) => nameOf(asking.view, member)));
  return html`<section class="reveal">
    <h3>${t("rounds.reveal-question", { number: round.number })}</h3>
    <p>${t("rounds.reveal-lead")} ${t("rounds.reveal-sure", { names })}</p>
    ${missingWords(asking.view, round)}
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${asking.back}>${t("rounds.back")}</button>
      <button
        type="button"
        class="button button-primary"
        ?disabled=${asking.isBusy}
        @click=${() => asking.turn(without)}
      >
        ${t(missing.length > 0 ? "rounds.reveal-without" : "rounds.reveal")}
      </button>
    </div>
  </section>`;
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
      ${line(t("rounds.runs"), formatList(runs.map(({ name }) => name)))}
      ${line(t("rounds.at-once"), t("rounds.at-once-what"))}
      ${line(t("rounds.coders-see"), t("rounds.coders-see-what"))} ${line(t("rounds.others"), t("rounds.others-what"))}
      ${line(t("rounds.until-hand-in"), t("rounds.until-hand-in-what"))}
    </dl>
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${asking.back}>${t("rounds.back")}</button>
      <button
        type="button"
        class="button button-primary"
        ?disabled=${asking.isBusy}
        @click=${() =>
          asking.turn(() => beginRound(id, { round: round.id, mode: "blind", coders: [...asking.chosen] }))}
      >
        ${t("rounds.begin-now")}
      </button>
    </div>
  </section>`;
}

export function askToSettle(asking: RoundAsking, round: RoundView, settling: Settling): TemplateResult {
  const { id } = asking.view.verdict;
  return html`<div class="settle-ask">
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
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${asking.back}>${t("rounds.back")}</button>
      <button
        type="button"
        class="button button-primary"
        ?disabled=${asking.isBusy || settling.open > 0}
        @click=${() => asking.turn(() => endRound(id, round.id))}
      >
        ${t("rounds.settle-now")}
      </button>
    </div>
  </div>`;
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
