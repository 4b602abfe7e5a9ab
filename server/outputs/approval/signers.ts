import type { Actor } from "../../../schema/domain/can.ts";
import { seriesOf } from "../../../schema/domain/house.ts";
import type { MemberId, OrganisationId, OutputId } from "../../../schema/domain/ids.ts";
import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import type { Wanted } from "../../../schema/protocol/http/outputs.ts";
import type { Signature } from "../../store/shapes/approvals.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";

/** What all organisations say together is signed by each of them. */
export function isAlwaysJoint({ template }: Pick<OutputRow, "template">): boolean {
  return seriesOf(template) === "PP";
}

/** Who has typed in any of the documents. */
export async function writersOf(store: Pick<Store, "approvals">, outputs: readonly OutputId[]): Promise<Set<MemberId>> {
  const writers = new Set<MemberId>();
  for (const output of outputs) for (const member of await store.approvals.typedIn(output)) writers.add(member);
  return writers;
}

/**
 * Whose signatures are wanted: of each organisation that has lawyers or facilitators, or of one person. Where all of them have typed in
 * it their facilitators may; of one person nobody signs what they asked for.
 */
export function wantedFor(
  members: readonly Member[],
  writers: ReadonlySet<MemberId>,
  { joint, askedBy }: { joint: boolean; askedBy: MemberId | null },
): Omit<Wanted, "name">[] {
  const able = members.filter(
    ({ guest, removedAt, role }) => guest === null && removedAt === null && DUTIES[role].codes,
  );
  const groups: (OrganisationId | null)[] = joint ? [...new Set(able.map(({ organisation }) => organisation))] : [null];
  return groups.map((organisation) => {
    const own = able.filter((each) => organisation === null || each.organisation === organisation);
    const free = own.filter(({ id }) => !writers.has(id));
    const allWrote = own.length > 0 && free.length === 0;
    const leads = own.filter(({ id, role }) => DUTIES[role].leads && (joint || id !== askedBy));
    const signers = allWrote ? leads : free.filter(({ id }) => id !== askedBy);
    return { organisation, signers: signers.map(({ id }) => id), allWrote };
  });
}

/** Which of the wanted signatures are not there yet. */
export function missingOf<W extends Pick<Wanted, "organisation">>(
  wanted: readonly W[],
  signatures: readonly Signature[],
): W[] {
  return wanted.filter(({ organisation }) =>
    organisation === null
      ? signatures.length === 0
      : !signatures.some((signature) => signature.organisation === organisation),
  );
}

/** The signature that somebody may give; null where none of those that are missing is theirs. */
export function signableBy<W extends Omit<Wanted, "name">>(
  actor: Pick<Actor, "id" | "organisation">,
  missing: readonly W[],
): W | null {
  return (
    missing.find(
      ({ organisation, signers }) =>
        (organisation === null || organisation === actor.organisation) && signers.includes(actor.id),
    ) ?? null
  );
}
