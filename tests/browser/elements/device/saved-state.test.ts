import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { heard, mount } from "../../../helpers/browser/verdict-views.ts";
import { onBarsPage, wordsOf } from "../verdict/bars-page.ts";

onBarsPage();

const todayAt = (hours: number, minutes: number): Date => new Date(new Date().setHours(hours, minutes));

describe("the saved state", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.runOnlyPendingTimers(); // The page's own, which goes on in the next file.
    vi.useRealTimers();
  });

  it("says Saving only after 600 ms, and keeps its words until then", async () => {
    const saved = mount(document.createElement("coram-saved"));
    saved.saved = { state: "saved", at: todayAt(14, 2) };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved 14:02");
    saved.saved = { state: "saving", changes: 1 };
    await saved.updateComplete;
    vi.advanceTimersByTime(599);
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved 14:02");
    // Another change does not begin the wait anew.
    saved.saved = { state: "saving", changes: 2 };
    await saved.updateComplete;
    vi.advanceTimersByTime(1);
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saving");
    saved.saved = { state: "saved", at: todayAt(14, 3) };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved 14:03");
    saved.saved = { state: "saving", changes: 1 };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved 14:03");
  });

  it("says no time of a day before, which would be read as one of today", async () => {
    const saved = mount(document.createElement("coram-saved"));
    saved.saved = { state: "saved", at: new Date(2026, 2, 12, 14, 2) };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved");
    // The server's clock goes before this one.
    const tomorrow = todayAt(24, 3);
    saved.saved = { state: "saved", at: tomorrow };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Saved 00:03");
  });

  it("says how much waits offline and since when nothing was saved, with a way out", async () => {
    const saved = mount(document.createElement("coram-saved"));
    const retries = heard("coram-retry");
    saved.saved = { state: "offline", changes: 3 };
    await saved.updateComplete;
    expect(wordsOf(saved)).toBe("Offline, 3 changes kept on this device");
    saved.saved = { state: "failed", since: new Date(2026, 2, 12, 14, 2), changes: 1 };
    await saved.updateComplete;
    expect(wordsOf(saved)).toContain("Not saved since 14:02");
    saved.querySelector("button")?.click();
    expect(retries).toHaveLength(1);
  });

  it("speaks the reader's language, with its plural forms, without a reload", async () => {
    const saved = mount(document.createElement("coram-saved"));
    saved.saved = { state: "offline", changes: 2 };
    for (const [language, words] of [
      ["sr-Latn", "Bez veze, 2 izmene čuvaju se na ovom uređaju"],
      ["sr-Cyrl", "Без везе, 2 измене чувају се на овом уређају"],
      ["mk", "Без врска, 2 измени се чуваат на овој уред"],
      ["sq", "Pa lidhje, 2 ndryshime ruhen në këtë pajisje"],
      ["en", "Offline, 2 changes kept on this device"],
    ] as const) {
      await setLanguage(language);
      await saved.updateComplete;
      expect(wordsOf(saved)).toBe(words);
    }
  });
});
