import { RoomId } from "../../../schema/domain/ids.ts";
import { MentionDone, type MentionPeople } from "../../../schema/protocol/http/network.ts";
import type { Deps } from "../../deps.ts";
import { mentionsOf } from "../../mentions/mentions-of.ts";
import { whoMaySee } from "../../mentions/who-may-see.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustBeSignedIn, pathId, readBody } from "../route.ts";

/** Whom somebody may mention where they speak, and mentions of themselves that they put away. */
export function mentionRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { store, clock } = deps;
  return createRoutes()
    .get("/people/:room", async (c) => {
      const { member } = mustBeSignedIn(c);
      const found = await whoMaySee(store, member, pathId(c, "room", RoomId), clock());
      if (!found) throw new Refusal("not-found");
      const organisations = new Map((await store.people.organisations()).map(({ id, name }) => [id, name]));
      const people = found
        .map(({ id, name, initials, guest, organisation }) => {
          const of = member.guest ? undefined : organisations.get(organisation);
          return { id, name, initials, isGuest: guest !== null, ...(of === undefined ? {} : { organisation: of }) };
        })
        .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
      return c.json<MentionPeople>({ people });
    })
    .post("/done", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      const { comment } = await readBody(c, MentionDone);
      const found = (await mentionsOf(deps, actor)).find(({ comments }) => comments.includes(comment));
      if (!found) throw new Refusal("not-found");
      await store.rooms.endMentions(actor.id, found.comments, clock().toISOString());
      return c.body(null, 204);
    });
}
