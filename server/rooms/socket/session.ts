import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import type { Actor } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { RoomRight } from "../../../schema/domain/room.ts";
import { CLOSE, type CloseCode } from "../../../schema/protocol/close-codes.ts";
import { MESSAGE, SYNC } from "../../../schema/protocol/sync-messages.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import type { Account } from "./account.ts";
import {
  acknowledgedFrame,
  clientsFrame,
  helloFrame,
  KEEPALIVE_FRAME,
  refusedFrame,
  step1Frame,
  step2Frame,
} from "./frames.ts";
import type { RoomLimits } from "../limits.ts";
import type { LiveDocument } from "../log/live-document.ts";
import type { Meter } from "../meter.ts";
import { Pulse } from "./pulse.ts";
import { closeCodeOf, Malformed, type GateRefusal } from "../gate/refusal.ts";
import type { RoomPeer } from "../change.ts";
import type { Room } from "../room.ts";
import type { SignedIn } from "../room-access.ts";
import { cutLater, toBytes, type RoomSocket } from "./socket.ts";

const RECOVER_AFTER_MS = 50;

/**
 * One connection to one room: the protocol loop. Frames that come before the room is open, or while rights are being
 * looked at again, wait in order.
 */
export class Session implements RoomPeer {
  readonly isOptedIn: boolean;
  signedIn: SignedIn;
  right: RoomRight = "read";
  /** No presence here: a blind round or an own layer. */
  isQuiet = true;
  isClosed = false;
  isTurnedAway = false;
  readonly #socket: RoomSocket;
  readonly #limits: RoomLimits;
  readonly #meter: Meter;
  #room: Room | null = null;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Reasons to let frames wait: opening is one. */
  #holds = 1;
  #waitingFrames = 0;
  #waitingBytes = 0;
  #isPaused = false;
  readonly #account: Account;
  #recovery: NodeJS.Timeout | null = null;
  #largestReply = 0;
  #isStepPending = false;
  /** The client has answered our step 1: from then on its changes follow on each other. */
  #hasAnswered = false;
  /** Nothing is acknowledged before that answer is on disk: it brings what was written offline. */
  #isAnswerOnDisk = false;
  #heldMark: number | null = null;
  /** A reader has written: it reads on, and nothing is acknowledged that could be taken for "saved". */
  #isMute = false;
  readonly #pulse: Pulse;

  constructor(
    socket: RoomSocket,
    signedIn: SignedIn,
    isOptedIn: boolean,
    account: Account,
    limits: RoomLimits,
    meter: Meter,
    onClosed: (session: Session) => void,
  ) {
    this.#socket = socket;
    this.#pulse = new Pulse(socket, limits.silenceMs);
    this.signedIn = signedIn;
    this.isOptedIn = isOptedIn;
    this.#limits = limits;
    this.#account = account;
    this.#meter = meter;
    socket.on("message", (data, isBinary) => {
      if (this.isClosed) return;
      if (isBinary) this.#receive(toBytes(data));
      else this.close(CLOSE.malformed);
    });
    // "close" follows; without a listener the process would end.
    socket.on("error", () => (this.isClosed = true));
    socket.on("close", () => {
      this.isClosed = true;
      this.#held = [];
      this.#room?.leave(this);
      onClosed(this);
    });
  }

  get actor(): Actor {
    return this.signedIn.actor;
  }

  get member(): MemberId {
    return this.signedIn.actor.id;
  }

  get room(): Room | null {
    return this.#room;
  }

  /** Joins the room: tells who is who, asks for what the client has, and starts with the frames that waited. */
  open(room: Room): void {
    this.#room = room;
    room.read(this, (live) => {
      if (this.isClosed) return;
      if (this.isOptedIn) {
        const { member, right } = this;
        this.send(helloFrame({ member, right, schema: SCHEMA_VERSION, seq: live.seq, at: room.now().toISOString() }));
        this.send(clientsFrame([...live.clients]));
      }
      room.enter(this);
      // Without it a client never sends what it wrote offline.
      this.send(step1Frame(Y.encodeStateVector(live.doc)));
      this.#sendPresence(room);
      this.release();
    });
  }

  /** Lets frames wait from now on. */
  hold(): void {
    this.#holds++;
  }

  /** Takes the frames that waited, and goes on. */
  release(): void {
    if (--this.#holds > 0) return;
    const frames = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const frame of frames) if (!this.isClosed) this.#take(frame);
    this.#throttle();
  }

