import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { StepPassage } from "../../schema/domain/workshop/workshop.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import { describeProblem, isClosed } from "../api/http.ts";
import { readVerdict } from "../api/verdicts.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { renderTokens } from "../elements/tokens/token-parts.ts";
import { t } from "../i18n/t.ts";

/** A verdict whose words a step works on; null where one may not read it. */
type Read = ReadonlyMap<VerdictId, VerdictView | null>;

/** The words that a step works on, by paragraph, in the newest text of their verdict. */
@customElement("coram-step-passages")
export class CoramStepPassages extends LightElement {
  @property({ attribute: false }) passages: readonly StepPassage[] = [];
  private readonly verdicts = new Loading(
    this,
    () => [[...new Set(this.passages.map(({ verdict }) => verdict))].join(" ")] as const,
    async ([ids], { signal }): Promise<Read> => {
      const read = new Map<VerdictId, VerdictView | null>();
      for (const id of ids.split(" ").filter(Boolean) as VerdictId[]) read.set(id, await readOpen(id, signal));
      return read;
    },
  );

  protected override render(): TemplateResult | typeof nothing {
    const { passages, verdicts } = this;
    if (passages.length === 0) return nothing;
    if (!verdicts.answer)
      return verdicts.problem === null
        ? skeleton(4, t("shell.loading"))
        : html`${errorLine(describeProblem(verdicts.problem))}`;
    const read = verdicts.answer;
    return html`<div class="step-passages" role="group" aria-label=${t("workshop.passages")}>
      ${passages.map((passage) => renderPassage(passage, read.get(passage.verdict) ?? null))}
    </div>`;
  }
}

/** A verdict that is open to the reader; null where it is not. */
export async function readOpen(id: VerdictId, signal: AbortSignal): Promise<VerdictView | null> {
  try {
    return await readVerdict(id, signal);
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

function renderPassage({ anchor }: StepPassage, view: VerdictView | null): TemplateResult {
  if (!view) return html`<p class="sub">${t("workshop.passage-closed")}</p>`;
  const parts = paragraphsOf(view, anchor);
  if (parts.length === 0) return html`<p class="sub">${t("workshop.passage-gone")}</p>`;
  const lang = langOf(view.verdict.language, view.verdict.script);
  return html`<div class="step-passage">
    <p class="note sub">${view.verdict.caseNumber}</p>
    ${parts.map(
      ({ number, words }) =>
        html`<p class="passage-words" lang=${lang}>
          <span class="passage-number" lang="">${number ?? ""}</span><span>${renderTokens(words, lang)}</span>
        </p>`,
    )}
  </div>`;
}

/** The words of an anchor as they are now, a paragraph each; where one is cut, dots say so. */
export function paragraphsOf(
  { revision, maps }: Pick<VerdictView, "revision" | "maps">,
  anchor: StepPassage["anchor"],
): { number: string | null; words: string }[] {
  const { ranges } = resolveAnchor(anchor, maps, revision.number);
  return contentBlocks(revision.blocks).flatMap(({ start, end, number }) => {
    const within = ranges.flatMap((range) => {
      const [from, to] = [Math.max(range.start, start), Math.min(range.end, end)];
      return from < to ? [{ from, to }] : [];
    });
    if (within.length === 0) return [];
    const words = within.map(({ from, to }) => revision.text.slice(from, to)).join(" … ");
    const isCutBefore = (within[0]?.from ?? start) > start;
    const isCutBehind = (within.at(-1)?.to ?? end) < end;
    return [{ number, words: `${isCutBefore ? "… " : ""}${words}${isCutBehind ? " …" : ""}` }];
  });
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-passages": CoramStepPassages;
  }
}
