import { html, nothing, type TemplateResult } from "lit";
import { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { COUNTRIES, Country, langOf, Script, VerdictLanguage } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { CourtsCopy, Form, Instance, type Verdict } from "../../../schema/domain/verdict.ts";
import type { VerdictChange } from "../../../schema/protocol/http/verdicts.ts";
import { textOf } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { copyWords } from "./about-words.ts";

/** What the inputs choose from. */
export interface AboutChoices {
  members: readonly MemberCard[];
  verdicts: readonly Pick<Verdict, "id" | "caseNumber" | "court" | "language" | "script">[];
}

/** Fields that are changed in a row of their own; language and script go together. */
export const ROWS = [
  "caseNumber",
  "court",
  "country",
  "date",
  "instance",
  "form",
  "language",
  "related",
  "keptUntil",
  "conflicts",
  "courtsNumbers",
  "courtsCopy",
] as const;
export type Row = (typeof ROWS)[number];

/** The inputs of a row, the first of which gets the focus. */
export function rowInputs(row: Row, verdict: Verdict, choices: AboutChoices, label: string): TemplateResult {
  const lang = langOf(verdict.language, verdict.script);
  switch (row) {
    case "caseNumber":
    case "court":
      return html`<input
        class="field"
        name="value"
        required
        autofocus
        autocomplete="off"
        spellcheck="false"
        lang=${lang}
        maxlength=${row === "court" ? 300 : 120}
        aria-label=${label}
        value=${verdict[row]}
      />`;
    case "date":
    case "keptUntil":
      return html`<input
        class="field"
        type="date"
        name="value"
        autofocus
        aria-label=${label}
        value=${verdict[row] ?? ""}
      />`;
    case "country":
      return select("value", label, COUNTRIES, verdict.country, (value) => t(`word.country.${value}`));
    case "instance":
      return select("value", label, Instance.options, verdict.instance, (value) => t(`word.instance.${value}`));
    case "form":
      return select("value", label, Form.options, verdict.form, (value) => t(`word.form.${value}`));
    case "courtsCopy":
      return select("value", label, CourtsCopy.options, verdict.courtsCopy, copyWords);
    case "language":
      return languageInputs(verdict);
    case "courtsNumbers":
      return countInputs(verdict);
    case "related":
      return relatedTicks(verdict, choices, label);
    case "conflicts":
      return conflictTicks(verdict, choices, label);
  }
}

function languageInputs({ language, script }: Verdict): TemplateResult {
  return html`${select("value", t("import.language"), VerdictLanguage.options, language, (value) =>
    t(`word.language.${value}`),
  )}
  ${select("script", t("import.script"), Script.options, script, (value) => t(`word.script.${value}`))}`;
}

function countInputs({ courtsNumbers }: Verdict): TemplateResult {
  return html`${(["defendants", "victims"] as const).map(
    (kind) =>
      html`<label class="about-count"
        ><span>${t(`about.${kind}`)}</span>
        <input class="field" name=${kind} type="number" min="0" max="9999" value=${courtsNumbers[kind] ?? ""} />
      </label>`,
  )}`;
}

function relatedTicks(verdict: Verdict, { verdicts }: AboutChoices, label: string): TemplateResult {
  const others = verdicts.filter(({ id }) => id !== verdict.id);
  return ticks(
    label,
    others.map(({ id, caseNumber, court, language, script }) => ({
      id,
      words: `${caseNumber}, ${court}`,
      lang: langOf(language, script),
    })),
    verdict.related,
  );
}

function conflictTicks({ conflicts }: Verdict, { members }: AboutChoices, label: string): TemplateResult {
  const offered = members.filter(({ id, isGuest, isRemoved }) => (!isGuest && !isRemoved) || conflicts.includes(id));
  return ticks(
    label,
    offered.map(({ id, name }) => ({ id, words: name })),
    conflicts,
  );
}

/** What the inputs of a row say. */
export function readRow(row: Row, form: HTMLFormElement, verdict: Verdict): VerdictChange {
  const value = textOf(form, "value");
  const ticked = new FormData(form).getAll("value").map(String);
  switch (row) {
    case "caseNumber":
    case "court":
      return { [row]: value };
    case "date":
    case "keptUntil":
      return { [row]: value || null };
    case "country":
      return { country: Country.parse(value) };
    case "instance":
      return { instance: Instance.parse(value) };
    case "form":
      return { form: Form.parse(value) };
    case "courtsCopy":
      return { courtsCopy: CourtsCopy.parse(value) };
    case "language":
      return { language: VerdictLanguage.parse(value), script: Script.parse(textOf(form, "script")) };
    case "courtsNumbers": {
      const countOf = (name: string): number | null => (textOf(form, name) === "" ? null : Number(textOf(form, name)));
      return { courtsNumbers: { defendants: countOf("defendants"), victims: countOf("victims") } };
    }
    case "related": {
      // One that the reader cannot open has no box: it stays.
      const offered = boxesOf(form);
      const kept = verdict.related.filter((id) => !offered.has(id));
      return { related: [...kept, ...ticked.map((id) => VerdictId.parse(id))] };
    }
    case "conflicts": {
      const offered = boxesOf(form);
      const kept = verdict.conflicts.filter((id) => !offered.has(id));
      return { conflicts: [...kept, ...ticked.map((id) => MemberId.parse(id))] };
    }
  }
}

function boxesOf(form: HTMLFormElement): Set<string> {
  return new Set([...form.querySelectorAll<HTMLInputElement>("[type='checkbox']")].map(({ value }) => value));
}

function select<Value extends string>(
  name: string,
  label: string,
  values: readonly Value[],
  chosen: Value,
  word: (value: Value) => string,
): TemplateResult {
  return html`<select class="field" name=${name} aria-label=${label}>
    ${values.map((value) => html`<option value=${value} ?selected=${value === chosen}>${word(value)}</option>`)}
  </select>`;
}

function ticks(
  label: string,
  all: readonly { id: string; words: string; lang?: string }[],
  ticked: readonly string[],
): TemplateResult {
  if (all.length === 0) return html`<p class="note sub">${t("about.none")}</p>`;
  return html`<fieldset class="about-ticks" aria-label=${label}>
    ${all.map(
      ({ id, words, lang }) =>
        html`<label class="form-check"
          ><input type="checkbox" name="value" value=${id} ?checked=${ticked.includes(id)} />
          <span lang=${lang ?? nothing}>${words}</span></label
        >`,
    )}
  </fieldset>`;
}

/** The language of a text and its letters in one line. */
export function languageWords({ language, script }: Pick<Verdict, "language" | "script">): string {
  return `${t(`word.language.${language}`)}, ${t(`word.script.${script}`)}`;
}
