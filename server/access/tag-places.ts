import type { AnnotationId, LayerId } from "../../schema/domain/ids.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { ThreadRow } from "../store/rows.ts";

/**
 * Where the tags lie that threads hang on, whichever layer is shown: of whoever reads the threads. `visible`: the layers that they may
 * read. A shared or a settled layer lay open to them while it stood; a coder's own does only where they see it.
 */
export async function tagPlaces(
  { passages }: Pick<Store, "passages">,
  threads: readonly ThreadRow[],
  all: readonly LayerRow[],
  visible: readonly LayerId[],
): Promise<Map<AnnotationId, Anchor>> {
  const hung = new Set(
    threads.flatMap(({ annotation, deleted }) => (annotation && deleted === null ? [annotation] : [])),
  );
  if (hung.size === 0) return new Map();
  const layers = all.flatMap(({ id, owner }) => (owner === null || visible.includes(id) ? [id] : []));
  const rows = await passages.named(layers, [...hung]);
  return new Map(rows.map(({ id, anchor }) => [id, anchor]));
}
