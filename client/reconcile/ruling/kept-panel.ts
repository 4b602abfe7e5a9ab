import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { device } from "../../sync/offline/device.ts";
import type { WorkStore } from "../../sync/offline/work-store.ts";
import type { RememberedWords } from "../../sync/pending-store.ts";
import { ofMember } from "../../typed/of-member.ts";
import type { RulingDraft } from "./ruling-draft.ts";

/** What stays of a panel and its last reason from one disagreement to the next, and between visits of the page. */
export interface KeptPanel {
  panel: MemberId[];
  /** What was ruled last, and why. */
  last: Pick<RulingDraft, "choice" | "coders" | "reason"> | null;
}

const panels = ofMember(new Map<VerdictId, LastReason>());

/** Looked over whatever page is open: it is offered again on the next visit. */
class LastReason implements RememberedWords {
  kept: KeptPanel = { panel: [], last: null };
  /** Perhaps something is erased from it. */
  isCovered = false;

  cover(): string[] {
    const { last } = this.kept;
    this.isCovered = last !== null;
    return last ? [last.reason] : [];
  }

  uncover(left: (words: string) => string): void {
    const { last } = this.kept;
    this.isCovered = false;
    if (last) this.kept = { ...this.kept, last: { ...last, reason: left(last.reason) } };
  }
}

export function keptPanel(verdict: VerdictId): KeptPanel {
  return panels.get(verdict)?.kept ?? { panel: [], last: null };
}

/** What was ruled last; null before the first, and while it is not known what is left of its reason where something is erased. */
export function lastRuling(verdict: VerdictId): KeptPanel["last"] {
  const known = panels.get(verdict);
  return known && !known.isCovered ? known.kept.last : null;
}

/** `work`: with which it is looked over. */
export function keepPanel(verdict: VerdictId, change: Partial<KeptPanel>, work: WorkStore | null = device.work): void {
  const known = panels.get(verdict);
  const reason = known ?? new LastReason();
  reason.kept = { ...reason.kept, ...change };
  panels.set(verdict, reason);
  if (!known) work?.remembered.add({ of: { kind: "verdict", id: verdict }, words: reason });
}
