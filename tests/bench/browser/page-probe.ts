/** What is put into the page to measure it; must be self-contained. Times are `performance.now()` after the paint. */
export interface Probe {
  text: number | null;
  highlights: number | null;
  /** When a tag that was not there at `watchTags` was painted, by its id, in ms since 1970. */
  painted: Map<string, number>;
  /** The last key press, in ms since 1970, as the browser received it. */
  key: number;
  watchTags(): void;
  /** Scrolls from top to bottom, `step` pixels a frame; the length of each frame in ms. */
  scroll(step: number): Promise<number[]>;
}

declare global {
  // oxlint-disable-next-line no-var -- a property of the page's own global object
  var probe: Probe;
}

/** Runs in the page before its own code. `expected` is how many tags must be painted. */
export function installProbe(expected: number): void {
  // Called inside a frame, what is in the document now is painted at its end; nothing else comes between.
  const afterThisFrame = (then: () => void): void => void scheduler.postTask(then, { priority: "user-blocking" });
  const afterPaint = (then: () => void): void => void requestAnimationFrame(() => afterThisFrame(then));
  const known = new Set<string>();
  let isScrolling = false;
  const found = (element: Element): void => {
    const at = performance.timeOrigin + performance.now();
    for (const id of (element.getAttribute("data-ids") ?? "").split(" "))
      if (id !== "" && !known.has(id)) {
        known.add(id);
        afterPaint(() => probe.painted.set(id, Math.max(at, performance.timeOrigin + performance.now())));
      }
  };
  const probe: Probe = {
    text: null,
    highlights: null,
    painted: new Map(),
    key: 0,
    watchTags() {
      for (const element of document.querySelectorAll("coram-verdict-text .vt-hl"))
        for (const id of (element.getAttribute("data-ids") ?? "").split(" ")) known.add(id);
      const text = document.querySelector("coram-verdict-text");
      if (!text) throw new Error("no text");
      new MutationObserver((records) => {
        for (const { target, addedNodes } of records) {
          if (target instanceof Element && target.matches(".vt-hl")) found(target);
          for (const node of addedNodes)
            if (node instanceof Element) {
              if (node.matches(".vt-hl")) found(node);
              for (const inner of node.querySelectorAll(".vt-hl")) found(inner);
            }
        }
      }).observe(text, { subtree: true, childList: true, attributeFilter: ["data-ids"] });
    },
    scroll(step) {
      const scroller = document.querySelector("main.verdict-read");
      if (!scroller) throw new Error("no scroller");
      return new Promise((resolve) => {
        const frames: number[] = [];
        scroller.scrollTop = 0;
        isScrolling = true;
        let before = 0;
        const next = (now: number): void => {
          if (before > 0) frames.push(now - before);
          before = now;
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2) return resolve(frames);
          scroller.scrollTop += step;
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      });
    },
  };
  globalThis.probe = probe;
  document.addEventListener("keydown", (event) => (probe.key = performance.timeOrigin + event.timeStamp), {
    capture: true,
  });
  const blocks = document.getElementsByClassName("vt-block");
  const highlights = document.getElementsByClassName("vt-hl");
  let counted = 0;
  const look = (): void => {
    const count = highlights.length;
    if (probe.text === null && blocks.length > 0) afterThisFrame(() => (probe.text = performance.now()));
    if (count >= expected && count !== counted) {
      counted = count;
      afterThisFrame(() => (probe.highlights = performance.now()));
    }
    // Not while it scrolls: a look costs milliseconds.
    if (!isScrolling) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
