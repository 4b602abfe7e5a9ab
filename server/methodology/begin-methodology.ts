import { STARTER_NOTE } from "../../schema/domain/methodology/methodology.ts";
import { readStarterMethodology } from "../demo/starter-methodology.ts";
import type { Deps } from "../deps.ts";

/**
 * Without a version nobody could tag: a network begins with the starter methodology and changes it from there. Before the first facilitator is
 * there, so that no crash, and no other way in which there came to be one, leaves a network without one; a second try finds it done.
 */
export async function beginMethodology({ store, clock }: Pick<Deps, "clock" | "store">): Promise<void> {
  if (await store.methodologies.current()) return;
  await store.methodologies.freeze(readStarterMethodology(), STARTER_NOTE, null, clock().toISOString());
}
