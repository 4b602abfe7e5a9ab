import { EMPTY_HOUSE, GrantId, type House, type Picture, PictureId } from "../../../schema/domain/house.ts";
import { OrganisationId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import {
  HouseChange,
  type HouseChanged,
  type HouseChangeSaid,
  type HouseView,
  PICTURE_TYPE,
} from "../../../schema/protocol/http/house.ts";
import { actOf, audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { changeHouse, type PlainChange } from "../../house/change-house.ts";
import { drawPicture } from "../../house/draw-picture.ts";
import { confirmedNow, type HouseVersions, readHouseOnce } from "../../house/told-changes.ts";
import { whatChanged } from "../../house/what-changed.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { StoreError } from "../../store/store-error.ts";
import { createRoutes, mustBeAllowed, pathId, readBody } from "../route.ts";
import { ledByOthers, mustManage } from "./must-place.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** How many changes are told of. */
const CHANGES = 20;

/** The house: read by members, changed by facilitators an entry at a time. */
export function houseRoutes(deps: Needs) {
  const { store } = deps;
  return createRoutes()
    .get("/", async (c) => {
      return c.json(await viewHouse(deps, mustBeAllowed(c, "network.read", null)));
    })
    .patch("/", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      return c.json(await change(deps, by, await readBody(c, HouseChange)));
    })
    .get("/pictures/:id", async (c) => {
      mustBeAllowed(c, "network.read", null);
      const [picture] = await store.house.pictures([pathId(c, "id", PictureId)]);
      if (!picture) throw new Refusal("not-found");
      return c.body(Buffer.from(picture.png, "base64"), 200, { "Content-Type": PICTURE_TYPE });
    })
    .post("/versions/:number/undo", async (c) => {
      const by = mustBeAllowed(c, "network.manage", null);
      const undone = Number(c.req.param("number"));
      if (!Number.isSafeInteger(undone)) throw new Refusal("not-found");
      await mustUndo(deps, by, undone);
      const number = await store.house.undo(undone, actOf(deps, by)).catch((error: unknown) => {
        throw error instanceof StoreError && error.code === "conflict" ? new Refusal("house-moved") : error;
      });
      return c.json(await told(deps, by, "house.undo", number));
    });
}

async function viewHouse({ store }: Needs, { actor }: Pick<SignedIn, "actor">): Promise<HouseView> {
  const versions = readHouseOnce(store.house);
  const [{ number, house }, network, organisations, members, authors, changes] = await Promise.all([
    store.house.current(),
    store.setting("network-name"),
    store.people.organisations(),
    store.people.members(),
    store.house.authors(),
    lastChanges(versions, store.people),
  ]);
  const ledBy = ledByOthers(actor, organisations, members);
  const confirmed = await whoConfirmed(versions, house, members);
  return { number, house, network: network ?? "Coram", organisations, ledBy, authors, confirmed, changes };
}

async function whoConfirmed(
  versions: HouseVersions,
  { grants }: House,
  members: readonly Member[],
): Promise<HouseView["confirmed"]> {
  const confirmed: HouseView["confirmed"] = {};
  for (const id of Object.keys(grants).map((each) => GrantId.parse(each))) {
    const made = await confirmedNow(versions, id);
    const name = members.find((each) => each.id === made?.by)?.name ?? "";
    if (made) confirmed[id] = { by: made.by, name, at: made.at };
  }
  return confirmed;
}

/** Each with what it changed of the version before it, and who did it. */
async function lastChanges(
  house: HouseVersions,
  people: Pick<Needs["store"]["people"], "members">,
): Promise<HouseChangeSaid[]> {
  const [changes, members] = await Promise.all([house.changes(CHANGES), people.members()]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return Promise.all(
    changes.map(async (change) => {
      const [before, after] = await Promise.all([house.version(change.number - 1), house.version(change.number)]);
      const said = whatChanged(before?.house ?? EMPTY_HOUSE, after?.house ?? EMPTY_HOUSE, change.entry);
      return { ...change, ...said, name: names.get(change.by) ?? "" };
    }),
  );
}

async function change(deps: Needs, by: SignedIn, asked: HouseChange): Promise<HouseChanged> {
  if ("organisation" in asked) await mustManage(deps, by, asked.organisation);
  const { wanted, picture } = await withPicture(asked);
  const number = await deps.store.house.change(actOf(deps, by), (house) => changeHouse(house, wanted), picture);
  return told(deps, by, "house.change", number);
}

/** The change with the picture that it brings drawn and named. */
async function withPicture(asked: HouseChange): Promise<{ wanted: PlainChange; picture?: Picture }> {
  if (asked.field !== "organisation-logo" && asked.field !== "grant-mark") return { wanted: asked };
  if (asked.value === null) return { wanted: { ...asked, value: null } };
  const picture = await drawPicture(Buffer.from(asked.value.png, "base64"));
  return { wanted: { ...asked, value: picture.id }, picture };
}

/** Taking back what was changed of an organisation is theirs who change it. */
async function mustUndo(deps: Needs, by: SignedIn, number: number): Promise<void> {
  const { number: newest } = await deps.store.house.current();
  const made = (await deps.store.house.changes(newest)).find((each) => each.number === number);
  const [of, id] = made?.entry.split("/") ?? [];
  if (of === "organisations") await mustManage(deps, by, OrganisationId.parse(id));
}

async function told(
  deps: Needs,
  by: SignedIn,
  action: "house.change" | "house.undo",
  number: number,
): Promise<HouseChanged> {
  await audit(deps, by, action, { version: number });
  // Whoever has the page open sees it; names of organisations stand there, too.
  deps.realtime.publish({ type: "members" });
  return { number, view: await viewHouse(deps, by) };
}
