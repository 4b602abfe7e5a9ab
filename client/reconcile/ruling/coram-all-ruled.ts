import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { rulingOf } from "../../../schema/domain/disagreement.ts";
import type { RoundId } from "../../../schema/domain/ids.ts";
import type { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { agreementWords } from "../../../schema/agreement/words/words.ts";
import { readSettling } from "../../api/rounds.ts";
import "../../elements/coram-icon.ts";
import { Loading } from "../../elements/loading.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import { countWords } from "../../rounds/count-words.ts";
import { runnersOf } from "../../rounds/coram-round-coders.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-all-ruled": CoramAllRuled;
  }
}

/** Whether nothing of the newest round is left to rule on. */
export function isAllRuled({ round, rounds, cases }: DisagreementList): boolean {
  const isNewest = rounds.every(({ number }) => number <= round.number);
  const isTurned = round.mode === "revealed" || round.mode === "adjudicated";
  return isTurned && isNewest && cases.every((one) => rulingOf(one) !== null);
}

/** Whether the coders have nothing that could be compared: nobody handed in, or all of them nothing. */
export function isNothingCoded({ cases, agreed }: Pick<DisagreementList, "cases" | "agreed">): boolean {
  return cases.length === 0 && agreed === 0;
}

/** Once everything is ruled: what comes next, in its order. Mark the round as settled, take it into the methodology, write, compare, code again. */
@customElement("coram-all-ruled")
export class CoramAllRuled extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) list!: DisagreementList;
  /** Nothing but what would begin and stop to stand is asked for, and that of who may mark it. */
  private readonly settling = new Loading(
    this,
    () => [this.list.can.settle ? this.list.round.id : null, this.list.cases] as const,
    ([round]: readonly [RoundId | null, unknown]) =>
      round ? readSettling(this.view.verdict.id, round).catch(() => null) : Promise.resolve(null),
  );

  protected override render(): TemplateResult {
    const { view, list } = this;
    const { length: count } = list.cases;
    const at = `/verdicts/${view.verdict.id}`;
    const mayRun = view.can.runRounds === true;
    const isNothing = isNothingCoded(list);
    const { number } = list.round;
    const title = isNothing ? t("reconcile.none-coded", { number }) : t("reconcile.none");
    return html`<header class="work-head">
        <h1>${count === 0 ? title : t("reconcile.last-title", { count })}</h1>
        ${isNothing ? nothing : html`<span class="note sub">${t("reconcile.settled-left", { settled: count, open: 0 })}</span>`}
      </header>
      ${list.agreed > 0 ? html`<p class="note">${t("reconcile.agreed", { count: list.agreed })}</p>` : nothing}
      <ol class="all-ruled">
        ${this.renderSettle(at)}
        ${
          list.can.amend
            ? step(
                t("reconcile.amend"),
                `${this.amendedWords()}${t("reconcile.last-amend")}`,
                html`<a class="button" href="/methodology?view=draft">${t("reconcile.last-draft")}</a>`,
              )
            : nothing
        }
        ${step(
          t("reconcile.last-write"),
          t("reconcile.last-write-what"),
          html`<a class="button" href="/outputs">${t("outputs.title")}</a>`,
        )}
        ${step(
          agreementWords(language()).about.title,
          t("reconcile.last-agreement"),
          html`<a class="button" href="${at}/agreement">${t("agreement.title")}</a>`,
        )}
        ${
          mayRun
            ? step(
                t("rounds.further"),
                list.round.mode === "adjudicated"
                  ? t("rounds.further-lead", { number: list.round.number })
                  : t("rounds.unsettled-lead"),
                html`<a class="button" href="${at}?dialog=further">${t("rounds.title")}</a>`,
              )
            : nothing
        }
      </ol>`;
  }

  /** How many rulings changed the methodology's draft, and at which categories. */
  private amendedWords(): string {
    const { amended } = this.list;
    if (!amended) return "";
    const all = this.view.methodology?.content.categories ?? [];
    const codes = all.filter(({ id }) => amended.categories.includes(id)).map(({ code }) => code);
    const count = amended.cases;
    // New in the draft, or gone from what is in force: no code to name them by.
    if (codes.length === 0) return `${t("reconcile.last-amended-only", { count })} `;
    return `${t("reconcile.last-amended", { count, codes: formatList(codes) })} `;
  }

  private renderSettle(at: string): TemplateResult {
    const { round, can } = this.list;
    const { number } = round;
    if (round.mode === "adjudicated")
      return step(t("rounds.turned-settled", { number }), t("reconcile.last-back"), nothing);
    const title = t("rounds.settle-now");
    if (!can.settle) {
      const names = runnersOf(this.view)
        .filter(({ id }) => !this.list.coders.includes(id))
        .map((member) => member.name);
      const whose =
        names.length > 0 ? t("reconcile.settled-by", { names: formatList(names) }) : t("reconcile.settled-by-none");
      return step(title, `${t("reconcile.all-ruled")} ${whose}`, nothing);
    }
    const settling = this.settling.answer;
    const counts = settling
      ? `${t("rounds.settle-begin", countWords(settling.begin))}. ${t("rounds.settle-stop", countWords(settling.stop))}. `
      : "";
    return step(
      title,
      `${counts}${t("reconcile.last-back")}`,
      html`<a class="button ${isNothingCoded(this.list) ? "" : "button-primary"}" href="${at}?dialog=settle"
        >${t("rounds.settle")}</a
      >`,
    );
  }
}

function step(title: string, what: string, act: TemplateResult | typeof nothing): TemplateResult {
  return html`<li>
    <b>${title}</b>
    <p>${what}</p>
    ${act}
  </li>`;
}
