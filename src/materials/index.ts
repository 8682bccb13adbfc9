// Materials: what a test says. Duty: check scenarios and pools, and draw two profiles that are equal in everything but the
// cue, with a proof of it. Floor 1: takes nothing from the other rooms, only from platform, web and auth.
// Rules of method it serves: matched pairs whose wordings and layouts alternate over the arms, so that no wording ever
// coincides with an arm (B1, B3); no name in the field without a pretest of at least 30 raters, 80 % of them right (B2);
// nobody real is imitated and no protected title is claimed. Rule of law: a script may not provoke (A4).
export { loadMaterials, loadScenarios, ScenarioError } from './load.js';
export type { LibraryEntry, Materials } from './load.js';
export { generatePair, PROFILE_ALGORITHM } from './generate.js';
export type { GeneratedPair, GenerateResult, PairContext, PairRefusal } from './generate.js';
export {
  contrastCode,
  contrastsOf,
  designOf,
  diffPair,
  isWithoutVacancy,
  kindToPlan,
  matchOf,
  mayPlan,
  mayUseName,
} from './rules.js';
export type { Contrast, Difference, PairMatch, PairVerdict, UnplannableReason } from './rules.js';
export { printable, printCv, printLetter } from './documents/pdf.js';
export { pastEmployersOf } from './profile.js';
export { personsIn, readPersons } from './persons.js';
export { fieldWord } from './field-words.js';
export { materialPages } from './pages.js';
export { redactionWords } from './redaction.js';
export { sayer, type CallPerson } from './call-script.js';
export { signWithdrawal, type WithdrawalTexts } from './withdrawal-texts.js';
export { ARMS, CALL_CODES, CUE_FIELDS } from './schema.js';
export type {
  Arm,
  CandidateCallScenario,
  ClientCallScenario,
  ClientMailScenario,
  CorrespondenceScenario,
  Documents,
  Identity,
  PairScenario,
  Pools,
  Profile,
  Scenario,
  Sex,
  Variant,
} from './schema.js';
