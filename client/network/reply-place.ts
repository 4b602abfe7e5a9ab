import type { Reply } from "../../schema/protocol/http/network.ts";

/** To the discussion, where one answers. */
export function replyPlace({ of, thread }: Pick<Reply, "of" | "thread">): string {
  return `/${of.kind === "verdict" ? "verdicts" : "outputs"}/${of.id}?thread=${thread}&reply`;
}
