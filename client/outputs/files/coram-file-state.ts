import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { FileState } from "../../../schema/protocol/http/parts/file-state.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { readFileStates } from "../../api/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { formatList, languageName, t } from "../../i18n/t.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-file-state": CoramFileState;
  }
}

/** What will be in a file in each language chosen for it, and what will not, as the server says: the same wherever the choice is made. */
@customElement("coram-file-state")
export class CoramFileState extends LightElement {
  /** Any of the document's languages; asked anew when it is connected. */
  @property() output!: OutputId;
  /** Documents of the languages in the file, in their order. */
  @property({ attribute: false }) chosen: readonly OutputId[] = [];
  private readonly loading = new Loading(
    this,
    () => [this.output] as const,
    ([output], { signal }) => readFileStates(output, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { answer, problem } = this.loading;
    if (problem !== null) return html`<p class="note words-warn" role="status">${t("papers.state-unknown")}</p>`;
    if (!answer) return nothing;
    const { languages: states } = answer;
    const [leading] = states;
    const chosen = this.chosen.flatMap((id) => states.find(({ output }) => output === id) ?? []);
    return html`<div class="files-states" role="status">
      ${chosen.map(
        (each) =>
          html`${states.length > 1 ? html`<h3 class="label">${languageName(each.language)}</h3>` : nothing}
            <ul class="files-state">
              ${linesOf(each, leading ?? each).map(
                ({ words, isWarning }) => html`<li class=${isWarning ? "words-warn" : nothing}>${words}</li>`,
              )}
            </ul>`,
      )}
    </div>`;
  }
}

interface Line {
  words: string;
  isWarning: boolean;
}

function linesOf(of: FileState, leading: FileState): Line[] {
  const { quotes } = of;
  const names = (headings: readonly string[]): string =>
    formatList(headings.map((heading) => withTokenWords(heading, of.language)));
  const empty = { count: of.emptySections.length, names: names(of.emptySections) };
  const language = languageName(leading.language);
  const onlyThere = { count: of.sectionsOnlyInLeading.length, names: names(of.sectionsOnlyInLeading), language };
  const lines: [isSaid: boolean, words: string, isWarning?: boolean][] = [
    [of.status !== "approved", t("papers.draft-mark"), false],
    [of.hasTemplatesTitle, t("papers.title-template")],
    [quotes.changed > 0, t("papers.quotes-changed", { count: quotes.changed })],
    [quotes.removed > 0, t("papers.quotes-removed", { count: quotes.removed })],
    [quotes.untranslated > 0, t("papers.quotes-untranslated", { count: quotes.untranslated })],
    [
      quotes.foreign.length > 0,
      t("papers.foreign", { count: quotes.foreign.length, names: formatList(quotes.foreign) }),
    ],
    [of.notShown.length > 0, t("papers.not-shown", { names: formatList(of.notShown) })],
    [of.unsetTables > 0, t("papers.blocks-unset", { count: of.unsetTables })],
    [of.emptyTables > 0, t("papers.tables-empty", { count: of.emptyTables })],
    [of.unrecorded > 0, t("papers.unrecorded", { count: of.unrecorded })],
    [empty.count > 0, t("papers.sections-empty", empty)],
    [of.missing > 0, `${t("approval.point-partner-missing", { count: of.missing })}.`],
    ...(["table", "list", "chart", "quote"] as const).map((kind): [boolean, string] => [
      of.missingWhole[kind] > 0,
      `${t(`approval.point-partner-${kind}-missing`, { count: of.missingWhole[kind] })}.`,
    ]),
    ...(["row", "caption", "remark"] as const).map((kind): [boolean, string] => [
      of.missingTyped[kind] > 0,
      `${t(`approval.point-partner-${kind}-missing`, { count: of.missingTyped[kind] })}.`,
    ]),
    [of.behind > 0, `${t("approval.point-partner-behind", { count: of.behind })}.`],
    [onlyThere.count > 0, t("papers.sections-only", onlyThere), false],
    [of.onlyInLeading > 0, t("papers.pieces-only", { count: of.onlyInLeading, language }), false],
    [quotes.changed + quotes.removed === 0, t("papers.quotes-fine"), false],
  ];
  return lines.flatMap(([isSaid, words, isWarning = true]) => (isSaid ? [{ words, isWarning }] : []));
}
