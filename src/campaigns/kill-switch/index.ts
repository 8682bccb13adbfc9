/**
 * The kill switch: one switch by which nothing leaves any more, on every server, until a second person releases it. A
 * sub-room of campaigns. Serves the rule that whoever is answerable can stop everything at once. Answers still come in,
 * and a withdrawal that a person decided on still goes out.
 */
export { killSwitchPages } from './pages.js';
export { killSwitchProblems } from './problems.js';
export { killSwitchRoutes } from './routes.js';
export { isThrown } from './views.js';
