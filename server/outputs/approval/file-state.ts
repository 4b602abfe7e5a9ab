import { can } from "../../../schema/domain/can.ts";
import { sectionsOf, textOf } from "../../../schema/editor/output-document.ts";
import type { ApprovalPoint } from "../../../schema/protocol/http/outputs.ts";
import type { PointKind } from "../../../schema/protocol/http/parts/point-kinds.ts";
import type { FileState, FileStates } from "../../../schema/protocol/http/parts/file-state.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { MINUTES } from "../../minutes/minutes-template.ts";
import { bookOf, unrecordedIn } from "../../minutes/unrecorded.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";
import { heldVersion } from "../held-version.ts";
import { OutputSubjects } from "../output-subjects.ts";
import { lookAt, type ApprovalNeeds, type Looked } from "./look.ts";

/** What files have of a document in each language that its asker may take out: the same for whatever is chosen, and wherever it is asked. */
export async function fileStates(deps: ApprovalNeeds, { actor }: SignedIn, row: OutputRow): Promise<FileStates> {
  const { store } = deps;
  const subjects = new OutputSubjects(store);
  const all = await store.outputs.inLanguages(row.id);
  const languages: FileState[] = [];
  for (const each of all.length > 0 ? all : [row])
    if (can(actor, "output.export", await subjects.of(actor, each)))
      languages.push(
        await stateOf(store, await lookAt(deps, actor, each, (await heldVersion(store, each)) ?? undefined)),
      );
  return { languages };
}

async function stateOf(store: Store, { row, document, parts, points, partner }: Looked): Promise<FileState> {
  const book = row.template === MINUTES ? await bookOf(store, row) : null;
  const count = (kind: PointKind): number => points.filter((point) => point.kind === kind).length;
  const headings = new Map(
    sectionsOf(document).flatMap(({ section, blocks: [first] }) => (first ? [[section, textOf(first)] as const] : [])),
  );
  const leftOut = new Set(document.leftOut);
  const named = (sections: Iterable<string>): string[] =>
    [...headings].flatMap(([section, heading]) =>
      section !== null && !leftOut.has(section) && new Set(sections).has(section) ? [heading] : [],
    );
  const empty = points.flatMap(({ kind, at }) =>
    kind === "section-empty" && at && "section" in at ? [at.section] : [],
  );
  return {
    output: row.id,
    language: row.language,
    status: row.status,
    hasTemplatesTitle: count("title-template") > 0,
    emptySections: named(empty),
    sectionsOnlyInLeading: named(partner.sectionsOnlyInLeading),
    emptyTables: count("table-empty"),
    unsetTables: count("table-unset"),
    notShown: notShownIn(parts),
    missing: count("partner-missing"),
    missingWhole: {
      table: count("partner-table-missing"),
      list: count("partner-list-missing"),
      chart: count("partner-chart-missing"),
      quote: count("partner-quote-missing"),
    },
    missingTyped: {
      row: count("partner-row-missing"),
      caption: count("partner-caption-missing"),
      remark: count("partner-remark-missing"),
    },
    behind: partner.behind.length,
    unrecorded: book ? unrecordedIn(book, document).length : 0,
    onlyInLeading: partner.without,
    quotes: {
      changed: count("quote-changed"),
      removed: count("quote-removed"),
      untranslated: count("quote-untranslated"),
      foreign: foreignIn(points, parts),
    },
  };
}

/** Names of the verdicts of which facts and tables say that their answers are not shown. */
function notShownIn(parts: readonly PartState[]): string[] {
  const sources = parts.flatMap((part) => {
    if (part.kind === "comparison")
      return part.rows.flatMap(({ hidden, cells, source }) => (hidden && cells.length === 0 ? [source] : []));
    return (part.kind === "timeline" || part.kind === "actors") && part.hidden ? [part.source] : [];
  });
  return namesOf(sources);
}

/** Names of the verdicts that something rests on and the document is not about, of those that its asker may read. */
function foreignIn(points: readonly ApprovalPoint[], parts: readonly PartState[]): string[] {
  const blocks = new Set(
    points.flatMap(({ kind, at }) => (kind === "quote-foreign" && at && "block" in at ? [at.block] : [])),
  );
  const sources = parts.flatMap((part) => {
    if (!blocks.has(part.block)) return [];
    return part.kind === "comparison" ? part.rows.map(({ source }) => source) : "source" in part ? [part.source] : [];
  });
  return namesOf(sources);
}

function namesOf(sources: readonly (SourceRef | null)[]): string[] {
  return [...new Set(sources.flatMap((source) => (source ? [source.caseNumber || source.court] : [])))];
}
