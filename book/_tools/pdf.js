// 지은 책의 첫 쪽에서 돕니다. 모든 쪽을 한 문서에 잇고(bind), 쪽 번호를 적습니다(fill).

const NUMBER = '<span class="page-number"></span>쪽';

// 첫 쪽을 열어 본문의 자리에 모든 쪽의 글을 담고, 본문이 아닌 것은 뺍니다.
// 걸음의 주소(#step=…)로 가는 링크는 그 장으로 갑니다.
// id에는 쪽의 이름을 붙여 겹치지 않게 합니다. 출력 칸의 id는 그 칸의 꾸밈과 짝이므로 그대로 둡니다.
async function bind(pages) {
  const names = new Set(pages.map(([name]) => name));
  const style = document.head.appendChild(document.createElement("style"));
  const articles = pages.map(([name, html], at) => {
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    for (const place of article.querySelectorAll("[id]:not(.cell_output *)")) place.id = `${name}:${place.id}`;
    for (const link of article.querySelectorAll("a[href]")) {
      const [, page, id] = link.getAttribute("href").match(/^(?:([^:/#]+)[.]html)?(?:#step=.*|#(.+))?$/) || [];
      if (names.has(page || id && name)) link.href = `#${page || name}${id ? `:${id}` : ""}`;
    }
    article.id = name;
    article.style.page = `p${at}`;
    const title = JSON.stringify(titleOf(article));
    style.append(`@page p${at} { @bottom-left { content: ${title}; color: #6b7280; font: 9pt sans-serif; } }`);
    gatherAnswers(article);
    return article;
  });
  completeContents(articles);
  let box = document.querySelector(".bd-article-container");
  box.replaceChildren(...articles);
  for (; box !== document.body; box = box.parentNode) box.parentNode.replaceChildren(box);
  await MathJax.startup.promise;
  await MathJax.typesetPromise(articles);
  await document.fonts.ready;
}

// 링크가 가리키는 곳의 쪽 번호를 적습니다.
function fill(pages) {
  for (const place of document.querySelectorAll(".page-number"))
    place.textContent = pages[place.closest("a").getAttribute("href").slice(1)];
}

const titleOf = article => article.querySelector("h1").firstChild.data;

// 보기마다 접어 둔 답을 장의 끝으로 옮기고, 물음과 답에 서로의 쪽을 적습니다.
function gatherAnswers(article) {
  const choices = [...article.querySelectorAll("details")].filter(choice => markOf(choice));
  const section = document.createElement("section");
  section.innerHTML = "<h2>물음의 답</h2>";
  let answer;
  for (const choice of choices) {
    if (markOf(choice) === "①") {
      const question = questionOf(choice);
      answer = section.appendChild(document.createElement("div"));
      question.id = `${article.id}:question-${section.childElementCount - 1}`;
      answer.id = question.id.replace("question", "answer");
      answer.className = "answer";
      answer.innerHTML = question.outerHTML.replace(/ id="[^"]*"/, "");
      answer.querySelector("strong").innerHTML = `<a href="#${question.id}">${labelOf(question)}(${NUMBER})</a>`;
    }
    choice.children[1].prepend(`${markOf(choice)} `);
    answer.append(...[...choice.children].slice(1));
    if (!choices.includes(choice.nextElementSibling))
      choice.insertAdjacentHTML("afterend", `<p class="to-answer"><a href="#${answer.id}">답은 ${NUMBER}에 있습니다.</a></p>`);
  }
  if (answer) article.querySelector("section").append(section);
}

const markOf = choice => choice.firstElementChild.textContent.match(/^[①-⑨]/)?.[0];

// 물음은 보기 앞에서 굵은 글로 시작하는 단락입니다. 사이에 코드가 놓이기도 합니다.
function questionOf(choice) {
  let part = choice.previousElementSibling;
  while (!part.matches("p:has(> strong:first-child)")) part = part.previousElementSibling;
  return part;
}

// ‘연습 7-1’처럼 물음에 붙은 번호가 없으면 물음이 든 절의 번호로 부릅니다.
function labelOf(question) {
  const [exercise] = question.textContent.match(/^연습 [\d-]+/) || [];
  const heading = question.closest("section:has(> h2)").querySelector("h2");
  return exercise || `${heading.textContent.match(/^[\d.]+/)[0]}절`;
}

// 차례의 장마다 쪽 번호를 적고, 차례에 없는 부록을 이어 적습니다.
function completeContents([cover, ...articles]) {
  const contents = cover.querySelector("table:has(a)");
  const numbered = id => `<td><a href="#${id}"><span class="page-number"></span></a></td>`;
  const appendices = articles.filter(({ id }) => !contents.querySelector(`a[href="#${id}"]`));
  contents.tHead.rows[0].insertAdjacentHTML("beforeend", "<th>쪽</th>");
  for (const row of contents.tBodies[0].rows)
    row.insertAdjacentHTML("beforeend", numbered(row.querySelector("a").getAttribute("href").slice(1)));
  contents.closest("section").insertAdjacentHTML("afterend", `<section><h2>부록</h2><table class="table">${
    appendices.map(article => `<tr><td><a href="#${article.id}">${titleOf(article)}</a></td>${numbered(article.id)}</tr>`).join("")
  }</table></section>`);
}
