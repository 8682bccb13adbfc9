/** The problems of figures. */
export const sectorProblems = {
  kinds: {
    'figures-not-published': {
      status: 409,
      nl: 'Deze cijfers zijn niet gepubliceerd. Alleen een nulmeting of zelfregulering publiceert, wanneer de campagne is afgesloten, elk paar telt en de codeurs het genoeg eens zijn',
      en: 'These figures are not published. Only a baseline or self-regulation campaign publishes, once it is closed, every pair counts and the coders agree enough',
      fr: 'Ces chiffres ne sont pas publiés. Seule une mesure de référence ou une autorégulation est publiée, quand la campagne est clôturée, que chaque paire compte et que les codeurs sont assez d’accord',
    },
    'figures-of-other-design': {
      status: 409,
      nl: 'Deze cijfers bestaan niet voor de opzet van deze campagne. Paren en enkele sollicitaties hebben elk hun eigen cijfers: lees de andere',
      en: 'These figures do not exist for the design of this campaign. Pairs and single applications each have figures of their own: read the other ones',
      fr: 'Ces chiffres n’existent pas pour le plan d’expérience de cette campagne. Les paires et les candidatures uniques ont chacune leurs propres chiffres : lisez les autres',
    },
  },
  constraints: { publication_open: 'figures-not-published', publication_agreement: 'figures-not-published' },
} as const;
