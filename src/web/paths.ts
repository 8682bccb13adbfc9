/**
 * Every address of the product, in one place. Reads are GET; an address that ends in a verb is a POST.
 * `fill(paths.campaigns.one, { id })` gives a real address.
 */
export const paths = {
  home: '/',
  search: '/zoek',
  events: '/gebeurtenissen',
  campaigns: {
    list: '/campagnes',
    one: '/campagnes/:id',
    findings: '/campagnes/:id/bevindingen',
    tests: '/campagnes/:id/testen',
    seal: '/campagnes/:id/verzegel',
    authorise: '/campagnes/:id/machtig',
    start: '/campagnes/:id/start',
    pause: '/campagnes/:id/pauzeer',
    resume: '/campagnes/:id/hervat',
    close: '/campagnes/:id/sluit',
    stop: '/campagnes/:id/noodstop',
    abandon: '/campagnes/:id/verlaat',
  },
  tests: { one: '/testen/:id' },
  findings: { list: '/bevindingen' },
  flags: { list: '/knipperlichten', one: '/knipperlichten/:id', decide: '/knipperlichten/:id/beslis' },
  dispatch: { queue: '/verzending', settle: '/verzending/:id/beslis' },
  inbox: {
    queue: '/postvak',
    one: '/postvak/:id',
    match: '/postvak/:id/koppel',
    setAside: '/postvak/:id/leg-opzij',
    takeBack: '/postvak/:id/haal-terug',
  },
  coding: { queue: '/coderen', one: '/coderen/:id', code: '/coderen/:id/codeer' },
  exports: {
    campaigns: '/uitvoer/campagnes',
    tests: '/uitvoer/campagnes/:id/testen',
    dispatch: '/uitvoer/verzending',
    inbox: '/uitvoer/postvak',
  },
  filters: { save: '/filters/bewaar', remove: '/filters/:id/verwijder' },
  admin: { home: '/beheer' },
  account: { switch: '/account' },
  assets: '/assets/:file',
  health: '/gezondheid',
} as const;

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The values a path asks for: `{ id }` for `/testen/:id`, nothing for `/testen`. */
export type PathParams<Path extends string> = Readonly<Record<NamesIn<Path>, string>>;

/**
 * Puts values in the `:names` of a path, percent-encoded.
 * @throws Error when a value is missing, empty, `.` or `..`: such a segment would be another address.
 */
export function fill<Path extends string>(path: Path, params: PathParams<Path>): string {
  const values = new Map(Object.entries<string>(params));
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values.get(name) ?? '';
    if (value === '' || value === '.' || value === '..')
      throw new Error(`Path ${path}: no usable value for "${name}".`);
    return encodeURIComponent(value);
  });
}

/** Adds search parameters to an address, leaving out what is empty: filters stay in the address. */
export function withQuery(
  address: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${text}`;
}
