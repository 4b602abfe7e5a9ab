import { noChange } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";
import type { ElementPart } from "lit/directive.js";

/**
 * `<select ${chooses(act)}>`: a choice by pointer holds at once. With keys one goes through what stands between, a letter at a time: what
 * is chosen then holds once Enter is pressed or the select is left, and not at all after Escape. A press that leaves it does nothing else: what
 * it was on might be a link, and what is asked of the choice would come too late.
 */
class Chooses extends AsyncDirective {
  private act: (value: string) => void = () => undefined;
  private select: HTMLSelectElement | null = null;
  /** What held when the keys began; null where none were pressed. */
  private before: string | null = null;

  render(_act: (value: string) => void): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [act]: [(value: string) => void]): typeof noChange {
    this.act = act;
    if (this.select === null) this.listen(part.element as HTMLSelectElement);
    return noChange;
  }

  private listen(select: HTMLSelectElement): void {
    this.select = select;
    select.addEventListener("keydown", this);
    select.addEventListener("pointerdown", this);
    select.addEventListener("change", this);
    select.addEventListener("blur", this);
  }

  handleEvent(event: Event & Partial<Pick<KeyboardEvent, "key">>): void {
    const { type, key } = event;
    const { select } = this;
    if (!select) return;
    // What opens has the focus at once: this press is not its own.
    if (key === "Enter" && this.before !== null) event.preventDefault();
    if (type === "change") {
      if (this.before === null) this.act(select.value);
    } else if (type === "pointerdown") this.forget();
    else if (type === "blur" || key === "Enter") this.settle(select);
    else if (key === "Escape") {
      if (this.before !== null) select.value = this.before;
      this.forget();
    } else if (this.before === null) {
      this.before = select.value;
      document.addEventListener("pointerdown", this.leave, { capture: true });
    }
  }

  private readonly leave = (event: PointerEvent): void => {
    const { select, before } = this;
    if (!select || event.composedPath().includes(select)) return;
    if (before !== null && before !== select.value) swallowClick();
    this.settle(select);
  };

  private forget(): void {
    this.before = null;
    document.removeEventListener("pointerdown", this.leave, { capture: true });
  }

  protected override disconnected(): void {
    this.forget();
  }

  private settle(select: HTMLSelectElement): void {
    const { before } = this;
    this.forget();
    if (before !== null && before !== select.value) this.act(select.value);
  }
}

/** The click of the press that is under way goes nowhere. */
function swallowClick(): void {
  const press = new AbortController();
  const once = { capture: true, signal: press.signal };
  const swallow = (event: Event): void => {
    press.abort();
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("click", swallow, once);
  // Of a press that became no click: the next one is meant.
  queueMicrotask(() => document.addEventListener("pointerdown", () => press.abort(), once));
}

export const chooses = directive(Chooses);
