import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { TagView } from "../../reader/text-views.ts";
import { mentionedIn } from "../../discussion/said.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

/** What a coder wrote to themselves in a layer that is revealed, as views that nobody can change. */
export function frozenThreads(
  shown: ShownVerdict,
  { threads }: FrozenLayer,
  tag: (id: string) => TagView | null,
): ThreadView[] {
  return threads.flatMap(({ id, anchor, annotation, resolved, author, comments }): ThreadView[] => {
    const at = (annotation && tag(annotation)) ?? (anchor && shown.resolve(anchor));
    if (!at) return [];
    return [
      {
        id,
        audience: "coding",
        ranges: at.ranges,
        state: at.state,
        tag: annotation,
        suggestion: null,
        comments: comments.map(({ author: by, ...comment }) => {
          const card = shown.card(by) ?? shown.unknown;
          const mentioned = mentionedIn(comment.body, shown.me, (id) => shown.card(id));
          return { ...comment, mentioned, author: card, mine: by === shown.me, pending: false, deleted: false };
        }),
        author: shown.card(author) ?? shown.unknown,
        resolved,
        canReply: false,
        canResolve: false,
        canApply: false,
      },
    ];
  });
}
