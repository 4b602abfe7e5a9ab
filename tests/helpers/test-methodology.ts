import type { Store } from "../../server/store/store.ts";
import { CategoryId } from "../../schema/domain/ids.ts";
import type { Category, MethodologyContent } from "../../schema/domain/methodology.ts";
import { NOW } from "./store-fixture.ts";

const category = (id: string, code: string, parent: string | null): Category => ({
  id: CategoryId.parse(id),
  code,
  parent: parent === null ? null : CategoryId.parse(parent),
  digit: null,
  label: { en: id },
  definition: { en: `What ${id} is` },
  include: {},
  exclude: {},
  example: {},
  exampleFrom: null, nearMiss: {},
  onlyChildren: false,
  spanRule: {},
});

const CONTENT: MethodologyContent = {
  title: { en: "Test methodology" },
  groups: [],
  categories: [
    category("act", "A", null),
    category("act.transport", "A2", "act"),
    category("means", "B", null),
    category("means.force", "B1", "means"),
    category("means.vulnerability", "B2", "means"),
  ],
  questions: [],
  outputs: [],
};

/** Freezes the categories that tests of rooms tag with, so many times: versions 1 to `versions` hold the same. */
export async function freezeTestMethodology(store: Store, versions = 1): Promise<void> {
  for (let i = 0; i < versions; i++) await store.methodologies.freeze(CONTENT, "", null, NOW);
}
