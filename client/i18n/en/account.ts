import type { Messages } from "../message.ts";

/** Account menu, account, settings of the network. */
export const account = {
  "account.more-pages": "More",
  "account.reading-size": "Reading size",
  "account.role-at": "{role}, {organisation}",
  "invite.title": "Invite a list",
  "invite.paste": "Names and addresses, one a line, or cells of a spreadsheet",
  "invite.hint":
    "Name, address, organisation, role. Without an organisation it is read off the address, if that tells; without a role somebody is a lawyer.",
  "invite.lines": { one: "Pasted, {count} line", other: "Pasted, {count} lines" },
  "invite.read-as": "Read as",
  "invite.to-answer": { one: "{count} to answer", other: "{count} to answer" },
  "invite.which-organisation": "Which organisation?",
  "invite.which-role": "Which role?",
  "invite.which-country": "Which country?",
  "invite.new-of": "{name}, new",
  "invite.new-organisations": "New organisations",
  "invite.country-of": "Country of {name}",
  "invite.doubt-no-name": "The name is missing: write it in the line.",
  "invite.doubt-no-address": "The address is missing: write it in the line.",
  "invite.doubt-address-twice": "This address stands twice.",
  "invite.doubt-address-member": "This is the address of {name}, who is a member.",
  "invite.note-former": "A former member: they come back as who they were.",
  "invite.note-invited": "Invited already: the earlier link ends.",
  "invite.skip": "Skip",
  "invite.skip-of": "Skip {name}",
  "invite.too-many": {
    one: "At most {count} person at once. Take the other lines out.",
    other: "At most {count} people at once. Take the other lines out.",
  },
  "invite.links-hint": "Links work once, for 14 days. They are shown once: copy them.",
  "invite.do": { one: "Invite {count} person", other: "Invite {count} people" },
  "invite.done": { one: "{count} person invited", other: "{count} people invited" },
  "invite.copy-all": "Copy all links",
  "invite.copy-of": "Copy the link of {name}",
  "invite.more": "Invite more",
} as const satisfies Messages;
