import { html, type TemplateResult } from "lit";
import { saidPieces } from "../../schema/rooms/mentions.ts";
import { saidHere } from "../i18n/tokens.ts";
import "./mentions.css";
import { nameIn, type Said } from "./said.ts";

/** What is said as one reads it, with those who are mentioned marked. `lang`: of the text that it is about, where that is one. */
export function renderSaid(said: Said, lang = ""): TemplateResult {
  return html`${saidPieces(said.body).map((piece) => {
    if (typeof piece === "string") return saidHere(piece, lang);
    const isMe = said.mentioned.some(({ id, isMe: mine }) => mine && id === piece.member);
    return html`<span class=${isMe ? "mention mention-me" : "mention"}>@${nameIn(said, piece.member)}</span>`;
  })}`;
}
