import type { ProblemKind } from '../../platform/problems.js';

/** The problems of the kill switch, and the constraints that raise them. */
export const killSwitchProblems = {
  kinds: {
    'kill-switch-on': {
      status: 409,
      nl: 'De noodknop is ingedrukt: er vertrekt niets',
      en: 'The kill switch is on: nothing leaves',
      fr: 'L’arrêt général est activé : rien ne part',
    },
    'kill-switch-thrown': {
      status: 409,
      nl: 'De noodknop is al ingedrukt',
      en: 'The kill switch is on already',
      fr: 'L’arrêt général est déjà activé',
    },
    'kill-switch-off': {
      status: 409,
      nl: 'De noodknop is niet ingedrukt',
      en: 'The kill switch is not on',
      fr: 'L’arrêt général n’est pas activé',
    },
    'kill-switch-two-persons': {
      status: 409,
      nl: 'Wie de noodknop indrukte, geeft hem niet zelf vrij',
      en: 'Whoever threw the kill switch does not release it',
      fr: 'La personne qui a activé l’arrêt général ne le lève pas elle-même',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    kill_switch_one_on: 'kill-switch-thrown',
    kill_switch_two_persons: 'kill-switch-two-persons',
    kill_switch_life: 'kill-switch-off',
  },
};
