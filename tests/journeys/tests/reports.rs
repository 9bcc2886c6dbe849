//! Reports of the app's own faults: nothing leaves the phone unless the operator names an address and the member wants it, and
//! what leaves it holds nothing of a member.

use dajuan_journeys::{Engine, Exchange, Fault, Phone, Rule, Site, World, app, until};
use serde_json::{Value, json};

const COLLECT: &str = "/collect";
const SWITCH: &str = "*程序出错时，告诉维护的人";

/// The profile says where to, on this machine; or it does not.
fn name_address(world: &World, site: &Site, is_named: bool) {
    let mut config: Value = serde_json::from_str(&site.read("config.json")).expect("JSON");
    let to = world.proxy.origin() + COLLECT;
    config["reports"] = if is_named { json!(to) } else { Value::Null };
    site.put("config.json", &config.to_string());
    let taken = Fault::answer(204, "application/json", "");
    world.proxy.rule(Rule::new(taken).path(COLLECT));
}

/// The notices are answered outside the profile from now on.
fn go_wrong(world: &World) {
    let odd = Fault::answer(200, "application/json", r#"{"note":"委员丙"}"#);
    let odd = Rule::new(odd).method("GET").path("/api/dajuan/notices");
    world.proxy.rule(odd);
}

fn reports(world: &World) -> Vec<Exchange> {
    let log = world.proxy.log().into_iter();
    log.filter(|it| it.path.starts_with(COLLECT)).collect()
}

/// What all of them tell of.
fn incidents(world: &World) -> Vec<Value> {
    let of = |sent: &Exchange| -> Vec<Value> {
        let said: Value = serde_json::from_slice(&sent.body).expect("JSON");
        said["incidents"].as_array().expect("incidents").clone()
    };
    reports(world).iter().flat_map(of).collect()
}

/// A page opened from now on does not wait the 5 s within which incidents are told together, and says how often it would have.
const HURRY: &str = "{
    const wait = window.setTimeout;
    window.told = 0;
    window.setTimeout = (then, ms, ...rest) =>
        ms === 5000 ? wait(() => { then(); window.told += 1; }, 0) : wait(then, ms, ...rest);
}";

/// A module of one function, which stops the program as a panic does. A page is told of its own errors alone: to Firefox a driver's script is none of its own,
/// to WebKit none that its host put in.
const STOPS: &str = "window.stops = () => setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(
    [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]))).exports.f());";
const KEPT: &str = "localStorage.getItem('dajuan-fault')";

async fn phone(world: &World) -> Phone {
    let mut phone = world.phone().await;
    phone.in_every_document(HURRY).await;
    phone.in_every_document(STOPS).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone
}

/// The page is opened with the fault on it. What it counted was told by then, or was not: a list that was asked for after it is there.
async fn fails(world: &World, phone: &mut Phone) {
    phone.goto(app::ME.path).await;
    phone.ready(app::ME.ready).await;
    phone
        .wait_for("what was counted to be told", "window.told > 0")
        .await;
    let lists = || {
        let log = world.proxy.log();
        let lists = log
            .iter()
            .filter(|it| it.path.starts_with("/api/collections/records/records?"));
        lists.count()
    };
    let before = lists();
    phone.tab("记录", app::RECORDS.ready).await;
    until("a list", async || (lists() > before).then_some(())).await;
    phone.tab("我的", app::ME.ready).await;
}

/// The program stops; the page's own complaint about it is what was asked for.
async fn stops(phone: &mut Phone) {
    if Engine::chosen() == Engine::WebKit {
        phone.script(STOPS).await;
    }
    phone.script("stops()").await;
    let ask = "new Promise((done) => setTimeout(() => setTimeout(done, 0, true)))";
    assert_eq!(phone.script(ask).await, true);
    drop(phone.complaints().await);
}

