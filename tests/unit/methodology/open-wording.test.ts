import { describe, expect, it } from "vitest";
import { OpenWording } from "../../../client/methodology/draft/words/open-wording.ts";

describe("a field that several may write in", () => {
  it("follows the draft as long as one has typed nothing", () => {
    const wording = new OpenWording("force");
    wording.take("force or threat");
    expect(wording).toMatchObject({ mine: "force or threat", theirs: null, isDirty: false });
  });

  it("holds both wordings where a colleague writes while one does, and writes nothing before one has chosen", () => {
    const wording = new OpenWording("force");
    wording.type("force, also against others");
    wording.take("force or threat");
    expect(wording).toMatchObject({ mine: "force, also against others", theirs: "force or threat" });
    expect(wording.commit()).toBeNull();
  });

  it("writes one's own over the other's when that was chosen, and nothing when the other's was", () => {
    const mine = new OpenWording("force");
    mine.type("mine");
    mine.take("theirs");
    mine.choose("mine");
    expect(mine.commit()).toBe("mine");
    expect(mine.commit()).toBeNull();

    const theirs = new OpenWording("force");
    theirs.type("mine");
    theirs.take("theirs");
    theirs.choose("theirs");
    expect(theirs.commit()).toBeNull();
    expect(theirs).toMatchObject({ mine: "theirs", theirs: null, isDirty: false });
  });

  it.each([
    ["at both ends", "of force", "use of force", "of force or threat", "use of force or threat"],
    ["at one end", "force", "force, threat", "force; deceit", "force, threat\n; deceit"],
    ["in the same words", "force", "violence", "coercion", "violence\ncoercion"],
    ["where nothing stood", "", "force", "threat", "force\nthreat"],
    ["the same", "force", "force or threat, always", "force or threat", "force or threat, always"],
  ])("keeps both where two have written %s", (_, stored, theirs, mine, both) => {
    const wording = new OpenWording(stored);
    wording.type(mine);
    wording.take(theirs);
    wording.choose("both");
    expect(wording.theirs).toBeNull();
    expect([wording.mine, wording.commit() ?? theirs]).toEqual([both, both]);
    // As well where one's own was written before.
    const written = new OpenWording(stored);
    written.type(mine);
    written.commit();
    written.take(mine);
    written.take(theirs);
    written.choose("both");
    expect(written.mine).toBe(both);
  });

  it.each([
    ["before the name", "da je |Perunika Zdravković tokom", "da je obične[Witness 5] tokom"],
    ["behind it", "da je Perunika Zdravković| tokom", "da je [Witness 5]obične tokom"],
    ["into it", "da je Per|unika Zdravković tokom", "da je [Witness 5] obične tokom"],
    ["between its words", "da je Perunika| Zdravković tokom", "da je [Witness 5] obične tokom"],
    ["elsewhere", "da je Perunika Zdravković tokom|", "da je [Witness 5] tokomobične"],
  ])(
    "goes on without a name that is erased while somebody types %s, and nobody is said to have written",
    (_, at, left) => {
      const was = at.replace("|", "");
      const now = "da je [Witness 5] tokom";
      const typed = at.replace("|", "obične");
      const seen: unknown[] = [];
      for (const isOwn of [true, false])
        for (const isFirstHere of [true, false]) {
          const kept: string[] = [];
          const wording = new OpenWording(was, {
            keep: (mine) => kept.push(mine),
            letGo: () => undefined,
            isOwn: () => isOwn,
          });
          wording.type(typed);
          if (isFirstHere) wording.screened(left, now);
          wording.take(was);
          wording.take(now);
          const taken = wording.mine;
          if (!isFirstHere) wording.screened(left, now);
          const { mine, theirs, replaced, isScreened } = wording;
          seen.push([taken, mine, theirs, replaced, isScreened, kept, wording.commit()]);
        }
      expect(seen).toEqual(Array.from({ length: 4 }, () => [left, left, null, null, true, [], left]));
    },
  );

  it("loses nothing of what was typed and written in the moment of an erasure, however often, where what stands there is of before all of it", () => {
    const wording = new OpenWording("kaže", { keep: () => undefined, letGo: () => undefined, isOwn: () => true });
    const typed = ["", "obične ", "obične reči ", "obične reči u ", "obične reči u imenu "];
    for (const words of typed) {
      wording.type(`kaže Per${words}unika Zdravković`);
      wording.commit();
    }
    wording.take("kaže [Witness 5]");
    expect(wording.mine.replaceAll(/\s+/g, " ").trim()).toBe("kaže [Witness 5] obične reči u imenu");
    expect(wording.theirs).toBeNull();
  });

  it("has what was written last before an erasure, where what stands there is of before, and asks where a colleague wrote", () => {
    const wording = new OpenWording("kaže", { keep: () => undefined, letGo: () => undefined, isOwn: () => true });
    for (const words of ["kaže Perunika Zdravković", "kaže Perunika Zdravković sama"]) {
      wording.type(words);
      wording.commit();
    }
    wording.type("jasno kaže Perunika Zdravković sama");
    wording.take("kaže [Witness 5]");
    expect(wording).toMatchObject({ mine: "jasno kaže [Witness 5] sama", theirs: null, isDirty: true });
    wording.take("kaže [Witness 5] i neko drugi");
    expect(wording).toMatchObject({ mine: "jasno kaže [Witness 5] sama", theirs: "kaže [Witness 5] i neko drugi" });
  });

  it("asks also where one's own was written already and a colleague's came over it while the field is open", () => {
    const wording = new OpenWording("force");
    wording.type("mine");
    expect(wording.commit()).toBe("mine");
    wording.take("mine");
    wording.take("theirs");
    expect(wording.theirs).toBe("theirs");
    wording.choose("mine");
    expect(wording.commit()).toBe("mine");
  });

  it("asks not where a colleague put other lines beside one's own that were written already", () => {
    const wording = new OpenWording("");
    wording.type("mine");
    expect(wording.commit()).toBe("mine");
    wording.take("mine");
    wording.take("theirs\nmine");
    expect(wording).toMatchObject({ mine: "theirs\nmine", theirs: null, isDirty: false });
    // Written on meanwhile, they would go.
    wording.type("theirs\nmine, and more");
    wording.take("hers\ntheirs\nmine");
    expect(wording.theirs).toBe("hers\ntheirs\nmine");
  });

  it("asks no more where the colleague wrote the same, or once the field was left", () => {
    const same = new OpenWording("force");
    same.type("violence");
    same.take("violence");
    expect(same).toMatchObject({ theirs: null, isDirty: false });

    const left = new OpenWording("force");
    left.type("mine");
    left.commit();
    left.take("mine");
    left.leave();
    left.take("theirs");
    expect(left).toMatchObject({ mine: "theirs", theirs: null });
  });

  it("keeps each letter that is typed after a right came back, and brings no earlier one back over it", () => {
    let kept: string | null = null;
    const keeper = { keep: (mine: string) => (kept = mine), letGo: () => (kept = null) };
    const wording = new OpenWording("force", keeper);
    const met = (): OpenWording => {
      if (kept !== null) wording.meet(kept);
      return wording;
    };
    wording.type("abc");
    wording.hold();
    expect(kept).toBe("abc");
    wording.type("abcd");
    // As the page does at any change of the draft.
    expect(met()).toMatchObject({ mine: "abcd", theirs: null });
    expect(wording.commit()).toBe("abcd");
    expect(kept).toBeNull();
    wording.type("abcde");
    wording.hold();
    wording.type("abcd");
    expect([kept, met().isDirty]).toEqual([null, false]);
  });

  it("asks where words were left whose end one took away, and a colleague wrote on at that end; goes on from a beginning", () => {
    const shortened = new OpenWording("");
    shortened.resume("abc", "abc, Ana K.");
    shortened.take("abc, Ana K., 15");
    expect(shortened).toMatchObject({ mine: "abc", theirs: "abc, Ana K., 15" });
    const begun = new OpenWording("");
    begun.resume("The court hea", "");
    begun.take("The court heard");
    expect(begun).toMatchObject({ mine: "The court heard", theirs: null });
  });
});
