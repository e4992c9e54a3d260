// 책에서 찾기. 자료는 search-data.js(book/_ext/search.py), 순위는 MiniSearch가 맡습니다.
// 여기서는 한국어를 다룹니다: 낱말 나누기, 조사 떼기, 한국어와 영어 이어 주기.
"use strict";
(() => {
  const { pages, passages, words, aliases } = window.searchData;

  // ── 낱말 ────────────────────────────────────────────────────────────────

  // 절과 장의 번호(3.2, 1장), 한글, 그 밖의 이름
  const WORD = /\d+(?:\.\d+)+절?|\d+[장절부]|[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}_])+/gu;
  // 긴 것부터 떼어 봅니다.
  const ENDINGS = `에서는 에서도 으로는 으로도 이라고 입니다 합니다 됩니다 했습니다 에서 에게 에는 에도
    으로 로는 로도 라고 까지 부터 처럼 보다 마다 이나 이란 하는 하면 되는 되면 하고 하기 은 는 이 가 을 를 의 에 와 과 도 만 로 란 나
    인 한 할 하 된`.split(/\s+/).sort((a, b) => b.length - a.length);

  const split = (text) => (text.normalize("NFC").match(WORD) ?? []).map((word) => word.replace(/(\.\d+)절/, "$1"));
  const lower = (text) => split(text.toLowerCase());
  const glossary = new Set(words.flatMap(([korean]) => lower(korean)));
  // 책에 홀로 나오는 말입니다. ‘텐서를’은 ‘텐서’가 있으니 조사를 떼고, ‘변화도’는 용어라 떼지 않습니다.
  const known = new Set(passages.flatMap(([, , heading, text]) => lower(`${heading} ${text}`)));

  function stem(word) {
    if (glossary.has(word) || !/[가-힣]$/.test(word)) return word;
    for (const ending of ENDINGS) {
      const rest = word.slice(0, -ending.length);
      if (!word.endsWith(ending)) continue;
      if (glossary.has(rest) || (rest.length > 1 && known.has(rest))) return rest;
    }
    return word;
  }

  // 한 글자 말의 조사는 떼어도 되는지 알 수 없어(훅을, 차이) 두 꼴을 다 적어 둡니다.
  const bare = (word) => word.match(/^([가-힣])[은는이가을를의에와과도만로]$/)?.[1];

  // requires_grad와 AccumulateGrad는 통째로도, 조각으로도 찾습니다.
  const fragments = (name) => name.split(/_|(?<=[a-z])(?=[A-Z])/).filter(Boolean);
  function forms(word) {
    if (/[a-z]/i.test(word)) return [...new Set([word, ...fragments(word)].map((form) => form.toLowerCase()))];
    return known.has(bare(word)) ? [word, bare(word)] : [stem(word)];
  }

  // ── 묻는 말 ─────────────────────────────────────────────────────────────

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // 띄어쓰기가 달라도 용어입니다: ‘연산그래프’, ‘매개 변수’
  const spellings = [...words.map(([korean]) => korean), ...Object.values(aliases).flat()]
    .filter((word) => /^[가-힣 ]{2,}$/.test(word))
    .map((word) => [new RegExp(`(?<![가-힣])${[...word.replaceAll(" ", "")].join("\\s*")}`, "g"), word]);

  // 책에 없는 말이면 있는 말로 나눕니다: ‘역전파를두번’ → 역전파, 두, 번
  function pieces(term) {
    if (stem(term) !== term) return [stem(term)];
    if ([...known].some((word) => word.startsWith(term))) return [term];
    if (known.has(bare(term))) return [bare(term)];
    if (!/^[가-힣]{3,}$/.test(term)) return fragments(term);
    const best = [{ cost: 0, cut: [] }];
    for (let end = 1; end <= term.length; end++) {
      for (let start = 0; start < end; start++) {
        const piece = term.slice(start, end);
        if (!best[start] || !(known.has(piece) || stem(piece) !== piece)) continue;
        const cost = best[start].cost + (piece.length > 1 ? 1 : 2);
        if (!best[end] || cost < best[end].cost) best[end] = { cost, cut: [...best[start].cut, stem(piece)] };
      }
    }
    return best[term.length]?.cut ?? [term];
  }

  // 물음의 꼴을 이루는 말은 찾을 말이 아닙니다: ‘역전파는 언제 하나요’
  const ASKING = /^(?:(?:언제|어떻게|무엇|뭐|어디)[은이을를에서]*)?(?:하나요|되나요|할까요|될까요)?$/;

  function terms(text) {
    const plain = text.normalize("NFC").toLowerCase().replace(/[ㄱ-ㅎㅏ-ㅣ]/g, "");   // 적고 있는 글자
    const all = split(spellings.reduce((now, [spelled, word]) => now.replace(spelled, word), plain));
    const told = all.filter((word) => !ASKING.test(word));
    return (told.length ? told : all).flatMap(pieces);
  }

  // 같은 뜻의 말입니다. 용어와 영어는 서로, 책이 쓰지 않는 말은 용어와 영어로 갑니다.
  // 여러 낱말로 된 안 쓰는 말(계산 그래프)은 흩어진 낱말에 맞지 않게, 제 꼴로는 찾지 않습니다.
  const key = (text) => lower(text).map(stem);
  const meanings = words.flatMap(([korean, english]) => {
    const both = [key(korean), key(english)];
    const others = (aliases[korean] ?? []).map(key);
    return [...both.map((own) => [own, both]), ...others.map((own) => [own, own.length > 1 ? both : [own, ...both]])];
  });

  const BOOST = { explains: 6, heading: 4, page: 2 }, LITERAL = { ...BOOST, text: 4 };

  // 용어마다 ‘그 말이나 같은 뜻의 말’을 묻습니다.
  function groups(terms) {
    if (!terms.length) return [];
    const found = meanings.filter(([own]) => own.every((term, i) => term === terms[i]));
    const length = Math.max(1, ...found.map(([own]) => own.length));
    const same = found.filter(([own]) => own.length === length).flatMap(([, ways]) => ways);
    const [term] = terms;
    const ways = same.length ? same : term.includes("_") ? [[term], fragments(term)] : [[term]];
    // 같은 뜻의 말보다 적은 그대로의 말(SGD)이 앞섭니다.
    const boost = (way) => (same.length > 1 && way[0] === term ? LITERAL : BOOST);
    const queries = ways.map((way) => ({ combineWith: "AND", queries: way, boost: boost(way) }));
    return [{ combineWith: "OR", queries }, ...groups(terms.slice(length))];
  }

  // ── 찾기 ────────────────────────────────────────────────────────────────

  // 책에 없는 말은 잘못 적은 말로 봅니다. 두 글자를 바꾸어 적으면(backwrad) 두 글자가 틀린 것으로 세어집니다.
  const fuzzy = (term) =>
    !known.has(term) && (/^[a-z_]{7,}$/.test(term) ? 2 : /^[가-힣]{3,}$|^[a-z_]{5,}$/.test(term) && 1);

  const index = new MiniSearch({
    fields: ["explains", "heading", "page", "text"],
    tokenize: split,
    processTerm: forms,
    searchOptions: {
      boost: BOOST,
      prefix: (term) => term.length > 1 || glossary.has(term),
      fuzzy,
      weights: { prefix: 0.4, fuzzy: 0.2 },
      // 부록은 짧은 대목이 많아 그냥 두면 늘 앞섭니다.
      boostDocument: (id) => (/^\d\d_/.test(pages[passages[id][0]][0]) ? 1 : 0.7),
      tokenize: (term) => [term],
      processTerm: (term) => term,
    },
  });
  index.addAll(passages.map(([page, , heading, text, explains], id) =>
    ({ id, heading, text, explains, page: pages[page][1] })));

  // 쪽마다 모아, 가장 잘 맞는 대목의 점수 차례로 늘어놓습니다. 모든 말이 든 대목이 없으면 몇이라도 든 대목입니다.
  function find(text) {
    const queries = groups(terms(text));
    if (!queries.length) return { found: [], whole: true };
    const all = index.search({ combineWith: "AND", queries });
    const hits = all.length ? all : index.search({ combineWith: "OR", queries });
    const found = new Map();
    for (const { id, terms } of hits) {
      const [page] = passages[id];
      if (!found.has(page)) found.set(page, { file: pages[page][0], title: pages[page][1], hits: [] });
      found.get(page).hits.push({ id, terms });
    }
    return { found: [...found.values()], whole: all.length > 0 };
  }

  // ── 보이기 ──────────────────────────────────────────────────────────────

  const BEFORE = 50, LENGTH = 160, SECTIONS = 3;
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // 한글은 낱말 가운데서도(연산·연산을), 그 밖의 이름은 낱말 앞에서만 맞습니다.
  const pattern = (terms) => new RegExp([...terms].sort((a, b) => b.length - a.length)
    .map((term) => (/^[가-힣]/.test(term) ? "" : "(?<![a-z0-9])") + escape(term)).join("|"), "gi");

  function marked(text, terms) {
    const made = [];
    let last = 0;
    for (const { 0: hit, index } of text.matchAll(pattern(terms))) {
      made.push(text.slice(last, index), element("mark", {}, hit));
      last = index + hit.length;
    }
    return [...made, text.slice(last)];
  }

  // 찾은 말이 여러 가지 모인 곳을 보입니다.
  function excerpt(text, terms) {
    const hits = [...text.matchAll(pattern(terms))];
    const kinds = ({ index: from }) => new Set(hits.filter(({ index }) => index >= from && index < from + LENGTH - BEFORE)
      .map(([hit]) => hit.toLowerCase())).size;
    const at = hits.reduce((best, hit) => (kinds(hit) > kinds(best) ? hit : best), hits[0])?.index ?? 0;
    const from = at > BEFORE ? text.indexOf(" ", at - BEFORE) + 1 : 0;
    const end = from + LENGTH < text.length ? text.lastIndexOf(" ", from + LENGTH) : text.length;
    return element("p", {}, from ? "… " : "", ...marked(text.slice(from, end), terms), end < text.length ? " …" : "");
  }

  function section({ id, terms }, { file, title }) {
    const [, anchor, heading, text] = passages[id];
    const name = heading === title ? ["첫머리"] : marked(heading, terms);
    return element("li", {}, element("a", { href: anchor ? `${file}#${anchor}` : file }, ...name), excerpt(text, terms));
  }

  function group(page) {
    const rest = page.hits.length - SECTIONS;
    return element("li", {},
      element("h2", {}, page.title),
      element("ul", {}, ...page.hits.slice(0, SECTIONS).map((hit) => section(hit, page))),
      ...(rest > 0 ? [element("p", { className: "rest" }, `이 쪽에 ${rest}곳 더 있습니다.`)] : []));
  }

  function message(text, { found, whole }) {
    if (!text) return "찾을 말을 적으세요. 한국어, 영어, 코드의 이름으로 찾습니다.";
    if (!found.length) return `‘${text}’에 맞는 대목이 없습니다. 말을 줄이거나 영어로도 찾아보세요.`;
    if (!whole) return `‘${text}’에 모두 맞는 대목이 없어, 일부만 맞는 대목을 ${found.length}쪽에서 찾았습니다.`;
    return `‘${text}’에 맞는 대목을 ${found.length}쪽에서 찾았습니다.`;
  }

  const input = document.querySelector(".book-search input");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");

  function show() {
    const text = input.value.trim();
    const answer = find(text);
    results.replaceChildren(...answer.found.map(group));
    status.textContent = message(text, answer);
    document.title = document.title.replace(/^(‘.*’ )?찾기/, text ? `‘${text.replaceAll("$", "$$$$")}’ 찾기` : "찾기");
  }

  // ↓와 ↑는 묻는 칸과 결과를 오갑니다. Enter는 첫 결과로 갑니다.
  function step(event) {
    const stops = [input, ...results.querySelectorAll("a")];
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const here = stops.indexOf(document.activeElement);
    if (!(event.key in moves) || event.isComposing || here < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(here + moves[event.key], 0), stops.length - 1)].focus();
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    show();
    history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);   // 되돌아오면 그대로입니다.
  });
  document.querySelector("main").addEventListener("keydown", step);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.focus();
  });
  input.focus();
  show();
})();
