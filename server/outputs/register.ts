import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import { byAddressee, type Recommendation } from "../../schema/editor/register.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { OutputSubjects, verdictsIn } from "./output-subjects.ts";

/** Outputs that somebody may read. */
export async function readableOutputs(store: Store, actor: Actor): Promise<Map<OutputId, OutputRow>> {
  const subjects = new OutputSubjects(store);
  const found = new Map<OutputId, OutputRow>();
  for (const row of await store.outputs.all())
    if (can(actor, "output.read", await subjects.of(actor, row))) found.set(row.id, row);
  return found;
}

/** All recommendations of the outputs that somebody may read, by addressee, then in the order of their documents. */
export async function readRegister(store: Store, actor: Actor): Promise<Recommendation[]> {
  const outputs = await readableOutputs(store, actor);
  const rows = await store.outputs.recommendations([...outputs.keys()]);
  const verdicts = (await store.verdicts.all()).filter((verdict) => can(actor, "verdict.read", verdict));
  const countries = new Map<OutputId, Country[]>();
  for (const { id, scope, named } of outputs.values()) {
    const of = [...verdictsIn(scope, verdicts), ...verdicts.filter((verdict) => named.includes(verdict.id))];
    countries.set(id, [...new Set(of.map(({ country }) => country))]);
  }
  const recommendations = rows.flatMap((row): Recommendation[] => {
    const { output, block, section, body, finding, addressee, verb, deadline, indicator } = row;
    const of = outputs.get(output);
    if (!of) return [];
    const { title, language, status } = of;
    const said = { block, section, body, finding, addressee, verb, deadline, indicator };
    return [{ output, title, language, status, countries: countries.get(output) ?? [], ...said }];
  });
  return byAddressee(recommendations.sort((a, b) => a.title.localeCompare(b.title))).flatMap(([, group]) => group);
}
