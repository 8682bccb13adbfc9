export { firmPages } from './pages.js';
export { createFirmUseCases, type FirmUseCases } from './service.js';
export { listFirms, listOwnTesters, findOwnFirm, type FirmLine, type OwnTester } from './views.js';
