/** The problems of figures. */
export const sectorProblems = {
  kinds: {
    'figures-not-published': {
      status: 409,
      nl: 'Deze cijfers zijn niet gepubliceerd. Alleen een nulmeting of zelfregulering publiceert, wanneer de campagne is afgesloten en elk paar telt',
      en: 'These figures are not published. Only a baseline or self-regulation campaign publishes, once it is closed and every pair counts',
    },
  },
  constraints: { publication_open: 'figures-not-published' },
} as const;
