import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { navigate } from "../../app/router.ts";
import { MOD } from "../../elements/key-press.ts";
import { t } from "../../i18n/t.ts";
import type { Command } from "../../palette/offered.ts";
import { whyNotShare } from "./why-not-share.ts";
import type { VerdictDialog } from "../bars/coram-verdict-bar.ts";

/** What the page does itself. */
export interface PageActs {
  open(dialog: VerdictDialog): void;
  findWords(words?: string): void;
  findCategory(): void;
  showKeys(): void;
}

type Plain =
  | "about.title"
  | "agreement.title"
  | "page.edit"
  | "page.export"
  | "page.keys"
  | "page.print"
  | "page.share"
  | "reconcile.title"
  | "rounds.title"
  | "verdict.find"
  | "verdict.tree-find";
const named = (label: Plain): { name: string; label: Plain } => ({ label, name: t(label) });

/** What can be done on the page of a verdict, and why not. */
export function pageCommands(view: VerdictView, member: Member, acts: PageActs): Command[] {
  const { verdict, can } = view;
  const owner = view.organisations.find(({ id }) => id === verdict.owner)?.name ?? "";
  const open = (dialog: VerdictDialog) => (): void => acts.open(dialog);
  const go = (href: string) => (): void => void navigate(`/verdicts/${verdict.id}${href}`);
  const isFree = !verdict.conflicts.includes(member.id);
  const forOwners = can.prepare
    ? undefined
    : isFree
      ? t("palette.why-owners", { name: owner })
      : t("palette.why-conflict");
  const isBlind = view.round.mode === "blind";
  const mayCompare = member.guest === null;
  return [
    { key: "find", ...named("verdict.find"), keys: [MOD, "F"], act: acts.findWords },
    { key: "category", ...named("verdict.tree-find"), keys: ["/"], act: acts.findCategory },
    { key: "about", ...named("about.title"), act: open("about") },
    { key: "share", ...named("page.share"), why: whyNotShare(view, member), act: open("share") },
    {
      key: "export",
      ...named("page.export"),
      why: can.exportOwn || can.exportAll ? undefined : whyNotExport(verdict),
      act: open("export"),
    },
    ...(verdict.stage === "in-preparation"
      ? []
      : [
          {
            key: "rounds",
            ...named("rounds.title"),
            why: can.runRounds || can.watchRounds ? undefined : whyNotRounds(member, isFree, isBlind),
            act: open("rounds"),
          },
          {
            key: "disagreements",
            ...named("reconcile.title"),
            why: !mayCompare || isBlind || view.round.mode === "open" ? t("palette.why-reveal") : undefined,
            act: go("/reconcile"),
          },
          {
            key: "agreement",
            ...named("agreement.title"),
            why: mayCompare ? undefined : t("palette.why-reveal"),
            act: go("/agreement"),
          },
        ]),
    { key: "edit", ...named("page.edit"), why: forOwners, act: go("/prepare?panel=corrections") },
    {
      key: "stage",
      name: t("page.stage", { stage: t(`word.stage.${verdict.stage}`) }),
      why: forOwners,
      act: open("stage"),
    },
    { key: "print", ...named("page.print"), keys: [MOD, "P"], act: () => print() },
    { key: "keys", ...named("page.keys"), keys: ["?"], act: acts.showKeys },
  ];
}

function whyNotExport({ stage }: VerdictView["verdict"]): string {
  return t(stage === "in-preparation" ? "palette.why-cleared" : "palette.why-coders");
}

function whyNotRounds({ role }: Member, isFree: boolean, isBlind: boolean): string {
  if (!DUTIES[role].leads) return t("palette.why-facilitators");
  if (!isFree) return t("palette.why-conflict");
  return t(isBlind ? "palette.why-reveal" : "palette.why-facilitators");
}
