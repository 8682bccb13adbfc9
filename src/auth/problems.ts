import type { ProblemKind } from '../platform/problems.js';

/** The problems of accounts and sign-in, and the constraints that raise them. */
export const authProblems = {
  kinds: {
    'not-signed-in': { status: 401, nl: 'Meld u eerst aan', en: 'Sign in first' },
    'too-many-attempts': {
      status: 429,
      nl: 'Er waren te veel pogingen. Wacht even en probeer dan opnieuw',
      en: 'There were too many attempts. Wait a little, then try again',
    },
    'second-step-over': {
      status: 409,
      nl: 'Deze aanmelding duurde te lang. Meld u opnieuw aan',
      en: 'This sign-in took too long. Sign in again',
    },
    'invitation-gone': {
      status: 410,
      nl: 'Deze uitnodiging is gebruikt, ingetrokken of verlopen. Vraag een nieuwe aan uw beheerder',
      en: 'This invitation was used, withdrawn or has expired. Ask your administrator for a new one',
    },
    'login-taken': {
      status: 409,
      nl: 'Er is al een account met dit e-mailadres',
      en: 'There is an account with this e-mail address already',
    },
    'no-role': { status: 422, nl: 'Kies minstens één rol', en: 'Choose at least one role' },
    'roles-conflict': {
      status: 422,
      nl: 'Een beheerder heeft geen andere rol: wie accounts beheert, doet het werk zelf niet',
      en: 'An administrator has no other role: who looks after accounts does not do the work itself',
    },
    'own-account': {
      status: 409,
      nl: 'U kunt uw eigen account niet blokkeren',
      en: 'You cannot block your own account',
    },
    'account-blocked': {
      status: 409,
      nl: 'Dit account is geblokkeerd. Deblokkeer het eerst',
      en: 'This account is blocked. Unblock it first',
    },
    'account-of-provider': {
      status: 409,
      nl: 'Dit account meldt zich aan via de toegangsdienst en krijgt geen uitnodiging',
      en: 'This account signs in through the identity provider and gets no invitation',
    },
    'sign-in-refused': {
      status: 403,
      nl: 'Dit account heeft nu geen toegang. Vraag het aan uw beheerder',
      en: 'This account has no access now. Ask your administrator',
    },
    'provider-refused': {
      status: 400,
      nl: 'Aanmelden via de toegangsdienst is niet gelukt. Probeer het opnieuw',
      en: 'Signing in through the identity provider did not succeed. Try again',
    },
    'provider-away': {
      status: 503,
      nl: 'De toegangsdienst antwoordt niet. Probeer het straks opnieuw',
      en: 'The identity provider does not answer. Try again later',
    },
    'no-known-role': {
      status: 403,
      nl: 'U bent herkend, maar uw organisatie gaf u geen rol in Praktijktest. Vraag het aan de lokale beheerder van uw organisatie',
      en: 'You were recognised, but your organisation gave you no role in Praktijktest. Ask the local administrator of your organisation',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { account_login_unique: 'login-taken', capacity_unique: 'provider-refused' },
};
