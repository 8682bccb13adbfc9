/** Quality: whether what chance should have settled was balanced, what went missing, and whether choices carry the result. For the team. */
export { qualityPages } from './pages.js';
export { CodersAgreement } from './agreement-view.js';
export { findCodingQuality, type CodingQuality } from './agreement.js';
