import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Verdict } from "../../../../schema/domain/verdict.ts";
import type { EditDone } from "../../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor, touchedBy } from "../../../../schema/text/anchors.ts";
import { redactedAt } from "../../../../schema/text/edits/edit-maps.ts";
import { quote } from "../../../../schema/text/quote.ts";
import type { EditKind, EditMap, Range, ResolvedAnchor, Revision } from "../../../../schema/text/revision.ts";
import { findTokens } from "../../../../schema/text/token.ts";
import { takenOut } from "../../../../schema/text/edits/taken-out.ts";
import { widenToWords } from "../../../../schema/text/widen.ts";
import { describeProblem, ProblemError } from "../../../api/http.ts";
import { editText } from "../../../api/verdicts.ts";
import { announce } from "../../../elements/announce.ts";
import "../../../elements/coram-dialog.ts";
import { t } from "../../../i18n/t.ts";
import "../../cards/coram-edit-panel.ts";
import type { CoramEditPanel } from "../../cards/coram-edit-panel.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import type { TagView } from "../../../reader/text-views.ts";
import type { ThreadView } from "../../../discussion/thread-view.ts";
import { correctText } from "../../../prepare/corrections/change-text.ts";
import { parseAnchorText, toAnchorText } from "../../../../schema/editor/output-nodes.ts";
import { isBeingErased } from "../../../reader/erased/covered-words.ts";
import { wordsSent } from "../../../typed/keep-words.ts";
import { unsentWords } from "../../../typed/typed-on.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-edit-dialog": CoramEditDialog;
  }
  interface HTMLElementEventMap {
    /** The server has accepted a correction. `goOn`: with what stands there now, since somebody has typed on meanwhile. */
    "coram-edited": CustomEvent<{ done: EditDone; goOn: Editing | null }>;
    /** A colleague had changed the words: the page's verdict is older than the server's. */
    "coram-edit-conflict": CustomEvent<void>;
  }
}

/** Words to correct, on the revision on which they were selected: what came since is the server's to weigh. */
export interface Editing {
  range: Range;
  base: Revision;
}

/**
 * Corrects or redacts words of a verdict. Fires `coram-dialog-close` when it should be closed, `coram-edited` when it is done;
 * where the words were changed meanwhile it says so, keeps what was written and fires `coram-edit-conflict`.
 */
