/** The problems of figures. */
export const sectorProblems = {
  kinds: {
    'figures-not-published': {
      status: 409,
      nl: 'Deze cijfers zijn niet gepubliceerd. Alleen een nulmeting of zelfregulering publiceert, wanneer de campagne is afgesloten, elk paar telt en de codeurs het genoeg eens zijn',
      en: 'These figures are not published. Only a baseline or self-regulation campaign publishes, once it is closed, every pair counts and the coders agree enough',
      fr: 'Ces chiffres ne sont pas publiés. Seule une mesure de référence ou une autorégulation est publiée, quand la campagne est clôturée, que chaque paire compte et que les codeurs sont assez d’accord',
    },
  },
  constraints: { publication_open: 'figures-not-published', publication_agreement: 'figures-not-published' },
} as const;
