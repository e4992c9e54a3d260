// 걸음보기의 재생기: 파이썬이 적어 둔 기록(trace)을 앞뒤로 넘겨 봅니다.
//
// 여기서는 미분도 덧셈도 하지 않습니다. 걸음 k의 상태는 0번부터 k번까지의 `set`을 차례로
// 덮어쓴 것이고, 화면은 그 상태만 보고 그립니다. 그래서 뒤로 가기와 바로 가기가 언제나 같습니다.

const VERSION = 1;

const KIND = {
  leaf: "잎 만들기", op: "연산 실행", save: "텐서 저장", region: "추적 중지 구역", detach: "떼어 내기",
  inplace: "제자리 연산", seed: "시작값 넣기", pop: "꺼내기", local: "국소 미분", send: "보내기",
  merge: "⊕ 경로 합치기", unbroadcast: "모양 되돌리기", hook: "훅 실행", accum: "Σ .grad 누적",
  free: "저장된 텐서 해제", skip: "건너뜀", error: "멈춤", optim: "매개변수 고치기", zero: "변화도 비우기",
};
const PHASE = {
  leaf: "go", op: "go", save: "go", detach: "go", seed: "back", pop: "back", local: "back", send: "back",
  merge: "back", unbroadcast: "back", accum: "back", optim: "fix", zero: "fix",
};
const PHASE_NAME = { go: "순전파", back: "역전파", fix: "고치기" };
// 큰 걸음으로 갈 때는 읽지 않는 것. 꺼내기, 저장, 해제까지 읽으면 너무 깁니다.
const QUIET = ["save", "pop", "local", "unbroadcast", "free"];
const COLUMNS = ["노드", "값", "받은 변화도", "저장된 텐서", "도착 / 필요", ".grad", "버전", "상태"];
const KEYS = [
  ["→ / ←", "다음 / 이전 걸음"], ["Shift+→ / Shift+←", "큰 걸음"], ["Home / End", "처음 / 끝"],
  ["Tab, ↑ ↓", "그래프로 들어가 위상 순서로 옮기기"], ["Enter", "노드 자세히"], ["Space", "고른 노드에 중단점"],
  ["C", "중단점까지"], ["P", "예측 상자로"], ["T", "표로 보기"], ["U", "주소 복사"], ["? / Esc", "도움말 / 나가기"],
];
const TABS = [["formula", "수식"], ["code", "코드"], ["table", "상태표"], ["saved", "저장"]];

// ── DOM을 다루는 작은 도구 ─────────────────────────────────────────────────────────────

const FOCUSABLE = ["button", "input", "summary", "textarea", "dialog"];

function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else if (value === true) el.setAttribute(name, "");
    else if (value !== false && value != null) el.setAttribute(name, value);
  }
  // JupyterLab은 초점이 있는 요소부터 단축키를 찾습니다. 겉상자에만 적어 두면 b가 칸을 끼워 넣습니다.
  if (FOCUSABLE.includes(tag) || "tabindex" in props) el.dataset.lmSuppressShortcuts = "true";
  el.append(...children.filter((child) => child != null && child !== false));
  return el;
}

function set(el, props) {
  for (const name in props) el.setAttribute(name, props[name]);
  return el;
}

const shape = (tag, props) => set(document.createElementNS("http://www.w3.org/2000/svg", tag), props);

// 바뀐 것만 씁니다. 노드 200개에서도 한 걸음이 짧은 까닭입니다.
function setText(el, text) {
  if (el.agText === text) return false;
  el.agText = text;
  el.textContent = text;
  return true;
}

// 앞의 값에 줄을 긋고 새 값을 적습니다. ‘없음’은 값이 아니라 긋지 않습니다.
function setChange(el, start, was, text) {
  if (was == null) setText(el, start + text);
  else if (setText(el, `${start}${was} → ${text}`)) {
    const old = shape("tspan", { class: was === "없음" ? "" : "ag-was" });
    old.append(was);
    el.replaceChildren(start, old, ` → ${text}`);
  }
}

function setAttr(el, name, value) {
  const cache = (el.agAttr ??= {});
  if (cache[name] === value) return;
  cache[name] = value;
  if (value == null || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value === true ? "" : value);
}

// 책의 제목 차례를 흔들지 않도록 제목 요소 대신 문단을 씁니다. 칸의 이름은 aria-label에 있습니다.
const caption = (text) => h("p", { class: "ag-h" }, text);

const none = (text) => h("p", { class: "ag-none" }, text);

const pane = (kind, name, ...children) =>
  h("section", { role: "group", class: `ag-pane ag-${kind}`, "aria-label": name, tabindex: "0" }, ...children);

const button = (label, onclick, props = {}) => h("button", { type: "button", onclick, ...props }, label);

