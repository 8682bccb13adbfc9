// Runs dependency-cruiser over src with the import rules, and fails when it saw fewer modules than there are files:
// a cruise that sees nothing finds no fault.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const rules = createRequire(import.meta.url)('./boundaries.cjs');
const roots = process.argv.slice(2);
const folder = roots[0] ?? 'src';
const files = readdirSync(folder, { recursive: true }).filter((name) => /\.tsx?$/.test(String(name)));
const result = await cruise(
  [folder],
  { ruleSet: { forbidden: rules.forbidden }, validate: true, ...rules.options },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { output } = result;
const seen = output.modules.filter((module) => module.source.startsWith(`${folder}/`)).length;
for (const violation of output.summary.violations)
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`);
if (seen < files.length) {
  console.error(`Only ${seen} of ${files.length} files were looked at.`);
  process.exit(1);
}
if (output.summary.violations.length > 0) process.exit(1);
console.log(`${seen} files keep the import rules.`);
