import { clearing } from "./en/preparation/clearing.ts";
import { corrections } from "./en/preparation/corrections.ts";
import { erase } from "./en/preparation/erase.ts";
import { exports } from "./en/outputs/exports.ts";
import { home } from "./en/home.ts";
import { imports } from "./en/preparation/import.ts";
import { methodology } from "./en/methodology.ts";
import { sheet } from "./en/sheet.ts";
import { translation } from "./en/translation.ts";
import { find } from "./en/find.ts";
import { handbook } from "./en/handbook.ts";
import { matrix } from "./en/matrix.ts";
import { reviews } from "./en/reviews.ts";
import { rounds } from "./en/rounds.ts";
import { about } from "./en/about.ts";
import { account } from "./en/account.ts";
import { house } from "./en/house.ts";
import { agreement } from "./en/agreement.ts";
import { reconcile } from "./en/reconcile.ts";
import { evidence } from "./en/outputs/quotes.ts";
import { outputs } from "./en/outputs/outputs.ts";
import { approval } from "./en/outputs/approval.ts";
import { pairs } from "./en/outputs/pairs.ts";
import { papers } from "./en/outputs/papers.ts";
import { names } from "./en/preparation/names.ts";
import { network } from "./en/network.ts";
import { page } from "./en/page.ts";
import { palette } from "./en/palette.ts";
import { people } from "./en/people.ts";
import { prepare } from "./en/preparation/prepare.ts";
import { problems } from "./en/problems.ts";
import { scan } from "./en/preparation/scan.ts";
import { shell } from "./en/shell.ts";
import { slips } from "./en/workshops/slips.ts";
import { paper } from "./en/workshops/paper.ts";
import { tables } from "./en/workshops/tables.ts";
import { steps } from "./en/steps.ts";
import { sync } from "./en/sync.ts";
import { text } from "./en/text.ts";
import { verdict } from "./en/verdict.ts";
import { words } from "./en/words.ts";
import { workshopDoor } from "./en/workshops/door.ts";
import { workshopPlan } from "./en/workshops/plan.ts";
import { workshops } from "./en/workshops/workshops.ts";
import { workshopVotes } from "./en/workshops/votes.ts";

/** The dictionary whose keys and placeholders every `t()` is checked against. */
export const en = {
  ...shell,
  ...about,
  ...find,
  ...account,
  ...house,
  ...words,
  ...workshopDoor,
  ...workshopPlan,
  ...workshops,
  ...workshopVotes,
  ...page,
  ...palette,
  ...people,
  ...network,
  ...home,
  ...methodology,
  ...names,
  ...clearing,
  ...corrections,
  ...imports,
  ...erase,
  ...exports,
  ...slips,
  ...paper,
  ...tables,
  ...steps,
  ...sync,
  ...text,
  ...verdict,
  ...prepare,
  ...problems,
  ...scan,
  ...sheet,
  ...translation,
  ...handbook,
  ...matrix,
  ...reviews,
  ...rounds,
  ...agreement,
  ...reconcile,
  ...outputs,
  ...approval,
  ...pairs,
  ...papers,
  ...evidence,
} as const;
export type English = typeof en;
