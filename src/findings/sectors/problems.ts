/** The problems of figures. */
export const sectorProblems = {
  kinds: {
    'figures-not-published': {
      status: 409,
      nl: 'Deze cijfers zijn niet gepubliceerd. Alleen een nulmeting of zelfregulering publiceert, wanneer de campagne is afgesloten en elk paar telt',
      en: 'These figures are not published. Only a baseline or self-regulation campaign publishes, once it is closed and every pair counts',
      fr: 'Ces chiffres ne sont pas publiés. Seule une mesure de référence ou une autorégulation est publiée, quand la campagne est clôturée et que chaque paire compte',
    },
  },
  constraints: { publication_open: 'figures-not-published' },
} as const;
