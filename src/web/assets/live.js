// Follows what changes while somebody looks. The server says of which kind something changed, never what; the part of
// the page that is of that kind is fetched anew, unless somebody is working in it: then its link says that it is old.
(() => {
  const QUIET = 1000;
  const parts = () => [...document.querySelectorAll('[data-live]')];
  let source;
  let waiting;
  const changed = new Set();

  const inUse = (part) =>
    (part.contains(document.activeElement) && document.activeElement !== document.body) ||
    part.querySelector('input[type=checkbox]:checked') !== null;

  const refresh = () => {
    waiting = undefined;
    for (const part of parts()) {
      if (!part.dataset.live.split(' ').some((kind) => changed.has(kind))) continue;
      const news = part.querySelector('.refresh-news');
      if (inUse(part) && news) news.textContent = news.dataset.news;
      else htmx.trigger(part, 'refresh-wanted');
    }
    changed.clear();
  };

  const hear = (event) => {
    for (const kind of event.data.split(' ')) changed.add(kind);
    waiting ??= setTimeout(refresh, QUIET);
  };

  // A page that nobody sees holds no connection: a browser has few of them for one server.
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source && parts().length > 0) {
      source = new EventSource('/gebeurtenissen');
      source.addEventListener('changed', hear);
    }
  };

  document.addEventListener('visibilitychange', follow);
  follow();
})();
