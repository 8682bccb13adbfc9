import type { RouteLine } from './auth/index.js';
import {
  isCompetent,
  legalBasisPages,
  legalBasisRoutes,
  type Basis,
  type Campaign,
  type Competence,
} from './campaigns/index.js';
import {
  competencePages,
  knowsMatter,
  matterWords,
  nameInReference,
  noticeAddress,
  ruleFor,
  type CompetenceCase,
  type Matter,
  type Reference,
} from './register/index.js';
import type { Lang } from './web/index.js';

/** What campaigns ask of the table of competence. */
export function competenceOf(reference: Reference) {
  const { competence, legalTerms } = reference;
  return {
    knows: (matter: Matter) => knowsMatter(competence, matter),
    bodyFor: (asked: CompetenceCase) => ruleFor(competence, asked)?.body ?? null,
    bodyOf: (service: string) => legalTerms.services.find(({ code }) => code === service)?.body ?? null,
  };
}

/** Whose matter a campaign is, for its page; null where competence is not asked. */
export function competenceIn(
  reference: Reference,
  campaign: Campaign,
  basis: Basis,
  lang: Lang,
): Competence | null {
  if (campaign.purpose !== 'enforcement' || basis.exercise) return null;
  const { bodyFor, bodyOf } = competenceOf(reference);
  return {
    matter: matterWords(reference, campaign.matter, lang),
    cells: campaign.cells.map(({ ground, sector }) => {
      const asked = { ground, sector, ...campaign.matter };
      const body = bodyFor(asked);
      const bodies = { own: bodyOf(campaign.service), competent: [body] };
      return {
        sector: nameInReference(reference.sectors, sector, lang),
        body: nameInReference(reference.bodies, body ?? '?', lang),
        own: isCompetent(campaign, basis, bodies).allowed,
        notice: noticeAddress(asked),
      };
    }),
  };
}

/** The pages and API of the law: on what a test may rest. */
export function legalLines(reference: Reference): RouteLine[] {
  const { legalTerms, laws, bodies } = reference;
  return [
    ...legalBasisPages({ terms: legalTerms, laws, bodies }),
    ...legalBasisRoutes(),
    ...competencePages(reference),
  ];
}
