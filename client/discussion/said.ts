import { html, type TemplateResult } from "lit";
import type { MemberId } from "../../schema/domain/ids.ts";
import { mentionsIn, saidPieces, withNames } from "../../schema/rooms/mentions.ts";
import { t } from "../i18n/t.ts";
import "./mentions.css";

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

function nameIn({ mentioned }: Pick<Said, "mentioned">, id: MemberId): string {
  return mentioned.find((each) => each.id === id)?.name ?? t("network.somebody");
}

/** As one reads it. */
export function spoken(said: Said): string {
  return withNames(said.body, (id) => nameIn(said, id));
}

/** The same, with those who are mentioned marked. */
export function renderSaid(said: Said): TemplateResult {
  return html`${saidPieces(said.body).map((piece) => {
    if (typeof piece === "string") return piece;
    const isMe = said.mentioned.some(({ id, isMe: mine }) => mine && id === piece.member);
    return html`<span class=${isMe ? "mention mention-me" : "mention"}>@${nameIn(said, piece.member)}</span>`;
  })}`;
}
