import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { LeftThing } from "../../../schema/protocol/http/clearing.ts";
import type { NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import "../../elements/coram-icon.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import "../names/names-events.ts";
import { decisionButtons } from "../names/names-parts.ts";
import "../prepare-events.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-left-things": CoramLeftThings;
  }
}

/** What stays by a decision: each with who decided so, one click from its place, and to be decided otherwise here. */
@customElement("coram-left-things")
export class CoramLeftThings extends VerdictElement {
  @property({ attribute: false }) left: readonly LeftThing[] = [];
  @property({ attribute: false }) verdict!: Pick<Verdict, "id" | "stage">;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  /** `lang` of the words. */
  @property() textLang = "";
  /** The text stands beside, and decisions are taken here. */
  @property({ type: Boolean }) isBeside = false;

  protected override render(): TemplateResult | typeof nothing {
    if (this.left.length === 0) return nothing;
    return html`<section class="finding-group" aria-labelledby=${this.uid}>
      <h3 id=${this.uid}>
        <coram-icon name="eye"></coram-icon> <span>${t(this.isCleared ? "clear.code-open-quasi" : "clear.left")}</span>
        <span class="sub">${formatNumber(this.left.length)}</span>
      </h3>
      <p class="note">${t(this.isCleared ? "clear.read-why" : "clear.left-why")}</p>
      <ul class="finding-list">
        ${repeat(
          this.left,
          ({ id }) => id,
          (each) => html`<li class="left-thing">${this.renderThing(each)}</li>`,
        )}
      </ul>
    </section>`;
  }

  /** What stands in its text is looked at once more, and decided on no more. */
  private get isCleared(): boolean {
    return this.verdict.stage !== "in-preparation";
  }

  private renderThing(thing: LeftThing): TemplateResult {
    const { kind, words, start, end, paragraph, places, by } = thing;
    const name = by && this.members.find(({ id }) => id === by)?.name;
    const where = [
      t(`names.kind-${kind}`),
      paragraph === null ? t("clear.in-text") : t("page.passage", { paragraph }),
      places > 1 ? t("names.places", { count: places }) : null,
      by ? t("clear.left-by", { name: name ?? t("network.somebody") }) : null,
    ].filter((part) => part !== null);
    const shown = html`<span class="finding-words" lang=${this.textLang || nothing}>${words}</span>
      <span class="note">${where.join(", ")}</span>`;
    if (!this.isBeside)
      return html`<a class="finding" href="/verdicts/${this.verdict.id}/prepare?panel=check">${shown}</a>`;
    const finding = { code: "open-quasi" as const, kind, words, paragraph, place: { in: "text" as const, start, end } };
    return html`<button type="button" class="finding" @click=${() => this.emit("coram-finding-open", { finding })}>
        ${shown}
      </button>
      ${this.isCleared ? nothing : this.renderDecision(thing)}`;
  }

  private renderDecision(thing: LeftThing): TemplateResult {
    return html`${decisionButtons({
      words: thing.words,
      is: "leave",
      instead: thing.hasToken ? null : () => this.emit("coram-prepare-panel", { panel: "names" }),
      decide: (is) => this.emit("coram-names-decide", { commands: [commandFor(thing, is === "replace")] }),
    })}`;
  }
}

function commandFor({ of, id }: LeftThing, isReplaced: boolean): NamesCommand {
  return of === "quasi"
    ? { kind: "quasi", id, state: isReplaced ? "replace" : "open", alike: true }
    : { kind: "identifier", id, state: isReplaced ? "confirmed" : "proposed", alike: true };
}
