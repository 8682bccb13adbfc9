import { z } from 'zod';
import { canonicalJson } from '../../platform/canonical.js';
import { sha256 } from '../../platform/crypto.js';

/**
 * The version of a thing, as an entity tag (RFC 9110, 8.8.3): the first 128 bits of the SHA-256 over the canonical JSON
 * of what is shown of it, in quotes. Two readers who see the same have the same version.
 */
export function versionOf(shown: unknown): string {
  const hash = sha256('praktijktest/version/1', canonicalJson(z.json().parse(shown)));
  return `"${hash.subarray(0, 16).toString('hex')}"`;
}

/** Whether an If-Match header names the version (strong comparison), or `*`: whatever stands there. */
export function namesVersion(ifMatch: string, version: string): boolean {
  const named = ifMatch.split(',').map((tag) => tag.trim());
  return named.includes('*') || named.includes(version);
}
