// What a reader of the page finds: controls and texts by role and accessible name, never by class. And what fingers do.
const CONTROLS = 'input,select,textarea,button';

const roleOf = node => {
  const stated = node.getAttribute('role');
  if (stated) return stated;
  const tag = node.localName;
  if (tag === 'input') return { checkbox: 'checkbox', radio: 'radio', file: 'file', date: 'date', search: 'searchbox' }[node.type] ?? 'textbox';
  if (tag === 'a') return node.hasAttribute('href') ? 'link' : '';
  return {
    button: 'button', textarea: 'textbox', select: 'combobox', dialog: 'dialog', fieldset: 'group', main: 'main', img: 'img',
    h1: 'heading', h2: 'heading', h3: 'heading', li: 'listitem', ul: 'list', progress: 'progressbar', td: 'cell', tr: 'row', table: 'table',
  }[tag] ?? '';
};

// Text as it is read aloud: what is hidden is left out, and the content of controls.
const text = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  return node.matches(CONTROLS + ':not(button)') ? '' : [...node.childNodes].map(text).join('');
};

const byIds = ids => ids.split(' ').map(id => document.getElementById(id)).filter(Boolean).map(node => node.textContent);

const nameOf = node => {
  const by = node.getAttribute('aria-labelledby');
  if (by) return byIds(by).join(' ');
  const stated = node.getAttribute('aria-label');
  if (stated) return stated;
  if (node.localName === 'fieldset') return text(node.querySelector('legend'));
  if (node.localName === 'img') return node.alt;
  if (node.matches(CONTROLS) && node.labels.length) return [...node.labels].map(text).join(' ');
  return ['link', 'button', 'option', 'heading', 'listitem', 'status', 'alert'].includes(roleOf(node)) ? text(node) : '';
};

// Shown, and not behind a question that is being asked.
const isThere = node => {
  const asked = document.querySelector('dialog:modal');
  return node.checkVisibility() && !node.closest('[aria-hidden="true"]') && (!asked || asked.contains(node));
};

const key = (node, init) => node.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));

return {
  all: (place, role, name) => [...place.querySelectorAll('*')]
    .filter(node => roleOf(node) === role && isThere(node) && (name === null || nameOf(node).trim() === name)),
  name: node => nameOf(node).trim(),
  text: node => text(node),
  described: node => byIds((node.closest('[aria-describedby]') ?? node).getAttribute('aria-describedby') ?? '').join(' ').trim(),
  type: (node, value, composing) => {
    node.value = value;
    node.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: composing }));
  },
  countLooks: node => {
    const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'value');
    node.looks = 0;
    Object.defineProperty(node, 'value', {
      get: () => (node.looks += 1, value.get.call(node)),
      set: text => value.set.call(node, text),
    });
  },
  choose: (node, value) => {
    node.value = value;
    node.dispatchEvent(new Event('change', { bubbles: true }));
  },
  // Chooses files that hold their own names.
  pick: (node, names) => {
    const chosen = new DataTransfer();
    for (const name of names) chosen.items.add(new File([name], name));
    node.files = chosen.files;
    node.dispatchEvent(new Event('change', { bubbles: true }));
  },
  composed: node => node.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })),
  left: node => node.dispatchEvent(new FocusEvent('focusout', { bubbles: true })),
  // Whether the key's own effect was taken away.
  picks: (node, code, composing) => !key(node, { key: 'Enter', keyCode: code, isComposing: composing }),
  strike: (node, name) => !key(node, { key: name }),
  turn: () => new Promise(done => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  })),
  // Timers stand still until `passes` moves them.
  stopClock: () => {
    const real = window.setTimeout, clear = window.clearTimeout, timers = new Map();
    let now = 0, last = 1e6;
    window.setTimeout = (run, after = 0) => (timers.set(++last, { run, at: now + after }), last);
    window.clearTimeout = id => timers.delete(id) || clear.call(window, id);
    window.passes = ms => {
      now += ms;
      for (const [id, timer] of [...timers]) if (timer.at <= now && timers.delete(id)) timer.run();
    };
    window.startClock = () => { window.setTimeout = real; window.clearTimeout = clear; };
  },
  passes: ms => window.passes(ms),
  startClock: () => window.startClock?.(),
};
