/**
 * Reports: the external reporting channel, encrypted, anonymous and two-way. Floor 3 beside findings, and apart from all:
 * its own schema, role, keys, listener and chain. It imports the register for reference data alone. It serves directive
 * (EU) 2019/1937, art. 11 and 12 (an external channel that keeps the reporter's identity, with its terms) as a measure.
 */
export { createChannel, shareLogin, type Channel, type Custodian } from './channel.js';
export { makePool, openPool, type ShredPool } from './crypto/pool.js';
export { createReceipts } from './crypto/receipt.js';
export { makeCustodian, NoCustodianFile, signOfficerKey } from './custodian.js';
export { SealBroken } from './crypto/box.js';
export { decideOffline, openOffline } from './custody/offline.js';
export { NoRequestFile } from './custody/packet.js';
export { confirmRecovery, makeRecovery, NoRecoveryFile } from './custody/recovery-bundle.js';
export { askRecovery, installRecovery, RecoveryRefused, useRecovery } from './custody/recovery-service.js';
export { PoolDoubtful } from './purge.js';
export { allowStart, blockOfficer, listOfficerKeys } from './desk/own-key.js';
export { createDesk, type Desk } from './desk/service.js';
export { loadCompanies } from './intake/companies.js';
export { createIntake, type Intake } from './intake/service.js';
export { digestJobs, type DigestMeans } from './digest.js';
export { reportJobs } from './jobs.js';
export { noticeJobs } from './notice/jobs.js';
export { createNotices } from './notice/service.js';
export { purgeShredded } from './purge.js';
export { watchDisks } from './room.js';
export { createOrganisations } from './organisations/service.js';
export { createChannelApp, type ChannelAppMeans } from './listener/app.js';
export { createThrottle } from './listener/throttle.js';
export { channelPaths } from './paths.js';
