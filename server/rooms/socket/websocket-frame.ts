const BINARY_AND_LAST = 0x82;
const TWO_BYTES_OF_LENGTH = 126;
const EIGHT_BYTES_OF_LENGTH = 127;

/**
 * A whole unmasked websocket frame (RFC 6455, section 5.2) around a binary message, as a server sends it. Made once for all
 * sockets that get the same.
 */
export function toWebsocketFrame(message: Uint8Array): Uint8Array {
  const { length } = message;
  const extra = length < TWO_BYTES_OF_LENGTH ? 0 : length < 1 << 16 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + length);
  frame[0] = BINARY_AND_LAST;
  frame[1] = extra === 0 ? length : extra === 2 ? TWO_BYTES_OF_LENGTH : EIGHT_BYTES_OF_LENGTH;
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(message, 2 + extra);
  return frame;
}
