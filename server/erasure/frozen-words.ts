import type { VerdictId } from "../../schema/domain/ids.ts";
import { nodesOf } from "../../schema/editor/output-document.ts";
import { toQuote } from "../../schema/editor/output-nodes.ts";
import type { OutputVersion } from "../../schema/protocol/http/parts/output-versions.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { FrozenContent } from "../store/shapes/frozen-table.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import type { PlacedWords } from "./outputs.ts";

/** Words that an approved version keeps of a verdict beside its document. Place: `<output>/<version>/<block>`. */
export interface FrozenWords extends PlacedWords {
  verdict: VerdictId;
  /** The passage that a translation is of; null for labels and answers of tables. */
  anchor: Anchor | null;
}

export async function frozenWords(
  store: Pick<Store, "outputs">,
  { id }: Pick<OutputRow, "id">,
  { number, document }: Pick<OutputVersion, "number" | "document">,
): Promise<FrozenWords[]> {
  const rows = await store.outputs.frozenTables(id, number);
  const quoted = new Map(
    rows.length === 0 ? [] : [...nodesOf(document)].map(({ node: { attrs } }) => [attrs?.["id"], attrs ?? {}]),
  );
  return rows.flatMap(({ block, verdict, content }) => {
    const anchor = content.kind === "translation" ? toQuote(quoted.get(block) ?? {}).anchor : null;
    return typedIn(content).map((text) => ({ place: `${id}/${number}/${block}`, text, verdict, anchor }));
  });
}

/** The same of all outputs. */
export async function allFrozenWords(store: Pick<Store, "outputs">): Promise<FrozenWords[]> {
  const found: FrozenWords[] = [];
  for (const row of await store.outputs.all())
    for (const { number, kind } of await store.outputs.versions(row.id)) {
      const version = kind === "approved" || kind === "asked" ? await store.outputs.version(row.id, number) : null;
      if (version) found.push(...(await frozenWords(store, row, version)));
    }
  return found;
}

function typedIn(content: FrozenContent): string[] {
  if (content.kind === "translation") return [content.words];
  if (content.kind === "chart")
    return content.given.flatMap(({ label, keys, words }) => [label, ...keys.map((each) => each.label), words]);
  if (content.kind === "comparison")
    return content.cells.flatMap(({ label, stands, said }) => [label, stands, ...said.map(({ words }) => words)]);
  return content.kind === "timeline"
    ? content.rows.map(({ label }) => label)
    : content.units.flatMap(({ facts }) => facts);
}
