import { can } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { verdictsOfScope } from "../../schema/domain/output.ts";
import { blockPlaces } from "../../schema/editor/block-places.ts";
import { kindOf, numbersParagraphs, verdictsOfKind, type Kind } from "../../schema/editor/paper-kinds.ts";
import { restingIn } from "../../schema/editor/drawn-on.ts";
import type { ChangeVerdicts, OutputVerdicts, RestingPlace } from "../../schema/protocol/http/parts/output-verdicts.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { audit } from "../actions/audit.ts";
import type { Deps } from "../deps.ts";
import { MINUTES } from "../minutes/minutes-template.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { OutputRow } from "../store/output-store.ts";
import { StoreError } from "../store/store-error.ts";
import { OutputSubjects, verdictsIn } from "./output-subjects.ts";
import { templateIn } from "./templates.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;
type Reads = Pick<Deps, "realtime" | "store">;

/** What is to be known before the verdicts of a draft are changed. Throws not-found for minutes, which are about no verdicts. */
export async function verdictsToChange(deps: Reads, by: SignedIn, row: OutputRow): Promise<OutputVerdicts> {
  const { open, others, isHeld } = await languagesFor(deps, by, row);
  const kind = await mustBeAboutVerdicts(deps, row);
  const rests: RestingPlace[] = [];
  for (const each of [row, ...open]) rests.push(...(await restingOf(deps, each, kind)));
  return { limit: verdictsOfKind(kind), languages: others.map(({ language }) => language), isHeld, rests };
}

/** Whoever may write a draft says what it is about, in all its languages at once. Throws as `ChangeVerdicts` says. */
export async function changeVerdicts(
  deps: Needs,
  by: SignedIn,
  row: OutputRow,
  { number, verdicts }: ChangeVerdicts,
): Promise<void> {
  const { store, realtime } = deps;
  if (number !== row.number) throw new Refusal("output-moved");
  const next = [...new Set(verdicts)];
  const subject = await new OutputSubjects(store).about(by.actor, next);
  if (subject.verdicts.length < next.length) throw new Refusal("not-found");
  if (!can(by.actor, "output.make", subject)) throw new Refusal("not-allowed");
  const { open, isHeld } = await languagesFor(deps, by, row);
  if (isHeld) throw new Refusal("output-held");
  const kind = await mustBeAboutVerdicts(deps, row);
  if (next.length > (verdictsOfKind(kind) ?? next.length)) throw new Refusal("output-one-verdict");
  const before = verdictsIn(row.scope, await store.verdicts.all()).map(({ id }) => id);
  const gone = before.filter((id) => !next.includes(id));
  for (const each of [row, ...open])
    if ((await restingOf(deps, each, kind)).some(({ verdict }) => gone.includes(verdict)))
      throw new Refusal("output-rests");
  await setScope(deps, [row, ...open], next);
  const named = verdictsOfScope(row.scope);
  for (const { id: output } of [row, ...open]) {
    for (const verdict of next.filter((id) => !named.includes(id)))
      await audit(deps, by, "output.verdicts", { output, verdict, isAdded: true });
    for (const verdict of named.filter((id) => !next.includes(id)))
      await audit(deps, by, "output.verdicts", { output, verdict, isAdded: false });
    // What it is about says who reads it.
    await realtime.recheckOutput(output);
    realtime.publish({ type: "output", output });
  }
}

async function setScope({ store }: Needs, rows: readonly OutputRow[], verdicts: VerdictId[]): Promise<void> {
  try {
    await store.outputs.setScope(rows, { kind: "verdicts", verdicts });
  } catch (error) {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("output-moved") : error;
  }
}

/** The other languages: those that the asker may read, of these those that they may write, and whether there is one that they may not. */
async function languagesFor({ store }: Reads, { actor }: SignedIn, row: OutputRow) {
  const subjects = new OutputSubjects(store);
  const others: OutputRow[] = [];
  const open: OutputRow[] = [];
  let isHeld = false;
  for (const each of await store.outputs.inLanguages(row.id)) {
    if (each.id === row.id) continue;
    const subject = await subjects.of(actor, each);
    if (can(actor, "output.read", subject)) others.push(each);
    if (can(actor, "output.write", subject)) open.push(each);
    else isHeld = true;
  }
  return { others, open, isHeld };
}

async function mustBeAboutVerdicts({ store }: Reads, row: OutputRow): Promise<Kind | null> {
  if (row.template === MINUTES) throw new Refusal("not-found");
  const version = await store.methodologies.version(row.methodologyVersion);
  const template = version && templateIn(version.content, row.template);
  return kindOf(row.template, template?.sections.map(({ id }) => id) ?? []);
}

async function restingOf({ store, realtime }: Reads, row: OutputRow, kind: Kind | null): Promise<RestingPlace[]> {
  const { id: output, language } = row;
  const { content } = await store.outputs.rooms(output);
  const document = await realtime.look(content, (doc) => new OutputRoom(doc).document());
  const places = blockPlaces(document, numbersParagraphs(kind));
  return restingIn(document).map((each) => ({ ...each, output, language, place: places.get(each.block) ?? "" }));
}
