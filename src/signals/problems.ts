import type { ProblemKind } from '../platform/problems.js';

/** The problems of this room and the constraints that raise them. */
export const signalProblems = {
  kinds: {
    'exhibit-there': {
      status: 409,
      nl: 'Dit bestand is al een stuk bij deze aanwijzing',
      en: 'This file is an exhibit of this signal already',
      fr: 'Ce fichier est déjà une pièce de cet indice',
    },
    'unknown-sector': {
      status: 422,
      nl: 'Deze sector bestaat niet',
      en: 'There is no such sector',
      fr: 'Ce secteur n’existe pas',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { exhibit_once: 'exhibit-there', signal_sector_fkey: 'unknown-sector' },
};
