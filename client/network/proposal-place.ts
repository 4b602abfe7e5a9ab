import { localise } from "../../schema/domain/language.ts";
import type { Mention, OpenVote } from "../../schema/protocol/http/network.ts";
import { language } from "../i18n/t.ts";

type Proposal = Pick<OpenVote, "label"> & {
  [Name in "category" | "question" | "code"]?: OpenVote[Name] | undefined;
} & {
  thread?: OpenVote["thread"] | undefined;
};

/** To a proposal in the draft of the methodology, beside what it is about. */
export function proposalHref({ thread, category, question }: Proposal): string {
  const on: Record<string, string> = category ? { category } : { part: "questions", question: question ?? "" };
  return `/methodology?${new URLSearchParams({ view: "draft", ...on, ...(thread ? { thread } : {}) }).toString()}`;
}

/** The category or question that it is about. */
export function proposalWords({ code, label }: Proposal): string {
  return [code, localise(label, language())].filter(Boolean).join(" ");
}

/** To where somebody is mentioned, ready to answer where they may. */
export function mentionHref({ thread, verdict, output, about, canReply }: Mention): string {
  if (about) return proposalHref({ ...about, thread });
  const reply = canReply ? "&reply" : "";
  return verdict ? `/verdicts/${verdict}?thread=${thread}${reply}` : `/outputs/${output?.id}?thread=${thread}${reply}`;
}
