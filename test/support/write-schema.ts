// Writes the schema as it stands after every migration to test/schema.txt, which is read in review and compared in tests.
import { writeFileSync } from 'node:fs';
import { dumpSchema, migrate, openDatabase } from '../../src/platform/db/index.js';

const database = await openDatabase({});
await migrate(database);
writeFileSync(new URL('../schema.txt', import.meta.url), await dumpSchema(database));
await database.close();
