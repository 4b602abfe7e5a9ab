import { html, nothing, type TemplateResult } from "lit";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { t } from "../i18n/t.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import type { OutputModel } from "./output-model.ts";

/** The title above a document and its subtitle, to be written in while one may; `onEnter`: one goes on in its text. */
export function titleField(view: OutputView, model: OutputModel | null, onEnter: () => void): TemplateResult {
  const title = model?.room ? model.title : view.title;
  const subtitle = model?.subtitle ?? "";
  const shown = title || t("outputs.unnamed");
  if (!model?.canWrite)
    return html`<p class="output-title-shown" lang=${title ? view.language : nothing} aria-hidden="true">${shown}</p>
      ${subtitle ? html`<p class="output-subtitle" lang=${view.language}>${subtitle}</p>` : nothing}`;
  const field = (of: "title" | "subtitle", value: string, placeholder: string, keep: (words: string) => void) => {
    const key = `${of} ${view.id}`;
    return html`<textarea
      class="output-title-field ${of === "subtitle" ? "output-subtitle" : ""}"
      rows="1"
      maxlength="300"
      lang=${view.language}
      aria-label=${t(`outputs.${of}-field`)}
      placeholder=${placeholder}
      .value=${value}
      ${keepWords(key, value)}
      @change=${({ currentTarget }: Event) => {
        if (!(currentTarget instanceof HTMLTextAreaElement)) return;
        wordsSent(currentTarget, key);
        keep(currentTarget.value.replace(/\s+/g, " ").trim());
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        onEnter();
      }}
    ></textarea>`;
  };
  return html`${field("title", title, t("outputs.unnamed"), (words) => model.setTitle(words))}
  ${field("subtitle", subtitle, t("outputs.subtitle-field"), (words) => model.setSubtitle(words))}`;
}
