import type { ReactiveController, ReactiveControllerHost } from "lit";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { ofMember } from "../../typed/of-member.ts";
import { onScreened } from "../../typed/typed-on.ts";
import type { About } from "./output-discussion.ts";

/** What wordings were begun from that are kept and not sent, by their key. */
export const begunFrom = ofMember(new Map<string, string>());

/** What begins something about a document, or words of it. */
interface Begins {
  output: string;
  textLang: string;
  beginning: (About & { words: string }) | null;
  wording: string;
}

/**
 * What is erased of the words that are spoken about, and of those that are proposed in their place, is shown and sent no more: they were copied out of
 * the text when that was begun.
 */
export class ErasedBegun implements ReactiveController {
  private readonly host: Begins;
  private stop: () => void = () => undefined;

  constructor(host: ReactiveControllerHost & Begins) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = onScreened((key, replaced) => this.follow(key, replaced));
  }

  hostDisconnected(): void {
    this.stop();
  }

  private follow(key: string, replaced: ReadonlyMap<unknown, unknown>): void {
    const { beginning, output, textLang, wording } = this.host;
    if (!beginning || replaced.size === 0 || key !== `output ${beginning.block ?? output}`) return;
    const now = (words: string): string => {
      const other = replaced.get(words);
      return typeof other === "string" ? other : words;
    };
    const from = `wording ${beginning.block}`;
    const was = begunFrom.get(from);
    if (was !== undefined) begunFrom.set(from, now(was));
    this.host.wording = withTokenWords(now(withStoredTokens(wording, textLang)), textLang);
    const { selected } = beginning;
    const marked = selected ? { selected: { ...selected, words: now(selected.words) } } : {};
    this.host.beginning = { ...beginning, words: now(beginning.words), ...marked };
  }
}
