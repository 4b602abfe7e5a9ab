import type { Messages } from "../message.ts";

/** Closed words of the domain, one key a value: `word.<idea>.<value>`. */
export const words = {
  "word.country.rs": "Serbia",
  "word.country.mk": "North Macedonia",
  "word.country.al": "Albania",
  "word.role.facilitator": "Facilitator",
  "word.role.lawyer": "Lawyer",
  "word.role.reviewer": "Reviewer",
  "word.role.reader": "Reader",
  "people.role-what-facilitator":
    "Invites and changes members, imports and prepares verdicts of their organisation, runs rounds, puts the methodology in force and approves documents; and all that a lawyer does.",
  "people.role-what-lawyer":
    "Reads every cleared verdict, tags, answers, comments, codes rounds, rules on disagreements, and writes documents and the methodology.",
  "people.role-what-reviewer":
    "Reads every cleared verdict with its tags and answers, the documents and the methodology, comments and suggests tags; does not tag or answer.",
  "people.role-what-reader":
    "Reads every cleared verdict with its tags and answers, the documents and the methodology; changes nothing and writes no comment.",
  "people.role-what-guest":
    "Sees only the one verdict or document of the invitation, until the day on which it ends: the text, the tags and answers that stand, and the comments that are open to guests; comments, suggests tags or wordings, and translates passages of a verdict. A document shows no verdict but the words that it quotes.",
  "word.guest": "Guest",
  "word.stage.in-preparation": "In preparation",
  "word.stage.cleared": "Cleared",
  "word.stage.cleared-for-guests": "Cleared for guests",
  "word.stage.cleared-for-public": "Cleared for the public",
  "word.mode.open": "Together",
  "word.mode.blind": "Blind",
  "word.mode.revealed": "Revealed",
  "word.mode.adjudicated": "Settled",
  "word.instance.first": "First instance",
  "word.instance.second": "Second instance",
  "word.instance.third": "Third instance",
  "word.form.individual": "Individual",
  "word.form.organised": "Organised",
  "word.language.sr": "Serbian",
  "word.language.mk": "Macedonian",
  "word.language.sq": "Albanian",
  "word.language.en": "English",
  "word.script.Latn": "Latin",
  "word.script.Cyrl": "Cyrillic",
  "word.section.introduction": "Introduction",
  "word.section.operative": "Operative part",
  "word.section.reasoning": "Reasoning",
  "word.section.remedy": "Legal remedy",
  "word.section.closing": "Closing",
  "word.section.none": "No section",
  "word.block.heading": "Heading",
  "word.block.paragraph": "Paragraph",
  "word.block.list-item": "List item",
  "word.block.table-cell": "Table cell",
  "word.audience.internal": "Internal",
  "word.audience.review": "With guests",
} as const satisfies Messages;
