import type { Actor } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Translations } from "../../schema/protocol/http/translations.ts";
import type { Store } from "../store/store.ts";
import { visibleLayers } from "../access/visible-layers.ts";

/** Translations of passages that coders wrote in layers of which only rows are left, as far as the asker may know them. */
export async function frozenTranslations(
  store: Pick<Store, "verdicts" | "passages">,
  actor: Actor,
  verdict: Verdict,
): Promise<Translations["frozen"]> {
  const layers = (await visibleLayers(store, actor, verdict)).filter(({ frozenAt }) => frozenAt !== null);
  if (layers.length === 0) return [];
  const rows = await store.passages.translations(
    verdict.id,
    [],
    layers.map(({ id }) => id),
  );
  return rows
    .filter(({ deleted }) => deleted === null)
    .map(({ id, anchor, language, body, createdAt, author, audience, layer }) => {
      return { id, anchor, language, body, createdAt, author, audience, layer };
    });
}
