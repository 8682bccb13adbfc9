declare const brand: unique symbol;

/** A random uuid that names one kind of thing, so that a campaign's id is never taken for a test's. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a uuid in lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Reads a uuid as the id of one kind of thing. Throws RangeError when it is no uuid.
 * Whether that thing exists is for the database to say.
 */
export function asId<Kind extends string>(text: string): Id<Kind> {
  if (isIdOf<Kind>(text)) return text;
  throw new RangeError('An id is a uuid in lower case.');
}

function isIdOf<Kind extends string>(text: string): text is Id<Kind> {
  return isUuid(text);
}