  send(message: Uint8Array): void {
    if (this.#takesMore()) this.#socket.send(message);
  }

  sendFrame(frame: Uint8Array): void {
    if (this.#takesMore()) this.#socket.sendFrame(frame);
  }

  /** Whether the peer reads what it is sent; one that is too slow is closed. */
  #takesMore(): boolean {
    if (this.isClosed) return false;
    // A joiner of a large room has its state still before it.
    if (this.#socket.bufferedAmount <= this.#limits.bufferedBytes + this.#largestReply) return true;
    this.close(CLOSE.overload);
    return false;
  }

  refuse(refusal: GateRefusal): void {
    this.#meter.refused(refusal.code);
    if (this.isOptedIn) this.send(refusedFrame({ code: refusal.code, detail: refusal.message }));
    if (this.right === "read" && refusal.code === "right") this.#isMute = true;
    else this.close(closeCodeOf(refusal));
  }

  close(code: CloseCode): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.isTurnedAway = true;
    this.#held = [];
    this.#meter.closed(code);
    this.#room?.leave(this);
    if (this.#isPaused) this.#socket.resume();
    this.#socket.close(code);
    cutLater(this.#socket);
  }

  /** Feeds the client's watchdog, and cuts a peer that answers no more; one that is paused was not heard. */
  keepAlive(): void {
    if (this.isClosed) return;
    if (this.#pulse.isLost && !this.#isPaused) return this.#socket.terminate();
    this.#pulse.ask();
    if (this.#room) this.send(KEEPALIVE_FRAME);
  }

  #receive(frame: Uint8Array): void {
    if (frame.length > this.#limits.frameBytes) return this.close(CLOSE.tooLarge);
    this.#account.spend();
    if (this.#holds > 0) {
      this.#held.push(frame);
      this.#heldBytes += frame.length;
    } else this.#take(frame);
    this.#throttle();
  }

  /** Reads no more of the socket while too much of it waits, or while it sends faster than anybody works. */
  #throttle(): void {
    if (this.isClosed) return;
    const { isTooFast } = this.#account;
    if (isTooFast && !this.#recovery) this.#recovery = setTimeout(() => this.#recover(), RECOVER_AFTER_MS).unref();
    const frames = this.#waitingFrames + this.#held.length;
    const bytes = this.#waitingBytes + this.#heldBytes;
    const isTooMuch = isTooFast || frames >= this.#limits.waitingFrames || bytes >= this.#limits.waitingBytes;
    if (isTooMuch === this.#isPaused) return;
    this.#isPaused = isTooMuch;
    if (isTooMuch) return this.#socket.pause();
    // What it answered meanwhile is read only now.
    this.#pulse.forgive();
    this.#socket.resume();
  }

  #recover(): void {
    this.#recovery = null;
    this.#throttle();
  }

  #take(frame: Uint8Array): void {
    const room = this.#room;
    if (!room) return;
    try {
      const decoder = decoding.createDecoder(frame);
      do this.#message(room, decoder);
      while (decoding.hasContent(decoder) && !this.isClosed);
    } catch {
      // lib0 throws plain errors for bytes that end too early.
      this.close(CLOSE.malformed);
    }
  }

  #message(room: Room, decoder: decoding.Decoder): void {
    const message = decoding.readVarUint(decoder);
    if (message === MESSAGE.sync) return this.#sync(room, decoder);
    if (message === MESSAGE.awareness) {
      const entries = decoding.readVarUint8Array(decoder);
      if (!this.isQuiet) room.audience.takePresence(this, entries);
      return;
    }
    if (message === MESSAGE.queryAwareness) return this.#sendPresence(room);
    if (message !== MESSAGE.acknowledged || !this.isOptedIn) throw new Malformed(`message ${message}`);
    const n = decoding.readVarUint(decoder);
    // In the room's order: by then all that came before on this connection is on disk, or this socket is closed.
    room.read(this, (live) => {
      if (this.#isMute) return;
      if (this.#isAnswerOnDisk) this.send(acknowledgedFrame(n, live.seq));
      else this.#heldMark = n;
    });
  }

  #sync(room: Room, decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step === SYNC.step1) this.#answerStep1(room, payload);
    else if (step === SYNC.update) this.#change(room, payload, !this.#hasAnswered);
    else if (step === SYNC.step2) {
      this.#change(room, payload, false);
      if (!this.#hasAnswered) this.#answered(room);
    } else throw new Malformed(`sync ${step}`);
  }

  #answerStep1(room: Room, stateVector: Uint8Array): void {
    // One answer at a time: encoding costs more than asking.
    if (this.#isStepPending) return;
    this.#isStepPending = true;
    this.#account.ask(
      () =>
        new Promise((resolve) => {
          let tookMs = 0;
          if (this.isClosed) return resolve(tookMs);
          room.read(
            this,
            (live) => {
              const began = performance.now();
              this.#sendState(live, stateVector);
              tookMs = performance.now() - began;
            },
            () => {
              this.#isStepPending = false;
              resolve(tookMs);
            },
          );
        }),
    );
  }

  #sendState(live: LiveDocument, stateVector: Uint8Array): void {
    let state: Uint8Array;
    try {
      state = live.stateSince(stateVector);
    } catch {
      throw new Malformed("state vector");
    }
    const frame = step2Frame(state);
    this.#largestReply = Math.max(this.#largestReply, frame.length);
    this.send(frame);
  }

  #answered(room: Room): void {
    this.#hasAnswered = true;
    // After the answer's commit.
    room.read(this, (live) => {
      this.#isAnswerOnDisk = true;
      if (this.#heldMark !== null && !this.#isMute) this.send(acknowledgedFrame(this.#heldMark, live.seq));
      this.#heldMark = null;
    });
  }

  #change(room: Room, bytes: Uint8Array, isEarly: boolean): void {
    this.#waitingFrames++;
    this.#waitingBytes += bytes.length;
    room.receive(this, bytes, isEarly, () => {
      this.#waitingFrames--;
      this.#waitingBytes -= bytes.length;
      this.#throttle();
    });
    this.#throttle();
  }

  #sendPresence(room: Room): void {
    const frame = this.isQuiet ? null : room.audience.presenceFor(this);
    if (frame) this.send(frame);
  }
}
