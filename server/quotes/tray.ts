import { setImmediate as breathe } from "node:timers/promises";
import { can, type Actor } from "../../schema/domain/can.ts";
import { langOf, localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology/methodology.ts";
import type { OutputScope } from "../../schema/domain/output.ts";
import { shownCategory, shownCode, unsortedIn } from "../../schema/domain/methodology/shown-category.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import type { OutputTray, TrayAnswer, TrayPassage } from "../../schema/protocol/http/quotes.ts";
import type { OutputSection } from "../../schema/protocol/http/outputs.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { quote } from "../../schema/text/quote.ts";
import type { Anchor, Range } from "../../schema/text/revision.ts";
import { valueWords } from "../export/answers/answers.ts";
import { inListOrder } from "../list-order.ts";
import { rangesOf } from "../matrix/verdict-counts.ts";
import { verdictsIn } from "../outputs/output-subjects.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { approvalOf } from "./quote-state.ts";
import { VerdictSources, type VerdictSource } from "./verdict-source.ts";
import { joinedTagWords } from "../../schema/rooms/tag-words.ts";

export interface TrayRequest {
  scope: OutputScope;
  language: UiLanguage;
  sections: readonly Pick<OutputSection, "id" | "fromCategories" | "fromQuestions">[];
  /** Version of the methodology that the sections are of. */
  methodologyVersion: number;
}

/**
 * The passages and answers that an output can draw on, each in the sections that its category or question feeds: what
 * stands, and flagged what coders agree on or was ruled so far of a round that is not settled. Passages whose words were removed are not offered.
 */
export async function trayOf(
  store: Store,
  actor: Actor,
  { scope, language, sections, methodologyVersion }: TrayRequest,
): Promise<OutputTray> {
  const sources = new VerdictSources(store, actor);
  const methodology = await store.methodologies.current();
  const tray: OutputTray = { sources: [], passages: [], answers: [], sections: [], hidden: [] };
  for (const verdict of verdictsIn(scope, await sources.readable()).sort(inListOrder)) {
    const source = await sources.of(verdict.id);
    if (!source) continue;
    const state = await source.hidden();
    if (state === "in-preparation") {
      tray.hidden.push({ verdict: verdict.id, state, named: verdict.caseNumber || verdict.court });
      continue;
    }
    if (!can(actor, "verdict.quote", verdict)) continue;
    tray.sources.push(source.ref);
    if (state) tray.hidden.push({ verdict: verdict.id, state });
    for (const layer of [await source.counted(), await source.soFar()]) {
      if (!layer) continue;
      tray.passages.push(...(await passagesOf(source, layer, methodology, language)));
      tray.answers.push(...(await answersOf(source, layer, methodology, language)));
    }
    await breathe();
  }
  tray.sections = sections.map(({ id, fromCategories, fromQuestions }) => {
    const categories = withBelow(fromCategories, methodologyVersion, methodology);
    const questions = new Set<string>(fromQuestions);
    return {
      section: id,
      passages: positions(tray.passages, ({ category }) => categories.has(category.id)),
      answers: positions(tray.answers, ({ question }) => questions.has(question)),
    };
  });
  return tray;
}

function positions<T>(list: readonly T[], isWanted: (each: T) => boolean): number[] {
  return list.flatMap((each, i) => (isWanted(each) ? [i] : []));
}

/** Categories of a version as they are now, with all below them. */
function withBelow(ids: readonly string[], version: number, methodology: MethodologyVersion | null): Set<string> {
  const found = new Set<string>();
  const categories = methodology?.content.categories ?? [];
  for (const id of ids) {
    const known = categories.find((each) => each.id === id) ?? methodology?.gone.find((each) => each.id === id);
    const as = methodology && known ? shownCategory(methodology, known.id, version) : null;
    // What was split feeds the section with its parts, and with what nobody has sorted yet.
    for (const each of as ? [as.category, ...as.candidates] : [id]) found.add(each);
  }
  // What nobody has sorted yet is no category any more, and lies below the branch that it was in.
  const unsorted = methodology ? unsortedIn(methodology) : [];
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, parent } of [...categories, ...unsorted]) if (parent !== null && found.has(parent)) found.add(id);
  }
  return found;
}

