import { type Actor, can } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { hasReached, type Verdict } from "../../schema/domain/verdict.ts";
import { partsOf } from "../../schema/search/query.ts";
import type { PlacedWords } from "../erasure/outputs.ts";
import type { FindIndex } from "../find/find-index.ts";
import { searchable } from "../find/view.ts";
import type { NamesDocument } from "../store/shapes/names-document.ts";
import type { Store } from "../store/store.ts";

/** So many words in a row are no accident, unless every court writes them. */
const RUN = 5;
/** So many runs are looked up in what is cleared before the rest counts as found. */
const LOOKED_UP_MOST = 60;

/** What the search rests on. */
export interface UnclearedNeeds {
  store: Pick<Store, "names" | "verdicts">;
  find: Pick<FindIndex, "find">;
}

/** Typed words that stand in a verdict in preparation. */
export interface UnclearedPlace {
  place: string;
  verdict: Verdict;
}

/** Verdicts in preparation that somebody may read, so that they can know the words of them. */
export async function preparedFor(store: Pick<Store, "verdicts">, actor: Actor): Promise<Verdict[]> {
  const all = await store.verdicts.all();
  return all.filter((verdict) => !hasReached(verdict.stage, "cleared") && can(actor, "verdict.read", verdict));
}

/**
 * Which places hold words of verdicts in preparation that the asker may read: some in a row that stand in no cleared verdict, or a name
 * of two words or more that is to be replaced, in any script. Nothing is kept of it.
 */
export async function unclearedIn(
  { store, find }: UnclearedNeeds,
  actor: Actor,
  words: Iterable<PlacedWords>,
): Promise<UnclearedPlace[]> {
  const prepared = await preparedFor(store, actor);
  if (prepared.length === 0) return [];
  const places = [...words].map(({ place, text }) => ({ place, parts: partsOf(text) }));
  const cleared = new ClearedRuns(
    find,
    (await searchable(store, actor)).map(({ id }) => id),
  );
  const found: UnclearedPlace[] = [];
  for (const verdict of prepared) {
    const text = (await store.verdicts.revision(verdict.id))?.text ?? "";
    const shared = runsShared(
      places.flatMap(({ parts }) => runsOf(parts)),
      partsOf(text),
    );
    const names = namesOf(await store.names.document(verdict.id));
    for (const { place, parts } of places)
      if (
        names.some((name) => holds(parts, name)) ||
        (await cleared.lackOne(runsOf(parts).filter((run) => shared.has(run))))
      )
        found.push({ place, verdict });
  }
  return found;
}

/** The block in whose words a place is; null = the title, or below it. */
export function blockOf({ place }: Pick<PlacedWords, "place">): BlockId | null {
  return BlockId.safeParse(place.split("/")[1]).data ?? null;
}

/** Whether a run stands in a cleared verdict, too: what courts say everywhere names nobody. */
class ClearedRuns {
  readonly #find: UnclearedNeeds["find"];
  readonly #readable: readonly VerdictId[];
  readonly #known = new Map<string, boolean>();

  constructor(find: UnclearedNeeds["find"], readable: readonly VerdictId[]) {
    this.#find = find;
    this.#readable = readable;
  }

  async lackOne(runs: readonly string[]): Promise<boolean> {
    for (const run of runs) if (!(await this.#has(run))) return true;
    return false;
  }

  async #has(run: string): Promise<boolean> {
    const known = this.#known.get(run);
    if (known !== undefined) return known;
    if (this.#readable.length === 0 || this.#known.size >= LOOKED_UP_MOST) return false;
    const [readable, query] = [this.#readable, `="${run}"`];
    const { total } = await this.#find.find({ query, readable, within: readable, from: 0, most: 1 });
    this.#known.set(run, total > 0);
    return total > 0;
  }
}

function runsOf(parts: readonly string[]): string[] {
  return parts.slice(RUN - 1).map((_, at) => parts.slice(at, at + RUN).join(" "));
}

function runsShared(runs: readonly string[], parts: readonly string[]): Set<string> {
  const wanted = new Set(runs);
  return new Set(wanted.size === 0 ? [] : runsOf(parts).filter((run) => wanted.has(run)));
}

/** All forms of the names that are replaced, or that nobody has looked at; a single word may be anybody's. */
function namesOf(names: NamesDocument | null): string[] {
  if (!names) return [];
  const persons = names.entities.filter(({ state }) => state !== "dismissed");
  const ids = new Set(persons.map(({ id }) => id));
  const forms = [
    ...persons.map(({ canonical }) => canonical),
    ...names.mentions.flatMap(({ entity, state, text }) => (ids.has(entity) && state !== "no" ? [text] : [])),
  ];
  return [
    ...new Set(
      forms
        .map(partsOf)
        .filter(({ length }) => length > 1)
        .map((parts) => parts.join(" ")),
    ),
  ];
}

function holds(parts: readonly string[], name: string): boolean {
  return ` ${parts.join(" ")} `.includes(` ${name} `);
}
