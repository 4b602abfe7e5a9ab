import type { ScanId, VerdictId } from "../../schema/domain/ids.ts";
import { ImportConfirm, type Recognised } from "../../schema/protocol/http/imports.ts";
import { setBlocks } from "../../schema/text/block-edits.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import { newVerdict } from "./new-verdict.ts";
import { Refusal } from "./problems.ts";
import { audit, type Deps } from "./route.ts";

/** Makes a verdict in preparation of what was recognised, as its person confirmed it. `scan`: that of which it was read. */
export async function confirmDraft(
  deps: Deps,
  by: SignedIn,
  recognised: Recognised,
  { data, owner, blockEdits }: ReturnType<typeof ImportConfirm.parse>,
  scan: ScanId | null = null,
): Promise<VerdictId> {
  const known = (await deps.store.people.organisations()).some((each) => each.id === owner);
  if (!known) throw new Refusal("bad-request", { field: "owner" });
  const source = { ...recognised, blocks: setBlocks(recognised.blocks, blockEdits) };
  const made = newVerdict(data, owner, source, by.member.id, deps.clock().toISOString());
  await deps.store.verdicts.add({ ...made, scan });
  await audit(deps, by, "import.confirm", { verdict: made.verdict.id });
  deps.realtime.publish({ type: "verdict", verdict: made.verdict.id });
  return made.verdict.id;
}
