import { DUTIES } from "../../schema/domain/member.ts";
import type { Store } from "../store/store.ts";
import { hashToken, newToken } from "./tokens.ts";

const KEY = "setup-token-hash";

/** Whether the network still waits for its first facilitator. */
export async function needsSetup(store: Store): Promise<boolean> {
  if ((await store.setting("network-name")) !== null) return false;
  // An operator may have made one with `coram member add`.
  return !(await store.people.members()).some(({ role, removedAt }) => DUTIES[role].leads && removedAt === null);
}

/** A new one-time link's token for the first facilitator; the one printed before is dead. Null once the network is set up. */
export async function issueSetupToken(store: Store): Promise<string | null> {
  if (!(await needsSetup(store))) return null;
  const token = newToken();
  await store.setSetting(KEY, hashToken(token));
  return token;
}

/** Whether it is the token of the link in force. */
export async function isSetupToken(store: Pick<Store, "setting">, token: string): Promise<boolean> {
  return (await store.setting(KEY)) === hashToken(token);
}
