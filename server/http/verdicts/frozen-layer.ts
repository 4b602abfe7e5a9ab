import { can } from "../../../schema/domain/can.ts";
import { LayerId } from "../../../schema/domain/ids.ts";
import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { toLayerRef } from "../../access/verdict-access.ts";
import { visibleLayers } from "../../access/visible-layers.ts";
import { type Deps } from "../../deps.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { Refusal } from "../../refusal.ts";
import type { CommentRow, ThreadRow } from "../../store/rows.ts";
import { mustSeeVerdict, pathId, type RequestContext } from "../route.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

/** A layer that is frozen, with all that stands in it. */
export async function readLayer(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { store } = deps;
  const { signedIn, verdict } = await mustSeeVerdict(c, deps);
  const id = pathId(c, "layer", LayerId);
  const layers = await visibleLayers(store, signedIn.actor, verdict);
  const seesTimes = can(signedIn.actor, "comparison.read", verdict);
  const layer = layers.find((each) => each.id === id && (each.frozenAt !== null || each.kind === "adjudicated"));
  if (!layer) throw new Refusal("not-found");
  // Who may not know when coders worked is told when all of it was frozen.
  const shownTime = (at: string): string => (seesTimes ? at : (layer.frozenAt ?? verdict.createdAt));
  const [annotations, answers, translations, { threads, comments }] = await Promise.all([
    store.passages.annotations([id]),
    store.passages.answers([id]),
    store.passages.translations(verdict.id, [], [id]),
    store.passages.ownThreads([id]),
  ]);
  return c.json<FrozenLayer>({
    ...toLayerRef(layer),
    annotations: annotations
      .filter(({ deleted }) => deleted === null)
      .map(({ id: annotation, category, version, anchor, createdAt, author, ...row }) => {
        const at = shownTime(createdAt);
        return { id: annotation, category, version, anchor, ...tagWords(row), createdAt: at, author };
      }),
    answers: answers.map(({ question, subject, value, version, note, certainty, evidence, author, at }) => {
      return { question, subject, value, version, note, certainty, evidence, author, at: seesTimes ? at : null };
    }),
    translations: translations
      .filter(({ deleted, body }) => deleted === null && body.trim() !== "")
      .map(({ id: translation, language, body, anchor, createdAt, author }) => {
        return { id: translation, language, text: body, anchor, createdAt: shownTime(createdAt), author };
      }),
    threads: toFrozenThreads(threads, comments, shownTime),
  });
}

/** Without what was deleted. */
function toFrozenThreads(
  threads: readonly ThreadRow[],
  comments: readonly CommentRow[],
  shownTime: (at: string) => string,
): FrozenLayer["threads"] {
  const byThread = groupBy(
    comments.filter(({ deleted }) => deleted === null),
    ({ thread }) => thread,
  );
  return threads.flatMap(({ id, anchor, annotation, resolved, deleted, author }) => {
    const said = byThread.get(id);
    if (deleted !== null || !said) return [];
    return [
      {
        id,
        anchor,
        annotation,
        resolved: resolved !== null,
        author,
        comments: said.map(({ id: comment, body, createdAt, editedAt, author: by }) => {
          return { id: comment, body, createdAt: shownTime(createdAt), edited: editedAt !== null, author: by };
        }),
      },
    ];
  });
}
