import { forgetHeld } from "../elements/input/coram-held-words.ts";
import { type GoesOn, type InHand, keepsField } from "../elements/input/in-hand.ts";
import { t } from "../i18n/t.ts";
import { type Draft, wordsOf } from "../sync/draft.ts";
import type { TypedBoxes } from "../sync/pending-store.ts";
import { type HeldAs, holdHere, keptOutside } from "../typed/held-draft.ts";
import { onKeptField } from "../typed/keep-words.ts";
import { ofMember } from "../typed/of-member.ts";
import type { ShownWords } from "../typed/shown-words.ts";
import { type TypedOn, unsentWords } from "../typed/typed-on.ts";

ofMember({ clear: forgetHeld });

/** What is typed in a box of words on something. `shown`: how its field shows them. */
export function boxInHand(on: TypedOn, about: { label: string; lang: string }, shown: ShownWords): InHand {
  const { lang } = about;
  const look = { shown: (kept: string) => shown.of(kept, lang), kept: (words: string) => shown.typed(words, lang) };
  return {
    ...about,
    goOn: () => {
      const as = keptOutside(on);
      return as && new HeldDraft(as, look);
    },
  };
}

// What is typed for an act.
onKeptField((field, name, put) => {
  const { lang } = field;
  const label = field.ariaLabel ?? field.labels?.[0]?.textContent.trim() ?? "";
  const goOn = (): GoesOn | null => {
    const as = keptOutside({ kind: "act", key: name });
    return as && new HeldDraft(as);
  };
  keepsField(field, {
    name,
    get inHand() {
      return unsentWords.has(name) ? { label, lang, goOn } : null;
    },
    take: put,
  });
});

/** What is typed in the field of a wording. `words`: where they are not what stands in the field that has the caret. */
export function wordingInHand(wording: { goOn(): HeldAs | null }, about: Omit<InHand, "goOn">): InHand {
  return {
    ...about,
    goOn: () => {
      const as = wording.goOn();
      return as && new HeldDraft(as);
    },
  };
}

/** Words that go on as a draft, letter by letter, in a field of their own. */
export class HeldDraft implements GoesOn, TypedBoxes {
  private readonly as: HeldAs;
  private readonly look: { shown(kept: string): string; kept(words: string): string };
  private onReplaced: (words: string) => void = () => undefined;
  /** Its place was closed, and may be open again. */
  private wasClosed = false;

  constructor(as: HeldAs, look: HeldDraft["look"] = { shown: (kept) => kept, kept: (words) => words }) {
    this.as = as;
    this.look = look;
  }

  get isSafe(): boolean {
    return this.as.store.isOnDevice;
  }

  get isOver(): boolean {
    return this.as.isOver?.() ?? false;
  }

  said(): string {
    const why = this.as.why();
    this.wasClosed ||= why !== "gone";
    return `${t(`sync.held-${why === "gone" && this.wasClosed ? "open" : why}`)} ${t(this.isSafe ? "sync.held-how" : "sync.held-how-page")}`;
  }

  keep(words: string): void {
    holdHere(this.as.id, true);
    if (words.trim() === "") this.as.store.drop(this.as.id, "let-go");
    else this.as.keep(this.look.kept(words));
  }

  into(): ReturnType<GoesOn["into"]> {
    const into = this.as.into?.() ?? null;
    return (
      into && {
        label: into.label,
        put: (words) => {
          holdHere(this.as.id, false);
          into.put(this.look.kept(words));
        },
      }
    );
  }

  letGo(): void {
    holdHere(this.as.id, false);
    const { store, id } = this.as;
    // What lists it is told.
    const draft = store.drafts.find((each) => each.id === id);
    if (draft) store.setAside(draft, null);
  }

  drop(): void {
    holdHere(this.as.id, false);
    this.as.store.drop(this.as.id, "let-go");
  }

  follow(onReplaced: (words: string) => void): () => void {
    this.onReplaced = onReplaced;
    this.as.store.boxes.add(this);
    return () => void this.as.store.boxes.delete(this);
  }

  /** Each letter was. */
  keepNow(): void {}

  screened(draft: Draft): void {
    if (draft.id === this.as.id) this.onReplaced(this.look.shown(wordsOf(draft)));
  }
}
