/*
 * Language and theme: they hold on this device at once, and follow whoever has an account to every other one. A guest's stay here.
 */
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Theme } from "../../schema/domain/theme.ts";
import type { LooksChange } from "../../schema/protocol/http/account.ts";
import type { SessionView } from "../../schema/protocol/http/people.ts";
import { changeLooks } from "../api/account.ts";
import { language, setLanguage } from "../i18n/t.ts";
import type { Session } from "./session-context.ts";
import { setTheme, theme } from "./theme.ts";

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

/** Somebody has come to this device: it looks as they have chosen elsewhere. */
export async function applyLooks({ looks }: SessionView): Promise<void> {
  if (looks?.theme && looks.theme !== theme()) setTheme(looks.theme);
  if (looks?.language && looks.language !== language()) await setLanguage(looks.language);
}

async function keep(session: Session | null, looks: LooksChange): Promise<void> {
  if (!session?.member || session.member.guest) return;
  // Out of reach of the server the choice holds on this device alone.
  await changeLooks(looks).catch(() => undefined);
}
