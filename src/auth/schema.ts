import type { Generated } from 'kysely';

declare module '../platform/db/tables.js' {
  interface Tables {
    account: {
      id: string;
      name: string;
      kind: 'person' | 'system';
      roles: string[];
      practice: boolean;
      created_at: Generated<Date>;
    };
    clock: { one: Generated<boolean>; mode: 'live' | 'demo'; shift: Generated<string> };
  }
}

/** The system's own account: jobs act as it. */
export const systemAccount = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Praktijktest',
  roles: ['system'],
} as const;

/** The accounts of a demo, and of a server that has no sign-in yet. */
export const practiceAccounts = [
  { id: '00000000-0000-4000-8000-000000000011', name: 'Ines Inspecteur', roles: ['inspector'] },
  { id: '00000000-0000-4000-8000-000000000012', name: 'Cas Coördinator', roles: ['coordinator'] },
  { id: '00000000-0000-4000-8000-000000000013', name: 'Veerle Veldwerker', roles: ['fieldworker'] },
  { id: '00000000-0000-4000-8000-000000000014', name: 'Cleo Codeur', roles: ['coder'] },
  { id: '00000000-0000-4000-8000-000000000015', name: 'Cyriel Codeur', roles: ['coder'] },
  { id: '00000000-0000-4000-8000-000000000016', name: 'Tess Tester', roles: ['tester'] },
] as const;
