import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { newId, UnitId, type VerdictId } from "../../../schema/domain/ids.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { makeRevision, type MadeRevision } from "../../actions/make-revision.ts";
import type { Deps } from "../../deps.ts";
import { carryNames } from "../../privacy/names/names-carry.ts";
import { labelsOf } from "../../privacy/names/names-look.ts";
import { hasSealedKey } from "../../privacy/names/sealed-key.ts";
import { tokenKindOfRole, unitKindOf, wordsOf } from "../../privacy/names/tokens.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { isApplied, type NamedPerson, type NamesDocument } from "../../store/shapes/names-document.ts";
import { currentNames, type NamesState } from "./names-state.ts";

/*
 * A person whose names are replaced already turns out to have another role: the words of the token are changed wherever they stand,
 * as a revision of its own. It is remembered what they were, so that the names can still be brought back: a rewording is then taken
 * back before the application that put its token in.
 */

type RewordDeps = Pick<Deps, "clock" | "config" | "exports" | "realtime" | "screens" | "store">;
type By = { member: Pick<SignedIn["member"], "id"> };

/** Whether another role of a person would change words that stand in the text. */
export function isReworded(document: NamesDocument, id: string, role: PersonRole): boolean {
  const person = document.entities.find((each) => each.id === id);
  return person !== undefined && isApplied(document, id) && tokenKindOfRole(role) !== person.token.kind;
}

/** Gives the person of state `number` the role, and their places in the text its token. */
export async function rewordPerson(
  deps: RewordDeps,
  by: By,
  id: VerdictId,
  { number, entity, role }: { number: number; entity: string; role: PersonRole },
): Promise<void> {
  // A key that nobody can open here would go on to say the old words.
  if (await hasSealedKey(deps.config.dataFolder, id)) throw new Refusal("names-applied");
  const make = async (): Promise<MadeRevision> => {
    const state = await currentNames(deps.store, id);
    if (!state) throw new Refusal("not-allowed");
    if (state.document.number !== number) throw new Refusal("names-moved", { number: state.document.number });
    const used = await deps.store.verdicts.usedNumbers(id);
    return reworded(state, { entity, role, now: deps.clock().toISOString() }, used);
  };
  await makeRevision(deps, by, id, { make, action: "names.role", earlierText: "stays", names: "decided" });
}

function reworded(
  { verdict, document, revision, units, unitLabels }: NamesState,
  { entity, role, now }: { entity: string; role: PersonRole; now: string },
  usedNumbers: Iterable<string>,
): MadeRevision {
  const person = document.entities.find((each) => each.id === entity);
  if (!person) throw new Refusal("bad-request");
  const tokenKind = tokenKindOfRole(role);
  // Who gets a role back that they had gets the token back too.
  const own = document.rewordings?.find((each) => each.entity === entity && each.token.kind === tokenKind)?.token;
  const token = own ?? labelsOf(document, revision.text, unitLabels).next(tokenKind);
  const insert = wordsOf(token);
  const before = wordsOf(person.token);
  const edits = findTokens(revision.text)
    .filter((each) => each.token === before)
    .map(({ start, end }) => ({ start, end, insert }));
  const text = applyEdits(revision, edits, [], "redact", usedNumbers);
  const kind = unitKindOf(token.kind);
  const there = units.find((each) => each.kind === kind && each.label === token.label)?.id ?? null;
  const made = kind && there === null ? newId(UnitId) : null;
  const unit = made ?? there;
  const changed: NamedPerson = { ...person, role, token, unit, isRoleGuessed: undefined };
  const { role: roleBefore, token: tokenBefore, unit: unitBefore } = person;
  const was = { entity, role: roleBefore, token: tokenBefore, unit: unitBefore, made };
  const carried = carryNames(withPerson(document, changed), [text.map], text.revision);
  const next: NamesDocument = {
    ...carried,
    number: document.number + 1,
    // What was decided of this person before is of another token.
    steps: carried.steps.filter((step) => !step.entities.some(({ after }) => after?.id === entity)),
    undone: [],
    rewordings: [...(document.rewordings ?? []), { revision: text.revision.number, ...was }],
  };
  return {
    ...text,
    also: {
      names: { expected: document.number, document: next },
      withdrawUnits: unitsOfNames(document, unitBefore),
      addUnits: kind && made ? [{ id: made, verdict: verdict.id, kind, label: token.label, createdAt: now }] : [],
    },
  };
}

const withPerson = (document: NamesDocument, person: NamedPerson): NamesDocument => ({
  ...document,
  entities: document.entities.map((each) => (each.id === person.id ? person : each)),
});

/** A person's unit where the names made it; one that was there before them stays. */
function unitsOfNames({ applications, rewordings = [] }: NamesDocument, unit: UnitId | null): UnitId[] {
  if (unit === null) return [];
  const isTheirs =
    applications.some(({ units }) => units.includes(unit)) || rewordings.some(({ made }) => made === unit);
  return isTheirs ? [unit] : [];
}

/** Takes back the rewordings of the persons of the last application, the newest first, so that it can be taken back itself. */
export async function unrewordLast(deps: RewordDeps, by: By, id: VerdictId): Promise<void> {
  let made: MadeRevision | null;
  do {
    const make = async (): Promise<MadeRevision | null> => {
      const state = await currentNames(deps.store, id);
      return state && unreworded(deps, state, id);
    };
    made = await makeRevision(deps, by, id, { make, action: "names.role", earlierText: "stays", names: "decided" });
  } while (made);
}

async function unreworded(
  { store: { verdicts }, clock }: RewordDeps,
  { document, revision, units }: NamesState,
  id: VerdictId,
): Promise<MadeRevision | null> {
  const named = new Set(document.applications.at(-1)?.mentions.map(({ entity }) => entity));
  const last = document.rewordings?.findLast(({ entity }) => named.has(entity));
  if (!last) return null;
  const base = last.revision - 1;
  const [before, after, maps, used] = await Promise.all([
    verdicts.revision(id, base),
    verdicts.revision(id, last.revision),
    verdicts.maps(id),
    verdicts.usedNumbers(id),
  ]);
  const map = maps.find(({ from }) => from === base);
  if (!before || !after || !map) throw new Refusal("edits-conflict");
  const since = maps.filter(({ from }) => from > base && from < revision.number);
  const undone = undoCorrection({ before, after, map }, revision, since, used);
  if (undone.conflict) throw new Refusal("edits-conflict", { of: undone.of });
  const person = document.entities.find((each) => each.id === last.entity);
  const { role, token, unit } = last;
  const kind = unitKindOf(token.kind);
  const isGone = unit !== null && units.every((each) => each.id !== unit);
  const createdAt = clock().toISOString();
  const returned = person ? withPerson(document, { ...person, role, token, unit }) : document;
  const carried = carryNames(returned, [...maps, undone.map], undone.revision);
  const next: NamesDocument = {
    ...carried,
    number: document.number + 1,
    returns: [...carried.returns, undone.revision.number],
    rewordings: document.rewordings?.filter((each) => each !== last),
  };
  return {
    revision: undone.revision,
    map: undone.map,
    also: {
      names: { expected: document.number, document: next },
      withdrawUnits: person && person.unit !== unit ? unitsOfNames(document, person.unit) : [],
      addUnits: isGone && kind ? [{ id: unit, verdict: id, kind, label: token.label, createdAt }] : [],
    },
  };
}
