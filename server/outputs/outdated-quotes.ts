import { can, type Actor } from "../../schema/domain/can.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import { partsOf } from "../quotes/parts.ts";
import { quoteState } from "../quotes/quote-state.ts";
import { VerdictSources } from "../quotes/verdict-source.ts";
import type { QuoteRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { partsReader } from "./guests.ts";
import { OutputSubjects } from "./output-subjects.ts";
import { readableVersion } from "./readable-version.ts";

/**
 * Approved documents that somebody may open again, in which quotes, figures or tables are others now than what was approved: as their
 * pages say, by what was frozen of them. What their rooms hold says nothing of that.
 */
export async function changedSinceApproval(store: Store, actor: Actor): Promise<WaitingOutput[]> {
  const subjects = new OutputSubjects(store);
  const reader = await partsReader(store, actor);
  const changed: WaitingOutput[] = [];
  for (const row of await store.outputs.all()) {
    const { id: output, title, language, scope, template, approvedVersion, statusAt: at } = row;
    if (approvedVersion === null || !can(actor, "output.approve", await subjects.of(actor, row))) continue;
    const version = await readableVersion(store, actor, row, approvedVersion);
    if (!version) continue;
    const tables = await store.outputs.frozenTables(output, approvedVersion);
    const frozen = { document: version.document, scope, language, template, isFrozen: true, tables };
    const { length: count } = (await partsOf(store, reader, frozen)).filter(({ flags }) => flags.length > 0);
    const item = { output, title, language, from: null, audience: null, at, count };
    if (count > 0) changed.push({ ...item, kind: "outdated", isApproved: true });
  }
  return changed;
}

/** Drafts that somebody writes in which quotes are others now than what was quoted or approved, as the page of the document says. */
export async function outdatedOutputs(store: Store, actor: Actor): Promise<WaitingOutput[]> {
  const subjects = new OutputSubjects(store);
  const sources = new VerdictSources(store, actor);
  const methodology = await store.methodologies.current();
  const outdated: WaitingOutput[] = [];
  for (const row of await store.outputs.all()) {
    const { id: output, title, language, createdBy, changedAt: at, quotes } = row;
    if (quotes === 0 || !can(actor, "output.write", await subjects.of(actor, row))) continue;
    const { content } = await store.outputs.rooms(output);
    if (createdBy !== actor.id && !(await store.outputs.writersIn(content)).includes(actor.id)) continue;
    const names = { methodology, versionOf: (number: number) => store.methodologies.version(number), language };
    let count = 0;
    for (const each of await store.outputs.evidence([output])) if (await isOutdated(each, sources, names)) count++;
    if (count > 0) outdated.push({ kind: "outdated", output, title, language, from: null, audience: null, at, count });
  }
  return outdated;
}

async function isOutdated(
  row: QuoteRow,
  sources: VerdictSources,
  names: Omit<Parameters<typeof quoteState>[3], "isFrozen">,
): Promise<boolean> {
  if (row.form === "timeline" || row.form === "actors" || !row.anchor) return false;
  const source = row.verdict && (await sources.of(row.verdict));
  const never = { frozen: null, before: null };
  const quoted = { ...row, note: "" };
  const { flags } = await quoteState(row.block, quoted, source, { ...names, isFrozen: false }, never);
  return flags.length > 0;
}
