import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestChannel } from './channel.js';

/** Writes the custodians of a test channel as the files that "custodian keys" makes; gives their paths, in the settings' order. */
export function keepCustodianFiles(
  { custodianKeys, custodianBoxes }: Pick<TestChannel, 'custodianKeys' | 'custodianBoxes'>,
  folder: string,
): string[] {
  return custodianKeys.map(({ privateKey }, at) => {
    const file = join(folder, `bewaarder-${at + 1}`);
    const kept = {
      form: 'praktijktest/custodian/1',
      signing: privateKey.toString('base64url'),
      box: custodianBoxes[at]!.privateKey.toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(kept));
    return file;
  });
}
