import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { langOf } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-coding-now": CoramCodingNow;
  }
}

/** Who codes which verdict blind and how far they are, for who runs rounds: never what they find. */
@customElement("coram-coding-now")
export class CoramCodingNow extends LightElement {
  @property({ attribute: false }) network!: Pick<NetworkView, "members" | "verdicts">;

  protected override render(): TemplateResult[] {
    return this.network.verdicts
      .filter(({ coding }) => coding !== undefined && coding.length > 0)
      .map(
        ({ verdict, coding = [] }, i) =>
          html`<section aria-labelledby="coding-${i}">
            <div class="section-head">
              <h2 id="coding-${i}" class="grow">${t("home.coding")}</h2>
              <a class="note link" href="/verdicts/${verdict.id}" lang=${langOf(verdict.language, verdict.script)}
                >${verdict.caseNumber}</a
              >
            </div>
            <ul class="coding-now">
              ${coding.map((coder) => this.renderCoder(coder))}
            </ul>
          </section>`,
      );
  }

  private renderCoder({
    member: id,
    state,
    read,
  }: NonNullable<NetworkView["verdicts"][number]["coding"]>[number]): TemplateResult {
    const member = this.network.members.find((each) => each.id === id);
    return html`<li>
      <coram-initials initials=${member?.initials ?? "?"} aria-hidden="true"></coram-initials>
      <span>${member?.name ?? t("network.somebody")}</span>
      <span class="note ${read ? "below" : ""}" data-state=${state}
        >${state === "handed-in" ? html`<coram-icon name="check"></coram-icon>` : ""}${
          read ? t("rounds.read", read) : state === "hidden" ? t("network.hidden") : t(`home.${state}`)
        }</span
      >
    </li>`;
  }
}
