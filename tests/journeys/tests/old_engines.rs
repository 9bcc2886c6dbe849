//! The build for old engines, and the page of an engine that can run neither (docs/decisions/0024-old-engines.md).

use dajuan_journeys::{Site, World, app};

/// The end of the probe's code, and the same with an instruction that no engine knows: all of the browser, the service worker too, refuses it.
const PROBE: (&str, &str) = ("252,11,0,65,0,11]", "255,11,0,65,0,11]");
const OLD: &str =
    "performance.getEntriesByType('resource').some((it) => /old-.*wasm/.test(it.name))";
const SPLIT: &str = "performance.getEntriesByType('resource').some((it) => /(deeds|later|year)-.*wasm/.test(it.name))";
const KEPT: &str = "caches.keys().then(async ([name]) => {
    const kept = (await (await caches.open(name)).keys()).map((it) => it.url);
    return kept.some((it) => /old-.*wasm/.test(it)) && kept.some((it) => /pocketbase/.test(it)) && !kept.some((it) => /(dajuan|later)-.*wasm/.test(it));
})";
/// Lets no module be made until the page has asked for the older word of its policy.
const UNKNOWN_WORD: &str = "{
    const Module = WebAssembly.Module;
    WebAssembly.Module = function (bytes) {
        if (!document.cookie.includes('wasm=eval')) throw new Error('refused by the policy');
        return new Module(bytes);
    };
}";

/// Makes every engine an old one.
fn grow_old(site: &Site) {
    let page = site.read("index.html");
    let start = page.split("src=\"/start-").nth(1);
    let start = start.and_then(|rest| rest.split('"').next());
    let start = format!("start-{}", start.expect("the starter"));
    for name in [start.as_str(), "sw.js"] {
        let text = site.read(name);
        assert!(text.contains(PROBE.0), "{name}");
        site.put(name, &text.replace(PROBE.0, PROBE.1));
    }
}

#[tokio::test]
async fn an_old_engine_gets_a_build_of_its_own_and_keeps_it_for_a_start_without_a_network() {
    let (world, site) = World::start_with_site().await;
    grow_old(&site);
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    assert_eq!(phone.script(OLD).await, true);
    phone.wait_for("the old build to be kept", KEPT).await;
    world.cut_off(&phone).await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.begin("旧机").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.tab("首页", app::HOME.ready).await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.tab("首页", app::HOME.ready).await;
    world.reconnect(&phone).await;
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    world.arrived(app::NEW_MEMBER, "旧机").await;
    assert_eq!(phone.script(SPLIT).await, false);
    phone.finish().await;
}

#[tokio::test]
async fn an_engine_that_does_not_know_the_policys_word_for_wasm_asks_once_for_the_older_one() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.in_every_document(UNKNOWN_WORD).await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    let policy =
        "fetch('/').then((it) => /'unsafe-eval'/.test(it.headers.get('content-security-policy')))";
    assert_eq!(phone.script(policy).await, true);
    let script = "document.cookie = 'wasm=; max-age=0; path=/';
        Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} });";
    phone.in_every_document(script).await;
    phone.goto("/").await;
    phone.see("答卷还没有打开").await;
    let said = phone.complaints().await;
    assert!(said.iter().all(|it| it.contains("refused by the policy")));
    phone.finish().await;
}

#[tokio::test]
async fn a_browser_without_webassembly_says_so_in_plain_words() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.in_every_document("delete window.WebAssembly;").await;
    phone.goto("/").await;
    phone.see("答卷还没有打开").await;
    phone.see("浏览器太旧").await;
    phone.see("选“在浏览器打开”").await;
    phone.check_accessibility().await;
    let said = phone.complaints().await;
    assert!(
        said.iter().all(|it| it.contains("no WebAssembly")),
        "{said:?}"
    );
    phone.finish().await;
}

#[tokio::test]
async fn a_browser_that_knows_no_modules_is_told_so_too() {
    let (world, site) = World::start_with_site().await;
    assert!(
        site.read("index.html")
            .contains("<script nomodule src=\"/too-old.js\">")
    );
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.see_no("答卷还没有打开").await;
    let run = format!("(() => {{ {} }})()", site.read("too-old.js"));
    phone.script(&run).await;
    phone.see("选“在浏览器打开”").await;
    phone.see_no("委员号或邮箱").await;
    phone.finish().await;
}
