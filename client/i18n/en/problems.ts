import type { Messages } from "../message.ts";

/** One sentence a problem code: what happened and what to do. `offline` and `unreadable` are the client's own. */
export const problems = {
  "problem.not-signed-in": "You are signed out. Sign in again to go on.",
  "problem.wrong-password":
    "The e-mail address or the password is wrong. Check both; a facilitator can send you a link for a new password.",
  "problem.case-moved":
    "Somebody has ruled on this disagreement meanwhile. Compare both, then record yours again or leave theirs.",
  "problem.passage-gone": "Words that you chose are no longer in the text. Look at it as it is now, and choose again.",
  "problem.not-allowed": "You may not do this. Ask a facilitator of the network.",
  "problem.own-place": "Nobody changes their own role or organisation. Another facilitator of your organisation does.",
  "problem.operator-decides":
    "{organisation} has verdicts with all names and no facilitator. Only whoever runs the server can add one, with “coram member”.",
  "problem.operator-resets":
    "Nobody else leads {organisation}. Whoever runs the server makes a link, with “coram member reset”.",
  "problem.owner-not-led":
    "{organisation} has no facilitator, so nobody there could prepare the verdict. Make somebody there a facilitator first, or choose another organisation.",
  "problem.leaves-unled":
    "You are the only facilitator of your organisation. Make somebody else there a facilitator first, under Members.",
  "problem.leaves-nobody":
    "Your organisation has no other members. Read what follows, and leave once more if you are sure.",
  "problem.leaves-preparing":
    "Nobody else leads the organisation, and it has verdicts with all names. Make somebody else there a facilitator first.",
  "problem.led-by-others": "The facilitators of {organisation} decide on this. Ask one of them.",
  "problem.verdict-erased": "This verdict has been erased for good, with its tags, answers and comments.",
  "problem.verdict-in-preparation":
    "{organisation} has taken this verdict back to preparation. Until it is cleared again only facilitators of that organisation read it. Your tags, answers and comments are kept.",
  "problem.verdict-in-preparation.output":
    "This document is closed for now: it draws on a verdict that is in preparation. It opens again once that verdict is cleared, or its quotes are taken out. Ask the facilitators of {organisation}.",
  "problem.not-found": "This is not there, or it is not open to you.",
  "problem.bad-request": "Something in the form is missing or not as expected. Check the fields and send it again.",
  "problem.bad-request.email-no-dot": "The e-mail address is not complete. After the @ comes a name with a dot in it.",
  "problem.bad-request.email-space": "There is a space in the e-mail address. Take it out.",
  "problem.bad-request.email-no-at": "The e-mail address has no @.",
  "problem.bad-request.email-two-at": "The e-mail address has more than one @. Take one out.",
  "problem.bad-request.email-script":
    "The e-mail address has letters that are not Latin. Write it as it stands in a mail from there.",
  "problem.bad-request.email-signs":
    "Something in the e-mail address is not written as addresses are. Check it letter by letter.",
  "problem.bad-request.field": "“{field}” is missing or not as expected. Check it and send the form again.",
  "problem.too-many-attempts": "Too many attempts. Wait a few minutes and try again.",
  "problem.link-spent": "This link has been used already. Sign in, or ask the person who sent it for a new one.",
  "problem.link-expired": "This link has run out. Ask the person who sent it for a new one.",
  "problem.wrong-current-password": "This is not your password now. Type it again; nothing has changed.",
  "problem.initials-taken": "Another member has these initials. Choose others.",
  "problem.name-taken":
    "A member of {organisation} has this name, or one that looks like it. Add a middle name or an initial.",
  "problem.name-taken.elsewhere":
    "Somebody of {organisation} has this name, or one that looks like it. Add a middle name or an initial, so that you can be told apart, or keep the name as it is.",
  "problem.name-taken.invite":
    "{names} of {organisation} has this name, or one that looks like it. Is it the same person? Then they need no invitation.",
  "problem.organisation-in-use":
    "It stays: people, former members, verdicts or open invitations are of this organisation. Move or withdraw those first.",
  "problem.organisation-taken":
    "{organisation} is there already, under this name or one that looks like it. Choose it, or give another name.",
  "problem.organisation-taken.ask":
    "{organisation} is there already, under this name or one that looks like it. Ask {names} to invite into it, or give another name.",
  "problem.led-by-others.invited": "{organisation} has already invited this address (ask {names}): that link stays.",
  "problem.email-former":
    "This is the e-mail address of a former member. A facilitator brings them back under “Members”, “Former members”.",
  "problem.email-taken": "Somebody in this network already uses this e-mail address. Use another, or sign in with it.",
  "problem.email-taken.invite": "{names} is a member already, with this e-mail address.",
  "problem.email-taken.open-invitation":
    "{names} has an open invitation to this e-mail address. Withdraw that one first, or correct the address.",
  "problem.password-too-short": "The password is too short. Use at least ten characters.",
  "problem.email-taken.account": "Somebody in this network already uses this e-mail address. Give another.",
  "problem.organisation-taken.rename":
    "{organisation} is there already, under this name or one that looks like it. Give another name.",
  "problem.last-facilitator": "This is the last facilitator. Make somebody else a facilitator first.",
  "problem.member-present":
    "This person is a member already: a colleague may have brought them back. If they need one, make them a link for a new password.",
  "problem.names-come": "This would name somebody to those who read the verdict already. Nothing was saved.",
  "problem.revision-gone": "The words before this change are no longer kept, so it cannot be taken back.",
  "problem.reimport-undecided":
    "Names or numbers in what comes in are not decided yet: {count}. Decide on each, or leave those places out.",
  "problem.edits-conflict":
    "A colleague changed the same words meanwhile. Look at the text as it is now and make your change again.",
  "problem.revision-newer": "The text has a newer revision. Reload the page and try again.",
  "problem.stage-order": "Stages go forward one step at a time. Take the next step first.",
  "problem.language-locked": "This verdict is cleared: its language and script stay as they are.",
  "problem.offer-moved": "Somebody was quicker: it is not offered to your organisation any more.",
  "problem.stage-blocked":
    "Something must be settled before this verdict can go to the next stage. Look at its preparation.",
  "problem.clearing-moved":
    "The text, or what was found in it, has changed since you looked. Look at the list as it is now and sign again.",
  "problem.clearing-incomplete":
    "Something on the list is neither ticked nor given a reason. Go through it and sign again.",
  "problem.clearing-second-reader":
    "You have signed this already. Another facilitator of your organisation must read and sign it.",
  "problem.names-moved":
    "A colleague decided something about these names meanwhile. Look at the list as it is now and try again.",
  "problem.names-nothing": "No name is confirmed yet, so there is nothing to replace. Confirm names first.",
  "problem.names-open": "Some places are still undecided. Decide them, or say that they are not names.",
  "problem.names-applied": "These names are replaced in the text already. Bring the names back first.",
  "problem.names-token-taken": "Another person has this placeholder. Choose another, or merge the two.",
  "problem.unit-in-use": "This person cannot be removed: the text or an answer refers to them, or coders are at work.",
  "problem.codings-moved": "The text, the methodology or the rounds changed meanwhile. Look at the codings again.",
  "problem.codings-while-blind": "This verdict is being coded blind. Bring in other codings after the reveal.",
  "problem.key-wrong-passphrase": "This passphrase does not open the key. Try it again exactly as it was set.",
  "problem.erased": "This holds words that were erased from the verdict. Write it without them.",
  "problem.erasure-not-confirmed": "What you typed is not the same. Type it again exactly as it stands there.",
  "problem.guest-too-long": "A guest may stay thirty days at most. Choose fewer days.",
  "problem.verdict-not-open-to-guests":
    "This verdict is not cleared for guests yet. A facilitator of its organisation can clear it.",
  "problem.output-not-open-to-guests": {
    one: "This document draws on {count} verdict that is not cleared for guests yet. A facilitator of its organisation can clear it.",
    other:
      "This document draws on {count} verdicts that are not cleared for guests yet. A facilitator of their organisation can clear them.",
  },
  "problem.import-empty": "There is nothing in this file. Choose the file with the verdict.",
  "problem.import-empty.body":
    "There is no text in the body of this file. Headers, footers, comments, and hidden or deleted text are not read. Move the text into the body and add the file again.",
  "problem.import-empty.pictures":
    "No words could be read in the pictures of this file. Scan it upright with 300 dots an inch and add that.",
  "problem.import-encrypted": "This file is locked with a password. Save a copy without it and add that.",
  "problem.import-truncated": "The end of this file is missing. Fetch it again from where it came and add that.",
  "problem.import-unknown-format":
    "Coram does not know this kind of file. Save it as DOCX, ODT, RTF, PDF, HTML or TXT, or a scan as PDF, PNG, JPEG or TIFF, and add that.",
  "problem.import-unknown-format.mail":
    "This file is an e-mail or a web page saved as a single file. Open it, save it as DOCX, ODT or PDF, and add that.",
  "problem.import-unknown-format.tiff":
    "This TIFF is stored in a way that Coram does not read. Save it as PNG or PDF, and add that.",
  "problem.import-wrong-extension":
    "The name of this file says one format and its content is another. Save it again from the program it was made with.",
  "problem.import-too-large": "This file is too large. Split it, or save it without pictures.",
  "problem.import-too-slow": "Reading this file took too long and was stopped. Save it as plain text and add that.",
  "problem.import-too-complex":
    "This file is built in a way that Coram refuses to unfold. Save it again from a word processor and add that.",
  "problem.import-too-large.megabytes":
    "Files up to {limit} MB can be read; this one has {found} MB. Split it, or save it without pictures.",
  "problem.import-too-large.characters": "Texts up to {limit} characters can be read; this one has {found}. Split it.",
  "problem.import-too-large.megapixels":
    "Pictures up to {limit} megapixels can be read; this one has {found}. Scan it with fewer dots an inch (300 is enough).",
  "problem.import-too-large.page-picture":
    "Pictures up to {limit} megapixels can be read; one on page {found} is larger. Scan that page with fewer dots an inch (300 is enough).",
  "problem.import-too-large.centimetres":
    "Pages up to {limit} cm can be drawn; one of this file measures {found} cm. Save it on paper of a usual size.",
  "problem.import-too-complex.cells":
    "Tables of up to {limit} cells can be read; this file has {found}. Leave the table out, or split it.",
  "problem.import-too-complex.paragraph":
    "Paragraphs of up to {limit} characters can be read; one of this file has {found}. Break it into paragraphs.",
  "problem.import-too-complex.paragraphs":
    "Texts of up to {limit} paragraphs can be read; this one has {found}. Split it.",
  "problem.import-too-complex.pages": "Files of up to {limit} pages can be read; this one has {found}. Split it.",
  "problem.import-no-text": "There is no text in this file. Check that it is the right one.",
  "problem.import-ocr-data-missing":
    "The server cannot read pictures of pages yet. Ask the person who runs it to run “{command}”, then try again.",
  "problem.import-broken": "This file is damaged and cannot be read. Fetch or save it again and add that.",
  "problem.import-gone": "What was read from this file was kept for an hour and is gone. Add the file again.",
  "problem.import-known": "A verdict of this court with this number is here already.",
  "problem.scan-no-space":
    "The disk of the server is full, so the scan cannot be kept. Tell the person who runs it, then try again.",
  "problem.export-empty": "No passage fits this choice. Take away a filter.",
  "problem.export-gone": "This file was kept for a day and is gone. Make it again.",
  "problem.export-leak":
    "Something in this file looks like a person's data. Look at the places, and correct them first.",
  "problem.export-unset": "This can not be set on a page: {block}. Make it simpler or shorter, or make a Word file.",
  "problem.translation-moved": "Somebody changed this translation, or the text, meanwhile. Look at both and choose.",
  "problem.methodology-moved": "Somebody changed the methodology meanwhile. Look at what it is now, and try again.",
  "problem.methodology-invalid": {
    one: "The draft cannot be put in force yet: {count} thing is missing or contradicts another. Correct it first.",
    other:
      "The draft cannot be put in force yet: {count} things are missing or contradict each other. Correct them first.",
  },
  "problem.methodology-undecided": {
    one: "First say of {count} changed category whether it still means the same.",
    other: "First say of {count} changed categories whether they still mean the same.",
  },
  "problem.methodology-file-unknown":
    "This is not a methodology: bring in a codebook (.qdc), a JSON file or a workbook (.xlsx) that was saved here.",
  "problem.coded-blind": "A verdict of this step is being coded blind. Practise on another one, or after the reveal.",
  "problem.in-workshop": "A workshop is working on this verdict. Begin the round when that step has ended.",
  "problem.slips-on-their-way": "Slips may still be on their way. Reveal in a few seconds, or when all are in.",
  "problem.floor-moved": "Somebody else has the floor now. Nothing was changed.",
  "problem.floor-moved.to": "{name} has the floor now. Nothing was changed.",
  "problem.workshop-moved": "The workshop has gone on in the meantime. Look at where it stands now.",
  "problem.ballot-open": "Another vote is open. Close it first.",
  "problem.ballot-closed": "The vote is closed. Nothing was changed.",
  "problem.ballot-few": "A secret vote closes once four members have voted. You may call it off.",
  "problem.wording-moved":
    "The wording has changed in the draft since it was proposed. Nothing was changed; look at it as it stands now.",
  "problem.door-shut": "The door is shut now. Ask a facilitator to open it.",
  "problem.round-moved": "The round has moved on in the meantime. Look at where it stands now.",
  "problem.round-needs-facilitator":
    "Somebody who runs rounds and does not code this one is needed: they reveal it and mark it as settled. Leave one facilitator out.",
  "problem.coding-blind":
    "You are coding a further round of this verdict. What stands shows again when the round is revealed.",
  "problem.coding-blind.output":
    "You are coding a verdict that this document is about. The document shows again when the round is revealed.",
  "problem.round-handed-in": "Somebody has handed in: the round can no longer be called off.",
  "problem.standing-moved": "What stands has changed meanwhile. Look at it again.",
  "problem.round-unfinished": "Somebody has not handed in yet. Choose to go on without them, or wait.",
  "problem.round-changed": "What you were about to confirm has changed meanwhile. Look at it again.",
  "problem.cases-open": {
    one: "{count} disagreement still waits for a ruling. Rule on it first.",
    other: "{count} disagreements still wait for a ruling. Rule on them first.",
  },
  "problem.output-moved": "Somebody has changed this document's state. Look at it again.",
  "problem.output-being-written":
    "Somebody is writing in this document at this moment. Ask for signatures again when they pause.",
  "problem.output-paired": "This document already has a version in the other language, or is in that language itself.",
  "problem.output-signed":
    "This document was approved or signed, so it stays. A facilitator can open it again to change it.",
  "problem.output-rests": "Something in the document draws on a verdict that you would take away. Look at it again.",
  "problem.output-held":
    "A version in another language cannot be changed now: it is approved, signatures are asked for, or you may not write in it.",
  "problem.output-one-verdict": "A document of this kind is about one verdict.",
  "problem.output-leads": "Other languages follow this document. Delete them first.",
  "problem.output-approved": "This document is approved. A facilitator can open it again.",
  "problem.output-asked": "Signatures are asked for this document. It can be written in again when it is taken back.",
  "problem.approval-points": "Correct what is listed here first, or say why it may stay.",
  "problem.approval-changed":
    "Something in it has changed since signatures were asked for. It is named here, and the document is a draft again.",
  "problem.colour-faint": "This colour is too light to be read on white. The nearest that can be is {nearest}.",
  "problem.picture-unreadable": "This picture cannot be read. Choose another PNG.",
  "problem.grant-lineless":
    "This grant has no donor’s line yet. Write and save it first: what is confirmed is that the donor wants these words.",
  "problem.house-moved": "This has been changed since. Look at it again before you take anything back.",
  "problem.output-no-series": "Documents from this template are not numbered.",
  "problem.overloaded": "The server is too busy just now. Try again in a moment.",
  "problem.internal":
    "Something went wrong on the server. Try again; if it keeps happening, tell the person who runs it.",
  "problem.offline": "The server cannot be reached. Check the connection and try again.",
  "problem.unreadable": "This page is older than the server. Reload it and try again.",
} as const satisfies Messages;
