import type { MemberId } from "../../schema/domain/ids.ts";
import { mentionsIn, withNames } from "../../schema/rooms/mentions.ts";
import { t } from "../i18n/t.ts";

/** Somebody who is mentioned in a comment, by the name that they have now. */
export interface Mentioned {
  id: MemberId;
  name: string;
  isMe: boolean;
}

/** What is said, with who is mentioned in it. */
export interface Said {
  body: string;
  mentioned: readonly Mentioned[];
}

/** Who is mentioned in it; whoever the reader may not know is somebody. */
export function mentionedIn(
  body: string,
  me: MemberId,
  cardOf: (id: MemberId) => { name: string } | null | undefined,
): Mentioned[] {
  return mentionsIn(body).map((id) => ({ id, name: cardOf(id)?.name ?? t("network.somebody"), isMe: id === me }));
}

/** What they are called; whoever the reader may not know is somebody. */
export function nameIn({ mentioned }: Pick<Said, "mentioned">, id: MemberId): string {
  return mentioned.find((each) => each.id === id)?.name ?? t("network.somebody");
}

/** As one reads it. */
export function spoken(said: Said): string {
  return withNames(said.body, (id) => nameIn(said, id));
}
