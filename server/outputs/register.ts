import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import { byAddressee, type Recommendation } from "../../schema/editor/register.ts";
import { isDue } from "../../schema/approval/due.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import type { FollowUp } from "../../schema/protocol/http/quotes.ts";
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
  const subjects = new OutputSubjects(store);
  const followed = new Map<OutputId, { said: Map<string, FollowUp>; mayFollow: boolean }>();
  for (const row of outputs.values())
    if (row.leader === null && row.recommendations > 0)
      followed.set(row.id, {
        said: await store.approvals.followUps(row.id),
        mayFollow: can(actor, "output.follow", await subjects.of(actor, row)),
      });
  const recommendations = rows.flatMap((row): Recommendation[] => {
    const { output, block, section, body, finding, addressee, verb, deadline, indicator } = row;
    const of = outputs.get(output);
    if (!of) return [];
    const { title, language, status } = of;
    const said = { block, section, body, finding, addressee, verb, deadline, indicator };
    const follow = followed.get(output);
    const ways = { followUp: follow?.said.get(block) ?? null, mayFollow: follow?.mayFollow ?? false };
    return [{ output, title, language, status, countries: countries.get(output) ?? [], ...said, ...ways }];
  });
  return byAddressee(recommendations.sort((a, b) => a.title.localeCompare(b.title))).flatMap(([, group]) => group);
}

/** Recommendations of approved documents of which the actor is to ask what came of them: those that they began, asked for or typed in. */
export async function dueRecommendations(store: Store, actor: Actor, today: string): Promise<WaitingOutput[]> {
  const subjects = new OutputSubjects(store);
  const due: WaitingOutput[] = [];
  for (const row of await store.outputs.all()) {
    if (row.recommendations === 0 || row.status !== "approved" || row.leader !== null) continue;
    if (!(await isTheirs(store, actor, row)) || !can(actor, "output.follow", await subjects.of(actor, row))) continue;
    const follow = await store.approvals.followUps(row.id);
    const count = (await store.outputs.recommendations([row.id])).filter(({ block, deadline }) =>
      isDue(deadline, follow.get(block) ?? null, today),
    ).length;
    const { id: output, title, language, changedAt: at } = row;
    if (count > 0) due.push({ kind: "due", output, title, language, from: null, audience: null, at, count });
  }
  return due;
}

async function isTheirs(store: Store, { id: me }: Actor, { id, createdBy }: OutputRow): Promise<boolean> {
  if (createdBy === me) return true;
  const asked = await store.approvals.newest(id);
  return asked?.askedBy === me || (await store.approvals.typedIn(id)).includes(me);
}
