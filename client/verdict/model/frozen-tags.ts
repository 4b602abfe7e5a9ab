import type { AnnotationId } from "../../../schema/domain/ids.ts";
import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import { tagView } from "./tag-view.ts";
import type { TagView } from "../../reader/text-views.ts";

/** Where the page's tags come from: the layer that one works in, or frozen ones. */
export interface Tags {
  /** Deleted ones too, in no order; the same object as long as no tag has changed. */
  readonly all: readonly TagView[];
  /** The same, each layer's by itself: they are counted apart. */
  readonly byLayer: readonly (readonly TagView[])[];
  get(id: string): TagView | null;
}

/** The tags of frozen layers, as views that nobody can change; of what is settled, `canRule` says who may sort with a reason. */
export class FrozenTags implements Tags {
  readonly layers: readonly FrozenLayer[];
  readonly canRule: boolean;
  readonly all: readonly TagView[];
  readonly byLayer: readonly (readonly TagView[])[];
  private readonly byId: ReadonlyMap<string, TagView>;

  constructor(shown: ShownVerdict, layers: readonly FrozenLayer[], canRule = false) {
    this.layers = layers;
    this.canRule = canRule;
    const annotations = layers.flatMap((layer) => layer.annotations);
    const places = shown.resolveAll(annotations.map(({ anchor }) => anchor));
    const views = new Map<AnnotationId, TagView>();
    annotations.forEach((annotation, i) => {
      const at = places[i];
      if (!at) return;
      const author = shown.card(annotation.author) ?? shown.unknown;
      const state = { author, changedBy: null, canChange: false, pending: false, deleted: false };
      views.set(annotation.id, tagView(shown, annotation, at, state, canRule));
    });
    this.byId = views;
    this.all = [...views.values()];
    this.byLayer = layers.map((layer) => layer.annotations.flatMap(({ id }) => views.get(id) ?? []));
  }

  get(id: string): TagView | null {
    return this.byId.get(id) ?? null;
  }
}

/** Those that are shown now, whichever these are. */
export function shownTags(now: () => Tags): Tags {
  return {
    get all() {
      return now().all;
    },
    get byLayer() {
      return now().byLayer;
    },
    get: (id) => now().get(id),
  };
}