// 글꼴마다 없거나 그림문자로 바뀌는 기호는 직접 그립니다.
function icon(d) {
  const el = shape("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "ag-icon" });
  el.append(shape("path", { d }));
  return el;
}
const ICON = {
  lock: "M4 7.5h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2", first: "M3 3v10M13 3.5v9L6 8z", back: "M11.5 3v10L4 8z", next: "M4.5 3v10L12 8z", last: "M13 3v10M3 3.5v9L10 8z",
};

const cut = (text, room) => (text.length > room ? `${text.slice(0, room - 1)}…` : text);

// ‘= 2’로 끝나는 식은 왼쪽도 적습니다: ∂b/∂x = 2
function whole(lines) {
  const last = lines[lines.length - 1] || "", first = lines.filter((line) => line[0] !== "=").pop();
  return last[0] === "=" && first ? `${first.split(" = ")[0]} ${last}` : last;
}

// 대기줄에 있는 노드는 아직 꺼내지 않았습니다.
const place = (key, step) => (step.queue?.includes(key) ? "대기줄" : step.n === key ? "◉ 지금" : "");

const wide = (text) => [...text].reduce((sum, c) => sum + (c > "\u1100" ? 11.5 : 6.6), 0);

// ── 기록 하나의 화면: 그래프 · 코드 · 수식 · 상태표 · 저장된 텐서 ─────────────────────────

class View {
  constructor(trace, player, label) {
    Object.assign(this, { trace, player, label });
    this.node = Object.fromEntries(trace.nodes.map((node) => [node.k, node]));
    this.order = trace.nodes.map((node) => node.k).reverse();
    this.marked = new Map();                     // 열쇠 → 함께 밝힐 요소
    this.focusKey = this.order[0];
    this.picked = null;                          // 눌러서 붙잡아 둔 열쇠
    this.ends = trace.steps.flatMap((s, i) => (trace.steps[i + 1]?.big === s.big ? [] : [i]));
    this.memTop = Math.max(1, ...trace.steps.map((s) => s.mem || 0));
    this.el = h("div", { class: "ag-view" });
    this.el.append(this.buildGraph(), this.buildFormula(), this.buildCode(), this.buildSaved(), this.buildTable());
    if (trace.jac) this.el.append((player.jacobian ??= buildJacobian(trace, player)));
    if (label) for (const el of this.el.children) el.setAttribute("aria-label", `${label} ${el.getAttribute("aria-label")}`);
    this.listenForLinks();
  }

  // 걸음 k의 상태. 앞으로 갈 때는 접던 데서 이어 접고, 뒤로 갈 때는 처음부터 다시 접습니다.
  state(k) {
    if (!this.fold || this.fold.k > k) this.fold = { k: -1, state: {} };
    const { fold } = this;
    while (fold.k < k) Object.assign(fold.state, this.trace.steps[++fold.k].set);
    return fold.state;
  }

  name(key) {
    const node = this.node[key];
    return node ? node.name || node.fn || (node.kind === "const" ? "상수" : key) : key;
  }

  mark(key, el) {
    if (!this.marked.has(key)) this.marked.set(key, []);
    this.marked.get(key).push(el);
  }

  // ── 그래프 ──

  buildGraph() {
    this.port = h("div", { class: "ag-port" });
    this.queue = h("p", { class: "ag-queue" });
    const zoom = h("div", { class: "ag-zoom" }, this.queue,
      button("−", () => this.zoomBy(1 / 1.25), { "aria-label": "그래프 작게", title: "작게" }),
      button("맞춤", () => this.zoomBy(0), { "aria-label": "그래프를 화면에 맞춤" }),
      button("+", () => this.zoomBy(1.25), { "aria-label": "그래프 크게", title: "크게" }),
      (this.hand = button("옮기기", () => this.toggleHand(), { class: "ag-hand", "aria-pressed": "false" })));
    const box = pane("graph-pane", "그래프", this.label && h("p", { class: "ag-label" }, this.label), this.port, zoom);
    box.removeAttribute("tabindex");             // 그래프에는 노드로 들어갑니다.
    this.svg = parseSvg(this.trace.svg);
    this.ring = shape("g", { class: "ag-ring" });
    this.ring.append(shape("path"), shape("path"));
    this.nodes = {};
    this.edges = {};
    const note = this.trace.svg_note;
    if (note) box.append(none(note));
    if (!this.svg) return box;
    this.size = [+this.svg.getAttribute("width"), +this.svg.getAttribute("height")];
    this.svg.setAttribute("role", "group");
    for (const g of this.svg.querySelectorAll("g.edge")) this.prepareEdge(g);
    for (const g of this.svg.querySelectorAll("g.node")) this.prepareNode(g);
    this.hatch();
    this.zoom = 1;
    new ResizeObserver(() => this.fit()).observe(this.port);
    this.listenForTouch();
    return box;
  }

  prepareNode(g) {
    const key = g.dataset.k;
    const box = g.querySelector("path,polygon");
    // 읽을 글은 <title>에 있습니다. aria-label이면 눈에 보이는 글을 똑같이 되풀이해야 합니다(WCAG 2.5.3).
    const title = g.querySelector("title") || g.insertBefore(shape("title"), g.firstChild);
    box.classList.add("ag-box");
    const at = bounds(box.getAttribute("d") || box.getAttribute("points"));
    const fields = Object.fromEntries([...g.querySelectorAll("[data-f]")].map((el) => [el.dataset.f, el]));
    const badge = shape("g", { class: "ag-badge" });
    const stop = shape("g", { class: "ag-stop", transform: `translate(${at.left} ${at.top})` });
    badge.append(shape("rect", { rx: 9, height: 18, y: -13.5 }), shape("text", { "text-anchor": "end", x: at.right - 18, "font-size": 11.5 }));
    const row = fields.mark || fields.got;
    badge.setAttribute("transform", `translate(0 ${row ? row.getAttribute("y") : at.top})`);
    fields.mark?.remove();
    const tags = [...g.querySelectorAll("text.ag-soft:not(.ag-code)"), fields.arr].filter(Boolean);
    for (const el of tags) set(el, { x: at.right - 12, "text-anchor": "end" });     // 꼬리표는 오른쪽 끝을 맞춥니다.
    stop.append(shape("circle", { r: 7 }), shape("circle", { r: 3 }));
    if (fields.grad) {                           // ‘아직 없음’은 0과 헷갈리지 않게 점선 테두리를 두릅니다.
      const [x, y] = [+fields.grad.getAttribute("x"), +fields.grad.getAttribute("y")];
      fields.grad.before((fields.none = shape("rect", { x: x + 43, y: y - 13.5, width: 79, height: 18, rx: 5, class: "ag-nil" })));
    }
    g.append(badge, stop);
    set(g, { role: "button", tabindex: "-1", "data-lm-suppress-shortcuts": "true" });
    for (const el of g.querySelectorAll("text")) el.setAttribute("aria-hidden", "true");
    this.nodes[key] = { g, box, badge, at, fields, title };
    this.mark(key, g);
  }

  prepareEdge(g) {
    const key = g.dataset.k;
    const line = g.querySelector("path");
    g.querySelector("title")?.remove();
    const tip = g.querySelector("polygon");
    const end = tip ? ` L${farthest(tip.getAttribute("points"), line.getPointAtLength(1e6))}` : "";
    const d = line.getAttribute("d") + end;      // 겹선은 순전파 화살표의 끝까지 이어집니다.
    const length = line.getTotalLength();
    const [to, slot] = key.split("."), from = this.node[to].in;
    // 값은 선의 가운데에. 긴 값은 옆 자리의 값과 닿지 않게 자리마다 높이를 달리합니다.
    const [start, next, ...spots] = [0, 7, length * 0.5, length * (slot % 2 ? 0.7 : 0.4)].map((s) => line.getPointAtLength(s));
    // 같은 노드로 나란히 가는 선의 값은 서로 바깥쪽에. dot은 앞 자리의 선을 왼쪽에 둡니다.
    const twin = from.findIndex((found, i) => i !== +slot && found?.[0] === from[slot][0]);
    const side = twin < 0 ? 0 : Math.sign(slot - twin);
    const turn = (Math.atan2(start.y - next.y, start.x - next.x) * 180) / Math.PI;
    // 역전파의 겹선: 굵은 선 위에 바탕색 선을 얹습니다.
    tip?.classList.add("ag-tip");
    line.classList.add("ag-go");
    const outer = shape("path", { d, class: "ag-outer", pathLength: 1 });
    const inner = shape("path", { d, class: "ag-inner", pathLength: 1 });
    const head = shape("path", {
      d: "M0 0 L-11 -6.5 L-11 6.5 Z", class: "ag-head-mark",
      transform: `translate(${start.x} ${start.y}) rotate(${turn})`,
    });
    const text = shape("text", { class: "ag-sent", "text-anchor": "middle" });
    const plate = shape("rect", { class: "ag-plate", height: 17 });        // 글자 사이로 선이 비치지 않게
    const hit = shape("path", { d, class: "ag-hit" });
    g.append(outer, inner, head, plate, text, hit);
    g.toggleAttribute("data-plain", this.node[to]?.kind === "plain");
    const tag = this.svg.querySelector(`.tag[data-e="${key}"]`);       // 상자 대신 단 이름표
    if (tag) this.mark(tag.dataset.k, tag);
    this.edges[key] = { g, outer, inner, plate, text, to, tag, spots, side };
    this.mark(key, g);
  }

  // 추적 중지 구역의 빗금. 무늬의 id는 화면마다 달라야 합니다.
  hatch() {
    if (!this.svg.querySelector(".cluster")) return;
    const id = `ag-hatch-${(View.count = (View.count || 0) + 1)}`;
    const pattern = shape("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    pattern.append(shape("path", { d: "M0 0V8", class: "ag-hatch" }));
    this.svg.prepend(pattern);
    for (const el of this.svg.querySelectorAll(".cluster > path,.cluster > polygon")) el.style.fill = `url(#${id})`;
  }

  // 넓으면 실제 크기까지만 키우고, 좁으면 읽을 수 있을 만큼만 줄입니다. 전화에서는 글자가 8픽셀보다 작아져야
  // 다 보이는 그래프라면, 11픽셀로 키워 지금 노드를 따라갑니다.
  fit() {
    const inside = this.svg && this.port.clientWidth;
    if (!inside) return;
    const [w, height] = this.size;
    // 그래프와 문장과 단추가 한 화면에 들어오게 합니다. 120은 그래프의 여백과 그 아래 줄입니다.
    const { live } = this.player, large = live.clientWidth > 600;
    const room = inside - 12;
    const rest = [...live.querySelectorAll(".ag-head,.ag-inputs,.ag-narration,.ag-controls")].reduce((sum, el) => sum + el.offsetHeight, 120);
    const tall = Math.max(220, Math.min(560, large ? innerHeight - rest : innerHeight * 0.42));
    const best = Math.min(1.2, room / w, tall / height);
    const least = large ? Math.min(0.72, room / w < 0.5 ? 0.72 : room / w) : best < 0.7 ? 0.96 : best;
    const scale = Math.max(best, least) * this.zoom;
    this.svg.style.width = `${w * scale}px`;
    this.svg.style.height = `${height * scale}px`;
    this.port.style.height = `${Math.min(height * Math.max(scale, 0.5), tall) + 36}px`;
    // 크기를 정한 다음에 넣습니다. 먼저 넣으면 글자를 두 번 배치합니다.
    if (!this.svg.parentNode) this.port.append(this.svg);
    if (this.scale !== (this.scale = scale)) this.follow();
  }

  zoomBy(factor) {
    this.zoom = factor ? Math.min(3, Math.max(0.5, this.zoom * factor)) : 1;
    this.fit();
  }

  toggleHand() {
    const on = this.hand.getAttribute("aria-pressed") !== "true";
    this.hand.setAttribute("aria-pressed", on);
    this.port.toggleAttribute("data-pan", on);
  }

  // 그래프가 창보다 클 때 지금 노드를 가운데로 옮깁니다.
  follow() {
    const port = this.port;
    if (!this.svg || (port.scrollWidth <= port.clientWidth + 1 && port.scrollHeight <= port.clientHeight + 1)) return;
    const now = this.nodes[this.nowKey];
    if (!now) return;
    const a = now.g.getBoundingClientRect();
    const b = port.getBoundingClientRect();
    port.scrollLeft += a.left + a.width / 2 - b.left - b.width / 2;
    port.scrollTop += a.top + a.height / 2 - b.top - b.height / 2;
  }

  renderGraph(state, step) {
    for (const key in this.nodes) this.renderNode(key, state, step);
    for (const key in this.edges) this.renderEdge(key, state, step);
    this.nowKey = step.n;
    const now = this.nodes[step.n];
    if (now) {
      const d = now.box.getAttribute("d");
      for (const path of this.ring.children) setAttr(path, "d", d);
      if (this.ring.parentNode !== now.g) now.g.prepend(this.ring);
    } else this.ring.remove();
    const waiting = (step.queue || []).map((key) => this.name(key)).join(", ");
    setText(this.queue, this.player.phase(step) === "back" ? `대기줄  ${waiting || "비었음"}` : "");
  }

  renderNode(key, state, step) {
    const { g, badge, at, fields, title } = this.nodes[key];
    const get = (name) => state[`${key}.${name}`];
    const node = this.node[key];
    const now = step.n === key;
    const stop = this.player.stops.has(key);
    setAttr(g, "data-state", get("state") || "hidden");
    setAttr(g, "data-now", now);
    setAttr(g, "data-stop", stop);
    const was = (kind) => (now && step.t === kind ? step.was && cut(step.was, 26) : null);
    if (fields.value) setChange(fields.value, "", was("optim"), cut(get("value") || "", 26));
    if (fields.got) {
      const got = get("got") ?? get("buf");
      const text = was("inplace") ? `버전 ${step.was} → ${get("ver")}` : got ? `받은 ${got}` : "";
      setText(fields.got, cut(text, 32));
      setAttr(fields.got, "data-has", !!text);
    }
    if (fields.grad) {
      const grad = get("grad");
      const sum = now && step.t === "accum" ? "Σ " : "";
      if (grad == null) setText(fields.grad, "");
      else setChange(fields.grad, `${sum}.grad `, was("accum"), cut(grad, 26));
      setAttr(fields.grad, "data-none", !grad || grad.includes("None"));
      setAttr(fields.none, "data-has", !!grad?.includes("None"));
    }
    const arrived = get("arr");
    const text = place(key, step);
    setAttr(badge, "data-has", !!text);
    if (badge.agWords !== text) this.drawBadge(badge, text, at);
    if (fields.arr) setText(fields.arr, arrived ? `도착 ${arrived}` : "");
    setText(title, this.describe(node, get, arrived, [text.replace("◉ ", ""), stop && "중단점"]));
  }

  drawBadge(badge, text, at) {
    badge.agWords = text;
    const width = wide(text) + 12;
    set(badge.firstChild, { width, x: at.right - width - 10 });
    badge.lastChild.textContent = text;
  }

  describe(node, get, arrived, words) {
    const name = this.name(node.k);
    if (!get("state")) return `${name}, 아직 만들지 않음`;
    const grad = get("grad"), got = get("got") ?? get("buf");
    return [name, node.kind === "leaf" && "잎", node.root && "뿌리", get("value") && `값 ${get("value")}`,
      got && `받은 변화도 ${got}`,
      arrived && `도착 ${arrived}`, grad && `.grad ${grad}`, ...words].filter(Boolean).join(", ");
  }

  renderEdge(key, state, step) {
    const { g, outer, inner, plate, text, to, tag, spots, side } = this.edges[key];
    const sent = state[`e.${key}`];
    for (const el of [g, tag]) if (el) setAttr(el, "data-made", !!state[`${to}.state`]);
    setAttr(g, "data-sent", sent ? sent.kind || "normal" : null);
    setAttr(g, "data-active", step.e === key && (step.t === "send" || step.t === "skip"));
    setAttr(g, "data-look", step.e === key);
    setAttr(g, "data-open", !!sent && sent.sign === "−");
    const thick = sent ? Math.min(6, Math.max(1, sent.w || 1)) : 1;
    setAttr(outer, "stroke-width", String(3.5 + thick));
    setAttr(inner, "stroke-width", String(1.5 + thick / 3));
    const label = sent ? (sent.kind === "nan" ? "⚠ " : "") + (sent.kind === "skip" ? "보내지 않음" : sent.label || "") : "";
    if (!setText(text, label)) return;
    const width = label ? wide(label) * 1.3 + 2 : 0;
    let { x, y } = spots[+(label.length > 9 && !side)];
    x += side * (width / 2 + 8);
    set(text, { x, y: y + 4.5 });
    set(plate, { width, x: x - width / 2, y: y - 9 });
  }

  // ── 수식: 같은 큰 걸음의 계산을 칠판처럼 쌓아 보입니다 ──

  buildFormula() {
    this.formulaHead = caption("수식");
    this.formulaBody = h("div");
    this.detail = h("div", { class: "ag-detail", hidden: true });
    return (this.formulaPane = pane("formula", "수식", this.detail, this.formulaHead, this.formulaBody));
  }

  renderFormula(state, step, k) {
    const steps = this.trace.steps;
    const what = step.n ? `수식 — 지금 ${this.name(step.n)}` : "수식";
    // 식의 이름이 어느 자리에 있는지. 3 * x의 첫 자리처럼 적은 차례와 다를 때가 있습니다.
    const { slots = [], in: from } = this.node[step.n] || {};
    this.formulaHead.replaceChildren(`${what}\u2003`, ...(slots.length > 1 ? slots.map((name, i) =>
      h("span", { class: "ag-slot" }, `자리 ${i}: `, h("span", { class: "ag-symbol", "data-k": from[i]?.[0] }, name))) : []));
    const rows = [];
    for (let i = k; i >= 0 && steps[i].big === step.big; i--) {
      if (i === k || steps[i].f?.length) rows.unshift(this.formulaRow(steps[i], i === k));
    }
    const { formulaBody: body, formulaPane: pane } = this;
    const down = (more) => {
      body.style.paddingBottom = `${more}px`;
      pane.scrollTop = this.detail.hidden ? 1e6 : 0;
    };
    body.replaceChildren(...rows);
    down(0);
    // 제목에 반쯤 가린 지난 줄은 마저 밀어 올립니다.
    const below = (row) => row.getBoundingClientRect().bottom - this.formulaHead.getBoundingClientRect().bottom;
    const half = rows.slice(0, -1).find((row) => below(row) > 0 && below(row) < row.offsetHeight);
    if (half) down(below(half));
    if (!this.detail.hidden) this.renderDetail(state);
  }

  // 걸음의 식. 저장하거나 해제하는 걸음에서는 그 텐서들입니다.
  linesOf({ f = [], n, set }) {
    const kept = (this.trace.saved?.[n] || []).filter((_, i) => `${n}.saved.${i}` in set)
      .map(({ name, of }) => [name, this.fold.state[`${of}.value`]].filter(Boolean).join(" = "));
    return f.length || !kept.length ? f : [kept.join(", ")];
  }

  formulaRow(step, now) {
    const lines = this.linesOf(step).map((line) => h("p", { class: "ag-math" }, ...this.symbols(line, step)));
    // 안에서 한 계산에는 답이 있습니다. 이번 방문의 질문에 답한 다음에 보입니다.
    const { player, trace: { steps } } = this;
    const ask = player.openAsk(player.at + 1, player.last);
    const inner = step.inner?.length && !(ask && steps[ask.at]?.big === step.big)
      ? h("details", { class: "ag-inner-steps" }, h("summary", {}, `안에서 한 계산 ${step.inner.length}걸음`),
        ...step.inner.map((each) => h("p", {}, each.say)))
      : null;
    const first = step.t === "accum" && step.was === "없음";
    return h("div", { class: "ag-row", "data-t": step.t, "data-now": now },
      h("p", { class: "ag-kind" }, first ? "Σ .grad에 쓰기" : KIND[step.t], step.slot != null && this.node[step.n].slots?.length > 1 ? ` · 자리 ${step.slot}` : ""), step.strip ? this.strip(step.strip) : null,
      step.t === "accum" && !first ? h("p", { class: "ag-math" }, h("s", {}, step.was), ` → ${step.set[step.n + ".grad"]}`) : null,
      ...lines, step.freed === false ? h("p", { class: "ag-lock" }, icon(ICON.lock), " 보관: retain_graph") : null, inner);
  }

  // 모양의 띠: 축마다 칸 하나. 더해서 없앤 축은 점선으로 접힌 칸과 글로 말합니다.
  strip(axes) {
    const cell = ([size, left], i) => h("span", { class: "ag-axis", "data-sum": size !== left },
      h("b", {}, size === left ? `${size}` : `${size} → ${left ?? "없앰"}`),
      h("small", {}, `${i}번 축${size === left ? " 그대로" : " 더함"}`));
    return h("p", { class: "ag-axes" }, ...axes.map(cell));
  }

  // 수식 속의 이름을 노드의 열쇠와 잇습니다. 같은 이름이 여럿이면 가까운 노드를 고릅니다.
  symbols(line, step) {
    const near = [step.n, step.to, ...(this.node[step.n]?.in || []).map((slot) => slot?.[0])].filter(Boolean);
    return line.split(/([\p{L}_][\p{L}\p{N}_]*)/u).map((part, i) => {
      if (i % 2 === 0) return part;
      const key = near.find((k) => this.node[k]?.name === part) ?? this.order.find((k) => this.node[k].name === part);
      return key ? h("span", { class: "ag-symbol", "data-k": key }, part) : part;
    });
  }

  // ── 노드 자세히 ──

  openDetail(key) {
    this.detailKey = key;
    this.detail.hidden = false;
    this.renderDetail(this.state(this.at));
  }

  closeDetail() {
    if (this.detail.hidden) return false;
    this.detail.hidden = true;
    this.nodes[this.detailKey]?.g.focus();
    return true;
  }

  renderDetail(state) {
    const key = this.detailKey, node = this.node[key];
    const get = (name) => state[`${key}.${name}`];
    const facts = [["종류", { leaf: "잎", op: "연산", const: "상수", plain: "기록하지 않음" }[node.kind]],
      ["변화도 함수", node.fn],
      ["입력", (node.slots || []).map((name, i) => `자리 ${i} ← ${name}`).join("\n")],
      ["모양", node.shape], ["dtype", node.dtype], ["줄", node.line],
      ["값", get("data") || get("value")], ["받은 변화도", get("got")], ["버퍼", get("buf")],
      [".grad", get("grad")], ["버전", get("ver")]].filter(([, value]) => value != null && value !== "");
    const stop = this.player.stops.has(key);
    this.detail.replaceChildren(
      caption(`${this.name(key)} 자세히`),
      h("dl", {}, ...facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))])),
      h("p", {}, button(stop ? "중단점 끄기" : "중단점 켜기", () => this.player.toggleStop(key)),
        button("닫기", () => this.closeDetail())));
  }

  // ── 코드 ──

  buildCode() {
    this.lines = {};
    const hatched = new Set(this.trace.nodes.filter((node) => node.region).map((node) => node.line));
    const rows = this.trace.src.map(({ n, text }) => {
      const code = h("code", {}, text || " ");
      const row = h("div", { class: "ag-line", "data-line": n, "data-region": hatched.has(n) },
        h("span", { class: "ag-number", "aria-hidden": "true" }, String(n)), code);
      this.lines[n] = { row, code, text };
      return row;
    });
    return pane("code-pane", "코드", caption("코드"), h("div", { class: "ag-source" }, ...rows));
  }

  renderCode(step) {
    const node = this.node[step.n];
    const called = node?.line !== step.line ? node?.line : null;
    for (const n in this.lines) {
      const { row } = this.lines[n];
      setAttr(row, "aria-current", +n === step.line ? "step" : null);
      setAttr(row, "data-made", +n === called);
    }
    this.markSpan(node);
    const current = this.lines[step.line]?.row;
    const pane = current?.closest(".ag-code-pane");
    if (pane && pane.scrollHeight > pane.clientHeight + 1) pane.scrollTop = current.offsetTop - pane.clientHeight / 2;
  }

  // 지금 노드를 만든 식에 밑줄을 긋습니다. 자리는 파이썬이 적은 열 번호입니다.
  markSpan(node) {
    const line = node?.col && this.lines[node.line];
    if (this.spanLine && this.spanLine !== line) this.spanLine.code.replaceChildren(this.spanLine.text);
    this.spanLine = line || null;
    if (!line) return;
    const [from, to] = node.col;
    line.code.replaceChildren(line.text.slice(0, from), h("mark", { "data-k": node.k }, line.text.slice(from, to)), line.text.slice(to));
  }

  // ── 저장된 텐서와 메모리 ──

  buildSaved() {
    this.savedRows = [];
    const rows = Object.entries(this.trace.saved || {}).map(([key, items]) => {
      const tags = items.map((item, i) => {
        const el = h("span", { class: "ag-tag", title: `${item.name} · 모양 ${item.shape} · 버전 ${item.ver} · ${item.bytes} B` });
        this.savedRows.push({ el, item, id: `${key}.saved.${i}` });
        return el;
      });
      const row = h("p", { "data-k": key }, h("b", {}, this.name(key)), ...tags);
      this.mark(key, row);
      return row;
    });
    this.memory = h("span", {});
    this.memoryBar = h("i", {});
    return pane("saved", "저장된 텐서", caption("저장된 텐서"), h("div", { class: "ag-kept" }, ...rows),
      rows.length ? null : none("저장한 텐서가 없습니다."),
      h("p", { class: "ag-memory" }, this.memory, h("span", { class: "ag-bar", "aria-hidden": "true" }, this.memoryBar)));
  }

  renderSaved(state, step) {
    for (const { el, item, id } of this.savedRows) {
      const now = state[id] || "";
      const sign = { "해제됨": " ✕", "버전 어긋남": " ⚠" }[now] || "";
      const locked = now.startsWith("보관:");
      if (setText(el, `${item.name} v${item.ver}${now ? " " + now + sign : ""}`) && locked) el.prepend(icon(ICON.lock));
      setAttr(el, "data-s", { "사용 중": "used", "해제됨": "freed", "버전 어긋남": "stale" }[now] || (now ? "kept" : "none"));
    }
    setText(this.memory, `붙들고 있는 메모리 ${step.mem ?? 0} B${step.freed === false ? " (줄지 않음)" : ""}`);
    this.memoryBar.style.width = `${(100 * (step.mem || 0)) / this.memTop}%`;
  }

  // ── 상태표 ──

  buildTable() {
    this.rows = this.order.filter((key) => this.node[key].kind !== "const").map((key) => {
      const cells = COLUMNS.slice(1).map(() => h("td", {}));
      const el = h("tr", { "data-k": key }, h("th", { scope: "row" }, this.name(key)), ...cells);
      this.mark(key, el);
      return { key, el, cells };
    });
    return this.tablePane = pane("table", "상태표", caption("상태표"),
      h("table", { "data-large": this.rows.length > 40 }, h("thead", {}, h("tr", {}, ...COLUMNS.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...this.rows.map((row) => row.el))));
  }

  cells(key, state, step) {
    const node = this.node[key];
    const get = (name) => state[`${key}.${name}`];
    const saved = (this.trace.saved?.[key] || []).map((item, i) => get("saved." + i) && `${item.name}\u00a0${get("saved." + i)}`);
    const kind = get("grad") ?? { leaf: "", op: "잎 아님" }[node.kind] ?? "기록 없음";
    const words = { done: "끝남", ready: "준비됨", waiting: "기다림", apart: "닿지 않음" };
    return [get("value") ?? "", get("got") ?? get("buf") ?? "", saved.filter(Boolean).join(", ") || "—",
      get("arr") || "", kind,
      (step.n === key && step.t === "inplace" ? `${step.was} → ` : "") + (get("ver") ?? ""),
      place(key, step) || (words[get("state")] ?? "아직 없음")];
  }

  renderTable(state, step) {
    for (const { key, el, cells } of this.rows) {
      this.cells(key, state, step).forEach((text, i) => {
        if (setText(cells[i], text)) setAttr(cells[i], "data-short", i !== 2 && text.length < 15);
      });
      setAttr(el, "data-now", step.n === key);
    }
    const now = this.rows.length > 40 && step.n ? this.rows.find((row) => row.key === step.n) : null;
    if (now) this.tablePane.scrollTop = now.el.offsetTop - this.tablePane.clientHeight / 2;
  }

  // ── 이어서 밝히기: 코드 ↔ 그래프 ↔ 수식 ↔ 표 ──

  listenForLinks() {
    const over = (event) => this.light(this.keysAt(event.target));
    this.el.addEventListener("pointerover", over);
    this.el.addEventListener("focusin", over);
    this.el.addEventListener("pointerleave", () => this.light(this.picked ? [this.picked] : []));
    this.el.addEventListener("click", (event) => {
      const g = event.target.closest?.("g.node");
      const keys = this.keysAt(event.target);
      this.picked = keys.length === 1 && this.picked !== keys[0] ? keys[0] : null;
      this.light(keys);
      if (g && !this.dragged) this.focusNode(g.dataset.k), this.openDetail(g.dataset.k);
    });
  }

  keysAt(target) {
    const el = target.closest?.("[data-k],[data-line]");
    if (!el || !this.el.contains(el)) return this.picked ? [this.picked] : [];
    if (el.dataset.k) return [el.dataset.k];
    return this.trace.nodes.filter((node) => node.line === +el.dataset.line).map((node) => node.k);
  }

  light(keys) {
    const wanted = new Set(keys);
    for (const key of keys) {
      const dot = key.lastIndexOf(".");
      if (dot > 0) wanted.add(key.slice(0, dot));
    }
    const same = [...wanted].join(" ");
    if (same === this.lit) return;
    this.lit = same;
    const found = [...this.formulaPane.querySelectorAll("[data-k]")].filter((el) => wanted.has(el.dataset.k));
    for (const key of wanted) found.push(...(this.marked.get(key) || []), this.lines[this.node[key]?.line]?.row);
    for (const el of this.el.querySelectorAll("[data-on]")) el.removeAttribute("data-on");
    for (const el of found) el?.setAttribute("data-on", "");
  }

  // 그래프 안에서는 Tab 자리가 하나이고, 위아래 화살표로 옮깁니다.
  focusNode(key) {
    this.nodes[this.focusKey]?.g.setAttribute("tabindex", "-1");
    this.focusKey = key;
    const g = this.nodes[key]?.g;
    g?.setAttribute("tabindex", "0");
    g?.focus({ preventScroll: true });
  }

  moveFocus(by) {
    const keys = this.order.filter((key) => this.nodes[key]);
    const next = keys[keys.indexOf(this.focusKey) + by];
    if (next) this.focusNode(next);
  }

  listenForTouch() {
    const port = this.port, touches = new Map();
    let start = null, hold = 0, apart = 0;
    const spot = (event) => ({ x: event.clientX, y: event.clientY });
    const away = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    const spread = () => away(...touches.values());
    port.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse") return;
      touches.set(event.pointerId, spot(event));
      this.dragged = false;
      clearTimeout(hold);
      if (touches.size === 2) { apart = spread(); start = null; return; }
      start = spot(event);
      const key = event.target.closest("g.node")?.dataset.k;
      if (key) hold = setTimeout(() => { this.dragged = true; this.player.toggleStop(key); }, 550);
    });
    port.addEventListener("pointermove", (event) => {
      const touch = touches.get(event.pointerId);
      if (!touch) return;
      Object.assign(touch, spot(event));
      if (start && away(touch, start) > 10) { clearTimeout(hold); this.dragged = true; }
      if (touches.size === 2 && apart) { this.zoomBy(spread() / apart); apart = spread(); }
    });
    const end = (event) => {
      clearTimeout(hold);
      touches.delete(event.pointerId);
      if (event.type === "pointerup" && start && !port.hasAttribute("data-pan")) {
        const { x, y } = spot(event), by = x - start.x;
        if (Math.abs(by) > 45 && Math.abs(by) > 2 * Math.abs(y - start.y)) this.player.move(by < 0 ? 1 : -1);
      }
      start = null;
    };
    port.addEventListener("pointerup", end);
    port.addEventListener("pointercancel", end);
  }

  render(k) {
    const step = this.trace.steps[k];
    const state = this.state(k);
    this.at = k;
    this.renderGraph(state, step);
    this.renderFormula(state, step, k);
    this.renderCode(step);
    this.renderSaved(state, step);
    this.renderTable(state, step);
    if (this.svg && !this.svg.parentNode) this.fit();
    else this.follow();
    this.nodes[this.focusKey]?.g.setAttribute("tabindex", "0");
  }
}

