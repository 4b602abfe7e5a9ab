import type { Messages } from "../../message.ts";

/** What stands in the way of a document, and its signatures. */
export const approval = {
  "approval.mend": "Correct first",
  "approval.why": "Correct, or say why",
  "approval.in-order": "In order",
  "approval.in-order-parts": {
    one: "{count} quote, figure or table stands as it is in its verdict",
    other: "{count} quotes, figures and tables stand as they are in their verdicts",
  },
  "approval.go": "Go there",
  "approval.go-other": "To the document in {language}",
  "approval.since": "Added since: {words}",
  "approval.to-house": "House style",
  "approval.say-why": "Say why",
  "approval.other-reason": "Say it otherwise",
  "approval.reason": "Why it may stay as it is",
  "approval.begun": "Not kept yet",
  "approval.keep-reason": "Keep the reason",
  "approval.point-section-missing": { one: "A section is missing", other: "{count} sections are missing" },
  "approval.point-section-empty": { one: "A section is empty", other: "{count} sections are empty" },
  "approval.point-title-template": "The title is still that of the template",
  "approval.point-record-missing": "Not all that happened in the workshop is in the minutes",
  "approval.point-record-gone": {
    one: "A line says what is not in the record any more",
    other: "{count} lines say what is not in the record any more",
  },
  "approval.point-quote-changed": {
    one: "What is quoted or counted has changed since",
    other: "{count} quotes, figures or tables have changed since",
  },
  "approval.point-quote-removed": {
    one: "The words of a quote are gone",
    other: "The words of {count} quotes are gone",
  },
  "approval.point-quote-untranslated": {
    one: "A quote has no translation",
    other: "{count} quotes have no translation",
  },
  "approval.point-quote-foreign": {
    one: "A quote or table is of a verdict that the document is not about",
    other: "{count} quotes or tables are of verdicts that the document is not about",
  },
  "approval.point-quote-stage": {
    one: "A quote is of a verdict that is not cleared",
    other: "{count} quotes are of verdicts that are not cleared",
  },
  "approval.point-quote-unsorted": {
    one: "A quote is of a category that was split: say which part it is",
    other: "{count} quotes are of categories that were split: say which part each is",
  },
  "approval.point-figure-uncountable": { one: "A figure counts nothing", other: "{count} figures count nothing" },
  "approval.point-table-unset": { one: "A table has no verdict", other: "{count} tables have no verdict" },
  "approval.point-uncleared": {
    one: "Words here stand in a verdict in preparation",
    other: "Words in {count} places stand in a verdict in preparation",
  },
  "approval.point-leak": {
    one: "Words here look like a person’s data",
    other: "Words in {count} places look like a person’s data",
  },
  "approval.point-rec-finding": {
    one: "A recommendation rests on no finding",
    other: "{count} recommendations rest on no finding",
  },
  "approval.point-rec-addressee": {
    one: "A recommendation addresses nobody",
    other: "{count} recommendations address nobody",
  },
  "approval.point-rec-verb": {
    one: "A recommendation does not say in one verb what to do",
    other: "{count} recommendations do not say in one verb what to do",
  },
  "approval.point-rec-addressee-untranslated": {
    one: "The addressee of a recommendation is not named in this language",
    other: "The addressees of {count} recommendations are not named in this language",
  },
  "approval.point-rec-deadline-untranslated": {
    one: "The deadline of a recommendation is not translated",
    other: "The deadlines of {count} recommendations are not translated",
  },
  "approval.point-reference-gone": {
    one: "A reference leads to what is not in the document",
    other: "{count} references lead to what is not in the document",
  },
  "approval.point-partner-behind": {
    one: "A paragraph is behind the leading language",
    other: "{count} paragraphs are behind the leading language",
  },
  "approval.point-partner-missing": {
    one: "A paragraph of the leading language is missing",
    other: "{count} paragraphs of the leading language are missing",
  },
  "approval.point-partner-table-missing": {
    one: "A table of the leading language is missing",
    other: "{count} tables of the leading language are missing",
  },
  "approval.point-partner-list-missing": {
    one: "A list of the leading language is missing",
    other: "{count} lists of the leading language are missing",
  },
  "approval.point-partner-chart-missing": {
    one: "A chart of the leading language is missing",
    other: "{count} charts of the leading language are missing",
  },
  "approval.point-partner-quote-missing": {
    one: "A quote of the leading language is missing",
    other: "{count} quotes of the leading language are missing",
  },
  "approval.point-partner-row-missing": {
    one: "A row of the leading language is missing",
    other: "{count} rows of the leading language are missing",
  },
  "approval.point-partner-caption-missing": {
    one: "A caption of the leading language is missing",
    other: "{count} captions of the leading language are missing",
  },
  "approval.point-partner-remark-missing": {
    one: "A remark of the leading language is missing",
    other: "{count} remarks of the leading language are missing",
  },
  "approval.point-author-line": "Nobody is named as its author",
  "approval.published-by": "Published by",
  "approval.written-by": "Written by",
  "approval.by-organisations": "The organisations; no person is named",
  "approval.no-author": "Nobody who wrote in it has agreed to be named. Everybody says so for themselves:",
  "approval.unnamed": {
    one: "{names} wrote in it too and has not agreed to be named. Everybody says so for themselves:",
    other: "{names} wrote in it too and have not agreed to be named. Everybody says so for themselves:",
  },
  "approval.point-donor-line": "The donor’s line or the disclaimer is missing in this language, or is still a draft",
  "approval.point-uncited": { one: "A finding rests on no passage", other: "{count} findings rest on no passage" },
  "approval.point-thread": { one: "A discussion is open", other: "{count} discussions are open" },
  "approval.point-rec-deadline": {
    one: "A recommendation has no deadline",
    other: "{count} recommendations have no deadline",
  },
  "approval.point-rec-indicator": {
    one: "A recommendation has no indicator",
    other: "{count} recommendations have no indicator",
  },
  "approval.point-category-low": {
    one: "Coders agree too little on a category that is quoted",
    other: "Coders agree too little on {count} categories that are quoted",
  },
  "approval.point-names-verdict": {
    one: "Your own words name the verdict, in a document that names none: files say [court], [date] or [case number] there",
    other:
      "Your own words name the verdict in {count} places, in a document that names none: files say [court], [date] or [case number] there",
  },
  "approval.point-attendance-waits":
    "Some people on the attendance list are not confirmed yet: they are not counted as present",
  "approval.point-table-empty": {
    one: "A table is empty: files leave it out",
    other: "{count} tables are empty: files leave them out",
  },
  "approval.point-caption-missing": {
    one: "A table, list or chart has no caption: files print its number alone",
    other: "{count} tables, lists or charts have no caption: files print their numbers alone",
  },
  "approval.point-unruled": {
    one: "A figure or table lacks verdicts that are not settled",
    other: "{count} figures or tables lack verdicts that are not settled",
  },
  "approval.signatures": "Signatures",
  "approval.of-each": "{n} of {count}, one of each organisation",
  "approval.of-one": "{n} of {count}",
  "approval.anybody": "A lawyer or facilitator who did not write in it",
  "approval.nobody": "Nobody there can sign yet",
  "approval.nobody-all-wrote":
    "Nobody there can sign yet: all there wrote in it, and then a facilitator of theirs signs. They need one before you ask",
  "approval.all-wrote": "all there wrote in it, which is printed",
  "approval.not-asked": "not asked",
  "approval.awaited": "awaited",
  "approval.ask": "Ask for signatures",
  "approval.sign": "Sign",
  "approval.give-back": "Give it back to its authors",
  "approval.give-back-note":
    "What stands here cannot be signed now. Given back, it is a draft again, and what has changed is named.",
  "approval.take-back": "Take back",
  "approval.take-back-ask": "Take back what has been signed?",
  "approval.take-back-lead": {
    one: "Signed already: {names}. Taken back, that signature falls, and its signer is told.",
    other: "Signed already: {names}. Taken back, these signatures fall, and their signers are told.",
  },
  "approval.take-back-not": "Leave it",
  "approval.fell": {
    one: "Signed until then: {names}. That signature fell.",
    other: "Signed until then: {names}. These signatures fell.",
  },
  "approval.yours-fell": "Your signature under this document fell: it is a draft again ({name}).",
  "approval.wait-sign-again": "{name} asks for your signature again: the one that you had given fell",
  "approval.joint": "A joint document: one person of each organisation signs",
  "approval.in-the-way": { one: "One point stands in the way.", other: "{count} points stand in the way." },
  "approval.unsaid": { one: "Say of one point why it may stay.", other: "Say of {count} points why they may stay." },
  "approval.ask-note":
    "Asking fixes words, quotes and figures of all its languages; until it is signed or taken back nobody writes in them.",
  "approval.ask-who": "Lawyers and facilitators ask for signatures.",
  "approval.asked-by": "Asked for by {name}, {when}.",
  "approval.sign-note":
    "You sign what stands here now, in all its languages. If anything has changed since, it is named and goes back to its authors.",
  "approval.read-only": "It is for reading until it is signed or taken back.",
  "approval.digest": "Digest of what is signed:",
  "approval.altered": "Words were erased from it ({when}); the signatures stand.",
  "approval.none-signed": "It was approved before there were signatures.",
  "approval.voided": "{name} was about to sign ({when}). Something had changed by then, so no signature counts:",
  "approval.taken-back": "Taken back by {name}, {when}.",
  "approval.done-ask": "Signatures are asked for. The document is for reading until then.",
  "approval.done-sign": "Signed.",
  "approval.done-give-back": "Given back. The document can be written in again.",
  "approval.done-take-back": "Taken back. The document can be written in again.",
  "approval.version": "Signatures were asked for",
  "approval.wait-sign": "{name} asks for your signature",
  "approval.wait-signed": "Signed and approved; last by {name}",
  "approval.sign-named": "Print my name, {name}, under the signature; without it the document says my role",
  "approval.open-note":
    "Opening it makes it a draft again, and so all languages that were signed with it. Who signed it, asked for it or wrote in it is told why.",
  "approval.open-why": "Why is it opened again?",
  "approval.wait-taken-back": "{name} took back what you had signed: it is a draft again",
  "approval.wait-opened": "{name} opened it again: {words}",
  "approval.wait-voided": "Something in it changed before {name} signed: it is a draft again",
  "approval.note":
    "Signatures are asked for. Text, quotes and figures stay as they are until it is signed or taken back.",
} as const satisfies Messages;
