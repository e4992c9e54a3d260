// 책에서 찾기. 자료는 search-data.js(book/_ext/search.py), 순위는 MiniSearch가 맡습니다.
// 여기서는 한국어를 다룹니다: 낱말 나누기, 조사 떼기, 한국어와 영어 이어 주기.
"use strict";
(() => {
  const { pages, passages, words } = window.searchData;

  // ── 낱말 ────────────────────────────────────────────────────────────────

  const WORD = /[가-힣]+|[\p{L}\p{N}_∂ΔΣ]+/gu;
  // 긴 것부터 떼어 봅니다.
  const ENDINGS = `에서는 에서도 으로는 으로도 이라고 입니다 합니다 됩니다 했습니다 에서 에게 에는 에도
    으로 로는 로도 라고 까지 부터 처럼 보다 마다 이나 이란 하는 하면 되는 되면 하고 은 는 이 가 을 를 의 에 와 과 도 만 로 란 나
    인 한 할 하 된`.split(/\s+/).sort((a, b) => b.length - a.length);

  const split = (text) => (text.toLowerCase().match(WORD) ?? []);
  const glossary = new Set(words.flatMap(([korean]) => split(korean)));
  // 책에 홀로 나오는 말입니다. ‘텐서를’은 ‘텐서’가 있으니 조사를 떼고, ‘변화도’는 용어라 떼지 않습니다.
  const known = new Set(passages.flatMap(([, , heading, text]) => split(`${heading} ${text}`)));

  function stem(word) {
    if (glossary.has(word) || !/[가-힣]$/.test(word)) return word;
    for (const ending of ENDINGS) {
      const rest = word.slice(0, -ending.length);
      if (!word.endsWith(ending)) continue;
      if (glossary.has(rest) || (rest.length > 1 && known.has(rest))) return rest;
    }
    return word;
  }

  // requires_grad는 통째로도, requires와 grad로도 찾습니다.
  const parts = (word) => (word.includes("_") ? [word, ...word.split("_").filter(Boolean)] : [stem(word)]);

  // ── 찾기 ────────────────────────────────────────────────────────────────

  const index = new MiniSearch({
    fields: ["heading", "page", "text"],
    tokenize: split,
    processTerm: parts,
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: (term) => term.length > 1 || glossary.has(term),
      fuzzy: (term) => (/^[a-z_]{5,}$/.test(term) ? 0.2 : false),
      weights: { prefix: 0.4, fuzzy: 0.2 },
      // 부록은 짧은 대목이 많아 그냥 두면 늘 앞섭니다.
      boostDocument: (id) => (/^\d\d_/.test(pages[passages[id][0]][0]) ? 1 : 0.7),
      tokenize: (term) => [term],
      processTerm: (term) => term,
      combineWith: "AND",
    },
  });
  index.addAll(passages.map(([page, , heading, text], id) => ({ id, heading, text, page: pages[page][1] })));

  // 용어집의 낱말과 그 영어입니다: ["연산", "그래프"] ↔ ["computational", "graph"]
  const twins = words.flatMap(([korean, english]) => {
    const pair = [split(korean).map(stem), split(english)];
    return [pair, [pair[1], pair[0]]];
  });

  function query(text) {
    let terms = split(text).map(stem);
    const groups = [];
    while (terms.length) {
      const starts = ([own]) => own.every((term, i) => term === terms[i]);
      const found = twins.filter(starts).sort((a, b) => b[0].length - a[0].length);
      const length = found.length ? found[0][0].length : 1;
      const own = terms.slice(0, length);
      const others = found.filter(([mine]) => mine.length === length).map(([, twin]) => twin);
      const all = (queries) => ({ combineWith: "AND", queries });
      groups.push({ combineWith: "OR", queries: [own, ...others].map(all) });
      terms = terms.slice(length);
    }
    return { combineWith: "AND", queries: groups };
  }

  // 쪽마다 모아, 가장 잘 맞는 대목의 점수 차례로 늘어놓습니다.
  function find(text) {
    if (!split(text).length) return [];
    const found = new Map();
    for (const { id, terms } of index.search(query(text))) {
      const page = passages[id][0];
      if (!found.has(page)) found.set(page, []);
      found.get(page).push({ id, terms });
    }
    return [...found].map(([page, hits]) => ({ file: pages[page][0], title: pages[page][1], hits }));
  }

  // ── 보이기 ──────────────────────────────────────────────────────────────

  const BEFORE = 50, LENGTH = 160, SECTIONS = 3;
  const escape = (term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const element = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };

  function marked(text, terms) {
    const pattern = new RegExp(terms.map(escape).sort((a, b) => b.length - a.length).join("|"), "gi");
    const pieces = [];
    let last = 0;
    for (const { 0: hit, index } of text.matchAll(pattern)) {
      pieces.push(text.slice(last, index), element("mark", hit));
      last = index + hit.length;
    }
    return [...pieces, text.slice(last)];
  }

  function excerpt(text, terms) {
    const at = text.search(new RegExp(terms.map(escape).join("|"), "i"));
    const from = at > BEFORE ? text.indexOf(" ", at - BEFORE) + 1 : 0;
    const cut = text.slice(from, from + LENGTH);
    return element("p", from ? "… " : "", ...marked(cut, terms), from + LENGTH < text.length ? " …" : "");
  }

  function section({ id, terms }, file) {
    const [, anchor, heading, text] = passages[id];
    const link = element("a", ...marked(heading, terms));
    link.href = anchor ? `${file}#${anchor}` : file;
    return element("li", link, excerpt(text, terms));
  }

  function show(text) {
    const found = find(text);
    results.replaceChildren(...found.map(({ file, title, hits }) =>
      element("li", element("h2", title), element("ul", ...hits.slice(0, SECTIONS).map((hit) => section(hit, file))))));
    status.textContent = !text.trim() ? "찾을 말을 적으세요. 한국어, 영어, 코드의 이름으로 찾습니다."
      : found.length ? `‘${text.trim()}’ — ${found.length}쪽에서 찾았습니다.`
      : `‘${text.trim()}’이(가) 들어 있는 대목이 없습니다. 낱말을 줄이거나 영어로도 찾아보세요.`;
  }

  const input = document.querySelector(".book-search input");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    show(input.value);
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  input.focus();
  show(input.value);
  window.bookSearch = find;   // 시험과 개발자 도구에서 씁니다.
})();
