import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf, type UiLanguage } from "../../schema/domain/language.ts";
import type { StepPassage } from "../../schema/domain/workshop/workshop.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Range } from "../../schema/text/revision.ts";
import { describeProblem, isClosed } from "../api/http.ts";
import { readVerdict } from "../api/verdicts.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { renderTokens } from "../elements/tokens/token-parts.ts";
import { t } from "../i18n/t.ts";
import type { FollowedText } from "./follow/follow-surface.ts";
import { followedParagraphs } from "./follow/followed-paragraphs.ts";
import type { ShownTranslation } from "../reader/translation-decorations.ts";
import { translationOf } from "./slip/coding-texts.ts";
import { PassageTexts } from "./passage-texts.ts";
import "./follow/follow.css";

/** A verdict whose words a step works on, with what is read beside them. */
interface ReadText {
  view: VerdictView;
  translation: ShownTranslation | null;
}

/** Null where one may not read it. */
type Read = ReadonlyMap<VerdictId, ReadText | null>;

/** The words that a step works on, by paragraph, in the newest text of their verdict. */
@customElement("coram-step-passages")
export class CoramStepPassages extends LightElement {
  @property({ attribute: false }) passages: readonly StepPassage[] = [];
  /** The language in which they are read beside the original, where a translation is kept; null: in none. */
  @property({ attribute: false }) reads: UiLanguage | null = null;
  /** Words that who has the floor points at. */
  @state() private pointed: { verdict: VerdictId; words: Range } | null = null;
  private readonly verdicts = new PassageTexts(this, {
    passages: () => this.passages,
    args: () => [this.reads] as const,
    read: async ([reads], signal): Promise<Read> => {
      const read = new Map<VerdictId, ReadText | null>();
      for (const id of new Set(this.passages.map(({ verdict }) => verdict))) {
        const view = await readOpen(id, signal);
        const translation = view && reads ? await translationOf(view, reads, signal) : null;
        read.set(id, view && { view, translation });
      }
      return read;
    },
    emptied: () => null,
  });

  private told: Read | null = null;

  /** Its words, as following sees them. */
  followed(): FollowedText[] {
    return followedParagraphs(this, (verdict, words) => void (this.pointed = words && { verdict, words }));
  }

  protected override updated(): void {
    const { answer } = this.verdicts;
    if (this.told === answer) return;
    this.told = answer;
    this.dispatchEvent(new Event("coram-words-here", { bubbles: true }));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { passages, verdicts } = this;
    if (passages.length === 0) return nothing;
    if (!verdicts.answer)
      return verdicts.problem === null
        ? skeleton(4, t("shell.loading"))
        : html`${errorLine(describeProblem(verdicts.problem))}`;
    const read = verdicts.answer;
    return html`<div class="step-passages" role="group" aria-label=${t("workshop.passages")}>
      ${passages.map((passage) => renderPassage(passage, read.get(passage.verdict) ?? null, this.pointed))}
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

function renderPassage(
  { anchor }: StepPassage,
  read: ReadText | null,
  pointed: { verdict: VerdictId; words: Range } | null,
): TemplateResult {
  if (!read) return html`<p class="sub">${t("workshop.passage-closed")}</p>`;
  const { view, translation } = read;
  const parts = paragraphsOf(view, anchor);
  if (parts.length === 0) return html`<p class="sub">${t("workshop.passage-gone")}</p>`;
  const lang = langOf(view.verdict.language, view.verdict.script);
  const { id } = view.verdict;
  const words = pointed?.verdict === id ? pointed.words : null;
  return html`<div class="step-passage">
    <p class="note sub">${view.verdict.caseNumber}</p>
    ${parts.map(
      ({ number, block, pieces, isCutBefore, isCutBehind }) =>
        html`<p
            class="passage-words"
            lang=${lang}
            data-verdict=${id}
            data-revision=${view.revision.number}
            data-block=${block}
            data-number=${number ?? ""}
          >
            <span class="passage-number" lang="">${number ?? ""}</span
            ><span
              >${isCutBefore ? "… " : nothing}${pieces.map(
                (piece, i) => html`${i > 0 ? " … " : nothing}${renderPointed(piece, words, lang)}`,
              )}${isCutBehind ? " …" : nothing}</span
            >
          </p>
          ${renderTranslated(translation, view.revision.blocks[block]?.start)}`,
    )}
  </div>`;
}

/** The whole paragraph: which of its words are those of the passage nobody has said. */
function renderTranslated(translation: ShownTranslation | null, start = -1): TemplateResult | typeof nothing {
  const words = translation?.blocks.get(start);
  if (!translation || !words) return nothing;
  return html`<p class="shown-translation" lang=${translation.lang}>
    ${renderTokens(words.text, translation.lang)}
    ${words.flag ? html`<span class="note sub">${words.flag}</span>` : nothing}
  </p>`;
}

/** What stands of an anchor in one paragraph now. */
export interface PassageParagraph {
  /** Its index among the blocks of the revision. */
  block: number;
  number: string | null;
  pieces: { start: number; text: string }[];
  /** The paragraph begins before, or ends behind. */
  isCutBefore: boolean;
  isCutBehind: boolean;
}

/** The words of an anchor as they are now, a paragraph each; where one is cut, dots say so. */
export function paragraphsOf(
  { revision, maps }: Pick<VerdictView, "revision" | "maps">,
  anchor: StepPassage["anchor"],
): PassageParagraph[] {
  const { ranges } = resolveAnchor(anchor, maps, revision.number);
  return contentBlocks(revision.blocks).flatMap((block) => {
    const { start, end, number } = block;
    const within = ranges.flatMap((range) => {
      const [from, to] = [Math.max(range.start, start), Math.min(range.end, end)];
      return from < to ? [{ from, to }] : [];
    });
    if (within.length === 0) return [];
    return [
      {
        block: revision.blocks.indexOf(block),
        number,
        pieces: within.map(({ from, to }) => ({ start: from, text: revision.text.slice(from, to) })),
        isCutBefore: (within[0]?.from ?? start) > start,
        isCutBehind: (within.at(-1)?.to ?? end) < end,
      },
    ];
  });
}

/** Words of a revision from `start` on, with those marked of them that are pointed at. */
export function renderPointed(
  { start, text }: PassageParagraph["pieces"][number],
  pointed: Range | null,
  lang: string,
): TemplateResult {
  const [from, to] = pointed
    ? [Math.max(0, pointed.start - start), Math.min(text.length, pointed.end - start)]
    : [0, 0];
  if (from >= to) return html`${renderTokens(text, lang)}`;
  return html`${renderTokens(text.slice(0, from), lang)}<mark class="pointed"
      >${renderTokens(text.slice(from, to), lang)}</mark
    >${renderTokens(text.slice(to), lang)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-passages": CoramStepPassages;
  }
}
