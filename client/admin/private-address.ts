const PRIVATE =
  /^(?:localhost|.+\.(?:localhost|local|internal)|(?:127|10)\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|169\.254\.[\d.]+|\[(?:::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\])$/;

/** Whether only the server's own computer or network can open an address: loopback, private, or a name of one network. */
export function isPrivateAddress(url: string): boolean {
  return PRIVATE.test(new URL(url).hostname);
}
