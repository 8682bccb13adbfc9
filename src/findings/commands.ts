/** The commands of this room for the command line: anybody's own file, planning, and playing the flag procedures. */
export { analyseCommand, powerCommand, simulateCommand, type OwnDataCommand } from './own-data/index.js';
