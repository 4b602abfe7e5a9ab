import { setImmediate as breathe } from "node:timers/promises";
import { type Actor, can } from "../../schema/domain/can.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { MatrixBy } from "../../schema/matrix/choice.ts";
import type { MatrixState, MatrixVerdict, MatrixView } from "../../schema/protocol/http/matrix.ts";
import { inListOrder } from "../list-order.ts";
import { countTags } from "../access/count-tags.ts";
import { answersStand, isUntouched } from "../access/what-stands.ts";
import type { Store } from "../store/store.ts";
import { visibleUnits } from "../access/visible-units.ts";
import { matrixCategories, matrixQuestions } from "./shown.ts";
import { quoteTags, readAnswers, readQuotable } from "./verdict-counts.ts";

/** What the matrix is asked for. `at` is ISO 8601. */
export interface MatrixRequest {
  by: MatrixBy;
  language: UiLanguage;
  at: string;
}

/**
 * Cases by categories or questions, over all verdicts that somebody may read: numbers of what stands of each, so that nothing of a
 * round that is being coded or settled is in it. Of a verdict of which nothing stands yet, what its coders found so far is a range.
 */
export async function collectMatrix(
  store: Store,
  actor: Actor,
  { by, language, at }: MatrixRequest,
): Promise<MatrixView> {
  const [all, methodology] = await Promise.all([store.verdicts.all(), store.methodologies.current()]);
  const readable = all.filter((verdict) => can(actor, "verdict.read", verdict)).sort(inListOrder);
  const verdicts: MatrixVerdict[] = [];
  for (const verdict of readable) {
    verdicts.push(await matrixVerdict(store, actor, verdict, methodology, by, language));
    await breathe();
  }
  const said = new Set<string>(verdicts.flatMap(({ tags }) => tags.map(({ category }) => category)));
  return {
    at,
    by,
    version: methodology?.number ?? null,
    categories: by === "categories" ? matrixCategories(methodology, (id) => said.has(id)) : [],
    groups: methodology?.content.groups ?? [],
    questions: by === "questions" ? matrixQuestions(methodology) : [],
    verdicts,
    mayExport: readable.some((verdict) => can(actor, "export.all", verdict)),
  };
}

/** The row of one verdict. */
export async function matrixVerdict(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  methodology: MethodologyVersion | null,
  by: MatrixBy,
  language: UiLanguage,
): Promise<MatrixVerdict> {
  const empty = (state: MatrixState): MatrixVerdict => {
    return { verdict, state, kind: null, coders: [], units: [], tags: [], answers: [] };
  };
  const counted = await countTags(store, actor, verdict, methodology);
  const { standing, tally } = counted;
  if (standing.state === "blind" || standing.state === "in-preparation") return empty(standing.state);
  const { state, layers } =
    by === "questions" && standing.state === "stands"
      ? await answersStand(store, standing)
      : { state: standing.state, layers: counted.layers };
  const given = await store.passages.answers(layers.map(({ id }) => id));
  const rows = given.filter(({ value }) => value !== null);
  const [first] = layers;
  if (!first || isUntouched(first, (by === "categories" ? tally : rows).length))
    return empty((await isBeingCoded(store, verdict)) ? "being-coded" : "none");
  const text = await readQuotable(store, verdict);
  const units = await visibleUnits(store, actor, verdict);
  return {
    verdict,
    state: state === "unsettled" ? state : "counted",
    kind: first.kind,
    coders: layers.map(({ owner }) => owner),
    units: units.map((unit) => ({ id: unit.id, kind: unit.kind, name: tokenOfUnit(unit) })),
    tags: by === "categories" ? await quoteTags(store, counted, text, methodology, language) : [],
    answers: by === "questions" ? await readAnswers(store, layers, rows, text, methodology, language) : [],
  };
}

/** Whether coders of a verdict work blind now: what nobody has put together some of them may have put alone. */
export async function isBeingCoded({ verdicts }: Pick<Store, "verdicts">, { id }: Verdict): Promise<boolean> {
  return (await verdicts.rounds(id)).at(-1)?.mode === "blind";
}
