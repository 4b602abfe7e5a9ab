import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { z } from "zod";
import { MemberId, RANDOM_ID, VerdictId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { ErasureCommand } from "../../schema/protocol/http/erasure.ts";
import { isToken } from "../../schema/text/token.ts";
import type { ErasureOrder } from "../erasure/erasure-service.ts";
import { openOfflineService } from "../erasure/offline.ts";
import { formerMember, planOf, toNeeds } from "../erasure/plan.ts";
import { eraseSealed } from "../erasure/sealed.ts";
import { askerOf } from "../erasure/counts.ts";
import { hasSealedKey, WrongPassphrase } from "../privacy/names/sealed-key.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import { holdFolder } from "../store/folder-lock.ts";
import { type Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

const OPTIONS = {
  data: { type: "string" },
  verdict: { type: "string" },
  member: { type: "string" },
  token: { type: "string" },
  forms: { type: "string" },
  "passphrase-file": { type: "string" },
  preview: { type: "boolean" },
  yes: { type: "boolean" },
} as const;
type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>["values"];

/**
 * `coram erase term|verdict|member`: for good. Names come from a file or standard input and never from the command line,
 * which everybody on the machine sees. Refuses while a server runs on the folder.
 */
export async function erase(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(joinIds(args), OPTIONS);
  const make = { term: termOrder, verdict: verdictOrder, member: memberOrder }[positionals[0] ?? ""];
  if (!make || positionals.length !== 1)
    throw new CliError("Say what to erase: coram erase term, verdict or member.", 2);
  return withStore(values.data, async (store, folder) => {
    const lock = holdFolder(folder);
    try {
      const order = await make(store, folder, values);
      if (!order) return 0;
      const { service, stop } = await openOfflineService(store, folder);
      try {
        await service.resume();
        const { id, number, hash, step, counts } = await service.begin(order).catch((error: unknown) => {
          if (!(error instanceof StoreError)) throw error;
          if (error.code === "leaves-preparing")
            throw new CliError(
              'Their organisation has verdicts with all names, and nobody else there leads it: make another facilitator there first ("coram member").',
            );
          if (error.code !== "last-facilitator") throw error;
          throw new CliError(
            'Nobody would be left to run the network: make another facilitator first ("coram member").',
          );
        });
        if (step !== "done")
          throw new CliError(`The erasure has begun and waits at "${step}"; it goes on when the server starts.`);
        if (values.json) sayJson({ id, number, hash, token: order.token, counts });
        else say(`Erased; line ${number} of the ledger, ${hash}. Places: ${JSON.stringify(counts)}`);
        return 0;
      } finally {
        await stop();
      }
    } finally {
      lock.release();
    }
  });
}

async function termOrder(store: Store, folder: string, values: Values): Promise<ErasureOrder | null> {
  const verdict = await verdictOf(store, values);
  const { token } = values;
  if (!token || !isToken(token)) throw new CliError('Say what stands in its place: --token "[Victim A]".', 2);
  const forms = (await readLines(values.forms)).filter((line) => line !== "");
  const command = ErasureCommand.safeParse({ kind: "term", forms, token });
  if (!command.success) throw new CliError("Give one form a line, each of 2 to 200 letters, at most 200 forms.", 2);
  const needs = await toNeeds(store, verdict, command.data);
  if (values.preview) {
    await sayPlan(store, folder, verdict, command.data, needs, token, values.json === true);
    return null;
  }
  const file = values["passphrase-file"];
  const passphrase = file === undefined ? null : (await readFile(file, "utf8")).replace(/\r?\n$/, "");
  const sealedKey = await eraseSealed(folder, verdict.id, token, needs, passphrase).catch((error: unknown) => {
    throw error instanceof WrongPassphrase ? new CliError("The passphrase does not open the sealed key.") : error;
  });
  return { kind: "term", verdict: verdict.id, member: null, token, needs, by: null, sealedKey };
}

async function sayPlan(
  store: Store,
  folder: string,
  verdict: Verdict,
  command: Parameters<typeof planOf>[3],
  needs: ErasureNeeds,
  token: string,
  isJson: boolean,
): Promise<void> {
  const asker = await askerOf(store, null, verdict);
  const files = { exports: 0, scans: (await store.scans.ofVerdict(verdict.id)) ? 1 : 0 };
  const { hub, stop } = await openOfflineService(store, folder);
  try {
    const plan = await planOf({ store, hub }, asker, verdict, command, needs, token, files);
    const hasKey = await hasSealedKey(folder, verdict.id);
    if (isJson) return sayJson({ ...plan, hasSealedKey: hasKey });
    say(JSON.stringify(plan.counts));
    for (const { form, text: places, given } of plan.proposed) say(`${given ? "*" : " "} ${places}\t${form}`);
  } finally {
    await stop();
  }
}

async function verdictOrder(store: Store, folder: string, values: Values): Promise<ErasureOrder> {
  const { id } = await verdictOf(store, values);
  mustSayYes(values);
  const sealedKey = (await hasSealedKey(folder, id)) ? "erased" : "none";
  return { kind: "verdict", verdict: id, member: null, token: null, needs: null, by: null, sealedKey };
}

async function memberOrder(store: Store, _folder: string, values: Values): Promise<ErasureOrder> {
  const id = idOf(MemberId, values.member, "--member");
  if (!(await store.people.member(id))) throw new CliError('There is nobody with that id; see "coram member list".');
  mustSayYes(values);
  const token = await formerMember(store);
  return { kind: "member", verdict: null, member: id, token, needs: null, by: null, sealedKey: "none" };
}

async function verdictOf(store: Store, { verdict }: Values): Promise<Verdict> {
  const found = await store.verdicts.get(idOf(VerdictId, verdict, "--verdict"));
  if (!found) throw new CliError("There is no verdict with that id.");
  return found;
}

function idOf<T extends z.ZodType>(brand: T, given: string | undefined, option: string): z.output<T> {
  const parsed = brand.safeParse(given);
  if (!parsed.success) throw new CliError(`Say which: ${option} ID.`, 2);
  return parsed.data;
}

function mustSayYes({ yes }: Values): void {
  if (!yes) throw new CliError("Nothing brings it back. Add --yes to erase it.", 2);
}

async function readLines(file: string | undefined): Promise<string[]> {
  const all = file === undefined || file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  return all.split(/\r?\n/).map((line) => line.trim());
}

/** Ids are random, and one in sixty-four begins with a hyphen: it is taken as a value all the same. */
function joinIds(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const [before, value] = [args[i - 1] ?? "", args[i + 1]];
    const takesId = (option: string): boolean => option === "--verdict" || option === "--member";
    if (takesId(arg) && value && RANDOM_ID.test(value)) return [`${arg}=${value}`];
    return takesId(before) && RANDOM_ID.test(arg) ? [] : [arg];
  });
}
