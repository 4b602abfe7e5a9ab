import type { MemberId, OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { mentionsIn } from "../../schema/rooms/mentions.ts";
import type { Member } from "../../schema/domain/member.ts";
import { termOf } from "../../schema/domain/people/guest-terms.ts";

export interface Said {
  author: MemberId;
  body: string;
}

/**
 * Whether a discussion is somebody's to answer: they began it or speak in it, are mentioned in it (by id, or with @Name typed by hand), wrote what it is about
 * (`writers`), or invited a guest who speaks in it; and everybody's where it is about nothing that somebody wrote, until a second
 * one has spoken in it: nobody's question waits for nobody; not theirs who came after it, or have nothing to do with the text (`isApart`), nor a guest's, who was invited by
 * somebody. `inviters`: of guests.
 */
export function concerns(
  me: Pick<Member, "id" | "name">,
  begunBy: MemberId,
  said: readonly Said[],
  writers: readonly MemberId[],
  inviters: ReadonlyMap<MemberId, MemberId>,
  isApart = false,
): boolean {
  const speakers = [begunBy, ...said.map(({ author }) => author)];
  const isUnanswered = !isApart && writers.length === 0 && new Set(speakers).size === 1 && !inviters.has(begunBy);
  return (
    isUnanswered ||
    writers.includes(me.id) ||
    speakers.some((each) => each === me.id || inviters.get(each) === me.id) ||
    said.some(({ body }) => mentionsIn(body).includes(me.id) || names(body, me.name))
  );
}

/** By the whole name, or by the first one. */
function names(body: string, name: string): boolean {
  const words = body.toLocaleLowerCase();
  const whole = name.toLocaleLowerCase();
  const [first = whole] = whole.split(" ");
  return [whole, first].some((each) => each !== "" && isCalled(words, `@${each}`));
}

function isCalled(words: string, call: string): boolean {
  for (let at = words.indexOf(call); at >= 0; at = words.indexOf(call, at + 1))
    if (!/^[\p{L}\p{N}]/u.test(words.slice(at + call.length))) return true;
  return false;
}

/** Who invited each guest, while they are there to answer; to that text, of a guest whom several invited. */
export function invitersOf(
  members: readonly Pick<Member, "id" | "guest" | "removedAt">[],
  text: VerdictId | OutputId,
): ReadonlyMap<MemberId, MemberId> {
  const here = new Set(members.flatMap(({ id, removedAt }) => (removedAt === null ? id : [])));
  return new Map(
    members.flatMap(({ id, guest }) => {
      const inviter = guest && (termOf(guest, text)?.invitedBy ?? guest.invitedBy);
      return inviter && here.has(inviter) ? [[id, inviter] as const] : [];
    }),
  );
}
