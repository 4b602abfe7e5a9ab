import { html, nothing, type TemplateResult } from "lit";
import type { BehindText } from "../../schema/domain/methodology/behind-texts.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import "./behind-note.css";

/** Beside a text that says what its category meant before that was changed in other languages. */
export function renderBehind(behind: BehindText | null | undefined): TemplateResult | typeof nothing {
  if (!behind) return nothing;
  const languages = formatList(behind.changedIn.map((language) => t(`word.language.${language}`)));
  return html`<p class="behind-note">${t("methodology.behind", { languages, date: formatDate(behind.at) })}</p>`;
}
