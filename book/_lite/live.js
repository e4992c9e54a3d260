// 쪽에 ‘실행’ 단추를 답니다. make site가 노트북이 있는 쪽에만 싣습니다.
// 디스크에서 바로 연 쪽(file://)에서는 브라우저가 커널을 켜 주지 않으므로 아무것도 하지 않습니다.
if (location.protocol !== "file:") {
  const { notebook } = document.currentScript.dataset;
  const address = new URL(`notebooks/index.html?path=${notebook}`, document.currentScript.src).href;
  const bar = Object.assign(document.createElement("p"), { className: "live" });

  const open = Object.assign(document.createElement("a"), {
    className: "live-button", href: address, target: "_blank", textContent: "새 탭에서 실행",
  });
  const here = Object.assign(document.createElement("button"), {
    className: "live-button", type: "button", textContent: "이 쪽에서 실행",
  });
  here.addEventListener("click", () => {
    const frame = Object.assign(document.createElement("iframe"), {
      className: "live-frame", src: address, title: "실행할 수 있는 노트북",
    });
    bar.after(frame);
    here.remove();
    frame.focus();
  });

  bar.append(open, here);
  document.querySelector("article h1").after(bar);
}
