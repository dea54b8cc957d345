/* Comfort only: every page works without this file. ES2018, no eval, no inline anything. */
(function () {
  'use strict';
  var drafts = 'cunju-draft:', english = document.documentElement.lang === 'en';
  var skip = /^(__RequestVerificationToken|Seen|Key)$/;

  function store() { try { return window.localStorage; } catch (e) { return null; } }

  /* Not the address: a refused form has lost what its address told it, but not what it is about. */
  function keyOf(form) {
    return drafts + form.getAttribute('data-draft') + ['Kind', 'For', 'Obligation', 'Period', 'Onward'].map(name => form.elements[name] ? ':' + form.elements[name].value : '').join('');
  }

  function fields(form) {
    return [...form.elements].filter(el => {
      return el.name && !skip.test(el.name) && !/^(hidden|password|file|submit|button)$/.test(el.type);
    });
  }

  function save(form) {
    var box = store();
    if (!box || form.getAttribute('data-busy')) return;
    var kept = fields(form).map(el => {
      return [el.name, el.value, /^(checkbox|radio)$/.test(el.type) ? el.checked : null];
    });
    try { box.setItem(keyOf(form), JSON.stringify(kept)); } catch (e) { /* full: no draft */ }
  }

  /* A draft is put back only into a form the server has just shown fresh; what the server kept itself is newer. */
  function restore(form) {
    var box = store(), text = box && box.getItem(keyOf(form));
    if (!text || document.querySelector('.problems')) return;
    var draft;
    try { draft = JSON.parse(text); } catch (e) { return; }
    var changed = false;
    draft.forEach(kept => {
      growTo(form, kept[0]);
      fields(form).forEach(el => {
        if (el.name !== kept[0]) return;
        if (kept[2] === null) {
          if (el.value !== kept[1]) { el.value = kept[1]; changed = true; }
        } else if (el.value === kept[1] && el.checked !== kept[2]) {
          el.checked = kept[2]; changed = true;
        }
      });
    });
    if (!changed) return;
    var note = document.createElement('p'), drop = document.createElement('button');
    note.className = 'kept';
    note.setAttribute('role', 'status');
    note.textContent = english ? 'What was not sent is back. ' : '上次没有提交的内容已经恢复。';
    drop.type = 'button';
    drop.className = 'btn';
    drop.textContent = english ? 'Start afresh' : '不要了，重新填';
    drop.addEventListener('click', function () { box.removeItem(keyOf(form)); location.reload(); });
    note.appendChild(drop);
    form.insertBefore(note, form.firstChild);
  }

  /* Drafts that were sent and did not come back with problems are done. */
  function forget() {
    var box = store(), sent = box && box.getItem('cunju-sent');
    if (!sent) return;
    box.removeItem('cunju-sent');
    if (!document.querySelector('.problems')) box.removeItem(sent);
  }

  function grow(rows) {
    var all = rows.querySelectorAll('[data-row]'), last = all[all.length - 1], copy = last.cloneNode(true), next = all.length;
    [copy, ...copy.querySelectorAll('*')].forEach(el => {
      ['name', 'id', 'for', 'aria-describedby'].forEach(attribute => {
        var value = el.getAttribute(attribute);
        if (value) el.setAttribute(attribute, value.replace(/\[\d+\]/, '[' + next + ']').replace(/-\d+(?=-|$)/, '-' + next));
      });
      if (/^(checkbox|radio)$/.test(el.type)) el.checked = false;
      else if (el.value && el.type !== 'hidden' && /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) el.value = '';
      if (el.hasAttribute('data-row-number')) el.textContent = next + 1;
    });
    last.parentNode.insertBefore(copy, last.nextSibling);
    return copy;
  }

  function growTo(form, name) {
    var match = /\[(\d+)\]/.exec(name), rows = form.querySelector('[data-rows="' + name.split('[')[0] + '"]');
    while (match && rows && rows.querySelectorAll('[data-row]').length <= +match[1] && +match[1] < 40) grow(rows);
  }

  function copyText(button) {
    var from = document.querySelector(button.getAttribute('data-copy')), text = from.innerText || from.value;
    function done() {
      var said = button.textContent;
      button.textContent = english ? 'Copied' : '已复制';
      setTimeout(function () { button.textContent = said; }, 2000);
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done);
  }

  function ready(fresh) {
    var wrong = document.querySelector('.problems'), main = document.getElementById('main');
    forget();
    document.querySelectorAll('form[data-draft]').forEach(restore);
    document.querySelectorAll('[data-add],[data-copy],[data-print]').forEach(el => { el.hidden = false; });
    if (wrong) wrong.focus();
    else if (!fresh && main) main.focus({ preventScroll: true });
  }

  var waiting = 0;
  document.addEventListener('input', event => {
    var form = event.target.form;
    if (!form || !form.hasAttribute('data-draft')) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, 800, form);
  });
  document.addEventListener('visibilitychange', () => {
    var form = document.activeElement && document.activeElement.form;
    if (document.visibilityState === 'hidden' && form && form.hasAttribute('data-draft')) save(form);
  });
  document.addEventListener('submit', event => {
    var form = event.target, button = event.submitter || form.querySelector('button:not([type=button])');
    if (form.getAttribute('data-busy')) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (form.method === 'get') return;
    if (form.hasAttribute('data-draft')) {
      clearTimeout(waiting);
      save(form);
      try { store().setItem('cunju-sent', keyOf(form)); } catch (e) { /* no store, no drafts */ }
    }
    form.setAttribute('data-busy', '1');
    if (button) button.setAttribute('aria-busy', 'true');
    setTimeout(free, 8000, form);
  }, true);
  function free(form) {
    form.removeAttribute('data-busy');
    form.querySelectorAll('[aria-busy]').forEach(el => { el.removeAttribute('aria-busy'); });
  }
  document.addEventListener('click', event => {
    var button = event.target.closest && event.target.closest('[data-add],[data-copy],[data-print]');
    if (!button) return;
    if (button.hasAttribute('data-print')) window.print();
    else if (button.hasAttribute('data-copy')) copyText(button);
    else {
      var row = grow(button.form.querySelector('[data-rows="' + button.getAttribute('data-add') + '"]')), first = row.querySelector('input:not([type=hidden]),select,textarea');
      if (first) first.focus();
    }
  });
  window.addEventListener('pageshow', function () { document.querySelectorAll('form[data-busy]').forEach(free); });
  document.addEventListener('htmx:afterRequest', function () { document.querySelectorAll('form[data-busy]').forEach(free); });
  document.addEventListener('htmx:afterSettle', event => { if (event.detail.target && event.detail.target.id === 'main') ready(false); });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', function () { ready(true); });
  else ready(true);
})();
