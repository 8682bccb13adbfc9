import type { ProblemKind } from '../platform/problems.js';

/** The problems of accounts and sign-in, and the constraints that raise them. */
export const authProblems = {
  kinds: {
    'not-signed-in': {
      status: 401,
      nl: 'Meld u eerst aan',
      en: 'Sign in first',
      fr: 'Connectez-vous d’abord',
    },
    'second-step-over': {
      status: 409,
      nl: 'Deze aanmelding duurde te lang. Meld u opnieuw aan',
      en: 'This sign-in took too long. Sign in again',
      fr: 'Cette connexion a duré trop longtemps. Reconnectez-vous',
    },
    'invitation-gone': {
      status: 410,
      nl: 'Deze uitnodiging is gebruikt, ingetrokken of verlopen. Vraag een nieuwe aan uw beheerder',
      en: 'This invitation was used, withdrawn or has expired. Ask your administrator for a new one',
      fr: 'Cette invitation a servi, a été retirée ou a expiré. Demandez-en une nouvelle à votre administrateur',
    },
    'login-taken': {
      status: 409,
      nl: 'Er is al een account met dit e-mailadres',
      en: 'There is an account with this e-mail address already',
      fr: 'Il existe déjà un compte avec cette adresse e-mail',
    },
    'no-role': {
      status: 422,
      nl: 'Kies minstens één rol',
      en: 'Choose at least one role',
      fr: 'Choisissez au moins un rôle',
    },
    'roles-conflict': {
      status: 422,
      nl: 'Een beheerder heeft geen andere rol: wie accounts beheert, doet het werk zelf niet',
      en: 'An administrator has no other role: who looks after accounts does not do the work itself',
      fr: 'Un administrateur n’a pas d’autre rôle : celui qui gère les comptes ne fait pas le travail lui-même',
    },
    'outside-roles-conflict': {
      status: 422,
      nl: 'Een magistraat of een testbureau heeft geen andere rol: die persoon staat buiten de dienst',
      en: 'A magistrate or a test firm has no other role: that person stands outside the service',
      fr: 'Un magistrat ou un bureau de test n’a pas d’autre rôle : cette personne est extérieure au service',
    },
    'channel-roles-conflict': {
      status: 422,
      nl: 'Wie meldingen kent, is geen inspecteur, coördinator of analist',
      en: 'Whoever knows reports is no inspector, coordinator or analyst',
      fr: 'Celui qui connaît les signalements n’est ni inspecteur, ni coordinateur, ni analyste',
    },
    'no-sector': {
      status: 422,
      nl: 'Kies minstens één sector voor een sectorfonds',
      en: 'Choose at least one sector for a sector fund',
      fr: 'Choisissez au moins un secteur pour un fonds sectoriel',
    },
    'role-needs-two': {
      status: 422,
      nl: 'Deze rol vraagt een tweede beheerder. Stel ze voor',
      en: 'This role needs a second administrator. Propose it',
      fr: 'Ce rôle demande un deuxième administrateur. Proposez-le',
    },
    'role-awaited': {
      status: 403,
      nl: 'U bent herkend, maar uw rol wacht nog op een tweede beheerder',
      en: 'You were recognised, but your role still waits for a second administrator',
      fr: 'Vous êtes reconnu, mais votre rôle attend encore un deuxième administrateur',
    },
    'grant-two-persons': {
      status: 409,
      nl: 'U stelde dit zelf voor. Een andere beheerder beslist',
      en: 'You proposed this yourself. Another administrator decides',
      fr: 'Vous l’avez proposé vous-même. Un autre administrateur décide',
    },
    'grant-own-account': {
      status: 409,
      nl: 'Dit voorstel gaat over u. Een andere beheerder beslist',
      en: 'This proposal is about you. Another administrator decides',
      fr: 'Cette proposition vous concerne. Un autre administrateur décide',
    },
    'own-roles': {
      status: 409,
      nl: 'U verandert uw eigen rollen niet. Vraag het aan een andere beheerder',
      en: 'You do not change your own roles. Ask another administrator',
      fr: 'Vous ne changez pas vos propres rôles. Demandez-le à un autre administrateur',
    },
    'roles-of-provider': {
      status: 409,
      nl: 'De rollen van dit account komen van de toegangsdienst. Verander ze daar',
      en: 'The roles of this account come from the identity provider. Change them there',
      fr: 'Les rôles de ce compte viennent du service d’accès. Changez-les là-bas',
    },
    'own-account': {
      status: 409,
      nl: 'U kunt uw eigen account niet blokkeren',
      en: 'You cannot block your own account',
      fr: 'Vous ne pouvez pas bloquer votre propre compte',
    },
    'account-blocked': {
      status: 409,
      nl: 'Dit account is geblokkeerd. Deblokkeer het eerst',
      en: 'This account is blocked. Unblock it first',
      fr: 'Ce compte est bloqué. Débloquez-le d’abord',
    },
    'account-of-provider': {
      status: 409,
      nl: 'Dit account meldt zich aan via de toegangsdienst en krijgt geen uitnodiging',
      en: 'This account signs in through the identity provider and gets no invitation',
      fr: 'Ce compte se connecte par le service d’accès et ne reçoit pas d’invitation',
    },
    'sign-in-refused': {
      status: 403,
      nl: 'Dit account heeft nu geen toegang. Vraag het aan uw beheerder',
      en: 'This account has no access now. Ask your administrator',
      fr: 'Ce compte n’a pas accès pour le moment. Demandez-le à votre administrateur',
    },
    'provider-refused': {
      status: 400,
      nl: 'Aanmelden via de toegangsdienst is niet gelukt. Probeer het opnieuw',
      en: 'Signing in through the identity provider did not succeed. Try again',
      fr: 'La connexion par le service d’accès n’a pas réussi. Réessayez',
    },
    'provider-away': {
      status: 503,
      nl: 'De toegangsdienst antwoordt niet. Probeer het straks opnieuw',
      en: 'The identity provider does not answer. Try again later',
      fr: 'Le service d’accès ne répond pas. Réessayez plus tard',
    },
    'no-known-role': {
      status: 403,
      nl: 'U bent herkend, maar uw organisatie gaf u geen rol in Praktijktest. Vraag het aan de lokale beheerder van uw organisatie',
      en: 'You were recognised, but your organisation gave you no role in Praktijktest. Ask the local administrator of your organisation',
      fr: 'Vous êtes reconnu, mais votre organisation ne vous a donné aucun rôle dans Praktijktest. Demandez-le à l’administrateur local de votre organisation',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    account_login_unique: 'login-taken',
    capacity_unique: 'provider-refused',
    account_role_by_two: 'role-needs-two',
    role_grant_not_oneself: 'grant-own-account',
    role_grant_two_persons: 'grant-two-persons',
  },
};
