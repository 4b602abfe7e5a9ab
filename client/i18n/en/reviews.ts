import type { Messages } from "../message.ts";

/** Tags whose category means something else now. */
export const reviews = {
  "reviews.title": "Tags to review",
  "reviews.about":
    "The categories of these tags mean something else now. Say of each what it is. Its author decides; a tag whose category was split, whose author has left or whose round takes no tags any more, a facilitator may decide too. What is settled is decided by any lawyer or facilitator; sorting or withdrawing it takes a reason.",
  "reviews.none": "No tag waits for you to review it.",
  "reviews.tagged-in": "tagged in version {version}.",
  "reviews.tagged-by": "tagged by {name} in version {version}.",
  "reviews.to-text": "In the text",
  "reviews.retired": "Since version {version} this category is retired.",
  "reviews.split": "In version {version} this category was split into several. Which one is it?",
  "reviews.redefined": "In version {version} its meaning changed:",
  "reviews.keep": "Keep as {name}",
  "reviews.leave": "Leave as it was, {name}",
  "reviews.other": "Another category",
  "reviews.take-other": "Make it {name}",
  "reviews.drop": "Remove the tag",
  "reviews.drop-sure": "The tag goes from the text.",
  "reviews.drop-not": "Leave it",
  "reviews.kept": "Kept as {name}, {time}",
  "reviews.changed": "Is now {name}, {time}",
  "reviews.dropped": "Removed, {time}",
  "reviews.recorded": "Recorded",
  "reviews.progress": { one: "{done} of {count} decided", other: "{done} of {count} decided" },
  "reviews.only-parts": "This round takes no tags any more: all that can be said is which part it is.",
  "reviews.settled": "This tag is settled. Say in the text which part it is, and why.",
  "reviews.sort-settled": "Sort it in the text",
  "reviews.kept-settled": "This tag is settled. If it does not fit any more, withdraw it in the text and say why.",
  "reviews.withdraw-settled": "Withdraw it in the text",
  "reviews.tags": { one: "{count} tag", other: "{count} tags" },
  "reviews.waiting": {
    one: "{count} tag awaits your review: its category means something else now",
    other: "{count} tags await your review: their categories mean something else now",
  },
} as const satisfies Messages;
