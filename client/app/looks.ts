/*
 * Language and theme: they hold on this device at once, and follow whoever has an account to every other one. A guest's stay here.
 * What was chosen while the server was out of reach is kept on the device until the account has it.
 */
import { z } from "zod";
import { MemberId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Theme } from "../../schema/domain/theme.ts";
import { LooksChange } from "../../schema/protocol/http/account.ts";
import type { SessionView } from "../../schema/protocol/http/people.ts";
import { changeLooks } from "../api/account.ts";
import { language, setLanguage } from "../i18n/t.ts";
import type { Session } from "./session-context.ts";
import { setTheme, theme } from "./theme.ts";

const STORAGE_KEY = "coram.looks-unsent";
const Unsent = z.object({ member: MemberId, looks: LooksChange });
let unsent = readUnsent();
/** Who is signed in here, as far as was said. */
let present: MemberId | null = null;
/** What somebody chose on this page who is not signed in: theirs, once they are. */
let chosenBefore: LooksChange = {};
/** One request at a time: of two that are under way the server might take the later one first. */
let underWay: Promise<void> | null = null;

export async function chooseLanguage(session: Session | null, chosen: UiLanguage): Promise<void> {
  // Before its words are there, which may take longer than those of what is chosen next.
  const isKept = keep(session, { language: chosen });
  await setLanguage(chosen);
  // Names that the server has said were put into words of the language before: they are asked for again.
  session?.events.again();
  await isKept;
}

export async function chooseTheme(session: Session | null, chosen: Theme): Promise<void> {
  setTheme(chosen);
  await keep(session, { theme: chosen });
}

/** Somebody has come to this device: it looks as they have chosen elsewhere, unless they chose here last. Where they never did, they have now. */
export async function applyLooks({ member, looks }: SessionView): Promise<void> {
  const { language: spoken, theme: worn } = chosenBefore;
  chosenBefore = {};
  const first: LooksChange = {
    ...(spoken && looks?.language === null ? { language: spoken } : {}),
    ...(worn && looks?.theme === null ? { theme: worn } : {}),
  };
  if (member && !member.guest && Object.keys(first).length > 0) void keepFor(member.id, first);
  const mine = unsent?.member === member?.id ? unsent?.looks : undefined;
  const [chosenTheme, chosenLanguage] = [mine?.theme ?? looks?.theme, mine?.language ?? looks?.language];
  if (chosenTheme && chosenTheme !== theme()) setTheme(chosenTheme);
  if (chosenLanguage && chosenLanguage !== language()) await setLanguage(chosenLanguage);
}

/** The server is in reach, with this member signed in: their account gets what it does not have yet. */
export async function sendLooks(member: MemberId): Promise<void> {
  present = member;
  // Whoever chose it is not here any more.
  if (unsent && unsent.member !== member) store(null);
  await send();
}

async function keep(session: Session | null, looks: LooksChange): Promise<void> {
  const member = session?.member;
  if (!member) chosenBefore = { ...chosenBefore, ...looks };
  if (!member || member.guest) return;
  await keepFor(member.id, looks);
}

async function keepFor(member: MemberId, looks: LooksChange): Promise<void> {
  present = member;
  store({ member, looks: { ...(unsent?.member === member ? unsent.looks : {}), ...looks } });
  await send();
}

/** Sends what is not sent, and what is chosen meanwhile. */
function send(): Promise<void> {
  underWay ??= sendAll().finally(() => (underWay = null));
  return underWay;
}

async function sendAll(): Promise<void> {
  while (unsent && unsent.member === present) {
    const { member, looks } = unsent;
    try {
      await changeLooks(looks);
    } catch {
      // With the next connection.
      return;
    }
    if (unsent?.member === member) taken(looks);
  }
}

/** The account has these: what was chosen since is still to be sent. */
function taken(looks: LooksChange): void {
  if (!unsent) return;
  const { language: spoken, theme: worn } = unsent.looks;
  const left: LooksChange = {
    ...(spoken && spoken !== looks.language ? { language: spoken } : {}),
    ...(worn && worn !== looks.theme ? { theme: worn } : {}),
  };
  store(Object.keys(left).length > 0 ? { ...unsent, looks: left } : null);
}

function readUnsent(): z.infer<typeof Unsent> | null {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return kept === null ? null : (Unsent.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    return null;
  }
}

function store(next: typeof unsent): void {
  unsent = next;
  try {
    if (next) localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    // Storage may be closed to us: it is sent then while this page lives.
  }
}
