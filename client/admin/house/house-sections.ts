import { html, nothing, type TemplateResult } from "lit";
import { AddresseeKey, type Grant, GrantId, hasLine } from "../../../schema/domain/house.ts";
import { HouseColour } from "../../../schema/domain/house-colour.ts";
import { type Localised, localise } from "../../../schema/domain/language.ts";
import type { Organisation } from "../../../schema/domain/member.ts";
import type { HouseChange, HouseView } from "../../../schema/protocol/http/house.ts";
import { pictureUrl } from "../../api/account.ts";
import { textOf } from "../../elements/form.ts";
import { formatDate, language, t } from "../../i18n/t.ts";
import { settingRow } from "../setting-row.ts";
import {
  colourFields,
  contactFields,
  grantFields,
  lacking,
  languageFields,
  languagesOf,
  licenceSelect,
  marksFields,
  marksOf,
  marksValue,
  swatch,
} from "./house-forms.ts";
import { licenceWords } from "./house-words.ts";

/** How a row of the page is changed: its fields, and what they say. */
export interface Row {
  /** Names it on this page; the focus goes back to it. */
  of: string;
  label: string;
  value: string | TemplateResult;
  why?: string;
  fields: TemplateResult;
  change: (form: HTMLFormElement) => HouseChange;
  /** Further things that are done with it, by a press. */
  more?: TemplateResult;
  /** Whom to ask, where only some change it, and the reader is none of them. */
  ledBy?: readonly string[] | undefined;
}

/** How a row of words is shown. */
export interface WordsRow {
  isLong?: boolean;
  /** Where nothing is said. */
  plain?: string;
  more?: TemplateResult;
  value?: TemplateResult;
  ledBy?: readonly string[] | undefined;
}

/** What the page does with the rows of its sections. */
export interface HouseRows {
  readonly mayChange: boolean;
  section(id: string, title: string, body: TemplateResult, why?: string): TemplateResult;
  row(row: Row): TemplateResult;
  /** Words in each language: those of the reader's, and which are missing. */
  wordsRow(
    of: string,
    label: string,
    said: Localised,
    change: (value: Localised) => HouseChange,
    how?: WordsRow,
  ): TemplateResult;
  /** A press that opens a form for something new. */
  adder(
    of: string,
    label: string,
    fields: TemplateResult,
    change: (form: HTMLFormElement) => HouseChange,
  ): TemplateResult | typeof nothing;
  button(words: string, label: string, change: HouseChange, look?: string): TemplateResult;
  pictureButton(words: string, label: string, change: (value: { png: string }) => HouseChange): TemplateResult;
  press(change: HouseChange): Promise<void>;
}

export function renderNetwork(rows: HouseRows, view: HouseView): TemplateResult {
  const { house } = view;
  const { address, email, web } = house.contact;
  const contact = [address, email, web].filter(Boolean).join(" · ");
  return rows.section(
    "network",
    t("shell.network"),
    html`${rows.wordsRow("name", t("people.network-name"), house.name, (value) => ({ field: "name", value }), {
      plain: view.network,
    })}
    ${rows.row({
      of: "contact",
      label: t("house.contact"),
      value: contact || t("house.not-set"),
      fields: contactFields(house),
      change: (form) => ({
        field: "contact",
        value: { address: textOf(form, "address"), email: textOf(form, "email"), web: textOf(form, "web") },
      }),
    })}
    ${rows.row({
      of: "colour",
      label: t("house.colour"),
      value: html`${swatch(house.colour)}`,
      why: t("house.colour-why"),
      fields: colourFields(house),
      change: (form) => ({ field: "colour", value: HouseColour.parse(textOf(form, "colour").toLowerCase()) }),
    })}
    ${rows.row({
      of: "marks",
      label: t("house.marks"),
      value: marksValue(house),
      why: t("house.marks-why"),
      fields: marksFields(house),
      change: (form) => ({ field: "marks", value: marksOf(form) }),
    })}
    ${settingRow({
      label: t("house.licence"),
      value: rows.mayChange
        ? licenceSelect(house.licence, (value) => void rows.press({ field: "licence", value }))
        : licenceWords(house.licence),
    })}`,
  );
}

export function renderOrganisations(rows: HouseRows, { house, organisations, ledBy }: HouseView): TemplateResult {
  const row = ({ id, name }: Organisation): TemplateResult => {
    const known = house.organisations[id];
    const field = "organisation-logo";
    const has = known?.logo != null;
    return rows.wordsRow(
      `organisations/${id}`,
      name,
      known?.name ?? {},
      (value) => ({ field: "organisation-name", organisation: id, value }),
      {
        plain: name,
        ledBy: ledBy[id],
        value: html`${known?.logo ? html`<img src=${pictureUrl(known.logo)} alt=${t("house.logo-of", { name })} />` : nothing}${
          localise(known?.name ?? {}, language()) || name
        }`,
        more: html`${rows.pictureButton(t("house.logo"), t("house.logo-of", { name }), (value) => ({
          field,
          organisation: id,
          value,
        }))}
        ${has ? rows.button(t("house.picture-away"), t("house.picture-away-of", { of: name }), { field, organisation: id, value: null }) : nothing}`,
      },
    );
  };
  return rows.section("organisations", t("house.organisations"), html`${organisations.map(row)}`);
}

