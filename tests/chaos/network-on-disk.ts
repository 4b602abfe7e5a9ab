import { cookieName, openSession } from "../../server/auth/sessions.ts";
import { createConfig } from "../../server/config.ts";
import type { RoomId } from "../../schema/domain/ids.ts";
import type { Member } from "../../schema/domain/member.ts";
import { openSqliteStore } from "../../server/store/sqlite/file/open.ts";
import type { Store } from "../../server/store/store.ts";
import { freezeTestMethodology } from "../helpers/network/test-methodology.ts";
import { aMember, anOrganisation, aVerdict, textOf } from "../helpers/store/store-fixture.ts";

/** Somebody of the network, signed in. */
export interface Somebody {
  member: Member;
  /** Value of the Cookie header. */
  cookie: string;
}

export interface NetworkOnDisk {
  lawyers: Somebody[];
  facilitator: Somebody;
  /** The shared layers, one a verdict. */
  layers: RoomId[];
}

/** Length of each verdict's text, UTF-16 units. */
export const TEXT_LENGTH = 10_000;

/** Fills an empty data folder: lawyers with sessions, and verdicts that all of them may tag. */
export async function fillFolder(folder: string, lawyers: number, verdicts: number): Promise<NetworkOnDisk> {
  const store = await openSqliteStore(folder);
  const organisation = anOrganisation();
  await store.people.addOrganisation(organisation);
  const add = async (role: "lawyer" | "facilitator"): Promise<Somebody> => {
    const member = aMember(organisation.id, role);
    await store.people.addMember(member, null);
    return { member, cookie: await signIn(store, member) };
  };
  const facilitator = await add("facilitator");
  const network: NetworkOnDisk = { facilitator, lawyers: [], layers: [] };
  for (let i = 0; i < lawyers; i++) network.lawyers.push(await add("lawyer"));
  await freezeTestMethodology(store);
  for (let i = 0; i < verdicts; i++) {
    const made = aVerdict(organisation.id, facilitator.member.id, { stage: "cleared" });
    await store.verdicts.add({ ...made, text: textOf("x".repeat(TEXT_LENGTH)) });
    network.layers.push(made.rooms.layer);
  }
  await store.close();
  return network;
}

async function signIn(store: Store, member: Member): Promise<string> {
  const { secret } = await openSession(store, member, new Date());
  return `${cookieName(createConfig())}=${secret}`;
}
