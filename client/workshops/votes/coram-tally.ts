import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Advice, Tally } from "../../../schema/domain/workshop/ballot.ts";
import type { Organisation } from "../../../schema/domain/member.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { optionsOf, wordsOfVote } from "./ballot-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-tally": CoramTally;
  }
}

/** What came of a vote: how many said what, whether it is carried, and apart what was advised. */
@customElement("coram-tally")
export class CoramTally extends LightElement {
  @property({ attribute: false }) ballot!: Pick<BallotView, "by" | "choices" | "kind" | "tally">;
  /** By whose names it is told what each said; without them only how many. */
  @property({ attribute: false }) organisations: readonly Pick<Organisation, "id" | "name">[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const { tally, by, kind } = this.ballot;
    if (!tally) return nothing;
    const label = t(kind === "ranking" ? "vote.points" : by === "person" ? "vote.of-members" : "vote.of-organisations");
    const counted =
      tally.replies === 0
        ? html`<p>${t("vote.nobody")}</p>`
        : html`${this.renderNumbers(tally, label)} ${this.renderOrganisations(tally)}`;
    return html`${counted}
    ${
      tally.isCarried === null
        ? nothing
        : html`<p><b>${t(tally.isCarried ? "vote.carried" : "vote.not-carried")}</b></p>`
    }
    ${tally.advice.map((advice) => this.renderAdvice(advice))}`;
  }

  /** What each organisation said, in a vote by organisation. */
  private renderOrganisations({ organisations: said }: Pick<Tally, "organisations">): TemplateResult | typeof nothing {
    const lines = this.organisations.flatMap(({ id, name }) => {
      const vote = said.find(({ organisation }) => organisation === id)?.vote;
      return vote === undefined ? [] : [html`<li>${name}: ${wordsOfVote(this.ballot, vote)}</li>`];
    });
    if (lines.length === 0) return nothing;
    return html`<ul class="vote-organisations" aria-label=${t("vote.each-organisation")}>
      ${lines}
    </ul>`;
  }

  private renderNumbers({ counts, abstained }: Pick<Tally, "abstained" | "counts">, label: string): TemplateResult {
    const rows = optionsOf(this.ballot).map(({ words }, i) => ({ words, count: counts[i] ?? 0 }));
    if (abstained > 0 || this.ballot.kind === "yes-no") rows.push({ words: t("vote.abstained"), count: abstained });
    const most = Math.max(1, ...rows.map(({ count }) => count));
    return html`<ol class="vote-tally" aria-label=${label}>
      ${rows.map(
        ({ words, count }) =>
          html`<li>
            <span>${words}</span
            ><span class="vote-bar" aria-hidden="true"
              ><i style=${styleMap({ width: `${(count / most) * 100}%` })}></i></span
            ><b>${count}</b>
          </li>`,
      )}
    </ol>`;
  }

  private renderAdvice(advice: Advice): TemplateResult {
    const { group, isWithheld, replies: count } = advice;
    const label = t(group === "guests" ? "vote.advice-guests" : "vote.advice-reviewers", { count });
    return html`<p class="note sub">${label}</p>
      ${isWithheld ? html`<p class="note sub">${t("vote.advice-withheld")}</p>` : this.renderNumbers(advice, label)}`;
  }
}
