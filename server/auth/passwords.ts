import { hash, verify } from "@node-rs/argon2";

// argon2id (the package's default) with OWASP's first choice for it.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The string to store; takes some 50 ms on purpose. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

let dummy: Promise<string> | null = null;

/**
 * Whether the password is the one of the hash. With no hash (an unknown e-mail address) it works as long and answers
 * false, so that the time taken does not tell who is a member.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  dummy ??= hashPassword("nobody's password");
  const right = await verify(passwordHash ?? (await dummy), password.normalize("NFKC"));
  return right && passwordHash !== null;
}
