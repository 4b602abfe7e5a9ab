import { can, type Actor } from "../../../schema/domain/can.ts";
import { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import { isFacilitator, type Member } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import type { Store } from "../../store/store.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * Documents to which somebody else invited a guest: to who began them, and to who leads that one's organisation, as far as they may read
 * them. The guest's name is told as long as an invitation or a guest bears it.
 */
export async function documentsOpenedByOthers(
  store: Pick<Store, "audit" | "methodologies" | "outputs" | "passages" | "people" | "verdicts">,
  actor: Actor,
  members: readonly Member[],
  since: string,
): Promise<Told> {
  if (actor.guest) return [];
  const entries = await store.audit.since(since, ["invitation.make", "link.use"]);
  const cameBy = new Map(
    entries.flatMap(({ action, actor: by, subject }) =>
      action === "link.use" ? [[subject["invitation"], members.find(({ id }) => id === by)?.name] as const] : [],
    ),
  );
  const invited = new Map((await store.people.invitations()).map(({ id, name }) => [String(id), name]));
  const subjects = new OutputSubjects(store);
  const told: Told = [];
  for (const { action, actor: from, at, subject } of entries) {
    const id = OutputId.safeParse(subject["output"]).data;
    if (action !== "invitation.make" || subject["kind"] !== "guest" || !id || !from || from === actor.id) continue;
    const row = await store.outputs.get(id);
    const author = members.find((each) => each.id === row?.createdBy);
    if (!row || !author || from === author.id) continue;
    const isLed = isFacilitator(actor) && author.organisation === actor.organisation;
    if (author.id !== actor.id && !isLed) continue;
    if (!can(actor, "output.read", await subjects.of(actor, row))) continue;
    const link = String(subject["invitation"]);
    const name = cameBy.get(link) ?? invited.get(link);
    const document = { id, title: row.title, language: row.language };
    told.push({ kind: "outsider", document, from: MemberId.parse(from), at, ...(name ? { name } : {}) });
  }
  return told;
}
