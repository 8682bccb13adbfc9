// Every page of the product, one line each: a page that joins here is looked at in every language, theme and width.
import type { House, VisitorRole } from './house.js';

export interface PageLine {
  readonly name: string;
  readonly role: VisitorRole;
  readonly address: (house: House) => Promise<string> | string;
}

const line = (name: string, role: VisitorRole, address: PageLine['address']): PageLine => ({
  name,
  role,
  address,
});

export const EVERY_PAGE: readonly PageLine[] = [
  line('today', 'inspector', () => '/'),
  line('today-fieldworker', 'fieldworker', () => '/'),
  line('campaigns', 'inspector', () => '/campagnes'),
  line('campaign-closed', 'inspector', ({ measured }) => `/campagnes/${measured}`),
  line('campaign-running', 'coordinator', ({ running }) => `/campagnes/${running}`),
  line('scenarios', 'inspector', () => '/scenarios'),
  line('pair', 'inspector', () => '/scenarios/correspondence-disability/voorbeeld'),
  line('tests', 'inspector', ({ measured }) => `/campagnes/${measured}/testen`),
  line('test', 'inspector', (house) => house.firstRow(`/campagnes/${house.measured}/testen`, 'inspector')),
  line('findings', 'inspector', () => '/bevindingen'),
  line(
    'findings-by-occupation',
    'inspector',
    ({ measured }) => `/campagnes/${measured}/bevindingen?per=occupation`,
  ),
  line('findings-published', 'coordinator', ({ measured }) => `/campagnes/${measured}/bevindingen`),
  line(
    'findings-published-by-province',
    'coordinator',
    ({ measured }) => `/campagnes/${measured}/bevindingen?per=province`,
  ),
  line('quality', 'inspector', ({ measured }) => `/campagnes/${measured}/kwaliteit`),
  line('quality-running', 'inspector', ({ running }) => `/campagnes/${running}/kwaliteit`),
  line('looks', 'inspector', ({ measured }) => `/campagnes/${measured}/knipperlichten`),
  line('findings-hidden', 'inspector', ({ hidden }) => `/campagnes/${hidden}/bevindingen`),
  line('flags', 'inspector', () => '/knipperlichten'),
  line('flag', 'inspector', (house) => house.flagPath()),
  line('dispatch', 'fieldworker', () => '/verzending'),
  line('mailbox', 'fieldworker', () => '/postvak'),
  line('message', 'fieldworker', (house) => house.firstRow('/postvak', 'fieldworker')),
  line('accessibility', 'inspector', () => '/toegankelijkheid'),
  line('privacy', 'inspector', () => '/privacy'),
  line('employers', 'inspector', () => '/voor-werkgevers'),
  line('not-found', 'inspector', () => '/bestaat-niet'),
];
