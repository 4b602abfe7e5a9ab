import { html, nothing, type TemplateResult } from "lit";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { t } from "../i18n/t.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import type { OutputModel } from "./output-model.ts";

/** The title above a document, to be written in while one may; `onEnter`: one goes on in its text. */
export function titleField(view: OutputView, model: OutputModel | null, onEnter: () => void): TemplateResult {
  const title = model?.room ? model.title : view.title;
  const shown = title || t("outputs.unnamed");
  if (!model?.canWrite)
    return html`<p class="output-title-shown" lang=${title ? view.language : nothing} aria-hidden="true">${shown}</p>`;
  const key = `title ${view.id}`;
  return html`<textarea
    class="output-title-field"
    rows="1"
    maxlength="300"
    lang=${view.language}
    aria-label=${t("outputs.title-field")}
    placeholder=${t("outputs.unnamed")}
    .value=${title}
    ${keepWords(key, title)}
    @change=${({ currentTarget }: Event) => {
      if (!(currentTarget instanceof HTMLTextAreaElement)) return;
      wordsSent(currentTarget, key);
      model.setTitle(currentTarget.value.replace(/\s+/g, " ").trim());
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      onEnter();
    }}
  ></textarea>`;
}
