import type { Messages } from "../message.ts";

/** Work that is not on the server yet, what could not go there, and the program on this device. Keys `sync.…`. */
export const sync = {
  "sync.offline-page": {
    one: "Offline, {count} change kept while this page is open",
    other: "Offline, {count} changes kept while this page is open",
  },
  "sync.offline-keeping": {
    one: "Offline, keeping {count} change on this device",
    other: "Offline, keeping {count} changes on this device",
  },
  "sync.page-only": "Work on this page is kept only while it is open.",
  "sync.signed-out": "You have been signed out. What you had not sent yet is kept: sign in again and it will be sent.",
  "sync.signed-out-page":
    "You have been signed out. What you had not sent yet is kept while this page is open: sign in again and it will be sent.",
  "sync.sign-in": "Sign in",
  "sync.other-member":
    "Somebody else has signed in on this browser. What you had not sent yet is sealed: it will be sent when you sign in again.",
  "sync.old-client": "Coram has been updated. Reload the page: what you had not sent yet will be sent after that.",
  "sync.old-client-page": "Coram has been updated. Copy what you had not sent yet, then reload the page.",
  "sync.drafts": {
    one: "{count} change of yours could not be saved and is kept as a draft",
    other: "{count} changes of yours could not be saved and are kept as drafts",
  },
  "sync.drafts-typed": {
    one: "{count} text that you typed and did not send is kept as a draft",
    other: "{count} texts that you typed and did not send are kept as drafts",
  },
  "sync.drafts-kept": { one: "{count} draft of yours is kept here", other: "{count} drafts of yours are kept here" },
  "sync.draft-place": "¶ {paragraph}",
  "sync.draft-tag": "Tag {code}",
  "sync.draft-unit": "{unit}, proposed",
  "sync.draft-bare": "A change without words",
  "sync.draft-refused": "The server does not accept it.",
  "sync.draft-read-only": "Nothing could be written there at that time.",
  "sync.draft-no-access": "The place is no longer open to you.",
  "sync.draft-no-place": "What it changed is no longer there.",
  "sync.draft-deleted": "The tag was deleted meanwhile.",
  "sync.draft-erased": "The name in it has been erased; a placeholder stands in its place.",
  "sync.words-erased": "Part of what you wrote here has been erased; a placeholder stands in its place.",
  "sync.draft-overlap": "Somebody else wrote in the same field meanwhile; their words stand there.",
  "sync.draft-called-off": "The round that you coded it in was called off, or you are no longer in it.",
  "sync.closed-here": "You may no longer write here. Your words stay here and are kept as a draft: copy them.",
  "sync.closed-here-page":
    "You may no longer write here. Your words stay here only until you leave this page: copy them first.",
  "sync.draft-typed": "You typed it and did not send it.",
  "sync.draft-late": "The round that it was written for is no longer open to you.",
  "sync.draft-again": "Try again",
  "sync.draft-go-on": "Go on writing",
  "sync.draft-choose": "Choose a wording",
  "sync.draft-replaces": "Sending it replaces:",
  "sync.draft-send": "Send",
  "sync.draft-discard": "Discard",
  "sync.discard-title": "Discard it for good?",
  "sync.discard-lead": "It is kept nowhere else.",
  "sync.discard-keep": "Keep it",
  "sync.draft-stays": "It cannot be sent there now. It stays here.",
  "sync.draft-no-layer": "Nothing of this verdict is open to tag now. It stays here until a round is.",
  "sync.draft-no-round": "A person is proposed while you code a blind round. It stays here until then.",
  "sync.draft-person-first": "It is about a person whom you proposed in that round: try that one first. It stays here.",
  "sync.draft-written": "It is written where it belongs.",
  "sync.draft-methodology": "To the methodology",
  "sync.draft-verdict": "To the verdict",
  "sync.leave-title": "Not everything of yours is on the server",
  "sync.leave-text": {
    one: "{count} change is only on this device. If you sign out, it can stay here, sealed until you sign in again, or be discarded.",
    other:
      "{count} changes are only on this device. If you sign out, they can stay here, sealed until you sign in again, or be discarded.",
  },
  "sync.leave-text-lost": {
    one: "{count} change is not on the server. If you sign out, it is lost.",
    other: "{count} changes are not on the server. If you sign out, they are lost.",
  },
  "sync.leave-stay": "Stay signed in",
  "sync.leave-seal": "Sign out, keep it sealed",
  "sync.leave-discard": "Sign out and discard",
  "sync.still-in-title": "You are still signed in",
  "sync.still-in": "Only the server can sign you out. Do not leave this computer to others before.",
  "sync.waits-here": {
    one: "{count} change of yours is kept on this device. Coram sends it when the server can be reached.",
    other: "{count} changes of yours are kept on this device. Coram sends them when the server can be reached.",
  },
  "sync.updated": "Coram has been updated: reload the page to go on.",
  "sync.no-https":
    "This address has no https: Coram opens only while the server can be reached, and work is kept only while its page is open.",
  "sync.understood": "Understood",
} as const satisfies Messages;
