import { OWN_BODY } from '../../register/index.js';
import type { Saved } from '../intake/answered.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { PARTS } from './competence.js';
import { packageOf } from './package.js';
import type { Visitor } from './session.js';

/** What goes to another body: the parts that were ticked, and what the officer wrote, as a file. Problems: not-found, no-copy */
export async function packageFile(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  text: string,
): Promise<Saved> {
  const dossier = await means.desk.pack(visitor, asked.param('id'));
  const names = {
    grounds: means.grounds(asked.lang),
    sectors: means.sectors(asked.lang),
    own: means.bodies(asked.lang).find(({ code }) => code === OWN_BODY)?.name ?? '',
  };
  const chosen = PARTS.filter((part) => asked.form.fields[`deel-${part}`] === 'ja');
  const content = packageOf(dossier, chosen, text, names, asked.lang);
  return { name: 'doorgifte.txt', bytes: Buffer.from(content, 'utf8') };
}
