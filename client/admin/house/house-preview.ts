import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { grantsOn, saidIn } from "../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { HouseView } from "../../../schema/protocol/http/house.ts";
import { pictureUrl } from "../../api/account.ts";
import { t } from "../../i18n/t.ts";

/** The head of a letter and the foot of a cover as a document in a language has them. On white, whatever the theme. */
export function housePreview(view: HouseView, language: UiLanguage, today: string): TemplateResult {
  const { house, organisations } = view;
  const network = saidIn(house.name, language) ?? { text: view.network, lang: null };
  const { address, email, web } = house.contact;
  const contact = [address, email, web].filter(Boolean).join(" · ");
  return html`<div class="house-paper" lang=${language} style=${styleMap({ "--house": house.colour })}>
    <div class="house-marks">
      ${organisations.map(({ id, name }) => {
        const known = house.organisations[id];
        const said = (known && saidIn(known.name, language)) ?? { text: name, lang: null };
        return html`<span lang=${said.lang ?? nothing}
          >${known?.logo ? html`<img src=${pictureUrl(known.logo)} alt="" />` : nothing}${said.text}</span
        >`;
      })}
    </div>
    <p class="house-name" lang=${network.lang ?? nothing}>${network.text}</p>
    ${contact === "" ? nothing : html`<p class="house-contact">${contact}</p>`}
    ${grantsOn(house, today).map((grant) => {
      const donor = saidIn(grant.donor, language);
      const disclaimer = saidIn(grant.disclaimer, language);
      return html`<div class="house-donor">
        ${grant.mark ? html`<img src=${pictureUrl(grant.mark)} alt="" />` : nothing}
        <p>
          <span lang=${donor?.lang ?? nothing}>${donor?.text}</span>
          <span lang=${disclaimer?.lang ?? nothing}>${disclaimer?.text}</span>
          ${grant.isDraft ? html`<em>${t("house.draft")}</em>` : nothing}
        </p>
      </div>`;
    })}
  </div>`;
}
