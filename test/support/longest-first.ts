import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Suites in the order in which they start: those in which one file may run for minutes come first, so that no processor
 * waits at the end for the last of them. Files of one suite stay together, because a worker keeps what it has loaded as
 * long as the next file is of the same suite.
 */
const ORDER = ['fault', 'browser', 'pglite', 'postgres', 'unit'];

/** Files suite by suite, each suite as the runner would order it itself; the two walks over every page before all. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification): number =>
      moduleId.includes('every-page') ? -1 : ORDER.indexOf(project.name);
    return [...sorted].sort((a, b) => rank(a) - rank(b));
  }
}
