import { RoundRunners } from "../../schema/domain/verdict.ts";
import type { Store } from "../store/store.ts";

const SETTING = "round-runners";

/** Whose facilitators run rounds in this network: the owner's, unless it was said otherwise. */
export async function readRoundRunners(store: Pick<Store, "setting">): Promise<RoundRunners> {
  return RoundRunners.catch("owner").parse(await store.setting(SETTING));
}

export async function setRoundRunners(store: Pick<Store, "setSetting">, runners: RoundRunners): Promise<void> {
  await store.setSetting(SETTING, runners);
}
