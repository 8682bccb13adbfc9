import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Suites in the order in which they start: those in which one file may run for minutes come first, so that no processor
 * waits at the end for the last of them. Files of one suite stay together, because a worker keeps what it has loaded as
 * long as the next file is of the same suite.
 */
const ORDER = ['fault', 'browser', 'pglite', 'postgres', 'unit'];

/**
 * What runs longest, before all. The second walk over every page waits for nothing then: the first has furnished the
 * house that both walk through.
 */
const FIRST = ['/every-page-even.test.ts', '/kill.test.ts', '/every-page-odd.test.ts'];

/** Files suite by suite, each suite as the runner would order it itself; the longest before all. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = FIRST.findIndex((name) => moduleId.endsWith(name));
      return place < 0 ? FIRST.length + ORDER.indexOf(project.name) : place;
    };
    return [...sorted].sort((a, b) => rank(a) - rank(b));
  }
}
