/** An envelope, as a mail server would have given it. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** Where servers write to whom a message came, before they led it on and then where they left it; then what the writer says. */
const BY_SERVERS = [['x-original-to'], ['envelope-to'], ['delivered-to']] as const;
const BY_WRITER = ['to', 'cc'] as const;
const ADDRESS = /[^\s<>"(),;:@]+@[^\s<>"(),;:@]+/g;
/** Longer is no address (RFC 5321, 4.5.3.1), and has no place in an index. */
const MOST_LOCAL = 64;
const MOST_DOMAIN = 255;
/** A search for addresses takes time in the square of the length. */
const MOST_SEARCHED = 4096;

/**
 * The envelope that a message in a mailbox had, from its head: to the addresses of our own domains in the surest line that
 * names another one than the mailbox, else to the mailbox itself. A writer may also name addresses whose mail comes
 * elsewhere: of those only the ones in the mailbox's own domain count, where that is one of ours.
 */
export function envelopeOf(
  headers: ReadonlyMap<string, readonly string[]>,
  domains: readonly string[],
  mailbox: string,
): Envelope {
  const home = domainOf(mailbox);
  const isOwn = (address: string): boolean => domains.includes(domainOf(address));
  const isHome = (address: string): boolean =>
    domains.includes(home) ? domainOf(address) === home : isOwn(address);
  const to = [
    ...BY_SERVERS.map((names) => names.flatMap((name) => addressesIn(headers, name)).filter(isOwn)),
    BY_WRITER.flatMap((name) => addressesIn(headers, name)).filter(isHome),
  ]
    .map((named) => named.filter((address) => address !== mailbox))
    .find((named) => named.length > 0);
  // An empty return path says that no person sent it; only where there is no such line does the writer count.
  const from = addressesIn(headers, headers.has('return-path') ? 'return-path' : 'from')[0] ?? '';
  return { from, to: [...new Set(to ?? [mailbox])] };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function addressesIn(headers: ReadonlyMap<string, readonly string[]>, name: string): string[] {
  const found = (headers.get(name) ?? []).join(',').slice(0, MOST_SEARCHED).match(ADDRESS) ?? [];
  return found
    .map((address) => address.toLowerCase())
    .filter((address) => address.indexOf('@') <= MOST_LOCAL && domainOf(address).length <= MOST_DOMAIN);
}
