import type { Ctx } from '../platform/context.js';
import type { TodoCard } from '../web/index.js';
import { todo as todoInApproval } from './approval/index.js';
import { todo as todoInForms } from './by-hand/index.js';
import { todo as todoInCallCoding } from './call-coding/index.js';
import { todo as todoInCalls } from './calls/index.js';
import { todo as todoInCandidateCalls } from './candidate-calls/index.js';
import { todo as todoInClientMails } from './client-mails/index.js';
import { todo as todoInDetection } from './detection/index.js';
import { todo as todoInDispatch } from './dispatch/index.js';
import { todo as todoInIdentities } from './identities/index.js';
import { todo as todoInDuty } from './duty/index.js';
import { todo as todoInMailSources } from './mail-sources/index.js';
import { todo as todoInPrivacy } from './privacy/index.js';
import { todo as todoInResponses } from './responses/index.js';
import { todo as todoInScheduling } from './scheduling/todo.js';
import { todo as todoInUploads } from './uploads/index.js';
import { todo as todoInVacancies } from './vacancies/index.js';
import { todo as todoInVoices } from './voices/index.js';
import { todo as todoInWithdrawals } from './withdrawals/index.js';

/** The cards of the rooms. */
export async function todoInFieldwork(ctx: Ctx): Promise<TodoCard[]> {
  return [
    ...(await todoInDispatch(ctx)),
    ...(await todoInForms(ctx)),
    ...(await todoInMailSources(ctx)),
    ...(await todoInDuty(ctx)),
    ...(await todoInWithdrawals(ctx)),
    ...(await todoInIdentities(ctx)),
    ...(await todoInDetection(ctx)),
    ...(await todoInUploads(ctx)),
    ...(await todoInResponses(ctx)),
    ...(await todoInCallCoding(ctx)),
    ...(await todoInScheduling(ctx)),
    ...(await todoInCalls(ctx)),
    ...(await todoInClientMails(ctx)),
    ...(await todoInCandidateCalls(ctx)),
    ...(await todoInVoices(ctx)),
    ...(await todoInVacancies(ctx)),
    ...(await todoInApproval(ctx)),
    ...(await todoInPrivacy(ctx)),
  ];
}
