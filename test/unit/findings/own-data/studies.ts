export { haveStudies, readStudyText, studyFile } from '../../../support/shared-data.js';
