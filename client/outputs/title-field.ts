import { html, nothing, type TemplateResult } from "lit";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { SourceRef } from "../../schema/protocol/http/parts/source-ref.ts";
import { printedMark } from "../elements/paper/printed-mark.ts";
import { t } from "../i18n/t.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import type { OutputModel } from "./output-model.ts";
import { aboutOf } from "./output-words.ts";

/** The title above a document and its subtitle, to be written in while one may; Enter goes on from one to the other. `onEnter`: to the first line of the text. */
export function titleField(view: OutputView, model: OutputModel | null, onEnter: () => void): TemplateResult {
  const title = model?.room ? model.title : view.title;
  const subtitle = model?.subtitle ?? "";
  const shown = title || t("outputs.unnamed");
  if (!model?.canWrite)
    return html`<p class="output-title-shown" lang=${title ? view.language : nothing} aria-hidden="true">${shown}</p>
      ${subtitle ? html`<p class="output-subtitle" lang=${view.language}>${subtitle}</p>` : nothing}
      ${printedMark(marksOf(view))}`;
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
        const below = of === "title" && event.target instanceof Element ? event.target.nextElementSibling : null;
        if (below instanceof HTMLTextAreaElement) below.focus();
        else onEnter();
      }}
    ></textarea>`;
  };
  return html`${field("title", title, t("outputs.unnamed"), (words) => model.setTitle(words))}
  ${field("subtitle", subtitle, t("outputs.subtitle-field"), (words) => model.setSubtitle(words))}
  ${subtitle ? html`<p class="output-subtitle output-printed" lang=${view.language} aria-hidden="true">${subtitle}</p>` : nothing}
  ${printedMark(marksOf(view))}`;
}

/** That it is not approved, and that it names what its files keep back. The page is printed by the browser's menu alone: Ctrl+P prints the file. */
function marksOf({ status, namesNoVerdict, reading }: OutputView): string {
  const marks = [
    ...(status === "approved" ? [] : [t("outputs.printed-draft")]),
    // Guests read it without them.
    ...(namesNoVerdict && !reading ? [t("outputs.printed-names")] : []),
  ];
  return marks.join(" · ");
}

/**
 * A line on what a document is about: the case number of its verdict, or of the first with how many more; all of a country, or of all. `sources`: its
 * verdicts that are there for the reader. Nothing for guests. `change`: the way to change them, for who may.
 */
export function aboutLine(
  { scope, verdicts }: Pick<OutputView, "scope" | "verdicts">,
  sources: readonly SourceRef[],
  isGuest: boolean,
  change: TemplateResult | typeof nothing = nothing,
): TemplateResult | typeof nothing {
  if (isGuest) return nothing;
  const [first] = scope.kind === "verdicts" ? verdicts : [];
  const source = sources.find(({ verdict }) => verdict === first);
  if (!source) return html`<br />${aboutOf({ scope, verdicts }, () => null)} ${change}`;
  const more = verdicts.length - 1;
  return html`<br /><a href="/verdicts/${source.verdict}">${source.caseNumber}</a
    >${more > 0 ? ` ${t("outputs.about-more", { count: more })}` : nothing} ${change}`;
}

/** The way to change which verdicts a draft is about. */
export function verdictsWay(view: OutputView): TemplateResult | typeof nothing {
  if (!mayChangeVerdicts(view)) return nothing;
  return html`<button
    type="button"
    class="link output-verdicts-way"
    @click=${({ currentTarget }: Event) =>
      currentTarget?.dispatchEvent(new CustomEvent("coram-output-verdicts", { bubbles: true }))}
  >
    ${t("outputs.verdicts-change")}
  </button>`;
}

/** Minutes are about what happened, and about no verdicts. */
export function mayChangeVerdicts({ may, template }: Pick<OutputView, "may" | "template">): boolean {
  return may.write && template !== "minutes";
}
