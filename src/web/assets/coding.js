// Keys for who codes hundreds of answers. Off until the coder turns them on, because a single character may be somebody's
// way of moving through a page; the choice is kept in this browser. The page works without it.
(() => {
  'use strict';
  const KEY = 'codeertoetsen';
  const frame = document.querySelector('[data-coding]');
  if (frame === null) return;
  const keys = new Map(frame.dataset.keys.split(' ').map((pair) => pair.split(':')));
  const form = frame.querySelector('form');
  const radios = [...form.querySelectorAll('input[type=radio]')];

  const read = () => {
    try {
      return window.localStorage.getItem(KEY) === 'aan';
    } catch {
      return false;
    }
  };
  const write = (on) => {
    try {
      window.localStorage.setItem(KEY, on ? 'aan' : 'uit');
    } catch {
      // Without a store the choice holds for this page.
    }
  };

  let on = read();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary';
  const how = document.createElement('p');
  how.className = 'soft';
  how.setAttribute('role', 'status');
  const marks = [...keys].map(([key, code]) => {
    const radio = radios.find(({ value }) => value === code);
    const mark = document.createElement('kbd');
    mark.textContent = key.toUpperCase();
    mark.setAttribute('aria-hidden', 'true');
    form.querySelector(`label[for="${radio.id}"]`).prepend(mark);
    return mark;
  });
  const show = () => {
    button.textContent = on ? frame.dataset.keysOff : frame.dataset.keysOn;
    how.textContent = on ? frame.dataset.keysHow : '';
    for (const mark of marks) mark.hidden = !on;
  };
  button.addEventListener('click', () => {
    on = !on;
    write(on);
    show();
  });
  form.before(button, how);
  show();

  document.addEventListener('keydown', (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target.matches?.('textarea, select, input:not([type=radio])')) return;
    const key = event.key.toLowerCase();
    if (key === 'n') {
      form.querySelector('.confirm-acts a').click();
    } else if (key === 'enter' && target.matches?.('body, main, input[type=radio]')) {
      event.preventDefault();
      form.requestSubmit();
    } else if (keys.has(key)) {
      const radio = radios.find(({ value }) => value === keys.get(key));
      radio.checked = true;
      radio.focus();
      event.preventDefault();
    }
  });
})();
