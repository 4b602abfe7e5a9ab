import { can, type Actor } from "../../../schema/domain/can.ts";
import { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import { isFacilitator, type Member } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import type { ToldStore } from "./told-reading.ts";
import type { Store } from "../../store/store.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * Documents to which somebody else invited a guest: to who began them, and to who leads that one's organisation, as far as they may read
 * them; and that the guest was put out again, or the invitation withdrawn, and by whom. The guest's name is told as long as anything bears it.
 */
export async function documentsOpenedByOthers(
  store: ToldStore & Pick<Store, "methodologies" | "outputs" | "passages" | "verdicts">,
  actor: Actor,
  members: readonly Member[],
  { since, now }: { since: string; now: string },
): Promise<Told> {
  if (actor.guest) return [];
  const entries = await store.audit.since(since, [
    "guest.close",
    "invitation.make",
    "invitation.withdraw",
    "link.use",
    "member.remove",
  ]);
  const cameBy = new Map(
    entries.flatMap(({ action, actor: by, subject }) =>
      action === "link.use" ? [[String(subject["invitation"]), members.find(({ id }) => id === by)] as const] : [],
    ),
  );
  const usedAt = new Map(
    entries.map(({ action, subject }, at) => [action === "link.use" ? String(subject["invitation"]) : "", at]),
  );
  const kept = [...(await store.people.invitations()), ...(await store.people.withdrawnLinks(now))];
  const invited = new Map(kept.map(({ id, name }) => [String(id), name]));
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
    const guest = cameBy.get(link);
    const name = guest?.name ?? invited.get(link);
    const document = { id, title: row.title, language: row.language };
    const used = usedAt.get(link) ?? entries.length;
    const end = entries.findLast(({ action: how, subject: of }, at) => {
      if (how === "invitation.withdraw") return of["invitation"] === link;
      if (!guest || of["member"] !== guest.id) return false;
      // What was closed before they used this one was opened by another.
      return (
        how === "member.remove" || (how === "guest.close" && at > used && of["output"] === id && of["inviter"] === from)
      );
    });
    // One in its place is told of by itself.
    if (end?.subject["anew"] !== undefined) continue;
    // Who put them out knows it, and nobody reads there any more.
    if (end && (end.actor === actor.id || end.actor === null)) continue;
    const ended = end ? { isEnded: true as const, from: MemberId.parse(end.actor), at: end.at } : {};
    const begun = { from: MemberId.parse(from), at };
    told.push({ kind: "outsider", document, ...begun, ...ended, ...(name ? { name } : {}) });
  }
  return told;
}
