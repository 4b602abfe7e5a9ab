import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { LightElement } from "../elements/light-element.ts";
import { compareWords, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-coding-now": CoramCodingNow;
  }
}

type Coder = NonNullable<NetworkView["verdicts"][number]["coding"]>[number];

const STATES: readonly Coder["state"][] = ["handed-in", "begun", "not-begun", "hidden"];

/** Who codes which verdict blind and how far they are, for who runs rounds: never what they find. */
@customElement("coram-coding-now")
export class CoramCodingNow extends LightElement {
  @property({ attribute: false }) network!: Pick<NetworkView, "members" | "verdicts">;

  protected override render(): TemplateResult[] {
    // From a former member nothing comes any more.
    return this.network.verdicts
      .map(({ verdict, coding = [] }) => ({
        verdict,
        coding: coding.filter(({ member }) => this.memberOf(member)?.isRemoved !== true),
      }))
      .filter(({ coding }) => coding.length > 0)
      .map(
        ({ verdict, coding }, i) =>
          html`<section aria-labelledby="coding-${i}">
            <div class="section-head">
              <h2 id="coding-${i}" class="grow">${t("home.coding")}</h2>
              <a class="note link" href="/verdicts/${verdict.id}" lang=${langOf(verdict.language, verdict.script)}
                >${verdict.caseNumber}</a
              >
            </div>
            <ul class="coding-now">
              ${coding.toSorted((a, b) => this.compare(a, b)).map((coder) => this.renderCoder(coder))}
            </ul>
          </section>`,
      );
  }

  /** Who is further stands above. */
  private compare(a: Coder, b: Coder): number {
    const name = ({ member }: Coder): string => this.memberOf(member)?.name ?? "";
    return STATES.indexOf(a.state) - STATES.indexOf(b.state) || compareWords(name(a), name(b));
  }

  private memberOf(id: MemberId): NetworkView["members"][number] | undefined {
    return this.network.members.find((each) => each.id === id);
  }

  private renderCoder({ member: id, state, read, isOut }: Coder): TemplateResult {
    const member = this.memberOf(id);
    const far = read ? t("rounds.read", read) : state === "hidden" ? t("network.hidden") : t(`home.${state}`);
    return html`<li>
      <coram-initials initials=${member?.initials ?? "?"} aria-hidden="true"></coram-initials>
      <span>${member?.name ?? t("network.somebody")}</span>
      <span class="note ${read ? "below" : ""}" data-state=${state}
        >${state === "handed-in" ? html`<coram-icon name="check"></coram-icon>` : ""}${
          isOut ? t("home.cannot-go-on", { far }) : far
        }</span
      >
      ${
        read
          ? html`<span class="meter" aria-hidden="true"><i style="width: ${(read.seen / read.all) * 100}%"></i></span>`
          : nothing
      }
    </li>`;
  }
}
