import type { Messages } from "../message.ts";

/** *Find, or go to*, over every page. */
export const palette = {
  "palette.title": "Find, or go to",
  "palette.everywhere": "names and numbers of what you may open",
  "palette.of-guest": "in what is open to you",
  "palette.list": "What was found",
  "palette.found": { one: "{count} found", other: "{count} found" },
  "palette.none": "Nothing that is open to you has this name. Words within a verdict are found there, by {key}.",
  "palette.go-to": "Go to",
  "palette.here": "On this page",
  "palette.elsewhere": "On other pages",
  "palette.find-here": "Find “{words}” in this text",
  "palette.pages": "Pages",
  "palette.open": "open",
  "palette.number-then": "Case number, then paragraph",
  "palette.sign-category": "category",
  "palette.sign-member": "member",
  "palette.sign-command": "command",
  "palette.no-paragraph": "the last one is ¶ {last}",
  "palette.why-facilitators": "for facilitators",
  "palette.why-coders": "for lawyers and facilitators",
  "palette.why-owners": "for facilitators of {name}",
  "palette.why-guests": "once it is cleared for guests",
  "palette.why-reveal": "after the reveal",
  "palette.why-conflict": "you are in conflict with this verdict",
} as const satisfies Messages;
