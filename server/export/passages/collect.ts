import { setImmediate as breathe } from "node:timers/promises";
import { type Actor, can } from "../../../schema/domain/can.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { type Category, categoryPath } from "../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import type { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { inListOrder } from "../../list-order.ts";
import type { AnswerRow } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import { auditHeadFor } from "../../told-of-log.ts";
import { createNames } from "../names.ts";
import type { ExportedVerdict, Passage, PassagesContent } from "./content.ts";
import { Unnamed, withoutNotes } from "./asked-for.ts";
import type { Told } from "../told.ts";
import { ofVerdict } from "./of-verdict.ts";
import type { Tables } from "./tables.ts";
import { TableCollector } from "./collect-tables.ts";
import { joinedTagWords } from "../../../schema/rooms/tag-words.ts";

/** What an export is asked for. */
export interface ExportRequest {
  filter: ExportFilter;
  language: UiLanguage;
  /** ISO 8601; the file says it. */
  at: string;
  told: Told;
  /** The file is a workbook, which has tables beside. */
  workbook?: { withIds: boolean } | null;
}

/**
 * Collects what somebody may export: their own tags, or all for those who may (`export.all`). Verdicts that they may not
 * read, and those in preparation, and layers that they may not know are not there, whatever the filter names. `actorFor` says as whom a verdict is
 * asked for: the member who exports, or for an operator a facilitator of the verdict's owner. `onFound` hears how many
 * passages there are so far.
 */
export async function collectPassages(
  store: Store,
  actorFor: (verdict: Verdict) => Actor,
  { filter, language, at, told, workbook = null }: ExportRequest,
  onFound: (count: number) => void = () => {},
): Promise<PassagesContent> {
  const all = await store.verdicts.all();
  // One and the same person asks of all verdicts; an operator is nobody who codes.
  const { members, methodology, network, auditHead } = await readNetwork(
    store,
    filter.methodologyVersion,
    all[0] ? actorFor(all[0]) : null,
  );
  // Tags of categories that are gone keep their label.
  const categories = methodology ? [...methodology.content.categories, ...methodology.gone] : [];
  const names = createNames(members, categories, language);
  const isChosen = passageFilter(filter, categories);
  const found: Found[] = [];
  const sums = { ownOnly: false, count: 0, tags: 0, answers: 0 };
  const { wanted, prepared } = wantedOf(all, filter, actorFor);
  for (const verdict of wanted) {
    const actor = actorFor(verdict);
    const everybody = can(actor, "export.all", verdict);
    sums.ownOnly ||= !everybody;
    const exported = await ofVerdict(store, actor, verdict, {
      layers: filter.layers,
      names,
      methodology,
      withInternal: told.withInternal,
      isChosen: (passage) => (everybody || passage.authorId === actor.id) && isChosen(passage),
      isAnswerChosen: (answer) => (everybody || answer.author === actor.id) && isAnswerChosen(filter, answer),
    });
    found.push({ actor, everybody, exported: told.withNotes ? exported : withoutNotes(exported, told) });
    sums.count += exported.passages.length;
    sums.answers += exported.answers.length;
    sums.tags += exported.tags;
    onFound(sums.count);
    await breathe();
  }
  const tables = workbook ? new TableCollector(store, { filter, language, methodology }, prepared) : null;
  const verdicts = await toldOf(store, found, told, filter, tables);
  return {
    kind: "passages",
    head: {
      network: network ?? "",
      methodologyVersion: methodology?.number ?? null,
      methodologyTitle: methodology ? localise(methodology.content.title, language) : "",
      at,
      filter: verdicts.filter,
      ...sums,
      tags: filter.layers === "standing" ? sums.tags : null,
      auditHead,
    },
    language,
    told,
    categories,
    verdicts: verdicts.exported,
    workbook: workbook && verdicts.tables ? { ...workbook, tables: verdicts.tables } : null,
  };
}

interface Found {
  actor: Actor;
  everybody: boolean;
  exported: ExportedVerdict;
}

/** What was found, as it is told in the file: by names of verdicts, or without them. */
async function toldOf(
  store: Store,
  found: readonly Found[],
  { withoutCaseNumbers }: Told,
  filter: ExportFilter,
  collector: TableCollector | null,
): Promise<{ exported: ExportedVerdict[]; filter: ExportFilter; tables: Tables | null }> {
  for (const { actor, exported, everybody } of found) await collector?.add(actor, exported, everybody);
  const tables = collector?.made() ?? null;
  const shown = found
    .map(({ exported }) => exported)
    .filter(
      ({ verdict, passages, answers }) => passages.length + answers.length > 0 || filter.verdicts.includes(verdict.id),
    );
  if (!withoutCaseNumbers) return { exported: shown, filter, tables };
  // Those that the file has are counted first, so that no number is missing among them.
  const inOrder = [...found].sort((a, b) => Number(shown.includes(b.exported)) - Number(shown.includes(a.exported)));
  const unnamed = await Unnamed.of(
    store,
    inOrder.map(({ actor, exported: { verdict } }) => ({ actor, verdict })),
  );
  return {
    exported: shown.map((each) => unnamed.exported(each)),
    filter: { ...filter, text: unnamed.text(filter.text) },
    tables: tables && { ...tables, verdicts: tables.verdicts.map((row) => unnamed.inTable(row)) },
  };
}

/**
 * Verdicts that the filter names and that the asker may export something of, in the order of lists; and how many more they may read that
 * are in preparation, of which nothing goes out.
 */
function wantedOf(
  all: readonly Verdict[],
  filter: ExportFilter,
  actorFor: (verdict: Verdict) => Actor,
): { wanted: Verdict[]; prepared: number } {
  const named = all.filter(({ id, country }) => isNamed(filter.verdicts, id) && isNamed(filter.countries, country));
  const isPrepared = (verdict: Verdict): boolean =>
    verdict.stage === "in-preparation" && can(actorFor(verdict), "verdict.read", verdict);
  return {
    wanted: named.filter((verdict) => can(actorFor(verdict), "export.own", verdict)).sort(inListOrder),
    prepared: named.filter(isPrepared).length,
  };
}

async function readNetwork(store: Store, version: ExportFilter["methodologyVersion"], asker: Actor | null) {
  const [members, methodology, network, auditHead] = await Promise.all([
    store.people.members(),
    version === undefined ? store.methodologies.current() : store.methodologies.version(version),
    store.setting("network-name"),
    auditHeadFor(store, asker),
  ]);
  return { members, methodology, network, auditHead };
}

function isNamed<T>(named: readonly T[], value: T): boolean {
  return named.length === 0 || named.includes(value);
}

function passageFilter(filter: ExportFilter, categories: readonly Category[]): (passage: Passage) => boolean {
  const branches = new Set<string>(filter.categories);
  const chosen = new Set<string>(
    categories
      .filter(({ id }) => categoryPath(categories, id).some((each) => branches.has(each.id)))
      .map(({ id }) => id),
  );
  const words = filter.text.trim();
  return (passage) =>
    isNamed(filter.authors, passage.authorId) &&
    (branches.size === 0 || branches.has(passage.category) || chosen.has(passage.category)) &&
    (words === "" || holdsWords(`${passage.quote}\n${joinedTagWords(passage)}`, words) > 0);
}

/** Categories and words are asked of passages. */
function isAnswerChosen({ categories, text, authors }: ExportFilter, { author }: AnswerRow): boolean {
  return categories.length === 0 && text.trim() === "" && isNamed(authors, author);
}