async function passagesOf(
  source: VerdictSource,
  layer: LayerRow,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<TrayPassage[]> {
  const [rows, translations] = [await source.tagsOf(layer), await source.translations()];
  const isSoFar = layer.id !== (await source.counted())?.id;
  const { revision, maps } = await source.text();
  const places = resolveMany(
    rows.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const { id: verdict, language: written, script } = source.verdict;
  const fingerprints = await source.fingerprints();
  const { noted } = await source.printedAt(null);
  const passages = new Map<string, TrayPassage>();
  rows.forEach((row, i) => {
    const place = places[i];
    const [first] = place && place !== "newer" ? place.ranges : [];
    if (!first || !place || place === "newer") return;
    const category = categoryOf(row, methodology, language);
    const key = JSON.stringify([category.id, place.ranges]);
    if (passages.has(key)) return;
    const found = translations.own(place.ranges);
    // What a quote of it shows, where the document is in another language.
    const shown = found.find((each) => each.language === language);
    passages.set(key, {
      annotation: row.id,
      verdict,
      anchor: row.anchor,
      layer: layer.kind,
      category,
      words: quote(revision, place.ranges),
      lang: langOf(written, script),
      citation: formatCitation(citation(revision, place.ranges), language),
      at: first.start,
      note: joinedTagWords(row),
      isSoFar,
      translations: found.map((each) => each.language),
      approval: {
        ...approvalOf(revision.number, category.id, methodology),
        ...noted,
        ...(shown ? { translation: fingerprints.ofWords(shown.text) } : {}),
      },
    });
  });
  return [...passages.values()].sort((a, b) => a.at - b.at || a.category.code.localeCompare(b.category.code));
}

function categoryOf(
  row: AnnotationRow,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): TrayPassage["category"] {
  const as = methodology ? shownCategory(methodology, row.category, row.version) : null;
  const id = as?.category ?? row.category;
  return { id, code: as ? shownCode(as) : "?", label: as?.shown ? localise(as.shown.label, language) : id };
}

async function answersOf(
  source: VerdictSource,
  layer: LayerRow,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<TrayAnswer[]> {
  const questions = methodology?.content.questions ?? [];
  const order = new Map<string, number>(questions.map(({ id }, i) => [id, i]));
  const [rows, units, tags] = [await source.answersOf(layer), await source.units(), await source.tags()];
  const [isSoFar, layers] = [layer.id !== (await source.counted())?.id, await source.layers()];
  const { noted } = await source.printedAt(null);
  const text = await source.text();
  const evidenceOf = ({ evidence }: AnswerRow): TrayAnswer["evidence"] =>
    evidence
      .flatMap(({ id, anchor }) => {
        const tag = anchor ? null : tags.find((each) => each.id === id && each.deleted === null);
        const at = anchor ?? tag?.anchor;
        const ranges = at ? rangesOf(text, at) : [];
        return at && ranges.length > 0 ? [proof(at, tag ?? null, ranges)] : [];
      })
      .sort((a, b) => a.at - b.at);
  const { language: written, script } = source.verdict;
  const proof = (
    anchor: Anchor,
    tag: AnnotationRow | null,
    ranges: readonly Range[],
  ): TrayAnswer["evidence"][number] => ({
    anchor,
    annotation: tag?.id ?? null,
    layer: tag ? (layers.find(({ id }) => id === tag.layer)?.kind ?? null) : null,
    words: quote(text.revision, ranges),
    lang: langOf(written, script),
    citation: formatCitation(citation(text.revision, ranges), language),
    at: ranges[0]?.start ?? 0,
    approval: {
      ...approvalOf(text.revision.number, tag && categoryOf(tag, methodology, language).id, methodology),
      ...noted,
    },
  });
  const answers = rows.flatMap((row): TrayAnswer[] => {
    const question: Question | undefined = questions.find(({ id }) => id === row.question);
    const unit = units.find(({ id }) => id === row.subject);
    if (row.value === null) return [];
    return [
      {
        verdict: row.verdict,
        question: row.question,
        label: question ? localise(question.label, language) : row.question,
        ...(question ? { type: question.type } : {}),
        unit: unit ? tokenOfUnit(unit) : "",
        words: valueWords(row.value, question, language),
        isUnsure: row.certainty === "unsure",
        isSoFar,
        evidence: evidenceOf(row),
      },
    ];
  });
  const place = ({ question }: TrayAnswer): number => order.get(question) ?? order.size;
  return answers.sort((a, b) => place(a) - place(b) || a.unit.localeCompare(b.unit, "en", { numeric: true }));
}
