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
/** How many requests are. */
let underWay = 0;

export async function chooseLanguage(session: Session | null, chosen: UiLanguage): Promise<void> {
  await setLanguage(chosen);
  // Names that the server has said were put into words of the language before: they are asked for again.
  session?.events.again();
  await keep(session, { language: chosen });
}

export async function chooseTheme(session: Session | null, chosen: Theme): Promise<void> {
  setTheme(chosen);
  await keep(session, { theme: chosen });
}

/** Somebody has come to this device: it looks as they have chosen elsewhere, unless they chose here last. */
export async function applyLooks({ member, looks }: SessionView): Promise<void> {
  const mine = unsent?.member === member?.id ? unsent?.looks : undefined;
  const [chosenTheme, chosenLanguage] = [mine?.theme ?? looks?.theme, mine?.language ?? looks?.language];
  if (chosenTheme && chosenTheme !== theme()) setTheme(chosenTheme);
  if (chosenLanguage && chosenLanguage !== language()) await setLanguage(chosenLanguage);
}

/** The server is in reach, with this member signed in: their account gets what it does not have yet. */
export async function sendLooks(member: MemberId): Promise<void> {
  if (!unsent || underWay > 0) return;
  // Whoever chose it is not here any more.
  if (unsent.member === member) await send(unsent.looks);
  else store(null);
}

async function keep(session: Session | null, looks: LooksChange): Promise<void> {
  const member = session?.member;
  if (!member || member.guest) return;
  store({ member: member.id, looks: { ...(unsent?.member === member.id ? unsent.looks : {}), ...looks } });
  await send(looks);
}

async function send(looks: LooksChange): Promise<void> {
  underWay++;
  try {
    await changeLooks(looks);
    taken(looks);
  } catch {
    // With the next connection.
  } finally {
    underWay--;
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
