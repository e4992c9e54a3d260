// 쪽에 ‘실행’ 단추를 답니다. make site가 노트북이 있는 쪽에만 싣습니다.
// 디스크에서 바로 연 쪽(file://)에서는 브라우저가 커널을 켜 주지 않으므로 아무것도 하지 않습니다.
if (location.protocol !== "file:") {
  const { notebook } = document.currentScript.dataset;
  const address = new URL(`notebooks/index.html?path=${notebook}`, document.currentScript.src).href;
  const OPEN = "이 쪽에서 실행", SIZE = "처음에는 18 MB를 받습니다.";
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  const bar = make("p", { className: "live" });
  const tab = make("a", { className: "live-button", href: address, target: "_blank", textContent: "새 탭에서 실행" });
  const here = make("button", { className: "live-button", type: "button", textContent: OPEN });
  const status = make("span", { className: "live-status", role: "status", textContent: SIZE });
  const frame = make("iframe", { className: "live-frame", src: address, title: "실행할 수 있는 노트북" });

  const kernel = () =>
    frame.contentWindow.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel?.status;
  let waiting;
  here.addEventListener("click", () => {
    clearInterval(waiting);
    if (frame.isConnected) {
      frame.remove();
      here.textContent = OPEN;
      status.textContent = SIZE;
      return;
    }
    bar.after(frame);
    here.textContent = "닫기";
    status.textContent = `파이썬을 받는 중입니다. ${SIZE}`;
    waiting = setInterval(() => {
      if (kernel() !== "idle") return;
      clearInterval(waiting);
      status.textContent = "칸을 고르고 Shift+Enter를 누르면 실행합니다.";
    }, 250);
    frame.focus();
  });

  bar.append(tab, here, status);
  document.querySelector("article h1").after(bar);
}
