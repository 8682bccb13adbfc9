/**
 * The API: lines with a contract, the document made from it, versions, cursors, answers given once, and the rate. A
 * sub-room of auth, since it decides who comes in and under which conditions; it knows no feature.
 */
export { apiJobs } from './once/jobs.js';
export { apiPages } from './document/pages.js';
export { apiProblems } from './problems.js';
export { Hash, Instant, PageQuery, type ApiCall, type Contract } from './contract.js';
export { cursorsFor } from './cursor.js';
export { answerLine, insistEntry } from './door.js';
export { exampleOf } from './document/example.js';
export { API_RATE, createLimiter, type Rate } from './limiter.js';
export { act, create, edit, get, getOne, list, type Part, type Resource } from './line.js';
export { addressOf, describeApi, isApiLine, problemsOf, type ApiLine } from './document/openapi.js';
