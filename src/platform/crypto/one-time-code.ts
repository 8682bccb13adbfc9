import { generate, generateSecret, generateURI, verify } from 'otplib';

const STEP_SECONDS = 30;

/** A fresh secret for one-time codes (RFC 6238): 160 bits in base 32. */
export function newCodeSecret(): string {
  return generateSecret();
}

/** The address that an authenticator app reads from a QR code. */
export function codeAddress(issuer: string, label: string, secret: string): string {
  return generateURI({ issuer, label, secret });
}

/** The code of a secret at an instant: six digits, the same for 30 seconds. */
export function codeAt(secret: string, at: Date): Promise<string> {
  return generate({ secret, epoch: at.getTime() / 1000 });
}

/**
 * The number of the 30-second step that a code belongs to, when it is the code of this step or a neighbour and later
 * than `afterStep`; else null. Keep what it gives: a code whose step is not later than the last one was used before.
 */
export async function stepOfCode(
  secret: string,
  code: string,
  at: Date,
  afterStep: number,
): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const seconds = Math.floor(at.getTime() / 1000);
  // Before any code was used the last step is 0, which the package takes for a step like any other.
  const checked = await verify({
    secret,
    token: code,
    epoch: seconds,
    epochTolerance: STEP_SECONDS,
    ...(afterStep > 0 ? { afterTimeStep: afterStep } : {}),
  });
  return checked.valid ? Math.floor(seconds / STEP_SECONDS) + checked.delta : null;
}
