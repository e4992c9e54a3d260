// 브라우저의 커널이 Pyodide를 켜는 곳입니다. 그래프 배치기도 함께 켜서 파이썬에 내줍니다.
// 이 커널에서는 dot을 실행할 수 없고, 배치기를 켜는 일은 기다려야 하는 일이라 칸을 실행할 때는 늦습니다.
import { loadPyodide as load } from "./pyodide.mjs";

const graphviz = () =>
  import("./graphviz.js").then(({ Graphviz }) => Graphviz.load()).catch(() => null);

export async function loadPyodide(options) {
  // 자동 완성을 깊게 하는 jedi는 5 MB라 뺍니다. 이름은 IPython이 그대로 완성합니다.
  // 설정에 jedi가 없으면 커널이 따로 받으려 하므로, 설정에는 적고 여기서 덜어 냅니다.
  const packages = options.packages.filter((name) => name !== "jedi");
  const [pyodide, layout] = await Promise.all([load({ ...options, packages }), graphviz()]);
  if (layout) pyodide.registerJsModule("browser_graphviz", { svg: (dot) => layout.dot(dot) });
  return pyodide;
}
