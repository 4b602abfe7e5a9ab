import type { OutputView } from "../../../schema/protocol/http/outputs.ts";

/** Where two languages of a document stand beside each other; null where it has one. */
export function besideHref({ id, leader, languages }: Pick<OutputView, "id" | "leader" | "languages">): string | null {
  const other = leader ? id : languages.find(({ output }) => output !== id)?.output;
  return other && languages.length > 1 ? `/outputs/${leader ?? id}/beside/${other}` : null;
}
