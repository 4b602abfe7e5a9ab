import type { Node } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import { randomId, type MemberId, type OutputId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { blockPlaces } from "../../../schema/editor/block-places.ts";
import { idOf } from "../../../schema/editor/findings.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { ledNumbers } from "../../../schema/editor/led-facts.ts";
import { References, type ReferredTo } from "../../../schema/editor/references/references.ts";
import { findingOf, findingsToRestOn } from "../../../schema/editor/rests-on.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { COMPARED_MAX } from "../../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { LedFacts, OutputView, SectionStates } from "../../../schema/protocol/http/outputs.ts";
import { readVersion, readVersions } from "../../api/methodology/methodology.ts";
import { changeNode, insertInline } from "../../writer/quote-commands.ts";
import { insertAndGoOn, insertNode } from "../../writer/output-commands.ts";
import type { OutputEditor } from "../../writer/output-view.ts";
import type { DrawNode, ViewedNode } from "../../writer/output-views.ts";
import { typeStrokes } from "../../writer/write-on.ts";
import { tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { device } from "../../sync/offline/device.ts";
import type { KeptParts } from "../../sync/offline/records.ts";
import { Pause } from "../pause.ts";
import type { ReferenceForm } from "../references/reference-forms.ts";
import {
  isForeignTo,
  nameOfSource,
  type FigureChoice,
  type QuoteService,
  type QuoteToTranslate,
  type ReferenceChoice,
} from "./quote-service.ts";
import { quoteNodes } from "./quote-draw.ts";
import { QuoteParts } from "./quote-parts.ts";
import type { QuoteTool } from "./quote-tools.ts";

type Names = ReadonlyMap<MemberId, Pick<MemberCard, "name">>;
const NOBODY: Names = new Map();
type ViewOf = () => Pick<OutputView, "language" | "namesNoVerdict" | "scope" | "template" | "verdicts"> | null;

/** The document that leads the languages of another. */
export interface Leading {
  language: UiLanguage;
  states: SectionStates;
}

/** Quotes, figures and tables of the document that a page shows. */
export class OutputQuotes implements QuoteService {
  readonly parts: QuoteParts;
  readonly canOpen: boolean;
  readonly draw: Partial<Record<ViewedNode, DrawNode>>;
  /** The figure that is being chosen; null = none. */
  choosing: FigureChoice | null = null;
  /** The reference that is being chosen; null = none. */
  referring: ReferenceChoice | null = null;
  /** The quote whose words are being translated; null = none. */
  translating: QuoteToTranslate | null = null;
  private readonly written = new Set<string>();
  /** The methodology in force, once a figure was to be chosen. */
  content: MethodologyContent | null = null;
  private readonly viewOf: ViewOf;
  private readonly editor: () => OutputEditor | null;
  private readonly onChange: () => void;
  private readonly fresh = new Set<string>();
  private mayWrite = false;
  private leading: Leading | null = null;
  private names: Names = NOBODY;
  /** The verdicts that the document was about when it was drawn. */
  private about = "";
  /** Whether paragraphs of the document have numbers. */
  numbersParagraphs = false;
  /** Sections that are not printed. */
  leftOut: string[] = [];
  private readonly documentOnce = onceFor((doc: Node, leftOut: string[]): OutputDocument => ({
    ...(doc.toJSON() as OutputDocument),
    leftOut,
  }));
  private readonly placesOnce = onceFor(blockPlaces);
  private readonly referencesOnce = onceFor(
    (document: OutputDocument, byParagraph: boolean, leading: Leading | null): References =>
      new References(document, byParagraph, ledNumbers(document, leading?.states.recommendations ?? [])),
  );
  private readonly pause = new Pause(() => this.redrawPlaces());

  /** `isMember`: a guest is not told what a document can draw on, nor the way there. */
  constructor(
    output: OutputId,
    viewOf: ViewOf,
    editor: () => OutputEditor | null,
    onChange: () => void,
    isMember = true,
  ) {
    this.viewOf = viewOf;
    this.editor = editor;
    this.onChange = onChange;
    this.canOpen = isMember;
    const copy = async (): Promise<KeptParts | null> => (await (await device.ready())?.copies.parts(output)) ?? null;
    this.parts = new QuoteParts(output, onChange, copy, isMember);
    this.draw = quoteNodes(this);
  }

  get canWrite(): boolean {
    return this.mayWrite;
  }

  get textLang(): string {
    return this.viewOf()?.language ?? "en";
  }

  get yearsAlone(): boolean {
    return this.viewOf()?.namesNoVerdict ?? false;
  }

  led(block: unknown): { facts: LedFacts; language: UiLanguage } | null {
    const facts = this.leading?.states.recommendations.find((each) => each.block === block);
    return this.leading && facts ? { facts, language: this.leading.language } : null;
  }

  findings(): { id: string; label: string }[] {
    const editor = this.editor();
    if (!editor) return [];
    const document = this.documentOnce(editor.view.state.doc, this.leftOut);
    return findingsToRestOn(document).map(({ id, block }) => ({ id, label: this.labelOf(document, id, block.type) }));
  }

  findingOf(recommendation: { findingAt: string | null }): { id: string; label: string } | null {
    const editor = this.editor();
    const document = editor && this.documentOnce(editor.view.state.doc, this.leftOut);
    const finding = document && findingOf(document, recommendation);
    const id = finding && idOf(finding);
    return id ? { id, label: this.labelOf(document, id, finding.type) } : null;
  }

  private labelOf(document: OutputDocument, id: string, type: OutputNode["type"]): string {
    const place = this.placesOnce(document, this.numbersParagraphs).get(id) ?? "";
    const part = this.parts.state(id);
    const source = part && "source" in part && part.source ? nameOfSource(part.source) : "";
    const isProse = type === "paragraph" || type === "bulletList" || type === "orderedList";
    return [place, isProse ? "" : t(`outputs.node-${type as "evidence"}`), source].filter(Boolean).join(" ");
  }

  /** What of the document a reference can lead to. */
  get references(): References | null {
    const editor = this.editor();
    const document = editor && this.documentOnce(editor.view.state.doc, this.leftOut);
    return document && this.referencesOnce(document, this.numbersParagraphs, this.leading);
  }

  referredTo(to: string | null): ReferredTo | null {
    return this.references?.of(to) ?? null;
  }

  chooseReference(choice: ReferenceChoice): void {
    this.editor()?.view.focus();
    this.referring = choice;
    this.onChange();
  }

  closeReference(): void {
    this.referring = null;
    this.onChange();
    this.editor()?.view.focus();
  }

  /** Puts in the reference that was chosen, or makes the one that stands there lead elsewhere. */
  takeReference({ to, form }: { to: string; form: ReferenceForm }): void {
    const pos = this.referring?.pos;
    this.run(pos ? changeNode(pos(), { to, form }) : insertInline(outputSchema.nodes.reference.create({ to, form })));
    this.closeReference();
  }

  /** The document has changed: what recommendations rest on and references lead to may be gone, or be called otherwise, once one pauses. */
  changed(): void {
    this.pause.wait();
  }

  private redrawPlaces(): void {
    const blocks: string[] = [];
    this.editor()?.view.state.doc.descendants(({ type, attrs }) => {
      if (type.name === "reference" || (type.name === "recommendation" && attrs["findingAt"]))
        blocks.push(String(attrs["id"]));
    });
    this.parts.redraw(blocks);
  }

  go(block: string): void {
    const editor = this.editor();
    if (this.canWrite) editor?.enter({ block });
    else editor?.go({ block });
  }

  nameOf(member: MemberId): string | null {
    return this.canOpen ? (this.names.get(member)?.name ?? null) : null;
  }

  /** To be called when the page has changed: whether one may write, whether all is saved, what leads the languages, who is there. */
  update(canWrite: boolean, isSaved: boolean, leading: Leading | null = null, names: Names = NOBODY): void {
    this.parts.settle(isSaved);
    const about = this.viewOf()?.verdicts.join() ?? "";
    if (canWrite === this.mayWrite && leading === this.leading && names === this.names && about === this.about) return;
    this.about = about;
    this.mayWrite = canWrite;
    this.leading = leading;
    this.names = names;
    this.parts.redraw();
  }

  hear(event: ServerEvent): void {
    this.parts.hear(event);
    if (event.type === "methodology") this.content = null;
  }

  run(command: Command, quietly = false): boolean {
    const view = this.editor()?.view;
    if (!view || !this.canWrite) return false;
    // First: an editor without the focus brings nothing into sight.
    if (!quietly) view.focus();
    return command(view.state, view.dispatch, view);
  }

  isForeign(verdict: VerdictId): boolean {
    const view = this.canOpen ? this.viewOf() : null;
    return view !== null && isForeignTo(view, verdict);
  }

  /**
   * Whether one of them is in preparation and may not be quoted, which is said. Of those that the tray does not know the server says so.
   * One that the document is not about may stand there, and it is said what comes of it.
   */
  refuses(verdicts: readonly VerdictId[]): boolean {
    const prepared = this.parts.tray?.hidden.find(
      ({ verdict, state }) => state === "in-preparation" && verdicts.includes(verdict),
    );
    if (prepared) tell(t("evidence.hidden-in-preparation", { case: prepared.named ?? "" }));
    else if (verdicts.some((each) => this.isForeign(each))) tell(t("evidence.pasted-foreign"));
    return prepared !== undefined;
  }

  isFirst(block: string): boolean {
    return this.fresh.delete(block);
  }

  chooseFigure(figure: FigureChoice): void {
    // A dialog gives the focus back to where it was when it opened: to the text, not to the menu that it was opened from.
    this.editor()?.view.focus();
    this.choosing = figure;
    this.onChange();
    if (!this.content) void this.loadContent();
  }

  closeFigure(): void {
    this.choosing = null;
    this.onChange();
    this.editor()?.view.focus();
  }

  /** The words of a quote are translated: it shows them once they are read. `typedOn` is written where the selection is, as if typed there. */
  translated({ words, typedOn }: { words: string; typedOn: string }): void {
    this.written.add(words);
    this.parts.refresh();
    const view = this.editor()?.view;
    if (view && typedOn !== "") typeStrokes(view, [typedOn.replaceAll(/\s*\n\s*/g, " ")]);
  }

  wrote(words: string): boolean {
    return this.written.has(words);
  }

  translate(quote: QuoteToTranslate): void {
    this.editor()?.view.focus();
    this.translating = quote;
    this.onChange();
  }

  closeTranslating(): void {
    this.translating = null;
    this.onChange();
    this.editor()?.view.focus();
  }

  /** Puts the figure that was chosen in, or makes the one that stands there count it. */
  takeFigure({ choice, subject, scope }: { choice: FigureChoice; subject: string; scope: string }): void {
    const block = choice.block ?? randomId();
    this.fresh.add(block);
    if (choice.pos) {
      this.parts.forget(block);
      this.run(changeNode(choice.pos(), { subject, scope, approved: null }));
    } else this.run(insertInline(outputSchema.nodes.figure.create({ id: block, subject, scope })));
    this.closeFigure();
  }

  /** Puts in what a tool is for; "tray" is the page's to open. */
  use(tool: Exclude<QuoteTool, "tray">): void {
    if (tool === "reference") return this.chooseReference({ pos: null, to: null, form: "named" });
    if (tool === "figure") return this.chooseFigure({ block: null, pos: null, subject: null, scope: null });
    const { nodes } = outputSchema;
    if (tool === "recommendation") return void this.run(insertNode(nodes.recommendation.create()));
    const sources = this.parts.tray?.sources ?? [];
    if (tool === "comparison") {
      // Known before it stands there.
      if (sources.length === 1) {
        // One writes on all the same.
        this.run(() => true);
        return tell(t("evidence.comparison-alone"));
      }
      const verdicts = sources.slice(0, COMPARED_MAX.verdicts).map((source) => source.verdict);
      return void this.run(insertAndGoOn(nodes.comparison.create({ verdicts: verdicts.join(",") })));
    }
    if (tool === "chart") return void this.run(insertAndGoOn(nodes.chart.create()));
    const verdict = sources.length === 1 ? (sources[0]?.verdict ?? null) : null;
    const node: Node = nodes[tool].create({ verdict });
    this.run(insertAndGoOn(node));
  }

  close(): void {
    this.pause.close();
    this.parts.close();
  }

  private async loadContent(): Promise<void> {
    try {
      const { versions } = await readVersions();
      const newest = Math.max(...versions.map(({ number }) => number));
      this.content = (await readVersion(newest)).content;
    } catch {
      // Without the server there is nothing to choose from.
      this.choosing = null;
    }
    this.onChange();
  }
}
