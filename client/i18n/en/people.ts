import type { Messages } from "../message.ts";

/** Signing in, links, members, guests, invitations. */
export const people = {
  "people.sign-in": "Sign in",
  "people.sign-in-lead": "Sign in with the e-mail address and password of your account.",
  "people.guest-ended-title": "Your access has ended",
  "people.guest-ended":
    "You were here as a guest. The link of an invitation works once: for another one, ask the person who invited you.",
  "people.guest-ended-by":
    "{name}, {organisation}, has ended it. What you sent stays there. What you had not sent is erased from this device.",
  "people.guest-unsent":
    "What you had not sent is on this page alone. Copy it before you leave: nothing of it stays on this device.",
  "people.removed-unsent":
    "You had not sent this. Copy it before you leave this page. What you had typed until you were removed you find on this device if you are taken back.",
  "people.guest-ended-account": "Sign in with an account",
  "people.email": "E-mail address",
  "people.password": "Password",
  "people.new-password": "New password",
  "people.password-hint": { one: "At least {count} character", other: "At least {count} characters" },
  "people.password-show": "Show the password",
  "people.put-out":
    "You are signed in here no longer. If your password is not accepted either, your access has ended: ask a facilitator.",
  "people.you-left": "You left this network, {when}. To come back, ask a facilitator of your organisation.",
  "people.you-removed":
    "{name} removed you from this network ({when}). If that is a mistake, ask a facilitator of your organisation.",
  "people.password-set":
    "A new password was set for you by a link, {when}. Who made the link: {name}. If it was not you who used it, tell a facilitator whom you trust; they end it with another link.",
  "people.operator": "whoever runs the server",
  "people.end-owed": "You are signed out on this device. The server is told as soon as it can be reached.",
  "people.forgotten": "Password forgotten? A facilitator of your organisation can send you a link for a new one.",
  "people.your-name": "Your name",
  "people.organisation": "Organisation",
  "people.country": "Country",
  "people.role": "Role",
  "people.valid-until": "Valid until",
  "people.link": "Link",
  "people.setup-title": "Create a network",
  "people.setup-lead": "You become its first facilitator and invite the others.",
  "people.setup-no-link": "Open the link that the server printed when it started.",
  "people.setup-done": "This network has its first facilitator already.",
  "people.setup-do": "Create",
  "people.network-name": "Name of the network",
  "people.about":
    "Coram is where the network reads court verdicts on trafficking in human beings together: it tags passages, answers the same questions of each verdict and compares its readings.",
  "people.join-title": "Join the network",
  "people.invited-by": "{name} invites you",
  "people.join-do": "Join",
  "people.guest-do": "Open as {name}",
  "people.here": "You are already signed in as {name}",
  "people.here-for": "This invitation is for {name}.",
  "people.here-stays": "What you read stays open: this is added to it. Each stays open until its own end date.",
  "people.here-add-verdict": "Add this verdict",
  "people.here-add-output": "Add this document",
  "people.here-else":
    "If you are not {name}: what they read closes in this browser, and the link that opened it cannot be used again.",
  "people.here-else-unsent": {
    one: "What they have not sent ({count} change or draft) is erased from this device.",
    other: "What they have not sent ({count} changes and drafts) is erased from this device.",
  },
  "people.here-else-do": "Open as somebody else",
  "people.guest-access": "Open to you",
  "people.guest-access-text": "One verdict: read it, see the tags, comment and suggest",
  "people.guest-access-output": "One document: read it, comment and propose wordings",
  "people.notice-title": "What happens with your data",
  "people.notice-who":
    "{organisation} invites you to this network; {inviter} is the person to ask, about your data too.",
  "people.notice-what":
    "What is kept: your name, what you write, and when you opened what is shown to you. Nothing goes to anybody outside this server. Your access ends on the day above.",
  "people.notice-duty":
    "The verdict concerns people who were harmed. Do not pass the text on, and do not try to find out who they are.",
  "people.notice-duty-output":
    "The document tells of people who were harmed. Do not pass the text on, and do not try to find out who they are.",
  "people.demo-title": "Come in as {name}",
  "people.demo-do": "Come in",
  "people.reset-title": "Choose a new password",
  "people.reset-do": "Set the password and sign in",
  "people.link-dead": "This link does not lead anywhere",
  "people.link-gone": "It was withdrawn, or a newer one has taken its place. Ask the person who sent it for a new one.",
  "people.link-broken":
    "A part of this link is missing. Copy the whole of it, or ask the person who sent it for a new one.",
  "people.members": "Members",
  "people.guests": "Guests",
  "people.former": "Former members",
  "people.former-since": "since {date}",
  "people.former-invited": "Invited by {name} ({organisation}); bringing them back ends that invitation.",
  "people.pending": "Open invitations",
  "people.pending-passwords": "Links for new passwords",
  "people.made-by": "Invited by {name}",
  "people.roles": "What each role may do",
  "people.role-then": "From then on {name} is: {role}. What each role does stands below.",
  "people.organisation-ask": "Change the organisation of {name}?",
  "people.organisation-do": "Change the organisation",
  "people.organisation-then":
    "From {was} to {organisation}: what is open to one organisation alone, as texts with all names are to its facilitators, is then open to {name} there and no longer here. What they wrote stays.",
  "people.role-ask": "Change the role of {name}?",
  "people.role-ask-coder":
    "{name} is coding a blind round. As {role}, they cannot continue, hand in or take back. What they coded stays; if it was not handed in, the round can only be revealed without it.",
  "people.role-gains":
    "As facilitator, {name} reads the texts of the organisation's verdicts with all names, and changes members, verdicts and the methodology.",
  "people.role-loses": "{name} then leads the network no longer: they change neither members nor verdicts.",
  "people.leaves-preparing": {
    one: "{count} verdict of {organisation} is in preparation: {name} no longer prepares it.",
    other: "{count} verdicts of {organisation} are in preparation: {name} no longer prepares them.",
  },
  "people.leaves-nobody": "Nobody leads {organisation} then: nobody prepares its verdicts or clears them.",
  "people.leaves-one":
    "{name} is then the only facilitator of {organisation}: nobody there can sign as the second reader.",
  "people.remove-coder":
    "{name} is coding a blind round: what they did not hand in, the round can only be revealed without.",
  "people.ends-links": {
    one: "{count} open invitation that {name} made works no longer: it stays listed, where a facilitator makes a new link.",
    other:
      "{count} open invitations that {name} made work no longer: they stay listed, where a facilitator makes new links.",
  },
  "people.role-do": "Change the role",
  "people.as-it-is": "Keep as it is",
  "people.round-runners": "Who begins, reveals and settles rounds: each organisation decides it for its own verdicts.",
  "people.round-runners-of": "Verdicts of {organisation}",
  "people.round-runners-owner": "Its own facilitators",
  "people.round-runners-all": "Facilitators of every organisation",
  "people.round-runners-changed": "Who runs rounds is changed.",
  "people.you": "you",
  "people.read-only": "You can see the members. Facilitators invite and change them.",
  "people.ended-with": "ended: {name}, who made it, may not make it any more",
  "people.until": "until {date}",
  "people.unnamed": "No name given",
  "people.role-of": "Role of {name}",
  "people.organisation-of": "Organisation of {name}",
  "people.more": "More about {name}",
  "people.changed": "{name}: now {to}",
  "people.instead": "{what} ({instead})",
  "people.ask": "ask {names}",
  "people.ask-both": "{names} can invite them once you have removed them",
  "people.ask-operator": "only whoever runs the server can: {command}",
  "people.first-another": "make somebody else there a facilitator first",
  "people.place-own-only":
    "Nobody else leads your organisation. Make another member of it a facilitator, who can then change these; or ask whoever runs the server.",
  "people.leaves-themselves": "they leave by themselves",
  "people.place-own": "Your own role and organisation are changed by another facilitator of your organisation.",
  "people.place-led": "Who belongs to {organisation}, and as what, is decided by its own facilitators: {names}.",
  "people.place-alone":
    "{name} is the only member of {organisation} here, and decides alone on leaving. Once they have left, facilitators of the other organisations can bring them back.",
  "people.place-only":
    "{name} is the only facilitator of {organisation}. Before their role can change, they make somebody else a facilitator; if they have left for good, whoever runs the server adds one.",
  "people.bring-back": "Bring back",
  "people.bring-back-of": "Bring back {name}",
  "people.back-title": "{name} is here again",
  "people.back-hint":
    "Who was a member before comes back as the same person, with all their work, if you write the name they had and they give the e-mail address they had. “Former members” brings them back too.",
  "people.remove": "Remove",
  "people.remove-title": "Remove {name}?",
  "people.remove-text":
    "Access ends at once, on every device. What this person tagged and wrote stays under their name. They can be brought back under “Former members”.",
  "people.remove-text-guest":
    "Access ends at once, on every device. What this person wrote stays under their name. A guest comes back only by a new invitation.",
  "people.remove-text-part":
    "What they read by invitations that are yours to take back closes at once, on every device. What others invited {name} to stays open to them. What this person wrote stays under their name.",
  "people.remove-ends": "This ends their access to {what}.",
  "people.remove-also": "This also ends their access to {what}.",
  "people.remove-others": { one: "{count} more verdict or document", other: "{count} more verdicts or documents" },
  "people.reset-link": "Link for a new password",
  "people.reset-made": "Send this link to {name}. Whoever has it can set the password: it is valid until {date}.",
  "people.invite-member": "Invite a member",
  "people.invite-guest": "Invite a guest",
  "people.invite-guest-lead":
    "A guest reads this verdict, sees its tags, the answers that stand on its case sheet and the comments that are open to guests, comments, suggests tags and translates passages. Of the rest of the network only the methodology is open to them, without its draft.",
  "people.invite-guest-lead-output":
    "A guest reads this document with the words that it quotes, sees the comments that are open to guests, comments and proposes wordings. The verdicts and everything else of the network stay closed to them.",
  "people.guest-waits": {
    one: "This document draws on a verdict that is not cleared for guests. A facilitator of its organisation moves it to that stage, or you remove what quotes it here; then guests can be invited.",
    other:
      "This document draws on {count} verdicts that are not cleared for guests. A facilitator of their organisation moves them to that stage, or you remove what quotes them here; then guests can be invited.",
  },
  "people.guest-name": "Name of the guest",
  "people.guest-name-hint": "Everybody here sees this name. The guest cannot change it.",
  "people.days": "Days",
  "people.days-hint": { one: "At most {count} day, from now", other: "At most {count} days, from now" },
  "people.make-link": "Make the link",
  "people.invite-another": "Invite, it is somebody else",
  "people.guest-link-made": "Send this link to {name}. It works once, until {date}.",
  "people.member-link-made": "Send this link to the person you invite. Role: {role}. It works once, until {date}.",
  "people.link-once": "This is the only time that the link is shown.",
  "people.links-anew": "Once it is closed, make a new link under {members} (“{anew}”).",
  "people.link-here-only":
    "Colleagues elsewhere cannot open this link: {address} is reached only from the computer or network on which Coram runs. Whoever runs the server starts it with --url and the address that everybody can reach (docs/operating.md), and then makes the links anew.",
  "people.email-optional": "E-mail address, if you know it",
  "people.name-optional": "Name, if you like",
  "people.new-organisation": "Another organisation…",
  "people.organisation-name": "Name of the organisation",
  "people.link-anew": "New link",
  "people.link-anew-of": "A new link for {name}",
  "people.anew-ask": "Make a new link?",
  "people.anew-gone": "This invitation is not open any more: {name} has joined with it, or somebody has withdrawn it.",
  "people.anew-lead":
    "{who}: the link that was sent stops working at once. The new one is shown once, to be sent again.",
  "people.anew-all": "New links for all who have not joined",
  "people.anew-all-ask": { one: "Make {count} new link?", other: "Make {count} new links?" },
  "people.anew-all-lead":
    "Of everybody who was invited and has not joined, the link that was sent stops working at once.",
  "people.anew-all-do": "Make the links",
  "people.link-replaced": "The earlier link no longer works.",
  "people.withdraw": "Withdraw",
  "people.withdraw-of": "Withdraw the invitation: {name}",
  "people.withdraw-ask": "Withdraw the invitation?",
  "people.withdraw-lead":
    "{who}: the link that was sent stops working at once and cannot be made to work again. You can invite anew.",
  "people.withdrawn": "Withdrawn: {name}. The link that was sent no longer works.",
  "people.guest-out": "{name} has no access any more.",
  "people.guest-out-here": "{name} has no access to this any more. What others invited them to stays open.",
  "people.guest-stays": "Your invitation has ended. {name} still has access by somebody else’s invitation.",
} as const satisfies Messages;
