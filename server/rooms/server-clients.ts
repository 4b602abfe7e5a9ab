import { uint32 } from "lib0/random";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { LiveDocument } from "./log/live-document.ts";

/** Ids under which the server writes for members, one a member and room. */
export class ServerClients {
  readonly #known = new Map<MemberId, number>();
  readonly #isTaken: (client: number) => boolean;

  /** `isTaken`: whether a peer that is here has the id. */
  constructor(isTaken: (client: number) => boolean) {
    this.#isTaken = isTaken;
  }

  of(live: Pick<LiveDocument, "clients">, member: MemberId): number {
    const known = this.#known.get(member);
    if (known !== undefined) return known;
    let client = uint32();
    while (live.clients.has(client) || this.#isTaken(client)) client = uint32();
    this.#known.set(member, client);
    return client;
  }
}
