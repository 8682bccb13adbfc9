import type { ProblemKind } from '../platform/problems.js';

/** The problems of this room and the constraints that raise them. */
export const campaignProblems = {
  kinds: {
    'campaign-life': {
      status: 409,
      nl: 'Deze stap past niet bij de stand van de campagne',
      en: 'This step does not fit the state of the campaign',
    },
    'campaign-sealed': {
      status: 409,
      nl: 'Een verzegelde campagne wijzigt niet meer',
      en: 'A sealed campaign does not change any more',
    },
    'campaign-name-taken': {
      status: 409,
      nl: 'Er bestaat al een campagne met die naam. Kies een andere naam',
      en: 'A campaign of that name exists. Choose another name',
    },
    'unknown-reference': {
      status: 422,
      nl: 'Dit kenmerk, deze sector, dit scenario of deze rechtsgrond bestaat niet',
      en: 'That ground, sector, scenario or legal basis does not exist',
    },
    'team-unknown-person': {
      status: 422,
      nl: 'Deze persoon bestaat niet',
      en: 'There is no such person',
    },
    'team-not-for-role': {
      status: 409,
      nl: 'Wie deze rol heeft, mag niet in het team: wie codeert, weet niets van profielen',
      en: 'Somebody in this role may not join the team: who codes knows nothing of profiles',
    },
    'team-last-member': {
      status: 409,
      nl: 'Het team houdt minstens één lid over',
      en: 'The team keeps one member at least',
    },
    underpowered: {
      status: 409,
      nl: 'Het plan heeft te weinig paren om het gestelde verschil te tonen',
      en: 'The plan has too few pairs to show the stated difference',
    },
    'no-difference-stated': {
      status: 409,
      nl: 'Het plan stelt geen verschil in het nadeel van de testgroep',
      en: 'The plan states no difference against the treatment group',
    },
    'frame-too-small': {
      status: 409,
      nl: 'Het steekproefkader is te klein voor het plan',
      en: 'The sampling frame is too small for the plan',
    },
    'scenario-unusable': {
      status: 409,
      nl: 'Dit scenario kan geen gelijke profielen maken',
      en: 'This scenario cannot make equal profiles',
    },
    'campaign-not-running': { status: 409, nl: 'De campagne loopt niet', en: 'The campaign is not running' },
    'not-sealed': { status: 409, nl: 'Het plan is niet verzegeld', en: 'The plan is not sealed' },
    'exercise-outside-demo': {
      status: 409,
      nl: 'De rechtsgrond "oefening" geldt alleen in een demo',
      en: 'The legal basis "exercise" works in a demo only',
    },
    'basis-other-purpose': {
      status: 409,
      nl: 'Deze rechtsgrond dient een ander doel',
      en: 'This legal basis serves another purpose',
    },
    'basis-not-competent': {
      status: 409,
      nl: 'Deze dienst is niet bevoegd onder deze rechtsgrond',
      en: 'This service is not competent under this legal basis',
    },
    'basis-not-valid': {
      status: 409,
      nl: 'De rechtsgrond geldt vandaag niet',
      en: 'The legal basis is not in force today',
    },
    'basis-unconfirmed': {
      status: 409,
      nl: 'De rechtsgrond is niet bevestigd',
      en: 'The legal basis is not confirmed',
    },
    'basis-confirmation': {
      status: 409,
      nl: 'Iemand anders dan de voorsteller bevestigt een voorgestelde tekst',
      en: 'Somebody other than the proposer confirms a proposed text',
    },
    'not-authorised': {
      status: 409,
      nl: 'Er is geen verleende machtiging',
      en: 'No authorisation was granted',
    },
    'authorisation-not-yet': {
      status: 409,
      nl: 'De machtiging geldt nog niet',
      en: 'The authorisation is not valid yet',
    },
    'authorisation-expired': {
      status: 409,
      nl: 'De machtiging is verlopen',
      en: 'The authorisation has expired',
    },
    'authorisation-used-up': {
      status: 409,
      nl: 'Het toegelaten aantal tests is bereikt',
      en: 'The authorised number of tests is used up',
    },
    'authorisation-not-requested': {
      status: 409,
      nl: 'Er is geen machtiging gevraagd',
      en: 'No authorisation was requested',
    },
    'authorisation-decided': {
      status: 409,
      nl: 'Over deze machtiging is al beslist',
      en: 'This authorisation was decided already',
    },
    'authorisation-two-persons': {
      status: 409,
      nl: 'Wie de machtiging vroeg, noteert de toekenning niet zelf',
      en: 'Whoever asked for the authorisation does not record its grant',
    },
    'authorisation-range': {
      status: 422,
      nl: 'Het einde van de machtiging ligt niet na het begin',
      en: 'The authorisation does not end after it begins',
    },
    'authorisation-narrower': {
      status: 409,
      nl: 'De machtiging dekt minder tests dan het plan telt',
      en: 'The authorisation covers fewer tests than the plan has',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    campaign_life: 'campaign-life',
    campaign_sealed: 'campaign-sealed',
    campaign_name_unique: 'campaign-name-taken',
    campaign_ground_fkey: 'unknown-reference',
    campaign_basis_fkey: 'unknown-reference',
    campaign_cell_sector_fkey: 'unknown-reference',
    authorisation_two_persons: 'authorisation-two-persons',
    authorisation_life: 'authorisation-decided',
    authorisation_campaign_unique: 'authorisation-decided',
    legal_basis_confirmation_two_persons: 'basis-confirmation',
    ...Object.fromEntries(
      [
        'campaign-not-running',
        'not-sealed',
        'exercise-outside-demo',
        'basis-other-purpose',
        'basis-not-competent',
        'basis-not-valid',
        'basis-unconfirmed',
        'not-authorised',
        'authorisation-not-yet',
        'authorisation-expired',
        'authorisation-used-up',
      ].map((reason) => [`gate:${reason}`, reason]),
    ),
  },
};
