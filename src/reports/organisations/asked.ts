import type { Lang } from '../../web/index.js';
import type { CookieName } from '../intake/answered.js';
import type { FlowMeans } from '../intake/pages.js';
import type { Form } from '../listener/body.js';
import type { NamedGround } from './series.js';
import type { Organisations } from './service.js';

/** What the pages of organisations work with. */
export interface OrganisationMeans extends FlowMeans {
  readonly organisations: Organisations;
}

/** One request to them. */
export interface OrganisationAsked {
  readonly lang: Lang;
  readonly form: Form;
  readonly cookie: (name: CookieName) => string | undefined;
}

/** Codes of grounds with their names in every language, by which a file may call them. */
export function groundsOf(means: Pick<FlowMeans, 'grounds'>): NamedGround[] {
  const lists = [means.grounds('nl'), means.grounds('en'), means.grounds('fr')];
  return means.grounds('nl').map(({ code }) => ({
    code,
    names: lists.flatMap((list) => list.filter((one) => one.code === code).map(({ name }) => name)),
  }));
}
