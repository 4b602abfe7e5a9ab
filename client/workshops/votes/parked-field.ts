import { html, type TemplateResult } from "lit";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { PARKED_WORDS_MAX } from "../../../schema/domain/workshop/decision.ts";
import { textOf } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { keepInRoom } from "../keep-in-room.ts";

const NAME = "parked";
const keyOf = (workshop: WorkshopId): string => `${NAME} ${workshop}`;

/** Whether words that are kept were typed in such a field. */
export const isParked = (key: string): boolean => key.startsWith(`${NAME} `);

/** Where a question is typed that is put off, on the page of a member or a guest: its words are kept until they are sent. */
export function parkedField(workshop: WorkshopId): TemplateResult {
  return html`<label class="form-row"
    ><span>${t("parked.question")}</span>
    <textarea
      class="field"
      name=${NAME}
      rows="2"
      required
      maxlength=${PARKED_WORDS_MAX}
      ${keepInRoom(keyOf(workshop))}
    ></textarea>
  </label>`;
}

export const parkedWords = (form: HTMLFormElement): string => textOf(form, NAME);

/** What stands in it was taken: it is kept no more, and the form is empty. */
export function parkedSent(form: HTMLFormElement, workshop: WorkshopId): void {
  wordsSent(form, keyOf(workshop));
  form.reset();
}
