import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { canonicalJson, type Json } from '../platform/canonical.js';
import type { Tables } from '../platform/db/tables.js';
import { sha256 } from '../platform/crypto.js';
import { authorisationKinds, triggerKinds } from './legal-bases.js';
import { hashOfClass, monthsOf } from './data-classes.js';
import type { Reference } from './reference.js';

const toJson = (value: unknown): string => JSON.stringify(value);

/** The value as JSON holds it: what is undefined is left out. */
function plainJson(value: object): Json {
  return z.json().parse(JSON.parse(toJson(value)));
}

/** Brings sectors, grounds and legal bases in line with the reference files. Codes that left a file stay, so that old figures keep their names. */
export async function syncReference(db: Kysely<Tables>, reference: Reference): Promise<void> {
  for (const [position, sector] of reference.sectors.entries()) {
    await sql`insert into sector (code, position, document) values (${sector.code}, ${position}, ${toJson(sector)}::jsonb)
      on conflict (code) do update set position = excluded.position, document = excluded.document`.execute(
      db,
    );
  }
  for (const [position, ground] of reference.grounds.entries()) {
    await sql`insert into ground (code, position, document) values (${ground.code}, ${position}, ${toJson(ground)}::jsonb)
      on conflict (code) do update set position = excluded.position, document = excluded.document`.execute(
      db,
    );
  }
  for (const basis of reference.legalBases) {
    for (const version of basis.versions) {
      const { versions: _, ...common } = basis;
      const document = plainJson({ ...common, version });
      const row = {
        purposes: [...version.purposes],
        services: [...version.services],
        actsFor: [...(version.actsFor ?? [])],
        kinds: authorisationKinds(reference.legalTerms, version),
        triggerKinds: triggerKinds(reference.legalTerms, version),
      };
      await sql`insert into legal_basis (code, version, text_hash, purposes, services, acts_for, authorisation_kinds, triggers_needed, trigger_kinds, exercise, valid_from, valid_until, document)
        values (${basis.code}, ${version.version}, ${sha256(canonicalJson(document))}, ${row.purposes}, ${row.services}, ${row.actsFor}, ${row.kinds}, ${version.triggersNeeded}, ${toJson(row.triggerKinds)}::jsonb, ${version.exercise},
          ${version.validFrom}, ${version.validUntil ?? null}, ${toJson(document)}::jsonb)
        on conflict (code, version) do update set text_hash = excluded.text_hash, purposes = excluded.purposes, services = excluded.services, acts_for = excluded.acts_for, authorisation_kinds = excluded.authorisation_kinds,
          triggers_needed = excluded.triggers_needed, trigger_kinds = excluded.trigger_kinds,
          exercise = excluded.exercise, valid_from = excluded.valid_from, valid_until = excluded.valid_until, document = excluded.document`.execute(
        db,
      );
    }
  }
  await syncCompetence(db, reference);
  await syncTerms(db, reference);
}

/**
 * Brings the terms that the database erases by in line with the file; a class that left it is erased no more. A practice
 * database confirms its own; elsewhere the data protection officer does.
 */
async function syncTerms(db: Kysely<Tables>, { dataClasses }: Pick<Reference, 'dataClasses'>): Promise<void> {
  await sql`delete from retention_term`.execute(db);
  for (const one of dataClasses)
    await sql`insert into retention_term (data_class, months, kept_by, text_hash) values (${one.code}, ${monthsOf(one)}, ${one['kept-by']}, ${hashOfClass(one)})`.execute(
      db,
    );
  await sql`insert into retention_confirmation (data_class, text_hash) select data_class, text_hash from retention_term
    where (select mode from clock) = 'demo' on conflict do nothing`.execute(db);
}

/** Replaces the table of competence by that of the files: nothing refers to its rows. */
async function syncCompetence(
  db: Kysely<Tables>,
  { competence, legalTerms }: Pick<Reference, 'competence' | 'legalTerms'>,
): Promise<void> {
  for (const { code, body } of legalTerms.services)
    await sql`insert into legal_service (code, body) values (${code}, ${body ?? null})
      on conflict (code) do update set body = excluded.body`.execute(db);
  await sql`delete from competence_rule`.execute(db);
  for (const [position, { code, body, when }] of competence.rules.entries()) {
    const given = (codes: readonly string[] | undefined) => (codes === undefined ? null : [...codes]);
    await sql`insert into competence_rule (position, code, body, grounds, sectors, employer_types, relations, places)
      values (${position}, ${code}, ${body}, ${given(when.grounds)}, ${given(when.sectors)}, ${given(when.employerTypes)},
        ${given(when.relations)}, ${given(when.places)})`.execute(db);
  }
}
