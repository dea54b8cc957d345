/* Comfort on the pages for everybody: read aloud, copy, print. Everything works without it. */
(function () {
  'use strict';
  var voice = window.speechSynthesis, reader = null;

  /* Piece by piece: some phones fall silent in the middle of a long text. */
  function pieces() {
    var all = document.querySelectorAll('main h1,main h2,main h3,main p,main li,main dl>div,main tbody tr');
    return Array.prototype.filter.call(all, function (el) {
      return !el.closest('.noprint,.crumb,[data-unread]') && !el.querySelector('p,li') && said(el);
    });
  }

  function said(el) {
    var parts = el.tagName === 'TR' ? el.cells : el.parentNode.tagName === 'DL' ? el.children : [el];
    return Array.prototype.map.call(parts, part).filter(String).join('，');
  }

  /* A cell says what it is, unless it is the first of its row; a sum is said with its yuan and without commas. */
  function part(el, at) {
    var copy = el.cloneNode(true), name = at ? el.getAttribute('data-l') : '';
    copy.querySelectorAll('[data-unread],[aria-hidden]').forEach(function (part) { part.remove(); });
    var text = copy.textContent.replace(/\s+/g, ' ').trim();
    if (el.classList.contains('num')) text = text.replace(/(\d),(?=\d{3})/g, '$1');
    return name && text ? name.replace('（元）', '') + text + (/（元）/.test(name) ? '元' : '') : text;
  }

  function stop() {
    voice.cancel();
    document.querySelectorAll('.read-now').forEach(function (el) { el.classList.remove('read-now'); });
    if (reader) reader.textContent = reader.getAttribute('data-say');
    reader = null;
  }

  function read(button) {
    if (reader) { stop(); return; }
    voice.cancel();
    reader = button;
    button.setAttribute('data-say', button.textContent);
    button.textContent = button.getAttribute('data-stop');
    var left = pieces();
    left.forEach(function (el, at) {
      var words = new SpeechSynthesisUtterance(said(el));
      words.lang = 'zh-CN';
      words.rate = 0.9;
      words.onstart = function () { el.classList.add('read-now'); };
      words.onend = function () {
        el.classList.remove('read-now');
        if (at === left.length - 1) stop();
      };
      voice.speak(words);
    });
  }

  function copy(button) {
    var text = document.querySelector(button.getAttribute('data-copy')).innerText, before = button.textContent;
    navigator.clipboard.writeText(text).then(function () {
      button.textContent = '已复制';
      setTimeout(function () { button.textContent = before; }, 2000);
    });
  }

  function show(what) { document.querySelectorAll(what).forEach(function (el) { el.hidden = false; }); }

  if (voice && window.SpeechSynthesisUtterance) {
    show('[data-read]');
    window.addEventListener('pagehide', function () { voice.cancel(); });
  }
  if (navigator.clipboard) show('[data-copy]');
  show('[data-print]');
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-read],[data-copy],[data-print]');
    if (!button) return;
    if (button.hasAttribute('data-read')) read(button);
    else if (button.hasAttribute('data-copy')) copy(button);
    else window.print();
  });
})();
