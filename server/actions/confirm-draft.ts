import { can } from "../../schema/domain/can.ts";
import type { ScanId, VerdictId } from "../../schema/domain/ids.ts";
import type { Organisation } from "../../schema/domain/member.ts";
import { leadersIn } from "../../schema/domain/people/place-rights.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import { ImportConfirm, type Recognised } from "../../schema/protocol/http/imports.ts";
import { setBlocks } from "../../schema/text/edits/block-edits.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import { newVerdict } from "./new-verdict.ts";
import { Refusal } from "../refusal.ts";
import { type Deps } from "../deps.ts";
import { audit } from "./audit.ts";

/** Makes a verdict in preparation of what was recognised, as its person confirmed it. `scan`: that of which it was read. */
export async function confirmDraft(
  deps: Pick<Deps, "clock" | "realtime" | "store">,
  by: SignedIn,
  recognised: Recognised,
  { data, owner, blockEdits, again }: ReturnType<typeof ImportConfirm.parse>,
  scan: ScanId | null = null,
): Promise<VerdictId> {
  const known = (await deps.store.people.organisations()).find((each) => each.id === owner);
  if (!known) throw new Refusal("bad-request", { field: "owner" });
  await mustBeLed(deps, known);
  if (!again) await mustBeNew(deps, by, data);
  const source = { ...recognised, blocks: setBlocks(recognised.blocks, blockEdits) };
  const made = newVerdict(data, owner, source, by.member.id, deps.clock().toISOString());
  await deps.store.verdicts.add({ ...made, scan });
  await audit(deps, by, "import.confirm", { verdict: made.verdict.id });
  deps.realtime.publish({ type: "verdict", verdict: made.verdict.id });
  return made.verdict.id;
}

/** A text with all names is given to nobody who could not prepare it: whoever leads there first would read it. */
export async function mustBeLed(
  { store }: Pick<Deps, "store">,
  { id, name }: Pick<Organisation, "id" | "name">,
): Promise<void> {
  const leaders = leadersIn(await store.people.members());
  if (!leaders.some(({ organisation }) => organisation === id))
    throw new Refusal("owner-not-led", { organisation: name });
}

/** The same decision twice is a mistake, most of the time. Of verdicts that the asker may not read nothing is told. */
async function mustBeNew(
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  { court, caseNumber }: Pick<Verdict, "court" | "caseNumber">,
): Promise<void> {
  const name = nameOf({ court, caseNumber });
  const known = (await store.verdicts.all()).find((each) => nameOf(each) === name && can(actor, "verdict.read", each));
  if (known) throw new Refusal("import-known", { verdict: known.id });
}

/** As people write it: in either script, with whatever blanks and marks. */
function nameOf({ court, caseNumber }: Pick<Verdict, "court" | "caseNumber">): string {
  return [court, caseNumber]
    .map((each) =>
      foldForSearch(each)
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim(),
    )
    .join("/");
}
