import type { CategoryId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { addCategory } from "../../schema/rooms/draft-acts.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import { ProblemError } from "../api/http.ts";
import { readDraft } from "../api/methodology.ts";
import { DraftModel } from "./draft-model.ts";

/** A category that somebody misses, with the passage that shows it. */
export interface Proposed {
  label: string;
  language: UiLanguage;
  /** Where it belongs; null = a branch of its own. */
  parent: CategoryId | null;
  verdict: VerdictId;
  anchor: Anchor;
}

const PATIENCE_MS = 15_000;

/**
 * Puts a category into the methodology's draft with the passage as its example, and resolves with its code when that is on
 * the server's disk. Throws ProblemError: not-allowed for who may not write there, offline where the server does not answer.
 */
export async function proposeCategory(me: MemberId, proposed: Proposed): Promise<string> {
  const view = await readDraft();
  if (view.draft.right !== "write") throw new ProblemError("not-allowed");
  let model: DraftModel | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      let code: string | null = null;
      const onChange = (): void => {
        if (code === null && model?.isSynced && model.canEdit) code = add(model, proposed);
        else if (code !== null && model?.saved.state === "saved") resolve(code);
      };
      patience = setTimeout(() => reject(new ProblemError("offline")), PATIENCE_MS);
      model = new DraftModel(view, me, new Map(), {
        onChange,
        onClosed: () => reject(new ProblemError("offline")),
        onStale: () => reject(new ProblemError("offline")),
      });
    });
  } finally {
    clearTimeout(patience);
    (model as DraftModel | null)?.close();
  }
}

function add(model: DraftModel, { label, language, parent, verdict, anchor }: Proposed): string {
  const { nodes, tree } = model.state;
  const branch = nodes.find(({ category }) => category.id === parent);
  const place = { parent: branch?.category.entry ?? null, index: (branch?.children ?? tree).length };
  const entry = model.act((room, now) => {
    const made = addCategory(room, place, { [language]: label }, now);
    room.roots.categories.set(made, { exampleVerdict: verdict, exampleAnchor: packAnchor(anchor) });
    return made;
  });
  return model.state.categories.find((each) => each.entry === entry)?.code ?? "";
}
