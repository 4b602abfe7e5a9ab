import { can, type Actor, type OutputSubject } from "../../schema/domain/can.ts";
import type { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { toMemberCard, type MemberCard } from "../../schema/domain/member.ts";
import { boundAt, termOf } from "../../schema/domain/people/guest-terms.ts";
import { isGoodByMaker } from "../../schema/domain/people/place-rights.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import { nodesOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import { entriesOf, isHidden, keyOfDate, keyOfPerson, type Entry } from "../../schema/editor/wired-rows.ts";
import type { SourceRef } from "../../schema/protocol/http/parts/source-ref.ts";
import type { PartState, QuoteState } from "../../schema/protocol/http/quotes.ts";
import { COUNTRY_CODES } from "../export/document/manuscript/sources.ts";
import { figureText } from "../quotes/figure-text.ts";
import { isGuestOf } from "../access/members-here.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";

/** The verdicts of an output that are not cleared for guests. */
export function closedToGuests({ verdicts }: Pick<OutputSubject, "verdicts">): OutputSubject["verdicts"] {
  return verdicts.filter(({ stage }) => !hasReached(stage, "cleared-for-guests"));
}

/** Whether somebody who reads an output may invite guests to it once the verdicts in `closed` are cleared for guests. */
export async function invitingTo(
  { people }: Pick<Store, "people">,
  actor: Actor,
  output: OutputSubject,
  { createdBy }: Pick<OutputRow, "createdBy">,
): Promise<{ mayInvite: boolean; closed: VerdictId[] }> {
  const closed = closedToGuests(output);
  const begunBy = await people.member(createdBy);
  const verdicts = output.verdicts.map((verdict) =>
    closed.includes(verdict) ? { ...verdict, stage: "cleared-for-guests" as const } : verdict,
  );
  const mayInvite = can(actor, "output.invite-guest", { ...output, verdicts, begunBy });
  return { mayInvite, closed: closed.map(({ id }) => id) };
}

type Given = { outputs: readonly OutputId[]; verdicts: readonly VerdictId[] };

/** Names of those whom an output was given to as guests and whose time is not over, their link used or not. */
export function guestsOf(store: Pick<Store, "people">, output: OutputId, now: Date): Promise<string[]> {
  return guestsWith(store, ({ outputs }) => outputs.includes(output), now);
}

/** The same of a verdict. */
export function guestsOfVerdict(store: Pick<Store, "people">, verdict: VerdictId, now: Date): Promise<string[]> {
  return guestsWith(store, ({ verdicts }) => verdicts.includes(verdict), now);
}

async function guestsWith(
  { people }: Pick<Store, "people">,
  isGiven: (given: Given) => boolean,
  now: Date,
): Promise<string[]> {
  const isThere = (expiresAt: string): boolean => new Date(expiresAt) > now;
  const members = await people.members();
  const came = members.flatMap(({ name, guest, removedAt }) =>
    removedAt === null && guest && isThere(guest.expiresAt) && isGiven(boundAt(guest, now.toISOString())) ? [name] : [],
  );
  const invited = (await people.invitations()).flatMap((each) =>
    isGiven({ outputs: each.output ? [each.output] : [], verdicts: each.verdict ? [each.verdict] : [] }) &&
    each.spentAt === null &&
    isThere(each.expiresAt) &&
    isGoodByMaker(each, each.invitedBy && members.find(({ id }) => id === each.invitedBy), members)
      ? [each.name ?? ""]
      : [],
  );
  return [...new Set([...came, ...invited])];
}

/**
 * Who reads the parts of an output's document: for a guest of it somebody who sees of each verdict what its guests see, for these
 * parts and nothing else. The stages hold as ever.
 */
export async function partsReader({ verdicts }: Pick<Store, "verdicts">, actor: Actor): Promise<Actor> {
  const { guest } = actor;
  return guest ? { ...actor, guest: { ...guest, verdicts: (await verdicts.all()).map(({ id }) => id) } } : actor;
}

/**
 * Parts as a guest of the output is told of them: the words that the document shows, no way to where they stand, nothing of what was
 * there before, and no row that its writers hide. A figure that a writer approved stays that, for a guest's own count is of fewer
 * verdicts.
 */
export function shownToGuests(
  parts: readonly PartState[],
  document: OutputDocument,
  language: UiLanguage,
): PartState[] {
  const entries = new Map([...nodesOf(document)].map(({ node }) => [node.attrs?.["id"], entriesOf(node)]));
  return parts.map((part) => asShown(part, entries.get(part.block) ?? [], language));
}

/**
 * Parts of a document whose files name no verdict, for its guests: each verdict as these files call it, counted by itself, and of what
 * happened the year alone.
 */
export function withoutVerdictNames(parts: readonly PartState[]): PartState[] {
  const names = new Map<string, string>();
  const unnamed = (source: SourceRef): SourceRef => {
    const code = COUNTRY_CODES[source.country];
    const before = [...names.values()].filter((name) => name.startsWith(code)).length;
    const name = names.get(source.verdict) ?? `${code}-${before + 1}`;
    names.set(source.verdict, name);
    return { ...source, caseNumber: name, court: "", date: null };
  };
  const ofSource = <Row extends { source: SourceRef | null }>(row: Row): Row =>
    row.source ? { ...row, source: unnamed(row.source) } : row;
  return parts.map((part): PartState => {
    switch (part.kind) {
      case "quote":
      case "actors":
      case "record":
        return ofSource(part);
      case "timeline": {
        const rows = part.rows.map((row) => ({
          ...row,
          date: row.date.slice(0, 4),
          ...(row.related ? { related: unnamed(row.related) } : {}),
        }));
        return { ...ofSource(part), rows };
      }
      case "comparison":
        return { ...part, rows: part.rows.map(ofSource) };
      case "chart": {
        const groups = part.groups?.map((group) => ({ ...group, rows: group.rows.map(ofSource) }));
        return { ...part, rows: part.rows.map(ofSource), ...(groups ? { groups } : {}) };
      }
      case "figure":
        return part;
    }
  });
}

/** Whose words they are is told to members alone. */
function withoutAuthor(translation: NonNullable<QuoteState["translation"]>): QuoteState["translation"] {
  const { by: _, ...said } = translation;
  return { ...said, now: null };
}

function asShown(part: PartState, entries: readonly Entry[], language: UiLanguage): PartState {
  switch (part.kind) {
    case "quote": {
      const translation = part.translation && withoutAuthor(part.translation);
      const { isTranslatedAround: _, ...shown } = part;
      return { ...shown, translation, at: null, annotation: null, approval: null, before: null, now: null };
    }
    case "figure": {
      const { before, counts, beside: _, ...shown } = part;
      if (!before) return part;
      return {
        ...shown,
        counts,
        ...before,
        text: figureText({ ...before, counts }, language),
        flags: [],
        before: null,
      };
    }
    // In it are ids of members.
    case "record":
      return { ...part, facts: null };
    case "timeline":
      return { ...part, rows: part.rows.filter((row) => !isHidden(keyOfDate(row), entries)), now: null };
    case "comparison":
    case "chart":
      return { ...part, now: null };
    case "actors":
      return { ...part, rows: part.rows.filter((row) => !isHidden(keyOfPerson(row), entries)), now: null };
  }
}

/** Everybody for a member; for a guest who writes where the guest can see it, the inviter and who else is a guest of the output `now`. */
export async function membersOf(
  { people, outputs }: Pick<Store, "people" | "outputs">,
  actor: Actor,
  { id }: Pick<OutputRow, "id">,
  now: Date,
): Promise<MemberCard[]> {
  const all = await people.members();
  const { guest } = actor;
  if (!guest) return all.map(toMemberCard);
  const { content, review } = await outputs.rooms(id);
  const writers = await Promise.all([content, review].map((room) => outputs.writersIn(room)));
  const here = new Set([actor.id, termOf(guest, id)?.invitedBy ?? guest.invitedBy, ...writers.flat()]);
  return all.filter((each) => here.has(each.id) || isGuestOf(each, id, now)).map(toMemberCard);
}
