import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import type { Grant, House } from "../../../schema/domain/house.ts";
import { HouseMarks, LICENCES, Licence, marksIn } from "../../../schema/domain/house.ts";
import { type Localised, UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Organisation } from "../../../schema/domain/member.ts";
import type { HouseChangeSaid } from "../../../schema/protocol/http/house.ts";
import { licenceWords, whatWords } from "./house-words.ts";
import { MARK_STYLES } from "../../../schema/language/typography.ts";
import { textOf } from "../../elements/form.ts";
import { formatDate, LANGUAGE_NAMES, language, t } from "../../i18n/t.ts";

/** A field a language, of one line or of several; the reader's own first. */
export function languageFields(said: Localised, isLong = false): TemplateResult {
  const own = language();
  return html`${[own, ...UI_LANGUAGES.filter((each) => each !== own)].map(
    (each) =>
      html`<label class="form-row"
        ><span lang=${each}>${LANGUAGE_NAMES[each]}</span>
        ${
          isLong
            ? html`<textarea
                class="field"
                name=${each}
                lang=${each}
                rows="3"
                maxlength="1200"
                .value=${said[each] ?? ""}
              ></textarea>`
            : html`<input
                class="field"
                name=${each}
                lang=${each}
                maxlength="200"
                autocomplete="off"
                .value=${said[each] ?? ""}
              />`
        }
      </label>`,
  )}`;
}

/** What such fields hold, without those that are empty. */
export function languagesOf(form: HTMLFormElement): Localised {
  return Object.fromEntries(
    UI_LANGUAGES.map((each) => [each, textOf(form, each)] as const).filter(([, said]) => said !== ""),
  );
}

/** In how many of the languages something is said. */
export function inLanguages(said: Localised): string {
  const names = UI_LANGUAGES.filter((each) => !said[each] && each !== "sr-Cyrl").map((each) => LANGUAGE_NAMES[each]);
  return names.length === 0 ? "" : t("house.missing", { languages: names.join(", ") });
}

export function contactFields({ contact }: House): TemplateResult {
  const field = (name: keyof House["contact"], label: string, type: "email" | "text"): TemplateResult =>
    html`<label class="form-row"
      ><span>${label}</span>
      <input
        class="field"
        name=${name}
        type=${type}
        maxlength=${name === "address" ? 300 : 200}
        autocomplete="off"
        .value=${contact[name]}
      />
    </label>`;
  return html`${field("address", t("house.address"), "text")} ${field("email", t("people.email"), "email")}
  ${field("web", t("house.web"), "text")}`;
}

/** The colour as people choose it, and as a book of style names it: either sets the other. */
export function colourFields({ colour }: House): TemplateResult {
  const both = (event: Event): void => {
    const from = event.currentTarget as HTMLInputElement;
    const form = from.form;
    for (const name of ["picker", "colour"]) {
      const other = form?.elements.namedItem(name);
      if (other instanceof HTMLInputElement && other !== from && from.validity.valid)
        other.value = from.value.toLowerCase();
    }
  };
  return html`<div class="house-colour">
    <input type="color" name="picker" aria-label=${t("house.colour-pick")} .value=${colour} @input=${both} />
    <label class="form-row"
      ><span class="visually-hidden">${t("house.colour")}</span>
      <input
        class="field"
        name="colour"
        pattern="#[0-9A-Fa-f]{6}"
        title=${t("house.colour-form")}
        required
        autocomplete="off"
        spellcheck="false"
        .value=${colour}
        @input=${both}
      />
    </label>
  </div>`;
}

export function licenceSelect(now: House["licence"], choose: (licence: House["licence"]) => void): TemplateResult {
  return html`<select
    class="field field-soft"
    aria-label=${t("house.licence")}
    @change=${(event: Event) => choose(Licence.safeParse((event.target as HTMLSelectElement).value).data ?? null)}
  >
    ${[null, ...LICENCES].map(
      (each) => html`<option value=${each ?? ""} ?selected=${each === now}>${licenceWords(each)}</option>`,
    )}
  </select>`;
}

/** A quotation with one within it, as a house sets it in a language. */
export function marksSample(marks: HouseMarks, lang: UiLanguage): string {
  const [open, close, innerOpen, innerClose] = marksIn(marks, lang);
  const [outer, inner] = SAMPLES[lang];
  return `${open}${outer} ${innerOpen}${inner}${innerClose}${close}`;
}

const SAMPLES: Readonly<Record<UiLanguage, readonly [outer: string, inner: string]>> = {
  en: ["The court holds:", "proven"],
  "sr-Latn": ["Sud nalazi:", "dokazano"],
  "sr-Cyrl": ["Суд налази:", "доказано"],
  mk: ["Судот наоѓа:", "докажано"],
  sq: ["Gjykata çmon:", "provuar"],
};

/** How each language is quoted, as it is seen. */
export function marksValue({ marks }: Pick<House, "marks">): TemplateResult {
  return html`<span class="house-marks-shown"
    >${UI_LANGUAGES.map((each) => html`<span lang=${each}>${marksSample(marks, each)}</span> `)}</span
  >`;
}

export function marksFields({ marks }: Pick<House, "marks">): TemplateResult {
  return html`${UI_LANGUAGES.map(
    (each) =>
      html`<label class="form-row"
        ><span lang=${each}>${LANGUAGE_NAMES[each]}</span>
        <select class="field" name=${each}>
          <option value="" ?selected=${marks[each] === undefined}>
            ${t("house.marks-own", { sample: marksSample({}, each) })}
          </option>
          ${Object.keys(MARK_STYLES).map((style) => html`<option value=${style} ?selected=${marks[each] === style} lang=${each}>${marksSample({ [each]: style }, each)}</option>`)}
        </select>
      </label>`,
  )}`;
}

/** What such fields hold. */
export function marksOf(form: HTMLFormElement): HouseMarks {
  return HouseMarks.parse(languagesOf(form));
}

export function grantFields(grant: Pick<Grant, "number" | "from" | "to">): TemplateResult {
  const day = (name: "from" | "to", label: string): TemplateResult =>
    html`<label class="form-row"
      ><span>${label}</span> <input class="field" name=${name} type="date" .value=${grant[name] ?? ""} />
    </label>`;
  return html`<label class="form-row"
      ><span>${t("house.grant-number")}</span>
      <input class="field" name="number" maxlength="80" required autocomplete="off" .value=${grant.number} />
    </label>
    ${day("from", t("house.grant-from"))} ${day("to", t("house.grant-to"))}`;
}

/** What was changed of the house, and who did it when: "Grant A-17: Donor’s line (Ana Ilić, 31 August 2026)". */
export function changeWords(change: HouseChangeSaid, organisations: readonly Organisation[]): TemplateResult {
  const what = whatWords(change, (id) => organisations.find((each) => each.id === id)?.name ?? "");
  const whoAndWhen = [change.name, formatDate(change.at)].filter(Boolean).join(", ");
  return html`${what} <span class="sub">${whoAndWhen}</span>`;
}

/** A swatch beside the sign of a colour. */
export function swatch(colour: string): TemplateResult {
  return html`<span class="house-swatch" style=${styleMap({ background: colour })}></span> ${colour}`;
}

/** A warning behind what is not whole; nothing where it is. */
export function lacking(said: string): TemplateResult | typeof nothing {
  return said === "" ? nothing : html`<span class="why">${said}</span>`;
}
