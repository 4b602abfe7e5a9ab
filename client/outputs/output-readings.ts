import type { ReactiveController, ReactiveControllerHost } from "lit";
import { coverageOf, quotedIn, type Coverage, type Quoted } from "../../schema/editor/coverage.ts";
import { nodesOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import type { PartState } from "../../schema/protocol/http/evidence.ts";
import type { ShownSection } from "./coram-output-outline.ts";
import { DocumentReading, onceFor } from "./document-reading.ts";
import type { EvidenceParts } from "./evidence/evidence-parts.ts";
import type { OutputLoading } from "./output-loading.ts";
import { shownSections } from "./shown-sections.ts";

const NO_PARTS: readonly PartState[] = [];
const NOTHING_QUOTED: Quoted = { annotations: new Set(), passages: new Set() };

/** What is read from a document as it stands, or stood a moment ago. */
export class OutputReadings implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly loading: OutputLoading;
  private readonly parts: () => EvidenceParts | null;
  /** Counts up with what the editor and the rooms say. */
  private turn = 0;
  private readonly reading = new DocumentReading(() => this.changed());
  private readonly quotedOnce = onceFor(quotedIn);
  private readonly coverageOnce = onceFor(coverageOf);
  private readonly tagsOnce = onceFor(
    (parts: readonly PartState[]) =>
      new Set(parts.flatMap((part) => (part.kind === "quote" && part.annotation ? [part.annotation] : []))),
  );
  private readonly blocksOnce = onceFor((doc: OutputDocument | null, parts: readonly PartState[]) => {
    const changed = new Set<unknown>(parts.map(({ block }) => block));
    if (!doc || changed.size === 0) return [];
    return [...nodesOf(doc)].flatMap(({ node: { attrs } }) =>
      changed.has(attrs?.["id"]) ? [String(attrs?.["id"])] : [],
    );
  });

  constructor(host: ReactiveControllerHost, loading: OutputLoading, parts: () => EvidenceParts | null) {
    this.host = host;
    this.loading = loading;
    this.parts = parts;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reading.close();
  }

  /** To be called when the editor or the rooms have changed. */
  changed(): void {
    this.turn++;
    this.host.requestUpdate();
  }

  /** The document as plain data; null before it is there. */
  get doc(): OutputDocument | null {
    const room = this.loading.model?.room;
    return room ? this.reading.of(room, this.turn) : null;
  }

  get coverage(): Coverage | null {
    const { doc } = this;
    const { view } = this.loading;
    return doc && view ? this.coverageOnce(doc, view.sections, this.parts()?.tray ?? null) : null;
  }

  /** What it quotes. */
  get quoted(): Quoted {
    const { doc } = this;
    return doc ? this.quotedOnce(doc) : NOTHING_QUOTED;
  }

  /** Tags whose quotes are not what their writer approved. */
  get changedTags(): ReadonlySet<string> {
    return this.tagsOnce(this.parts()?.changed ?? NO_PARTS);
  }

  /** Blocks that are not what their writer approved, in their order. */
  get changedBlocks(): string[] {
    return this.blocksOnce(this.doc, this.parts()?.changed ?? NO_PARTS);
  }

  /** The template's sections as the outline shows them. */
  get sections(): ShownSection[] {
    const { model, partner, view } = this.loading;
    const checked = (section: string): number | null => model?.room?.checked(section) ?? null;
    return shownSections(view?.sections ?? [], this.doc, partner?.states ?? [], checked, this.coverage);
  }

  /** The block that quotes a tag; null where none does. */
  quoting(annotation: string): string | null {
    const { doc } = this;
    const block = doc && [...nodesOf(doc)].find(({ node }) => node.attrs?.["annotation"] === annotation);
    const id = block?.node.attrs?.["id"];
    return typeof id === "string" ? id : null;
  }
}
