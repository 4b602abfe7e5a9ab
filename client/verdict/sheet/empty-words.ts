import { html, type TemplateResult } from "lit";
import { type AnswerValue, EMPTY_WORDS, type EmptyWord } from "../../../schema/domain/answer.ts";
import { EMPTY_KEYS } from "./written/empty-keys.ts";
import { t } from "../../i18n/t.ts";

export interface ChoiceOption {
  value: string;
  label: string;
}

/** That the verdict does not say it, and that it does not say it clearly. */
export function emptyOptions(): ChoiceOption[] {
  return EMPTY_WORDS.map((value) => ({ value, label: t(`sheet.${value}`) }));
}

/** The same beside an answer that is typed; what is pressed again is taken back. */
export function emptyButtons(
  value: AnswerValue | null,
  set: (value: EmptyWord | null) => void,
  hasKeys = false,
): TemplateResult {
  return html`<span class="empty-words"
    >${EMPTY_WORDS.map(
      (word) =>
        html`<button
          type="button"
          class="button button-small"
          aria-pressed=${value === word}
          @click=${() => set(value === word ? null : word)}
        >
          ${t(`sheet.${word}`)}${hasKeys ? html`<kbd class="key">${EMPTY_KEYS[word]}</kbd>` : ""}
        </button>`,
    )}</span
  >`;
}
