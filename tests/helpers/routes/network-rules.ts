import { CommentId, VerdictId, newId } from "../../../schema/domain/ids.ts";
import { HouseChanged } from "../../../schema/protocol/http/house.ts";
import { aLogo } from "../files/a-logo.ts";
import type { TestServer } from "../network/test-server.ts";
import { EVERYBODY, WITH_PLACES, SIGNED_IN, MEMBERS, FACILITATORS, all, type Rule } from "./rule.ts";

/** A change of the house, by its version. */
const housePath =
  (sub: string) =>
  async ({ ask, people }: TestServer): Promise<string> => {
    const made = await ask(people.facilitator, "PATCH", "/api/house", { field: "licence", value: "cc0" });
    return `/api/house/versions/${HouseChanged.parse(await made.json()).number}${sub}`;
  };

async function picturePath({ ask, organisations, people }: TestServer): Promise<string> {
  const { id } = organisations.rs;
  const value = { png: Buffer.from(await aLogo()).toString("base64") };
  const change = { field: "organisation-logo", organisation: id, value };
  const { view } = HouseChanged.parse(await (await ask(people.facilitator, "PATCH", "/api/house", change)).json());
  return `/api/house/pictures/${view.house.organisations[id]?.logo}`;
}

const NO_TOKEN = "x".repeat(43);

/** The server itself, sessions and links, the network, its house and what is told. */
export const NETWORK_RULES: Record<string, Rule> = {
  "GET /healthz": { may: EVERYBODY },
  "GET /readyz": { may: EVERYBODY },
  // Of this machine, asked directly: operators.test.ts.
  "GET /metrics": { may: EVERYBODY },
  "GET /api/session": { may: EVERYBODY },
  "POST /api/session": { may: EVERYBODY, body: () => ({ email: "x@example.org", password: "" }), answer: all(401) },
  "DELETE /api/session": { may: EVERYBODY },
  "POST /api/setup": {
    may: EVERYBODY,
    body: () => ({
      token: NO_TOKEN,
      network: "N",
      organisation: "O",
      country: "rs",
      name: "N",
      email: "x@example.org",
      password: "long enough it is",
    }),
    answer: all(410),
  },
  "POST /api/links/look": { may: EVERYBODY, body: () => ({ token: NO_TOKEN }), answer: all(404) },
  "POST /api/links/use": { may: EVERYBODY, body: () => ({ token: NO_TOKEN }), answer: all(404) },
  "GET /api/house": { may: MEMBERS },
  "GET /api/places": { may: WITH_PLACES },
  "GET /api/replies": { may: WITH_PLACES },
  "PATCH /api/house": { may: FACILITATORS, body: () => ({ field: "licence", value: "by" }) },
  "GET /api/house/pictures/:id": { may: MEMBERS, path: picturePath },
  // The second finds what it took back changed.
  "POST /api/house/versions/:number/undo": { may: FACILITATORS, path: housePath("/undo"), answer: { F: 409 } },
  "GET /api/network": { may: MEMBERS },
  "GET /api/network/waiting": { may: MEMBERS },
  "GET /api/mentions/people/:room": {
    may: "F f L V R G",
    refused: 404,
    path: async ({ store }, verdict) => {
      const rooms = await store.verdicts.rooms(VerdictId.parse(verdict));
      return `/api/mentions/people/${rooms.find(({ audience }) => audience === "review")?.id}`;
    },
  },
  // Nobody mentions anybody.
  "POST /api/mentions/done": {
    may: MEMBERS,
    body: () => ({ comment: newId(CommentId) }),
    answer: all(404),
  },
  "GET /api/network/settings": { may: FACILITATORS },
  "PUT /api/network/name": { may: FACILITATORS, body: () => ({ name: "Renamed" }) },
  "PUT /api/network/first-steps": { may: MEMBERS, body: () => ({ isHidden: true }) },
  "PUT /api/network/second-reader": { may: FACILITATORS, body: () => ({ isNeeded: true }) },
  "GET /api/audit": { may: FACILITATORS },
  "POST /api/tickets": { may: SIGNED_IN },
};
