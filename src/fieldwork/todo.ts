import type { Ctx } from '../platform/context.js';
import type { TodoCard } from '../web/index.js';
import { todo as todoInDispatch } from './dispatch/index.js';
import { todo as todoInResponses } from './responses/index.js';
import { todo as todoInScheduling } from './scheduling/todo.js';

/** The cards of the three rooms. */
export async function todoInFieldwork(ctx: Ctx): Promise<TodoCard[]> {
  return [...(await todoInDispatch(ctx)), ...(await todoInResponses(ctx)), ...(await todoInScheduling(ctx))];
}