export function renderAddressees(rows: HouseRows, { house }: HouseView): TemplateResult {
  const all = Object.entries(house.addressees).map(([key, each]) => ({ key: AddresseeKey.parse(key), ...each }));
  const listed = all.map(({ key, name, isOut }) => {
    const said = localise(name, language());
    return rows.wordsRow(
      `addressees/${key}`,
      said,
      name,
      (value) => ({ field: "addressee-name", addressee: key, value }),
      {
        ...(isOut ? { value: html`<span class="is-out">${t("house.is-out")}</span>` } : { value: html`${nothing}` }),
        more: rows.button(
          isOut ? t("house.put-back") : t("house.take-out"),
          t(isOut ? "house.put-back-of" : "house.take-out-of", { name: said }),
          { field: "addressee-out", addressee: key, value: !isOut },
        ),
      },
    );
  });
  return rows.section(
    "addressees",
    t("house.addressees"),
    html`${listed}
    ${rows.adder("addressees/new", t("house.addressee-add"), languageFields({}), (form) => ({
      field: "addressee-name",
      addressee: null,
      value: languagesOf(form),
    }))}`,
    t("house.addressees-why"),
  );
}

export function renderGrants(rows: HouseRows, { house }: HouseView): TemplateResult {
  const numbers = (form: HTMLFormElement): Pick<Grant, "number" | "from" | "to"> => ({
    number: textOf(form, "number"),
    from: textOf(form, "from") || null,
    to: textOf(form, "to") || null,
  });
  const all = Object.entries(house.grants).map(([id, grant]) => renderGrant(rows, GrantId.parse(id), grant, numbers));
  return rows.section(
    "grants",
    t("house.grants"),
    html`${all}
    ${rows.adder("grants/new", t("house.grant-add"), grantFields({ number: "", from: null, to: null }), (form) => ({
      field: "grant-number",
      grant: null,
      value: numbers(form),
    }))}`,
    t("house.grants-why"),
  );
}

function renderGrant(
  rows: HouseRows,
  id: GrantId,
  grant: Grant,
  numbers: (form: HTMLFormElement) => Pick<Grant, "number" | "from" | "to">,
): TemplateResult {
  const { number, from, to, donor, disclaimer, mark, isDraft } = grant;
  const dates = [from, to].map((day) => (day ? formatDate(day) : "…")).join(" – ");
  const more = html`${rows.pictureButton(t("house.mark"), t("house.mark-of", { number }), (value) => ({
    field: "grant-mark",
    grant: id,
    value,
  }))}
  ${mark ? rows.button(t("house.picture-away"), t("house.picture-away-of", { of: number }), { field: "grant-mark", grant: id, value: null }) : nothing}
  ${rows.button(t("house.grant-away"), t("house.grant-away-of", { number }), { field: "grant-away", grant: id })}`;
  return html`<div class="house-grant">
    <h3>${number} <small>${isDraft ? t("house.draft") : t("house.confirmed")}</small></h3>
    ${isDraft ? lacking(t(hasLine(grant) ? "house.draft-why" : "house.line-first")) : nothing}
    ${rows.row({
      of: `grants/${id}/number`,
      label: t("house.grant-number"),
      value: html`${mark ? html`<img src=${pictureUrl(mark)} alt=${t("house.mark-of", { number })} />` : nothing}${number},
      ${dates}`,
      fields: grantFields(grant),
      change: (form) => ({ field: "grant-number", grant: id, value: numbers(form) }),
      more,
    })}
    ${rows.wordsRow(
      `grants/${id}/donor`,
      t("house.donor"),
      donor,
      (value) => ({ field: "grant-donor", grant: id, value }),
      { isLong: true },
    )}
    ${rows.wordsRow(
      `grants/${id}/disclaimer`,
      t("house.disclaimer"),
      disclaimer,
      (value) => ({ field: "grant-disclaimer", grant: id, value }),
      { isLong: true },
    )}
    ${
      rows.mayChange && isDraft && hasLine(grant)
        ? html`<div class="form-actions">
            ${rows.button(t("house.confirm"), t("house.confirm-of", { number }), { field: "grant-draft", grant: id, value: false }, "button")}
          </div>`
        : nothing
    }
  </div>`;
}
