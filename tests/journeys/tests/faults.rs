//! Journey 6: what goes wrong is said in words that help, and nothing is lost.

use dajuan_journeys::{Backend, Fault, Phone, Photo, Rule, World, app, until};
use serde_json::json;

const WRONG: &str = "委员号或密码不对，请再看一看";
const SIGN_IN: &str = "/api/collections/members/auth-with-password";
const CREATE: &str = "=/api/collections/records/records";
const TOGETHER: &str = "=/api/dajuan/records";

/// Fills in the sign-in page with a password of one's own.
async fn try_password(phone: &Phone, password: &str) {
    phone.fill("textbox", "委员号或邮箱", app::NEW_MEMBER).await;
    phone.fill("textbox", "密码", password).await;
    phone.tap("button", "登录").await;
}

/// The titles that arrived from the new member, sorted: what belongs to no event has no order.
async fn titles(backend: &Backend) -> Vec<String> {
    let rows = backend.records_of(app::NEW_MEMBER).await;
    let titles = rows
        .iter()
        .filter_map(|row| row["answers"]["title"].as_str());
    let mut titles: Vec<_> = titles.map(str::to_owned).collect();
    titles.sort();
    titles
}

async fn arrive(backend: &Backend, wanted: &[&str]) {
    until("all titles to arrive", async || {
        (titles(backend).await.len() >= wanted.len()).then_some(())
    })
    .await;
    let mut wanted = wanted.to_owned();
    wanted.sort();
    assert_eq!(titles(backend).await, wanted, "each once");
}

/// The office ends every sign-in of the new member that is out.
async fn revoke(backend: &Backend) {
    let member = backend.member(app::NEW_MEMBER).await;
    let id = member["id"].as_str().expect("an id");
    let path = format!("/api/collections/members/records/{id}");
    for active in [false, true] {
        backend
            .operate("PATCH", &path, json!({ "active": active }))
            .await;
    }
}

#[tokio::test]
async fn a_wrong_password_says_so_and_many_say_how_long_to_wait() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.tap("button", "登录").await;
    phone.see("请填密码").await;
    try_password(&phone, "wrong").await;
    phone.see(WRONG).await;
    assert_eq!(
        phone.value("textbox", "委员号或邮箱").await,
        app::NEW_MEMBER,
        "what was typed stays"
    );
    try_password(&phone, app::PASSWORD).await;
    phone.ready(app::HOME.ready).await;
    phone.see_no(WRONG).await;

    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    let guess = json!({ "identity": app::NEW_MEMBER, "password": "a guess" });
    for _ in 0..10 {
        let (status, _) = world
            .backend()
            .send("POST", SIGN_IN, None, guess.clone())
            .await;
        assert_eq!(status, 400);
    }
    try_password(&phone, app::PASSWORD).await;
    phone.see("试的次数太多了，请过 15 分钟再试").await;
    phone.finish().await;
}

#[tokio::test]
async fn scenario_09_a_sign_in_that_ends_in_mid_queue_loses_nothing_and_doubles_nothing() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    for title in ["第一本", "第二本", "第三本"] {
        phone.begin(title).await;
        phone.submit().await;
        phone.tab("首页", app::HOME.ready).await;
    }
    phone.see("3 条还没发出去，联网后自动发送").await;
    world.proxy.clear_log();
    // One after another, or the queue would have no middle.
    let not_here = Fault::answer(404, "application/json", "{}");
    world.proxy.rule(Rule::new(not_here).path(TOGETHER));
    world.proxy.rule(
        Rule::new(Fault::HoldReply)
            .method("POST")
            .path(CREATE)
            .once(),
    );
    world.proxy.restore();
    phone.send_now().await;
    until("the first one to reach the backend", async || {
        (titles(backend).await.len() == 1).then_some(())
    })
    .await;
    revoke(backend).await;
    world.proxy.release();

    phone.see("条还没发出去，登录后继续发送").await;
    assert_eq!(titles(backend).await.len(), 1);
    phone.tap("link", "登录").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.see_no("还没发出去").await;
    arrive(backend, &["第一本", "第二本", "第三本"]).await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.see("共 3 条").await;
    phone.finish().await;
}

/// What the last request of a member was signed with.
fn signed_with(world: &World) -> Option<String> {
    let log = world.proxy.log();
    let signed = log.iter().rev().find_map(|it| it.header("authorization"));
    signed.map(str::to_owned)
}

