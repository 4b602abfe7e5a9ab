import { readFileSync } from "node:fs";
import { z } from "zod";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import { CodingFile } from "../../schema/protocol/http/codings.ts";
import { readCodings, roundOfCodings } from "../codings/bring-codings.ts";
import { openDisagreements } from "../reconcile/open-disagreements.ts";
import type { Store } from "../store/store.ts";
import { DemoPerson } from "./demo-people.ts";

/** What people of the demo made of a verdict, each alone. Made by scripts/demo-codings.ts. */
export const DemoCodings = z.array(z.object({ by: DemoPerson, file: CodingFile }));

/** The verdict that three lawyers have coded: a second round that is revealed, and has disagreements to look at. */
export const CODED = "al-individual";

/** Brings the codings in as a facilitator would, with everything that they hold. */
export async function addDemoCodings(
  store: Store,
  verdict: VerdictId,
  people: Record<DemoPerson, Member>,
  at: string,
): Promise<void> {
  const codings = DemoCodings.parse(
    JSON.parse(readFileSync(new URL(`codings/${CODED}.json`, import.meta.url), "utf8")),
  ).map(({ by, file }) => ({ member: people[by].id, file }));
  const present = await store.verdicts.get(verdict);
  const read = present && (await readCodings(store, (_, text) => text, present, codings, at));
  if (!read) throw new Error("no verdict to code");
  const round = await store.codings.bring(roundOfCodings(read, verdict, people.facilitator.id, at));
  await openDisagreements(store, verdict, round.id, at);
  for (const { owner } of read.coders)
    await store.audit.append({
      at,
      actor: people.facilitator.id,
      action: "codings.import",
      subject: { verdict, round: round.id, for: owner },
    });
}
