/**
 * Employers that answer by real mail, in Dutch: they take applications on their own mail server, keep a journal, and
 * answer when they are told the time. For the demo, for training and for load; a process of its own that only the
 * command line starts, and that never leaves this machine. Floor 0, beside web: it uses platform only.
 *
 * It knows what an employer knows: the mail. Which of two applicants someone is, it tells from the name; which two
 * applications belong together, from the contact address of the vacancy. What an employer does is drawn from seed,
 * vacancy and arm (HMAC-SHA-256), never from the order in which mail arrives.
 */
export {
  startSimulator,
  type Advanced,
  type Simulator,
  type SimulatorOptions,
  type SimulatorState,
} from './simulator.js';
export { populationSchema, type Population, type PopulationInput } from './population.js';
