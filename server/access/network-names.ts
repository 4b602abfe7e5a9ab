import { z } from "zod";
import { MemberId } from "../../schema/domain/ids.ts";
import type { Store } from "../store/store.ts";

const SETTING = "network-names";
/** As many are kept as anybody is told of. */
const KEPT = 20;

const Renamed = z.object({ at: z.iso.datetime(), by: MemberId, was: z.string(), now: z.string() });
export type Renamed = z.infer<typeof Renamed>;

/** What the network was called, and by whom it was called otherwise, oldest first: the audit log holds no names. */
export async function networkNames(store: Pick<Store, "setting">): Promise<Renamed[]> {
  return z.array(Renamed).parse(JSON.parse((await store.setting(SETTING)) ?? "[]"));
}

export async function renameNetwork(
  store: Pick<Store, "setting" | "setSetting">,
  { now, by, at }: Omit<Renamed, "was">,
): Promise<void> {
  const was = (await store.setting("network-name")) ?? "Coram";
  await store.setSetting("network-name", now);
  if (was === now) return;
  const names = [...(await networkNames(store)), { at, by, was, now }].slice(-KEPT);
  await store.setSetting(SETTING, JSON.stringify(names));
}
