// Half of the pages; the other half is in the file beside this one, so that two processors share them.
import { lookAtEveryPage } from './support/every-reader.js';

lookAtEveryPage(1, 2);
