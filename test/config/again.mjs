// Reads the runner's reports for .ci/run.
//   again.mjs FIRST            the files in which something failed, on one line; nothing when there are none, or too many for chance
//   again.mjs FIRST SECOND     in words: what failed once and passed the second time, and what failed twice
//   again.mjs FIRST [SECOND] --line   the closing line: N passed, N failed
import { readFileSync } from 'node:fs';

const MOST_FILES = 5;

const [first, ...more] = process.argv.slice(2);
const wantsLine = more.includes('--line');
const second = more.find((one) => one !== '--line');

/** A report; one that the runner did not write has no tests. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

const failedFiles = ({ testResults }) => [
  ...new Set(testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)),
];
const failedTests = ({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
    // A file can fail as a whole, before its tests.
    return (failed.length > 0 || status !== 'failed' ? failed : [message.split('\n')[0]]).map(
      (test) => `${name}: ${test}`,
    );
  });

const before = read(first);
const after = second === undefined ? undefined : read(second);
if (wantsLine) {
  // A second look that passes wholly stands for the first: the tests that failed, or never began, passed in it.
  const whole = after !== undefined && after.numPassedTests > 0 && failedFiles(after).length === 0;
  const failed = whole ? 0 : Math.max(before.numFailedTests, failedFiles(before).length);
  console.log(`${before.numPassedTests + (whole ? before.numFailedTests : 0)} passed, ${failed} failed`);
} else if (after === undefined) {
  const files = failedFiles(before);
  if (files.length <= MOST_FILES) console.log(files.join(' '));
} else {
  const twice = new Set(failedTests(after));
  for (const test of failedTests(before))
    console.log(
      `${twice.has(test) ? 'FAILED TWICE' : 'UNSTEADY, failed once and passed the second time'}: ${test}`,
    );
}
