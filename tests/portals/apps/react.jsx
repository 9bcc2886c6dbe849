// A portal in React as its own guide writes one: a component with state, the element inside it.
import { StrictMode, useCallback, useState } from "react";
import { createRoot } from "react-dom/client";

async function token({ refused }) {
  const answer = await fetch(`/control/token?refused=${refused}`);
  return (await answer.json()).token || null;
}

function Dajuan() {
  const attach = useCallback((element) => {
    if (!element) return;
    element.heard ??= [];
    const keep = (event) => element.heard.push({ name: event.type.slice("dajuan-".length), detail: event.detail });
    const names = ["ready", "route", "dirty", "queued", "sent", "auth-needed", "height", "error"].map((it) => `dajuan-${it}`);
    for (const name of names) element.addEventListener(name, keep);
    element.getToken = token;
    return () => { for (const name of names) element.removeEventListener(name, keep); };
  }, []);
  return <dajuan-portal ref={attach}></dajuan-portal>;
}

function Portal() {
  const [presses, setPresses] = useState(0), [shown, setShown] = useState(true);
  const without = new URLSearchParams(location.search).has("without");
  return (
    <>
      <header>某市政协门户</header>
      <nav>
        <a href="#news">要闻</a>
        <button type="button" id="press" onClick={() => setPresses((it) => it + 1)}>按了 {presses} 次</button>
        <button type="button" id="toggle" onClick={() => setShown((it) => !it)}>答卷</button>
      </nav>
      <div className="place">{shown && !without && <Dajuan />}</div>
      <footer>联系我们</footer>
    </>
  );
}

createRoot(document.getElementById("app")).render(<StrictMode><Portal /></StrictMode>);