function bounds(path) {
  const numbers = path.match(/-?\d+(\.\d+)?/g).map(Number);
  const xs = numbers.filter((_, i) => i % 2 === 0), ys = numbers.filter((_, i) => i % 2);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function farthest(points, from) {
  const pairs = points.trim().split(/\s+/).map((pair) => pair.split(",").map(Number));
  const away = ([x, y]) => Math.hypot(x - from.x, y - from.y);
  return pairs.reduce((a, b) => (away(b) > away(a) ? b : a)).join(" ");
}

// 기록 파일은 어디서 왔는지 알 수 없습니다. 그림만 남기고 움직일 수 있는 것은 모두 뺍니다.
function parseSvg(text) {
  if (!text) return null;
  // 이 쪽에 이미 있는 그림이면 그 사본입니다.
  const svg = text.cloneNode?.(true) || new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (svg.localName !== "svg" || svg.querySelector("parsererror")) return null;
  for (const el of svg.querySelectorAll("[data-static],script,foreignObject,image,use,a,animate,set,style")) el.remove();
  for (const el of [svg, ...svg.querySelectorAll("*")]) {
    for (const { name } of [...el.attributes]) if (/^on|href|^id$/i.test(name)) el.removeAttribute(name);
  }
  svg.setAttribute("class", "ag-svg");
  return document.importNode(svg, true);
}

// ── 야코비안 보기 ─────────────────────────────────────────────────────────────────────

function buildJacobian(trace, player) {
  const { jac } = trace;
  const box = pane("jac", "야코비안");
  const seen = new Set();                        // 한 행씩 모으기에서 이미 얻은 행
  let gather = false, at = 0;
  const cell = (i, j) => {
    if (gather && !seen.has(i)) return h("td", {}, "?");   // 빗금도 J의 값을 알려 주니 함께 가립니다.
    return h("td", { "data-zero": jac.made && !jac.made[i][j], "data-row": jac.runs[at].row === i }, jac.J[i][j]);
  };
  const vCell = (text, i) => (jac.live
    ? h("input", { type: "number", step: "0.5", value: text.replace("−", "-"), "aria-label": `v ${jac.out[i]}`, onchange: send })
    : text);
  function send() {
    const v = [...box.querySelectorAll("input")].map((el) => el.value);
    if (v.every(Boolean)) player.send({ v });    // 지우는 중인 빈칸은 수가 아닙니다.
  }
  // 벡터마다 걸음을 적어 둔 기록이면 걸음도 그 벡터의 것으로 바꿉니다.
  function choose(i) {
    at = i;
    if (jac.runs[i].steps) player.showTrace({ ...trace, steps: jac.runs[i].steps });
    draw(i);
  }
  function draw(focus) {
    const run = jac.runs[at];
    if (run.row != null) seen.add(run.row);
    const head = h("tr", {}, h("th", { scope: "col" }, "v"), h("td", {}), ...jac.in.map((name) => h("th", { scope: "col" }, name)));
    const known = !gather || run.v.every((v, i) => v === "0" || seen.has(i));
    const body = jac.out.map((name, i) => h("tr", {}, h("td", { class: "ag-v" }, vCell(run.v[i], i)),
      h("th", { scope: "row" }, name), ...jac.in.map((_, j) => cell(i, j))));
    const foot = h("tr", { class: "ag-result" }, h("td", {}), h("th", { scope: "row" }, "vᵀJ"), ...run.x.map((x) => h("td", {}, x)));
    box.replaceChildren(
      caption("야코비안 J (행=출력, 열=입력)"),
      h("div", { class: "ag-choices" }, ...jac.runs.map((each, i) => button(each.label, () => choose(i), { "aria-pressed": String(i === at) })),
        button("J를 가리고 한 행씩 모으기", () => { gather = !gather; seen.clear(); draw("gather"); }, { "aria-pressed": String(gather) })),
      h("table", {}, h("thead", {}, head), h("tbody", {}, ...body, foot)),
      ...(known ? run.rows || [] : []).map((line) => h("p", { class: "ag-math" }, line)),
      none(run.note), none(gather ? `모은 행 ${seen.size}/${jac.out.length}` : jac.note || ""));
    const buttons = box.querySelectorAll("button");
    if (focus != null) (focus === "gather" ? buttons[buttons.length - 1] : buttons[focus]).focus();
  }
  draw();
  return box;
}

// ── 재생기: 걸음 번호 하나를 들고 화면들을 함께 넘깁니다 ──────────────────────────────────

class Player {
  constructor(root, data, { model = null, host = "book" } = {}) {
    Object.assign(this, { root, model, host, stops: new Set(), small: true, streak: 0, speed: 1 });
    root.tabIndex = 0;
    root.dataset.lmSuppressShortcuts = "true";
    root.setAttribute("role", "group");
    this.live = h("div", { class: "ag-live" });
    root.append(this.live);
    this.onKey = (event) => this.key(event);
    root.addEventListener("keydown", this.onKey);
    this.load(data, 0);
    this.openAt(data?.open || {});
    this.readAddress();
    this.go(this.at, { quiet: true });
  }

  // ── 기록 열기 ──

  load(data, at) {
    this.data = data;
    this.root.toggleAttribute("data-compact", !!data?.compact);
    const traces = unpack(data);
    if (!traces) {
      this.live.replaceChildren(none(data?.v === VERSION ? data.note || "기록한 걸음이 없습니다."
        : `이 재생기는 기록 ${VERSION}판만 읽습니다. 이 기록은 ${data?.v ?? "알 수 없는 "}판이라 보일 수 없습니다.`));
      this.views = [];
      return;
    }
    this.build(traces);
    this.at = Math.min(at, this.last);
  }

  build(traces, labels = this.data.labels || []) {
    this.trace = traces[0];
    this.id = this.trace.id;                     // 입력을 바꾸어도 주소는 같은 걸음보기를 가리킵니다.
    this.jacobian = this.askMark = null;
    this.views = traces.map((trace, i) => new View(trace, this, labels[i]));
    this.longest = traces.reduce((a, b) => (b.steps.length > a.steps.length ? b : a));
    this.main = this.views[traces.indexOf(this.longest)];
    this.last = this.longest.steps.length - 1;
    this.root.setAttribute("aria-label", `걸음보기: ${this.trace.title || ""}`);
    this.live.toggleAttribute("data-pair", traces.length > 1);
    this.live.toggleAttribute("data-wide", this.main.size?.[0] > 560);
    this.live.replaceChildren(...[
      this.buildHead(), this.buildInputs(),
      h("div", { class: "ag-views" }, ...this.views.map((view) => view.el)),
      h("div", { class: "ag-narration" },
        (this.say = h("p", { class: "ag-say", "aria-live": "polite" })),
        (this.room = h("p", { class: "ag-room", "aria-hidden": "true" })),
        (this.error = h("div", { class: "ag-error", hidden: true }))),
      // 질문은 코드나 그래프 위에 겹칩니다. 질문이 나타나도 단추가 움직이지 않습니다.
      this.buildControls(), (this.ask = h("div", { class: "ag-ask", hidden: true })), this.buildTabs(),
    ].filter(Boolean));
    this.setTab("formula");
    this.setSmall(this.small);
    if (this.viewSwitch) this.setJacobian(true);
  }

  buildHead() {
    this.viewSwitch = this.trace.jac
      ? h("div", { class: "ag-seg" }, ...["그래프", "야코비안"].map((name, i) =>
        button(name, () => { this.setJacobian(i === 1); this.writeAddress(); })))
      : null;
    this.menu = h("details", { class: "ag-menu" }, h("summary", { "aria-label": "더 보기" },
      h("span", { class: "ag-long" }, "더 보기"), h("span", { class: "ag-short", "aria-hidden": "true" }, "⋮")),
      h("div", {}, button("주소 복사", () => { this.menu.open = false; this.copyAddress(); }, { "data-export": "address" }),
        h("p", {}, "내보내기"), ...[["SVG 그림", "svg"], ["PNG 그림", "png"], ["DOT", "dot"], ["JSON 기록", "json"],
        ["표(Markdown)", "md"], ["이 걸음의 torch 코드", "code"]].map(([label, kind]) =>
        button(label, () => { this.menu.open = false; this.export(kind); }, { "data-export": kind }))));
    this.tableButton = button("표로 보기", () => this.toggleTable(), { "aria-pressed": "false", class: "ag-totable" });
    this.help = h("dialog", { class: "ag-help", "aria-label": "걸음보기 도움말" },
      caption("걸음보기 도움말"),
      h("p", {}, "걸음마다 순전파와 역전파에서 일어난 일 하나를 보입니다. 실선은 순전파, 겹선은 역전파입니다."),
      h("p", {}, "⊕는 한 번의 역전파 안에서 여러 길의 값을 합치는 일이고, Σ는 그 결과를 .grad에 더하는 일입니다."),
      h("table", {}, h("tbody", {}, ...KEYS.map(([keys, what]) => h("tr", {}, h("th", { scope: "row" }, keys), h("td", {}, what))))),
      h("p", {}, "손으로는 그래프를 왼쪽으로 밀면 다음, 오른쪽으로 밀면 이전입니다. 노드를 길게 누르면 중단점입니다."),
      button("닫기", () => this.help.close()));
    return h("header", { class: "ag-head" },
      h("p", { class: "ag-title" }, this.data.title || this.trace.title || "걸음보기"), this.viewSwitch,
      h("div", { class: "ag-tools" }, this.tableButton, this.menu,
        button("?", () => this.help.showModal(), { "aria-label": "도움말" })), this.help);
  }

  buildControls() {
    this.slider = h("input", { type: "range", min: 0, "aria-label": "걸음", oninput: () => this.go(+this.slider.value) });
    this.track = h("div", { class: "ag-track" });
    this.drawTrack();
    this.count = h("span", {});
    this.sizes = [["작은 걸음", true], ["큰 걸음", false]].map(([name, small]) =>
      button(name, () => this.setSmall(small)));
    this.autoButton = button("자동", () => this.toggleAuto(), { "aria-pressed": "false" });
    this.speedButton = button("1×", () => this.nextSpeed(), { "aria-label": "자동 속도 1배", hidden: true });
    this.runButton = button("중단점까지", () => this.runToStop(), { hidden: !this.stops.size });
    const step = (shown, name, onclick) => button(icon(ICON[shown]), onclick, { "aria-label": name, title: name });
    this.nextButton = button("다음", () => this.move(1), { class: "ag-next" });
    this.nextButton.append(icon(ICON.next));
    return h("div", { class: "ag-controls" }, h("div", { class: "ag-deck" },
      (this.strip = h("div", { class: "ag-strip", "aria-hidden": "true" })), this.track,
      h("div", { class: "ag-buttons" },
        step("first", "처음", () => this.go(0)), step("back", "이전", () => this.move(-1)), this.nextButton,
        step("last", "끝", () => this.go(this.last)),
        h("span", { class: "ag-count" }, h("span", { class: "ag-long" }, "걸음 "), this.count))),
      h("div", { class: "ag-extras" }, this.runButton, this.speedButton, this.autoButton,
        h("div", { class: "ag-seg", role: "group", "aria-label": "걸음 크기" }, ...this.sizes)));
  }

  // 시간의 띠: 순전파는 실선, 역전파는 겹선. 손잡이는 진짜 range 입력이라 자판으로도 움직입니다.
  drawTrack() {
    const runs = [];
    let phase = null;
    this.phases = this.longest.steps.map((step) => (phase = PHASE[step.t] || phase || "go"));
    this.phases.forEach((name, i) => {
      if (i && this.phases[i - 1] === name) runs[runs.length - 1].to = i;
      else runs.push({ name, from: i, to: i });
    });
    const percent = (i) => (100 * i) / (this.last || 1);
    const bands = runs.map(({ name, from, to }) => h("span", { class: "ag-band", "data-phase": name,
      style: `left:${percent(Math.max(0, from - 1))}%;right:${100 - percent(to)}%` }, h("b", {}, PHASE_NAME[name])));
    const dots = this.main.ends.length <= 60
      ? this.main.ends.map((i) => h("i", { class: "ag-dot", "data-phase": this.phases[i], style: `left:${percent(i)}%` })) : [];
    const asks = (this.longest.ask || []).map(({ at }) => h("i", { class: "ag-askdot", style: `left:${percent(at)}%` }, "?"));
    this.track.replaceChildren(h("div", { class: "ag-phases", "aria-hidden": "true" }, ...bands, ...dots, ...asks), this.slider);
    this.slider.max = this.last;
    // 가장 긴 문장의 자리를 비워 두어, 걸음마다 단추가 움직이지 않습니다.
    this.room.textContent = this.longest.steps.map((step) => step.say).sort((a, b) => b.length - a.length)[0];
  }

  buildTabs() {
    this.tabs = TABS.map(([id, name]) => button(name, () => this.setTab(id), { "aria-pressed": "false", "data-tab": id }));
    return h("div", { class: "ag-tabs", role: "group", "aria-label": "아래에 펼칠 것" }, ...this.tabs);
  }

  // 입력 고치기: 책에서는 미리 적어 둔 기록을 고르고, 커널이 있으면 파이썬에 다시 묻습니다.
  buildInputs() {
    const inputs = this.data.explore?.inputs;
    if (!inputs) return null;
    this.stopsAt = inputs.map((input) => input.at || 0);
    return h("div", { class: "ag-inputs" }, ...inputs.map((input, i) => {
      const live = !input.stops;
      const out = h("output", {}, live ? String(input.value) : input.stops[this.stopsAt[i]]);
      const slider = h("input", { type: "range", "aria-label": `${input.name}의 값`,
        min: live ? input.min : 0, max: live ? input.max : input.stops.length - 1,
        step: live ? input.step ?? "any" : 1, value: live ? input.value : this.stopsAt[i] });
      slider.addEventListener("input", () => {
        setText(out, live ? slider.value : input.stops[+slider.value]);
        if (!live) { this.stopsAt[i] = +slider.value; slider.setAttribute("aria-valuetext", out.textContent); this.chooseTrace(); }
      });
      if (live) slider.addEventListener("change", () => this.send({ [input.name]: +slider.value }));
      return h("label", {}, `${input.name} =`, out, slider);
    }));
  }

  chooseTrace() {
    this.showTrace(chosen(this.data.explore, (_, i) => this.stopsAt[i]));
  }

  // 하나만 보이는 기록을 바꿉니다. 시간의 띠도 새 걸음으로 다시 그립니다.
  showTrace(trace) {
    const old = this.main;
    this.trace = this.longest = trace;
    this.main = new View(trace, this);
    this.views = [this.main];
    old.el.replaceWith(this.main.el);
    this.last = trace.steps.length - 1;
    this.drawTrack();
    this.go(this.at);
  }

  send(values) {
    if (!this.model) return;
    this.model.set("inputs", { ...this.model.get("inputs"), ...values });
    this.model.save_changes();
  }

  // ── 걸음 옮기기 ──

  phase(step) {
    const at = this.longest.steps.indexOf(step);
    return at >= 0 ? this.phases?.[at] : PHASE[step.t] || "back";
  }

  move(by, small = this.small) {
    const { ends } = this.main;
    let k = this.at + by;
    if (!small) k = by > 0 ? ends.find((end) => end > this.at) : ends.filter((end) => end < this.at).pop();
    k = Math.max(0, Math.min(this.last, k ?? (by > 0 ? this.last : 0)));
    if (by > 0) {
      const held = this.openAsk(this.at + 1, k);
      if (held) return this.hold(held);
    }
    this.go(k, { big: !small });
    return true;
  }

  // 답하지 않은 예측 문제가 사이에 있으면 그 앞에서 멈춥니다.
  openAsk(from, to) {
    return (this.longest.ask || []).find((ask) => ask.at >= from && ask.at <= to && this.answer(ask) == null);
  }

  hold(ask) {
    const auto = this.timer ? "자동을 멈췄습니다. " : "";
    this.stopAuto();
    if (this.at !== ask.at - 1) this.go(ask.at - 1);
    this.ask.dataset.wait = "";
    this.tell(`${auto}먼저 예측해 보세요. ‘모르겠어요’도 답입니다.`);
    const before = this.ask.getBoundingClientRect().top;
    this.ask.scrollIntoView({ block: "nearest" });
    // 화면이 밀렸으면 이어진 누름이 보기에 닿을 수 있습니다. 자판은 막지 않습니다.
    if (this.ask.getBoundingClientRect().top !== before) this.guard = Date.now() + 400;
    return false;
  }

  go(k, { quiet = false, big = false } = {}) {
    if (!this.views.length) return;
    this.at = Math.max(0, Math.min(this.last, k));
    this.fresh = false;
    const held = document.activeElement, asked = this.ask.contains(held);
    for (const view of this.views) view.render(Math.min(this.at, view.trace.steps.length - 1));
    this.renderFrame(big);
    // 초점이 있던 단추가 사라지면 자판이 걸음보기를 벗어납니다.
    if (asked && !held.getClientRects().length) this.nextButton.focus({ preventScroll: true });
    if (quiet) return;
    if (this.model) { this.model.set("at", this.at); this.model.save_changes(); }
    this.writeAddress();
  }

  renderFrame(big) {
    const steps = this.longest.steps, step = steps[this.at];
    setText(this.count, `${this.at + 1}/${this.last + 1}`);
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", `${this.at + 1}걸음, ${PHASE_NAME[this.phases[this.at]]}`);
    this.live.dataset.phase = this.phases[this.at];
    setText(this.say, this.sentence(big));
    this.nextButton.toggleAttribute("data-end", this.at === this.last);
    const line = this.main.lines[step.line];
    this.strip.replaceChildren(h("p", {}, h("b", {}, String(step.line ?? "")), h("code", {}, line ? line.text : ""),
      this.phases[this.at] === "back" ? " ← 역전파 중" : ""), h("p", { class: "ag-math" }, whole(this.main.linesOf(step))));
    this.renderError(step);
    this.renderAsk();
  }

  sentence(big) {
    const error = this.longest.steps[this.at].t === "error" && this.longest.error;
    if (error) return `⚠ ${error.what}`;
    if (this.views.length > 1) {
      return this.views.map((view) => `${view.label}: ${view.trace.steps[view.at].say}`).join(" ");
    }
    const steps = this.longest.steps, step = steps[this.at];
    if (!big) return step.say;
    const visit = steps.filter((s, i) => s.big === step.big && i <= this.at && !QUIET.includes(s.t));
    return visit.map((s) => s.say).join(" ") || step.say;
  }

  tell(text) {
    setText(this.say, text);
  }

  setSmall(small) {
    this.small = small;
    this.sizes.forEach((el, i) => el.setAttribute("aria-pressed", (i === 0) === small));
  }

  // ── 중단점과 자동 재생 ──

  toggleStop(key) {
    if (!this.stops.delete(key)) this.stops.add(key);
    const on = this.stops.has(key);
    this.runButton.hidden = !this.stops.size;
    this.go(this.at);
    this.tell(`${this.main.name(key)}의 중단점을 ${on ? "켰습니다" : "껐습니다"}.`);
  }

  runToStop() {
    if (!this.stops.size) return this.tell("중단점이 없습니다. 노드를 고르고 Space를 누르면 중단점이 생깁니다.");
    const { steps } = this.longest;
    let k = this.at + 1;
    while (k < this.last && !(this.stops.has(steps[k].n) && steps[k].big !== steps[k - 1].big)) k++;
    const ask = this.openAsk(this.at + 1, k);
    return ask ? this.hold(ask) : this.go(k);
  }

  toggleAuto() {
    if (this.timer) return this.stopAuto();
    if (this.at === this.last) this.go(0);
    this.autoButton.setAttribute("aria-pressed", "true");
    setText(this.autoButton, "멈춤");
    this.speedButton.hidden = false;
    const tick = () => {
      this.timer = setTimeout(() => {
        if (!this.move(1) || this.at === this.last) this.stopAuto();
        else tick();
      }, 1600 / this.speed);
    };
    return tick();
  }

  stopAuto() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.autoButton.setAttribute("aria-pressed", "false");
    setText(this.autoButton, "자동");
    this.speedButton.hidden = true;
  }

  nextSpeed() {
    this.speed = { 0.5: 1, 1: 2, 2: 0.5 }[this.speed];
    this.speedButton.textContent = `${this.speed}×`;
    this.speedButton.setAttribute("aria-label", `자동 속도 ${this.speed}배`);
  }

  // ── 예측 ──

  askKey(ask) {
    return `ag-ask:${this.longest.id}:${ask.at}`;
  }

  // 답은 이 브라우저에만 남습니다. 저장소를 막아 둔 독자에게는 이 쪽을 볼 때만 남습니다.
  answer(ask) {
    const key = this.askKey(ask);
    this.answers ??= {};
    if (key in this.answers) return this.answers[key];
    try {
      const found = localStorage.getItem(key);
      return found == null ? null : (this.answers[key] = +found);
    } catch { return null; }
  }

  keep(ask, choice) {
    const key = this.askKey(ask);
    this.answers[key] = choice;
    try {
      localStorage.removeItem(key);
      if (choice != null) localStorage.setItem(key, choice);
    } catch { /* 저장하지 못해도 문제는 풀 수 있습니다. */ }
  }

  setAnswer(ask, choice) {
    this.keep(ask, choice);
    this.streak = ask.c[choice]?.ok ? this.streak + 1 : 0;
    delete this.ask.dataset.wait;
    this.fresh = true;                           // 되먹임은 읽어 주는 줄에 있으니 상자에 되풀이하지 않습니다.
    this.renderAsk();
    for (const view of this.views) view.renderFormula(view.state(view.at), view.trace.steps[view.at], view.at);
    this.tell(this.feedback(ask, choice));
    this.nextButton.focus({ preventScroll: true });
  }

  feedback(ask, choice) {
    return ask.c[choice]?.fb ?? "괜찮습니다. 다음 걸음에서 함께 확인합니다.";
  }

  renderAsk() {
    const ask = this.longest.ask?.find(({ at }) => at === this.at + 1);
    const choice = ask && this.answer(ask), done = choice != null;
    const mark = ask && [ask.at, choice, this.fresh].join(":");
    if (this.askMark === mark) return;
    this.askMark = mark;
    this.ask.hidden = !ask;
    delete this.ask.dataset.wait;
    if (!ask) return;
    const option = (label, i) => button(label, (event) => (event.detail && Date.now() < this.guard ? null : this.setAnswer(ask, i)), {
      disabled: done, "data-choice": i, "data-picked": done && choice === i, "data-ok": done && choice === i && !!ask.c[i]?.ok });
    this.ask.replaceChildren(...[
      h("p", { class: "ag-q" }, h("b", {}, "예측 "), ask.q),
      h("div", { class: "ag-choices", role: "group", "aria-label": "예측의 보기" },
        ...ask.c.map((each, i) => option(each.v, i)), option("모르겠어요", -1)),
      done && !this.fresh ? h("p", { class: "ag-feedback" }, this.feedback(ask, choice)) : null,
      done && this.streak > 1 ? h("p", { class: "ag-feedback" }, `연속 정답 ${this.streak}`) : null,
      done ? button("다시 풀기", () => this.retry(ask), { class: "ag-quiet" }) : null,
    ].filter(Boolean));
  }

  retry(ask) {
    this.keep(ask, null);
    this.go(ask.at - 1);
    this.ask.querySelector("button")?.focus();
  }

  // ── 오류 ──

  renderError(step) {
    const error = step.t === "error" && this.longest.error;
    this.error.hidden = !error;
    this.live.toggleAttribute("data-error", !!error);
    if (!error) return;
    const known = this.at !== error.at;
    this.error.replaceChildren(
      error.why && h("p", {}, `까닭: ${error.why} `, known && button(`그 걸음 보기: ${error.at + 1}/${this.last + 1}`, () => this.go(error.at))),
      error.todo && h("p", {}, `해 볼 일: ${error.todo} `, known && this.data.steps && button(this.views[1] ? "하나만 보기" : "두 경우 나란히 보기", () => this.compare(error))));
  }

  // 까닭이 된 걸음에서 끊은 기록과 나란히 봅니다. 다시 부르면 하나만 봅니다.
  compare({ at }) {
    const whole = this.longest, cause = { ...whole, steps: whole.steps.slice(0, at + 1) };
    if (this.views[1]) this.build([whole]);
    else this.build([cause, whole], [`까닭 ${at + 1}걸음`, `멈춤 ${this.last + 1}걸음`]);
    this.go(this.at);
    [...this.error.querySelectorAll("button")].pop().focus();
  }

  // ── 자판 ──

  key(event) {
    if (!this.views.length || event.ctrlKey || event.metaKey || event.altKey || this.help.open) return;
    const target = event.target;
    const typing = target !== this.slider && target.matches("input,select,textarea");
    if (typing && event.key !== "Escape") return;
    const node = target.closest?.("g.node")?.dataset.k;
    if ((event.key === " " || event.key === "Enter") && !node) return;     // 단추의 본래 뜻을 지킵니다.
    const action = this.actions(event.shiftKey, node)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    if (action() === "ignore") return;
    event.preventDefault();
    event.stopPropagation();
  }

  actions(shift, node) {
    const view = this.views.find((each) => each.el.contains(document.activeElement)) || this.main;
    return {
      ArrowRight: () => this.move(1, this.small && !shift), ArrowLeft: () => this.move(-1, this.small && !shift),
      Home: () => this.go(0), End: () => this.go(this.last),
      ArrowDown: () => (node ? view.moveFocus(1) : "ignore"), ArrowUp: () => (node ? view.moveFocus(-1) : "ignore"),
      Enter: () => view.openDetail(node), " ": () => this.toggleStop(node),
      c: () => this.runToStop(), p: () => this.focusAsk(), t: () => this.toggleTable(), u: () => this.copyAddress(),
      "?": () => this.help.showModal(), Escape: () => this.escape(view),
    };
  }

  focusAsk() {
    const next = this.ask.hidden ? this.openAsk(this.at + 1, this.last) : null;
    if (next) this.go(next.at - 1);
    if (this.ask.hidden) return this.tell("남은 예측 문제가 없습니다.");
    return this.ask.querySelector("button:not(:disabled)")?.focus();
  }

  escape(view) {
    if (this.menu.open) {
      this.menu.open = false;
      return this.menu.querySelector("summary").focus();
    }
    if (view.closeDetail()) return null;
    return document.activeElement.blur();
  }

  toggleTable() {
    const on = !this.live.hasAttribute("data-table");
    this.live.toggleAttribute("data-table", on);
    this.tableButton.setAttribute("aria-pressed", on);
    for (const view of this.views) view.fit();
  }

  setJacobian(on) {
    this.live.toggleAttribute("data-jac", on);
    [...this.viewSwitch.children].forEach((el, i) => el.setAttribute("aria-pressed", (i === 1) === on));
  }

  setTab(id) {
    this.live.dataset.tab = id;
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", tab.dataset.tab === id);
  }

  // ── 주소 ──

  address() {
    const values = this.data.explore?.inputs.filter((input) => input.stops).map((input, i) => `&${encodeURIComponent(input.name)}=${encodeURIComponent(input.stops[this.stopsAt[i]])}`) || [];
    const mode = this.viewSwitch ? `&mode=${this.live.hasAttribute("data-jac") ? "vjp" : "graph"}` : "";
    const stops = this.stops.size ? `&bp=${[...this.stops].join(",")}` : "";
    return `#step=${encodeURIComponent(this.id)}&k=${this.at + 1}${values.join("")}${mode}${stops}&v=${VERSION}`;
  }

  writeAddress() {
    if (this.host !== "book") return;
    clearTimeout(this.addressTimer);             // 브라우저는 주소를 너무 자주 고치면 막습니다.
    this.addressTimer = setTimeout(() => { try { history.replaceState(history.state, "", this.address()); } catch { /* 주소를 못 고치는 곳에서도 걸음은 그대로입니다. */ } }, 250);
  }

  readAddress() {
    if (this.host !== "book" || !this.views.length || location.hash.length < 2) return;
    const raw = new URLSearchParams(location.hash.slice(1));
    const get = (...names) => names.map((name) => raw.get(name)).find((value) => value != null);
    if (get("step", "걸음") !== this.id) return;
    (this.data.explore?.inputs || []).forEach((input, i) => {
      const found = input.stops?.indexOf(get(input.name));
      if (found >= 0) this.stopsAt[i] = found;
    });
    this.live.querySelectorAll(".ag-inputs input").forEach((el, i) => { el.value = this.stopsAt[i]; el.dispatchEvent(new Event("input")); });
    if (this.viewSwitch) this.setJacobian(get("mode", "보기") !== "graph");
    this.openAt({ k: parseInt(get("k"), 10), stops: (get("bp", "중단점") || "").split(",") });
    this.root.scrollIntoView?.({ block: "nearest" });
  }

  // 주소나 trace.at(7, stops=["b"])가 고른 걸음과 중단점에서 시작합니다.
  openAt({ k, stops = [] }) {
    if (!this.views.length) return;
    for (const { k: key, name } of this.trace.nodes) if (stops.includes(key) || stops.includes(name)) this.stops.add(key);
    this.runButton.hidden = !this.stops.size;
    if (k > 0) this.at = Math.min(k - 1, this.last);
  }

  copyAddress() {
    if (this.host !== "book") {
      const stops = [...this.stops].map((key) => JSON.stringify(this.main.name(key))).join(", ");
      return this.copy(`${this.data.called || "trace"}.at(${this.at + 1}${stops ? ", stops=[" + stops + "]" : ""})`, "이 걸음을 여는 코드를 복사했습니다.");
    }
    return this.copy(location.href.split("#")[0] + this.address(), "이 걸음의 주소를 복사했습니다.");
  }

  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = h("textarea", { class: "ag-away", "aria-hidden": "true" });   // 클립보드 API가 없는 file:// 따위
      const before = document.activeElement;
      this.root.append(area);
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
      before?.focus();
    }
    this.tell(done);
  }

  // ── 내보내기 ──

  export(kind) {
    const name = `${this.trace.id}-${this.at + 1}`;
    if (kind === "code") return this.copy(this.trace.code || "", "torch로 다시 해 볼 코드를 복사했습니다.");
    if (kind === "md") return this.copy(this.markdown(), "상태표를 Markdown으로 복사했습니다.");
    if (kind === "json") return download(`${this.trace.id}.json`, JSON.stringify(this.data, (_, value) => value?.outerHTML ?? value, 1), "application/json");
    if (kind === "dot") return download(`${this.trace.id}.dot`, this.trace.dot || "", "text/vnd.graphviz");
    if (!this.main.svg) return this.tell("내보낼 그림이 없습니다.");
    this.live.dataset.still = "";
    const svg = standalone(this.main.svg, getComputedStyle(this.root).backgroundColor);
    delete this.live.dataset.still;
    if (kind === "svg") return download(`${name}.svg`, svg, "image/svg+xml");
    return toPng(svg, this.main.size, (blob) => download(`${name}.png`, blob));
  }

  markdown() {
    const line = (cells) => `| ${cells.map((cell) => String(cell).replace(/\|/g, "\\|")).join(" | ")} |`;
    const step = this.longest.steps[this.at], state = this.main.state(this.at);
    return [`**${this.trace.title || "걸음보기"}** · 걸음 ${this.at + 1}/${this.last + 1}`, "", step.say, "",
      line(COLUMNS), line(COLUMNS.map(() => "---")),
      ...this.main.rows.map(({ key }) => line([this.main.name(key), ...this.main.cells(key, state, step)]))].join("\n");
  }

  setTrace(data) {
    const [tab, table] = [this.live.dataset.tab, this.live.hasAttribute("data-table")];
    const sliders = () => [...this.live.querySelectorAll(".ag-inputs input, .ag-jac input")];
    const focused = sliders().indexOf(document.activeElement);
    this.load(data, this.at);
    if (!this.views.length) return;
    sliders()[focused]?.focus();
    this.setTab(tab || "formula");
    this.live.toggleAttribute("data-table", table);
    this.go(this.at, { quiet: true });
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.addressTimer);
    this.root.removeEventListener("keydown", this.onKey);
    this.live.remove();
  }
}

