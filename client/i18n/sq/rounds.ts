import type { Translation } from "../message.ts";
import type { rounds as english } from "../en/rounds.ts";

export const rounds: Translation<typeof english> = {
  "rounds.waiting-code": "Lexojeni dhe shënojeni këtë vendim vetëm",
  "rounds.waiting-code-due": "Lexojeni dhe shënojeni këtë vendim vetëm, deri më {date}",
  "rounds.waiting-act": "Kodo",
};
