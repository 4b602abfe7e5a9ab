import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import { shortened } from "../../schema/text/shortened.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { readVerdict } from "../api/verdicts.ts";
import { device } from "../sync/offline/device.ts";

/** Whoever types on is not asked for. */
const REST_MS = 200;
/** So many letters of a paragraph are shown; the line is cut by its width. */
const SHOWN = 160;

/** Where a number leads, as far as the text is there. */
export interface Paragraph {
  number: string;
  words: string;
}

/** Texts of verdicts whose paragraphs one goes to by number: from the copy on the device, else from the server. */
export class ReadParagraphs {
  private readonly views = new Map<VerdictId, VerdictView | "asked" | "failed">();
  private readonly onRead: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onRead: () => void) {
    this.onRead = onRead;
  }

  /** A paragraph and those that were put in behind it; null while the text is not there, or cannot be. */
  of(verdict: VerdictId, number: string): { found: Paragraph[]; last: string } | null {
    const view = this.views.get(verdict);
    if (view === undefined) this.askSoon(verdict);
    if (view === undefined || view === "asked" || view === "failed") return null;
    const { blocks, text } = view.revision;
    const lang = langOf(view.verdict.language, view.verdict.script);
    const content = contentBlocks(blocks);
    const isMeant = (of: string | null): boolean =>
      of === number || (/^\d+$/.test(number) && of !== null && new RegExp(`^${number}[a-z]+$`).test(of));
    const found = content
      .filter((block) => isMeant(block.number))
      .map((block) => ({
        number: block.number ?? "",
        words: shortened(withTokenWords(text.slice(block.start, block.end), lang), SHOWN),
      }));
    return { found, last: content.at(-1)?.number ?? "0" };
  }

  /** Nobody waits for them any more. */
  end(): void {
    clearTimeout(this.timer);
  }

  private askSoon(verdict: VerdictId): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(verdict), REST_MS);
  }

  private async ask(verdict: VerdictId): Promise<void> {
    if (this.views.has(verdict)) return;
    this.views.set(verdict, "asked");
    try {
      this.views.set(verdict, (await device.work?.copies.view(verdict)) ?? (await readVerdict(verdict)));
    } catch {
      // One goes there all the same: its page says what is wrong.
      this.views.set(verdict, "failed");
    }
    this.onRead();
  }
}
