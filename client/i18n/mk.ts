import type { English } from "./en.ts";
import type { Translation } from "./message.ts";
import { clearing } from "./mk/preparation/clearing.ts";
import { corrections } from "./mk/preparation/corrections.ts";
import { erase } from "./mk/preparation/erase.ts";
import { exports } from "./mk/outputs/exports.ts";
import { home } from "./mk/home.ts";
import { imports } from "./mk/preparation/import.ts";
import { methodology } from "./mk/methodology.ts";
import { sheet } from "./mk/sheet.ts";
import { translation } from "./mk/translation.ts";
import { find } from "./mk/find.ts";
import { handbook } from "./mk/handbook.ts";
import { matrix } from "./mk/matrix.ts";
import { reviews } from "./mk/reviews.ts";
import { rounds } from "./mk/rounds.ts";
import { about } from "./mk/about.ts";
import { account } from "./mk/account.ts";
import { house } from "./mk/house.ts";
import { agreement } from "./mk/agreement.ts";
import { reconcile } from "./mk/reconcile.ts";
import { evidence } from "./mk/outputs/quotes.ts";
import { outputs } from "./mk/outputs/outputs.ts";
import { approval } from "./mk/outputs/approval.ts";
import { pairs } from "./mk/outputs/pairs.ts";
import { papers } from "./mk/outputs/papers.ts";
import { names } from "./mk/preparation/names.ts";
import { network } from "./mk/network.ts";
import { page } from "./mk/page.ts";
import { palette } from "./mk/palette.ts";
import { people } from "./mk/people.ts";
import { prepare } from "./mk/preparation/prepare.ts";
import { problems } from "./mk/problems.ts";
import { scan } from "./mk/preparation/scan.ts";
import { shell } from "./mk/shell.ts";
import { slips } from "./mk/workshops/slips.ts";
import { paper } from "./mk/workshops/paper.ts";
import { tables } from "./mk/workshops/tables.ts";
import { steps } from "./mk/steps.ts";
import { sync } from "./mk/sync.ts";
import { text } from "./mk/text.ts";
import { verdict } from "./mk/verdict.ts";
import { words } from "./mk/words.ts";
import { workshopDoor } from "./mk/workshops/door.ts";
import { workshopPlan } from "./mk/workshops/plan.ts";
import { workshops } from "./mk/workshops/workshops.ts";
import { workshopVotes } from "./mk/workshops/votes.ts";

export const mk: Translation<English> = {
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
