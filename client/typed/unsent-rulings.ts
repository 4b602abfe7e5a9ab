import type { DisagreementId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { AmendCommand, DisagreementView, RuleCommand } from "../../schema/protocol/http/disagreements.ts";
import { amend, ruleOn } from "../api/disagreements.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { readDraft } from "../api/methodology/methodology.ts";
import { t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { ofMember } from "./of-member.ts";
import { actOf, unsentWords } from "./typed-on.ts";

/** A ruling as it is sent, with what it changes in the methodology's draft. */
export interface RulingToSend {
  member: MemberId;
  verdict: VerdictId;
  id: DisagreementId;
  command: RuleCommand;
  amend: AmendCommand | null;
}

/** What became of it: the disagreement as it is now; `moved` where somebody ruled meanwhile; what else to say of it. */
export type Recorded =
  | { ruled: DisagreementView; said: string | null }
  | { moved: true }
  | { problem: string; isUnsent?: boolean };

type Listener = (ruling: RulingToSend, recorded: Recorded) => void;

/** Rulings that were to be recorded while the server was out of reach: they go once it is back, whatever the page, while this tab is open. */
const unsent = ofMember(new Map<DisagreementId, RulingToSend>());
const listeners = new Set<Listener>();
const changes = new Set<() => void>();
let isSending = false;

/** Names of the fields in which a ruling's words are typed, under which they are kept. */
export function rulingWords(id: DisagreementId): { reason: string; value: string; amend: string } {
  return { reason: `ruling ${id} reason`, value: `ruling ${id} value`, amend: `ruling ${id} amend` };
}

/** The disagreement that words for an act are the ruling's of; null for any other act. */
export function ruledOnBy(act: string | null): string | null {
  return /^ruling (\S+) /u.exec(act ?? "")?.[1] ?? null;
}

/** Asks the server to record a ruling, and then to change the methodology's draft. One that cannot reach it is kept, and goes when it is back. */
export async function sendRuling(ruling: RulingToSend): Promise<Recorded> {
  const { verdict, id, command } = ruling;
  let ruled: DisagreementView;
  try {
    ruled = await ruleOn(verdict, id, command);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "offline") {
      unsent.set(id, ruling);
      // The same listener once, however often it is added; where the connection held, no other word comes.
      addEventListener("online", onBack);
      tellChange();
      return { problem: t("reconcile.unsent"), isUnsent: true };
    }
    forgetUnsent(id);
    if (error instanceof ProblemError && error.code === "case-moved") return { moved: true };
    return { problem: describeProblem(error) };
  }
  forgetUnsent(id);
  if (!ruling.amend) return { ruled, said: null };
  try {
    // Who opens the draft makes it, where there is none of the version in force yet.
    await readDraft();
    await amend(verdict, id, ruling.amend);
    return { ruled, said: t("reconcile.amended") };
  } catch (error) {
    return { ruled, said: t("reconcile.amend-failed", { problem: describeProblem(error) }) };
  }
}

/** How many wait, of one verdict or of all. */
export function unsentRulings(verdict?: VerdictId): number {
  return [...unsent.values()].filter((each) => verdict === undefined || each.verdict === verdict).length;
}

export function isUnsentRuling(id: string): boolean {
  return unsent.has(id as DisagreementId);
}

/** Nobody wants it sent any more, as it was recorded. */
export function forgetUnsent(id: DisagreementId): void {
  if (unsent.delete(id)) tellChange();
}

/** The server is back. What waits is asked for again, of who is signed in; the page that shows it is told what became of it. */
export async function sendUnsentRulings(member: MemberId | undefined = device.work?.member): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (const ruling of [...unsent.values()].filter((each) => each.member === member)) {
      const recorded = await sendRuling(ruling);
      if ("isUnsent" in recorded) return;
      if ("ruled" in recorded) dropWords(ruling.id);
      for (const listener of listeners) listener(ruling, recorded);
    }
  } finally {
    isSending = false;
  }
}

const onBack = (): void => void sendUnsentRulings();

/** Hears what became of those that waited, until the returned function is called. */
export function onRulingSent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears that others wait, until the returned function is called. */
export function onUnsentRulings(listener: () => void): () => void {
  changes.add(listener);
  return () => changes.delete(listener);
}

function tellChange(): void {
  for (const listener of changes) listener();
}

/** Its words are on the server: they are no draft any more. */
function dropWords(id: DisagreementId): void {
  const keys = Object.values(rulingWords(id));
  for (const key of keys) unsentWords.delete(key);
  const { work } = device;
  for (const { draft } of work?.allDrafts() ?? [])
    if (keys.includes(actOf(draft.place) ?? "")) work?.dropDraft(draft.id, "saved");
}
