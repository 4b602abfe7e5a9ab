import { can, type Actor } from "../../../schema/domain/can.ts";
import { MemberId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { hasReached, type Stage } from "../../../schema/domain/verdict.ts";
import type { GuestBinding } from "../../../schema/domain/member.ts";
import { termOf } from "../../../schema/domain/people/guest-terms.ts";
import type { GuestPlace } from "../../../schema/protocol/http/people.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { Store } from "../../store/store.ts";
import { stageBackOf } from "./stages-told.ts";
import { ACCESS_DAYS } from "./told-reading.ts";

type Needs = Pick<Store, "audit" | "methodologies" | "outputs" | "passages" | "people" | "verdicts">;
/** Who is invited reads a verdict from this stage on. */
const FOR_GUESTS: Stage = "cleared-for-guests";

type By = GuestPlace["closed"][number]["by"];

/** Whom a guest asks, and what they were invited to and cannot open now, with who closed it to guests. */
export async function placeOfGuest(store: Needs, actor: Actor, guest: GuestBinding, now: Date): Promise<GuestPlace> {
  const [members, organisations] = await Promise.all([store.people.members(), store.people.organisations()]);
  const named = (id: string | null | undefined): By => {
    const whose = members.find((each) => each.id === id);
    const organisation = organisations.find((each) => each.id === whose?.organisation)?.name ?? "";
    return whose && whose.removedAt === null ? { name: whose.name, organisation } : null;
  };
  const askedOf = (id: MemberId): Pick<GuestPlace, "inviter" | "organisation"> => {
    const of = members.find((each) => each.id === id)?.organisation ?? actor.organisation;
    return { inviter: named(id)?.name ?? null, organisation: organisations.find((each) => each.id === of)?.name ?? "" };
  };
  const closed = await closedTo(store, actor, guest);
  const entries = closed.length > 0 ? await store.audit.since("", ["verdict.stage"]) : [];
  const ended = (await endedFor(store, actor.id, guest, now)).map(({ inviter, by, ...text }) => {
    return { ...text, isEnded: true as const, by: named(by), asks: askedOf(inviter) };
  });
  return {
    ...askedOf(guest.invitedBy),
    closed: [
      ...closed.map(({ id, kind, verdicts }) => {
        const opener = termOf(guest, id)?.invitedBy ?? guest.invitedBy;
        const by = named(lastBack(entries, verdicts)?.by);
        return { id, kind, by, ...(opener === guest.invitedBy ? {} : { asks: askedOf(opener) }) };
      }),
      ...ended,
    ],
  };
}

type Ended = Pick<GuestPlace["closed"][number], "id" | "kind"> & { inviter: MemberId; by: MemberId | null };

/**
 * What was open to a guest until somebody ended that lately, while they still read what others invited them to; the newest first. What was
 * opened to them anew and ran out by its day nobody ended.
 */
async function endedFor(
  { audit, people }: Pick<Needs, "audit" | "people">,
  member: MemberId,
  guest: GuestBinding,
  now: Date,
): Promise<Ended[]> {
  const since = new Date(now.getTime() - ACCESS_DAYS * 86_400_000).toISOString();
  const entries = await audit.since(since, ["guest.close", "link.use"]);
  if (!entries.some(({ action, subject }) => action === "guest.close" && subject["member"] === member)) return [];
  const links = new Map((await people.invitations()).map((row) => [String(row.id), row]));
  const open = new Set<string>([...guest.verdicts, ...guest.outputs]);
  const ended: Ended[] = [];
  for (const { action, actor: by, subject } of entries.toReversed()) {
    if (action === "link.use") {
      const link = by === member ? links.get(String(subject["invitation"])) : undefined;
      for (const text of [link?.verdict, link?.output]) if (text) open.add(text);
      continue;
    }
    const inviter = MemberId.safeParse(subject["inviter"]).data;
    const verdict = VerdictId.safeParse(subject["verdict"]).data;
    const id = verdict ?? OutputId.safeParse(subject["output"]).data;
    if (subject["member"] !== member || !inviter || !id || open.has(id)) continue;
    open.add(id);
    ended.push({ id, kind: verdict ? "verdict" : "output", inviter, by });
  }
  return ended;
}

interface Closed extends Pick<GuestPlace["closed"][number], "id" | "kind"> {
  /** Of which it is looked for who closed them. */
  verdicts: VerdictId[];
}

async function closedTo(store: Needs, actor: Actor, { verdicts, outputs }: GuestBinding): Promise<Closed[]> {
  const closed: Closed[] = [];
  for (const id of verdicts) {
    const verdict = await store.verdicts.get(id);
    if (!verdict || !can(actor, "verdict.read", verdict)) closed.push({ id, kind: "verdict", verdicts: [id] });
  }
  const subjects = new OutputSubjects(store);
  for (const id of outputs) {
    const row = await store.outputs.get(id);
    const subject = row && (await subjects.of(actor, row));
    if (subject && can(actor, "output.read", subject)) continue;
    // Where its files name no verdict, whose it was that was closed would.
    const isNamed = row !== null && !subject?.namesNoVerdict;
    closed.push({ id, kind: "output", verdicts: isNamed ? await closedOf(store, row.named) : [] });
  }
  return closed;
}

async function closedOf(store: Needs, verdicts: readonly VerdictId[]): Promise<VerdictId[]> {
  const all = await Promise.all(verdicts.map((id) => store.verdicts.get(id)));
  return all.flatMap((verdict) => (verdict && !hasReached(verdict.stage, FOR_GUESTS) ? [verdict.id] : []));
}

/** Who last took one of these back from guests; a later way back closed it to nobody of them. */
function lastBack(entries: readonly WrittenEntry[], verdicts: readonly VerdictId[]): ReturnType<typeof stageBackOf> {
  const of = new Set<unknown>(verdicts);
  for (const entry of entries.toReversed()) {
    const back = of.has(entry.subject["verdict"]) ? stageBackOf(entry) : null;
    if (back && hasReached(back.was, FOR_GUESTS) && !hasReached(back.now, FOR_GUESTS)) return back;
  }
  return null;
}
