/**
 * Register: sectors, grounds, employers (KBO), vacancies, the Belgian calendar, and the imports of all of these. Floor 1,
 * beside materials: imports no other feature. Serves the rule that the joint committee decides the sector and that a
 * plan follows the Belgian working calendar.
 */
export * from './calendar.js';
export {
  checkDigits,
  formatKbo,
  parseEstablishment,
  parseKbo,
  isKboNumber,
  type EstablishmentNumber,
  type KboNumber,
} from './kbo.js';
export { loadReference, type Ground, type Reference, type Sector } from './reference.js';
export {
  AUTHORISATION_KINDS,
  authorisationKinds,
  readBasisDocument,
  type AuthorisationKind,
  type LegalBasis,
  type LegalBasisVersion,
  type LegalTerms,
} from './legal-bases.js';
export type { EmployerId, FrameVacancy, VacancyId, VacancyLanguage } from './schema.js';
export {
  findEmployersNamed,
  countExcluded,
  countOpenVacancies,
  findFrame,
  findSectors,
  findGrounds,
  findVacancyCheck,
  type NamedCode,
} from './views.js';
export {
  countEmployers,
  countReachableEmployers,
  findEmployerFrame,
  findEstablishments,
  type EmployersOfSector,
} from './employer-frame.js';
export { PROVINCES, provinceNames, provinceOf, type Province } from './provinces.js';
export { find as findInRegister, isNamed } from './find.js';
export { checkVacancy } from './service.js';
export { competencePages } from './competence/pages.js';
export { matterWords, nameIn as nameInReference, noticeAddress, OWN_BODY } from './competence/view.js';
export { knowsMatter, ruleFor, USUAL_MATTER, type CompetenceCase, type Matter } from './competence/rules.js';
export { syncReference } from './store.js';
export { importFile, ImportRefused, type ImportReport, type ImportKind } from './import.js';
export type { DataClass } from './data-classes.js';
export { QUESTION_KINDS, type Question, type Questionnaire } from './questionnaires.js';
export { parseEmail } from './import-fields.js';
