import type { CategoryId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { addCategory } from "../../schema/rooms/draft/draft-acts.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import { ProblemError } from "../api/http.ts";
import { readDraft } from "../api/methodology/methodology.ts";
import { WorkStore } from "../sync/offline/work-store.ts";
import type { Screen } from "../sync/screening.ts";
import { DraftModel } from "./draft/draft-model.ts";

/** A category that somebody misses. */
export interface Proposed {
  label: string;
  language: UiLanguage;
  /** Where it belongs; null = a branch of its own. */
  parent: CategoryId | null;
  /** What shows it; null where the verdict is coded blind, since whoever codes it reads the draft too. */
  passage: Passage | null;
  /** Trimmed; a vote begins with it. Empty: the category waits for whoever leads, and nobody is asked to vote. */
  why: string;
}

interface Passage {
  verdict: VerdictId;
  anchor: Anchor;
}

/** Who proposes, and by which version what they read is coded; null where there is none yet. */
interface Proposer {
  me: MemberId;
  version: MethodologyVersion | null;
}

const PATIENCE_MS = 15_000;

/** A passage that shows what a category is. */
export type Example = Passage & { category: CategoryId };

/**
 * Puts a category into the methodology's draft with the passage, if any, as its example, and resolves with its code when that is on
 * the server's disk. Throws ProblemError: not-allowed for who may not write there, offline where the server does not answer.
 */
export function proposeCategory(proposer: Proposer, proposed: Proposed): Promise<string> {
  // A vote goes into the room of the discussion, which may be here later than the draft.
  const isReady = ({ discussion }: DraftModel): boolean => proposed.why === "" || discussion?.canWrite === true;
  return inDraft(proposer, (model) => add(model, proposed), isReady);
}

/** Makes a passage the example of a category in the draft. Rejects as `proposeCategory`; not-found where the draft has it no more. */
export async function makeExample(proposer: Proposer, { category, verdict, anchor }: Example): Promise<void> {
  const isThere = await inDraft(proposer, (model) => {
    const entry = model.state.nodes.find((node) => node.category.id === category)?.category.entry;
    if (entry) model.set("categories", entry, { exampleVerdict: verdict, exampleAnchor: packAnchor(anchor) });
    return entry !== undefined;
  });
  if (!isThere) throw new ProblemError("not-found");
}

/** Opens the draft, does one thing in it, and closes it when that is on the server's disk. */
async function inDraft<T>(
  { me, version }: Proposer,
  act: (model: DraftModel) => T,
  isReady: (model: DraftModel) => boolean = () => true,
): Promise<T> {
  if (!version) throw new ProblemError("not-found");
  const view = await readDraft();
  if (view.draft.right !== "write") throw new ProblemError("not-allowed");
  const opened: DraftModel[] = [];
  let patience: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      let done: { value: T } | null = null;
      const onChange = (): void => {
        const [model] = opened;
        if (!model) return;
        if (!done && model.isSynced && model.canEdit && isReady(model)) done = { value: act(model) };
        if (done && model.saved.state === "saved") resolve(done.value);
      };
      const giveUp = (): void => reject(new ProblemError("offline"));
      patience = setTimeout(giveUp, PATIENCE_MS);
      // Who has proposed it holds it until it is said to be there, so that nothing of it is kept.
      const kept = WorkStore.inMemory(me, { kind: "methodology", id: version.methodology });
      const screen: Screen = (texts) => Promise.resolve(texts);
      const listener = { onChange, onClosed: giveUp, onStale: giveUp, screen };
      opened.push(new DraftModel(view, me, new Map(), kept, listener));
    });
  } finally {
    clearTimeout(patience);
    for (const model of opened) model.close();
  }
}

function add(model: DraftModel, { label, language, parent, passage, why }: Proposed): string {
  const { nodes, tree } = model.state;
  const branch = nodes.find(({ category }) => category.id === parent);
  const place = { parent: branch?.category.entry ?? null, index: (branch?.children ?? tree).length };
  const entry = model.act((room, now) => {
    const made = addCategory(room, place, { [language]: label }, now);
    if (passage)
      room.roots.categories.set(made, { exampleVerdict: passage.verdict, exampleAnchor: packAnchor(passage.anchor) });
    return made;
  });
  const made = model.state.categories.find((each) => each.entry === entry);
  if (made && why !== "") model.discussion?.begin({ category: made.id }, why, true);
  return made?.code ?? "";
}
