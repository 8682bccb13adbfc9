import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/**
 * Whether a host name or address literal can only mean this machine: `localhost`, 127.0.0.0/8, ::1 (also in brackets,
 * also IPv4-mapped). Every other name is refused without looking it up: what it resolves to may change.
 */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost') return true;
  const family = isIP(name);
  return family !== 0 && loopback.check(name, family === 4 ? 'ipv4' : 'ipv6');
}

/** Throws when `host` is not loopback. `what` names the setting, for the person who has to mend it. */
export function insistLoopback(host: string, what: string): void {
  if (isLoopback(host)) return;
  throw new Error(
    `${what}: the host "${host}" is not loopback. Here mail stays on this machine: use 127.0.0.1, ::1 or localhost.`,
  );
}