@customElement("coram-edit-dialog")
export class CoramEditDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: Verdict;
  @property({ attribute: false }) editing!: Editing;
  /** The text shown now, with the maps that lead to it. */
  @property({ attribute: false }) revision!: Revision;
  @property({ attribute: false }) maps: readonly EditMap[] = [];
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  @property() textLang = "";
  @state() private conflict = false;
  @state() private problem: unknown = null;
  @query("coram-edit-panel") private readonly panel!: CoramEditPanel | null;
  /** Under which what is typed is kept. */
  private keptAs = "";
  /** It is on its way: whoever shuts the dialog meanwhile has not made it. */
  @state() private saving: AbortController | null = null;

  /** Names are looked for as it is sent, where others read the text: the server begins to get ready for that while one types. */
  protected override firstUpdated(): void {
    const { verdict, editing } = this;
    if (verdict.stage === "in-preparation") return;
    const edits = [{ ...editing.range, insert: "" }];
    const begun = { baseRevision: editing.base.number, kind: "correct" as const, edits, preview: true };
    void editText(verdict.id, begun).catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { base, range } = this.editing;
    const carried = this.carried;
    const touched = carried ? this.touched(carried) : { tags: 0, threads: 0 };
    const tokens = [...new Set(findTokens(this.revision.text).map(({ token }) => token))];
    return html`<coram-dialog open heading=${t("page.edit")} @coram-dialog-close=${this.close}>
      <coram-edit-panel
        .words=${quote(base, [range])}
        .now=${this.withoutErased}
        .isCovered=${this.isCovered}
        .keptAs=${this.keptAs}
        .textLang=${this.textLang}
        .tagsTouched=${touched.tags}
        .threadsTouched=${touched.threads}
        .tokens=${tokens}
        .conflict=${this.conflict}
        .problem=${this.problem === null ? null : describeProblem(this.problem)}
        .busy=${this.saving !== null}
        .isRead=${this.verdict.stage !== "in-preparation"}
        @coram-edit-apply=${this.onApply}
        @coram-edit-cancel=${this.close}
      ></coram-edit-panel>
    </coram-dialog>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("editing")) this.keptAs = this.keyOf(this.editing);
  }

  /**
   * By the passage as it was chosen: what was begun on these very words, and not sent, is gone on with as long as nobody has changed them. From which
   * something was erased they are these words still.
   */
  private keyOf({ base, range }: Editing): string {
    const prefix = `correct ${this.verdict.id} `;
    const isBegun = (key: string): boolean => {
      const anchor = key.startsWith(prefix) ? parseAnchorText(key.slice(prefix.length)) : null;
      if (!anchor || anchor.revision > base.number) return false;
      const { state, ranges } = resolveAnchor(anchor, this.maps, base.number);
      const [at] = ranges;
      return (state === "same" || state === "redacted") && at?.start === range.start && at.end === range.end;
    };
    const own = toAnchorText({ revision: base.number, ranges: [range] });
    return [...unsentWords.keys()].find(isBegun) ?? prefix + own;
  }

  /** Where the words to correct are in the text shown now; null where a colleague has taken them away. */
  private get carried(): Range | null {
    return this.place.ranges[0] ?? null;
  }

  private get place(): ResolvedAnchor {
    const { range, base } = this.editing;
    return resolveAnchor({ revision: base.number, ranges: [range] }, this.maps, this.revision.number);
  }

  /** The words as they are now where some were erased, or are being erased; null else: what a colleague corrects meanwhile is said on sending. */
  private get withoutErased(): string | null {
    return this.lostWords || this.isCovered ? this.now : null;
  }

  private get now(): string {
    return quote(this.revision, this.place.ranges);
  }

  /** Words are being erased there: it is not known yet what is left of these. */
  private get isCovered(): boolean {
    const { base, range } = this.editing;
    return isBeingErased(quote(base, [range]), this.now);
  }

  /** Whether something was erased from them, perhaps: where they were corrected as well, it is not known which of it met them. */
  private get lostWords(): boolean {
    const { state } = this.place;
    return state === "redacted" || (state !== "same" && redactedAt(this.maps) > this.editing.base.number);
  }

  private touched(range: Range): { tags: number; threads: number } {
    const edits = [widenToWords(this.revision.text, { ...range, insert: "x" })];
    const isTouched = ({ ranges }: { ranges: readonly Range[] }): boolean => touchedBy({ ranges: [...ranges] }, edits);
    return {
      tags: this.tags.filter((tag) => !tag.deleted && isTouched(tag)).length,
      threads: this.threads.filter((thread) => isTouched(thread)).length,
    };
  }

  private readonly onApply = (event: HTMLElementEventMap["coram-edit-apply"]): void => {
    const { kind, insert } = event.detail;
    void this.apply(kind, insert);
  };

  /** What is corrected: the words without what was erased from them, where that is shown. */
  private get target(): Editing {
    const { lostWords, carried, revision } = this;
    return lostWords && carried ? { range: carried, base: revision } : this.editing;
  }

  private async apply(kind: EditKind, insert: string): Promise<void> {
    const { base, range } = this.target;
    const { signal } = (this.saving = new AbortController());
    this.conflict = false;
    this.problem = null;
    try {
      const edits = [insert === "" ? takenOut(base.text, range) : { ...range, insert }];
      const done = await correctText(this.verdict.id, { baseRevision: base.number, kind, edits }, signal);
      if (done) {
        wordsSent(this, this.keptAs);
        const goOn = this.panel?.isTypedOn ? this.writtenBy(done) : null;
        this.emit("coram-edited", { done, goOn });
        if (done.revision) announce(t("page.word-changed", { revision: done.revision.number }));
      }
    } catch (error) {
      this.conflict = error instanceof ProblemError && error.code === "edits-conflict";
      if (this.conflict) this.emit("coram-edit-conflict");
      else this.problem = error;
    }
    this.saving = null;
  }

  /** The words that stand there now; those of before where that cannot be told here, and sending them again says so. */
  private writtenBy({ revision, map }: EditDone): Editing {
    const { carried } = this;
    if (!revision || !carried || map?.from !== this.revision.number) return this.editing;
    const anchor = { revision: map.from, ranges: [carried] };
    const [range] = resolveAnchor(anchor, [...this.maps, map], revision.number).ranges;
    return range ? { range, base: revision } : this.editing;
  }

  private readonly close = (): void => {
    this.saving?.abort();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