// 기록의 세 꼴(하나, 나란히, 고쳐 보기)을 화면에 올릴 기록의 목록으로 풉니다.
function unpack(data) {
  if (data?.v !== VERSION) return null;
  const traces = data.pair || [data.explore ? chosen(data.explore, (input) => input.at || 0) : data];
  return traces.every((trace) => trace.steps?.length) ? traces : null;
}

// 입력마다 고른 자리의 기록. 첫 기록과 같은 것은 적지 않았으니 채웁니다.
function chosen({ inputs, traces }, at) {
  const flat = traces.flat();
  return { ...flat[0], ...flat[inputs.reduce((sum, input, i) => sum * (input.stops?.length ?? 1) + at(input, i), 0)] };
}

const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin",
  "visibility", "display", "font-family", "font-size", "font-weight", "text-anchor"];

// CSS 없이도 같은 그림이 되도록 지금의 꾸밈을 요소마다 적습니다.
function standalone(svg, paper) {
  const copy = svg.cloneNode(true);
  const [from, to] = [svg, copy].map((root) => [...root.querySelectorAll("*")]);
  from.forEach((el, i) => {
    const style = getComputedStyle(el);
    to[i].setAttribute("style", DRAWN.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
    for (const name of ["tabindex", "role"]) to[i].removeAttribute(name);
  });
  const [x, y, width, height] = svg.getAttribute("viewBox").split(/[ ,]+/);
  set(copy, { style: "", role: "img" });
  copy.prepend(shape("rect", { x, y, width, height, fill: paper }));
  return new XMLSerializer().serializeToString(copy);
}

function toPng(svg, [width, height], done) {
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: width * 2, height: height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
    canvas.toBlob(done);
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function download(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// ── 올리기 ────────────────────────────────────────────────────────────────────────────

function mount(root, data, options) {
  return new Player(root, data, options);
}

// 책: 기록을 품은 상자마다 재생기를 올립니다. 여러 번 불러도 한 상자에 한 번만 올립니다.
function mountAll() {
  for (const root of document.querySelectorAll(".ag-stepper:not([data-mounted])")) {
    const script = root.querySelector('script[type="application/json"]');
    if (!script) continue;
    root.dataset.mounted = "";
    const data = JSON.parse(script.textContent);
    // 그림은 정적인 그림과 나눠 씁니다.
    const pictures = root.querySelectorAll(".ag-last svg");
    (data.pair || (data.explore ? [] : [data])).forEach((trace, i) => { trace.svg ??= pictures[i]; });
    const lab = document.querySelector(".jp-OutputArea, .jp-Notebook");
    root.agPlayer = mount(root, data, { host: lab ? "lab" : "book" });
  }
}

function render({ model, el }) {
  const root = h("div", { class: "ag-stepper", "data-mounted": true });
  el.append(root);
  const player = mount(root, model.get("trace"), { model, host: "lab" });
  const onTrace = () => player.setTrace(model.get("trace"));
  const onAt = () => { if (model.get("at") !== player.at) player.go(model.get("at"), { quiet: true }); };
  model.on("change:trace", onTrace);
  model.on("change:at", onAt);
  onAt();
  return () => {
    model.off("change:trace", onTrace);
    model.off("change:at", onAt);
    player.destroy();
  };
}

export default { render };
