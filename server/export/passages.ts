import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import { can } from "../../schema/domain/can.ts";
import type { AnnotationId, LayerId, MemberId } from "../../schema/domain/ids.ts";
import { langOf, localise, type UiLanguage } from "../../schema/domain/language.ts";
import { type Category, categoryPath } from "../../schema/domain/methodology.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import type { ExportFilter } from "../../schema/protocol/http/exports.ts";
import { AnchorNewer, resolveAnchor } from "../../schema/text/anchors.ts";
import { citation, type CitationParts, formatCitation } from "../../schema/text/citation.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import { context, quote } from "../../schema/text/quote.ts";
import type { Anchor, EditMap, Range, ResolvedAnchor, Revision } from "../../schema/text/revision.ts";
import type { AnnotationRow, CommentRow, Store, ThreadRow } from "../store/store.ts";
import { visibleAudiences, visibleLayers } from "../store/visible-layers.ts";

/** A comment below a passage, with its author's name. */
export interface PassageComment {
  audience: Audience;
  author: string;
  at: string;
  body: string;
}

/** One tagged passage, ready to be written in any format. The words are read from the newest revision, never stored. */
export interface Passage {
  id: AnnotationId;
  verdict: Verdict;
  layer: LayerId;
  category: string;
  code: string;
  /** Labels from the branch down. */
  path: string[];
  state: ResolvedAnchor["state"];
  revision: number;
  ranges: Range[];
  quote: string;
  /** The words of each range as they stand in the text, line feeds too. */
  parts: string[];
  /** Up to 60 units of the text before the first range and after the last. */
  before: string;
  after: string;
  /** `lang` of the quote. */
  lang: string;
  cited: CitationParts;
  citation: string;
  note: string;
  author: string;
  authorId: MemberId;
  createdAt: string;
  methodologyVersion: number;
  comments: PassageComment[];
}

/** A discussion of a verdict that an actor may read; on a passage or on a tag. */
export interface VerdictThread {
  thread: ThreadRow;
  ranges: Range[];
  author: string;
  comments: PassageComment[];
}

export interface ExportedVerdict {
  verdict: Verdict;
  revision: Revision;
  passages: Passage[];
  threads: VerdictThread[];
}

/** What a file says of itself. */
export interface ExportHead {
  network: string;
  methodologyVersion: number | null;
  methodologyTitle: string;
  at: string;
  filter: ExportFilter;
  /** Whether only the asker's own tags are in it. */
  ownOnly: boolean;
  count: number;
  auditHead: string;
}

export interface ExportContent {
  head: ExportHead;
  language: UiLanguage;
  categories: Category[];
  verdicts: ExportedVerdict[];
}

/**
 * Collects what an actor may export: their own tags, or all for those who may (`export.all`). Verdicts that they may not
 * read and layers that they may not know are not there, whatever the filter names.
 */
