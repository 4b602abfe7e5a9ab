import type { Translation } from "../message.ts";
import type { rounds as english } from "../en/rounds.ts";

export const rounds: Translation<typeof english> = {
  "rounds.waiting-code": "Pročitajte i označite ovu presudu sami",
  "rounds.waiting-code-due": "Pročitajte i označite ovu presudu sami, do {date}",
  "rounds.waiting-act": "Kodiraj",
};
