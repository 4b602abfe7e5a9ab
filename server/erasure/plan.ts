import type { Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import {
  FORM_LETTERS,
  type ErasureCommand,
  type ErasureCounts,
  type ErasurePlan,
} from "../../schema/protocol/http/erasure.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import type { Range } from "../../schema/text/revision.ts";
import { formerMemberName } from "../../schema/text/former-member.ts";
import { findTokens, formatToken, parseToken } from "../../schema/text/token.ts";
import { Refusal } from "../refusal.ts";
import type { Hub } from "../rooms/hub.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import { besideOf } from "./beside.ts";
import { countRooms, countVerdict, sumOf } from "./counts.ts";
import { countOutputs, quotingOutputs } from "./output-counts.ts";
import { holdsErased } from "./parted-names.ts";
import { textEdits } from "./text-edits.ts";
import { countTranslations, translationsOfPassage } from "./translations.ts";
import { findWanted, toWanted, wordsOfPassage, wordsOfTerm, wordsToPropose, type HoldsErased } from "./words.ts";

type Command = ReturnType<typeof ErasureCommand.parse>;

/** What a job looks for. Refuses a passage that is none of its revision, or whose words are gone. */
export async function toNeeds(store: Store, verdict: Verdict, command: Command): Promise<ErasureNeeds> {
  if (command.kind === "term") {
    const words = wordsOfTerm(command.forms, verdict.language, command.without);
    return { words, inText: true, place: null, entries: [] };
  }
  const { revision, ranges } = command;
  if (revision > verdict.revision) throw new Refusal("revision-newer");
  const found = await store.verdicts.revision(verdict.id, revision);
  if (!found) throw new Refusal("edits-conflict");
  if (ranges.some(({ start, end }, i) => start >= end || end > found.text.length || start < (ranges[i - 1]?.end ?? 0)))
    throw new Refusal("bad-request", { field: "ranges" });
  const words = wordsOfPassage(ranges.map(({ start, end }) => found.text.slice(start, end)));
  const entries = await translationsOfPassage(store, verdict.id, { revision, ranges });
  return { words, inText: false, place: { revision, ranges }, entries };
}

/** `[Passage n]`, the next one of the verdict. */
export async function passageToken(store: Store, id: VerdictId): Promise<string> {
  const [newest, erasures] = await Promise.all([store.verdicts.revision(id), store.erasures.list()]);
  const tokens = [
    ...findTokens(newest?.text ?? "").map(({ token }) => token),
    ...erasures.flatMap(({ verdict, token }) => (verdict === id && token !== null ? [token] : [])),
  ];
  const used = tokens.map((token) => {
    const parsed = parseToken(token);
    return parsed?.kind === "Passage" ? Number(parsed.label) || 0 : 0;
  });
  return formatToken("Passage", Math.max(0, ...used) + 1);
}

/** What stands in the place of an erased member's name: the next number. */
export async function formerMember(store: Store): Promise<string> {
  const erased = (await store.erasures.list()).filter(({ kind }) => kind === "member");
  return formerMemberName(erased.length + 1);
}

/** What the job would do, in numbers; `proposed` has the forms that stand in the text. Nothing is changed. */
export async function planOf(
  { store, hub }: { store: Store; hub: Pick<Hub, "look"> },
  asker: Actor,
  verdict: Verdict,
  command: Command,
  needs: ErasureNeeds,
  token: string,
  /** Made files and scans that would go. */
  files: Pick<ErasureCounts, "exports" | "scans">,
): Promise<Omit<ErasurePlan, "hasSealedKey">> {
  const [newest, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  if (!newest) throw new Refusal("not-found");
  const wanted = toWanted(needs.words, newest.text);
  const isIt: HoldsErased = (text, written, parted) => holdsErased(text, wanted, written, parted);
  const { edits } = textEdits(newest, maps, needs, token);
  const { counts: ofRooms } = await countRooms(store, asker, verdict, isIt);
  const translated = await countTranslations(store, asker, verdict, isIt, needs);
  const quoting = await quotingOutputs(store, verdict.id, newest, edits);
  const written = await countOutputs(store, hub, asker, isIt, needs, quoting);
  const counts = {
    ...sumOf(ofRooms, translated, written.counts),
    ...(await countVerdict(store, verdict, isIt)),
    text: edits.length,
    ...files,
  };
  const ranges = edits.map(({ start, end }) => ({ start, end }));
  return {
    counts,
    documents: written.documents,
    proposed: command.kind === "term" ? proposedForms(newest.text, command, verdict) : [],
    elsewhere: needs.place === null ? 0 : elsewhereOf(newest.text, ranges, verdict),
    beside: command.kind === "term" ? besideOf(newest.text, ranges) : [],
    ranges,
    revision: newest.number,
  };
}

/** A longer passage is no name: that its words stand elsewhere in some form says nothing. */
const NAME_WORDS = 6;

/** In how many other places the words of a passage stand, in any form. */
function elsewhereOf(text: string, ranges: readonly Range[], { language }: Verdict): number {
  const words = ranges.map(({ start, end }) => text.slice(start, end).trim());
  const forms = words.filter((each) => /\p{L}{2}|\d{2}/u.test(each) && each.split(/\s+/).length <= NAME_WORDS);
  if (forms.length === 0) return 0;
  const found = findWanted(text, toWanted(wordsOfTerm(forms, language)));
  return found.filter((each) => !ranges.some((range) => overlaps(each, range))).length;
}

/** Every form of what was given that stands in the text, as it is spelled there; given names alone and initials too. */
function proposedForms(
  text: string,
  { forms, without }: Extract<Command, { kind: "term" }>,
  { language }: Verdict,
): ErasurePlan["proposed"] {
  const given = toWanted(wordsOfTerm(forms, language, without));
  const counts = new Map<string, { form: string; text: number; given: boolean }>();
  for (const { start, end } of findWanted(text, toWanted(wordsToPropose(forms, language)))) {
    const form = text.slice(start, end);
    // An initial behind a comma goes with the name that it is of, and is no form by itself.
    if (form.length < FORM_LETTERS) continue;
    // Written small it may be another word: one more to be decided on.
    const folded = foldForSearch(form) + (/\p{Lu}/u.test(form) ? "" : " small");
    const known = counts.get(folded);
    if (known) known.text++;
    else counts.set(folded, { form, text: 1, given: findWanted(form, given).length > 0 });
  }
  return [...counts.values()].sort((a, b) => Number(b.given) - Number(a.given) || b.text - a.text);
}