#[tokio::test]
async fn one_lost_sign_in_is_renewed_without_asking_the_member_and_the_next_start_goes_on_with_it()
{
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("第一本").await;
    let first = signed_with(&world).expect("signed in");
    until("the backend to give other sign-ins", async || {
        let backend = world.backend();
        let later = backend.sign_in("members", app::NEW_MEMBER, app::PASSWORD);
        (later.await != first).then_some(())
    })
    .await;
    let lost = Fault::answer(
        401,
        "application/json",
        r#"{"status":401,"message":"","data":{}}"#,
    );
    world
        .proxy
        .rule(Rule::new(lost).method("POST").path(CREATE).once());
    phone.submit().await;
    phone.see("已收到，回执").await;
    arrive(world.backend(), &["第一本"]).await;
    let log = world.proxy.log();
    let renewed = log.iter().filter(|it| it.path.ends_with("/auth-refresh"));
    assert_eq!(renewed.count(), 1);
    let second = signed_with(&world).expect("still signed in");
    assert_ne!(first, second);
    world.proxy.clear_log();
    phone.goto("/").await;
    let third = until("a request of the next start", async || signed_with(&world)).await;
    assert_eq!(third, second);
    phone.finish().await;
}

#[tokio::test]
async fn a_backend_that_is_down_at_the_start_hides_nothing_from_who_stayed_signed_in() {
    let mut world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.backend_mut().stop();
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.begin("第一本").await;
    phone.submit().await;
    phone.see("第一本").await;
    phone.see("还没发出去").await;
    assert!(!phone.text().await.contains("已收到"));
    world.backend_mut().start_again().await;
    phone.send_now().await;
    phone.see("已收到，回执").await;
    arrive(world.backend(), &["第一本"]).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_backend_that_is_down_at_the_start_is_named_to_who_did_not_stay_signed_in() {
    let mut world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, false).await;
    phone.kept_for_offline().await;
    phone.begin("第一本").await;
    phone.see("草稿已保存").await;
    world.backend_mut().stop();
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    assert!(!phone.text().await.contains("第一本"), "locked");
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.see("连不上服务器，请看看网络，过一会儿再试").await;
    world.backend_mut().start_again().await;
    phone.tap("button", "登录").await;
    phone.ready(app::HOME.ready).await;
    phone.see("第一本").await;
    phone.finish().await;
}

/// What the app and one sign-in take of a phone, in bytes.
async fn used_by_the_app(world: &World) -> u64 {
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    let used = "navigator.storage.estimate().then((it) => it.usage)";
    let used = phone.script(used).await.as_u64();
    phone.finish().await;
    used.expect("bytes")
}

#[tokio::test]
async fn scenario_16_photos_that_find_no_room_are_kept_smaller_or_left_out_and_the_text_stays() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.in_chromium_alone("a phone whose storage is full");
    // Beside the app itself there is room for a smaller copy, for none of full size.
    phone
        .set_quota(used_by_the_app(&world).await + 1_000_000)
        .await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.begin("第一本").await;
    phone.see("草稿已保存").await;
    let photo = Photo::noise(2048, 1800);
    let photos: Vec<_> = (1..=6)
        .map(|number| photo.save(world.folder(), &format!("{number}.jpg")))
        .collect();
    let files: Vec<_> = photos.iter().map(|path| &**path).collect();
    phone.attach("#field-photos", &files).await;
    phone.see("手机空间不够，文字已保存").await;
    let done = "!document.querySelector('progress')";
    phone.wait_for("all photos to be decided", done).await;
    let kept = phone.all("button", "*去掉第").await.len();
    assert!((1..6).contains(&kept), "{kept} of 6 photos");

    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.tap("link", "*第一本").await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "书名").await, "第一本");
    phone.find("button", &format!("去掉第 {kept} 张照片")).await;
    phone.submit().await;
    phone.see("已收到").await;
    arrive(world.backend(), &["第一本"]).await;
    let rows = world.backend().rows("attachments").await;
    assert_eq!(rows.len(), kept, "what was shown as kept, and nothing else");
    let photo = Photo::from_bytes(world.backend().photo(&rows[0]).await);
    assert_eq!(photo.size(), (1024, 900), "a smaller copy");
    phone.finish().await;
}
