import { can, type Actor } from "../../schema/domain/can.ts";
import { VerdictId } from "../../schema/domain/ids.ts";
import { nodesOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import type { OutputVersion } from "../../schema/protocol/http/outputs.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { OutputSubjects } from "./output-subjects.ts";

/**
 * A version of an output that the actor may read; null where there is none, or where they may not read all that it quoted: the
 * document may have been rid of that since.
 */
export async function readableVersion(
  store: Pick<Store, "verdicts" | "outputs">,
  actor: Actor,
  row: OutputRow,
  number: number,
): Promise<OutputVersion | null> {
  const version = await store.outputs.version(row.id, number);
  if (!version) return null;
  const named = [...new Set([...row.named, ...verdictsIn(version.document)])];
  const subject = await new OutputSubjects(store).of(actor, { ...row, named });
  return can(actor, "output.read", subject) ? version : null;
}

function verdictsIn(document: OutputDocument): VerdictId[] {
  return [...nodesOf(document)].flatMap(({ node }) => VerdictId.safeParse(node.attrs?.["verdict"]).data ?? []);
}
