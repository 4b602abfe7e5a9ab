import type { English } from "./en.ts";
import type { Translation } from "./message.ts";
import { clearing } from "./sr-latn/preparation/clearing.ts";
import { corrections } from "./sr-latn/preparation/corrections.ts";
import { erase } from "./sr-latn/preparation/erase.ts";
import { exports } from "./sr-latn/outputs/exports.ts";
import { home } from "./sr-latn/home.ts";
import { imports } from "./sr-latn/preparation/import.ts";
import { methodology } from "./sr-latn/methodology.ts";
import { sheet } from "./sr-latn/sheet.ts";
import { translation } from "./sr-latn/translation.ts";
import { find } from "./sr-latn/find.ts";
import { handbook } from "./sr-latn/handbook.ts";
import { matrix } from "./sr-latn/matrix.ts";
import { reviews } from "./sr-latn/reviews.ts";
import { rounds } from "./sr-latn/rounds.ts";
import { about } from "./sr-latn/about.ts";
import { account } from "./sr-latn/account.ts";
import { house } from "./sr-latn/house.ts";
import { agreement } from "./sr-latn/agreement.ts";
import { reconcile } from "./sr-latn/reconcile.ts";
import { evidence } from "./sr-latn/outputs/quotes.ts";
import { outputs } from "./sr-latn/outputs/outputs.ts";
import { approval } from "./sr-latn/outputs/approval.ts";
import { pairs } from "./sr-latn/outputs/pairs.ts";
import { papers } from "./sr-latn/outputs/papers.ts";
import { names } from "./sr-latn/preparation/names.ts";
import { network } from "./sr-latn/network.ts";
import { page } from "./sr-latn/page.ts";
import { palette } from "./sr-latn/palette.ts";
import { people } from "./sr-latn/people.ts";
import { prepare } from "./sr-latn/preparation/prepare.ts";
import { problems } from "./sr-latn/problems.ts";
import { scan } from "./sr-latn/preparation/scan.ts";
import { shell } from "./sr-latn/shell.ts";
import { slips } from "./sr-latn/workshops/slips.ts";
import { paper } from "./sr-latn/workshops/paper.ts";
import { tables } from "./sr-latn/workshops/tables.ts";
import { steps } from "./sr-latn/steps.ts";
import { sync } from "./sr-latn/sync.ts";
import { text } from "./sr-latn/text.ts";
import { verdict } from "./sr-latn/verdict.ts";
import { words } from "./sr-latn/words.ts";
import { workshopDoor } from "./sr-latn/workshops/door.ts";
import { workshopPlan } from "./sr-latn/workshops/plan.ts";
import { workshops } from "./sr-latn/workshops/workshops.ts";
import { workshopVotes } from "./sr-latn/workshops/votes.ts";

export const srLatn: Translation<English> = {
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
