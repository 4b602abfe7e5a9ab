import type { ReactiveController, ReactiveControllerHost } from "lit";
import { coverageBars, type CoverageBar } from "../../schema/editor/coverage-bars.ts";
import { coverageOf, quotedIn, type Coverage, type Quoted } from "../../schema/editor/coverage.ts";
import { FACTS_BOX } from "../../schema/editor/facts-box.ts";
import { nodesOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import { wantsTranslation } from "../../schema/editor/quote-order.ts";
import type { PartState } from "../../schema/protocol/http/quotes.ts";
import { OutputReader } from "../../schema/rooms/output-reader.ts";
import type { OutputRoom } from "../../schema/rooms/output-room.ts";
import type { ShownSection } from "./coram-output-outline.ts";
import { quotedAt, type QuotedAt } from "./quotes/quoted-at.ts";
import type { QuoteParts } from "./quotes/quote-parts.ts";
import { onceFor } from "../../schema/once-for.ts";
import type { OutputLoading } from "./output-loading.ts";
import { gapsOf, type Gap } from "./open-points/gaps.ts";
import { behindSections, sectionsOnlyInLeading } from "./pairs/behind-sections.ts";
import { Pause } from "./pause.ts";
import { shownSections } from "./shown-sections.ts";

const NO_PARTS: readonly PartState[] = [];
const NO_BARS: CoverageBar[] = [];
const NO_BLOCKS: string[] = [];
const NO_PLACES: ReadonlyMap<string, QuotedAt> = new Map();

/** What is read from a document as it stood at the last pause in the writing: the same objects until the next. */
export class OutputReadings implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly loading: OutputLoading;
  private readonly parts: () => QuoteParts | null;
  private read: { room: OutputRoom; reader: OutputReader; shown: OutputDocument } | null = null;
  private readonly pause = new Pause(() => this.readAgain());
  private readonly quotedOnce = onceFor(quotedIn);
  private readonly placesOnce = onceFor(quotedAt);
  private readonly coverageOnce = onceFor(coverageOf);
  private readonly barsOnce = onceFor(coverageBars);
  private readonly setOnce = onceFor((blocks: readonly string[]): ReadonlySet<string> => new Set(blocks));
  private readonly numbersOnce = onceFor(
    (sections: readonly ShownSection[]): ReadonlyMap<string, string> =>
      new Map(sections.map(({ id, number }) => [id, number])),
  );
  private readonly sectionsOnce = onceFor(shownSections);
  private readonly tagsOnce = onceFor(
    (parts: readonly PartState[]) =>
      new Set(parts.flatMap((part) => (part.kind === "quote" && part.annotation ? [part.annotation] : []))),
  );
  private readonly blocksOnce = onceFor((doc: OutputDocument | null, parts: readonly PartState[]) => {
    const changed = new Set<unknown>(parts.map(({ block }) => block));
    if (!doc || changed.size === 0) return NO_BLOCKS;
    const blocks = [...nodesOf(doc)].flatMap(({ node: { attrs } }) =>
      changed.has(attrs?.["id"]) ? [String(attrs?.["id"])] : [],
    );
    return changed.has(FACTS_BOX) ? [FACTS_BOX, ...blocks] : blocks;
  });

  constructor(host: ReactiveControllerHost, loading: OutputLoading, parts: () => QuoteParts | null) {
    this.host = host;
    this.loading = loading;
    this.parts = parts;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pause.close();
    this.read?.reader.close();
    this.read = null;
  }

  /** To be called when the editor or the rooms have changed. */
  changed(): void {
    this.pause.wait();
    this.host.requestUpdate();
  }

  /** The document as plain data; null before it is there. */
  get doc(): OutputDocument | null {
    const room = this.loading.model?.room;
    if (!room) return null;
    if (this.read?.room !== room) {
      this.read?.reader.close();
      const reader = new OutputReader(room);
      this.read = { room, reader, shown: reader.document() };
    }
    return this.read.shown;
  }

  get coverage(): Coverage | null {
    const { doc } = this;
    const { view } = this.loading;
    return doc && view ? this.coverageOnce(doc, view.sections, this.parts()?.tray ?? null) : null;
  }

  /** What of each section rests on verdicts; none for a guest, who sees nothing that stands behind the document. */
  get bars(): CoverageBar[] {
    const { doc, changedBlocks } = this;
    const { view, isGuest } = this.loading;
    return doc && view && !isGuest ? this.barsOnce(doc, view.sections, this.setOnce(changedBlocks)) : NO_BARS;
  }

  /** What it lacks, in the order in which it is read. */
  get gaps(): Gap[] {
    const { doc, coverage } = this;
    const { view } = this.loading;
    if (!doc || !coverage || !view) return [];
    const lacking = new Set<unknown>();
    for (const part of this.parts()?.all ?? [])
      if (part.kind === "quote" && wantsTranslation(part, view.language)) lacking.add(part.block);
    // Of those only that ask for one.
    const untranslated = [...nodesOf(doc)].flatMap(({ node: { attrs } }) =>
      attrs?.["translation"] && lacking.has(attrs["id"]) ? [String(attrs["id"])] : [],
    );
    return gapsOf(doc, coverage, { changed: this.changedBlocks, untranslated });
  }

  /** What it quotes; null before it is there. */
  get quoted(): Quoted | null {
    const { doc } = this;
    return doc && this.quotedOnce(doc);
  }

  /** Where it quotes them. */
  get places(): ReadonlyMap<string, QuotedAt> {
    const { doc } = this;
    return doc ? this.placesOnce(doc, this.loading.numbersParagraphs) : NO_PLACES;
  }

  /** Tags whose quotes are not what their writer approved. */
  get changedTags(): ReadonlySet<string> {
    return this.tagsOnce(this.parts()?.changed ?? NO_PARTS);
  }

  /** Blocks that are not what their writer approved, in their order. */
  get changedBlocks(): string[] {
    return this.blocksOnce(this.doc, this.parts()?.changed ?? NO_PARTS);
  }

  /** Numbers of sections, by their ids. */
  get numbers(): ReadonlyMap<string, string> {
    return this.numbersOnce(this.sections);
  }

  /** The template's sections as the outline shows them. */
  get sections(): ShownSection[] {
    const { model, partner, view } = this.loading;
    if (!view) return [];
    const behind = behindSections(model?.room ?? null, this.doc, partner?.states ?? null, view.leader === null);
    const only = view.leader ? sectionsOnlyInLeading(model?.room ?? null, this.doc, partner?.states ?? null) : [];
    return this.sectionsOnce(view.sections, this.doc, behind.join(" "), this.coverage, only.join(" "));
  }

  private readAgain(): void {
    const { read } = this;
    const now = read?.reader.document();
    if (!read || !now || now === read.shown) return;
    read.shown = now;
    this.host.requestUpdate();
  }
}
