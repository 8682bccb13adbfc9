/** What the provider's claims say of somebody, in our words. */
export interface Capacity {
  readonly subject: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly string[];
}

interface ClaimNames {
  readonly subject: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: string;
}

/** Reads the claims by their configured names; null when subject, name or organisation is missing. Roles that are not on the map give nothing. */
export function readCapacity(
  claims: Readonly<Record<string, unknown>>,
  names: ClaimNames,
  roleMap: ReadonlyMap<string, string>,
  known: readonly string[],
): Capacity | null {
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' && value.length <= 255 && !value.includes('\0')
      ? value.trim()
      : undefined;
  };
  const [subject, name, organisation] = [text(names.subject), text(names.name), text(names.organisation)];
  if (subject === undefined || name === undefined || organisation === undefined) return null;
  const roles = listOf(claims[names.roles])
    .map((theirs) => roleMap.get(theirs))
    .filter((role) => role !== undefined && known.includes(role))
    .filter((role) => role !== undefined);
  return { subject, name, organisation, roles: [...new Set(roles)].sort() };
}

function listOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((one) => one !== '');
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
