import { expect, test } from "vitest";
import { isPrivateAddress } from "../../../client/admin/private-address.ts";

test("a link is told to be private where only its own computer or network opens it", () => {
  const here = ["localhost:9710", "127.0.0.1", "10.1.2.3", "172.20.0.4", "192.168.1.9:8443", "169.254.1.1"];
  const names = ["[::1]:80", "[fd12:3456::1]", "[fe80::1]", "server.local", "coram.internal", "a.localhost"];
  for (const host of [...here, ...names])
    expect([host, isPrivateAddress(`http://${host}/join#x`)]).toEqual([host, true]);
  const open = ["coram.example.org", "172.32.0.1", "11.0.0.1", "203.0.113.7", "localhost.example.org", "[2001:db8::1]"];
  for (const host of [...open, "10.example.org", "fd.example.org"])
    expect([host, isPrivateAddress(`https://${host}/join#x`)]).toEqual([host, false]);
});
