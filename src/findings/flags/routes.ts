import { get, type RouteLine } from '../../auth/index.js';
import { listFlags } from './views.js';

/** The JSON reads of flags. */
export function flagRoutes(): RouteLine[] {
  return [get('/api/v1/flags', { can: 'flag.read' }, (ctx) => listFlags(ctx))];
}
