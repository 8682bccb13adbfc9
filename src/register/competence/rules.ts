import type { CompetenceRule, CompetenceTable } from './table.js';

/** What a case is about, beside its ground and sector: who employs, in which relation, and where. */
export interface Matter {
  readonly employerType: string;
  readonly relation: string;
  readonly place: string;
}

/** A case to which one body is competent. Codes of the reference files; `sector` may be none of them. */
export interface CompetenceCase extends Matter {
  readonly ground: string;
  readonly sector: string;
}

/** What a case is about where nothing else was said. */
export const USUAL_MATTER: Matter = {
  employerType: 'ordinary-employer',
  relation: 'application',
  place: 'flanders',
};

/** The first rule that fits a case. The database's `competent_body` asks the same. */
export function ruleFor(table: Pick<CompetenceTable, 'rules'>, asked: CompetenceCase): CompetenceRule | null {
  const fits = (codes: readonly string[] | undefined, code: string) =>
    codes === undefined || codes.includes(code);
  return (
    table.rules.find(
      ({ when }) =>
        fits(when.grounds, asked.ground) &&
        fits(when.sectors, asked.sector) &&
        fits(when.employerTypes, asked.employerType) &&
        fits(when.relations, asked.relation) &&
        fits(when.places, asked.place),
    ) ?? null
  );
}

/** Whether the table knows every word of a matter. */
export function knowsMatter(table: CompetenceTable, matter: Matter): boolean {
  const has = (rows: readonly { code: string }[], code: string) => rows.some((one) => one.code === code);
  return (
    has(table.employerTypes, matter.employerType) &&
    has(table.relations, matter.relation) &&
    has(table.places, matter.place)
  );
}
