/** The fields of a request's draft as the form sends them. */
export const requestForm = (change: Readonly<Record<string, string>> = {}) => ({
  kind: 'magistrate',
  addressee: 'arbeidsauditeur te Gent',
  motivation: 'Drie vacatures sluiten in hun tekst een groep uit.',
  necessity: 'Een bezoek toont niet hoe gewone kandidaten behandeld worden.',
  maxTests: '2',
  wantedFrom: '2026-09-01',
  wantedUntil: '2027-03-01',
  'testTypes-correspondence': 'ja',
  employers: '',
  thirdPersons: 'no',
  excusedActs: '',
  ...change,
});