export async function collectPassages(
  store: Store,
  actor: Actor,
  filter: ExportFilter,
  language: UiLanguage,
  now: string,
  onVerdict: (done: number, of: number) => void = () => {},
): Promise<ExportContent> {
  const [all, members, methodology, network, audit] = await Promise.all([
    store.verdicts.all(),
    store.people.members(),
    store.methodologies.current(),
    store.setting("network-name"),
    store.audit.head(),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const categories = methodology?.content.categories ?? [];
  const chosen = chosenCategories(categories, filter.categories);
  const needle = foldForSearch(filter.text.trim());
  const wanted = all
    .filter((verdict) => filter.verdicts.length === 0 || filter.verdicts.includes(verdict.id))
    .filter((verdict) => filter.countries.length === 0 || filter.countries.includes(verdict.country))
    .filter((verdict) => can(actor, "export.own", verdict))
    .sort((a, b) => a.country.localeCompare(b.country) || a.caseNumber.localeCompare(b.caseNumber));
  const verdicts: ExportedVerdict[] = [];
  let ownOnly = false;
  for (const [index, verdict] of wanted.entries()) {
    const everybody = can(actor, "export.all", verdict);
    ownOnly ||= !everybody;
    const exported = await ofVerdict(store, actor, verdict, { names, categories, language });
    exported.passages = exported.passages.filter(
      (passage) =>
        (everybody || passage.authorId === actor.id) &&
        (filter.authors.length === 0 || filter.authors.includes(passage.authorId)) &&
        (!chosen || chosen.has(passage.category)) &&
        (!needle || foldForSearch(`${passage.quote}\n${passage.note}`).includes(needle)),
    );
    if (exported.passages.length > 0 || filter.verdicts.includes(verdict.id)) verdicts.push(exported);
    onVerdict(index + 1, wanted.length);
  }
  return {
    head: {
      network: network ?? "",
      methodologyVersion: methodology?.number ?? null,
      methodologyTitle: methodology ? localise(methodology.content.title, language) : "",
      at: now,
      filter,
      ownOnly,
      count: verdicts.reduce((sum, { passages }) => sum + passages.length, 0),
      auditHead: `${audit.number}:${audit.hash}`,
    },
    language,
    categories,
    verdicts,
  };
}

async function ofVerdict(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  names: { names: ReadonlyMap<MemberId, string>; categories: Category[]; language: UiLanguage },
): Promise<ExportedVerdict> {
  const subject: VerdictSubject = verdict;
  const [revision, maps, round, layers] = await Promise.all([
    store.verdicts.revision(verdict.id),
    store.verdicts.maps(verdict.id),
    store.verdicts.currentRound(verdict.id),
    visibleLayers(store, actor, subject),
  ]);
  if (!revision) throw new Error("a verdict without a revision");
  const audiences = visibleAudiences(actor, subject, round);
  const [annotations, threadRows, commentRows] = await Promise.all([
    store.passages.annotations(layers.map(({ id }) => id)),
    store.passages.threads(verdict.id, audiences),
    store.passages.comments(verdict.id, audiences),
  ]);
  const place = (anchor: Anchor): ResolvedAnchor | null => resolveHere(anchor, maps, revision.number);
  const comments = commentsByThread(commentRows, threadRows, names.names);
  const anchors = new Map(annotations.map((row) => [row.id, row]));
  const threads = threadRows.flatMap((thread): VerdictThread[] => {
    if (thread.deleted) return [];
    const anchor = thread.anchor ?? (thread.annotation ? anchors.get(thread.annotation)?.anchor : undefined);
    const at = anchor ? place(anchor) : null;
    const list = comments.get(thread.id) ?? [];
    return at && list.length > 0
      ? [{ thread, ranges: at.ranges, author: names.names.get(thread.author) ?? "", comments: list }]
      : [];
  });
  const passages = annotations
    .filter(({ deleted }) => !deleted)
    .flatMap((row) => {
      const at = place(row.anchor);
      return at ? [toPassage(row, at, verdict, revision, threads, names)] : [];
    })
    .sort(
      (a, b) =>
        (a.ranges[0]?.start ?? Infinity) - (b.ranges[0]?.start ?? Infinity) || a.createdAt.localeCompare(b.createdAt),
    );
  return {
    verdict,
    revision,
    passages,
    threads,
  };
}

function resolveHere(anchor: Anchor, maps: readonly EditMap[], revision: number): ResolvedAnchor | null {
  try {
    return resolveAnchor(anchor, maps, revision);
  } catch (error) {
    if (error instanceof AnchorNewer) return null;
    throw error;
  }
}

function toPassage(
  row: AnnotationRow,
  at: ResolvedAnchor,
  verdict: Verdict,
  revision: Revision,
  threads: readonly VerdictThread[],
  {
    names,
    categories,
    language,
  }: { names: ReadonlyMap<MemberId, string>; categories: Category[]; language: UiLanguage },
): Passage {
  const path = categoryPath(categories, row.category);
  const cited = citation(revision, at.ranges);
  const around = at.ranges.length > 0 ? context(revision, at.ranges, 60, "newline") : { before: "", after: "" };
  return {
    id: row.id,
    verdict,
    layer: row.layer,
    category: row.category,
    code: path.at(-1)?.code ?? "?",
    path: path.length > 0 ? path.map(({ label }) => localise(label, language)) : [row.category],
    state: at.state,
    revision: revision.number,
    ranges: at.ranges,
    quote: at.ranges.length > 0 ? quote(revision, at.ranges) : "",
    parts: at.ranges.map(({ start, end }) => revision.text.slice(start, end)),
    before: around.before,
    after: around.after,
    lang: langOf(verdict.language, verdict.script),
    cited,
    citation: at.ranges.length > 0 ? formatCitation(cited, language) : "",
    note: row.note,
    author: names.get(row.author) ?? "",
    authorId: row.author,
    createdAt: row.createdAt,
    methodologyVersion: row.version,
    // What was said of the tag itself, and of words that it shares with another's passage.
    comments: threads
      .filter(({ thread, ranges }) => thread.annotation === row.id || (!thread.annotation && meet(ranges, at.ranges)))
      .flatMap((each) => each.comments),
  };
}

function meet(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some((x) => b.some((y) => overlaps(x, y)));
}

function commentsByThread(
  rows: readonly CommentRow[],
  threads: readonly ThreadRow[],
  names: ReadonlyMap<MemberId, string>,
): Map<string, PassageComment[]> {
  const audiences = new Map(threads.map(({ id, audience }) => [id, audience]));
  const byThread = new Map<string, PassageComment[]>();
  for (const row of [...rows].sort((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    if (row.deleted) continue;
    const comment = {
      audience: audiences.get(row.thread) ?? "internal",
      author: names.get(row.author) ?? "",
      at: row.createdAt,
      body: row.body,
    };
    const list = byThread.get(row.thread);
    if (list) list.push(comment);
    else byThread.set(row.thread, [comment]);
  }
  return byThread;
}

/** The categories named and all below them; null = no restriction. */
function chosenCategories(categories: readonly Category[], named: readonly string[]): Set<string> | null {
  if (named.length === 0) return null;
  const chosen = new Set(named);
  // Parents stand before their children in tree order, so one pass is enough; a second covers files that do not.
  for (let pass = 0; pass < 2; pass++)
    for (const { id, parent } of categories) if (parent && chosen.has(parent)) chosen.add(id);
  return chosen;
}
