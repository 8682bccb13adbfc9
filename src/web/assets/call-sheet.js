// The call sheet on a phone: a timer, and a draft that survives a dropped connection. The page works without it.
// A draft holds the number of the task and the answers, nothing that names whom was called. It is gone when the call is
// saved, when the tester signs out (any form that leaves this workplace), and after a day.
(() => {
  'use strict';
  const PREFIX = 'oproep-';
  const DAY = 24 * 60 * 60 * 1000;

  const box = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();

  const drafts = () => (box === null ? [] : Object.keys(box).filter((key) => key.startsWith(PREFIX)));
  const forget = (key) => box !== null && box.removeItem(key);
  const read = (key) => {
    try {
      return JSON.parse(box.getItem(key));
    } catch {
      return null;
    }
  };

  function sweep() {
    for (const key of drafts()) {
      const draft = read(key);
      const age = draft === null ? Infinity : Date.now() - draft.at;
      if (!(age >= 0 && age < DAY)) forget(key);
    }
  }

  function answersOf(form) {
    const answers = {};
    for (const [name, value] of new FormData(form)) {
      if (name !== '_csrf' && typeof value === 'string' && value !== '') answers[name] = value;
    }
    return answers;
  }

  function fillIn(form, answers) {
    for (const field of form.elements) {
      const value = answers[field.name];
      if (value === undefined || field.name === '_csrf') continue;
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
      if (field.closest('details') !== null) field.closest('details').open = true;
    }
  }

  function keepDraft(frame) {
    const form = frame.querySelector('form');
    const key = PREFIX + frame.dataset.draft;
    const known = box === null ? null : read(key);
    // A form that came back with faults holds what was typed last.
    if (known !== null && frame.dataset.back === undefined) {
      fillIn(form, known.answers);
      frame.querySelector('[data-restored]').hidden = false;
    }
    const save = () => {
      const answers = answersOf(form);
      if (box === null) return;
      try {
        if (Object.keys(answers).length === 0) forget(key);
        else box.setItem(key, JSON.stringify({ at: Date.now(), answers }));
      } catch {
        // A full or closed store: the page goes on without a draft.
      }
    };
    if (frame.dataset.back !== undefined) save();
    form.addEventListener('input', save);
    form.addEventListener('submit', (event) => {
      save();
      const away = navigator.onLine === false;
      frame.querySelector('[data-offline]').hidden = !away;
      if (away) event.preventDefault();
    });
  }

  function runTimer(line) {
    // The page tells the server's time, because the clock of a phone may be wrong.
    const lead = Date.parse(line.dataset.now) - Date.parse(line.dataset.timer);
    const from = performance.now();
    const shown = line.querySelector('output');
    const tick = () => {
      const seconds = Math.max(0, Math.floor((lead + performance.now() - from) / 1000));
      shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    };
    // Read once when it comes into focus, not every second.
    shown.setAttribute('aria-live', 'off');
    tick();
    line.hidden = false;
    setInterval(tick, 1000);
  }

  sweep();
  for (const saved of document.querySelectorAll('[data-saved]')) forget(PREFIX + saved.dataset.saved);
  for (const frame of document.querySelectorAll('[data-draft]')) keepDraft(frame);
  for (const line of document.querySelectorAll('[data-timer]')) runTimer(line);
  document.addEventListener('submit', (event) => {
    if (event.target.closest('[data-keeps-drafts]') === null) for (const key of drafts()) forget(key);
  });
})();
