/**
 * Mail sources: mailboxes on other servers, whose mail is read as answers. They bring what the own mail server would have
 * taken in, and stand before responses: what they bring is handed over, and read there. Serves the rule that nobody has to
 * watch mailboxes by hand, and that a window does not end before its last answer could be read.
 */
export { createMailSources, type MailSources } from './service.js';
export { countSources, listSources, type SourceView } from './views.js';
export { SourceList } from './source-list.js';
export { todo } from './todo.js';