#[tokio::test]
async fn with_either_switch_off_nothing_is_sent() {
    let (world, site) = World::start_with_site().await;
    name_address(&world, &site, false);
    let mut phone = phone(&world).await;
    go_wrong(&world);
    fails(&world, &mut phone).await;
    assert!(!phone.text().await.contains("出错报告"));
    assert_eq!(reports(&world).len(), 0);

    // Named, and not wanted: it is asked for, and off at first.
    name_address(&world, &site, true);
    phone.forget_files().await;
    phone.goto(app::ME.path).await;
    phone.find("checkbox", SWITCH).await;
    phone
        .script("localStorage.setItem('dajuan-fault', 'src/x.rs:12 year')")
        .await;
    fails(&world, &mut phone).await;
    assert_eq!(reports(&world).len(), 0);
    phone.finish().await;
}

#[tokio::test]
async fn who_wants_it_has_faults_told_by_their_place_alone_and_so_many_a_day() {
    let (world, site) = World::start_with_site().await;
    name_address(&world, &site, true);
    let mut phone = phone(&world).await;
    phone.tab("我的", app::ME.ready).await;
    phone.see("不发您写的内容、姓名、委员号和登录信息").await;
    phone.tap("checkbox", SWITCH).await;
    phone.check_accessibility().await;
    go_wrong(&world);
    until("the choice to hold", async || {
        stops(&mut phone).await;
        (phone.script(KEPT).await != Value::Null).then_some(())
    })
    .await;
    fails(&world, &mut phone).await;
    // Without the wait of 5 s each may go in a report of its own.
    until("both in reports", async || {
        let told = incidents(&world);
        let is_told = |kind: &&str| told.iter().any(|it| it["kind"] == **kind);
        ["panic", "odd_answer"].iter().all(is_told).then_some(())
    })
    .await;
    let sent = reports(&world).remove(0);
    assert_eq!(sent.method, "POST");
    for header in ["authorization", "cookie", "referer"] {
        assert_eq!(sent.header(header), None, "{header}");
    }
    let said: Value = serde_json::from_slice(&sent.body).expect("JSON");
    assert_eq!(
        (&said["app"], &said["browser"]),
        (&json!("dajuan"), &json!(Engine::chosen().name()))
    );
    let build: Value = serde_json::from_str(&site.read("version.json")).expect("JSON");
    assert_eq!(
        (&said["version"], &said["build"]),
        (&build["version"], &build["build"])
    );
    let incidents = incidents(&world);
    let stopped = incidents
        .iter()
        .find(|it| it["kind"] == "panic")
        .expect("the stop");
    let place = stopped["place"].as_str().expect("a place");
    // WebKit does not say where in the function.
    let offset = match Engine::chosen() {
        Engine::WebKit => "",
        _ => ":0x",
    };
    let told = format!("wasm-function[0]{offset}");
    assert!(place.contains(&told), "{place}");
    assert_eq!(stopped["page"], "me");
    let odd = |it: &&Value| it["kind"] == "odd_answer";
    let odd = incidents.iter().find(odd).expect("an odd answer");
    assert_eq!(odd["place"], "/operations/notices/answer/items:200");
    assert_eq!(odd["page"], "me");
    for sent in reports(&world) {
        let body = String::from_utf8_lossy(&sent.body).into_owned();
        for secret in ["委员丙", app::NEW_MEMBER, "Bearer", "eyJ"] {
            assert!(!body.contains(secret), "{secret} in {body}");
        }
    }
    assert_eq!(phone.script(KEPT).await, Value::Null, "it is told once");

    // The day has had its reports: no more go.
    let today = said["day"].as_str().expect("a day").to_owned();
    phone
        .script(&format!(
            "localStorage.setItem('dajuan-reports', '{today} 5')"
        ))
        .await;
    let before = reports(&world).len();
    fails(&world, &mut phone).await;
    assert_eq!(reports(&world).len(), before);

    // Nobody there who takes them, and no longer wanted: the rest of the app knows nothing of it.
    phone
        .script("localStorage.removeItem('dajuan-reports')")
        .await;
    phone.tap("checkbox", SWITCH).await;
    fails(&world, &mut phone).await;
    assert_eq!(reports(&world).len(), before);
    phone.finish().await;
}
