import { can, type Actor } from "../../schema/domain/can.ts";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";
import type { Lately } from "../../schema/protocol/http/network.ts";
import type { Deps } from "../deps.ts";
import { OutputSubjects } from "./output-subjects.ts";
import type { WrittenEntry } from "../store/audit-store.ts";

export type Line = Omit<Lately, "output"> & { output: OutputId | null };

/** What became of a document by its new status; that it is a draft may be by its being opened again, which `approvalLine` looks up. */
export function documentKindOf(subject: WrittenEntry["subject"]): "sent" | "approved" | "opened" | null {
  const { status } = subject;
  return status === "approved" ? "approved" : status === "in-review" ? "sent" : status === "draft" ? "opened" : null;
}

/** A document's approval, of all who signed; and that what was approved was opened again, with why, to members. */
export async function approvalLine(
  store: Pick<Deps["store"], "approvals" | "audit" | "outputs">,
  actor: Actor,
  entry: WrittenEntry,
  line: Line,
): Promise<Line[]> {
  if (line.output === null) return [];
  if (line.kind === "approved")
    return [actor.guest === null ? { ...line, who: await signersBy(store, line.output, entry) } : line];
  const [then] = (await store.outputs.history(line.output)).filter(({ at }) => at <= entry.at);
  const isOpened = actor.guest === null && then?.status === "draft" && then.member === entry.actor && then.why !== "";
  return isOpened ? [{ ...line, reason: then.why }] : [];
}

/** Who signed what the last of them approved, in their order. */
async function signersBy(
  { approvals, audit }: Pick<Deps["store"], "approvals" | "audit">,
  output: OutputId,
  { actor: last, at }: WrittenEntry,
): Promise<MemberId[]> {
  const since = new Date(Date.parse(at) - SIGNED_WITHIN_MS).toISOString();
  const signed = (await audit.since(since, ["output.sign"])).filter(
    (each) => each.subject["output"] === output && each.at <= at,
  );
  const approving = signed.toSorted((a, b) => b.at.localeCompare(a.at)).find(({ actor: by }) => by === last);
  const newest = await approvals.newest(output);
  if (newest && newest.id === approving?.subject["candidate"]) return newest.signatures.map(({ member }) => member);
  const by = signed.flatMap((each) =>
    each.actor !== null && each.subject["candidate"] === approving?.subject["candidate"] ? [each.actor] : [],
  );
  return by.length > 0 ? [...new Set(by)] : last === null ? [] : [last];
}

/** Of what was opened again since, who signed is looked for in the log: so far back, which is longer than signing takes. */
const SIGNED_WITHIN_MS = 30 * 24 * 3_600_000;

/** Without documents that the asker may not read, with titles of the others. */
export async function ofReadable(store: Deps["store"], actor: Actor, lines: readonly Line[]): Promise<Lately[]> {
  const subjects = new OutputSubjects(store);
  const outputs = new Map<OutputId, Lately["output"]>();
  for (const id of new Set(lines.flatMap(({ output }) => output ?? []))) {
    const row = await store.outputs.get(id);
    if (row && can(actor, "output.read", await subjects.of(actor, row)))
      outputs.set(id, { id, title: row.title, language: row.language });
  }
  return lines.flatMap((line): Lately[] => {
    if (line.output === null) return [{ ...line, output: null }];
    const output = outputs.get(line.output);
    return output ? [{ ...line, output }] : [];
  });
}
