import { describeDisagreements } from "./store-contract-disagreements.ts";
import { describeAnswers } from "./store-contract-answers.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../../server/store/store.ts";
import { describeCodings } from "./store-contract-codings.ts";
import { describeCorrections } from "./store-contract-corrections.ts";
import { describeAudit, describeMethodologies, describeSettings } from "./store-contract-network.ts";
import { describeDrafts } from "./store-contract-methodology.ts";
import { describeNames } from "./store-contract-names.ts";
import { describeOutputRows } from "./store-contract-output-rows.ts";
import { describeOutputs } from "./store-contract-outputs.ts";
import { describePassages } from "./store-contract-passages.ts";
import { describePeople } from "./store-contract-people.ts";
import { describeRooms } from "./store-contract-rooms.ts";
import { describeRounds } from "./store-contract-rounds.ts";
import { describeScans } from "./store-contract-scans.ts";
import { describeSessions } from "./store-contract-sessions.ts";
import { describeTranslations } from "./store-contract-translations.ts";
import { describeVerdicts } from "./store-contract-verdicts.ts";
import type { StoreUnderTest } from "./store-fixture.ts";

/** A place where a store keeps its data: opened as often as one likes, gone after `remove`. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** Runs the whole contract of server/store/store.ts on an engine; each test has a place of its own. */
export function runStoreContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`store contract: ${name}`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await newPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const underTest: StoreUnderTest = {
      store: () => store,
      async reopen() {
        await store.close();
        return (store = await place.open());
      },
    };

    it("closing twice is no error", async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });

    describePeople(underTest);
    describeSessions(underTest);
    describeVerdicts(underTest);
    describeNames(underTest);
    describeAnswers(underTest);
    describeDisagreements(underTest);
    describeCorrections(underTest);
    describeCodings(underTest);
    describeRounds(underTest);
    describeRooms(underTest);
    describeScans(underTest);
    describeOutputs(underTest);
    describeOutputRows(underTest);
    describePassages(underTest);
    describeTranslations(underTest);
    describeMethodologies(underTest);
    describeDrafts(underTest);
    describeAudit(underTest);
    describeSettings(underTest);
  });
}
