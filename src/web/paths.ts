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
    designs: '/campagnes/nieuw',
    designStep: '/campagnes/nieuw/:id/stap/:step',
    removeDesign: '/campagnes/nieuw/:id/verwijder',
    finishDesign: '/campagnes/nieuw/:id/maak',
    one: '/campagnes/:id',
    course: '/campagnes/:id/verloop',
    findings: '/campagnes/:id/bevindingen',
    findingsCsv: '/campagnes/:id/bevindingen.csv',
    quality: '/campagnes/:id/kwaliteit',
    addMember: '/campagnes/:id/team/voeg-toe',
    removeMember: '/campagnes/:id/team/verwijder',
    tests: '/campagnes/:id/testen',
    outbox: '/campagnes/:id/verzending',
    dryRun: '/campagnes/:id/proefdraai',
    clientCalls: '/campagnes/:id/klantoproepen',
    calls: '/campagnes/:id/oproepen',
    giveCalls: '/campagnes/:id/oproepen/geef',
    planCalls: '/campagnes/:id/oproepen/plan',
    flags: '/campagnes/:id/knipperlichten',
    employers: '/campagnes/:id/werkgevers',
    plan: '/campagnes/:id/plan',
    identities: '/campagnes/:id/kandidaten',
    releaseIdentities: '/campagnes/:id/kandidaten/geef-vrij',
    retireIdentity: '/campagnes/:id/kandidaten/trek-in',
    increments: '/campagnes/:id/aanvullingen',
    grow: '/campagnes/:id/aanvullingen/trek',
    proofs: '/campagnes/:id/bewijs',
    proof: '/campagnes/:id/bewijs/:kbo',
    seal: '/campagnes/:id/verzegel',
    amendments: '/campagnes/:id/wijzigingen',
    voidTests: '/campagnes/:id/wijzigingen/laat-vervallen',
    stateChange: '/campagnes/:id/wijzigingen/noteer',
    sealPdf: '/campagnes/:id/verzegeling.pdf',
    sealJson: '/campagnes/:id/verzegeling.json',
    start: '/campagnes/:id/start',
    pause: '/campagnes/:id/pauzeer',
    resume: '/campagnes/:id/hervat',
    close: '/campagnes/:id/sluit',
    stop: '/campagnes/:id/noodstop',
    abandon: '/campagnes/:id/verlaat',
    approval: '/campagnes/:id/goedkeuring',
    approve: '/campagnes/:id/goedkeuring/keur-goed',
  },
  interests: {
    own: '/eigen-belang',
    declare: '/eigen-belang/geef-aan',
    list: '/campagnes/:id/belangen',
    withdraw: '/campagnes/:id/belangen/trek-in',
  },
  scenarios: {
    list: '/scenarios',
    one: '/scenarios/:scenario',
    preview: '/scenarios/:scenario/voorbeeld',
    previewPdf: '/scenarios/:scenario/voorbeeld/:document',
  },
  tests: { one: '/testen/:id', suspect: '/testen/:id/vermoeden', raise: '/testen/:id/vermoeden/meld' },
  calls: { one: '/oproepen/:id', assign: '/oproepen/:id/wijs-toe', cancel: '/oproepen/:id/schrap' },
  tasks: {
    list: '/taken',
    one: '/taken/:id',
    start: '/taken/:id/begin',
    record: '/taken/:id/leg-vast',
    stop: '/taken/:id/stop',
  },
  legalBases: {
    list: '/rechtsgronden',
    one: '/rechtsgronden/:basis/:version',
    propose: '/rechtsgronden/:basis/:version/stel-voor',
    confirm: '/rechtsgronden/bevestigingen/:id/bevestig',
    withdraw: '/rechtsgronden/bevestigingen/:id/trek-in',
  },
  authorisations: {
    list: '/machtigingen',
    one: '/campagnes/:id/machtiging',
    write: '/campagnes/:id/machtiging/verzoek',
    draft: '/campagnes/:id/machtiging/stel-op',
    check: '/campagnes/:id/machtiging/kijk-na',
    sendBack: '/campagnes/:id/machtiging/stuur-terug',
    request: '/campagnes/:id/machtiging/vraag-aan',
    decision: '/campagnes/:id/machtiging/beslissing',
    grant: '/campagnes/:id/machtiging/noteer-verlening',
    refuse: '/campagnes/:id/machtiging/noteer-weigering',
    extend: '/campagnes/:id/machtiging/verleng',
    withdraw: '/campagnes/:id/machtiging/trek-in',
    meet: '/campagnes/:id/machtiging/voorwaarden/:position/vink-af',
    narrow: '/campagnes/:id/machtiging/laat-vervallen',
    actions: '/campagnes/:id/machtiging/handelingen',
    actionsPdf: '/campagnes/:id/machtiging/handelingen/:number/verslag.pdf',
    actionsHtml: '/campagnes/:id/machtiging/handelingen/:number/verslag.html',
    actionsJson: '/campagnes/:id/machtiging/handelingen/:number/verslag.json',
    sentPdf: '/campagnes/:id/machtiging/verstuurd.pdf',
    sentHtml: '/campagnes/:id/machtiging/verstuurd.html',
    decisionPdf: '/campagnes/:id/machtiging/beslissingen/:number/beslissing.pdf',
    decisionHtml: '/campagnes/:id/machtiging/beslissingen/:number/beslissing.html',
  },
  requests: {
    list: '/verzoeken',
    one: '/verzoeken/:id',
    pdf: '/verzoeken/:id/verzoek.pdf',
    html: '/verzoeken/:id/verzoek.html',
    decision: '/verzoeken/:id/beslissing',
    grant: '/verzoeken/:id/verleen',
    refuse: '/verzoeken/:id/weiger',
    extend: '/verzoeken/:id/verleng',
    withdraw: '/verzoeken/:id/trek-in',
    decisionPdf: '/verzoeken/:id/beslissingen/:number/beslissing.pdf',
    decisionHtml: '/verzoeken/:id/beslissingen/:number/beslissing.html',
    reportPdf: '/verzoeken/:id/verslagen/:number/verslag.pdf',
    reportHtml: '/verzoeken/:id/verslagen/:number/verslag.html',
    reportJson: '/verzoeken/:id/verslagen/:number/verslag.json',
  },
  signals: {
    list: '/aanwijzingen',
    write: '/aanwijzingen/nieuw',
    record: '/aanwijzingen/leg-vast',
    one: '/aanwijzingen/:id',
    addExhibit: '/aanwijzingen/:id/voeg-toe',
  },
  killSwitch: { page: '/noodknop', throw: '/noodknop/druk-in', release: '/noodknop/geef-vrij' },
  competence: { page: '/bevoegdheid', ask: '/bevoegdheid/zoek-uit', notice: '/bevoegdheid/doorverwijzing' },
  findings: { list: '/bevindingen', ownSector: '/mijn-sector' },
  flags: {
    list: '/knipperlichten',
    one: '/knipperlichten/:id',
    decide: '/knipperlichten/:id/beslis',
    employer: '/knipperlichten/werkgever/:id',
    decideEmployer: '/knipperlichten/werkgever/:id/beslis',
  },
  dispatch: {
    queue: '/verzending',
    settle: '/verzending/:id/beslis',
    dryRun: '/verzending/:id/proefdraai',
  },
  forms: {
    list: '/formulieren',
    one: '/formulieren/:id',
    take: '/formulieren/:id/neem',
    record: '/formulieren/:id/noteer',
    free: '/formulieren/:id/vrij',
    cv: '/formulieren/:id/cv',
    letter: '/formulieren/:id/brief',
    proof: '/formulieren/:id/bevestiging',
  },
  inbox: {
    queue: '/postvak',
    one: '/postvak/:id',
    match: '/postvak/:id/koppel',
    setAside: '/postvak/:id/leg-opzij',
    takeBack: '/postvak/:id/haal-terug',
    matched: '/postvak/:id/koppeling',
    rematch: '/postvak/:id/koppeling/verbeter',
  },
  vacancies: {
    list: '/vacatures/nakijken',
    record: '/vacatures/nakijken/leg-vast',
    one: '/vacatures/:id/nakijken',
    compare: '/vacatures/:id/vergelijk',
    pages: '/vacatures/:id/bewaard',
    keepPage: '/vacatures/:id/bewaar',
    page: '/vacatures/bewaard/:id',
  },
  protection: {
    page: '/gegevensbescherming',
    record: '/gegevensbescherming/verwerkingen.json',
    confirm: '/gegevensbescherming/termijnen/bevestig',
    hold: '/gegevensbescherming/bewaarplicht/leg-op',
    lift: '/gegevensbescherming/bewaarplicht/hef-op',
    requests: '/gegevensbescherming/verzoeken',
    recordRequest: '/gegevensbescherming/verzoeken/leg-vast',
    one: '/gegevensbescherming/verzoeken/:id',
    search: '/gegevensbescherming/verzoeken/:id/zoek',
    postpone: '/gegevensbescherming/verzoeken/:id/stel-uit',
    answer: '/gegevensbescherming/verzoeken/:id/beantwoord',
  },
  suspicions: { list: '/vermoedens', one: '/vermoedens/:id', clear: '/vermoedens/:id/beslis' },
  uploads: {
    list: '/antwoorden',
    add: '/antwoorden/nieuw',
    keep: '/antwoorden/bewaar',
    one: '/antwoorden/:id',
    file: '/antwoorden/:id/bestand',
    type: '/antwoorden/:id/typ-over',
    release: '/antwoorden/:id/geef-vrij',
  },
  duty: { weekends: '/weekenddienst', plan: '/weekenddienst/plan' },
  withdrawals: {
    queue: '/intrekken',
    answer: '/intrekken/antwoorden/:id',
    triage: '/intrekken/antwoorden/:id/beslis',
    one: '/intrekken/:id',
    withdraw: '/intrekken/:id/trek-in',
    spare: '/intrekken/:id/laat-zo',
    settle: '/intrekken/:id/beslis',
  },
  callCoding: {
    queue: '/coderen/oproepen',
    one: '/coderen/oproepen/:id',
    code: '/coderen/oproepen/:id/codeer',
    stepAside: '/coderen/oproepen/:id/herken',
    change: '/coderen/oproepen/:id/wijzig',
  },
  coding: {
    queue: '/coderen',
    one: '/coderen/:id',
    code: '/coderen/:id/codeer',
    stepAside: '/coderen/:id/herken',
    change: '/coderen/:id/wijzig',
  },
  about: { accessibility: '/toegankelijkheid', privacy: '/privacy', employers: '/voor-werkgevers' },
  theme: '/thema',
  exports: {
    campaigns: '/uitvoer/campagnes',
    tests: '/uitvoer/campagnes/:id/testen',
    outbox: '/uitvoer/campagnes/:id/verzending',
    dispatch: '/uitvoer/verzending',
    inbox: '/uitvoer/postvak',
    withdrawals: '/uitvoer/intrekken',
    requests: '/uitvoer/verzoeken',
    firmCalls: '/uitvoer/bureau-oproepen',
  },
  filters: { save: '/filters/bewaar', remove: '/filters/:id/verwijder' },
  admin: { home: '/beheer' },
  signIn: {
    page: '/aanmelden',
    secondStep: '/aanmelden/tweede-stap',
    setUp: '/aanmelden/tweede-stap/stel-in',
    provider: '/aanmelden/toegangsdienst',
    providerReturn: '/aanmelden/toegangsdienst/terug',
    out: '/meld-af',
    gone: '/afgemeld',
    providerOut: '/afgemeld/toegangsdienst',
    invitation: '/uitnodiging/:token',
  },
  account: {
    own: '/account',
    password: '/account/wachtwoord/wijzig',
    renewStep: '/account/tweede-stap/vernieuw',
    confirmStep: '/account/tweede-stap/bevestig',
    renewCodes: '/account/herstelcodes/vernieuw',
    endSession: '/account/sessies/:id/beeindig',
    endAll: '/account/meld-overal-af',
  },
  users: {
    list: '/beheer/gebruikers',
    invite: '/beheer/gebruikers/nodig-uit',
    inviteAgain: '/beheer/gebruikers/:id/nodig-opnieuw-uit',
    block: '/beheer/gebruikers/:id/blokkeer',
    unblock: '/beheer/gebruikers/:id/deblokkeer',
    endSessions: '/beheer/gebruikers/:id/meld-af',
    roles: '/beheer/gebruikers/:id/rollen',
    changeRoles: '/beheer/gebruikers/:id/rollen/wijzig',
    proposal: '/beheer/voorstellen/:id',
    decide: '/beheer/voorstellen/:id/beslis',
  },
  firms: {
    list: '/beheer/testbureaus',
    add: '/beheer/testbureaus/voeg-toe',
    one: '/beheer/testbureaus/:id',
    change: '/beheer/testbureaus/:id/wijzig',
  },
  firm: {
    tasks: '/bureau/taken',
    handOut: '/bureau/taken/deel-uit',
    testers: '/bureau/testers',
    invite: '/bureau/testers/nodig-uit',
    inviteAgain: '/bureau/testers/:id/nodig-opnieuw-uit',
    endTester: '/bureau/testers/:id/stop',
  },
  announcements: { see: '/aankondigingen/:id/gezien' },
  tokens: { list: '/account/tokens', make: '/account/tokens/maak', revoke: '/account/tokens/:id/trek-in' },
  api: { about: '/api/v1', under: '/api/v1/', document: '/api/v1/openapi.json' },
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
