import type { English } from "./en.ts";
import type { Translation } from "./message.ts";
import { clearing } from "./sq/preparation/clearing.ts";
import { corrections } from "./sq/preparation/corrections.ts";
import { erase } from "./sq/preparation/erase.ts";
import { exports } from "./sq/outputs/exports.ts";
import { home } from "./sq/home.ts";
import { imports } from "./sq/preparation/import.ts";
import { methodology } from "./sq/methodology.ts";
import { sheet } from "./sq/sheet.ts";
import { translation } from "./sq/translation.ts";
import { find } from "./sq/find.ts";
import { handbook } from "./sq/handbook.ts";
import { matrix } from "./sq/matrix.ts";
import { reviews } from "./sq/reviews.ts";
import { rounds } from "./sq/rounds.ts";
import { about } from "./sq/about.ts";
import { account } from "./sq/account.ts";
import { house } from "./sq/house.ts";
import { agreement } from "./sq/agreement.ts";
import { reconcile } from "./sq/reconcile.ts";
import { evidence } from "./sq/outputs/quotes.ts";
import { outputs } from "./sq/outputs/outputs.ts";
import { approval } from "./sq/outputs/approval.ts";
import { pairs } from "./sq/outputs/pairs.ts";
import { papers } from "./sq/outputs/papers.ts";
import { names } from "./sq/preparation/names.ts";
import { network } from "./sq/network.ts";
import { page } from "./sq/page.ts";
import { palette } from "./sq/palette.ts";
import { people } from "./sq/people.ts";
import { prepare } from "./sq/preparation/prepare.ts";
import { problems } from "./sq/problems.ts";
import { scan } from "./sq/preparation/scan.ts";
import { shell } from "./sq/shell.ts";
import { slips } from "./sq/workshops/slips.ts";
import { paper } from "./sq/workshops/paper.ts";
import { tables } from "./sq/workshops/tables.ts";
import { steps } from "./sq/steps.ts";
import { sync } from "./sq/sync.ts";
import { text } from "./sq/text.ts";
import { verdict } from "./sq/verdict.ts";
import { words } from "./sq/words.ts";
import { workshopDoor } from "./sq/workshops/door.ts";
import { workshopPlan } from "./sq/workshops/plan.ts";
import { workshops } from "./sq/workshops/workshops.ts";
import { workshopVotes } from "./sq/workshops/votes.ts";

export const sq: Translation<English> = {
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
};
