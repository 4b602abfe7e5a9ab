import type { Translation } from "../message.ts";
import type { rounds as english } from "../en/rounds.ts";

export const rounds: Translation<typeof english> = {
  "rounds.waiting-code": "Прочитајте ја и означете ја пресудава сами",
  "rounds.waiting-code-due": "Прочитајте ја и означете ја пресудава сами, до {date}",
  "rounds.waiting-act": "Кодирај",
};
