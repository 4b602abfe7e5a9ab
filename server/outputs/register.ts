import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import { addresseeNames } from "../../schema/editor/led-facts.ts";
import { byAddressee, type Recommendation } from "../../schema/editor/register.ts";
import { isDue } from "../../schema/approval/due.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import type { FollowUp } from "../../schema/protocol/http/quotes.ts";
import { idsIn } from "../../schema/editor/pairs/pair-rows.ts";
import type { OutputRow, RecommendationRow } from "../store/output-store.ts";
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

/**
 * All recommendations of the outputs that somebody may read, by addressee, then in the order of their documents. What several languages
 * of a document say is one of them. `of`: the outputs; all that they may read unless told.
 */
export async function readRegister(
  store: Store,
  actor: Actor,
  of?: ReadonlyMap<OutputId, OutputRow>,
): Promise<Recommendation[]> {
  const outputs = of ?? (await readableOutputs(store, actor));
  const rows = await store.outputs.recommendations([...outputs.keys()]);
  const verdicts = (await store.verdicts.all()).filter((verdict) => can(actor, "verdict.read", verdict));
  const countries = new Map<OutputId, Country[]>();
  for (const { id, scope, named } of outputs.values()) {
    const of = [...verdictsIn(scope, verdicts), ...verdicts.filter((verdict) => named.includes(verdict.id))];
    countries.set(id, [...new Set(of.map(({ country }) => country))]);
  }
  const { house } = await store.house.current();
  const subjects = new OutputSubjects(store);
  const followed = new Map<OutputId, { said: Map<string, FollowUp>; mayFollow: boolean }>();
  for (const row of outputs.values())
    if (row.leader === null && row.recommendations > 0)
      followed.set(row.id, {
        said: await store.approvals.followUps(row.id),
        mayFollow: can(actor, "output.follow", await subjects.of(actor, row)),
      });
  const said = rows.flatMap((row) => {
    const document = outputs.get(row.output);
    return document ? [{ row, document }] : [];
  });
  const recommendations = oneEach(said).map(({ row, document, others }): Recommendation => {
    const { output, block } = row;
    const follow = followed.get(output);
    const ways = { followUp: follow?.said.get(block) ?? null, mayFollow: follow?.mayFollow ?? false };
    return {
      ...saidBy({ row, document }),
      section: row.section,
      names: addresseeNames({ addressee: row.addressee }, house.addressees),
      countries: countries.get(output) ?? [],
      others: others.map(saidBy),
      ...ways,
    };
  });
  return byAddressee(recommendations.sort((a, b) => a.title.localeCompare(b.title))).flatMap(([, group]) => group);
}

interface Said {
  row: RecommendationRow & { output: OutputId };
  document: OutputRow;
}

/** Each with what says the same in other languages: as the leading document says it, or the first that there is. */
function oneEach(said: readonly Said[]): (Said & { others: Said[] })[] {
  const found = new Map<string, Said & { others: Said[] }>();
  for (const each of said)
    if (each.document.leader === null) found.set(`${each.row.output} ${each.row.block}`, { ...each, others: [] });
  for (const each of said) {
    const { row, document } = each;
    if (document.leader === null) continue;
    const keys = idsIn(row.pair).map((block) => `${document.leader} ${block}`);
    const first = keys.map((key) => found.get(key)).find((one) => one && !isSaidIn(one, row.output));
    if (first) first.others.push(each);
    else {
      // What this language says twice, or alone, is one of its own.
      const key = keys.find((one) => !found.has(one)) ?? `${row.output} ${row.block}`;
      found.set(key, { ...each, others: [] });
    }
  }
  return [...found.values()];
}

function isSaidIn({ row, others }: Said & { others: Said[] }, output: OutputId): boolean {
  return row.output === output || others.some((other) => other.row.output === output);
}

function saidBy({ row, document }: Said): Recommendation["others"][number] {
  const { output, block, body, finding, addressee, verb, deadline, indicator } = row;
  const { title, language, status } = document;
  return { output, title, language, status, block, body, finding, addressee, verb, deadline, indicator };
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
